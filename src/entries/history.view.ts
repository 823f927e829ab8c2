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
  const shown = rows.filter(({ act }) => acts.some((start) => act.startsWith(start)));
  return shown
    .filter((row, index) => !isOneSitting(row, shown[index + 1]))
    .map((row) => ({
      what: capital(
        [words[row.act] ?? row.act, detailOf(row)].filter((part) => part !== null).join(': ') + sayForWhom(row),
      ),
      who: [row.personName, row.unitName].filter((part) => part !== null).join(' – '),
      at: row.contestAt ?? row.at,
      reason: row.reason,
    }))
    .toReversed();
}

/** Words save themselves every few seconds while somebody types: one sitting is told once, by its last saving. The log holds them all. */
const SITTING_MILLISECONDS = 15 * 60_000;
const isOneSitting = (row: AuditRow, next: AuditRow | undefined): boolean =>
  row.act === 'entry.write' &&
  next?.act === 'entry.write' &&
  next.personId === row.personId &&
  next.at.getTime() - row.at.getTime() < SITTING_MILLISECONDS;

/** At whose request, where a filing begins and where it is sent; " (nộp thay)" at all between; '' for the commune's own acts. */
function sayForWhom({ act, factsText }: AuditRow): string {
  const { onBehalf } = JSON.parse(factsText) as { onBehalf?: { broughtBy?: unknown; duty?: unknown } };
  if (typeof onBehalf?.broughtBy !== 'string' || typeof onBehalf.duty !== 'string') return '';
  const request = `theo đề nghị của ${onBehalf.broughtBy}, ${onBehalf.duty}`;
  if (act === 'entry.begin-filing') return `, ${request}`;
  return act === 'entry.submit' ? ` (nộp thay, ${request})` : ' (nộp thay)';
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const ABOUT_ONE_FILE = new Set([
  'entry.reuse-file',
  'entry.remove-file',
  'entry.begin-transfer',
  'entry.drop-transfer',
  'entry.refuse-transfer',
]);

/** Names of the files, where the act was about files. */
function detailOf({ act, factsText }: AuditRow): string | null {
  const facts = JSON.parse(factsText) as { files?: { name?: unknown }[]; name?: unknown };
  if ((act === 'entry.add-files' || act === 'entry.add-lent-file') && Array.isArray(facts.files)) {
    return facts.files.map(({ name }) => `“${String(name)}”`).join(', ');
  }
  return ABOUT_ONE_FILE.has(act) && typeof facts.name === 'string' ? `“${facts.name}”` : null;
}
