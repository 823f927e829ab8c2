import { type Dong, sumDong, timesDong } from '../kernel/money.js';
import type { PrizeTierFacts } from './contest.facts.js';
import type { SidePrizeFacts } from './side-prize.facts.js';

type Counted = Pick<PrizeTierFacts, 'quantity' | 'amount'> | Pick<SidePrizeFacts, 'quantity' | 'amount'>;

/** What all prizes cost together, when every one of them is given; how many a floor recognises nobody knows before, so those are left out. */
export const costOf = (prizes: readonly Counted[]): Dong =>
  sumDong(prizes.map(({ quantity, amount }) => timesDong(quantity ?? 0, amount)));
