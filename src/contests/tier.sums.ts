import { type Dong, sumDong, timesDong } from '../kernel/money.js';
import type { PrizeTierFacts } from './contest.facts.js';

/** What all prizes cost together, when every one of them is given. */
export const costOf = (tiers: readonly Pick<PrizeTierFacts, 'quantity' | 'amount'>[]): Dong =>
  sumDong(tiers.map((tier) => timesDong(tier.quantity, tier.amount)));
