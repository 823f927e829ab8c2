import { tidyName } from './fold.js';

/** Vietnamese dictionary order, runs of digits by their value: a à ả ã á ạ ă … d < đ, lower case before upper, "Bản 2" before "Bản 10". */
const collator = new Intl.Collator('vi', { numeric: true });

/** Order of two texts in Vietnamese collation; for names of units and people use the functions below. */
export const compareText = (a: string, b: string): number => collator.compare(a, b);

// Longest first, so that "Tổ dân phố 3" loses three words and not one.
const TYPE_WORDS = [
  'thành phố trực thuộc trung ương',
  'khu dân cư',
  'tổ dân phố',
  'thành phố',
  'thị trấn',
  'khu phố',
  'đặc khu',
  'phường',
  'thị xã',
  'huyện',
  'thôn',
  'tỉnh',
  'quận',
  'buôn',
  'làng',
  'phum',
  'bản',
  'sóc',
  'khu',
  'xã',
  'ấp',
  'tổ',
];

/**
 * A unit's name without its leading type word: "Xã Bản Bo" is "Bản Bo", "Tổ dân phố 3" is "3". Only one word is taken off.
 * Give the unit's own `type` when the name may be kept without it: the commune "Bản Bo" of type "xã" then stays whole.
 */
export function bareUnitName(name: string, type?: string): string {
  const tidy = tidyName(name);
  const lower = tidy.toLowerCase();
  const words = type === undefined ? TYPE_WORDS : [tidyName(type).toLowerCase()];
  const word = words.find((candidate) => lower.startsWith(`${candidate} `));
  return word === undefined ? tidy : tidy.slice(word.length + 1);
}

/** Order of two unit names: by the bare name, then by the whole. The official order of a list is another thing (`sortOrder`). */
export const compareUnitNames = (a: string, b: string): number =>
  compareText(bareUnitName(a), bareUnitName(b)) || compareText(tidyName(a), tidyName(b));

/**
 * Parts of a full name in the order by which lists of people are sorted: tên (the last word), đệm (all between), họ (the
 * first). A name of one word has a tên only. Names that do not follow this pattern get a sort key typed by hand.
 */
export function personNameParts(fullName: string): { given: string; middle: string; family: string } {
  const words = tidyName(fullName).split(' ');
  const given = words.at(-1) ?? '';
  return { given, middle: words.slice(1, -1).join(' '), family: words.length > 1 ? (words[0] ?? '') : '' };
}

/** Order of two people's full names: by tên, then đệm, then họ, each compared with its tones before the next is looked at. */
export function comparePersonNames(a: string, b: string): number {
  const [x, y] = [personNameParts(a), personNameParts(b)];
  return compareText(x.given, y.given) || compareText(x.middle, y.middle) || compareText(x.family, y.family);
}
