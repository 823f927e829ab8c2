import { formatDateTime } from '../kernel/vietnamese/dates.js';
import type { AuditRow } from './audit.event.js';
import type { ActWords } from './audit.words.js';

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
  facts: { name: string; value: string }[];
  entryHref: string | null;
  hashHead: string;
  place: string;
}

/** An event in words; `roleNames` and `words` come from the rooms above. Order of facts as recorded. */
export function toEventView(row: AuditRow, words: ActWords, roleNames: Readonly<Record<string, string>>): EventView {
  const facts = JSON.parse(row.factsText) as Record<string, unknown>;
  return {
    id: row.id,
    at: formatDateTime(row.at),
    contestAt: row.contestAt === null ? null : formatDateTime(row.contestAt),
    who: row.personName,
    role: roleNames[row.role] ?? row.role,
    unit: row.unitName,
    act: words[row.act] ?? row.act,
    subject: `${row.subjectKind} ${row.subjectId}`,
    reason: row.reason,
    facts: Object.entries(facts).map(([name, value]) => ({
      name,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    })),
    entryHref: row.entryId === null ? null : `/kiem-tra/ho-so/${row.entryId}`,
    hashHead: row.hash.toString('hex').slice(0, 12),
    place: `${row.chain.slice(0, 8)}/${row.seq}`,
  };
}
