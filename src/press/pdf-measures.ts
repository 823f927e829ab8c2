export const MILLIMETRE = 72 / 25.4;

/** Points. */
export const A4 = { short: 595.28, long: 841.89 };

/** Points. Decree 30/2020, appendix I, I.3: top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm. */
export const MARGINS = { left: 30 * MILLIMETRE, top: 20 * MILLIMETRE, right: 15 * MILLIMETRE, bottom: 20 * MILLIMETRE };

/** Sizes of letters in points (same appendix, table of sizes). */
export const SIZE = { body: 13, nation: 12, motto: 13, title: 14, subject: 13, table: 12, small: 11, foot: 9 };
