import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import { type EntryFacts, isLapsedAt, isWaitingAt } from '../entries/entry.facts.js';
import { ENTRY_MOVES } from '../entries/entry.moves.js';
import type { Actor } from '../kernel/actor.js';
import type { UnitId } from '../kernel/ids.js';
import { type Instant, plusMilliseconds } from '../kernel/instant.js';
import type { Refusal } from '../kernel/refusal.js';
import { TAKE_BACK_MILLISECONDS } from '../notices/notice.timing.js';
import { type DecisionFacts, type DecisionVerb, type DeskFacts, stageOf } from './vetting.facts.js';

/** As many dossiers as one page of the queue shows: what nobody has seen is not acted on. */
export const MOST_TICKED = 50;

/** What a question about one dossier at one desk needs to know. */
export interface VettingCase {
  entry: Pick<
    EntryFacts,
    'contestId' | 'communeId' | 'state' | 'number' | 'vettedLevel' | 'forwardedLevel' | 'supplementDueAt' | 'filings'
  >;
  /** The actor's office at the level that the dossier has reached; null when it does not vet this commune. */
  desk: DeskFacts | null;
  contest: Pick<ContestFacts, 'id' | 'state' | 'contactName' | 'contactPhone'>;
  calendar: Calendar;
  /** The communes that this person works for in any of their roles (S10). */
  ownCommunes: readonly UnitId[];
  /** Who of the office may vet a dossier that this person filed, by name; empty when nobody may, and for every other dossier. */
  others: readonly string[];
}

const HIDDEN: Refusal = { code: 'not-found' };

/**
 * An office sees the dossiers of its own communes once they have been submitted, and at the second level and above once the
 * level below has forwarded them. Everything else it must not learn to exist.
 */
export function refuseToSee(actor: Actor, { entry, desk }: Pick<VettingCase, 'entry' | 'desk'>): Refusal | null {
  const isOffice = actor.role === 'vetting' && desk !== null && desk.unitId === actor.unitId;
  const reaches = actor.contestId === null || actor.contestId === entry.contestId;
  const hasCome = entry.number !== null && desk !== null && entry.forwardedLevel >= desk.level - 1;
  return isOffice && reaches && hasCome ? null : HIDDEN;
}

/** Nobody decides on their own commune's dossier: neither an office that is the commune, nor a person who also works there. */
export function refuseOwnCommune(
  actor: Actor,
  { entry, ownCommunes }: { entry: Pick<EntryFacts, 'communeId'>; ownCommunes: readonly UnitId[] },
): Refusal | null {
  const isOwn = actor.unitId === entry.communeId || ownCommunes.includes(entry.communeId);
  return isOwn ? { code: 'own-commune' } : null;
}

/** Has this person filed the dossier for its commune, or begun to? One finger in it is enough: what was put in is not told apart. */
export const hasFiled = (actor: Actor, { filings }: Pick<EntryFacts, 'filings'>): boolean =>
  filings.some(({ personId }) => personId === actor.personId);

/** Nobody vets what they filed themselves: a colleague does. An office of one person needs a second one for it. */
export function refuseOwnFiling(
  actor: Actor,
  { entry, others, contest }: Pick<VettingCase, 'entry' | 'others' | 'contest'>,
): Refusal | null {
  const { contactName, contactPhone } = contest;
  return hasFiled(actor, entry) ? { code: 'own-filing', others, contactName, contactPhone } : null;
}

/**
 * May this officer file a dossier for a commune? For those of the own office's desk at the first level, where dossiers come in;
 * never for a commune that the officer works for. When drafts are taken is the commune's own rule and asked by `FilingLife`.
 */
export function refuseToFile(
  actor: Actor,
  found: { desk: DeskFacts | null; communeId: UnitId; communes: readonly UnitId[]; ownCommunes: readonly UnitId[] },
): Refusal | null {
  const { desk, communeId, communes, ownCommunes } = found;
  const isOffice = actor.role === 'vetting' && desk !== null && desk.unitId === actor.unitId && desk.level === 1;
  const reaches = actor.contestId === null || actor.contestId === desk?.contestId;
  if (!isOffice || !reaches || !communes.includes(communeId)) return HIDDEN;
  return refuseOwnCommune(actor, { entry: { communeId }, ownCommunes }) === null
    ? null
    : { code: 'own-commune-filing' };
}

/** The office acts inside the vetting window of its own unit, extension counted; the until instant itself is too late. */
export function refuseOutsideVetting(
  contest: VettingCase['contest'],
  unitId: UnitId,
  calendar: Calendar,
): Refusal | null {
  if (contest.state !== 'open') return { code: 'vetting-not-open', opensAt: null };
  const window = calendar.windowFor('vetting', unitId);
  switch (calendar.phaseFor('vetting', unitId)) {
    case 'open':
      return null;
    case 'before':
    case 'unset':
      return { code: 'vetting-not-open', opensAt: window?.from ?? null };
    case 'over':
      return {
        code: 'vetting-over',
        dueAt: window?.until,
        contactName: contest.contactName,
        contactPhone: contest.contactPhone,
      };
  }
}

/** May this officer do anything to this dossier at all, whatever its state? */
function refuseToAct(actor: Actor, found: VettingCase): Refusal | null {
  const hidden = refuseToSee(actor, found) ?? refuseOwnCommune(actor, found);
  if (hidden !== null || found.desk === null) return hidden ?? HIDDEN;
  return refuseOutsideVetting(found.contest, found.desk.unitId, found.calendar);
}

/** May this officer fill the checklist? While the dossier waits at this desk, or has come back to it unanswered. */
export function refuseToCheck(actor: Actor, found: VettingCase): Refusal | null {
  const refusal = refuseToAct(actor, found) ?? refuseOwnFiling(actor, found);
  if (refusal !== null || found.desk === null) return refusal;
  const { entry, desk, calendar } = found;
  const isHere = isWaitingAt(entry, desk.level) || isLapsedAt(entry, desk.level, calendar.now);
  return isHere ? null : { code: 'not-waiting', stage: stageOf(entry, desk.level) };
}

/** May this officer accept, reject or return it? The table of moves is asked too, beside the level. */
export function refuseToDecide(actor: Actor, found: VettingCase, verb: DecisionVerb): Refusal | null {
  const refusal = refuseToCheck(actor, found);
  if (refusal !== null || found.desk === null) return refusal;
  const { from, by } = ENTRY_MOVES[verb];
  if (!(by as readonly string[]).includes(actor.role)) return { code: 'not-allowed' };
  return (from as readonly string[]).includes(found.entry.state)
    ? null
    : { code: 'not-waiting', stage: stageOf(found.entry, found.desk.level) };
}

/** The first instant at which a decision can no longer be taken back. */
export const undoUntil = ({ decidedAt }: Pick<DecisionFacts, 'decidedAt'>): Instant =>
  plusMilliseconds(decidedAt, TAKE_BACK_MILLISECONDS);

/**
 * May this officer take back the last decision of the office? For ten minutes, while nobody has seen it (`seenAt` null) and
 * nobody has done anything to the dossier since; a colleague may as well as who decided. What was decided after a request had
 * lapsed stays: the lapse itself has put back what the commune had not sent.
 */
export function refuseToUndo(
  actor: Actor,
  found: VettingCase & { entry: Pick<EntryFacts, 'version'> },
  { last, seenAt }: { last: DecisionFacts | null; seenAt: Instant | null },
): Refusal | null {
  const refusal = refuseToAct(actor, found) ?? refuseOwnFiling(actor, found);
  if (refusal !== null || found.desk === null) return refusal;
  const isLast = last !== null && last.level === found.desk.level && last.undoneAt === null;
  if (!isLast || last.entryVersion !== found.entry.version) return { code: 'nothing-to-undo' };
  if (last.fromState === 'returned') return { code: 'undo-lapsed' };
  const until = undoUntil(last);
  if (found.calendar.now >= until) return { code: 'undo-over', until };
  return seenAt === null ? null : { code: 'undo-seen', at: seenAt };
}

/** May so many dossiers be acted on at once? */
export function refuseTicks(count: number): Refusal | null {
  if (count === 0) return { code: 'nothing-ticked' };
  return count > MOST_TICKED ? { code: 'too-many-ticked', most: MOST_TICKED } : null;
}

/**
 * May it be accepted together with others, unopened? Only what waits here and was found in order to the last place: a place that
 * nobody marked, which one may accept after a warning on the dossier's own page, is no ground for a whole list.
 */
export function refuseToAcceptTogether(
  actor: Actor,
  found: VettingCase,
  checked: { failed: readonly string[]; unchecked: readonly string[] },
): Refusal | null {
  const refusal = refuseToDecide(actor, found, 'accept');
  if (refusal !== null) return refusal;
  // Sent back and not answered in time: whether the last receipt will do is a question for its own page.
  if (found.entry.state === 'returned') return { code: 'decide-alone', dueAt: found.entry.supplementDueAt };
  if (checked.failed.length > 0) return { code: 'places-failed', places: checked.failed };
  return checked.unchecked.length > 0 ? { code: 'places-unchecked', places: checked.unchecked } : null;
}

/** May this officer send it upwards? It must have passed this very desk and not have left it yet. */
export function refuseToForward(actor: Actor, found: VettingCase): Refusal | null {
  const refusal = refuseToAct(actor, found);
  if (refusal !== null || found.desk === null) return refusal;
  const stage = stageOf(found.entry, found.desk.level);
  if (stage === 'passed') return null;
  return { code: 'not-passed', stage, dueAt: stage === 'returned' ? found.entry.supplementDueAt : null };
}

/**
 * How often a dossier may be sent back is the contest's rule, all levels together. Each request stands on a receipt: the first on
 * the submission, the next on the supplement. A new due instant for a request that nobody answered is the same request.
 */
export function refuseRound(contest: Pick<ContestFacts, 'supplementRounds'>, round: number): Refusal | null {
  const { supplementRounds } = contest;
  if (supplementRounds === null || round <= supplementRounds) return null;
  return { code: 'supplement-rounds-used', rounds: supplementRounds };
}

/** A supplement is due after now and not after the office's own window: later than that nobody could look at it. */
export function refuseDue(dueAt: Instant, desk: Pick<DeskFacts, 'unitId'>, calendar: Calendar): Refusal | null {
  if (dueAt <= calendar.now) return { code: 'due-not-ahead', field: 'dueDate', now: calendar.now };
  const window = calendar.windowFor('vetting', desk.unitId);
  if (window !== null && dueAt > window.until) {
    return { code: 'due-after-window', field: 'dueDate', until: window.until };
  }
  return null;
}
