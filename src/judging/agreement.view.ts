import { formatDecimal, formatInteger } from '../kernel/vietnamese/numbers.js';
import { type DotPlot, dotPlot } from '../web/views/charts.js';
import type { AgreementReport, CompleteCases } from './agreement/agreement-report.js';
import type { AgreementAnswer } from './agreement/agreement.thread.js';
import { OUTLYING_Z } from './agreement/sample.js';
import type { RoundAgreement } from './agreement.reports.js';

type Judge = AgreementReport['judges'][number];
type Ranked = NonNullable<AgreementReport['rankIntervals']>[number];

/** Limits that are cited on the page; each decides a sentence, never a rank. */
const NARROW_SCALE = 0.5;
const SIGNIFICANT = 0.05;
/** Rows shown of long lists: the best, and the most conspicuous. */
const SHOWN = 50;
const PLOTTED = 20;

/** What the page on agreement shows; every cell is ready text, "–" where the sheets do not say it. */
export interface AgreementView {
  findings: string[];
  reliability: { label: string; value: string }[];
  judges: JudgeView[];
  severityPlot: DotPlot | null;
  rankPlot: DotPlot | null;
  ranks: { rank: string; band: string; number: string; villageName: string; interval: string; first: string }[];
  ranksMore: number;
  outliers: { judge: string; number: string; villageName: string; points: string; z: string }[];
  outliersMore: number;
  seedText: string;
}

interface JudgeView {
  name: string;
  entries: string;
  mean: string;
  spread: string;
  correlation: string;
  severity: string;
  compression: string;
  halo: string;
  home: string;
}

/** The report in words and tables, words first. `names` are the judges' by code. */
export function toAgreementView(
  { answer: { report, complete }, places, sheets }: RoundAgreement & { answer: AgreementAnswer },
  names: ReadonlyMap<string, string>,
): AgreementView {
  const called = (code: string): string => {
    const name = names.get(code);
    return name === undefined ? code : `${code} – ${name}`;
  };
  const villageOf = (number: string): string => places.get(number)?.villageName ?? '';
  const outliers = report.judges
    .flatMap((judge) => judge.outliers.map((outlier) => ({ judge: judge.judge, ...outlier })))
    .sort((a, b) => Math.abs(b.z) - Math.abs(a.z) || (a.entry < b.entry ? -1 : 1));
  const ranks = report.rankIntervals ?? [];
  return {
    findings: findingsOf(report, complete, called, outliers.length),
    reliability: reliabilityOf(report, complete, sheets),
    judges: report.judges.map((judge) => toJudge(judge, called)),
    severityPlot: severityPlot(report.judges),
    rankPlot: rankPlot(ranks, villageOf),
    ranks: ranks.slice(0, SHOWN).map(({ entry, rank, band, low, high, first }) => ({
      rank: String(rank),
      band: String(band),
      number: entry,
      villageName: villageOf(entry),
      interval: low === null || high === null ? '–' : low === high ? String(low) : `${low}–${high}`,
      first: percent(first),
    })),
    ranksMore: Math.max(0, ranks.length - SHOWN),
    outliers: outliers.slice(0, SHOWN).map(({ judge, entry, points, z }) => ({
      judge: called(judge),
      number: entry,
      villageName: villageOf(entry),
      points: figure(points),
      z: signed(z),
    })),
    outliersMore: Math.max(0, outliers.length - SHOWN),
    seedText: `Khoảng hạng và nhóm ngang nhau tính bằng ${formatInteger(report.resampling.draws)} lần rút lại giám khảo, hạt giống ${report.resampling.seed}: chạy lại ra đúng như vậy.`,
  };
}

/** The sentences that stand first: how far judges agree, who stands out, which ranks are not told apart. */
function findingsOf(
  { krippendorff, judges, rankIntervals }: AgreementReport,
  { icc }: CompleteCases,
  called: (code: string) => string,
  outliers: number,
): string[] {
  const found: string[] = [];
  const reliability = icc?.['2,k'] ?? null;
  if (reliability !== null)
    found.push(
      `Điểm trung bình của cả hội đồng có độ tin cậy ${levelOf(reliability)} (ICC(2,k) = ${figure(reliability)}).`,
    );
  else if (krippendorff.interval !== null)
    found.push(
      `Mức thống nhất giữa các giám khảo ${alphaLevelOf(krippendorff.interval)} (alpha = ${figure(krippendorff.interval)}).`,
    );
  else found.push('Số phiếu quá ít hoặc điểm không khác nhau, nên chưa nói được mức thống nhất.');
  for (const { judge, severity, severityInterval, severityZ } of judges) {
    if (severity === null || severityZ === null || Math.abs(severityZ) <= OUTLYING_Z) continue;
    const range =
      severityInterval === null
        ? ''
        : `, khoảng 95 %: ${signed(severityInterval[0])} đến ${signed(severityInterval[1])}`;
    found.push(
      `${called(judge)} chấm ${severity < 0 ? 'thấp' : 'cao'} hơn mặt bằng ${figure(Math.abs(severity))} điểm ở cùng những hồ sơ${range}; khác hẳn các giám khảo còn lại.`,
    );
  }
  for (const { judge, compression } of judges)
    if (compression !== null && compression < NARROW_SCALE)
      found.push(
        `${called(judge)} cho điểm trong khoảng hẹp: độ phân tán chỉ bằng ${percent(compression)} của các giám khảo khác.`,
      );
  for (const { judge, correlation } of judges)
    if (correlation !== null && correlation < 0)
      found.push(
        `${called(judge)} xếp các hồ sơ ngược chiều với các giám khảo khác (tương quan ${figure(correlation)}).`,
      );
  for (const { judge, home } of judges)
    if (home !== null && home !== undefined && home.p < SIGNIFICANT)
      found.push(
        `${called(judge)} chấm ${home.entries} hồ sơ của đơn vị mình ${home.residual > 0 ? 'cao' : 'thấp'} hơn ${figure(Math.abs(home.residual))} điểm so với hồ sơ khác, sau khi trừ chất lượng và mức nghiêm khắc (${sayP(home.p)}).`,
      );
  found.push(
    outliers === 0
      ? 'Không phiếu nào lệch hẳn các phiếu khác của cùng hồ sơ.'
      : `${formatInteger(outliers)} phiếu lệch hẳn các phiếu khác của cùng hồ sơ, liệt kê ở dưới.`,
  );
  if (rankIntervals !== null) found.push(sayBands(rankIntervals));
  return found;
}

function sayBands(ranked: readonly Ranked[]): string {
  const first = ranked.filter(({ band }) => band === 1).length;
  const bands = new Set(ranked.map(({ band }) => band)).size;
  return first === 1
    ? `Hồ sơ hạng 1 tách biệt với các hồ sơ sau. ${ranked.length} hồ sơ chia thành ${bands} nhóm; trong mỗi nhóm, thứ tự có thể đổi nếu chấm bằng hội đồng khác.`
    : `${first} hồ sơ đầu ngang nhau về thống kê: hội đồng khác cùng trình độ có thể xếp chúng theo thứ tự khác. Tất cả chia thành ${bands} nhóm như vậy.`;
}

/** Koo & Li, J. Chiropr. Med. 15 (2016): below .5 poor, to .75 moderate, to .9 good, beyond excellent. */
const levelOf = (icc: number): string =>
  icc < 0.5 ? 'thấp' : icc < 0.75 ? 'trung bình' : icc < 0.9 ? 'tốt' : 'rất tốt';

/** Krippendorff, Content Analysis: .8 to rely on, from .667 tentatively. */
const alphaLevelOf = (alpha: number): string =>
  alpha >= 0.8 ? 'đủ chắc chắn' : alpha >= 0.667 ? 'tạm dùng được' : 'thấp';

function reliabilityOf(
  { krippendorff, judges, rankIntervals }: AgreementReport,
  { icc, kendallW, entries }: CompleteCases,
  sheets: number,
): AgreementView['reliability'] {
  const all = rankIntervals?.length ?? entries;
  const missing = '– (cần ít nhất hai giám khảo, hai hồ sơ đủ phiếu và điểm có khác nhau)';
  const pair = (form: '2,1' | '2,k' | '3,k'): string => {
    const value = icc?.[form] ?? null;
    const range = icc?.ci[form] ?? null;
    if (value === null) return missing;
    return `${figure(value)}${range === null ? '' : ` (khoảng 95 %: ${figure(range[0])} đến ${figure(range[1])})`}`;
  };
  return [
    {
      label: 'Số phiếu được tính',
      value: `${formatInteger(sheets)} phiếu của ${judges.length} giám khảo${entries < all ? `; ICC và Kendall W tính trên ${formatInteger(entries)}/${formatInteger(all)} hồ sơ có đủ phiếu của mọi giám khảo` : ''}`,
    },
    { label: 'Độ tin cậy của một giám khảo, ICC(2,1)', value: pair('2,1') },
    { label: 'Độ tin cậy của điểm trung bình, ICC(2,k)', value: pair('2,k') },
    { label: 'Như trên, không kể mức nghiêm khắc, ICC(3,k)', value: pair('3,k') },
    {
      label: 'Thống nhất về thứ tự, Kendall W',
      value:
        kendallW === null
          ? missing
          : `${figure(kendallW.w)} (chi bình phương ${figure(kendallW.chi2)}, ${kendallW.df} bậc tự do, ${sayP(kendallW.p)})`,
    },
    {
      label: 'Krippendorff alpha trên điểm',
      value: krippendorff.interval === null ? '–' : figure(krippendorff.interval),
    },
  ];
}

const toJudge = (judge: Judge, called: (code: string) => string): JudgeView => ({
  name: called(judge.judge),
  entries: String(judge.entries),
  mean: figure(judge.mean),
  spread: orDash(judge.sd),
  correlation: orDash(judge.correlation),
  severity:
    judge.severity === null
      ? '–'
      : `${signed(judge.severity)}${judge.severityInterval === null ? '' : ` (${signed(judge.severityInterval[0])} đến ${signed(judge.severityInterval[1])})`}`,
  compression: judge.compression === null ? '–' : percent(judge.compression),
  halo:
    judge.halo === null
      ? '–'
      : `${figure(judge.halo)}${judge.panelHalo === null ? '' : ` (hội đồng ${figure(judge.panelHalo)})`}`,
  home:
    judge.home === null || judge.home === undefined
      ? '–'
      : `${signed(judge.home.residual)} (${judge.home.entries} hồ sơ, ${sayP(judge.home.p)})`,
});

/** Each judge's severity between the ends of its interval; null where no judge has one. */
function severityPlot(judges: readonly Judge[]): DotPlot | null {
  const told = judges.flatMap(({ judge, severity, severityInterval }) =>
    severity === null || severityInterval === null ? [] : [{ judge, severity, range: severityInterval }],
  );
  const [first] = told;
  if (first === undefined) return null;
  const furthest = told.reduce((most, one) => (Math.abs(one.severity) > Math.abs(most.severity) ? one : most), first);
  const dot = (value: number) => ({ value, text: signed(value) });
  return dotPlot({
    id: 'nghiem-khac',
    title: 'Mức nghiêm khắc của từng giám khảo, điểm so với mặt bằng',
    finding: `Lệch mặt bằng nhiều nhất là ${furthest.judge}: ${signed(furthest.severity)} điểm. Bên trái số 0 là chấm chặt, bên phải là chấm rộng.`,
    dotName: 'hai đầu của khoảng 95 %',
    middleName: 'mức ước lượng',
    judges: ['Thấp nhất', 'Cao nhất'],
    rows: told.map(({ judge, severity, range }) => ({
      label: judge,
      dots: [dot(range[0]), dot(range[1])],
      middle: dot(severity),
    })),
  });
}

/** The first ranks between the ends of their intervals; null without any. */
function rankPlot(ranked: readonly Ranked[], villageOf: (number: string) => string): DotPlot | null {
  const told = ranked
    .slice(0, PLOTTED)
    .flatMap(({ entry, rank, low, high }) => (low === null || high === null ? [] : [{ entry, rank, low, high }]));
  const [first] = told;
  if (first === undefined) return null;
  const widest = told.reduce((most, one) => (one.high - one.low > most.high - most.low ? one : most), first);
  const dot = (value: number) => ({ value, text: String(value) });
  return dotPlot({
    id: 'khoang-hang',
    title: 'Khoảng hạng của các hồ sơ đứng đầu',
    finding: `Trong ${told.length} hồ sơ dưới đây, khoảng rộng nhất là hạng ${widest.low} đến ${widest.high}, của ${villageOf(widest.entry)} (${widest.entry}).`,
    dotName: 'hai đầu của khoảng 95 %',
    middleName: 'hạng theo điểm trung bình',
    judges: ['Cao nhất', 'Thấp nhất'],
    rows: told.map(({ entry, rank, low, high }) => ({
      label: villageOf(entry),
      dots: [dot(low), dot(high)],
      middle: dot(rank),
    })),
  });
}

/** A statistic with so many decimals; these are estimates, never points that rank. */
const figure = (value: number, decimals = 2): string =>
  formatDecimal(value.toFixed(decimals).replace(/^-(0(\.0+)?)$/, '$1'));
const signed = (value: number): string => {
  const text = figure(Math.abs(value));
  return Number(value.toFixed(2)) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`;
};
/** A probability to three decimals; smaller ones are not nothing. */
const sayP = (p: number): string => (p < 0.001 ? 'p < 0,001' : `p = ${figure(p, 3)}`);
const percent = (share: number): string => `${formatDecimal((share * 100).toFixed(0))} %`;
const orDash = (value: number | null): string => (value === null ? '–' : figure(value));
