const MARKS = /[\u0300-\u036f]/g;
// Zero-width spaces and joiners, byte-order marks and soft hyphens come along when names are copied out of chat windows.
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** A name as it is kept: NFC, no invisible characters, no space at either end, one space between words. Marks and case stay as typed. */
export const tidyName = (text: string): string =>
  text.normalize('NFC').replace(INVISIBLE, '').trim().replace(/\s+/g, ' ');

/**
 * The form in which Vietnamese text is searched: lower-case letters without any mark, đ as d, single spaces. "Tam Đường",
 * "TAM DƯƠNG" and their decomposed forms all give "tam duong"; hoà and hòa agree. Many names share one folded form, so
 * whoever shows search results shows the parent unit as well.
 */
export const fold = (text: string): string =>
  tidyName(text).normalize('NFD').replace(MARKS, '').replace(/[đĐ]/g, 'd').toLowerCase();

/** Does `text` contain what somebody typed, whatever marks and case either was written with? */
export const matchesFolded = (text: string, typed: string): boolean => fold(text).includes(fold(typed));
