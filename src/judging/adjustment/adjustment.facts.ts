import type { EntryId, Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

export type AdjustmentId = Id<'score-adjustment'>;

/** Why points are taken or given. Lateness and overrun take, a bonus gives, anything else may do either. */
export const ADJUSTMENT_KINDS = ['late', 'over-time', 'bonus', 'other'] as const;
export type AdjustmentKind = (typeof ADJUSTMENT_KINDS)[number];

/** One penalty or bonus of an entry in a round. */
export interface AdjustmentFacts {
  id: AdjustmentId;
  entryId: EntryId;
  number: string;
  villageName: string;
  communeName: string;
  kind: AdjustmentKind;
  /** Below 0 for a penalty; never 0. */
  hundredths: number;
  reason: string;
  madeByName: string;
  madeAt: Instant;
}

export const ADJUSTMENT_NAMES: Readonly<Record<AdjustmentKind, string>> = {
  late: 'Nộp muộn',
  'over-time': 'Quá giờ',
  bonus: 'Điểm thưởng',
  other: 'Lý do khác',
};
