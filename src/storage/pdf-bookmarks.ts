import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import type { BoundPart } from './pdf-binding.js';

/** A bookmark of a PDF: what it says, the page that it leads to from 0, and those under it. */
export interface Bookmark {
  title: string;
  page: number;
  below: Bookmark[];
}

/** A bookmark for each part that was taken, those of one slot under one. */
export function bookmarksOf(parts: readonly BoundPart[], pages: readonly number[]): Bookmark[] {
  const marks: Bookmark[] = [];
  let page = 0;
  let above: string | null = null;
  for (const [index, { title, under }] of parts.entries()) {
    const count = pages[index] ?? 0;
    if (count === 0) continue;
    const mark = { title, page, below: [] };
    const last = marks.at(-1);
    if (under === null) marks.push(mark);
    else if (under === above && last !== undefined) last.below.push(mark);
    else marks.push({ title: under, page, below: [mark] });
    above = under;
    page += count;
  }
  return marks;
}

/** Reads what PDFium has just written: its objects stand as text, its table of places is a plain one. */
class Written {
  private readonly file: number;
  readonly size: number;
  readonly tableAt: number;
  private readonly places: number[];
  readonly trailer: string;

  constructor(path: string) {
    this.file = openSync(path, 'r');
    this.size = statSync(path).size;
    const tail = this.text(Math.max(0, this.size - 1024), 1024);
    this.tableAt = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1] ?? Number.NaN);
    const table = this.text(this.tableAt, this.size - this.tableAt);
    const lines = /^xref\s+0 (\d+)\s+/.exec(table);
    if (lines === null) throw new Error('the table of the pages is not a plain one');
    const count = Number(lines[1]);
    this.places = Array.from({ length: count }, (_, n) => Number(table.slice(lines[0].length + n * 20).slice(0, 10)));
    this.trailer = /trailer\s*<<([\s\S]*?)>>\s*startxref/.exec(table)?.[1] ?? '';
  }

  close(): void {
    closeSync(this.file);
  }

  get count(): number {
    return this.places.length;
  }

  /** The words of an object between `obj` and `endobj`; only asked of dictionaries, which hold no bytes. */
  object(number: number): string {
    for (let length = 4096; ; length *= 4) {
      const text = this.text(this.places[number] ?? 0, length);
      const found = /^\d+ 0 obj\s*([\s\S]*?)\s*endobj/.exec(text);
      if (found !== null) return found[1] ?? '';
      if (length > this.size * 4) throw new Error(`object ${number} has no end`);
    }
  }

  private text(at: number, length: number): string {
    const room = Buffer.alloc(Math.min(length, Math.max(0, this.size - at)));
    readSync(this.file, room, 0, room.length, at);
    return room.toString('latin1');
  }
}

const refOf = (dictionary: string, name: string): number =>
  Number(new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)?.[1] ?? Number.NaN);

/** The numbers of the pages' objects, in their order. */
function pagesBelow(written: Written, number: number): number[] {
  const node = written.object(number);
  const kids = /\/Kids\s*\[([^\]]*)\]/.exec(node)?.[1];
  if (kids === undefined) return [number];
  return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => pagesBelow(written, Number(kid)));
}

/** Words in a PDF: UTF-16 with its mark, as hexadecimal, so that no sign of them means anything. */
const hexOf = (words: string): string => `<FEFF${Buffer.from(words, 'utf16le').swap16().toString('hex')}>`;

/**
 * Adds the title and the bookmarks at the end of a file of PDFium's own, as PDF lets changes be added: new objects, and a table that follows the first
 * (ISO 32000-1, 7.5.6, 12.3.3). Reads its tail and the dictionaries of its pages, nothing else.
 */
export function markPdf(path: string, title: string, marks: readonly Bookmark[]): void {
  const written = new Written(path);
  const root = refOf(written.trailer, 'Root');
  const catalog = written.object(root);
  const pages = pagesBelow(written, refOf(catalog, 'Pages'));
  written.close();
  const objects = new Map<number, string>();
  let last = written.count - 1;
  const lay = (level: readonly Bookmark[], parent: number): [first: number, last: number] => {
    const numbers = level.map(() => (last += 1));
    for (const [index, { title: words, page, below }] of level.entries()) {
      const own = numbers[index] ?? 0;
      const inner = below.length === 0 ? null : lay(below, own);
      const fields = [
        `/Title ${hexOf(words)} /Parent ${parent} 0 R /Dest [${pages[page]} 0 R /Fit]`,
        ...(index > 0 ? [`/Prev ${numbers[index - 1]} 0 R`] : []),
        ...(index < level.length - 1 ? [`/Next ${numbers[index + 1]} 0 R`] : []),
        ...(inner === null ? [] : [`/First ${inner[0]} 0 R /Last ${inner[1]} 0 R /Count ${below.length}`]),
      ];
      objects.set(own, `<< ${fields.join(' ')} >>`);
    }
    return [numbers[0] ?? 0, numbers.at(-1) ?? 0];
  };
  const outline = (last += 1);
  const [first, end] = lay(marks, outline);
  const shown = marks.reduce((sum, { below }) => sum + 1 + below.length, 0);
  objects.set(outline, `<< /Type /Outlines /First ${first} 0 R /Last ${end} 0 R /Count ${shown} >>`);
  const about = (last += 1);
  objects.set(about, `<< /Title ${hexOf(title)} >>`);
  const opened = catalog.replace(
    />>$/,
    ` /Outlines ${outline} 0 R /PageMode /UseOutlines /ViewerPreferences << /DisplayDocTitle true >> >>`,
  );
  objects.set(root, opened);
  const numbers = [...objects.keys()].sort((a, b) => a - b);
  const places = new Map<number, number>();
  let text = '\n';
  for (const number of numbers) {
    places.set(number, written.size + text.length);
    text += `${number} 0 obj\n${objects.get(number)}\nendobj\n`;
  }
  const tableAt = written.size + text.length;
  text += 'xref\n';
  for (const number of numbers) text += `${number} 1\n${String(places.get(number)).padStart(10, '0')} 00000 n \n`;
  text += `trailer\n<< /Size ${last + 1} /Root ${root} 0 R /Info ${about} 0 R /Prev ${written.tableAt} >>\nstartxref\n${tableAt}\n%%EOF\n`;
  const file = openSync(path, 'a');
  try {
    writeSync(file, text, null, 'latin1');
  } finally {
    closeSync(file);
  }
}
