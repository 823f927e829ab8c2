import type { Actor } from '../../kernel/actor.js';
import type { Refusal } from '../../kernel/refusal.js';
import { refuseToRunRound } from '../judging.policy.js';
import type { RoundFacts } from '../round.facts.js';
import type { AgendaItem, MeetingFacts, MeetingMember, Question } from './meeting.facts.js';

/** May the secretary call the panel together on a round? Once it is closed: before, nobody may see what it comes to (TRUST A.3). */
export function refuseToMeet(actor: Actor, round: Pick<RoundFacts, 'contestId' | 'closedAt'> | null): Refusal | null {
  if (round === null) return { code: 'not-found' };
  const foreign = refuseToRunRound(actor, round);
  if (foreign !== null) return foreign;
  return round.closedAt === null ? { code: 'meeting-before-closing' } : null;
}

/** May the secretary steer this meeting: who is there, which dossier, what is written and asked? Until it is over. */
export function refuseToSteer(actor: Actor, meeting: Pick<MeetingFacts, 'contestId' | 'closedAt'>): Refusal | null {
  const foreign = refuseToRunRound(actor, meeting);
  if (foreign !== null) return foreign;
  return meeting.closedAt === null ? null : { code: 'meeting-over', closedAt: meeting.closedAt };
}

/** May this member vote on the question? Present, in no conflict with the dossier, while the question is open. */
export function refuseToVote(
  meeting: Pick<MeetingFacts, 'closedAt'>,
  {
    member,
    item,
    question,
  }: { member: MeetingMember | null; item: Pick<AgendaItem, 'out'>; question: Question | null },
): Refusal | null {
  if (member === null) return { code: 'not-found' };
  if (meeting.closedAt !== null) return { code: 'meeting-over', closedAt: meeting.closedAt };
  if (item.out.includes(member.personId)) return { code: 'out-of-discussion' };
  if (!member.present) return { code: 'not-present' };
  return question === null || question.closedAt !== null ? { code: 'question-closed' } : null;
}
