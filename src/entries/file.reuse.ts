import type { SlotFacts, SlotId } from '../contests/contest.facts.js';
import type { EntryFileFacts } from './entry.facts.js';

/**
 * The files of a dossier's other slots that this slot could hold as well, each of its bytes once, in the order given: of a kind
 * and size that it takes, not isolated, and not in it already. Scans of the list of members (`listSlotId`) are left out: who may
 * see the other slots may not see the list.
 */
export function reusableIn(
  slot: Pick<SlotFacts, 'id' | 'kinds' | 'maxBytes'>,
  files: readonly EntryFileFacts[],
  listSlotId: SlotId | null,
): EntryFileFacts[] {
  const present = new Set(files.filter(({ slotId }) => slotId === slot.id).map(({ sha256 }) => sha256));
  const fitting = files.filter(
    (file) =>
      file.slotId !== slot.id &&
      file.slotId !== listSlotId &&
      file.scanState !== 'infected' &&
      slot.kinds.includes(file.kind) &&
      file.size <= slot.maxBytes &&
      !present.has(file.sha256),
  );
  return fitting.filter((file, i) => fitting.findIndex(({ sha256 }) => sha256 === file.sha256) === i);
}
