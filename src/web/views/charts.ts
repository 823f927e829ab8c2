import { formatDecimal } from '../../kernel/vietnamese/numbers.js';

// Geometry only: pixels are rounded to two decimals and never read back as figures. The figures printed beside the
// drawing come from the caller as text, already rounded where the rules say.
const px = (value: number): number => Math.round(value * 100) / 100;

export interface MeterFacts {
  /** Where the fill ends and the mark of what is needed stands, of 100. */
  filled: number;
  needAt: number;
  showsNeed: boolean;
  tone: 'reached' | 'short';
}

/** A meter of `part` out of `whole` with a mark at `need`; a `need` of 0 or above the whole draws no mark. */
export function meterFacts({ part, need, whole }: { part: number; need: number; whole: number }): MeterFacts {
  const place = (count: number): number => (whole <= 0 ? 0 : px((Math.min(Math.max(count, 0), whole) / whole) * 100));
  return {
    filled: place(part),
    // The mark is 0,8 wide and stays inside the drawing.
    needAt: Math.min(place(need), 99.2),
    showsNeed: need > 0 && need <= whole,
    tone: part >= need ? 'reached' : 'short',
  };
}

export interface ChartTable {
  caption: string;
  columns: string[];
  rows: string[][];
}

interface ChartFrame {
  id: string;
  title: string;
  /** One sentence that says what is to be seen; it stands above the drawing. */
  finding: string;
  /** For those who cannot see the drawing: what it shows and where the figures are. */
  description: string;
  width: number;
  height: number;
  plotHeight: number;
  axisY: number;
  gridLines: { x: number; label: string }[];
  table: ChartTable;
}

export type BarTone = 'one' | 'two' | 'three' | 'muted';

export interface BarChart extends ChartFrame {
  left: number;
  bars: {
    label: string;
    valueText: string;
    tone: BarTone;
    y: number;
    width: number;
    height: number;
    labelY: number;
    valueX: number;
  }[];
}

export interface DotPlot extends ChartFrame {
  /** What the diamond stands for: "trung bình", "trung vị". */
  middleName: string;
  rows: {
    label: string;
    y: number;
    labelY: number;
    dots: { x: number; y: number }[];
    range: { from: number; to: number } | null;
    middle: { path: string } | null;
  }[];
}

const WIDTH = 640;
const LEFT = 190;
const RIGHT = 56;
const ROW = 34;
const AXIS = 26;
/** Labels at 15 px: about 24 signs fit left of the plot; the whole name is in the table. */
const LABEL_SIGNS = 24;
const shorten = (label: string): string =>
  [...label].length <= LABEL_SIGNS
    ? label
    : `${[...label]
        .slice(0, LABEL_SIGNS - 1)
        .join('')
        .trimEnd()}…`;

/** Round figures for an axis from `low` to `high`: steps of 1, 2 or 5 times a power of ten, at most `most` of them. */
export function axisTicks(low: number, high: number, most = 5): number[] {
  const span = high > low ? high - low : 1;
  const power = 10 ** Math.floor(Math.log10(span / most));
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => span / size <= most) ?? span;
  const first = Math.floor(low / step);
  const last = Math.ceil((low + span) / step);
  return Array.from({ length: last - first + 1 }, (_, index) => px((first + index) * step));
}

const tickLabel = (value: number): string => formatDecimal(String(value));

/**
 * Horizontal bars, one a row in the order given, from 0 to the largest value (or `most`). `value` places the bar,
 * `valueText` is printed. Negative values are drawn as 0.
 */
export function barChart(given: {
  id: string;
  title: string;
  finding: string;
  unit: string;
  bars: { label: string; value: number; valueText: string; tone?: BarTone }[];
  most?: number;
}): BarChart {
  const ticks = axisTicks(0, given.most ?? Math.max(1, ...given.bars.map((bar) => bar.value)));
  const top = ticks.at(-1) ?? 1;
  const plot = WIDTH - LEFT - RIGHT;
  const place = (value: number): number => px((Math.min(Math.max(value, 0), top) / top) * plot);
  const plotHeight = given.bars.length * ROW;
  return {
    ...frame(given, plotHeight),
    left: LEFT,
    gridLines: ticks.map((tick) => ({ x: px(LEFT + place(tick)), label: tickLabel(tick) })),
    bars: given.bars.map((bar, index) => ({
      label: shorten(bar.label),
      valueText: bar.valueText,
      tone: bar.tone ?? 'one',
      y: index * ROW + 7,
      width: place(bar.value),
      height: ROW - 14,
      labelY: index * ROW + ROW / 2 + 5,
      valueX: px(LEFT + place(bar.value) + 8),
    })),
    table: {
      caption: `${given.title} (${given.unit})`,
      columns: ['', given.unit],
      rows: given.bars.map((bar) => [bar.label, bar.valueText]),
    },
  };
}

/**
 * One row of dots an entry, one dot a judge, a diamond at the middle value; rows in the order given. Values place the
 * marks, texts are printed in the table. Equal values of one row are lifted above one another, so that each is seen.
 */
export function dotPlot(given: {
  id: string;
  title: string;
  finding: string;
  middleName: string;
  judges: string[];
  rows: {
    label: string;
    dots: ({ value: number; text: string } | null)[];
    middle: { value: number; text: string } | null;
  }[];
  low?: number;
  high?: number;
}): DotPlot {
  const values = given.rows.flatMap((row) => row.dots.flatMap((dot) => (dot === null ? [] : [dot.value])));
  const ticks = axisTicks(
    given.low ?? (values.length === 0 ? 0 : Math.min(...values)),
    given.high ?? (values.length === 0 ? 1 : Math.max(...values)),
  );
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const place = (value: number): number => px(LEFT + ((value - low) / (high - low)) * (WIDTH - LEFT - RIGHT));
  const plotHeight = given.rows.length * ROW;
  return {
    ...frame(given, plotHeight),
    middleName: given.middleName,
    gridLines: ticks.map((tick) => ({ x: place(tick), label: tickLabel(tick) })),
    rows: given.rows.map((row, index) => {
      const y = index * ROW + ROW / 2;
      const seen = new Map<number, number>();
      const dots = row.dots.flatMap((dot) => {
        if (dot === null) return [];
        const x = place(dot.value);
        const below = seen.get(x) ?? 0;
        seen.set(x, below + 1);
        return [{ x, y: px(y - below * 4) }];
      });
      const places = dots.map((dot) => dot.x);
      return {
        label: shorten(row.label),
        y,
        labelY: y + 5,
        dots,
        range: places.length > 1 ? { from: Math.min(...places), to: Math.max(...places) } : null,
        middle: row.middle === null ? null : { path: diamond(place(row.middle.value), y) },
      };
    }),
    table: {
      caption: given.title,
      columns: ['', ...given.judges, given.middleName],
      rows: given.rows.map((row) => [
        row.label,
        ...given.judges.map((_, judge) => row.dots[judge]?.text ?? '–'),
        row.middle?.text ?? '–',
      ]),
    },
  };
}

const diamond = (x: number, y: number): string => `M${x} ${y - 9}l7 9-7 9-7-9z`;

const frame = (given: { id: string; title: string; finding: string }, plotHeight: number) => ({
  id: given.id,
  title: given.title,
  finding: given.finding,
  description: `${given.finding} Số liệu đầy đủ ở bảng ngay dưới hình.`,
  width: WIDTH,
  height: plotHeight + AXIS,
  plotHeight,
  axisY: plotHeight + 19,
});
