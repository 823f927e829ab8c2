import type { Calendar } from '../../contests/calendar.js';
import type { ContestFacts } from '../../contests/contest.facts.js';
import type { Actor } from '../../kernel/actor.js';
import type { Refusal } from '../../kernel/refusal.js';
import { refuseToArrange } from '../judging.policy.js';
import type { PaperCase } from './paper.facts.js';

type Case = PaperCase & { contest: ContestFacts; calendar: Calendar };

/**
 * May the secretary handle this paper at all? From the first day of judging until the round is closed: a paper handed in on the
 * last evening is typed the day after.
 */
export function refuseToHandlePaper(actor: Actor, found: Case): Refusal | null {
  const refused = refuseToArrange(actor, found.contest, found.round);
  if (refused !== null) return refused;
  const window = found.calendar.roundWindow(found.round.number);
  if (window === null || found.calendar.roundPhase(found.round.number) === 'before')
    return { code: 'judging-not-open', opensAt: window?.from ?? null };
  if (found.judge.removedAt !== null) return { code: 'not-found' };
  if (found.sheet.recusedAt !== null) return { code: 'sheet-recused' };
  return found.judgeable ? null : { code: 'entry-not-judged' };
}

/**
 * May a paper be taken in? Once, until it is given back. Where the sheet holds something that was saved on line, the secretary
 * says that the paper stands in its place (`replaces`): the two never stand side by side unsaid.
 */
export function refuseToReceivePaper(actor: Actor, found: Case, { replaces }: { replaces: boolean }): Refusal | null {
  const refused = refuseToHandlePaper(actor, found);
  if (refused !== null) return refused;
  if (isHeld(found)) return { code: 'paper-received' };
  const isSigned = found.sheet.state === 'signed';
  if (!isSigned && found.sheet.isWritten && !replaces) return { code: 'paper-beside-online', field: 'replaces' };
  return null;
}

/** May a paper be given back, with nothing typed of it? */
export function refuseToReleasePaper(actor: Actor, found: Case): Refusal | null {
  const refused = refuseToHandlePaper(actor, found);
  if (refused !== null) return refused;
  return found.paper?.state === 'returned' || found.paper?.state === 'copy' ? null : { code: 'paper-moved' };
}

/** May this secretary type the paper now: the first time, or again? Whoever typed it first never types it again (two pairs of eyes). */
export function refuseToTypePaper(actor: Actor, found: Case): Refusal | null {
  const refused = refuseToHandlePaper(actor, found);
  if (refused !== null) return refused;
  const { paper } = found;
  if (paper === null || paper.state === 'copy' || paper.state === 'confirmed') return { code: 'paper-moved' };
  return paper.state === 'typed' && paper.typedBy === actor.personId ? { code: 'paper-same-person' } : null;
}

/** May this secretary confirm or send back? Only who typed the paper again, and saw where the two differ. */
export function refuseToDecidePaper(actor: Actor, found: Case): Refusal | null {
  const refused = refuseToHandlePaper(actor, found);
  if (refused !== null) return refused;
  const { paper } = found;
  if (paper?.state !== 'typed') return { code: 'paper-moved' };
  if (paper.typedBy === actor.personId) return { code: 'paper-same-person' };
  return paper.checkedBy === actor.personId ? null : { code: 'paper-not-typed-again' };
}

/** A paper lies with the secretary. One whose sheet was opened again on line since has been given back by that. */
export const isHeld = ({ paper, sheet }: Pick<PaperCase, 'paper' | 'sheet'>): boolean =>
  paper !== null && (paper.state === 'copy' || paper.state === 'confirmed' ? sheet.state === 'signed' : true);
