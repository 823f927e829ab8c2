import { isId } from '../kernel/ids.js';
import { plusMilliseconds } from '../kernel/instant.js';
import { parseDate } from '../kernel/vietnamese/dates.js';
import type { AuditFilter } from './audit.repository.js';

const DAY_MILLISECONDS = 86_400_000;
const FIELDS = ['cuoc-thi', 'ho-so', 'nguoi', 'viec', 'tu', 'den'] as const;
/** Stands for somebody or something that does not exist: a name that nobody bears finds nothing, not everything. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

export interface ReadAuditFilter {
  filter: AuditFilter;
  typed: Record<(typeof FIELDS)[number], string>;
  /** A user name or the number of a dossier that still has to be looked up; '' when none was typed. */
  username: string;
  code: string;
  before: number | null;
}

/** The log's filter as typed into the address, and what it means; words that mean nothing are left out, never guessed. */
export function readAuditFilter(query: Record<string, unknown>): ReadAuditFilter {
  const text = (name: string): string => (typeof query[name] === 'string' ? query[name].normalize('NFC').trim() : '');
  const id = (name: string): string | null => (isId(text(name)) ? text(name) : null);
  const name = (field: string): string => (isId(text(field)) || text(field).includes('\0') ? '' : text(field));
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
    typed: Object.fromEntries(FIELDS.map((field) => [field, text(field)])) as ReadAuditFilter['typed'],
    username: name('nguoi').toLowerCase(),
    code: name('ho-so').toUpperCase().replace(/\s/g, ''),
    before,
  };
}

/** The filter with whom and what the typed names were found to mean. */
export const withNamed = (
  { filter, username, code }: ReadAuditFilter,
  named: { personId: string | null; entryId: string | null },
): AuditFilter => ({
  ...filter,
  personId: username === '' ? filter.personId : (named.personId ?? NOBODY),
  entryId: code === '' ? filter.entryId : (named.entryId ?? NOBODY),
});
