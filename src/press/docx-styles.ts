import type { DocxStyle } from './docx-parts.js';
import { AROUND, RED, SIZE } from './measures.js';
import type { Alignment } from './paper.js';

/** A style as a word processor keeps it. Lengths are points; `between` is the distance of lines, one being single. */
export interface StyleSheet {
  name: string;
  size: number;
  bold: boolean;
  italic: boolean;
  align: Alignment;
  before: number;
  after: number;
  between: number;
  firstLine: number;
  hanging: number;
  left: number;
  keepNext: boolean;
  colour: string | null;
}

const BETWEEN = 6; // points: at least 6 between paragraphs (Decree 30/2020, appendix I, II.7)
const INDENT = 28.35; // 1 cm
const SIGNING_ROOM = 62; // points: about 2.2 cm for a signature and a seal

const PLAIN: StyleSheet = {
  name: '',
  size: SIZE.body,
  bold: false,
  italic: false,
  align: 'left',
  before: 0,
  after: 0,
  between: 1,
  firstLine: 0,
  hanging: 0,
  left: 0,
  keepNext: false,
  colour: null,
};
const style = (name: string, more: Partial<StyleSheet>): StyleSheet => ({ ...PLAIN, name, ...more });
/** A line of the letterhead: centred, and kept with what is below it. */
const head = (name: string, more: Partial<StyleSheet>): StyleSheet =>
  style(name, { align: 'center', keepNext: true, ...more });
/** What a certificate says large. */
const display = (as: keyof typeof AROUND, name: string, more: Partial<StyleSheet> = {}): StyleSheet => {
  const [before, after] = AROUND[as];
  return style(name, { align: 'center', bold: true, before, after, size: SIZE[as], between: 1.1, ...more });
};

/** The styles of a state paper, called as a clerk calls its parts (Decree 30/2020, appendix I: sizes and weights). No comma: Word reads what is behind one as another name. */
export const STYLES: Readonly<Record<DocxStyle, StyleSheet>> = {
  body: style('Nội dung', { align: 'justify', after: BETWEEN, firstLine: INDENT, between: 1.12 }),
  plain: style('Dòng rời', { after: BETWEEN, between: 1.12 }),
  heading: style('Đề mục', { bold: true, before: BETWEEN * 1.5, after: BETWEEN, keepNext: true }),
  dash: style('Gạch đầu dòng', { left: INDENT + 9, hanging: 9, after: 3, between: 1.12 }),
  fact: style('Dòng thông tin', { after: 2 }),
  nation: head('Quốc hiệu', { size: SIZE.nation, bold: true }),
  motto: head('Tiêu ngữ', { size: SIZE.motto, bold: true }),
  parent: head('Cơ quan chủ quản', { size: SIZE.nation }),
  organ: head('Cơ quan ban hành', { size: SIZE.nation, bold: true }),
  number: head('Số và ký hiệu', { size: SIZE.motto, before: BETWEEN }),
  letterSubject: head('Trích yếu công văn', { size: SIZE.nation, before: BETWEEN }),
  issued: head('Địa danh và thời gian', { size: SIZE.motto, italic: true, before: BETWEEN }),
  title: head('Tên loại văn bản', { size: SIZE.title, bold: true, before: BETWEEN }),
  subject: head('Trích yếu nội dung', { size: SIZE.subject, bold: true }),
  rule: style('Đường kẻ', { size: 2, align: 'center' }),
  gap: style('Khoảng cách', { size: 2, after: BETWEEN }),
  head: style('Đầu cột', { size: SIZE.table, bold: true, align: 'center', before: 2, after: 2 }),
  cell: style('Chữ trong bảng', { size: SIZE.table, before: 1, after: 2 }),
  recipientsHead: style('Nơi nhận', { size: SIZE.nation, bold: true, italic: true, keepNext: true }),
  recipient: style('Tên nơi nhận', { size: SIZE.small, keepNext: true }),
  power: head('Quyền hạn và chức vụ', { size: SIZE.motto, bold: true }),
  signNote: head('Chỉ dẫn ký', { size: SIZE.small, italic: true }),
  signer: style('Họ tên người ký', { size: SIZE.motto, bold: true, align: 'center', before: SIGNING_ROOM }),
  page: style('Số trang', { size: SIZE.page, align: 'center' }),
  foot: style('Chân trang', { size: SIZE.foot }),
  state: display('state', 'Quốc hiệu trên giấy'),
  watchword: display('watchword', 'Tiêu ngữ trên giấy'),
  giver: display('giver', 'Người tặng', { colour: RED }),
  verb: display('verb', 'Động từ'),
  name: display('name', 'Tên giấy', { colour: RED }),
  receiver: display('receiver', 'Người nhận'),
  words: display('words', 'Lời ghi', { bold: false }),
};
