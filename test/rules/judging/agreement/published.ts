/** Shrout & Fleiss, Psychological Bulletin 86 (1979), table 2: six targets rated by four judges. */
export const SHROUT_FLEISS: readonly (readonly number[])[] = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
];

/** The data set “anxiety” of the R package irr (Gamer, Lemon & Singh, 0.84.1): 20 persons rated by three, with ties; by rater. */
const ANXIETY_BY_RATER = [
  [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
  [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
  [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
];

/** Siegel & Castellan, Nonparametric Statistics for the Behavioral Sciences (1988), 9.5: six applicants ranked by three; by judge. */
const APPLICANTS_BY_JUDGE = [
  [1, 6, 3, 2, 5, 4],
  [1, 5, 6, 4, 2, 3],
  [6, 3, 2, 5, 4, 1],
];

const _ = null;
/** Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section D: four coders, twelve units, cells missing; by coder. */
const CODERS = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
  [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
];

export const transposed = <T>(rows: readonly (readonly T[])[]): T[][] =>
  (rows[0] ?? []).map((__, column) => rows.map((row) => row[column] as T));

export const ANXIETY = transposed(ANXIETY_BY_RATER);
export const APPLICANTS = transposed(APPLICANTS_BY_JUDGE);
export const CODED = transposed<number | null>(CODERS);
/** The same text, sections A (binary) and B (nominal a…e as 1…5): two observers, ten and twelve units, none missing. */
export const BINARY = transposed([
  [0, 1, 0, 0, 0, 0, 0, 0, 1, 0],
  [1, 1, 1, 0, 0, 1, 0, 0, 0, 0],
]);
export const NOMINAL = transposed([
  [1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1],
  [2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4],
]);
