import { compareRationals, divide, multiply, type Rational, rational } from '../kernel/rational.js';
import type { RoundingMode } from '../kernel/integers.js';
import { formatDecimal, formatInteger, formatPoints } from '../kernel/vietnamese/numbers.js';
import { adjustedLines, exactly, figure } from './workings.words.js';
import type { WorkedEqual, WorkedGroup, Workings } from './workings.js';

/** What a reader may see of workings: each judge's marks or not, and how an entry with an equal value is called. */
export interface WorkingsReader {
  marks: boolean;
  nameOf: (entry: string) => string;
}

/** A table of ready text: the first cell of a row heads it. */
export interface WorkedTable {
  caption: string;
  heads: string[];
  rows: { head: string; cells: { label: string; text: string }[] }[];
}

/** One step: what is done, in sentences, with a table where there are many numbers. */
export interface WorkedStep {
  heading: string;
  lines: string[];
  table: WorkedTable | null;
}

const ROUNDINGS: Readonly<Record<RoundingMode, string>> = {
  'half-up': 'từ 5 trở lên thì làm tròn lên',
  'half-even': 'đúng 5 thì làm tròn về chữ số chẵn',
  'half-down': 'đúng 5 thì làm tròn xuống',
  up: 'luôn làm tròn lên',
  down: 'bỏ phần lẻ',
};

/**
 * The steps from sheets to rank in words and figures, for somebody with a calculator: totals, value, rounding, place, ties. Built from
 * what `reader` may see: without marks no single judge's figure is in it, nor a criterion's mean, which is one where a single judge scored. Every figure is the workings'; endless decimals end in “…”.
 */
export function toWorkedSteps(workings: Workings, reader: WorkingsReader): WorkedStep[] {
  const steps = [
    ...(reader.marks ? [sheetsStep(workings)] : []),
    valueStep(workings, reader.marks),
    roundingStep(workings),
    placeStep(workings),
    ...(workings.equal.length > 1 ? [tieStep(workings, reader)] : []),
  ];
  return steps.map((step, index) => ({ ...step, heading: `Bước ${index + 1}. ${step.heading}` }));
}

function sheetsStep({ method, criteria, sheets, groups }: Workings): WorkedStep {
  const sumOf = (codes: readonly string[]): string =>
    criteria
      .filter(({ code }) => codes.includes(code))
      .map(({ code, weight }) => (weight === '1' ? code : `${figure(weight)} × ${code}`))
      .join(' + ');
  const all = criteria.map(({ code }) => code);
  // Of weighted parts a sheet has a total in each part, which the parts' own lines show.
  const inParts = method === 'weighted';
  return {
    heading: 'Cộng điểm từng phiếu',
    lines: inParts
      ? groups.map((group) => `Phần “${group.name ?? ''}”: tổng điểm một phiếu = ${sumOf(group.criteria)}.`)
      : [`Tổng điểm một phiếu = ${sumOf(all)}.`],
    table: tableOf(
      'Điểm từng phiếu đã chốt',
      ['Giám khảo', ...all, ...(inParts ? [] : ['Tổng điểm'])],
      sheets.map(({ judge, points, total }) => [
        judge,
        ...points.map((hundredths) => (hundredths === null ? '–' : formatPoints(hundredths))),
        ...(inParts ? [] : [figure(total)]),
      ]),
    ),
  };
}

function valueStep(workings: Workings, marks: boolean): WorkedStep {
  const { method, groups, exact } = workings;
  const heading = 'Tính điểm của hồ sơ';
  if (method === 'borda') return { heading, ...bordaLines(workings, marks) };
  if (method === 'median-majority') return { heading, lines: majorityLines(workings, marks), table: null };
  const { adjustments = [], unadjusted = exact } = workings;
  const lines = groups.flatMap((group) => [
    ...groupLines(group, marks),
    ...adjustedLines(
      group.name,
      group.value,
      adjustments.filter(({ part }) => part !== null && part === group.name),
      group.adjusted,
    ),
  ]);
  if (method === 'weighted') {
    const sum = groups
      .map(({ weight, value, adjusted }) => `${figure(weight ?? '1')} × ${figure(adjusted ?? value)}`)
      .join(' + ');
    lines.push(`Nhân hệ số rồi cộng các phần: ${sum} = ${figure(unadjusted)}.`);
  }
  lines.push(
    ...adjustedLines(
      null,
      unadjusted,
      adjustments.filter(({ part }) => part === null),
      exact,
    ),
  );
  return { heading, lines, table: null };
}

/** One group's sentences: what is left out, the sum, the division. */
function groupLines({ name, criteria, method, totals, sum, value }: WorkedGroup, marks: boolean): string[] {
  const about = name === null ? '' : `Phần “${name}” (tiêu chí ${criteria.join(', ')}): `;
  const counted = totals.filter((total) => total.counted);
  const dropped = totals.length - counted.length;
  if (!marks) {
    const of = dropped === 0 ? `${counted.length} phiếu` : `${counted.length} trong ${totals.length} phiếu`;
    return [
      method === 'median'
        ? `${about}điểm đứng giữa của ${totals.length} phiếu là ${figure(value)}.`
        : `${about}tổng điểm của ${of} là ${figure(sum)}; ${figure(sum)} : ${counted.length} = ${figure(value)}.`,
    ].map(capital);
  }
  const list = counted.map(({ total }) => figure(total));
  if (method === 'median')
    return [
      `${about}${medianLine(
        totals.map(({ total }) => total),
        list,
        value,
      )}`,
    ].map(capital);
  const left = totals.filter((total) => !total.counted);
  const without =
    left.length === 0
      ? []
      : [`${about}bỏ ra: ${left.map(({ judge, total }) => `${judge} (${figure(total)})`).join(', ')}.`];
  const before = left.length === 0 ? about : '';
  return [
    ...without,
    `${before}cộng ${counted.length} tổng điểm${left.length === 0 ? '' : ' còn lại'}: ${list.join(' + ')} = ${figure(sum)}. Chia cho ${counted.length}: ${figure(sum)} : ${counted.length} = ${figure(value)}.`,
  ].map(capital);
}

function medianLine(all: string[], middle: string[], value: string): string {
  const sorted = ascending(all);
  const start = `xếp các tổng điểm từ thấp lên cao: ${sorted.map(figure).join('; ')}.`;
  return middle.length === 1
    ? `${start} Điểm đứng giữa là ${figure(value)}.`
    : `${start} Hai điểm đứng giữa: (${middle.join(' + ')}) : 2 = ${figure(value)}.`;
}

function majorityLines({ equal, entry, exact, sheets }: Workings, marks: boolean): string[] {
  const own = equal.find((one) => one.entry === entry);
  if (!marks || own === undefined) return [`Điểm đứng giữa của ${sheets.length} phiếu là ${figure(exact)}.`];
  const sorted = ascending(own.medians);
  const even = sorted.length % 2 === 0 ? ' Số phiếu chẵn nên lấy điểm thấp hơn trong hai điểm giữa.' : '';
  return [
    `Xếp các tổng điểm từ thấp lên cao: ${sorted.map(figure).join('; ')}.${even} Điểm đứng giữa là ${figure(exact)}.`,
  ];
}

function bordaLines(
  { places, placesAreShares, exact, ranked, panel }: Workings,
  marks: boolean,
): Pick<WorkedStep, 'lines' | 'table'> {
  const table = tableOf(
    placesAreShares ? 'Tỷ lệ điểm thứ hạng theo giám khảo' : 'Điểm thứ hạng theo giám khảo',
    ['Giám khảo', placesAreShares ? 'Tỷ lệ' : 'Điểm thứ hạng'],
    places.map(({ judge, given }) => [judge, figure(given)]),
  );
  const rule =
    'Mỗi giám khảo xếp các hồ sơ mình chấm theo tổng điểm. Hồ sơ được 1 điểm cho mỗi hồ sơ đứng dưới, nửa điểm cho mỗi hồ sơ bằng nó.';
  const shared =
    'Có giám khảo không chấm mọi hồ sơ, nên điểm của mỗi giám khảo đổi thành tỷ lệ: chia cho số hồ sơ giám khảo đó chấm trừ 1.';
  const count = places.length;
  const sum = marks ? `${places.map(({ given }) => figure(given)).join(' + ')} = ` : '';
  const others = ranked - 1;
  if (!placesAreShares)
    return {
      lines: [rule, `Cộng điểm thứ hạng của ${count} giám khảo: ${sum}${figure(exact)}.`],
      table: marks ? table : null,
    };
  const mean = others * panel === 0 ? exact : textOf(divide(exactly(exact), rational(others * panel)));
  const whole = textOf(multiply(exactly(mean), rational(count)));
  return {
    lines: [
      rule,
      shared,
      `Trung bình tỷ lệ: (${marks ? places.map(({ given }) => figure(given)).join(' + ') : figure(whole)}) : ${count} = ${figure(mean)}. Nhân với ${others} hồ sơ còn lại và ${panel} giám khảo: ${figure(mean)} × ${others} × ${panel} = ${figure(exact)}.`,
    ],
    table: marks ? table : null,
  };
}

const roundingStep = ({ exact, rounding, score }: Workings): WorkedStep => ({
  heading: 'Làm tròn',
  lines: [
    `${figure(exact)} làm tròn đến ${rounding.decimals} chữ số thập phân (${ROUNDINGS[rounding.mode]}): ${formatDecimal(score)}.`,
  ],
  table: null,
});

function placeStep({ rankOn, score, exact, ranked, higher, equal, rank }: Workings): WorkedStep {
  const value = rankOn === 'rounded' ? formatDecimal(score) : figure(exact);
  const above = higher === 0 ? 'không hồ sơ nào có điểm cao hơn' : `${formatInteger(higher)} hồ sơ có điểm cao hơn`;
  const beside =
    equal.length === 1
      ? `Không hồ sơ nào khác cùng điểm, nên hồ sơ này xếp hạng ${rank}.`
      : `${formatInteger(equal.length)} hồ sơ cùng điểm này (kể cả hồ sơ này), xem bước sau.`;
  return {
    heading: 'Xếp hạng',
    lines: [
      `Xếp theo điểm ${rankOn === 'rounded' ? 'đã làm tròn' : 'chưa làm tròn'}, cao trước thấp sau.`,
      `Trong ${formatInteger(ranked)} hồ sơ được xếp hạng, ${above} ${value}. ${beside}`,
    ],
    table: null,
  };
}

function tieStep(workings: Workings, { marks, nameOf }: WorkingsReader): WorkedStep {
  const { entry, rank, higher, equal, steps } = workings;
  const medians = workings.method === 'median-majority' && marks;
  const sharers = equal.filter((one) => one.rank === rank).length;
  return {
    heading: 'Xét các hồ sơ cùng điểm',
    lines: [
      ...(workings.method === 'median-majority'
        ? ['Bỏ điểm đứng giữa ở mỗi hồ sơ, so điểm đứng giữa của các điểm còn lại; cứ thế cho đến khi khác nhau.']
        : []),
      steps.length === 0
        ? 'Thể lệ không xét thêm tiêu chí nào.'
        : `Xét lần lượt điểm trung bình của tiêu chí ${steps.join(', rồi ')}: cao hơn xếp trên.`,
      ...(marks ? steps.map((code, step) => meanLine(workings, code, step)) : []),
      `${higher === 0 ? 'Không hồ sơ nào có điểm cao hơn nhóm này' : `${formatInteger(higher)} hồ sơ có điểm cao hơn nhóm này`}, nên nhóm bắt đầu từ hạng ${higher + 1}. ${sharers === 1 ? `Hồ sơ này xếp hạng ${rank}.` : `${sharers} hồ sơ vẫn bằng nhau, cùng hạng ${rank}.`}`,
    ],
    table: tableOf(
      'Các hồ sơ cùng điểm, xếp theo hạng',
      [
        'Hồ sơ',
        ...(medians ? ['Các điểm đứng giữa, theo thứ tự xét'] : []),
        ...(marks ? steps.map((code) => `Trung bình ${code}`) : []),
        'Hạng',
      ],
      equal.map((one) => [
        one.entry === entry ? `${nameOf(one.entry)} (hồ sơ này)` : nameOf(one.entry),
        ...(medians ? [mediansText(one)] : []),
        ...(marks ? one.means.map(figure) : []),
        String(one.rank),
      ]),
    ),
  };
}

/** Rows of ready text, the first of each its head; every other cell knows the head of its column. */
const tableOf = (caption: string, heads: string[], rows: readonly string[][]): WorkedTable => ({
  caption,
  heads,
  rows: rows.map(([head = '', ...cells]) => ({
    head,
    cells: cells.map((text, index) => ({ label: heads[index + 1] ?? '', text })),
  })),
});

const mediansText = ({ medians }: WorkedEqual): string => medians.map(figure).join('; ');

/** How this entry's own mean of a criterion is computed. */
function meanLine({ criteria, sheets, equal, entry }: Workings, code: string, step: number): string {
  const column = criteria.findIndex((criterion) => criterion.code === code);
  const points = sheets.map((sheet) => sheet.points[column] ?? null).filter((given) => given !== null);
  const mean = equal.find((one) => one.entry === entry)?.means[step] ?? '0';
  return `Tiêu chí ${code} của hồ sơ này: (${points.map(formatPoints).join(' + ')}) : ${points.length} = ${figure(mean)}.`;
}

const ascending = (texts: readonly string[]): string[] =>
  [...texts].sort((a, b) => compareRationals(exactly(a), exactly(b)));
const textOf = ({ numerator, denominator }: Rational): string => `${numerator}/${denominator}`;

const capital = (line: string): string => line.charAt(0).toUpperCase() + line.slice(1);
