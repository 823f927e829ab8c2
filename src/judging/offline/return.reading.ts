import type { CriterionFacts } from '../../contests/contest.facts.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { ReadCell, ReadRow, ReadTable } from '../../press/table.js';
import type { FieldFault } from '../../web/views/form-state.js';
import type { ReturnedLine } from './return.facts.js';
import { type FileOrigin, readFileMark, readLineMark } from './return.marks.js';
import { type AnswerColumn, answerColumns, LOCKED_HEADERS } from './score-workbook.js';

/**
 * Reads a file of scores that came back, against what is judged now. The whole file is refused when it is none of ours
 * (`return-not-ours`), belongs to another round or person, was made for older criteria, or has other columns than it went out
 * with; each in words. A formula is refused in its own cell, whatever it came to: its author may not know what it will say.
 */
export function readReturn(
  tables: readonly ReadTable[],
  of: FileOrigin & { criteria: readonly CriterionFacts[] },
): { lines: ReturnedLine[] } | { refusal: Refusal } {
  const table = tables.find(({ rows }) => rows.some((row) => markOf(row) !== null));
  const marked = table?.rows.find((row) => markOf(row) !== null);
  const file = marked === undefined ? null : markOf(marked);
  if (table === undefined || marked === undefined || file === null) return refuse('return-not-ours');
  if (file.personId !== of.personId) return refuse('return-other-person');
  if (file.roundId !== of.roundId) return refuse('return-other-round');
  if (file.rubricVersionId !== of.rubricVersionId) return refuse('return-old-criteria');
  const columns = answerColumns(of.criteria);
  const [head, ...rows] = table.rows.filter(({ line }) => line > marked.line);
  const expected = [...LOCKED_HEADERS, ...columns.map(({ header }) => header)];
  const odd = expected.findIndex((header, index) => tidy(head?.cells[index]) !== header);
  if (odd >= 0)
    return refuse('return-columns-changed', { column: expected[odd] ?? '', line: head?.line ?? marked.line + 1 });
  if (rows.length === 0) return refuse('return-empty');
  const seen = new Map<string, number>();
  return {
    lines: rows.map((row): ReturnedLine => {
      const read = readLine(file, row, columns);
      const first = seen.get(read.number);
      if (first === undefined) seen.set(read.number, row.line);
      if (first === undefined || read.number === '') return read;
      const text = `Hồ sơ ${read.number} đã có ở dòng ${first}. Mỗi hồ sơ một dòng: xóa một trong hai.`;
      return { ...read, faults: [...read.faults, { field: 'number', text }] };
    }),
  };
}

function readLine(file: FileOrigin, row: ReadRow, columns: readonly AnswerColumn[]): ReturnedLine {
  const [, number, place, mark] = LOCKED_HEADERS.map((_, index) => tidy(row.cells[index]));
  const words: Record<string, string> = {};
  const faults: FieldFault[] = [];
  const version = readLineMark(file, { number: number ?? '', place: place ?? '' }, mark ?? '');
  if (version === null)
    faults.push({
      field: 'number',
      text: 'Ô khóa của dòng này đã bị sửa (mã hồ sơ, đơn vị dự thi hoặc cột Bản). Tải tệp mới, chép điểm sang rồi gửi lại.',
    });
  columns.forEach(({ field, header }, index) => {
    const cell = row.cells[LOCKED_HEADERS.length + index];
    words[field] = tidy(cell);
    if (cell?.isFormula === true)
      faults.push({ field, text: `“${header}”: ô có công thức. Ghi thẳng con số hoặc chữ.` });
    else if (cell?.isUnreadable === true)
      faults.push({ field, text: `“${header}”: ô báo lỗi nên không đọc được. Ghi lại ô này.` });
  });
  return { line: row.line, number: number ?? '', version, words, faults };
}

const markOf = (row: ReadRow): FileOrigin | null => {
  for (const { text } of row.cells) {
    const mark = readFileMark(text);
    if (mark !== null) return mark;
  }
  return null;
};

const refuse = (code: string, facts: object = {}): { refusal: Refusal } => ({
  refusal: { code, field: 'tep', ...facts },
});

const tidy = (cell: ReadCell | undefined): string =>
  (cell?.text ?? '').normalize('NFC').replaceAll('\r\n', '\n').trim();
