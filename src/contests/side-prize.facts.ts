import type { Dong } from '../kernel/money.js';
import type { RecipientKind } from './recipient-kind.js';
import type { Hundredths } from '../kernel/points.js';

/**
 * By what a prize beside the tiers is given: the highest mean of one criterion, people's choice, or to everybody whose ranking value reaches a
 * floor (recognition without a rank).
 */
export const SIDE_PRIZE_BASES = ['criterion', 'choice', 'floor'] as const;
export type SidePrizeBasis = (typeof SIDE_PRIZE_BASES)[number];

export interface SidePrizeFacts {
  /** "phu:to-truong-gioi": never the code of a tier. */
  code: string;
  name: string;
  basis: SidePrizeBasis;
  /** Null with `floor`: as many as reach it. */
  quantity: number | null;
  amount: Dong;
  /** With `criterion` alone. */
  criterion: string | null;
  /** With `floor` alone. */
  minimum: Hundredths | null;
  /** Whether an entry that has a prize by rank may get it too. */
  besideRank: boolean;
  recipientKind: RecipientKind;
}
