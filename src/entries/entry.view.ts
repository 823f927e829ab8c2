import { formatFileSize } from '../kernel/vietnamese/numbers.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import type { Actor } from '../kernel/actor.js';
import type { HolderFacts } from './handling.service.js';
import { sayKinds } from '../storage/file-kinds.js';
import type { Instant } from '../kernel/instant.js';
import type { SlotFacts } from '../contests/contest.facts.js';
import type { StatusWord } from '../web/views/page.js';
import { type EntryFacts, isUsable } from './entry.facts.js';
import { ENTRY_STATUS_WORDS } from './entry.moves.js';
import type { OpenedEntry } from './entry.opening.js';
import { communePlaces, type DossierPlaces, entryPaths } from './entry.paths.js';
import { sayFiledBy, sayFiling } from './filing.words.js';
import { sayContact, sayLastChange, tellWhereItStands } from './entry.story.js';
import type { Missing } from './entry.missing.js';
import { answerName } from './entry.answers.js';
import { fieldId } from '../web/views/form-state.js';
import type { Readiness } from './submission.service.js';
import type { TransferFacts } from './transfer.facts.js';
import { sayUnfinished } from './unfinished.view.js';

/** What a dossier lacks, and what is on its way. */
type Standing = Readiness & { unfinished: readonly TransferFacts[] };

export interface TaskView {
  label: string;
  href: string | null;
  hint: string | null;
  status: StatusWord | null;
}

/** The dossier's own page: where it stands, what is to be done, slot by slot. */
export interface EntryView {
  heading: string;
  about: string;
  status: StatusWord;
  story: string;
  reason: string | null;
  /** Who of an office sent it for the commune, or is at it, and at whose request; empty for most dossiers. */
  filings: string[];
  contact: string | null;
  lastChange: string;
  due: { label: string; until: Instant; now: Instant } | null;
  /** Why nothing can be changed now; null when it can, and in states where the story says enough. */
  lockedText: string | null;
  tasks: TaskView[];
  missingCount: number;
  links: { label: string; href: string }[];
  /** The one button of the page; null when there is nothing to send. */
  main: { label: string; href: string } | null;
}

// The states of a task (UX §1a, row 2).
const DONE: StatusWord = { word: 'Xong', tone: 'success' };
const TO_MEND: StatusWord = { word: 'Cần sửa', tone: 'warning' };
const TO_DO: StatusWord = { word: 'Chưa làm', tone: 'info' };
const COMING: StatusWord = { word: 'Đang gửi dở', tone: 'warning' };
const NOT_NEEDED: StatusWord = { word: 'Chưa làm', tone: 'neutral' };

/** What is there may still be wrong; of a returned dossier, everything that is missing was asked to be mended. */
const stateOf = (task: {
  isMissing: boolean;
  hasSomething: boolean;
  isReturned: boolean;
  isNeeded: boolean;
}): StatusWord => {
  if (task.isMissing) return task.hasSomething || task.isReturned ? TO_MEND : TO_DO;
  if (task.hasSomething) return DONE;
  return task.isNeeded ? DONE : NOT_NEEDED;
};

/** `lockedText` is the sentence of the refusal to edit, null when editing is open; `office` decides next, null when none is left. */
export function toEntryView(
  opened: OpenedEntry,
  readiness: Standing,
  lockedText: string | null,
  office: string | null,
): EntryView {
  const { entry, contest, calendar } = opened;
  const isReturned = entry.state === 'returned';
  const isOpen = lockedText === null;
  const window = calendar.windowForEntry(entry);
  const until = isReturned ? entry.supplementDueAt : entry.state === 'draft' ? (window?.until ?? null) : null;
  return {
    heading: entry.villageName,
    about: entry.number ?? `Nháp ${entry.draftCode}`,
    status: ENTRY_STATUS_WORDS[entry.state],
    story: tellWhereItStands(entry, contest, calendar, office),
    reason: entry.reason,
    filings: toFilingLines(entry),
    contact: sayContact(contest),
    lastChange: sayLastChange(entry),
    due: until && { label: isReturned ? 'Hạn bổ sung' : 'Hạn nộp', until, now: calendar.now },
    lockedText: entry.state === 'draft' || isReturned ? lockedText : null,
    tasks: toTasks(entry, readiness, isOpen),
    missingCount: readiness.missing.length,
    links: linksOf(entry, isOpen),
    main: mainButton(entry, isOpen),
  };
}

/** A filing that was given up is left to the timeline. */
const toFilingLines = ({ state, filings }: EntryFacts): string[] =>
  filings.flatMap((filing) => {
    if (filing.isSent) return [sayFiling(filing)];
    return filing.isOpen && state === 'draft' ? [`Đang được nộp thay bởi ${sayFiledBy(filing)}.`] : [];
  });

function mainButton(entry: EntryFacts, isOpen: boolean): EntryView['main'] {
  if (!isOpen) return null;
  if (entry.state === 'returned') return { label: 'Xem và gửi bổ sung', href: entryPaths.supplement(entry.code) };
  return entry.state === 'draft' ? { label: 'Kiểm tra và nộp', href: entryPaths.check(entry.code) } : null;
}

function linksOf(entry: EntryFacts, isOpen: boolean): EntryView['links'] {
  const links: EntryView['links'] = [];
  if (isOpen && entry.state === 'draft') {
    links.push({ label: 'Chép từ hồ sơ khác của xã', href: entryPaths.copy(entry.code) });
  }
  if (entry.number !== null) links.push({ label: 'Giấy biên nhận', href: entryPaths.receipt(entry.code) });
  links.push({ label: 'Lịch sử hồ sơ', href: entryPaths.history(entry.code) });
  if (['draft', 'submitted', 'returned'].includes(entry.state)) {
    links.push({ label: 'Rút hồ sơ', href: entryPaths.withdraw(entry.code) });
  }
  return links;
}

function toTasks(entry: EntryFacts, readiness: Standing, isOpen: boolean): TaskView[] {
  const { fields, slots, files, points, missing, unfinished } = readiness;
  const isReturned = entry.state === 'returned';
  const missingFields = missing.filter(({ at }) => at.kind === 'field').length;
  const fieldsOpen = !isReturned || points.some(({ fieldId: id }) => id !== null);
  const answered = fields.filter(({ code }) => (entry.answers[code] ?? '') !== '').length;
  const places = communePlaces(entry.code);
  const tasks: TaskView[] = [];
  if (fields.length > 0) {
    tasks.push({
      label: 'Thông tin chung',
      href: entryPaths.answers(entry.code),
      hint: `Đã điền ${answered}/${fields.length} ô`,
      status:
        isOpen && fieldsOpen
          ? stateOf({ isMissing: missingFields > 0, hasSomething: answered > 0, isReturned, isNeeded: true })
          : null,
    });
  }
  for (const slot of slots) {
    const all = files.filter(({ slotId }) => slotId === slot.id);
    const own = all.filter(isUsable);
    const isSlotOpen = isOpen && (!isReturned || points.some(({ slotId }) => slotId === slot.id));
    const isMissing = missing.some(({ at }) => at.kind === 'slot' && at.code === slot.code);
    const ownState = stateOf({
      isMissing,
      hasSomething: all.length > 0 || hasMembers(slot, readiness),
      isReturned,
      isNeeded: false,
    });
    const coming = sayUnfinished(unfinished.filter(({ slotId }) => slotId === slot.id));
    tasks.push({
      label: slot.title,
      href: slotHref(places, slot, readiness),
      hint: [
        sayMembers(slot, readiness),
        isSlotOpen ? sayWaiting(slot, readiness) : null,
        own.length > 0 || !isListed(slot, readiness) ? sayFiles(slot, own) : null,
        own.length < all.length ? `Bị cách ly: ${all.length - own.length} tệp, cần gửi tệp khác` : null,
        coming,
      ]
        .filter((part) => part !== null)
        .join('. '),
      status: isSlotOpen ? (coming === null ? ownState : COMING) : null,
    });
  }
  return tasks;
}

type Listed = Pick<Readiness, 'members'>;
const isListed = ({ id }: Pick<SlotFacts, 'id'>, { members }: Listed): boolean => members?.slotId === id;
const hasMembers = (slot: Pick<SlotFacts, 'id'>, readiness: Listed): boolean =>
  isListed(slot, readiness) && (readiness.members?.count ?? 0) > 0;

/** Where a slot is filled: its files' page, or the page of the list that it holds. */
export const slotHref = (places: DossierPlaces, slot: Pick<SlotFacts, 'id' | 'code'>, readiness: Listed): string =>
  isListed(slot, readiness) ? places.members : places.slot(slot.code);

/** "Danh sách 43 người (SHA-256 0a1b2c3d)"; null for slots that hold no list. */
export function sayMembers(slot: Pick<SlotFacts, 'id' | 'requirement'>, readiness: Listed): string | null {
  if (!isListed(slot, readiness)) return null;
  const { count, sha256 } = readiness.members ?? { count: 0, sha256: null };
  return sha256 === null ? `Chưa có danh sách` : `Danh sách ${count} người (SHA-256 ${sha256.slice(0, 8)})`;
}

/** That rows of a list are not of the dossier yet, however often they were saved; null when none are left over. */
export function sayWaiting(slot: Pick<SlotFacts, 'id'>, readiness: Listed): string | null {
  const waiting = isListed(slot, readiness) ? (readiness.members?.waiting ?? 0) : 0;
  return waiting === 0 ? null : `Còn bản đang soát ${waiting} dòng, chưa lấy vào hồ sơ`;
}

function sayFiles(slot: SlotFacts, own: readonly { size: number }[]): string {
  const duty = REQUIREMENT_WORDS[slot.requirement];
  if (own.length === 0) return `${duty}. Nhận ${sayKinds(slot.kinds)}`;
  return `${own.length} tệp, ${formatFileSize(own.reduce((sum, { size }) => sum + size, 0))}`;
}

/** How a slot's duty is called. */
export const REQUIREMENT_WORDS: Readonly<Record<SlotFacts['requirement'], string>> = {
  required: 'Bắt buộc',
  'one-of': 'Cần ít nhất một mục trong nhóm',
  optional: 'Không bắt buộc',
};

/** Each missing thing as a link to the place where it is mended. */
export const toMissingLinks = (places: DossierPlaces, missing: readonly Missing[]): { href: string; text: string }[] =>
  missing.map(({ at, text }) => ({
    text,
    href:
      at.kind === 'field'
        ? `${places.answers}#${fieldId(answerName(at.code))}`
        : at.isList === true
          ? places.members
          : places.slot(at.code),
  }));

/** Who looks after the dossier, and the button by which a colleague takes it over; none for whoever does so already. */
export interface HolderView {
  text: string;
  takeOverAction: string | null;
}

/** Whoever filed the dossier for the commune began it, and still looks after nothing of the commune's. */
export const toHolderView = (
  actor: Actor,
  { code, filings }: Pick<EntryFacts, 'code' | 'filings'>,
  { personId, name, since }: HolderFacts,
): HolderView => ({
  text: filings.some((filing) => filing.personId === personId)
    ? 'Chưa có cán bộ nào của xã phụ trách hồ sơ này.'
    : `Người phụ trách: ${name}, từ ${formatDateTime(since)}.`,
  takeOverAction: personId === actor.personId ? null : entryPaths.takeOver(code),
});
