import { parsedForm, type ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import type { FieldFault } from '../../web/views/form-state.js';
import type { PaperField, PaperWords } from './paper.fields.js';

const MOST: Readonly<Record<PaperField['kind'], number>> = { line: 300, text: 2000, lines: 6000 };
const MOST_LINES = 60;

/**
 * The words of a paper as typed, tidied: NFC, no control signs, no spaces at the ends of lines, no empty lines in lists. Refused
 * field by field when a place that needs words has none, or when they are longer than a paper can bear.
 */
export function readPaperWords(
  fields: readonly PaperField[],
  body: Words,
): ReadForm<{ words: PaperWords; version: number }> {
  const faults: FieldFault[] = [];
  const words: Record<string, string> = {};
  for (const field of fields) {
    const text = tidied(field, body[field.name]);
    words[field.name] = text;
    if (field.required && text === '') faults.push({ field: field.name, text: `Nhập ${inside(field.label)}.` });
    else if (text.length > MOST[field.kind])
      faults.push({ field: field.name, text: `Rút ngắn còn nhiều nhất ${MOST[field.kind]} ký tự.` });
    else if (text.split('\n').length > MOST_LINES)
      faults.push({ field: field.name, text: `Rút gọn còn nhiều nhất ${MOST_LINES} dòng.` });
  }
  const version = String(body['version'] ?? '');
  if (!/^\d{1,9}$/.test(version)) faults.push({ field: 'version', text: 'Tải lại trang rồi thử lại.' });
  return parsedForm(body, { words, version: Number(version) }, faults);
}

function tidied({ kind }: PaperField, typed: unknown): string {
  if (typeof typed !== 'string') return '';
  const lines = typed
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n]/gu, ' ')
    .split('\n')
    .map((one) => one.trim());
  if (kind === 'line') return lines.filter((one) => one !== '').join(' ');
  return kind === 'lines' ? lines.filter((one) => one !== '').join('\n') : lines.join('\n').trim();
}

const inside = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);
