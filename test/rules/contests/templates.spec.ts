import { describe, expect, it } from '@jest/globals';
import { windowsFrom } from '../../../src/contests/template.dates.js';
import { TEMPLATES } from '../../../src/contests/templates/all.js';
import { HAI_CAP_2026 } from '../../../src/contests/templates/hai-cap-2026.js';
import { ZALO_LAI_CHAU_2021 } from '../../../src/contests/templates/zalo-lai-chau-2021.js';
import { weightedMaximum } from '../../../src/contests/rubric.sums.js';
import { costOf } from '../../../src/contests/tier.sums.js';

describe('The template of the letters', () => {
  it('names the three bodies of the plan, and the decision that founded the first', () => {
    expect(ZALO_LAI_CHAU_2021.bodies.map(({ name }) => name)).toEqual(['Ban Tổ chức', 'Ban Giám khảo', 'Tổ thư ký']);
    expect(ZALO_LAI_CHAU_2021.bodies[0]?.foundedBy).toContain('1408/QĐ-UBND ngày 25/10/2021');
  });

  it('prints the dates of the letters as they stand there, each as an exact window', () => {
    expect(windowsFrom(ZALO_LAI_CHAU_2021, ZALO_LAI_CHAU_2021.firstDay).slice(0, 2)).toEqual([
      {
        kind: 'activity',
        from: new Date('2021-10-25T00:00:00+07:00'),
        until: new Date('2021-11-26T00:00:00+07:00'),
        printed: 'Từ ngày 25/10/2021 đến ngày 25/11/2021',
      },
      {
        kind: 'submission',
        from: new Date('2021-11-01T00:00:00+07:00'),
        until: new Date('2021-12-01T00:00:00+07:00'),
        printed: 'trước ngày 01/12/2021',
      },
    ]);
  });

  it('says “mẫu” wherever it adds what no letter says', () => {
    for (const window of windowsFrom(ZALO_LAI_CHAU_2021, ZALO_LAI_CHAU_2021.firstDay).slice(2)) {
      expect(window.printed).toContain('(mẫu)');
    }
    for (const slot of ZALO_LAI_CHAU_2021.slots) expect(slot.help).toContain('(mẫu)');
    for (const criterion of ZALO_LAI_CHAU_2021.criteria) expect(criterion.help).toContain('mẫu');
    for (const part of ['Điểm tối đa', 'mức thưởng', 'thành phần hồ sơ', 'công bố']) {
      expect(ZALO_LAI_CHAU_2021.sampleNotes).toContain(part);
    }
  });

  it('asks of each commune over half of its villages', () => {
    expect(ZALO_LAI_CHAU_2021.quota).toEqual({ percent: 50, strict: true });
  });
});

describe('Every template', () => {
  it.each(TEMPLATES.map((template) => [template.key, template] as const))('%s adds up', (_key, template) => {
    expect(weightedMaximum(template.criteria)).toBe('100');
    for (const { max, step } of template.criteria) expect(max % step).toBe(0);
    if (template.budget !== null) expect(costOf(template.prizes)).toBeLessThanOrEqual(template.budget);
    for (const codes of [template.slots, template.fields, template.criteria, template.prizes].map((rows) =>
      rows.map(({ code }) => code),
    )) {
      expect(new Set(codes).size).toBe(codes.length);
    }
    for (const step of template.ranking.tieBreak) {
      expect(template.criteria.map(({ code }) => `criterion:${code}`)).toContain(step);
    }
  });

  it('moves all its dates by the same number of days, over a leap day too', () => {
    // 02/03/2026 to 01/03/2028: 730 days, 29/02/2028 among them
    const moved = windowsFrom(HAI_CAP_2026, '2028-03-01');
    const first = windowsFrom(HAI_CAP_2026, HAI_CAP_2026.firstDay);
    expect(moved.map((window, index) => (window.until.getTime() - first[index]!.until.getTime()) / 86_400_000)).toEqual(
      [730, 730, 730, 730, 730],
    );
    expect(moved[1]?.printed).toBe('hết ngày 06/05/2028 (mẫu)');
  });
});
