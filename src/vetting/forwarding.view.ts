import { calledInside } from '../contests/contest.words.js';
import { type PaperLinks, paperLinks } from '../documents/paper.answer.js';
import { describeDeadline } from '../kernel/vietnamese/dates.js';
import type { Instant } from '../kernel/instant.js';
import type { FormState } from '../web/views/form-state.js';
import type { ForwardingChoice } from './forwarding.service.js';
import type { LetterHead } from '../units/letterhead.reader.js';
import type { BatchEntry, BatchFacts } from './vetting.facts.js';
import { type DeskLink, deskLinks } from './desk.links.js';
import type { DeskAmongAll, OpenedDesk } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';

export interface ForwardingView {
  about: string;
  lead: string;
  desks: DeskLink[];
  now: Instant;
  windowUntil: Instant | null;
  locked: string | null;
  action: string;
  form: FormState;
  receiver: string;
  contestId: string;
  level: number;
  ready: {
    code: string;
    href: string;
    villageName: string;
    communeName: string;
    decidedAt: Instant | null;
    ticked: boolean;
  }[];
  readyCaption: string;
  /** Dossiers that kept the batch from leaving, and why; empty before the first press. */
  blocked: { code: string; href: string; why: string }[];
  leftOut: { code: string; href: string; villageName: string; communeName: string; why: string }[];
  leftOutCaption: string;
  batchesCaption: string;
  batches: { number: number; href: string; count: number; forwardedAt: Instant; byName: string; note: string }[];
}

/** Who the desk's batches go to: the offices of the next level, or the committee after the last. */
export const receiverOf = (receivers: readonly string[]): string =>
  receivers.length === 0 ? 'Ban Tổ chức' : receivers.join(', ');

/** What may be forwarded, what stays and why, and what has gone before. `ticked` null: nothing was sent yet, all are ticked. */
export function toForwardingView(
  opened: DeskAmongAll,
  found: { choice: ForwardingChoice; batches: readonly BatchFacts[]; receivers: readonly string[] },
  asked: {
    form: FormState;
    ticked: readonly string[] | null;
    locked: string | null;
    blocked: readonly { code: string; why: string }[];
  },
): ForwardingView {
  const { desk, contest, calendar } = opened;
  const { choice, batches } = found;
  const window = calendar.windowFor('vetting', desk.unitId);
  return {
    about: contest.name,
    lead: `${desk.unitName} – ${desk.levelName}`,
    desks: deskLinks(opened, vettingPaths.forwarding),
    now: calendar.now,
    windowUntil: window?.until ?? null,
    locked: asked.locked,
    action: vettingPaths.forwarding,
    form: asked.form,
    receiver: receiverOf(found.receivers),
    contestId: contest.id,
    level: desk.level,
    ready: choice.ready.map((row) => ({
      code: row.code,
      href: vettingPaths.one(row.code),
      villageName: row.villageName,
      communeName: row.communeName,
      decidedAt: row.decidedAt,
      ticked: asked.ticked === null || asked.ticked.includes(row.code),
    })),
    readyCaption: `${choice.ready.length} hồ sơ đủ điều kiện, chờ chuyển`,
    blocked: asked.blocked.map(({ code, why }) => ({ code, why, href: vettingPaths.one(code) })),
    leftOut: choice.leftOut.map((row) => ({ ...row, href: vettingPaths.one(row.code) })),
    leftOutCaption: `${choice.leftOutCount} hồ sơ`,
    batchesCaption: `${batches.length} đợt`,
    batches: batches.map((batch) => ({
      number: batch.number,
      href: vettingPaths.batch(batch.id),
      count: batch.entryCount,
      forwardedAt: batch.forwardedAt,
      byName: batch.forwardedByName,
      note: batch.note,
    })),
  };
}

/** The covering list of one batch, as a state paper with number and date left for the clerk. */
export interface BatchView {
  heading: string;
  about: string;
  parent: string;
  organ: string;
  place: string;
  symbol: string;
  /** Over the signature of the letter: “TM. ỦY BAN NHÂN DÂN”. */
  signs: string;
  sender: string;
  receiver: string;
  contestName: string;
  /** “cuộc thi “…””, as a sentence calls it. */
  contestCalled: string;
  organiserName: string;
  note: string;
  number: number;
  total: string;
  rows: BatchEntry[];
  leftOut: BatchFacts['leftOut'];
  windowText: string | null;
  sentText: string;
  columns: { title: string; note: string | null; name: string }[];
  backHref: string;
  papers: PaperLinks;
}

/** The paper of a batch. */
export function toBatchView(
  batch: BatchFacts,
  rows: BatchEntry[],
  { desk, contest, calendar }: OpenedDesk,
  { head, receivers }: { head: LetterHead; receivers: readonly string[] },
): BatchView {
  const window = calendar.windowFor('vetting', desk.unitId);
  const committee = `Ban Tổ chức ${contest.noun.toLowerCase()} (${contest.organiserName})`;
  return {
    heading: `Danh sách chuyển đợt ${batch.number}`,
    about: contest.name,
    ...head,
    symbol: 'UBND',
    receiver: receivers.length === 0 ? committee : receivers.join('; '),
    contestName: contest.name,
    contestCalled: calledInside(contest),
    organiserName: contest.organiserName,
    note: batch.note,
    number: batch.number,
    total: `Tổng số: ${rows.length} hồ sơ.`,
    rows,
    leftOut: batch.leftOut,
    windowText: window === null ? null : describeDeadline(window.until),
    sentText: `${batch.forwardedByName}, ${batch.unitName}`,
    columns: [
      { title: 'NGƯỜI LẬP DANH SÁCH', note: null, name: batch.forwardedByName },
      { title: head.signs, note: '(Ký, ghi rõ họ tên, đóng dấu)', name: '' },
    ],
    backHref: vettingPaths.forwarding,
    papers: paperLinks(vettingPaths.batchPaper(batch.id)),
  };
}
