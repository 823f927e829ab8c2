import type { ContestId, EntryId, Id, PersonId, RoundId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

export type MeetingId = Id<'meeting'>;
export type QuestionId = Id<'meeting-question'>;

/** One meeting of a panel on a closed round. Instants are the contest's own time. */
export interface MeetingFacts {
  id: MeetingId;
  contestId: ContestId;
  roundId: RoundId;
  /** 1, 2 … within the contest. */
  number: number;
  place: string;
  chairName: string;
  /** "giám khảo", "Trưởng ban Ban Giám khảo"; '' where only a name was written. */
  chairRole: string;
  /** Of a judge of the panel; null for everybody else. */
  chairPersonId: PersonId | null;
  openedAt: Instant;
  openedByName: string;
  closedAt: Instant | null;
  /** The dossier on every screen; null before the first one. */
  currentEntryId: EntryId | null;
  /** Grows with everything that changes what the screens show: the mark by which they know that they are behind. */
  version: number;
}

export interface MeetingMember {
  personId: PersonId;
  /** "GK1". */
  code: string;
  name: string;
  present: boolean;
}

/** A dossier on the agenda, with what the closed round says of it. */
export interface AgendaItem {
  entryId: EntryId;
  position: number;
  number: string;
  villageName: string;
  communeName: string;
  /** Rank, score and spread of the closed round; null: not enough sheets. */
  rank: number | null;
  score: string | null;
  spread: string | null;
  notes: string;
  conclusion: string;
  shownAt: Instant | null;
  savedAt: Instant | null;
  version: number;
  /** Who takes no part in it: conflicts declared or pinned, sheets declined, dossiers of the own unit. By code. */
  out: readonly PersonId[];
}

export const VOTES = ['yes', 'no', 'abstain'] as const;
export type Vote = (typeof VOTES)[number];
export const VOTE_WORDS: Readonly<Record<Vote, string>> = {
  yes: 'Đồng ý',
  no: 'Không đồng ý',
  abstain: 'Không có ý kiến',
};

/** A question put to the members about one dossier, with the votes by person. */
export interface Question {
  id: QuestionId;
  entryId: EntryId;
  number: number;
  wording: string;
  askedAt: Instant;
  closedAt: Instant | null;
  /** Who could vote when it was closed; null while it is open. */
  voters: readonly PersonId[] | null;
  votes: Readonly<Record<PersonId, Vote>>;
}

/** Those who may speak and vote on a dossier: present, and not in conflict with it. */
export const votersOn = (members: readonly MeetingMember[], item: Pick<AgendaItem, 'out'>): MeetingMember[] =>
  members.filter(({ personId, present }) => present && !item.out.includes(personId));

/** Those whose votes count on a question: as it was when it was closed, or as it is now. */
export const votersOf = (
  { voters }: Pick<Question, 'voters'>,
  members: readonly MeetingMember[],
  item: Pick<AgendaItem, 'out'>,
): MeetingMember[] =>
  voters === null ? votersOn(members, item) : members.filter(({ personId }) => voters.includes(personId));

/** How a vote ended: counts of each choice among those who could vote, and how many of these said nothing. */
export function countVotes(
  question: Pick<Question, 'votes'>,
  voters: readonly Pick<MeetingMember, 'personId'>[],
): Record<Vote, number> & { silent: number } {
  const said = voters.map(({ personId }) => question.votes[personId]);
  const of = (vote: Vote | undefined): number => said.filter((one) => one === vote).length;
  return { yes: of('yes'), no: of('no'), abstain: of('abstain'), silent: of(undefined) };
}
