import type { Reader } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Refusal } from '../kernel/refusal.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import type { ContestFacts } from './contest.facts.js';
import { lastChange } from './contest.repository.js';

/** The refusal for whoever came second, naming who was first. */
export async function changedSince(reader: Reader, id: ContestId): Promise<Refusal> {
  const last = await lastChange(reader, id);
  return last === null || last.changedAt === null
    ? { code: 'stale' }
    : { code: 'stale', changedBy: last.changedByName, changedAtText: formatDateTime(last.changedAt) };
}

/** A rehearsal's own time for the audit, where it differs from the real one. */
export const contestTime = (contest: Pick<ContestFacts, 'rehearsal' | 'clockAt'>): Instant | null =>
  contest.rehearsal ? contest.clockAt : null;
