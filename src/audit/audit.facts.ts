import { parseInstant } from '../kernel/instant.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { formatFileSize, formatMoney } from '../kernel/vietnamese/numbers.js';

/** How the facts of events are called, and the words for codes that stand in them, by the fact's name. */
export interface FactWords {
  names: Readonly<Record<string, string>>;
  values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The words of all rooms, joined at the top of the house. */
export const FACT_WORDS = Symbol('fact words');

/** One fact in words. */
export interface SaidFact {
  name: string;
  value: string;
}

/**
 * The recorded facts of an event for a reader, one line each, in the order recorded: "Tệp: Báo cáo.pdf (1,2 MB, 1cc16c0f)".
 * What was null or empty text is left out; of a thing before and after only what differs is told; a name or code without a word
 * stays as it was recorded. Instants are said in Vietnamese time.
 */
export function sayFacts(factsText: string, words: FactWords): SaidFact[] {
  const facts = JSON.parse(factsText) as Record<string, unknown>;
  return linesOf('before' in facts && 'after' in facts ? { ...facts, ...onlyChanges(facts) } : facts, words);
}

const linesOf = (facts: object, words: FactWords): SaidFact[] =>
  Object.entries(facts)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => ({ name: wordFor(words.names, name), value: sayValue(name, value, words) }));

function sayValue(name: string, value: unknown, words: FactWords): string {
  if (typeof value === 'string') return sayText(name, value, words);
  if (typeof value === 'boolean') return value ? 'có' : 'không';
  if (typeof value === 'number') return sayNumber(name, value);
  if (Array.isArray(value)) return sayList(name, value, words);
  if (value === null || typeof value !== 'object') return 'không có';
  return sayFile(value) ?? sayChange(value) ?? sayPlace(value, words) ?? sayLines(value, words);
}

function sayText(name: string, text: string, words: FactWords): string {
  const table = Object.hasOwn(words.values, name) ? words.values[name] : undefined;
  if (table !== undefined && Object.hasOwn(table, text)) return wordFor(table, text);
  const at = parseInstant(text);
  return at === null ? text : formatDateTime(at);
}

function sayNumber(name: string, value: number): string {
  if (name === 'size' || name === 'received') return formatFileSize(value);
  if ((name === 'total' || name === 'amount') && Number.isSafeInteger(value)) return formatMoney(value);
  return String(value).replace('.', ',');
}

function sayList(name: string, list: readonly unknown[], words: FactWords): string {
  if (list.length === 0) return 'không có';
  // Items that are sentences themselves hold commas.
  const between = list.some((item) => typeof item === 'object') ? '; ' : ', ';
  return list.map((item) => sayValue(name, item, words)).join(between);
}

/** "Báo cáo.pdf (1,2 MB, 1cc16c0f)"; null for anything that is not a file. */
function sayFile(value: object): string | null {
  const { name, size, sha256 } = value as { name?: unknown; size?: unknown; sha256?: unknown };
  if (typeof name !== 'string' || typeof size !== 'number' || typeof sha256 !== 'string') return null;
  return `${name} (${formatFileSize(size)}, ${sha256.slice(0, 8)})`;
}

/** “Nà Ly” → “Nà Ly 2”; null for anything that is not a text written anew. */
function sayChange(value: object): string | null {
  const { from, to } = value as { from?: unknown; to?: unknown };
  if (typeof from !== 'string' || typeof to !== 'string') return null;
  return from === '' ? `“${to}”` : `“${from}” → “${to}”`;
}

/** A line of a checklist: "Ảnh: Chưa đạt, Thiếu, Cần thêm một ảnh."; null for anything that names no place. */
function sayPlace(value: object, words: FactWords): string | null {
  const { place, ...rest } = value as { place?: unknown };
  if (typeof place !== 'string') return null;
  const said = linesOf(rest, words).map((line) => line.value);
  return [sayText('place', place, words), said.join(', ')].filter((part) => part !== '').join(': ');
}

const sayLines = (value: object, words: FactWords): string =>
  linesOf(value, words)
    .map((line) => `${line.name}: ${line.value}`)
    .join('; ');

/** Of a thing before and after an edit, the fields that differ; a thing that came or went, whole. */
function onlyChanges({ before, after }: Record<string, unknown>): { before: unknown; after: unknown } {
  if (!isThing(before) || !isThing(after)) return { before, after };
  const names = Object.keys({ ...before, ...after });
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const part = (thing: Record<string, unknown>): unknown =>
    Object.fromEntries(changed.filter((name) => name in thing).map((name) => [name, thing[name]]));
  return { before: part(before), after: part(after) };
}

const isThing = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wordFor = (table: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(table, name) ? (table[name] ?? name) : name;
