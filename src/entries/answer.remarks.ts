import type { FieldFacts } from '../contests/contest.facts.js';
import { looksLikeOldFont } from '../units/old-fonts.js';

// Signs that words and file names are full of and that no old font is known by: ASCII but for letters and digits, marks of text,
// pictures. The registered sign and the copyright sign count as pictures and are đ and â of TCVN3.
const PLAIN_SIGNS = /[!-/:-@[-`{-~]|[…°²³•×→]|(?![©®])\p{Extended_Pictographic}|[\ufe0f\u200b-\u200d]/gu;

/** The words of a text without the signs that say nothing about its font. */
export const bareWords = (text: string): string[] => text.replace(PLAIN_SIGNS, ' ').split(/\s+/);

/** In running text one foreign word is a name; two are a font. */
const SUSPECTS: Readonly<Partial<Record<FieldFacts['kind'], number>>> = { line: 1, text: 2 };
const QUOTED = 3;

/**
 * A warning where an answer looks as if it had been typed in a font of before Unicode, with the first of its suspicious words;
 * null where it does not, and for numbers, days, links and telephones. It keeps nothing from being saved or sent: the
 * minorities' languages have spellings of their own.
 */
export function remarkOnAnswer({ kind }: Pick<FieldFacts, 'kind'>, stored: string | undefined): string | null {
  const needed = SUSPECTS[kind];
  if (needed === undefined || stored === undefined) return null;
  const suspects = [...new Set(bareWords(stored).filter(looksLikeOldFont))];
  if (suspects.length < needed) return null;
  const quoted = suspects.slice(0, QUOTED).map((word) => `“${word}”`);
  return `Có vẻ gõ bằng phông cũ (TCVN3, VNI): ${quoted.join(', ')}. Gõ lại bằng Unicode để nơi khác đọc được. Nội dung vẫn lưu được.`;
}
