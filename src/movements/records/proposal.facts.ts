import type { Id, PersonId, UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Dong } from '../../kernel/money.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { StatusWord } from '../../web/views/page.js';
import type { MovementId } from '../movement.facts.js';
import type { ObservationId, ObservationKind } from './observation.facts.js';

export type ProposalId = Id<'reward-proposal'>;
export type NomineeId = Id<'reward-nominee'>;

export const PROPOSAL_STATES = ['draft', 'confirmed', 'submitted'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];
export const PROPOSAL_WORDS: Readonly<Record<ProposalState, StatusWord>> = {
  draft: { word: 'Dự thảo', tone: 'neutral' },
  confirmed: { word: 'Đã xác nhận', tone: 'info' },
  submitted: { word: 'Đã trình', tone: 'success' },
};

export const NOMINEE_KINDS = ['individual', 'organisation', 'unit'] as const;
/** Whom R12 names: individuals, organisations, units. */
export type NomineeKind = (typeof NOMINEE_KINDS)[number];
export const NOMINEE_WORDS: Readonly<Record<NomineeKind, string>> = {
  individual: 'Cá nhân',
  organisation: 'Tổ chức',
  unit: 'Đơn vị',
};
/** As the norms tell recipients apart: organisations and units are collectives. */
export const recipientOf = (kind: NomineeKind): 'individual' | 'collective' =>
  kind === 'individual' ? 'individual' : 'collective';

/**
 * Legal reward forms that may be proposed, by the code of the book of norms (decision 51). What each is worth on a day is the book's to say;
 * a form that it does not know has no sum.
 */
export const REWARD_FORMS = [
  { code: 'khen:giay-khen-xa', name: 'Giấy khen của Chủ tịch UBND cấp xã' },
  { code: 'khen:giay-khen', name: 'Giấy khen' },
  { code: 'khen:bang-khen-tinh', name: 'Bằng khen cấp bộ, tỉnh' },
  { code: 'khen:bang-khen-thu-tuong', name: 'Bằng khen của Thủ tướng Chính phủ' },
] as const;
/** A form that the list above does not have; its name is typed. */
export const OTHER_FORM = 'khac';

export interface ProposalWords {
  title: string;
  addressee: string;
  /** Legal bases, one a line. */
  grounds: string;
  proposedOn: Day;
}

export interface ProposalFacts extends ProposalWords {
  id: ProposalId;
  movementId: MovementId;
  unitId: UnitId;
  senderUnitId: UnitId;
  senderName: string;
  state: ProposalState;
  draftedAt: Instant;
  draftedBy: PersonId;
  draftedByName: string;
  writtenBy: PersonId;
  writtenByName: string;
  confirmedAt: Instant | null;
  confirmedByName: string | null;
  submittedAt: Instant | null;
  submittedByName: string | null;
  submissionNumber: string | null;
  submissionDatedOn: Day | null;
  sample: boolean;
  version: number;
}

export interface NomineeWords {
  kind: NomineeKind;
  name: string;
  post: string;
  communeId: UnitId | null;
  achievements: string;
  form: string;
  formName: string;
  observations: readonly ObservationId[];
  /** Why no observation supports it; null where one does. */
  unlinkedReason: string | null;
}

/** An observation that a nominee rests on. */
export interface Ground {
  id: ObservationId;
  communeName: string;
  observedOn: Day;
  kind: ObservationKind;
  seen: string;
  stands: boolean;
}

export interface NomineeFacts extends Omit<NomineeWords, 'observations'> {
  id: NomineeId;
  communeName: string | null;
  districtName: string | null;
  /** What was kept when the proposal was submitted; null: not yet, or no norm. */
  amount: Dong | null;
  grounds: readonly Ground[];
}

/** A nominee with what its form is worth on the proposal's day; null: no norm is known for the day. */
export interface PricedNominee extends NomineeFacts {
  price: Dong | null;
  /** "0,15 × 1.490.000 đồng, Nghị định …"; '' without a price. */
  priceWords: string;
}
