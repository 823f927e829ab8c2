import { ceilingWarnings } from '../contests/prize-money.js';
import { awardedCapOf, capOf } from '../judging/prize-caps.js';
import { dayOf } from '../kernel/vietnamese/days.js';
import type { AwardDesk } from './award.desk.js';
import type { AwardDecisionFacts, AwardLine } from './award.facts.js';

/** Tiers of which there are fewer prizes than planned, because the rules cap them, or all prizes by rank, by the entries that have a rank; and a tie that gives more. */
export function sayCaps({ contest, tiers, tally }: AwardDesk, awarded: number): string[] {
  const ranked = tally?.ranking.length ?? 0;
  const most = awardedCapOf(contest.ranking, ranked);
  const planned = tiers.reduce((sum, { quantity }) => sum + quantity, 0);
  const share = `${contest.ranking.mostAwardedPercent ?? 0}% của ${ranked} hồ sơ được xếp hạng`;
  const overall =
    most === null || most >= planned
      ? []
      : [`Giải theo hạng: còn ${most} trong ${planned} giải, vì thể lệ giới hạn ${share}.`];
  const beyond =
    most === null || awarded <= most
      ? []
      : [
          `Danh sách có ${awarded} hồ sơ đạt giải theo hạng, quá ${most}: nhóm đồng hạng ở giải cuối cùng nhận theo thể lệ.`,
        ];
  const own = tiers.flatMap((tier) => {
    const cap = capOf(tier, ranked);
    return cap === null || cap >= tier.quantity
      ? []
      : [
          `${tier.name}: còn ${cap} trong ${tier.quantity} giải, vì thể lệ giới hạn ${tier.mostPercent ?? 0}% của ${ranked} hồ sơ được xếp hạng.`,
        ];
  });
  return [...overall, ...own, ...beyond];
}

/** What is not certain about the papers that granted forms go by, each once. */
export const caveatsOf = (decisions: readonly AwardDecisionFacts[]): string[] => [
  ...new Set(
    decisions.flatMap(({ reward, withdrawnAt }) =>
      reward === null || withdrawnAt !== null ? [] : reward.caveats.map((caveat) => `${reward.name}: ${caveat}`),
    ),
  ),
];

/** What is to be said of the amounts that the list gives, each prize once for each amount. */
export function warningsOf({ ceilings, calendar }: AwardDesk, lines: readonly AwardLine[]): string[] {
  const priced = lines.map(({ tierCode, tierName, amount }) => ({ code: tierCode, name: tierName, amount }));
  return [...new Set(ceilingWarnings(priced, ceilings, dayOf(calendar.now)))];
}
