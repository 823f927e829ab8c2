import type { AuditRow } from '../audit/audit.event.js';
import { sayFacts, type FactWords } from '../audit/audit.facts.js';
import type { AuditWords } from '../audit/audit.view.js';
import type { FieldFacts, SlotFacts } from '../contests/contest.facts.js';
import type { Instant } from '../kernel/instant.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import type { StatusWord } from '../web/views/page.js';
import type { EntryFileFacts, ReceiptFacts } from './entry.facts.js';
import { ENTRY_STATUS_WORDS } from './entry.moves.js';
import type { OpenedEntry } from './entry.opening.js';
import { type ReceiptView, toReceipt } from './receipt.view.js';

/** A dossier from its first word to its last, for whoever checks how it was dealt with. */
export interface LifeView {
  heading: string;
  about: string;
  status: StatusWord;
  facts: { label: string; value: string | null }[];
  /** Oldest first, with the hash that chains each event. */
  events: {
    at: string;
    contestAt: string | null;
    who: string;
    role: string;
    what: string;
    reason: string | null;
    facts: { name: string; value: string }[];
    hashHead: string;
  }[];
  /** Every file that was ever in a slot, removed ones included. */
  files: { slot: string; name: string; bytes: number; sha256: string; received: string; removed: string | null }[];
  /** Without the secrets: they belong to the commune. */
  receipts: ReceiptView[];
}

export type EveryFile = EntryFileFacts & { removedAt: Instant | null };

/** The page of one life. Nothing recorded is left out; the log never holds a score while judging is open. */
export function toLifeView(
  { entry, contest }: Pick<OpenedEntry, 'entry' | 'contest'>,
  parts: {
    events: readonly AuditRow[];
    receipts: readonly ReceiptFacts[];
    files: readonly EveryFile[];
    slots: readonly SlotFacts[];
    fields: readonly FieldFacts[];
  },
  words: AuditWords,
): LifeView {
  const factWords = withTitlesOf(words.facts, parts);
  return {
    heading: tellPlace(entry.villageName, entry.communeName),
    about: entry.code,
    status: ENTRY_STATUS_WORDS[entry.state],
    facts: [
      { label: 'Cuộc thi', value: contest.name },
      { label: 'Mã nháp', value: entry.draftCode },
      { label: 'Tạo lúc', value: formatDateTime(entry.createdAt) },
      { label: 'Nhận lần cuối lúc', value: entry.submittedAt && formatDateTime(entry.submittedAt) },
      { label: 'Quyết định lúc', value: entry.decidedAt && formatDateTime(entry.decidedAt) },
      { label: 'Lý do', value: entry.reason },
      { label: 'Cấp thẩm định đã qua / đã chuyển', value: `${entry.vettedLevel} / ${entry.forwardedLevel}` },
    ],
    events: parts.events.map((row) => ({
      at: formatDateTime(row.at),
      contestAt: row.contestAt && formatDateTime(row.contestAt),
      who: row.personName,
      role: [words.roles[row.role] ?? row.role, row.unitName].filter((part) => part !== null).join(' – '),
      what: words.acts[row.act] ?? row.act,
      reason: row.reason,
      facts: sayFacts(row.factsText, factWords),
      hashHead: row.hash.toString('hex').slice(0, 12),
    })),
    files: parts.files.map((file) => ({
      slot: parts.slots.find(({ id }) => id === file.slotId)?.title ?? '',
      name: file.name,
      bytes: file.size,
      sha256: file.sha256,
      received: formatDateTime(file.uploadedAt),
      removed: file.removedAt && formatDateTime(file.removedAt),
    })),
    receipts: parts.receipts.map((receipt) => ({ ...toReceipt(receipt), secret: '' })),
  };
}

/** The contest's own names of its slots and fields in the place of their codes. A checklist names them `muc.CODE` and `o.CODE`. */
function withTitlesOf(
  words: FactWords,
  { slots, fields }: { slots: readonly SlotFacts[]; fields: readonly FieldFacts[] },
): FactWords {
  const slotTitles = Object.fromEntries(slots.map(({ code, title }) => [code, title]));
  const fieldLabels = Object.fromEntries(fields.map(({ code, label }) => [code, label]));
  const places = {
    ...Object.fromEntries(slots.map(({ code, title }) => [`muc.${code}`, title])),
    ...Object.fromEntries(fields.map(({ code, label }) => [`o.${code}`, label])),
  };
  return {
    names: { ...words.names, ...fieldLabels },
    values: { ...words.values, slot: slotTitles, place: places, unchecked: places },
  };
}
