import type { Id } from '../kernel/ids.js';
import type { Span } from '../kernel/instant.js';
import type { Hundredths } from '../kernel/points.js';

export type PlannedRoundId = Id<'planned-round'>;

/** What is judged in a round: dossiers on paper, a performance before the panel, the place itself; `outside`: nothing is, its points are brought in. */
export const ROUND_KINDS = ['dossier', 'live', 'field', 'outside'] as const;
export type RoundKind = (typeof ROUND_KINDS)[number];

/** Who goes on to the next round: everybody with a rank, the first so many ranks, those with so many points, or whom people name. */
export type AdvancingRule =
  { by: 'all' } | { by: 'rank'; count: number } | { by: 'threshold'; minimum: Hundredths } | { by: 'hand' };

/** What a round must have before it is closed. */
export interface RoundQuorum {
  /** Signed sheets that an entry needs for a rank; null: as many as the ranking itself needs. */
  judges: number | null;
  /** Share of the panel that has signed everything it was given, in percent; null: none is asked. */
  signedPercent: number | null;
  /** Below the quorum closing is refused, or takes a reason that goes on record. */
  under: 'refuse' | 'reason';
}

/** One round as the contest's rules plan it. `from` and `until` are its window; the judging round of the same number is judged by it. */
export interface PlannedRoundFacts extends Span {
  id: PlannedRoundId;
  /** Counts from 1. */
  number: number;
  name: string;
  kind: RoundKind;
  /** The words of the rules for its window. */
  printed: string;
  /** How many times its value counts in the contest's; decimal text, exact: "0", "1", "0.4". */
  weight: string;
  /** Who goes on from here; without meaning in the last round. */
  advancing: AdvancingRule;
  quorum: RoundQuorum;
}
