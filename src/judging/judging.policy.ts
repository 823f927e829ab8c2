import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import { organises } from '../contests/contest.policy.js';
import type { Actor } from '../kernel/actor.js';
import type { PersonId } from '../kernel/ids.js';
import type { Refusal } from '../kernel/refusal.js';
import type { PanelJudge, RoundFacts } from './round.facts.js';
import { takesAdjustments } from './methods/adjusted-ranking.js';
import { sayShortage, type Shortage } from './round.quorum.js';
import { SHEET_MOVES } from './sheet.moves.js';
import type { SheetStanding } from './sheet.facts.js';

export type ContestStanding = Pick<ContestFacts, 'id' | 'state' | 'contactName' | 'contactPhone'>;
type RoundStanding = Pick<RoundFacts, 'contestId' | 'number' | 'closedAt' | 'closedByName'>;

/** What a question about one sheet needs to know. `judgeable`: the entry is accepted and forwarded by every vetting level. */
export interface SheetCase {
  contest: ContestStanding;
  round: RoundStanding;
  calendar: Calendar;
  judge: Pick<PanelJudge, 'removedAt'>;
  sheet: SheetStanding;
  judgeable: boolean;
}

const NOT_FOUND: Refusal = { code: 'not-found' };

/** The round takes scores only in its window and until it is closed (S11); the service asks with the round's row held. */
export function refuseOutsideRound(contest: ContestStanding, round: RoundStanding, calendar: Calendar): Refusal | null {
  if (round.closedAt !== null)
    return { code: 'round-closed', closedAt: round.closedAt, closedByName: round.closedByName };
  if (contest.state !== 'open') return { code: 'judging-not-open', opensAt: null };
  const window = calendar.roundWindow(round.number);
  const phase = calendar.roundPhase(round.number);
  if (window === null || phase === 'before') return { code: 'judging-not-open', opensAt: window?.from ?? null };
  if (phase === 'over')
    return {
      code: 'judging-over',
      dueAt: window.until,
      contactName: contest.contactName,
      contactPhone: contest.contactPhone,
    };
  return null;
}

/** A sheet is its judge's alone, and nobody else learns that it exists; a judge taken off the panel is nobody here. */
function refuseForeignSheet(actor: Actor, { round, judge, sheet }: SheetCase): Refusal | null {
  const own = actor.role === 'judge' && actor.personId === sheet.personId && actor.contestId === round.contestId;
  return own && judge.removedAt === null ? null : NOT_FOUND;
}

/** May this judge open the dossier behind a sheet? From the first day of judging on, unless in conflict with it (S10). */
export function refuseToReadDossier(actor: Actor, found: SheetCase): Refusal | null {
  const foreign = refuseForeignSheet(actor, found);
  if (foreign !== null) return foreign;
  if (found.sheet.recusedAt !== null) return { code: 'sheet-recused' };
  const { calendar, round } = found;
  const window = calendar.roundWindow(round.number);
  if (window === null || calendar.roundPhase(round.number) === 'before')
    return { code: 'judging-not-open', opensAt: window?.from ?? null };
  return null;
}

/** May this judge write on a sheet? Asked by the page for its buttons and by the save itself. */
export function refuseToScore(actor: Actor, found: SheetCase): Refusal | null {
  const foreign = refuseForeignSheet(actor, found);
  if (foreign !== null) return foreign;
  if (found.sheet.recusedAt !== null) return { code: 'sheet-recused' };
  const outside = refuseOutsideRound(found.contest, found.round, found.calendar);
  if (outside !== null) return outside;
  if (!found.judgeable) return { code: 'entry-not-judged' };
  // A signed one says that it is signed, on paper or not.
  if (found.sheet.onPaperAt !== null && found.sheet.state !== 'signed')
    return { code: 'sheet-on-paper', receivedAt: found.sheet.onPaperAt };
  if (!SHEET_MOVES.sign.from.some((state) => state === found.sheet.state))
    return { code: 'sheet-signed', signedAt: found.sheet.signedAt };
  return null;
}

/** May a judge practise on the samples? From the contest's opening until judging is over; nothing of it is counted. */
export function refuseToPractise(actor: Actor, contest: ContestStanding, calendar: Calendar): Refusal | null {
  if (actor.role !== 'judge' || actor.contestId !== contest.id) return NOT_FOUND;
  if (contest.state !== 'open') return { code: 'judging-not-open', opensAt: null };
  const window = calendar.window('judging');
  return window !== null && calendar.phase('judging') === 'over'
    ? {
        code: 'judging-over',
        dueAt: window.until,
        contactName: contest.contactName,
        contactPhone: contest.contactPhone,
      }
    : null;
}

/** May this judge decline a sheet? As long as the round takes scores; a signed one must be reopened by the secretary first. */
export const refuseToRecuse = (actor: Actor, found: SheetCase): Refusal | null =>
  refuseToScore(actor, { ...found, judgeable: true });

/**
 * May this judge sign the round? Complete sheets are signed together; while some are incomplete only if the judge says that
 * those stay behind.
 */
export function refuseToSign(
  actor: Actor,
  found: Pick<SheetCase, 'contest' | 'round' | 'calendar'> & { judge: Pick<PanelJudge, 'personId' | 'removedAt'> },
  sheets: { complete: number; incomplete: readonly string[]; leaveIncomplete: boolean },
): Refusal | null {
  const { contest, round, calendar, judge } = found;
  const own = actor.role === 'judge' && actor.personId === judge.personId && actor.contestId === round.contestId;
  if (!own || judge.removedAt !== null) return NOT_FOUND;
  const outside = refuseOutsideRound(contest, round, calendar);
  if (outside !== null) return outside;
  if (sheets.complete === 0) return { code: 'nothing-to-sign' };
  if (sheets.incomplete.length > 0 && !sheets.leaveIncomplete)
    return { code: 'sheets-incomplete', entries: sheets.incomplete, field: 'leaveIncomplete' };
  return null;
}

/** Only the contest's own secretary runs its panel, its assignment and its closing. */
export const refuseToRunRound = (actor: Actor, round: Pick<RoundFacts, 'contestId'>): Refusal | null =>
  actor.role === 'secretary' && actor.contestId === round.contestId ? null : NOT_FOUND;

/** May the secretary change panel, conflicts or assignment? Until the round is closed, also before judging begins. */
export function refuseToArrange(actor: Actor, contest: ContestStanding, round: RoundStanding): Refusal | null {
  const foreign = refuseToRunRound(actor, round);
  if (foreign !== null) return foreign;
  if (round.closedAt !== null)
    return { code: 'round-closed', closedAt: round.closedAt, closedByName: round.closedByName };
  return contest.state === 'open' ? null : { code: 'judging-not-open', opensAt: null };
}

/** May the secretary give a signed sheet back? Only before closing; the reason is the form's to ask. */
export function refuseToReopen(
  actor: Actor,
  found: Pick<SheetCase, 'contest' | 'round' | 'calendar'> & { sheet: Pick<SheetStanding, 'state'> },
): Refusal | null {
  const foreign = refuseToRunRound(actor, found.round);
  if (foreign !== null) return foreign;
  const outside = refuseOutsideRound(found.contest, found.round, found.calendar);
  if (outside !== null) return outside;
  const { from } = SHEET_MOVES.reopen;
  return from.some((state) => state === found.sheet.state) ? null : { code: 'sheet-not-signed' };
}

/** May the secretary close the round? Once judging has begun, and once only. What is missing is shown, not refused. */
export function refuseToClose(
  actor: Actor,
  contest: ContestStanding,
  round: RoundStanding,
  calendar: Calendar,
): Refusal | null {
  const refused = refuseToArrange(actor, contest, round);
  if (refused !== null) return refused;
  const window = calendar.roundWindow(round.number);
  if (window === null || calendar.roundPhase(round.number) === 'before')
    return { code: 'judging-not-open', opensAt: window?.from ?? null };
  return null;
}

/** May the secretary write down penalties and bonuses? As long as the panel may be changed, where the method's value is points. */
export function refuseToAdjust(
  actor: Actor,
  contest: ContestStanding & Pick<ContestFacts, 'ranking'>,
  round: RoundStanding,
): Refusal | null {
  const refused = refuseToArrange(actor, contest, round);
  if (refused !== null) return refused;
  return takesAdjustments({ method: contest.ranking.method }) ? null : { code: 'adjustments-need-points' };
}

/** May it be closed as far as it is? Below the quorum only where the rules let a reason stand for it. */
export const refuseUnderQuorum = ({ quorum }: Pick<RoundFacts, 'quorum'>, shortage: Shortage | null): Refusal | null =>
  shortage === null || quorum.under === 'reason' ? null : { code: 'under-quorum', missing: sayShortage(shortage) };

/**
 * Who sees scores (TRUST A.3). A judge: the own ones, always, and nobody else's, ever. Secretary and organiser of the contest
 * and the auditor: everybody's, once the round is closed. Nobody else, administrators included.
 */
export function refuseToSeeScores(
  actor: Actor,
  contest: Pick<ContestFacts, 'id' | 'scopeUnitId'>,
  round: Pick<RoundFacts, 'contestId' | 'closedAt'>,
  of: PersonId | 'everybody',
): Refusal | null {
  if (actor.role === 'judge') return of === actor.personId && actor.contestId === round.contestId ? null : NOT_FOUND;
  const sees =
    (actor.role === 'secretary' && actor.contestId === round.contestId) ||
    organises(actor, contest) ||
    (actor.role === 'auditor' && (actor.contestId === null || actor.contestId === round.contestId));
  if (!sees) return NOT_FOUND;
  return round.closedAt === null ? { code: 'scores-hidden' } : null;
}

/**
 * May this person draw sheets of a round to compare with paper, and write down what was found? The contest's secretary and the
 * auditor; only of a closed round. A draw that is there is always of one.
 */
export function refuseToCrosscheck(
  actor: Actor,
  contest: Pick<ContestFacts, 'id' | 'scopeUnitId'>,
  round: Pick<RoundFacts, 'contestId' | 'closedAt'>,
): Refusal | null {
  const unseen = refuseToSeeScores(actor, contest, round, 'everybody');
  if (unseen !== null) return unseen;
  return actor.role === 'secretary' || actor.role === 'auditor' ? null : NOT_FOUND;
}
