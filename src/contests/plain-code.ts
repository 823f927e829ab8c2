import { fold } from '../kernel/vietnamese/fold.js';

const LONGEST = 40;

/** A code made from a title, fit for addresses and files: "Báo cáo thành tích" is "bao-cao-thanh-tich"; `-2`, `-3` … where that is taken. */
export function plainCode(title: string, taken: readonly string[]): string {
  const plain = fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
  const base = plain === '' ? 'muc' : plain;
  let code = base;
  for (let n = 2; taken.includes(code); n += 1) code = `${base}-${n}`;
  return code;
}
