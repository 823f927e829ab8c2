import { accountPaths } from '../accounts/account.paths.js';
import type { SlotFacts } from '../contests/contest.facts.js';
import { formatFileSize } from '../kernel/vietnamese/numbers.js';
import type { Instant } from '../kernel/instant.js';
import { acceptOf, isFileKind, KIND_FACTS, sayKinds } from '../storage/file-kinds.js';
import type { FormState } from '../web/views/form-state.js';
import { sayPoint } from './answers.view.js';
import { FILE_STATUS_WORDS } from './file.remarks.js';
import type { StatusWord } from '../web/views/page.js';
import { type EntryFileFacts, isUsable, type SupplementPointFacts } from './entry.facts.js';
import type { OpenedEntry } from './entry.opening.js';
import { entryPaths, type FileHrefs } from './entry.paths.js';
import { REQUIREMENT_WORDS } from './entry.view.js';
import type { UnfinishedView } from './unfinished.view.js';

export interface SlotFileView {
  file: {
    name: string;
    href: string;
    thumbHref: string | null;
    kind: string;
    bytes: number;
    pages: number | null;
    receivedAt: Instant;
    hashHead: string;
    note: string | null;
    status: StatusWord;
  };
  moveAction: string;
  removeHref: string;
  isFirst: boolean;
  isLast: boolean;
}

/** One slot: what it takes, what stands in it, and the form that sends more. */
export interface SlotView {
  heading: string;
  about: string;
  lead: string | null;
  action: string;
  form: FormState;
  duty: string;
  /** "PDF hoặc ảnh JPG; nhiều nhất 3 tệp, mỗi tệp 20 MB." */
  takes: string;
  accept: string;
  multiple: boolean;
  /** Phones may photograph straight into the slot. */
  canPhotograph: boolean;
  canSend: boolean;
  isFull: boolean;
  canChange: boolean;
  lockedText: string | null;
  point: string | null;
  /** Where links for senders without an account are made; null when nothing more may come in. */
  lendHref: string | null;
  /** Where the session goes over to another browser or a computer. */
  moveHref: string;
  files: SlotFileView[];
  /** Files of other slots that could stand here too; empty when nothing more may come in. */
  reusable: { file: SlotFileView['file']; id: string }[];
  reuseAction: string;
  /** Files that have not arrived whole. */
  unfinished: UnfinishedView[];
  /** What the uploading script needs to know. */
  uploader: { href: string; shrink: string };
  summary: string;
  /** The page of the list that this slot holds, whose scans these files are; null for other slots. */
  listHref: string | null;
  backHref: string;
  backLabel: string;
}

/** `lockedText` is the sentence of the refusal to change this slot, null when it is open; `maxBytes` the smaller of slot and platform. */
export function toSlotView(
  { entry }: OpenedEntry,
  slot: SlotFacts,
  files: readonly EntryFileFacts[],
  point: SupplementPointFacts | undefined,
  form: FormState,
  more: {
    lockedText: string | null;
    maxBytes: number;
    hrefs: FileHrefs;
    holdsList: boolean;
    reusable: readonly EntryFileFacts[];
    unfinished: UnfinishedView[];
    remarkOn: (file: EntryFileFacts) => string | null;
  },
): SlotView {
  const usable = files.filter(isUsable).length;
  const isFull = usable >= slot.maxFiles;
  const canChange = more.lockedText === null;
  const count = slot.maxFiles === 1 ? 'một tệp, nhiều nhất' : `nhiều nhất ${slot.maxFiles} tệp, mỗi tệp`;
  return {
    heading: slot.title,
    about: entry.number ?? `Nháp ${entry.draftCode}`,
    lead:
      [slot.help, slot.sample === '' ? '' : `Đúng là: ${slot.sample}`].filter((part) => part !== '').join(' ') || null,
    action: entryPaths.slot(entry.code, slot.code),
    form,
    duty: REQUIREMENT_WORDS[slot.requirement],
    takes: `Nhận ${sayKinds(slot.kinds)}; ${count} ${formatFileSize(more.maxBytes)}.`,
    accept: acceptOf(slot.kinds),
    multiple: slot.maxFiles - usable > 1,
    canPhotograph: slot.kinds.includes('jpg'),
    canSend: canChange && !isFull,
    isFull,
    canChange,
    lockedText: more.lockedText,
    point: point === undefined ? null : sayPoint(point),
    moveHref: accountPaths.move,
    lendHref: canChange && !isFull ? entryPaths.lending(entry.code, slot.code) : null,
    files: files.map((file, i) => ({
      file: toFileRow(file, more.hrefs, more.remarkOn(file)),
      moveAction: entryPaths.moveFile(entry.code, file.id),
      removeHref: entryPaths.removeFile(entry.code, file.id),
      isFirst: i === 0,
      isLast: i === files.length - 1,
    })),
    reusable:
      canChange && !isFull ? more.reusable.map((file) => ({ id: file.id, file: toFileRow(file, more.hrefs) })) : [],
    reuseAction: entryPaths.reuseFile(entry.code, slot.code),
    unfinished: more.unfinished,
    uploader: { href: entryPaths.transfers(entry.code, slot.code), shrink: shrinkingOf(slot.kinds) },
    summary: sayHowMany(slot, usable, files.length),
    listHref: more.holdsList ? entryPaths.members(entry.code) : null,
    backHref: entry.state === 'returned' ? entryPaths.supplement(entry.code) : entryPaths.one(entry.code),
    backLabel: entry.state === 'returned' ? 'Về yêu cầu bổ sung' : 'Về hồ sơ',
  };
}

const sayHowMany = ({ maxFiles }: SlotFacts, usable: number, all: number): string => {
  if (all === 0) return 'Chưa có tệp nào.';
  return usable === 0 ? 'Chưa có tệp nào dùng được.' : `Đã nhận ${usable}/${maxFiles} tệp.`;
};

/**
 * How far photos for this slot may be made smaller on the phone, "longest side in pixels, JPEG quality, bytes to expect"; ''
 * where no photo is taken. A photographed paper keeps more than a photo of a meeting: stamps must stay legible (UX §3).
 */
function shrinkingOf(kinds: readonly string[]): string {
  if (!kinds.includes('jpg')) return '';
  const isForPapers = kinds.some((kind) => isFileKind(kind) && KIND_FACTS[kind].shape !== 'image' && kind !== 'heic');
  return isForPapers ? '2560 0.82 921600' : '1920 0.75 460800';
}

/** A file as a row of a list, with its facts and the way to look at it. */
export function toFileRow(file: EntryFileFacts, hrefs: FileHrefs, note: string | null = null): SlotFileView['file'] {
  const shape = isFileKind(file.kind) ? KIND_FACTS[file.kind].shape : 'opaque';
  return {
    name: file.name,
    href: shape === 'opaque' ? hrefs.original(file.id) : hrefs.view(file.id),
    thumbHref: shape === 'image' && file.scanState !== 'infected' ? hrefs.thumb(file.id) : null,
    kind: file.kind.toUpperCase(),
    bytes: file.size,
    pages: file.pages,
    receivedAt: file.uploadedAt,
    hashHead: file.sha256.slice(0, 8),
    note,
    status: FILE_STATUS_WORDS[file.scanState],
  };
}
