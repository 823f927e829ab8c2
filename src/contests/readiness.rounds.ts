import { PARTS } from './contest.paths.js';
import { advice, blocking, type ContestDesign, doubledNames, type Finding } from './readiness.finding.js';

/** Methods whose value is points: only points add up over rounds. */
const ADDED_UP: ReadonlySet<string> = new Set(['mean', 'trimmed-mean', 'median']);

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
  const counted = rounds.filter(({ weight }) => Number(weight) > 0);
  const isLastAlone = counted.length === 1 && counted[0] === rounds.at(-1) && counted[0]?.weight === '1';
  if (rounds.length > 1 && !isLastAlone && !ADDED_UP.has(contest.ranking.method))
    found.push(
      blocking(
        'rounds-not-added-up',
        PARTS.rounds,
        'Cách tính điểm đã chọn không cộng được giữa các vòng. Dùng trung bình cộng, trung bình bỏ điểm hoặc trung vị; hoặc chỉ lấy điểm vòng cuối với hệ số 1.',
      ),
    );
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
