import { formatDay, type Day } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { barChart, type BarChart } from '../../web/views/charts.js';

/** A count that stands: none that was put right. */
export interface StandingCount {
  countedOn: Day;
  members: number;
}

/** A change by fewer people than these is no matter, however small the group was. */
const FEW_PEOPLE = 30;
/** From three times as many, or a third, somebody should look: a digit too many makes ten times. Ours; no letter says. */
const TIMES = 3;

/**
 * Why a number of members is hard to believe: three times or a third of the count before it in time, or more than the people who live
 * there. Null when there is nothing to say. `before`: the last standing count of an earlier day; `population` null: not known.
 */
export function doubtOf(
  members: number,
  { before, population }: { before: StandingCount | null; population: number | null },
): string | null {
  if (before !== null && Math.abs(members - before.members) >= FEW_PEOPLE) {
    const last = `${formatInteger(before.members)} người ngày ${formatDay(before.countedOn)}`;
    if (members >= before.members * TIMES) return `tăng đột ngột so với ${last}`;
    if (members * TIMES <= before.members) return `giảm đột ngột so với ${last}`;
  }
  if (population !== null && members > population) return `nhiều hơn số dân của địa bàn (${formatInteger(population)})`;
  return null;
}

const MOST_BARS = 20;

/** Members over time as bars, oldest first, the last twenty counts; null for fewer than two. */
export function growthChart(counts: readonly StandingCount[]): BarChart | null {
  const shown = counts.toSorted((a, b) => (a.countedOn < b.countedOn ? -1 : 1)).slice(-MOST_BARS);
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === undefined || last === undefined || shown.length < 2) return null;
  return barChart({
    id: 'tang-truong',
    title: 'Số thành viên qua các lần đếm',
    finding: sayGrowth(first, last),
    unit: 'thành viên',
    bars: shown.map(({ countedOn, members }) => ({
      label: formatDay(countedOn),
      value: members,
      valueText: formatInteger(members),
    })),
  });
}

function sayGrowth(first: StandingCount, last: StandingCount): string {
  const span = `Từ ngày ${formatDay(first.countedOn)} đến ngày ${formatDay(last.countedOn)}`;
  const change = last.members - first.members;
  if (change === 0) return `${span} số thành viên không đổi, ${formatInteger(last.members)} người.`;
  const verb = change > 0 ? 'tăng' : 'giảm';
  const [from, to] = [formatInteger(first.members), formatInteger(last.members)];
  return `${span} số thành viên ${verb} ${formatInteger(Math.abs(change))} người, từ ${from} ${change > 0 ? 'lên' : 'xuống'} ${to}.`;
}
