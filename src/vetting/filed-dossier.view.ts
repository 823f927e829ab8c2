import type { SlotFacts } from '../contests/contest.facts.js';
import { sayAnswer } from '../entries/entry.answers.js';
import { type EntryFileFacts, isUsable } from '../entries/entry.facts.js';
import { REQUIREMENT_WORDS } from '../entries/entry.view.js';
import { sayBroughtBy, sayFiling } from '../entries/filing.words.js';
import type { MembersInFull } from '../entries/member.reader.js';
import { sayList } from '../entries/member.view.js';
import { type SlotFileView, toFileRow } from '../entries/slot.view.js';
import type { Readiness } from '../entries/submission.service.js';
import type { Instant } from '../kernel/instant.js';
import { formatFileSize } from '../kernel/vietnamese/numbers.js';
import { acceptOf, sayKinds } from '../storage/file-kinds.js';
import type { FormState } from '../web/views/form-state.js';
import type { OpenedFiling } from './filing.opening.js';
import { toVetters, type VettersView } from './filing.view.js';
import { filedPlaces, vettingPaths } from './vetting.paths.js';

/** The name of a slot's file field: all slots are in one form. */
export const slotField = (slotCode: string): string => `tep-${slotCode}`;

/** The draft that an officer fills in for its commune: every slot on one page, since the papers lie there all at once. */
export interface FiledDossierView {
  heading: string;
  about: string;
  filedText: string;
  vetters: VettersView;
  due: { until: Instant; now: Instant } | null;
  lockedText: string | null;
  form: FormState;
  answers: { label: string; value: string | null }[];
  answersHref: string;
  list: FiledListView | null;
  slots: FiledSlotView[];
  filesAction: string;
  missingCount: number;
  checkHref: string;
  endAction: string;
  queueHref: string;
}

interface FiledSlotView {
  code: string;
  title: string;
  duty: string;
  field: string;
  label: string;
  hint: string;
  accept: string;
  multiple: boolean;
  /** Null where the slot takes nothing more. */
  canSend: boolean;
  files: { file: SlotFileView['file']; removeHref: string | null }[];
}

/** The list of members: how it stands, what is being put right, and the form that sends it as a file. */
interface FiledListView {
  title: string;
  /** How many there are; null while there is no list. */
  text: string | null;
  difference: string | null;
  version: number;
  pendingText: string | null;
  faults: string[];
  takeAction: string | null;
  fileAction: string;
}

/** `lockedText` is the sentence of the refusal to edit, null when the draft may be filled in; `maxBytes` the platform's limit. */
export function toFiledDossier(
  opened: OpenedFiling,
  readiness: Readiness,
  members: MembersInFull | null,
  form: FormState,
  more: { lockedText: string | null; maxBytes: number; remarkOn: (file: EntryFileFacts) => string | null },
): FiledDossierView {
  const { entry, calendar, filing, others } = opened;
  const window = calendar.windowForEntry(entry);
  return {
    heading: `Nộp thay: ${entry.villageName}`,
    about: `Nháp ${entry.draftCode} – ${entry.communeName}`,
    filedText: sayFiling(filing),
    vetters: toVetters(others),
    due: window && { until: window.until, now: calendar.now },
    lockedText: more.lockedText,
    form,
    answers: readiness.fields.map((field) => ({
      label: field.label,
      value: sayAnswer(field, entry.answers[field.code]),
    })),
    answersHref: vettingPaths.filedAnswers(entry.code),
    list: members && toList(entry.code, readiness, members, more.lockedText === null),
    slots: readiness.slots.map((slot) => toSlot(entry.code, slot, readiness.files, more)),
    filesAction: vettingPaths.filedFiles(entry.code),
    missingCount: readiness.missing.length,
    checkHref: vettingPaths.filedCheck(entry.code),
    endAction: vettingPaths.filingEnd(entry.code),
    queueHref: vettingPaths.queue,
  };
}

function toSlot(
  code: string,
  slot: SlotFacts,
  all: readonly EntryFileFacts[],
  more: { lockedText: string | null; maxBytes: number; remarkOn: (file: EntryFileFacts) => string | null },
): FiledSlotView {
  const files = all.filter(({ slotId }) => slotId === slot.id);
  const left = slot.maxFiles - files.filter(isUsable).length;
  const canChange = more.lockedText === null;
  const size = formatFileSize(Math.min(slot.maxBytes, more.maxBytes));
  const count = left === 1 ? `thêm một tệp, nhiều nhất ${size}` : `thêm nhiều nhất ${left} tệp, mỗi tệp ${size}`;
  return {
    code: slot.code,
    title: slot.title,
    duty: REQUIREMENT_WORDS[slot.requirement],
    field: slotField(slot.code),
    label: left === 1 ? 'Chọn tệp' : 'Chọn các tệp',
    hint: `Nhận ${sayKinds(slot.kinds)}; ${count}.`,
    accept: acceptOf(slot.kinds),
    multiple: left > 1,
    canSend: canChange && left > 0,
    files: files.map((file) => ({
      file: toFileRow(file, filedPlaces(code).files, more.remarkOn(file)),
      removeHref: canChange ? vettingPaths.filedFile(code, file.id, 'xoa') : null,
    })),
  };
}

function toList(code: string, { slots }: Readiness, members: MembersInFull, canChange: boolean): FiledListView {
  const { pending } = members;
  const isReady = pending !== null && pending.faults === 0;
  return {
    title: slots.find(({ id }) => id === members.slotId)?.title ?? '',
    text: sayList(members),
    difference: members.difference,
    version: pending?.version ?? 0,
    pendingText:
      pending === null
        ? null
        : isReady
          ? `Tệp vừa đọc có ${pending.rows} dòng, chưa thấy lỗi.`
          : `Tệp vừa đọc có ${pending.rows} dòng, ${pending.faults} chỗ cần sửa. Sửa trong tệp rồi gửi lại.`,
    faults: pending?.told ?? [],
    takeAction: isReady && canChange ? vettingPaths.filedListTaking(code) : null,
    fileAction: vettingPaths.filedList(code),
  };
}

/** What the officer ticks instead of the commune: that what was sent is what was brought. */
export const commitmentOf = ({ entry, filing }: OpenedFiling): string =>
  `${sayBroughtBy(filing)} đề nghị nộp hồ sơ này thay ${entry.communeName} và cam kết nội dung là đúng sự thật; các tệp gửi lên đúng là những gì đã mang đến.`;
