import type { AwardListId, ContestId, EntryId, PersonId, RoundId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Dong } from '../kernel/money.js';
import type { RecipientKind } from '../contests/recipient-kind.js';
import type { GrantedReward } from './rewards/reward.facts.js';

export const AWARD_LIST_STATES = ['draft', 'confirmed', 'published', 'superseded'] as const;
export type AwardListState = (typeof AWARD_LIST_STATES)[number];

/** An award list's own row. Instants are the contest's own time; the log has the real one. */
export interface AwardListFacts {
  id: AwardListId;
  contestId: ContestId;
  roundId: RoundId;
  number: number;
  state: AwardListState;
  draftedBy: PersonId;
  draftedByName: string;
  draftedAt: Instant;
  confirmedBy: PersonId | null;
  confirmedByName: string | null;
  confirmedAt: Instant | null;
  publishedByName: string | null;
  publishedAt: Instant | null;
  supersededAt: Instant | null;
  supersedeReason: string | null;
  /** Set at publication; before it the total is what the draft computes. */
  total: Dong | null;
  /** SHA-256 of what the draft was computed from: scores, rules and prize tiers. */
  inputSha256: string;
  version: number;
}

/** About a tie, a tier that nobody wins, prizes moved between tiers, a prize beside the tiers, a legal reward form. */
export type AwardDecisionKind = 'tie' | 'withhold' | 'shift' | 'side' | 'reward';
export type AwardChoice = 'share' | 'extend' | 'order' | 'withhold' | 'keep-withheld' | 'shift' | 'pick' | 'grant';

/** What a person decided over a draft, and why. A later decision on the same question replaces an earlier one. */
export interface AwardDecisionFacts {
  id: string;
  kind: AwardDecisionKind;
  entries: string[];
  /** Codes of tiers, of a `shift` from which and to which; of a `side` decision the code of its prize, of a `reward` that of its form. */
  tiers: string[];
  choice: AwardChoice;
  order: string[] | null;
  /** Of a `shift` alone: how many prizes the first tier gives up, how many the second gets. */
  quantities: number[] | null;
  /** Of a `shift` alone: the paper by which it was decided. */
  documentNumber: string | null;
  /** Of a `reward` alone. */
  reward: GrantedReward | null;
  reason: string;
  decidedByName: string;
  decidedAt: Instant;
  /** A decision that was withdrawn stays readable and counts no longer. */
  withdrawnAt: Instant | null;
  withdrawnByName: string | null;
  withdrawnReason: string | null;
}

/** What somebody decides; the rest is told by who and when. */
export type NewDecision = Omit<
  AwardDecisionFacts,
  'id' | 'decidedByName' | 'decidedAt' | 'withdrawnAt' | 'withdrawnByName' | 'withdrawnReason'
>;

/** By what an entry stands on a list: a tier, a prize beside the tiers, recognition without a rank, or a legal reward form. */
export const AWARD_LINE_KINDS = ['rank', 'side', 'recognition', 'reward'] as const;
export type AwardLineKind = (typeof AWARD_LINE_KINDS)[number];

/** One prize of one entry, with everything that is printed about it. Frozen at publication. An entry may stand on a list once by rank and once for each prize beside. */
export interface AwardLine {
  position: number;
  kind: AwardLineKind;
  recipientKind: RecipientKind;
  entryId: EntryId;
  entryNumber: string;
  title: string;
  villageName: string;
  communeId: UnitId;
  communeName: string;
  communeSortKey: string;
  /** Null where communes stand right under the province. */
  districtId: UnitId | null;
  districtName: string | null;
  districtSortKey: string | null;
  /** Of a person or a household: who receives it. */
  representative: string;
  rank: number;
  /** Rounded decimal text: "87.50". */
  score: string;
  exact: string;
  tieBreak: string[];
  /** Of a tier, or of a prize beside the tiers: those begin with "phu:". Of a reward form: those begin with "khen:". */
  tierCode: string;
  tierName: string;
  amount: Dong;
  note: string;
}

/** A sum of prizes over some of the lines: one tier, one district, one commune. */
export interface CashTally {
  name: string;
  count: number;
  amount: Dong;
}
