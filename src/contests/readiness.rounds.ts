import type { ContestFacts } from './contest.facts.js';
import { PARTS } from './contest.paths.js';
import type { PlannedRoundFacts } from './round-plan.facts.js';
import { advice, blocking, type ContestDesign, doubledNames, type Finding } from './readiness.finding.js';

/** Methods whose value is points: only points add up over rounds. */
const ADDED_UP: ReadonlySet<string> = new Set(['mean', 'trimmed-mean', 'median']);

/**
 * Why the rounds do not make one result by this method, as a sentence that says what to do; null where they do. Places of one round are
 * counted among its own entries and mean nothing beside another's; parts weigh criteria that another round may not have.
 */
export function sayNotAddedUp(
  method: ContestFacts['ranking']['method'],
  rounds: readonly Pick<PlannedRoundFacts, 'weight'>[],
): string | null {
  const counted = rounds.filter(({ weight }) => Number(weight) > 0);
  const isLastAlone = counted.length === 1 && counted[0] === rounds.at(-1) && counted[0]?.weight === '1';
  if (rounds.length < 2 || isLastAlone || ADDED_UP.has(method)) return null;
  return `${WHY_NOT[method] ?? 'Cách tính điểm đã chọn không cộng được giữa các vòng.'} Dùng trung bình cộng, trung bình bỏ điểm hoặc trung vị; hoặc chỉ lấy điểm vòng cuối với hệ số 1.`;
}

const WHY_NOT: Readonly<Partial<Record<string, string>>> = {
  borda: 'Điểm thứ bậc (Borda) chỉ có nghĩa giữa các hồ sơ của cùng một vòng nên không cộng được giữa các vòng.',
  'median-majority': 'Trung vị đa số xếp bằng cách so lần lượt từng điểm đứng giữa nên không cộng được giữa các vòng.',
  weighted: 'Các phần có hệ số là của một vòng, theo tiêu chí của vòng đó, nên không cộng được giữa các vòng.',
};

/** Planned rounds against one another and against the window of judging. None planned: nothing to say. */
export function roundFindings({ contest, plannedRounds: rounds, windows }: ContestDesign): Finding[] {
  if (rounds.length === 0) return [];
  const found = doubledNames(
    'rounds-named-alike',
    PARTS.rounds,
    rounds.map(({ name }) => name),
  );
  if (rounds.every(({ weight }) => Number(weight) === 0))
    found.push(
      blocking('no-round-counts', PARTS.rounds, 'Mọi vòng chấm có hệ số 0: không vòng nào thành kết quả cuộc thi.'),
    );
  const unadded = sayNotAddedUp(contest.ranking.method, rounds);
  if (unadded !== null) found.push(blocking('rounds-not-added-up', PARTS.rounds, unadded));
  const judging = windows.find(({ kind }) => kind === 'judging');
  for (const [index, round] of rounds.entries()) {
    const former = rounds[index - 1];
    if (former !== undefined && round.from < former.until)
      found.push(
        advice('rounds-overlap', PARTS.rounds, `Vòng ${round.name} bắt đầu khi vòng ${former.name} chưa kết thúc.`),
      );
    if (judging !== undefined && (round.from < judging.from || round.until > judging.until))
      found.push(
        blocking(
          'round-outside-judging',
          PARTS.rounds,
          `Thời gian vòng ${round.name} ra ngoài mốc “Chấm” của cuộc thi.`,
        ),
      );
  }
  return found;
}
