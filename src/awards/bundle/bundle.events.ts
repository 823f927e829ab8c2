import { type AuditRow, readCanonical } from '../../audit/audit.event.js';
import { type EventLine, EventWalk, toEventLine } from '../../audit/event.walk.js';

/** Acts whose words are in the bundle. Judges do none of them: their lines name nobody. */
export const isTold = (act: string): boolean => act.startsWith('award-list.') || act.startsWith('round.');

/** The line of audit.jsonl of an event, for the bundle of this contest: told are its rounds and award lists. */
export const toBundleLine = (row: AuditRow, contestId: string): EventLine =>
  toEventLine(row, row.contestId === contestId && isTold(row.act));

/** What an event of the bundle says, of its canonical text. */
export interface ToldEvent {
  at: string;
  act: string;
  subjectId: string;
  facts: Record<string, unknown>;
}

/**
 * Walks the chains of audit.jsonl: each begins at its first place and none of its lines is missing, changed or out of order. Answers what is told and
 * the root, or the first line that is wrong (from 1) and why.
 */
export function walkEvents(
  lines: readonly EventLine[],
): { told: ToldEvent[]; events: number; root: string } | { line: number; what: string } {
  const told: ToldEvent[] = [];
  const walk = new EventWalk();
  for (const [index, line] of lines.entries()) {
    const what = walk.take(line);
    if (what !== null) return { line: index + 1, what };
    if ('text' in line) told.push(toToldEvent(line.text));
  }
  return { told, ...walk.told };
}

function toToldEvent(text: string): ToldEvent {
  const { at, act, subjectId, factsText } = readCanonical(text);
  return { at: at.toISOString(), act, subjectId, facts: JSON.parse(factsText) as Record<string, unknown> };
}
