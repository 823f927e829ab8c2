import { formatDateTime } from '../kernel/vietnamese/dates.js';
import type { StatusWord } from '../web/views/page.js';
import { sayCoded } from './coded.number.js';
import { judgingPaths } from './judging.paths.js';
import type { EntryProgress, SheetLine } from './progress.repository.js';
import type { JudgeActivity } from './reminder/judge-activity.repository.js';
import { inRound } from './round.choice.js';
import type { PanelJudge, RoundFacts } from './round.facts.js';
import { PROGRESS_WORDS } from './sheet.moves.js';

/** How far one judge is, in counts. */
export interface JudgeProgressView {
  code: string;
  name: string;
  href: string;
  given: number;
  none: number;
  draft: number;
  /** Complete, signed or not. */
  done: number;
  signed: number;
  recused: number;
  /** Given and not signed. */
  unsigned: number;
  barLabel: string;
  status: StatusWord;
  signedText: string | null;
}

export function toJudgeProgress(
  judge: PanelJudge,
  { round, rounds }: { round: RoundFacts | null; rounds: readonly RoundFacts[] },
): JudgeProgressView {
  const { none, draft, done, signed, recused } = judge.counts;
  const given = none + draft + done + signed;
  const href = judgingPaths.progressOf(judge.code);
  return {
    code: judge.code,
    name: judge.name,
    href: round === null ? href : inRound(href, round, rounds),
    given,
    none,
    draft,
    done: done + signed,
    signed,
    recused,
    unsigned: given - signed,
    barLabel: `Xong ${done + signed}/${given}`,
    status: statusOf(given, done + signed, signed),
    signedText: judge.signedAt === null ? null : formatDateTime(judge.signedAt),
  };
}

/** When a judge was last at work, and how often and when last reminded. */
export const toActivity = (
  found: JudgeActivity | undefined,
): { activeText: string | null; remindedText: string | null } => ({
  activeText: found === undefined || found.activeAt === null ? null : formatDateTime(found.activeAt),
  remindedText:
    found === undefined || found.remindedAt === null
      ? null
      : `đã nhắc ${found.reminders} lần, lần cuối ${formatDateTime(found.remindedAt)} (${found.remindedByName ?? ''})`,
});

function statusOf(given: number, done: number, signed: number): StatusWord {
  if (given === 0) return { word: 'Chưa giao', tone: 'neutral' };
  if (signed === given) return { word: 'Đã chốt', tone: 'success' };
  if (done === given) return { word: 'Xong, chưa chốt', tone: 'info' };
  return done === 0 ? { word: 'Chưa xong hồ sơ nào', tone: 'warning' } : { word: 'Đang chấm', tone: 'indigo' };
}

export const toEntryLine = (entry: EntryProgress, quorum: number): object => ({
  number: sayCoded(entry),
  villageName: entry.villageName,
  communeName: entry.communeName,
  given: entry.given,
  complete: entry.complete,
  signed: entry.signed,
  status:
    entry.given === 0
      ? { word: 'Chưa phân công', tone: 'danger' }
      : entry.signed >= quorum
        ? { word: 'Đủ phiếu', tone: 'success' }
        : { word: `Thiếu ${quorum - entry.signed} phiếu`, tone: 'warning' },
});

export const toSheetLine = (
  line: SheetLine,
  { reopenHref, liftHref }: { reopenHref: string | null; liftHref: string | null },
): object => ({
  number: sayCoded(line),
  villageName: line.villageName,
  communeName: line.communeName,
  status: PROGRESS_WORDS[line.progress],
  savedText: line.savedAt === null ? null : formatDateTime(line.savedAt),
  note: line.recusedReason,
  reopenHref: line.progress === 'signed' ? reopenHref : null,
  liftHref: line.progress === 'recused' ? liftHref : null,
});
