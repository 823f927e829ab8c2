import { fold, tidyName } from '../../kernel/vietnamese/fold.js';

/** A name that words were found to tell, and where: "… nhóm Zalo của bản Nậm Ngập do trưởng bản …". */
export interface ToldName {
  name: string;
  excerpt: string;
}

/** Signs of the words before and behind a name. */
const AROUND = 60;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** What kind of place it is, ahead of what it is called: people leave that out. */
const KINDS = [
  ...['to dan pho', 'ban', 'thon', 'khu', 'ap', 'pho'],
  ...['thi tran', 'phuong', 'xa'],
  ...['thanh pho', 'thi xa', 'huyen', 'quan', 'tinh'],
];

/**
 * Which of these names of places the words tell, each once with the first place where it stands. Marks, case, and signs between
 * words do not matter, so a name is found in words typed without marks, and something else may be found for it: a person decides.
 * "Bản Nậm Ngập" is found as "Nậm Ngập" alone; what is called by one word is looked for with its kind, or every "hơn" were Bản Hon.
 */
export function toldNames(words: string, names: readonly string[]): ToldName[] {
  const text = words.normalize('NFC');
  const found = [...text.matchAll(WORD)].map((one) => ({
    folded: fold(one[0]),
    from: one.index,
    until: one.index + one[0].length,
  }));
  const starts = new Map<string, number[]>();
  found.forEach(({ folded }, at) => starts.set(folded, [...(starts.get(folded) ?? []), at]));
  return names.flatMap((name) => {
    const wanted = wantedOf(name);
    const at = (starts.get(wanted[0] ?? '') ?? []).find((start) =>
      wanted.every((word, index) => found[start + index]?.folded === word),
    );
    const [first, last] = at === undefined ? [] : [found[at], found[at + wanted.length - 1]];
    return first === undefined || last === undefined
      ? []
      : [{ name, excerpt: excerptOf(text, first.from, last.until) }];
  });
}

function wantedOf(name: string): string[] {
  const full = [...fold(name).matchAll(WORD)].map(([word]) => word);
  const kind = KINDS.find((one) => full.join(' ').startsWith(`${one} `));
  const called = kind === undefined ? full : full.slice(kind.split(' ').length);
  return called.length < 2 ? full : called;
}

/** Whole words only: what the cut went through is left out. */
function excerptOf(text: string, from: number, until: number): string {
  const [start, end] = [Math.max(0, from - AROUND), Math.min(text.length, until + AROUND)];
  const before = start === 0 ? text.slice(0, from) : `… ${text.slice(start, from).replace(/^\S*/, '')}`;
  const behind = end === text.length ? text.slice(until) : `${text.slice(until, end).replace(/\S*$/, '')} …`;
  return tidyName(`${before}${text.slice(from, until)}${behind}`);
}
