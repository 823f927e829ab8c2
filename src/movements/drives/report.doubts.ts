import { type Doubt, DOUBTS, type Figure, type IndicatorWords } from './drive.facts.js';

/** A figure that grew more than threefold and by more than this many at once is asked about: a slip of the hand adds a digit. */
const JUMP_FACTOR = 3;
const JUMP_LEAST = 20;

/** What is known around one figure. */
export interface Around {
  indicator: Pick<IndicatorWords, 'whole' | 'onlyGrows'>;
  /** How many the unit must bring; null: not known. */
  required: number | null;
  /** What was reported for the period before; null: nothing. */
  previous: Figure | null;
}

/**
 * What is implausible about a figure: it falls where it may only grow, is more than its whole, or jumps out of reason. None of it
 * keeps the figure out: people leave groups, agencies hire. In the order of `DOUBTS`.
 */
export function doubtsOf(figure: Figure, { indicator, required, previous }: Around): Doubt[] {
  const whole = indicator.whole === 'typed' ? figure.whole : indicator.whole === 'required' ? required : null;
  const holds: Readonly<Record<Doubt, boolean>> = {
    falls: indicator.onlyGrows && previous !== null && figure.part < previous.part,
    'above-whole': whole !== null && figure.part > whole,
    jumps:
      previous !== null &&
      previous.part > 0 &&
      figure.part > previous.part * JUMP_FACTOR &&
      figure.part - previous.part > JUMP_LEAST,
  };
  return DOUBTS.filter((doubt) => holds[doubt]);
}
