import { type DossierFileView, toDossierView } from '../entries/dossier.view.js';
import type { EntryFileFacts, ReceiptBody } from '../entries/entry.facts.js';
import { fileHrefsBelow } from '../entries/entry.paths.js';
import type { SlotFacts } from '../contests/contest.facts.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import { changesBetween, type PlaceChange } from './dossier.changes.js';
import type { DossierContents, OpenedDossier } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';

/** One side of a place that a supplement changed. */
interface SideView {
  heading: string;
  words: string | null;
  files: DossierFileView[];
  /** What stands there without words and files. */
  emptyText: string;
}

export interface ComparisonView {
  heading: string;
  about: string;
  places: { id: string; title: string; sides: SideView[] }[];
  backHref: string;
}

/**
 * What the latest supplement changed, place by place, as it was and as it is; null when nothing was supplemented. Told from the
 * two receipts: what a commune put in and took out in between never came in. `ever` are all files that ever stood in the dossier.
 */
export function toComparison(
  { entry }: OpenedDossier,
  contents: DossierContents,
  ever: readonly EntryFileFacts[],
): ComparisonView | null {
  const [before, after] = contents.receipts.slice(-2);
  if (before === undefined || after === undefined) return null;
  const sideOf = (change: PlaceChange, side: 'before' | 'after'): SideView => {
    const [own, other] = side === 'before' ? [before.body, after.body] : [after.body, before.body];
    const slot = contents.slots.find(({ id }) => id === change.slotId);
    const { receivedAt } = side === 'before' ? before : after;
    const files = slot === undefined ? [] : onlyIn(own, other, slot, ever);
    const words = change.words?.[side] ?? sayMembers(change, side);
    return {
      heading: `${side === 'before' ? 'Trước' : 'Nay'} (nhận lúc ${formatDateTime(receivedAt)})`,
      words: words === '' ? null : words,
      files: slot === undefined ? [] : drawn(entry.code, slot, files),
      emptyText: change.slotId === null ? 'Để trống.' : side === 'before' ? 'Không bỏ tệp nào.' : 'Không thêm tệp nào.',
    };
  };
  return {
    heading: 'Trước và sau bổ sung',
    about: `${entry.code} – ${tellPlace(entry.villageName, entry.communeName)}`,
    places: changesBetween(before.body, after.body, contents).map((change, i) => ({
      id: `muc-${i + 1}`,
      title: change.title,
      sides: [sideOf(change, 'before'), sideOf(change, 'after')],
    })),
    backHref: vettingPaths.one(entry.code),
  };
}

/** A list of as many people as before is another list all the same: the reader is told that some of them differ. */
function sayMembers({ members }: PlaceChange, side: 'before' | 'after'): string {
  if (members === null) return '';
  const differs = side === 'after' && members.before === members.after ? ', có dòng khác trước' : '';
  return `Danh sách ${members[side]} người${differs}`;
}

/** The files of a slot that one receipt names and the other does not, each of its bytes once. */
function onlyIn(
  own: ReceiptBody,
  other: ReceiptBody,
  slot: SlotFacts,
  ever: readonly EntryFileFacts[],
): EntryFileFacts[] {
  const isIn = (body: ReceiptBody, sha256: string): boolean =>
    body.files.some((file) => file.slotCode === slot.code && file.sha256 === sha256);
  const found = ever.filter(({ slotId, sha256 }) => slotId === slot.id && isIn(own, sha256) && !isIn(other, sha256));
  return [...new Map(found.map((file) => [file.sha256, file])).values()];
}

function drawn(code: string, slot: SlotFacts, files: EntryFileFacts[]): DossierFileView[] {
  const facts = { entry: { answers: {} }, fields: [], slots: [slot], files, members: null };
  return toDossierView(facts, fileHrefsBelow(vettingPaths.one(code))).slots[0]?.files ?? [];
}
