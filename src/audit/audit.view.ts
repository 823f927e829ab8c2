import { formatDateTime } from '../kernel/vietnamese/dates.js';
import type { AuditRow } from './audit.event.js';
import { type FactWords, type SaidFact, sayFacts } from './audit.facts.js';
import type { ActWords } from './audit.words.js';

/** The words of the rooms above in which events are told. */
export interface AuditWords {
  acts: ActWords;
  facts: FactWords;
  roles: Readonly<Record<string, string>>;
}

/** One event as the auditor reads it. */
export interface EventView {
  id: number;
  at: string;
  /** The contest's own time in a rehearsal; null elsewhere. */
  contestAt: string | null;
  who: string;
  role: string;
  unit: string | null;
  act: string;
  subject: string;
  reason: string | null;
  facts: SaidFact[];
  entryHref: string | null;
  hashHead: string;
  place: string;
}

/** An event in words. Order of facts as recorded. */
export function toEventView(row: AuditRow, words: AuditWords): EventView {
  return {
    id: row.id,
    at: formatDateTime(row.at),
    contestAt: row.contestAt === null ? null : formatDateTime(row.contestAt),
    who: row.personName,
    role: words.roles[row.role] ?? row.role,
    unit: row.unitName,
    act: words.acts[row.act] ?? row.act,
    subject: `${row.subjectKind} ${row.subjectId}`,
    reason: row.reason,
    facts: sayFacts(row.factsText, words.facts),
    entryHref: row.entryId === null ? null : `/kiem-tra/ho-so/${row.entryId}`,
    hashHead: row.hash.toString('hex').slice(0, 12),
    place: `${row.chain.slice(0, 8)}/${row.seq}`,
  };
}
