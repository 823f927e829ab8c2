import type { AuditRow } from '../audit/audit.event.js';
import type { ActWords } from '../audit/audit.words.js';
import type { Instant } from '../kernel/instant.js';

/** One thing that happened to a dossier, for the timeline. */
export interface HappeningView {
  what: string;
  who: string;
  /** The contest's own time where it differs from the real one. */
  at: Instant;
  reason: string | null;
}

/** What happened to a dossier, newest first. `acts` limits it to acts that begin so ("entry."), for readers who may not see all. */
export function toHappenings(rows: readonly AuditRow[], words: ActWords, acts: readonly string[]): HappeningView[] {
  return rows
    .filter(({ act }) => acts.some((start) => act.startsWith(start)))
    .map((row) => ({
      what: capital([words[row.act] ?? row.act, detailOf(row)].filter((part) => part !== null).join(': ')),
      who: [row.personName, row.unitName].filter((part) => part !== null).join(' – '),
      at: row.contestAt ?? row.at,
      reason: row.reason,
    }))
    .toReversed();
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Names of the files, where the act was about files. */
function detailOf({ act, factsText }: AuditRow): string | null {
  const facts = JSON.parse(factsText) as { files?: { name?: unknown }[]; name?: unknown };
  if (act === 'entry.add-files' && Array.isArray(facts.files)) {
    return facts.files.map(({ name }) => `“${String(name)}”`).join(', ');
  }
  return act === 'entry.remove-file' && typeof facts.name === 'string' ? `“${facts.name}”` : null;
}
