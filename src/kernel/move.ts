/**
 * One verb of a thing's life: from which states, to which, by whom, and whether it needs a reason.
 * Tables of moves (`<noun>.moves.ts`) are read by the button, the service, the audit line and the test.
 */
export interface Move<State extends string, By extends string> {
  readonly from: readonly State[];
  readonly to: State;
  readonly by: readonly By[];
  readonly reason: 'none' | 'optional' | 'required';
  /** What the audit line and the timeline call it, in Vietnamese, past tense: "đã nộp hồ sơ". */
  readonly told: string;
}

/** States that no move leads to from `start`; a table that has any is a mistake, and the application does not boot with it. */
export function unreachableStates<State extends string>(
  states: readonly State[],
  start: State,
  moves: Readonly<Record<string, Move<State, string>>>,
): State[] {
  const reached = new Set<State>([start]);
  for (let grew = true; grew;) {
    grew = false;
    for (const move of Object.values(moves)) {
      if (!reached.has(move.to) && move.from.some((from) => reached.has(from))) {
        reached.add(move.to);
        grew = true;
      }
    }
  }
  return states.filter((state) => !reached.has(state));
}
