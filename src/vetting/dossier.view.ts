import { paperLinks } from '../documents/paper.answer.js';
import { type DossierView, toDossierView } from '../entries/dossier.view.js';
import { remarkOnAnswer } from '../entries/answer.remarks.js';
import { type EntryFacts, isLapsedAt } from '../entries/entry.facts.js';
import { sayFiling } from '../entries/filing.words.js';
import { membersInFull } from '../entries/member.aside.js';
import { fileHrefsBelow } from '../entries/entry.paths.js';
import type { PresentedGroup } from '../entries/presenting/presentation.service.js';
import type { ToldPlace } from '../entries/naming/name.reader.js';
import type { Instant } from '../kernel/instant.js';
import { formatTime } from '../kernel/vietnamese/dates.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import { type DifferenceRow, differenceRow } from '../web/views/difference.js';
import type { FormState } from '../web/views/form-state.js';
import type { StatusWord } from '../web/views/page.js';
import { sayCheck } from './check.words.js';
import type { CheckView } from './check.view.js';
import { checkNames, isAt, type Place, placesOf } from './check.form.js';
import type { DuplicateRow } from './check.repository.js';
import { sameElsewhere } from './dossier.duplicates.js';
import { type DossierEvent, toEvents } from './dossier.events.js';
import { type RegisterView, toRegister } from './dossier.register.js';
import { type NameNotice, toNameNotice } from './dossier.names.js';
import { changesBetween, type PlaceChange } from './dossier.changes.js';
import { offeredAt } from './stock-reason.view.js';
import type { StockReason } from './stock-reason.facts.js';
import {
  type CheckFacts,
  type DecisionFacts,
  isStandingReturn,
  REASON_KINDS,
  type Stage,
  stageOf,
} from './vetting.facts.js';
import type { DossierContents, OpenedDossier } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';
import { withQuery } from '../web/with-query.js';
import { REASON_WORDS, STAGE_WORDS } from './vetting.words.js';

export interface VettingDossierView {
  code: string;
  heading: string;
  status: StatusWord;
  holder: string;
  now: Instant;
  due: { label: string; until: Instant } | null;
  dossier: DossierView;
  changes: { title: string; text: string }[];
  /** Where they stand side by side. */
  comparisonHref: string;
  checks: CheckView[];
  reasons: { value: string; label: string }[];
  verdicts: { value: string; label: string }[];
  form: FormState;
  action: string;
  version: number;
  checklistVersion: number;
  checkedBy: { name: string; at: Instant } | null;
  canCheck: boolean;
  /** Why nothing can be marked or decided, where the stage alone does not say it; null otherwise. */
  locked: string | null;
  /** The whole dossier as one PDF. */
  bookHref: string;
  decideHrefs: { accept: string; reject: string; supplement: string };
  events: DossierEvent[];
  /** The button that takes back the last decision, or why there is none any more; both null when nothing is to be said. */
  undo: { action: string; button: string } | null;
  undoNote: string | null;
  previousHref: string | null;
  nextHref: string | null;
  queueHref: string;
  stockHref: string;
  forwardingHref: string | null;
  /** The paper of this level's latest request; null when it has asked for nothing. */
  noticeHref: string | null;
  /** Nobody answered in time: the office decides, or gives a new due date. */
  lapsed: boolean;
  /** Who of the office sent it for its commune, and at whose request; null for most dossiers. */
  filedText: string | null;
  /** The receipt for whoever brought it; null for what its commune sent itself. */
  filedReceiptHref: string | null;
  differences: DifferenceRow[];
  /** Its words beside the register of groups; null when there is no group to hold them against. */
  register: RegisterView | null;
  /** Names of where it comes from that it tells, where judges are not to know. */
  nameNotice: NameNotice | null;
}

/** What the page is drawn from besides the dossier itself. */
export interface DossierAside {
  form: FormState;
  canCheck: boolean;
  locked: string | null;
  duplicates: readonly DuplicateRow[];
  /** Pictures that look much like others'. */
  likenesses: readonly DuplicateRow[];
  /** The office's ready sentences; empty where nothing can be marked. */
  stock: readonly StockReason[];
  decisions: readonly DecisionFacts[];
  neighbours: { previous: string | null; next: string | null };
  /** Until when the last decision can be taken back; null when it cannot. */
  undoUntil: Instant | null;
  undoNote: string | null;
  /** The group of the register that it is about. */
  presented: PresentedGroup | null;
  /** What was found of names that it tells; null where judging is not blind. */
  told: { isSearched: boolean; places: readonly ToldPlace[] } | null;
  /** The form came too late for a colleague's save: show both. */
  isStale: boolean;
}

const VERDICTS = [
  { value: 'pass', label: 'Đạt' },
  { value: 'fail', label: 'Chưa đạt' },
];

const toFiledText = ({ filings }: Pick<EntryFacts, 'filings'>): string | null => {
  const sent = filings.find(({ isSent }) => isSent);
  return sent === undefined ? null : sayFiling(sent);
};

/** The dossier with its checklist, as the officer's page shows it. */
export function toVettingDossier(
  opened: OpenedDossier,
  contents: DossierContents,
  aside: DossierAside,
): VettingDossierView {
  const { entry, desk, calendar } = opened;
  const { fields, slots, files, receipts, checklist } = contents;
  const stage = stageOf(entry, desk.level);
  const places = placesOf(fields, slots);
  const [before, after] = receipts.slice(-2);
  const changes = before === undefined || after === undefined ? [] : changesBetween(before.body, after.body, contents);
  const window = calendar.windowFor('vetting', desk.unitId);
  return {
    code: entry.code,
    heading: tellPlace(entry.villageName, entry.communeName),
    status: STAGE_WORDS[stage],
    holder: isLapsedAt(entry, desk.level, calendar.now) ? desk.unitName : holderOf(stage, opened),
    now: calendar.now,
    due:
      stage === 'returned' && entry.supplementDueAt !== null
        ? { label: 'Hạn xã bổ sung', until: entry.supplementDueAt }
        : (stage === 'waiting' || stage === 'passed') && window !== null
          ? { label: 'Hạn thẩm định', until: window.until }
          : null,
    dossier: toDossierView(
      { entry, fields, slots, files, members: membersInFull(contents.members, vettingPaths.members(entry.code)) },
      fileHrefsBelow(vettingPaths.one(entry.code)),
    ),
    changes: changes.map((change) => ({ title: change.title, text: sayChange(change) })),
    comparisonHref: vettingPaths.comparison(entry.code),
    checks: places.map((place) => toCheck(place, { ...contents, entry }, changes, aside)),
    reasons: REASON_KINDS.map((value) => ({ value, label: REASON_WORDS[value] })),
    verdicts: VERDICTS,
    form: aside.form,
    action: vettingPaths.one(entry.code),
    version: entry.version,
    checklistVersion: checklist.version,
    checkedBy:
      checklist.changedByName === null || checklist.changedAt === null
        ? null
        : { name: checklist.changedByName, at: checklist.changedAt },
    canCheck: aside.canCheck,
    locked: aside.locked,
    bookHref: vettingPaths.book(entry.code),
    decideHrefs: {
      accept: withQuery(vettingPaths.decision(entry.code), { viec: 'tiep-nhan' }),
      reject: withQuery(vettingPaths.decision(entry.code), { viec: 'khong-tiep-nhan' }),
      supplement: vettingPaths.supplement(entry.code),
    },
    events: toEvents(opened, contents, aside.decisions, places),
    undo:
      aside.undoUntil === null
        ? null
        : { action: vettingPaths.undo(entry.code), button: `Hoàn tác quyết định (đến ${formatTime(aside.undoUntil)})` },
    undoNote: aside.undoNote,
    previousHref: aside.neighbours.previous && vettingPaths.one(aside.neighbours.previous),
    nextHref: aside.neighbours.next && vettingPaths.one(aside.neighbours.next),
    queueHref: vettingPaths.queue,
    stockHref: vettingPaths.stockReasons,
    noticeHref: aside.decisions.some((one) => isStandingReturn(one, desk.level))
      ? vettingPaths.notice(entry.code)
      : null,
    filedText: toFiledText(entry),
    filedReceiptHref: receipts[0]?.body.filed ? paperLinks(vettingPaths.filedReceipt(entry.code)).pdf : null,
    lapsed: isLapsedAt(entry, desk.level, calendar.now),
    forwardingHref: stage === 'passed' ? vettingPaths.forwarding : null,
    register: toRegister(aside.presented, fields, entry),
    nameNotice: toNameNotice(aside.told),
    differences: aside.isStale ? differencesOf(places, aside.form, checklist.checks) : [],
  };
}

/** Who has it now, in words. */
function holderOf(stage: Stage, { entry, desk }: OpenedDossier): string {
  switch (stage) {
    case 'waiting':
    case 'passed':
      return desk.unitName;
    case 'returned':
      return entry.communeName;
    case 'forwarded':
      return 'nơi nhận, sau khi đã chuyển';
    case 'rejected':
    case 'closed':
      return 'không ai, đã kết thúc';
  }
}

function toCheck(
  place: Place,
  { entry, fields, files, members, standing, checklist }: DossierContents & Pick<OpenedDossier, 'entry'>,
  changes: readonly PlaceChange[],
  { duplicates, likenesses, stock }: Pick<DossierAside, 'duplicates' | 'likenesses' | 'stock'>,
): CheckView {
  const names = checkNames(place.key);
  const stored = checklist.checks.find((check) => isAt(place, check));
  const current = standing.find((check) => isAt(place, check));
  const change = changes.find((one) => isAt(place, one));
  const field = fields.find(({ id }) => id === place.fieldId);
  const own = files.filter(({ slotId }) => place.slotId !== null && slotId === place.slotId);
  return {
    key: place.key,
    title: place.title,
    // The dossier's page names its places by code: #muc-bao-cao, #o-tom-tat.
    href: `#${place.key.replace('.', '-')}`,
    verdictName: names.verdict,
    reasonName: names.reason,
    noteName: names.note,
    stockName: names.stock,
    offered: offeredAt(place.key, stock),
    before: stored !== undefined && current === undefined ? `Lần trước: ${sayCheck(stored)}` : null,
    hint:
      change !== undefined
        ? `Thay đổi: ${sayChange(change)}`
        : place.slotId !== null && members?.slotId === place.slotId
          ? `Danh sách ${members.count} người, ${members.faults} lỗi.`
          : place.slotId !== null && own.length === 0
            ? 'Không có tệp.'
            : null,
    duplicates: own.flatMap((file) => sameElsewhere(file, { duplicates, likenesses })),
    remark: field === undefined ? null : remarkOnAnswer(field, entry.answers[field.code]),
    recorded: current === undefined ? null : VERDICT_WORDS[current.verdict],
    recordedNote: current === undefined ? '' : current.verdict === 'fail' ? sayCheck(current) : current.note,
  };
}

const VERDICT_WORDS: Readonly<Record<CheckFacts['verdict'], StatusWord>> = {
  pass: { word: 'Đạt', tone: 'success' },
  fail: { word: 'Chưa đạt', tone: 'warning' },
};

function sayChange({ added, removed, words, members }: PlaceChange): string {
  if (words !== null) return `trước: “${words.before || 'để trống'}”; nay: “${words.after || 'để trống'}”`;
  const parts = [
    added.length === 0 ? '' : `thêm ${added.join(', ')}`,
    removed.length === 0 ? '' : `bỏ ${removed.join(', ')}`,
    members === null ? '' : `danh sách trước ${members.before} người, nay ${members.after} người`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function differencesOf(
  places: readonly Place[],
  form: FormState,
  saved: readonly CheckFacts[],
): VettingDossierView['differences'] {
  const typed = (name: string): string => {
    const value = form.values[name];
    return typeof value === 'string' ? value : '';
  };
  return places.flatMap((place) => {
    const names = checkNames(place.key);
    const stored = saved.find((check) => isAt(place, check));
    const mine = sayVerdict(typed(names.verdict), typed(names.reason), typed(names.note));
    const theirs = stored === undefined ? '' : sayVerdict(stored.verdict, stored.reasonKind ?? '', stored.note);
    return mine === '' && theirs === '' ? [] : [differenceRow(place.title, mine, theirs)];
  });
}

function sayVerdict(verdict: string, reason: string, note: string): string {
  const word = VERDICTS.find(({ value }) => value === verdict)?.label ?? '';
  const kind = REASON_KINDS.find((one) => one === reason);
  const said = verdict === 'fail' && kind !== undefined ? REASON_WORDS[kind] : '';
  return [word, said, note].filter((part) => part !== '').join(' – ');
}
