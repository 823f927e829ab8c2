import type { RecipientKind } from '../../contests/recipient-kind.js';
import type { Instant } from '../../kernel/instant.js';
import type { Dong } from '../../kernel/money.js';
import type { Day } from '../../kernel/vietnamese/days.js';

/** How the product of multiple and base salary becomes a sum: up to the next ten thousand đồng, or as it is. */
export type RewardRounding = 'none' | 'up-ten-thousand';

/** What a legal reward form is worth to a kind of recipient, by which paper, on which days. */
export interface RewardNorm {
  /** "khen:giay-khen": never the code of a tier or of a prize beside the tiers. */
  form: string;
  name: string;
  recipientKind: RecipientKind;
  /** 60 is 0,6 times the base salary. */
  multipleHundredths: number;
  rounding: RewardRounding;
  document: string;
  article: string;
  inForceFrom: Day;
  /** The last day; null: not ended. */
  inForceUntil: Day | null;
  /** What is not known for certain about the row; '' when nothing is. */
  caveat: string;
}

/** A step of the base salary: it holds until the next one begins. */
export interface BaseSalary {
  inForceFrom: Day;
  amount: Dong;
  /** '' where no paper is at hand. */
  document: string;
}

/** Who wrote a row of the book, and who withdrew it as wrong; null of rows that came with the platform. A withdrawn row counts no longer and stays readable. */
export interface Kept {
  id: string;
  recordedByName: string | null;
  recordedAt: Instant | null;
  withdrawnByName: string | null;
  withdrawnAt: Instant | null;
  withdrawnReason: string | null;
}

/** What was granted to whom, with the multiple and the base salary of the day of the decision: later steps change nothing. */
export interface GrantedReward {
  name: string;
  recipientKind: RecipientKind;
  /** A person, a household or a collective by name; '' for the entry's own group. */
  recipient: string;
  decidedOn: Day;
  multipleHundredths: number;
  base: Dong;
  rounding: RewardRounding;
  /** "Nghị định 152/2025/NĐ-CP, Điều 54". */
  normPaper: string;
  /** '' where no paper is at hand. */
  basePaper: string;
  caveats: string[];
}
