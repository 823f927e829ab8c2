import { formatFileSize } from '../kernel/vietnamese/numbers.js';
import { ENTRY_STATUS_WORDS } from './entry.moves.js';
import type { EntryState } from './entry.facts.js';

/** How the facts of an event are called; one without a word of its own keeps its code. */
const FACT_WORDS: Readonly<Record<string, string>> = {
  village: 'Đơn vị',
  draftCode: 'Mã nháp',
  slot: 'Mục',
  files: 'Tệp',
  name: 'Tên tệp',
  size: 'Dung lượng',
  sha256: 'SHA-256',
  place: 'Thứ tự',
  number: 'Mã hồ sơ',
  round: 'Lần nhận',
  from: 'Từ',
  to: 'Sang',
  level: 'Cấp thẩm định',
  dueAt: 'Hạn',
  rulesVersion: 'Bản thể lệ',
  extension: 'Gia hạn theo',
};

/** The facts of an event, one line each, in the order recorded: "Tệp: Báo cáo.pdf (1,2 MB, 1cc16c0f)". */
export const sayFacts = (factsText: string): { name: string; value: string }[] =>
  Object.entries(JSON.parse(factsText) as Record<string, unknown>)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ({ name: FACT_WORDS[name] ?? name, value: sayValue(name, value) }));

function sayValue(name: string, value: unknown): string {
  if (name === 'size' && typeof value === 'number') return formatFileSize(value);
  if ((name === 'from' || name === 'to') && typeof value === 'string' && Object.hasOwn(ENTRY_STATUS_WORDS, value)) {
    return ENTRY_STATUS_WORDS[value as EntryState].word;
  }
  if (typeof value === 'string') return value;
  if (name === 'files' && Array.isArray(value)) return value.map(sayFile).join('; ');
  const change = value as { from?: unknown; to?: unknown };
  if (typeof change.from === 'string' && typeof change.to === 'string') {
    return change.from === '' ? `“${change.to}”` : `“${change.from}” → “${change.to}”`;
  }
  return JSON.stringify(value);
}

function sayFile(file: unknown): string {
  const { name, size, sha256 } = file as { name?: unknown; size?: unknown; sha256?: unknown };
  if (typeof name !== 'string' || typeof size !== 'number' || typeof sha256 !== 'string') return JSON.stringify(file);
  return `${name} (${formatFileSize(size)}, ${sha256.slice(0, 8)})`;
}
