import type { ContestFacts, CriterionFacts, RankingMethod } from '../contests/contest.facts.js';
import { sayParts } from '../contests/contest.words.js';
import type { RoundingMode } from '../kernel/integers.js';
import { formatDecimal } from '../kernel/vietnamese/numbers.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import { type DotPlot, dotPlot } from '../web/views/charts.js';
import { saySigned } from './adjustment/adjustment.words.js';
import type { MatrixRow } from './results.facts.js';
import { isFromOutside } from './outside/outside.policy.js';
import { showHundredths, maximumOf } from './sheet.total.js';
import { quorumOf } from './round.rules.js';
import { sayUncounted } from './spread/spread.words.js';
import type { RoundFacts } from './round.facts.js';

/** One printed line; every cell is ready text. */
export interface MatrixLineView {
  rank: string;
  /** Where the rank is computed again step by step; null without a rank. */
  workingsHref: string | null;
  number: string;
  villageName: string;
  placeText: string;
  /** One cell a judge, in the order of the columns; "–" where there is no signed sheet. */
  totals: { text: string; isCounted: boolean }[];
  spread: string;
  score: string;
  note: string;
}

export const toMatrixLine = (
  row: MatrixRow,
  codes: readonly string[],
  hrefOf: (number: string) => string,
): MatrixLineView => ({
  rank: row.rank === null ? '–' : String(row.rank),
  workingsHref: row.rank === null ? null : hrefOf(row.number),
  number: row.number,
  villageName: row.villageName,
  placeText: tellPlace(row.communeName, row.districtName),
  totals: codes.map((code) => ({
    text: show(row.totals[code] ?? null),
    isCounted: !(row.uncounted ?? []).some(({ judge }) => judge === code),
  })),
  spread: show(row.spread),
  score: show(row.score),
  note: noteOf(row),
});

const show = (decimal: string | null): string => (decimal === null ? '–' : formatDecimal(decimal));

/** Which steps told this entry from others of equal value, in words. */
function noteOf({ rank, tieBreak, judges, adjustments = [], uncounted = [] }: MatrixRow): string {
  if (rank === null) return judges === 0 ? 'Không có phiếu chốt' : `Chỉ có ${judges} phiếu chốt`;
  const given = adjustments.map(({ hundredths, reason }) => `${saySigned(hundredths)} điểm: ${reason}.`);
  return [...sayUncounted(uncounted), ...given, ...(tieBreak.length === 0 ? [] : [sayTie(tieBreak)])].join(' ');
}

function sayTie(tieBreak: readonly string[]): string {
  return `Bằng điểm; xét ${tieBreak.map((step) => `tiêu chí ${step.replace(/^criterion:/, '')}`).join(', rồi ')}`;
}

const METHODS: Readonly<Record<Exclude<RankingMethod, 'weighted'>, string>> = {
  mean: 'trung bình cộng tổng điểm của các giám khảo',
  'trimmed-mean': 'trung bình cộng tổng điểm của các giám khảo sau khi bỏ bớt điểm cao nhất và thấp nhất',
  median: 'trung vị tổng điểm của các giám khảo',
  'median-majority':
    'tổng điểm đứng giữa trong các tổng điểm của giám khảo (số phiếu chẵn thì lấy điểm thấp hơn trong hai điểm giữa); bằng nhau thì bỏ điểm đó, xét điểm đứng giữa tiếp theo',
  borda:
    'tổng, qua từng giám khảo, số hồ sơ đứng dưới nó theo tổng điểm của giám khảo đó, hồ sơ bằng điểm tính nửa; khi có giám khảo không chấm mọi hồ sơ thì tính theo tỷ lệ',
};
const MODES: Readonly<Record<RoundingMode, string>> = {
  'half-up': 'nửa thì làm tròn lên',
  'half-even': 'nửa thì làm tròn về số chẵn',
  'half-down': 'nửa thì làm tròn xuống',
  up: 'luôn làm tròn lên',
  down: 'luôn làm tròn xuống',
};

/** The formula in words, one sentence a line: total, value, rounding, order, ties, quorum. */
export function sayFormula(
  contest: Pick<ContestFacts, 'ranking'>,
  round: Pick<RoundFacts, 'quorum' | 'kind'>,
  criteria: readonly CriterionFacts[],
): string[] {
  const { ranking } = contest;
  const weighted = criteria.some(({ weight }) => weight !== '1');
  const sum = criteria
    .map(({ code, weight }) => (weight === '1' ? code : `${formatDecimal(weight)} × ${code}`))
    .join(' + ');
  const drop =
    ranking.method === 'trimmed-mean' ? ` (bỏ ${ranking.drop} điểm cao nhất và ${ranking.drop} điểm thấp nhất)` : '';
  const titles = new Map(criteria.map(({ code, title }) => [code, title]));
  const steps = ranking.tieBreak
    .map((step) => step.replace(/^criterion:/, ''))
    .filter((code) => titles.has(code))
    .map((code) => `${code} (${titles.get(code) ?? ''})`);
  const most = `${weighted ? ' (có hệ số)' : ''}, tối đa ${showHundredths(maximumOf(criteria))} điểm`;
  const value = isFromOutside(round)
    ? [`Điểm của hồ sơ = ${sum}${most}, nhập từ bên ngoài.`]
    : [
        `Tổng điểm của một giám khảo = ${sum}${most}.`,
        `Điểm của hồ sơ là ${ranking.method === 'weighted' ? sayParts(ranking.parts) : METHODS[ranking.method]}${drop}.`,
      ];
  return [
    ...value,
    `Làm tròn đến ${ranking.decimals} chữ số thập phân, ${MODES[ranking.mode as RoundingMode] ?? ranking.mode}. Xếp hạng theo điểm ${ranking.rankOn === 'rounded' ? 'đã làm tròn' : 'chưa làm tròn'}.`,
    steps.length === 0
      ? 'Bằng điểm thì cùng hạng.'
      : `Bằng điểm thì xét lần lượt điểm trung bình của tiêu chí ${steps.join(', rồi ')}. Vẫn bằng thì cùng hạng.`,
    isFromOutside(round)
      ? 'Hồ sơ không có điểm ở vòng này không được xếp hạng.'
      : `Chỉ tính phiếu đã chốt. Hồ sơ có ít hơn ${quorumOf(contest, round)} phiếu chốt không được xếp hạng.`,
  ];
}

const PLOTTED = 30;

/** The spread of the first rows of a page as a drawing with its sentence; null when there is nothing to compare. */
export function spreadPlot(rows: readonly MatrixRow[], codes: readonly string[]): DotPlot | null {
  const shown = rows.filter(({ score }) => score !== null).slice(0, PLOTTED);
  const widest = shown.reduce<MatrixRow | null>(
    (most, row) => (most === null || Number(row.spread ?? 0) > Number(most.spread ?? 0) ? row : most),
    null,
  );
  if (widest === null) return null;
  // Number() places marks on a drawing; every printed figure is the exact text.
  return dotPlot({
    id: 'chenh-lech',
    title: 'Điểm của từng giám khảo',
    finding: `Trong ${shown.length} hồ sơ dưới đây, chênh lệch lớn nhất là ${show(widest.spread)} điểm, ở ${widest.villageName} (${widest.number}).`,
    middleName: 'điểm của hồ sơ',
    judges: [...codes],
    rows: shown.map((row) => ({
      label: row.villageName,
      dots: codes.map((code) => {
        const total = row.totals[code];
        return total === undefined ? null : { value: Number(total), text: show(total) };
      }),
      middle: row.score === null ? null : { value: Number(row.score), text: show(row.score) },
    })),
  });
}
