import type { Garden } from './planting.js';
import type { Found } from './reading.js';

/** What a reader sees of a text: no spaces, no signs that only steer, letters alike. */
export const seen = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\s\p{Cc}\p{Cf}\p{Cn}\p{Co}]/gu, '')
    .toLowerCase();

/** Without what the papers' font has no letters for: full-width twins and emoji are blank on paper. */
const printable = (text: string): string => text.replace(/[\uff01-\uff5e]|\p{Extended_Pictographic}/gu, '');

/** A reader of PDFs takes a hyphen at a line's end for one of word division; papers put a dash before each line of a note. */
const wrapped = (text: string): string => text.replace(/[-–]/g, '');

/** Far more than the longest payload: what stands before it is not looked at. */
const LOOKED_AT = 400;

/** Where a paper lays lines out, each may stand by itself, ended as the paper ends its lines; an archive keeps papers so. */
const LAID_OUT: ReadonlySet<string> = new Set(['pdf', 'docx', 'lines']);

const MARK = /\(t(\d+)t\)/g;

/** The planted texts that a file shows; a fault for each that stands there otherwise than it was typed. */
export function strangersIn({ kind, texts }: Found, garden: Garden): { shown: number[]; faults: string[] } {
  const isPaper = kind === 'pdf' || kind === 'docx';
  const [shown, faults]: [number[], string[]] = [[], []];
  for (const text of texts) {
    if (!/\(\s*t/.test(text)) continue;
    const whole = seen(text);
    for (const { 1: digits, index } of whole.matchAll(MARK)) {
      const number = Number(digits);
      const planted = garden.at(number);
      if (planted === undefined) continue;
      shown.push(number);
      const typed = LAID_OUT.has(kind) ? (planted.payload.text.split(/[\r\n]/).at(-1) ?? '') : planted.payload.text;
      const wanted = seen(kind === 'pdf' ? printable(typed) : typed);
      // Names in an archive are neutral paths: what they may hold is asked where the archive is read.
      if (kind === 'zip') continue;
      const before = whole.slice(Math.max(0, index - LOOKED_AT), index);
      if (before.endsWith(wanted)) continue;
      const [onPaper, printed] = [wrapped(wanted), wrapped(before)];
      if (isPaper && printed.endsWith(onPaper)) continue;
      faults.push(
        `${kind}: ${planted.place} is ${JSON.stringify(wanted)}, shown as ${JSON.stringify(before.slice(-wanted.length))}`,
      );
    }
  }
  return { shown, faults };
}
