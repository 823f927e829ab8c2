import type { LineFault } from './text-file.js';

/** Receives one record: its fields, and the line of the file (from 1) on which it begins. */
export type CsvVisitor = (fields: string[], line: number) => void;

/**
 * Walks through comma-separated text (RFC 4180: fields in double quotes may hold commas, line ends and doubled quotes;
 * lines end in LF or CRLF) and shows every record to `visit`, in order. Empty lines are passed over. Answers with the faults
 * of quoting; a record that has one is not shown.
 *
 * Written here and not taken from csv-parse because faults must name the line of the file, and because two and a half
 * million scores are read in seconds only when unquoted lines are split without looking at every sign.
 */
export function scanCsv(text: string, visit: CsvVisitor): LineFault[] {
  const faults: LineFault[] = [];
  let [at, line] = [0, 1];
  while (at < text.length) {
    const feed = text.indexOf('\n', at);
    const end = feed < 0 ? text.length : feed;
    const whole = text.slice(at, text[end - 1] === '\r' && end > at ? end - 1 : end);
    if (!whole.includes('"')) {
      if (whole !== '') visit(whole.split(','), line);
      [at, line] = [end + 1, line + 1];
      continue;
    }
    const record = readQuoted(text, at);
    if ('fault' in record) faults.push({ line: line + record.linesBefore, message: record.fault });
    else visit(record.fields, line);
    [at, line] = [record.next, line + record.lines];
  }
  return faults;
}

type QuotedRecord =
  | { fields: string[]; next: number; lines: number }
  | { fault: string; linesBefore: number; next: number; lines: number };

/** Reads one record that has a quote on its first line. After a fault the walk goes on with the next line. */
function readQuoted(text: string, start: number): QuotedRecord {
  const fields: string[] = [];
  let [at, lines] = [start, 0];
  const fail = (fault: string): QuotedRecord => {
    const feed = text.indexOf('\n', at);
    return { fault, linesBefore: lines, next: feed < 0 ? text.length : feed + 1, lines: lines + 1 };
  };
  for (;;) {
    if (text[at] === '"') {
      const field = readQuotedField(text, at);
      if (field === null)
        return { fault: 'a quote is opened and never closed', linesBefore: lines, next: text.length, lines: lines + 1 };
      fields.push(field.value);
      lines += field.value.split('\n').length - 1;
      at = field.next;
    } else {
      const plain = /[^,"\r\n]*(?:\r(?!\n)[^,"\r\n]*)*/y;
      plain.lastIndex = at;
      const value = plain.exec(text)?.[0] ?? '';
      fields.push(value);
      at += value.length;
      if (text[at] === '"') return fail('a quote in the middle of a field');
    }
    if (text[at] === ',') at += 1;
    else if (at >= text.length) return { fields, next: at, lines: lines + 1 };
    else if (text[at] === '\n') return { fields, next: at + 1, lines: lines + 1 };
    else if (text.startsWith('\r\n', at)) return { fields, next: at + 2, lines: lines + 1 };
    else return fail('text behind the closing quote of a field');
  }
}

function readQuotedField(text: string, opening: number): { value: string; next: number } | null {
  for (let from = opening + 1; ;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return null;
    if (text[quote + 1] !== '"') {
      return { value: text.slice(opening + 1, quote).replaceAll('""', '"'), next: quote + 1 };
    }
    from = quote + 2;
  }
}

/** A field as CSV has it (RFC 4180 §2.6–2.7): quoted where it holds a comma, a quote or a line end. Formulas are the press's care (`csvStream`). */
export const csvField = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
