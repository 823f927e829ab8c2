import type { ContestFacts, SlotFacts } from '../contests/contest.facts.js';
import { isoLocal } from '../kernel/vietnamese/dates.js';
import type { Instant } from '../kernel/instant.js';
import type { EntryFacts, EntryFileFacts, ReceiptFacts } from './entry.facts.js';
import type { OverviewRow } from './overview.repository.js';

export const isoOrNull = (at: Instant | null): string | null => (at === null ? null : isoLocal(at));

/** A dossier in a list of those who oversee a contest. */
export const toApiOverviewLine = (row: OverviewRow) => ({
  code: row.code,
  state: row.state,
  village: row.villageName,
  commune: row.communeName,
  district: row.districtName,
  submittedAt: isoLocal(row.submittedAt),
  changedAt: isoLocal(row.changedAt),
  files: row.fileCount,
});

/** A dossier as its commune has it in the list. */
export const toApiEntry = (entry: EntryFacts, contest: Pick<ContestFacts, 'slug'>) => ({
  code: entry.code,
  contest: contest.slug,
  state: entry.state,
  village: entry.villageName,
  commune: entry.communeName,
  district: entry.districtName,
  vettedLevel: entry.vettedLevel,
  forwardedLevel: entry.forwardedLevel,
  submittedAt: isoOrNull(entry.submittedAt),
  decidedAt: isoOrNull(entry.decidedAt),
  changedAt: isoLocal(entry.changedAt),
  supplementDueAt: isoOrNull(entry.supplementDueAt),
  reason: entry.reason,
});

/** The same with what lies in it: files by hash, and what of it was received when. Nothing of what a list of members holds. */
export const toApiDossier = (
  { entry, contest }: { entry: EntryFacts; contest: Pick<ContestFacts, 'slug'> },
  {
    files,
    slots,
    receipts,
  }: { files: readonly EntryFileFacts[]; slots: readonly SlotFacts[]; receipts: readonly ReceiptFacts[] },
) => ({
  ...toApiEntry(entry, contest),
  files: files.map((file) => ({
    slot: slots.find(({ id }) => id === file.slotId)?.title ?? null,
    name: file.name,
    kind: file.kind,
    size: file.size,
    pages: file.pages,
    sha256: file.sha256,
    scan: file.scanState,
    uploadedAt: isoLocal(file.uploadedAt),
  })),
  receipts: receipts.map(({ round, receivedAt }) => ({ round, receivedAt: isoLocal(receivedAt) })),
});
