export interface RankedEntry {
  entry: string;
  /** 1 is best; equals share a rank and the next one counts them: 1, 2, 2, 4. */
  rank: number;
  /** The value rounded by the rules, with all its decimals: "87.50". */
  score: string;
  /** The value itself: "175/2", or "87". */
  exact: string;
  /** Whichever of the two the rules rank on; `parseRational` reads it. Prize floors are compared with this. */
  rankingValue: string;
  judges: number;
  /** The steps used, "criterion:B" first to last: those compared while this entry was still tied with another. */
  tieBreak: string[];
  /** How the value came about, where the method has more to say than its value; absent for mean, trimmed mean and median. */
  evidence?: Readonly<Record<string, unknown>>;
}
