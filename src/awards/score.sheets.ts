import { ADJUSTMENT_NAMES, type AdjustmentFacts } from '../judging/adjustment/adjustment.facts.js';
import { saySigned } from '../judging/adjustment/adjustment.words.js';
import type { ClosedRound } from '../judging/result/closed.rounds.js';
import { codeInRound } from '../judging/result/combined.tally.js';
import { everyScored, type RoundTally } from '../judging/results.facts.js';
import type { Sheet as Points } from '../judging/scoring-rules.js';
import { sayUncounted } from '../judging/spread/spread.words.js';
import { sheetTotal } from '../judging/tally.js';
import { rational, toDecimal } from '../kernel/rational.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { type CellValue, type Sheet } from '../press/sheet.js';
import { heading, type SheetHead } from './award.sheets.js';

/** The contest's result, and every closed round as it stands by itself. */
export interface ScoredContest {
  tally: RoundTally;
  rounds: readonly ClosedRound[];
}

/** One sheet of a judge, or, where nobody signed one for an entry, the entry alone. */
export interface ScoreRow {
  round: ClosedRound;
  entry: string;
  judge: string | null;
  points: Points;
  /** Null: it counts. Otherwise why it does not, as a sentence. */
  uncounted: string | null;
}

/** Weights have four decimals and points two at most: this rounding never rounds. */
const EXACT_TOTAL = { decimals: 6, mode: 'half-up' } as const;

/** Every sheet of every round, those that do not count too: by round, entry number and judge. An entry without a sheet has one row. */
export function* scoreRows(rounds: readonly ClosedRound[]): Generator<ScoreRow> {
  for (const round of rounds)
    for (const { entry, judges, sheets } of everyScored(round.tally)) {
      const left = round.tally.uncounted.get(entry) ?? [];
      if (sheets.length + left.length === 0) yield { round, entry, judge: null, points: [], uncounted: null };
      for (const [i, points] of sheets.entries())
        yield { round, entry, judge: judges[i] ?? '', points, uncounted: null };
      for (const one of left)
        yield { round, entry, judge: one.judge, points: one.sheet, uncounted: sayUncounted([one]).join(' ') };
    }
}

/** What an entry was given or taken in all, in points as decimal text; null for nothing. */
export function adjustedBy(adjustments: readonly AdjustmentFacts[] = []): string | null {
  if (adjustments.length === 0) return null;
  const sum = adjustments.reduce((all, { hundredths }) => all + hundredths, 0);
  return toDecimal(rational(sum, 100), { decimals: 2, mode: 'half-up' });
}

/**
 * Every judge's points on every criterion of every judged entry, what they add up to, and what was given or taken besides: one row
 * a sheet. An entry that has no rank stands among the others and says why, as does a sheet that does not count. Of several rounds
 * every one is there, those of weight 0 too, on criteria of its own ("2.B"), with the round's score and rank before the contest's.
 */
export function scoreSheet(head: SheetHead, { tally, rounds }: ScoredContest): Sheet<ScoreRow> {
  const inContest = new Map(tally.ranking.map((one) => [one.entry, one]));
  const inRound = new Map(rounds.map((round) => [round, new Map(round.tally.ranking.map((one) => [one.entry, one]))]));
  const isOne = rounds.length === 1;
  const placeOf = ({ round, entry }: ScoreRow) => round.tally.places.get(entry);
  return {
    name: 'Điểm chi tiết',
    heading: heading(head, 'BẢNG ĐIỂM CHI TIẾT'),
    columns: [
      { header: 'Số hồ sơ', kind: 'text', width: 20, value: (row) => row.entry },
      { header: 'Bản', kind: 'text', width: 22, value: (row) => placeOf(row)?.villageName ?? '' },
      { header: 'Xã', kind: 'text', width: 22, value: (row) => placeOf(row)?.communeName ?? '' },
      ...(isOne ? [] : [roundColumn()]),
      { header: 'Mã giám khảo', kind: 'text', width: 12, value: (row) => row.judge },
      {
        header: 'Giám khảo',
        kind: 'text',
        width: 24,
        value: ({ round, judge }) => round.judges.get(judge ?? '') ?? null,
      },
      ...rounds.flatMap((round) =>
        round.criteria.map(({ code, title }, i) => ({
          header: isOne ? `${code}. ${title}` : `${codeInRound(round, code)}. ${title}`,
          kind: 'points' as const,
          width: 14,
          value: (row: ScoreRow) => (row.round === round ? (row.points[i] ?? null) : null),
        })),
      ),
      { header: 'Tổng điểm', kind: 'decimal', width: 12, value: totalOf },
      {
        header: 'Cộng, trừ điểm',
        kind: 'decimal',
        width: 12,
        value: ({ round, entry }) => adjustedBy(round.adjustments.get(entry)),
      },
      ...(isOne
        ? []
        : [
            {
              header: 'Điểm vòng',
              kind: 'decimal' as const,
              width: 12,
              value: ({ round, entry }: ScoreRow): CellValue => inRound.get(round)?.get(entry)?.score ?? null,
            },
            {
              header: 'Hạng vòng',
              kind: 'number' as const,
              width: 8,
              value: ({ round, entry }: ScoreRow): CellValue => inRound.get(round)?.get(entry)?.rank ?? null,
            },
          ]),
      { header: 'Điểm hồ sơ', kind: 'decimal', width: 12, value: ({ entry }) => inContest.get(entry)?.score ?? null },
      { header: 'Hạng', kind: 'number', width: 8, value: ({ entry }) => inContest.get(entry)?.rank ?? null },
      {
        header: 'Ghi chú',
        kind: 'text',
        width: 32,
        value: (row) => noteOf(row, inRound.get(row.round)?.has(row.entry)),
      },
    ],
    rows: scoreRows(rounds),
    closing: null,
    footing: [],
    landscape: true,
  };
}

/** Penalties and bonuses of every round, by round and entry number, with reason and who wrote them down. */
export function adjustmentSheet(head: SheetHead, rounds: readonly ClosedRound[]): Sheet<AdjustmentRow> {
  return {
    name: 'Cộng, trừ điểm',
    heading: heading(head, 'CỘNG, TRỪ ĐIỂM'),
    columns: [
      { header: 'Số hồ sơ', kind: 'text', width: 20, value: (row) => row.number },
      { header: 'Bản', kind: 'text', width: 22, value: (row) => row.villageName },
      { header: 'Xã', kind: 'text', width: 22, value: (row) => row.communeName },
      ...(rounds.length === 1 ? [] : [roundColumn()]),
      { header: 'Loại', kind: 'text', width: 16, value: (row) => ADJUSTMENT_NAMES[row.kind] },
      { header: 'Điểm', kind: 'decimal', width: 10, value: (row) => adjustedBy([row]) },
      { header: 'Lý do', kind: 'text', width: 40, value: (row) => row.reason },
      { header: 'Người ghi', kind: 'text', width: 24, value: (row) => row.madeByName },
      { header: 'Lúc ghi', kind: 'text', width: 22, value: (row) => formatDateTime(row.madeAt) },
    ],
    rows: rounds.flatMap((round) => [...round.adjustments.values()].flat().map((one) => ({ ...one, round }))),
    closing: null,
    footing: [],
    landscape: true,
  };
}

type AdjustmentRow = AdjustmentFacts & { round: ClosedRound };

const roundColumn = () => ({
  header: 'Vòng',
  kind: 'text' as const,
  width: 22,
  value: ({ round }: { round: ClosedRound }): CellValue => `${round.number}. ${round.name}`,
});

function totalOf({ round, judge, points }: ScoreRow): string | null {
  if (judge === null) return null;
  return toDecimal(sheetTotal(points, round.tally.input.rules.scoring.criteria), EXACT_TOTAL).replace(/\.?0+$/, '');
}

function noteOf({ round, entry, judge, uncounted }: ScoreRow, isRanked = false): string | null {
  const signed = round.tally.unranked.find(({ number }) => number === entry)?.signed ?? 0;
  const notes = [
    ...(isRanked ? [] : [`Không xếp hạng: ${signed === 0 ? 'không có phiếu chốt' : `chỉ có ${signed} phiếu chốt`}`]),
    ...(uncounted === null || judge === null ? [] : [uncounted]),
    ...(round.adjustments.get(entry) ?? []).map(({ hundredths, reason }) => `${saySigned(hundredths)} điểm: ${reason}`),
    ...(Number(round.weight) === 0 ? ['Vòng có hệ số 0, không tính vào kết quả'] : []),
  ];
  return notes.length === 0 ? null : notes.join('. ').replaceAll('..', '.');
}
