export const MILLIMETRE = 72 / 25.4;

/** Points. */
export const A4 = { short: 595.28, long: 841.89 };

/** Points. Decree 30/2020, appendix I, I.3: top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm. */
export const MARGINS = { left: 30 * MILLIMETRE, top: 20 * MILLIMETRE, right: 15 * MILLIMETRE, bottom: 20 * MILLIMETRE };

/** A certificate's: even on all sides, because its frame is; no text gives it margins. */
export const FRAMED_MARGINS = {
  left: 24 * MILLIMETRE,
  top: 22 * MILLIMETRE,
  right: 24 * MILLIMETRE,
  bottom: 20 * MILLIMETRE,
};

/** What lies between the margins, in points. */
export const widthOf = (landscape: boolean, margins: typeof MARGINS): number =>
  (landscape ? A4.long : A4.short) - margins.left - margins.right;

/** Sizes of letters in points (same appendix, table of sizes). */
export const SIZE = {
  body: 13,
  nation: 12,
  motto: 13,
  title: 14,
  subject: 13,
  page: 14,
  table: 12,
  small: 11,
  foot: 9,
  // A certificate is read from a wall; no text gives it sizes.
  state: 14,
  watchword: 14,
  giver: 16,
  verb: 16,
  name: 38,
  receiver: 22,
  words: 16,
};

/** How far the motto's rule reaches, in points: as far as the motto in bold letters of 13. */
export const MOTTO_RULE = 163;

/** Points above and below what is said large, by what it is: together they fill a landscape page of one-line names. */
export const AROUND = {
  state: [0, 0],
  watchword: [0, 0],
  giver: [14, 4],
  verb: [5, 1],
  name: [2, 8],
  receiver: [2, 2],
  words: [1, 6],
} as const;

/** What a giver and a certificate's name are printed in (Decree 98/2023, article 104: red). */
export const RED = 'C00000';

/** The level of headline of a band's cells: at the foot of a page without a row below it, a band goes to the next page. */
export const BAND_LEVEL = 2;

/** The level of the rows that go with a signature: where they begin a page, the table's head is said again above them. */
export const TAIL_LEVEL = -2;
