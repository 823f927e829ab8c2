import { PARTS } from './contest.paths.js';
import { advice, blocking, type ContestDesign, doubledNames, type Finding } from './readiness.finding.js';

/** Planned rounds against one another and against the window of judging. None planned: nothing to say. */
export function roundFindings({ plannedRounds: rounds, windows }: ContestDesign): Finding[] {
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
