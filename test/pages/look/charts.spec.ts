import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { axisTicks, barChart, dotPlot, meterFacts } from '../../../src/web/views/charts.js';

describe('An axis', () => {
  it.each([
    ['the points of a score sheet', 0, 100, [0, 20, 40, 60, 80, 100]],
    ['a narrow spread of totals', 64, 92, [60, 70, 80, 90, 100]],
    ['a handful of dossiers', 0, 7, [0, 2, 4, 6, 8]],
    ['fractions of a point', 8.25, 9, [8.2, 8.4, 8.6, 8.8, 9]],
    ['a single value', 81, 81, [81, 81.2, 81.4, 81.6, 81.8, 82]],
  ] as const)('for %s has round figures', (_what, low, high, ticks) => {
    expect(axisTicks(low, high)).toEqual(ticks);
  });

  it('always reaches over its values, in at most seven equal steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 100_000 }), (one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const ticks = axisTicks(low, high);
        expect(ticks[0]).toBeLessThanOrEqual(low);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(high);
        expect(ticks.length).toBeLessThanOrEqual(7);
      }),
    );
  });
});

describe('The quota meter', () => {
  it.each([
    [5, 'short', 45.45], // 5 of 11
    [6, 'reached', 54.55], // the need itself is enough: floor(11 / 2) + 1
    [7, 'reached', 63.64],
  ] as const)('with %i of 11 villages, 6 needed, is %s', (part, tone, filled) => {
    expect(meterFacts({ part, need: 6, whole: 11 })).toEqual({ filled, needAt: 54.55, showsNeed: true, tone });
  });

  it('is empty where there are no villages, and never fuller than full', () => {
    expect(meterFacts({ part: 3, need: 0, whole: 0 })).toEqual({
      filled: 0,
      needAt: 0,
      showsNeed: false,
      tone: 'reached',
    });
    expect(meterFacts({ part: 12, need: 11, whole: 11 })).toMatchObject({ filled: 100, needAt: 99.2 });
  });
});

describe('A bar chart', () => {
  const chart = barChart({
    id: 'units',
    title: 'Hồ sơ đã nộp',
    finding: 'Bản Bo nộp nhiều nhất.',
    unit: 'hồ sơ',
    bars: [
      { label: 'Bản Bo', value: 8, valueText: '8' },
      { label: 'Bình Lư', value: 4, valueText: '4', tone: 'two' },
      { label: 'Nùng Nàng', value: 0, valueText: '0' },
    ],
  });

  it('puts a figure that is longer than the room behind a bar at the end of the label’s line', () => {
    const bar = (valueText: string) =>
      barChart({ id: 'x', title: '', finding: '', unit: '', bars: [{ label: 'Bản Bo', value: 8, valueText }] }).bars[0];
    expect(bar('8/9')?.value).toEqual({ text: '8/9', x: 88, dx: 8, y: 36, anchor: 'start' });
    expect(bar('170/255 người')?.value).toEqual({ text: '170/255 người', x: 100, dx: 0, y: 16, anchor: 'end' });
  });

  it('draws bars in proportion, in the order given', () => {
    expect(chart.bars.map((bar) => [bar.label, bar.width])).toEqual([
      ['Bản Bo', 88], // the axis ends at 8 and 88 % of the width
      ['Bình Lư', 44],
      ['Nùng Nàng', 0],
    ]);
  });

  it('says the same in a table, with the figures as they were given', () => {
    expect(chart.table).toEqual({
      caption: 'Hồ sơ đã nộp (hồ sơ)',
      columns: ['', 'hồ sơ'],
      rows: [
        ['Bản Bo', '8'],
        ['Bình Lư', '4'],
        ['Nùng Nàng', '0'],
      ],
    });
  });

  it('without a bar is an empty drawing, not a fault', () => {
    expect(barChart({ id: 'x', title: '', finding: '', unit: '', bars: [] }).height).toBe(26);
  });
});

describe('A dot plot', () => {
  const plot = dotPlot({
    id: 'spread',
    title: 'Tổng điểm',
    finding: '',
    middleName: 'trung bình',
    judges: ['GK 1', 'GK 2', 'GK 3'],
    low: 0,
    high: 100,
    rows: [
      {
        label: 'Nà Ly',
        dots: [
          { value: 50, text: '50' },
          { value: 50, text: '50' },
          { value: 100, text: '100' },
        ],
        middle: { value: 66.67, text: '66,67' },
      },
      { label: 'Nà Can', dots: [{ value: 0, text: '0' }, null, null], middle: null },
    ],
  });

  it('lifts equal totals above one another, so that each is seen', () => {
    expect(plot.rows[0]?.dots).toEqual([
      { x: 50, y: 33 },
      { x: 50, y: 28 },
      { x: 98, y: 33 },
    ]);
  });

  it('draws a range between the outermost judges, and none for a single one', () => {
    expect(plot.rows.map((row) => row.range)).toEqual([{ from: 50, to: 98 }, null]);
  });

  it('shows a judge who has not scored as a dash, and no dot', () => {
    expect(plot.rows[1]?.dots).toHaveLength(1);
    expect(plot.table.rows).toEqual([
      ['Nà Ly', '50', '50', '100', '66,67'],
      ['Nà Can', '0', '–', '–', '–'],
    ]);
  });

  it('of nothing has an axis all the same', () => {
    const empty = dotPlot({ id: 'x', title: '', finding: '', middleName: '', judges: [], rows: [] });
    expect(empty.gridLines.every((line) => Number.isFinite(line.x))).toBe(true);
  });
});
