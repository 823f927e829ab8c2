import type { PracticeFileFacts, SlotId } from '../../contests/contest.facts.js';
import { type DossierFileView, type ShownSlot, toBlindDossierView, toDossierView } from '../../entries/dossier.view.js';
import { fileHrefsBelow } from '../../entries/entry.paths.js';
import type { ShownFile } from '../../entries/entry.facts.js';
import { judgingPaths } from '../judging.paths.js';

const SAMPLE = 'ho-so-mau';
/** A sample has no slots: its files stand together. */
const TOGETHER: ShownSlot = { id: SAMPLE as SlotId, code: SAMPLE, title: 'Tệp của hồ sơ mẫu', requirement: 'optional' };

/** A file of a sample as the views and the sender of dossiers take it. */
export const toShownFile = (file: PracticeFileFacts): ShownFile => ({ ...file, slotId: TOGETHER.id });

/** A sample's files as judges of the contest see those of a real dossier: without the sender's names and, judged blind, without originals. */
export function toPracticeFiles(
  files: readonly PracticeFileFacts[],
  { order, isBlind }: { order: number; isBlind: boolean },
): DossierFileView[] {
  const facts = {
    entry: { answers: {} },
    fields: [],
    slots: [TOGETHER],
    files: files.map(toShownFile),
    members: null,
  };
  const hrefs = fileHrefsBelow(judgingPaths.practiceOf(String(order)));
  const blind = { showsFiles: false, hides: [], hidesSlots: [], withheld: [] };
  const { slots } = isBlind ? toBlindDossierView(facts, hrefs, blind) : toDossierView(facts, hrefs, 'hidden');
  return (slots[0]?.files ?? []).map((file, index) =>
    files[index]?.scanState === 'infected'
      ? { ...file, originalHref: null, text: 'Tệp này có mã độc nên bị cách ly, không ai mở được.' }
      : file,
  );
}
