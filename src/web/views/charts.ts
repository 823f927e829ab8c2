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
  /** Heights are pixels, places along the axis percent of the width: the drawing fits a phone and its words keep their size. */
  height: number;
  plotHeight: number;
  axisY: number;
  gridLines: { x: number; label: string; anchor: 'start' | 'middle' | 'end' }[];
  table: ChartTable;
}

export type BarTone = 'one' | 'two' | 'three' | 'muted';

export interface BarChart extends ChartFrame {
  bars: {
    label: string;
    tone: BarTone;
    labelY: number;
    y: number;
    width: number;
    /** The figure behind the bar, or, longer than its room there, at the right end of the label's line. */
    value: { text: string; x: number; dx: number; y: number; anchor: 'start' | 'end' };
  }[];
}

export interface DotPlot extends ChartFrame {
  /** What a dot and the upright mark stand for: "một giám khảo"; "trung bình", "trung vị". */
  dotName: string;
  middleName: string;
  rows: {
    label: string;
    labelY: number;
    y: number;
    dots: { x: number; y: number }[];
    range: { from: number; to: number } | null;
    middle: { x: number; from: number; to: number } | null;
  }[];
}

const ROW = 46;
const LABEL_Y = 16;
/** Where bars and dots run, in percent of the width: bars leave room for the figure behind them. */
const BARS = { from: 0, to: 88 };
/** Letters that the room behind a bar holds on a phone: “1.234/9.999 người” would be cut there. */
const MOST_BEHIND = 8;
const DOTS = { from: 2, to: 98 };
const DOT_LIFT = 5;

/** Round figures for an axis from `low` to `high`: steps of 1, 2 or 5 times a power of ten, at most `most` of them. */
export function axisTicks(low: number, high: number, most = 5): number[] {
  const span = high > low ? high - low : 1;
  const power = 10 ** Math.floor(Math.log10(span / most));
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => span / size <= most) ?? span;
  const first = Math.floor(low / step);
  const last = Math.ceil((low + span) / step);
  return Array.from({ length: last - first + 1 }, (_, index) => px((first + index) * step));
}

interface Axis {
  place: (value: number) => number;
  gridLines: ChartFrame['gridLines'];
}

/** Ticks around `low`…`high` laid out between two percentages; values outside are held at the ends. */
function axisOf(low: number, high: number, room: { from: number; to: number }): Axis {
  const ticks = axisTicks(low, high);
  const [start, end] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const place = (value: number): number =>
    px(room.from + ((Math.min(Math.max(value, start), end) - start) / (end - start)) * (room.to - room.from));
  const gridLines = ticks.map((tick, index) => ({
    x: place(tick),
    label: formatDecimal(String(tick)),
    anchor:
      index === 0
        ? ('start' as const)
        : index === ticks.length - 1 && room.to > 95
          ? ('end' as const)
          : ('middle' as const),
  }));
  return { place, gridLines };
}

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
  const axis = axisOf(0, given.most ?? Math.max(1, ...given.bars.map((bar) => bar.value)), BARS);
  return {
    ...frame(given, given.bars.length * ROW),
    gridLines: axis.gridLines,
    bars: given.bars.map((bar, index) => ({
      label: bar.label,
      tone: bar.tone ?? 'one',
      labelY: index * ROW + LABEL_Y,
      y: index * ROW + 23,
      width: axis.place(bar.value),
      value:
        bar.valueText.length <= MOST_BEHIND
          ? { text: bar.valueText, x: axis.place(bar.value), dx: 8, y: index * ROW + 36, anchor: 'start' }
          : { text: bar.valueText, x: 100, dx: 0, y: index * ROW + LABEL_Y, anchor: 'end' },
    })),
    table: {
      caption: `${given.title} (${given.unit})`,
      columns: ['', given.unit],
      rows: given.bars.map((bar) => [bar.label, bar.valueText]),
    },
  };
}

/**
 * One row of dots an entry, one dot a judge, an upright mark at the middle value; rows in the order given. Values place
 * the marks, texts are printed in the table. Equal values of one row are lifted above one another, so that each is seen.
 */
export function dotPlot(given: {
  id: string;
  title: string;
  finding: string;
  middleName: string;
  /** Left out: a judge. */
  dotName?: string;
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
  const none = values.length === 0;
  const axis = axisOf(
    given.low ?? (none ? 0 : Math.min(...values)),
    given.high ?? (none ? 1 : Math.max(...values)),
    DOTS,
  );
  return {
    ...frame(given, given.rows.length * ROW),
    dotName: given.dotName ?? 'một giám khảo',
    middleName: given.middleName,
    gridLines: axis.gridLines,
    rows: given.rows.map((row, index) => {
      const y = index * ROW + 33;
      const seen = new Map<number, number>();
      const dots = row.dots.flatMap((dot) => {
        if (dot === null) return [];
        const x = axis.place(dot.value);
        const below = seen.get(x) ?? 0;
        seen.set(x, below + 1);
        return [{ x, y: y - below * DOT_LIFT }];
      });
      const places = dots.map((dot) => dot.x);
      return {
        label: row.label,
        labelY: index * ROW + LABEL_Y,
        y,
        dots,
        range: places.length > 1 ? { from: Math.min(...places), to: Math.max(...places) } : null,
        middle: row.middle === null ? null : { x: axis.place(row.middle.value), from: y - 10, to: y + 10 },
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

const frame = (given: { id: string; title: string; finding: string }, plotHeight: number) => ({
  id: given.id,
  title: given.title,
  finding: given.finding,
  description: `${given.finding} Số liệu đầy đủ ở bảng ngay dưới hình.`,
  height: plotHeight + 26,
  plotHeight,
  axisY: plotHeight + 19,
});
