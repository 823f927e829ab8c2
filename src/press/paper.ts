import type { Instant } from '../kernel/instant.js';

/** A stretch of text in one weight. Text is only ever text: no sign in it has a meaning for the press. */
export interface Run {
  text: string;
  bold: boolean;
  italic: boolean;
}

/** A line or a paragraph: plain text, or stretches of it (`bold("…")`, `italic("…")`). */
export type Text = string | readonly Run[];

export const bold = (text: string): Run => ({ text, bold: true, italic: false });
export const italic = (text: string): Run => ({ text, bold: false, italic: true });
export const plain = (text: string): Run => ({ text, bold: false, italic: false });

export type Alignment = 'left' | 'center' | 'right' | 'justify';

/** Boxes 1 to 5b of a state paper (Decree 30/2020, appendix I), two columns without rules. Every empty box is null. */
export interface Letterhead {
  kind: 'letterhead';
  /** Who stands above the issuer, capitals ("UBND HUYỆN TAM ĐƯỜNG"); null: nobody. */
  parent: string | null;
  /** The issuer, capitals, bold, with a rule below ("PHÒNG VĂN HÓA VÀ THÔNG TIN"). */
  organ: string;
  /** "Số: 05/TTr-BTC"; a null `value` leaves room for the clerk; null altogether for papers that bear no number. */
  number: { value: string | null; symbol: string } | null;
  /** A letter's subject under its number ("V/v bổ sung hồ sơ dự thi"). */
  subject: string | null;
  /** "Lai Châu"; null for papers without place and date (minutes). `on` null leaves the day blank for the clerk. */
  issued: { place: string; on: Instant | null } | null;
}

/** Centred name of the paper in capitals, and below it what it is about, over a short rule. */
export interface Title {
  kind: 'title';
  text: string;
  subject: string | null;
}

export interface Heading {
  kind: 'heading';
  text: string;
}

export interface Paragraph {
  kind: 'paragraph';
  text: Text;
  align: Alignment;
  /** First line set in by 1 cm, as the body of a letter. */
  indent: boolean;
}

/** Lines that begin with a dash, one below the other. */
export interface Lines {
  kind: 'lines';
  lines: readonly Text[];
}

/** "Nhãn: giá trị" in two columns without rules; `value` null prints a dash. */
export interface Facts {
  kind: 'facts';
  rows: readonly { label: string; value: string | null }[];
}

export interface TableColumn {
  head: string;
  /** Share of the width; the shares of all columns are taken together. */
  share: number;
  align: 'left' | 'center' | 'right';
}

/** A bold row: `label` across the first `span` columns, then one text for each column that is left ("Giải Nhất", …, "30.000.000"). */
export interface Band {
  label: string;
  span: number;
  rest: readonly string[];
}

/** One text per column, or a band across some of them. */
export type TableRow = readonly string[] | Band;
export const isBand = (row: TableRow): row is Band => !Array.isArray(row);

/**
 * A ruled table. The head is repeated on every page and no row is torn across two, unless it is longer than a page. Each row
 * has one text per column. `closing` is a last, bold row ("Tổng cộng"); null: none.
 */
export interface Table {
  kind: 'table';
  columns: readonly TableColumn[];
  rows: readonly TableRow[];
  closing: TableRow | null;
}

/** Who signs, side by side, kept on one page; `recipients` ("Nơi nhận") stand at the left, above one another; empty: none. */
export interface Signatures {
  kind: 'signatures';
  recipients: readonly string[];
  /** `powers`: lines in capitals ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"); `note`: "(Ký, ghi rõ họ tên)"; `name` null: room to sign alone. */
  columns: readonly { powers: readonly string[]; note: string | null; name: string | null }[];
}

/** A QR code of `sideMm` millimetres with words beside it. */
export interface Code {
  kind: 'code';
  content: string;
  sideMm: number;
  beside: readonly Block[];
}

/** A dashed line across the page with a word on it ("Liên 2"): here the sheet is cut. */
export interface Cut {
  kind: 'cut';
  text: string;
}

export interface PageBreak {
  kind: 'page-break';
}

/** From here on another sheet: an appendix, or the next of many certificates. Its pages count from one and lie as it says. */
export interface NewSheet {
  kind: 'new-sheet';
  landscape: boolean;
}

/**
 * What is said large in the middle of a certificate: the nation and its motto (which has a rule below it), who gives it, "TẶNG", its
 * name, who receives it, and for what.
 */
export interface Display {
  kind: 'display';
  text: string;
  as: 'state' | 'watchword' | 'giver' | 'verb' | 'name' | 'receiver' | 'words';
}

/** Blocks beside one another, without rules; the shares of all columns are taken together. */
export interface Columns {
  kind: 'columns';
  columns: readonly { share: number; blocks: readonly Block[] }[];
}

export type Block =
  | Letterhead
  | Title
  | Heading
  | Paragraph
  | Lines
  | Facts
  | Table
  | Signatures
  | Code
  | Cut
  | PageBreak
  | NewSheet
  | Display
  | Columns;

/**
 * One paper as plain data: what stands on it, from top to bottom, and nothing of how it is drawn. A press makes a PDF
 * (`pressPdf`) or a DOCX (`pressDocx`) of it. It knows no domain: whoever describes the paper brings every word.
 */
export interface Paper {
  /** The document's title, for the reader's window and for archives. */
  title: string;
  /** When the paper was made; the same paper made twice is the same to the byte. */
  madeAt: Instant;
  landscape: boolean;
  /** A double frame round every page: certificates. */
  framed: boolean;
  blocks: readonly Block[];
  /** Small print at the foot of every page (code, address to check it at); null: none. */
  foot: string | null;
}

/** A justified paragraph of a letter's body, first line set in. */
export const paragraph = (text: Text): Paragraph => ({ kind: 'paragraph', text, align: 'justify', indent: true });

/** A line that stands alone, at the left, centred or at the right. */
export const line = (text: Text, align: 'left' | 'center' | 'right'): Paragraph => ({
  kind: 'paragraph',
  text,
  align,
  indent: false,
});

export const heading = (text: string): Heading => ({ kind: 'heading', text });
