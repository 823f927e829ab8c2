import type { ContestFacts } from '../../contests/contest.facts.js';
import { formatDecimal } from '../../kernel/vietnamese/numbers.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import type { EntryPlace, MatrixRow } from '../results.facts.js';
import type { ContestResult } from './contest.results.js';

/** One line of the contest's result; every cell is ready text. */
export interface ResultLineView {
  rank: string;
  /** Where the rank is computed again step by step; null for who was left behind or has none. */
  workingsHref: string | null;
  number: string;
  villageName: string;
  placeText: string;
  /** The rounded value of each round, "–" where the entry was not in it or had too few sheets. */
  values: string[];
  score: string;
  note: string;
}

/** Every entry: those of the last round by rank, then those of it without a rank, then who was left behind, the last round first. */
export function toResultLines(
  result: ContestResult,
  matrices: readonly (readonly MatrixRow[])[],
  hrefOf: (number: string) => string,
): ResultLineView[] {
  const { ranking, places, unranked } = result.tally;
  const values = matrices.map((rows) => new Map(rows.map((row) => [row.number, row.score])));
  const line = (
    place: EntryPlace,
    told: { rank: number | null; score: string | null; note: string; workingsHref?: string },
  ): ResultLineView => ({
    rank: told.rank === null ? '–' : String(told.rank),
    workingsHref: told.workingsHref ?? null,
    number: place.number,
    villageName: place.villageName,
    placeText: tellPlace(place.communeName, place.districtName),
    values: values.map((round) => show(round.get(place.number) ?? null)),
    score: show(told.score),
    note: told.note,
  });
  return [
    ...ranking.flatMap(({ entry, rank, score, tieBreak }) => {
      const place = places.get(entry);
      return place === undefined
        ? []
        : [line(place, { rank, score, note: sayTie(tieBreak), workingsHref: hrefOf(entry) })];
    }),
    ...unranked.map((place) =>
      line(place, { rank: null, score: null, note: 'Không đủ phiếu chốt ở một vòng được tính' }),
    ),
    ...result.behind.map((row) =>
      line(row, { rank: row.contestRank, score: null, note: `Dừng ở vòng ${row.round.number}: ${row.round.name}` }),
    ),
  ];
}

/** How the result comes about, one sentence a line. */
export function sayResult({ ranking }: Pick<ContestFacts, 'ranking'>, { counted, round }: ContestResult): string[] {
  const [single] = counted;
  const isLastAlone = counted.length === 1 && single?.number === round.number && single.weight === '1';
  const sum = counted.map(({ name, weight }) => `điểm vòng ${name} × ${formatDecimal(weight)}`).join(' + ');
  return [
    isLastAlone ? `Kết quả là điểm vòng ${round.name}.` : `Kết quả = ${sum}.`,
    `Cộng từ điểm chưa làm tròn của từng vòng, rồi làm tròn một lần đến ${ranking.decimals} chữ số thập phân.`,
    `Xếp hạng theo điểm ${ranking.rankOn === 'rounded' ? 'đã làm tròn' : 'chưa làm tròn'}.`,
    'Hồ sơ không vào vòng sau xếp dưới mọi hồ sơ vào vòng đó, theo hạng của vòng mình dừng lại, và không xét giải.',
  ];
}

const show = (decimal: string | null): string => (decimal === null ? '–' : formatDecimal(decimal));

const sayTie = (steps: readonly string[]): string =>
  steps.length === 0
    ? ''
    : `Bằng điểm; xét ${steps.map((step) => `tiêu chí ${step.replace(/^criterion:(\d+\.)?/, '')}`).join(', rồi ')} của vòng cuối`;
