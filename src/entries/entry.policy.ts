import type { Calendar, ExtendedWindow } from '../contests/calendar.js';
import type { ContestFacts, FieldId, SlotId } from '../contests/contest.facts.js';
import { organises } from '../contests/contest.policy.js';
import type { Actor } from '../kernel/actor.js';
import type { UnitId } from '../kernel/ids.js';
import { type Instant, plusMilliseconds } from '../kernel/instant.js';
import type { Refusal } from '../kernel/refusal.js';
import type { EntryFacts, EntryState, ReopeningFacts, SupplementPointFacts } from './entry.facts.js';
import { filingOf } from './filing.facts.js';
import { ENTRY_MOVES } from './entry.moves.js';

type Contest = Pick<ContestFacts, 'id' | 'state' | 'contactName' | 'contactPhone'>;
type Entry = Pick<EntryFacts, 'id' | 'contestId' | 'communeId' | 'state' | 'supplementDueAt' | 'filings'>;

const HIDDEN: Refusal = { code: 'not-found' };
const contactOf = ({ contactName, contactPhone }: Contest) => ({ contactName, contactPhone });

/**
 * A commune sees its own dossiers, drafts included; a neighbour must not learn that they exist. The officer who files a draft for
 * its commune stands in the commune's place until it is sent: what the commune may do to it then, and no more.
 */
export function refuseToSee(
  actor: Actor,
  entry: Pick<EntryFacts, 'contestId' | 'communeId' | 'state' | 'filings'>,
): Refusal | null {
  const isOwn = (actor.role === 'commune' && actor.unitId === entry.communeId) || filingOf(actor, entry) !== null;
  const reaches = actor.contestId === null || actor.contestId === entry.contestId;
  return isOwn && reaches ? null : HIDDEN;
}

/** Who looks over a contest from above: its own organisers, an auditor or administrator whose role reaches it. To all others it does not exist here. */
export function refuseToOverlook(actor: Actor, contest: Pick<ContestFacts, 'id' | 'scopeUnitId'>): Refusal | null {
  if (actor.role === 'organiser') return organises(actor, contest) ? null : HIDDEN;
  const reaches = actor.contestId === null || actor.contestId === contest.id;
  return reaches && (actor.role === 'auditor' || actor.role === 'admin') ? null : HIDDEN;
}

/** They read a dossier once it has come in; a draft is its commune's own paper (TRUST A.3). */
export const refuseToOversee = (
  actor: Actor,
  entry: Pick<EntryFacts, 'number'>,
  contest: Pick<ContestFacts, 'id' | 'scopeUnitId'>,
): Refusal | null => refuseToOverlook(actor, contest) ?? (entry.number === null ? HIDDEN : null);

/** Is the submission window open for this commune? Its extensions count; the due instant itself is too late. */
export const refuseOutsideSubmission = (contest: Contest, communeId: UnitId, calendar: Calendar): Refusal | null =>
  refuseOutside(contest, calendar.windowFor('submission', communeId), calendar);

function refuseOutside(contest: Contest, window: ExtendedWindow | null, calendar: Calendar): Refusal | null {
  if (contest.state !== 'open') return { code: 'contest-not-open' };
  switch (calendar.phaseOf(window)) {
    case 'open':
      return null;
    case 'before':
    case 'unset':
      return { code: 'submission-not-open', opensAt: window?.from ?? null, ...contactOf(contest) };
    case 'over':
      return { code: 'submission-over', dueAt: window?.until, ...contactOf(contest) };
  }
}

/** May this actor begin a dossier for the own commune? Which village is still free is the write's to find out. */
export function refuseToCreate(actor: Actor, contest: Contest, calendar: Calendar): Refusal | null {
  if (actor.role !== 'commune' || actor.unitId === null) return HIDDEN;
  if (actor.contestId !== null && actor.contestId !== contest.id) return HIDDEN;
  return refuseOutsideSubmission(contest, actor.unitId, calendar);
}

/** May an office take up this draft for its commune, the commune's own rules considered? A commune's window, its extensions and the draft's. */
export function refuseToTakeUp(
  entry: Pick<EntryFacts, 'id' | 'communeId' | 'state'>,
  contest: Contest,
  calendar: Calendar,
): Refusal | null {
  if (entry.state !== 'draft') return { code: 'entry-locked', state: entry.state };
  return refuseOutside(contest, calendar.windowForEntry(entry), calendar);
}

/** A draft is edited and submitted inside the submission window; a returned dossier until the office's due instant, whatever the window. */
export function refuseToEdit(actor: Actor, entry: Entry, contest: Contest, calendar: Calendar): Refusal | null {
  const hidden = refuseToSee(actor, entry);
  if (hidden !== null) return hidden;
  // A dossier may have more time than its commune; a commune's extension covers the drafts that it began before.
  if (entry.state === 'draft') return refuseOutside(contest, calendar.windowForEntry(entry), calendar);
  if (entry.state !== 'returned') return { code: 'entry-locked', state: entry.state };
  if (contest.state !== 'open') return { code: 'contest-not-open' };
  if (entry.supplementDueAt !== null && calendar.now >= entry.supplementDueAt) {
    return { code: 'supplement-over', dueAt: entry.supplementDueAt, ...contactOf(contest) };
  }
  return null;
}

/** The same for one slot or text field: of a returned dossier only what the office named is open. */
export function refuseToEditPlace(
  actor: Actor,
  entry: Entry,
  contest: Contest,
  calendar: Calendar,
  openPoints: readonly Pick<SupplementPointFacts, 'slotId' | 'fieldId'>[],
  place: { slotId: SlotId } | { fieldId: FieldId },
): Refusal | null {
  const refusal = refuseToEdit(actor, entry, contest, calendar);
  if (refusal !== null || entry.state === 'draft') return refusal;
  const isOpen = openPoints.some((point) =>
    'slotId' in place ? point.slotId === place.slotId : point.fieldId === place.fieldId,
  );
  return isOpen ? null : { code: 'point-not-open' };
}

/** States in which a slot takes another file after a scanner's find. */
export const REOPENABLE: readonly EntryState[] = ['submitted', 'accepted', 'returned'];

/**
 * The same for a slot, which besides takes another file until the term that a scanner's find gave it (the instant itself is too
 * late), whatever window and state say: an infected file never costs a deadline. In a returned dossier such a slot stays open with
 * those that the office named, since the supplement cannot be sent while the isolated file stands there.
 */
export function refuseToEditSlot(
  actor: Actor,
  entry: Entry,
  contest: Contest,
  calendar: Calendar,
  open: {
    points: readonly Pick<SupplementPointFacts, 'slotId' | 'fieldId'>[];
    reopenings: readonly Pick<ReopeningFacts, 'slotId' | 'untilAt'>[];
  },
  slotId: SlotId,
): Refusal | null {
  const refusal = refuseToEditPlace(actor, entry, contest, calendar, open.points, { slotId });
  if (refusal === null || refuseToSee(actor, entry) !== null) return refusal;
  const isReopened =
    contest.state === 'open' &&
    REOPENABLE.includes(entry.state) &&
    open.reopenings.some(
      (one) => one.slotId === slotId && (calendar.now < one.untilAt || refusal.code === 'point-not-open'),
    );
  return isReopened ? null : refusal;
}

/** The written rule: three days from a scanner's find, by the contest's own time, whatever the window or the office's due instant says. */
const REOPENED_HOURS = 72;

/**
 * Until when a draft may be sent because one of its files was found infected now: three days from the find. Null where it needs
 * no more time (its end is as late), and where the find cost it none: the file was sent after the end that the organiser gave,
 * judging has begun, or the contest is not open. So a file sent in the time that a find gave brings no more time.
 */
export function draftTermAfterFind(
  contest: Pick<Contest, 'state'>,
  entry: Entry,
  fileSentAt: Instant,
  calendar: Calendar,
): Instant | null {
  if (contest.state !== 'open' || entry.state !== 'draft') return null;
  const judging = calendar.phase('judging');
  if (judging === 'open' || judging === 'over') return null;
  const [window, granted] = [calendar.windowForEntry(entry), calendar.grantedWindowForEntry(entry)];
  if (window === null || granted === null || fileSentAt >= granted.until) return null;
  const until = termAfterFind(calendar.now);
  return until > window.until ? until : null;
}

/**
 * Until when a returned dossier may be supplemented because one of its files was found infected now: three days from the find.
 * Null where the supplement is due as late, where it is the office's again, and for a file sent after `askedUntil`, the due instant
 * that the office gave: a file sent in the time that a find gave brings no more time.
 */
export function supplementTermAfterFind(
  contest: Pick<Contest, 'state'>,
  { state, supplementDueAt }: Entry,
  file: { sentAt: Instant; askedUntil: Instant },
  now: Instant,
): Instant | null {
  if (contest.state !== 'open' || state !== 'returned' || supplementDueAt === null) return null;
  if (now >= supplementDueAt || file.sentAt >= file.askedUntil) return null;
  const until = termAfterFind(now);
  return until > supplementDueAt ? until : null;
}

/** When the three days of a find end: the first instant that is too late. */
export const termAfterFind = (now: Instant): Instant => plusMilliseconds(now, REOPENED_HOURS * 3_600_000);

/** A commune takes its dossier back while nobody has decided on it and judging has not begun. */
export function refuseToWithdraw(actor: Actor, entry: Entry, contest: Contest, calendar: Calendar): Refusal | null {
  const hidden = refuseToSee(actor, entry);
  if (hidden !== null) return hidden;
  if (!(ENTRY_MOVES.withdraw.by as readonly string[]).includes(actor.role)) return { code: 'not-allowed' };
  const from: readonly string[] = ENTRY_MOVES.withdraw.from;
  if (!from.includes(entry.state)) return { code: 'entry-locked', state: entry.state };
  if (contest.state !== 'open') return { code: 'contest-not-open' };
  const judging = calendar.phase('judging');
  if (judging === 'open' || judging === 'over') return { code: 'withdraw-too-late', ...contactOf(contest) };
  return null;
}

/** Words and files of another dossier go into a draft only: what an office wants mended is not mended by a neighbour's papers. */
export function refuseToCopyInto(actor: Actor, entry: Entry, contest: Contest, calendar: Calendar): Refusal | null {
  const refusal = refuseToEdit(actor, entry, contest, calendar);
  if (refusal !== null) return refusal;
  return entry.state === 'draft' ? null : { code: 'entry-locked', state: entry.state };
}
