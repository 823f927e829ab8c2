import type { MARGINS } from './measures.js';
import type { Alignment, Run } from './paper.js';

/** What the thread is given: data only, because nothing else can cross to it. Lengths are points. */
export interface DocxLayout {
  title: string;
  madeAt: string;
  framed: boolean;
  margins: typeof MARGINS;
  sheets: readonly DocxSheet[];
  foot: string | null;
}

export interface DocxSheet {
  landscape: boolean;
  blocks: DocxBlock[];
}

export type DocxBlock = DocxLine | DocxTable | DocxPicture;

/** A line or a paragraph in one of the styles of `docx-styles.ts`. A "\n" in its words begins a new line. */
export interface DocxLine {
  kind: 'line';
  style: DocxStyle;
  runs: readonly Run[];
  more: {
    align?: Alignment;
    keepNext?: boolean;
    newPage?: boolean;
    /** Drawn below, from so far inside the left edge to so far inside the right one. */
    rule?: { from: number; to: number; dashed: boolean };
  };
}

export type DocxStyle =
  | 'body'
  | 'plain'
  | 'heading'
  | 'dash'
  | 'fact'
  | 'nation'
  | 'motto'
  | 'parent'
  | 'organ'
  | 'number'
  | 'letterSubject'
  | 'issued'
  | 'title'
  | 'subject'
  | 'rule'
  | 'gap'
  | 'head'
  | 'cell'
  | 'recipientsHead'
  | 'recipient'
  | 'power'
  | 'signNote'
  | 'signer'
  | 'page'
  | 'foot'
  | 'state'
  | 'watchword'
  | 'giver'
  | 'verb'
  | 'name'
  | 'receiver'
  | 'words';

export interface DocxCell {
  span: number;
  blocks: readonly DocxBlock[];
}
export interface DocxRow {
  isHead: boolean;
  cells: readonly DocxCell[];
}
/** Rows that are never torn; without rules they keep to one another as well (letterhead, signatures). */
export interface DocxTable {
  kind: 'table';
  ruled: boolean;
  widths: readonly number[];
  rows: readonly DocxRow[];
  /** Its last row stands on the page of what follows. */
  keepsNext?: boolean;
}

export interface DocxPicture {
  kind: 'picture';
  png: Uint8Array;
  side: number;
  /** What it shows, for those who cannot see it. */
  words: string;
}
