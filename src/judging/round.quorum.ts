import type { RoundQuorum } from '../contests/round-plan.facts.js';

/** How far a round is, for its quorum: entries with too few signed sheets, and judges on the panel who have signed all they were given. */
export interface RoundCompleteness {
  entriesBelow: number;
  judges: number;
  judgesDone: number;
}

/** What a round lacks of the quorum that its plan asks for; a part that is not asked, or is there, is null. */
export interface Shortage {
  entries: number | null;
  judges: { done: number; all: number; percent: number } | null;
}

/**
 * What is missing of a quorum; null when nothing is. The share counts judges on the panel, those who were given nothing included:
 * exactly the share asked for is enough, and an empty panel has signed nothing.
 */
export function shortOfQuorum(quorum: RoundQuorum, found: RoundCompleteness): Shortage | null {
  const entries = quorum.judges !== null && found.entriesBelow > 0 ? found.entriesBelow : null;
  const { judges: all, judgesDone: done } = found;
  const percent = quorum.signedPercent;
  const isShare = percent === null || (all > 0 && done * 100 >= percent * all);
  const judges = isShare ? null : { done, all, percent };
  return entries === null && judges === null ? null : { entries, judges };
}

/** The shortage in words, a sentence each. */
export const sayShortage = ({ entries, judges }: Shortage): string[] => [
  ...(entries === null ? [] : [`${entries} hồ sơ chưa đủ số phiếu đã chốt mà thể lệ yêu cầu.`]),
  ...(judges === null
    ? []
    : [
        `${judges.done}/${judges.all} giám khảo đã chốt hết phiếu được giao; thể lệ yêu cầu ít nhất ${judges.percent}%.`,
      ]),
];
