import { bareUnitName, personNameParts } from './collate.js';
import { tidyName } from './fold.js';

/*
 * A sort key is printable ASCII whose byte order (COLLATE "C" in PostgreSQL, `<` in JavaScript) is the Vietnamese collation
 * of the text it was made from, so that a database of any locale sorts as this code does. It has three levels, each decisive
 * only where all before it are equal: letters, then tones, then case.
 *
 * The signs, lowest first:  ! between parts of a name   " between levels   # a space   $x punctuation
 *                           0Ld… a number of L digits   A…a the 33 letters   ~… any other sign by its code point
 */
const PART = '!';
const LEVEL = '"';
const SPACE = '#';
const MARK = '$';
const NUMBER = '0';
const OTHER = '~';

/** The 29 letters of the Vietnamese alphabet and f, j, w, z, which occur in names of other languages. */
const ALPHABET = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';
const FIRST_LETTER = 'A'.charCodeAt(0);
/** Common punctuation in the order of the Unicode collation, as Intl.Collator('vi') has it. */
const PUNCTUATION = '_-–—,;:!?.…\'‘’"“”()[]{}§@*/\\&#%`^°+<=>|~$';
/** không, huyền, hỏi, ngã, sắc, nặng: a vowel without a tone has none of these signs and comes first. */
const TONES = ['\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
const SHAPES = ['\u0306', '\u0302', '\u031b']; // breve, circumflex, horn: they make another letter
const FOREIGN_MARK = '9';

interface Levels {
  letters: string;
  tones: string;
  cases: string;
}

/** Sort key of any text: letters, tones, case; runs of digits by value, leading zeros ignored. Equal for texts that collate as equal. */
export function sortKey(text: string): string {
  const levels: Levels = { letters: '', tones: '', cases: '' };
  for (const [sign] of tidyName(text).matchAll(/\d+|\P{M}\p{M}*|\p{M}+/gu)) {
    if (/^\d/.test(sign)) levels.letters += numberKey(sign);
    else if (sign === ' ') levels.letters += SPACE;
    else addSign(levels, sign);
  }
  // Texts with equal letters have equally many tones and cases, so zeros at the end say nothing.
  const [tones, cases] = [levels.tones.replace(/0+$/, ''), levels.cases.replace(/0+$/, '')];
  return `${levels.letters}${LEVEL}${tones}${LEVEL}${cases}`;
}

/** Sort key of a unit's name: by the bare name, then by the whole (see `bareUnitName` for `type`). */
export const unitSortKey = (name: string, type?: string): string =>
  sortKey(bareUnitName(name, type)) + PART + sortKey(name);

/** Sort key of a person's full name: by tên, then đệm, then họ. */
export function personSortKey(fullName: string): string {
  const { given, middle, family } = personNameParts(fullName);
  return [given, middle, family].map(sortKey).join(PART);
}

/** Length first, so that 2 stands before 10; 60 digits and more stand together, far beyond any house number. */
function numberKey(digits: string): string {
  const value = digits.replace(/^0+(?=\d)/, '');
  return NUMBER + String.fromCharCode(FIRST_LETTER + Math.min(value.length, 60)) + value;
}

function addSign(levels: Levels, sign: string): void {
  const [base = '', ...marks] = [...sign.toLowerCase().normalize('NFD')];
  const shape = marks.find((mark) => SHAPES.includes(mark)) ?? '';
  const composed = (base + shape).normalize('NFC');
  const letter = ALPHABET.indexOf(composed);
  const mark = PUNCTUATION.indexOf(composed);
  if (letter < 0) levels.letters += mark < 0 ? OTHER + codePoint(base) : MARK + ascii(mark);
  else levels.letters += ascii(letter);
  if (mark >= 0) return;
  levels.tones += toneOf(marks.filter((each) => each !== shape));
  levels.cases += sign === sign.toLowerCase() ? '0' : '1';
}

function toneOf(marks: readonly string[]): string {
  if (marks.length === 0) return '0';
  const tone = TONES.findIndex((candidate) => marks.includes(candidate));
  return tone < 0 ? FOREIGN_MARK : String(tone + 1);
}

const ascii = (index: number): string => String.fromCharCode(FIRST_LETTER + index);
const codePoint = (sign: string): string => (sign.codePointAt(0) ?? 0).toString(16).padStart(6, '0');
