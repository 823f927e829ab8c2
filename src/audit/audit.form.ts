import { isId } from '../kernel/ids.js';
import { plusMilliseconds } from '../kernel/instant.js';
import { parseDate } from '../kernel/vietnamese/dates.js';
import type { AuditFilter } from './audit.repository.js';

const DAY_MILLISECONDS = 86_400_000;

/** The log's filter as typed into the address, and what it means; words that mean nothing are left out, never guessed. */
export function readAuditFilter(query: Record<string, unknown>): {
  filter: AuditFilter;
  typed: Record<string, string>;
  before: number | null;
} {
  const text = (name: string): string => (typeof query[name] === 'string' ? query[name].trim() : '');
  const id = (name: string): string | null => (isId(text(name)) ? text(name) : null);
  const until = parseDate(text('den'));
  const before = /^\d{1,15}$/.test(text('truoc')) ? Number(text('truoc')) : null;
  return {
    filter: {
      contestId: id('cuoc-thi'),
      entryId: id('ho-so'),
      personId: id('nguoi'),
      act: /^[a-z][a-z.-]{1,40}$/.test(text('viec')) ? text('viec') : null,
      from: parseDate(text('tu')),
      // A day that was typed is meant whole.
      until: until === null ? null : plusMilliseconds(until, DAY_MILLISECONDS),
    },
    typed: Object.fromEntries(['cuoc-thi', 'ho-so', 'nguoi', 'viec', 'tu', 'den'].map((name) => [name, text(name)])),
    before,
  };
}
