import { describe, expect, it } from '@jest/globals';
import { modelOf, readSpreadRule, wordsOfRule } from '../../../../src/judging/spread/spread.form.js';
import { SPREAD_MODELS } from '../../../../src/judging/spread/spread.rule.js';

const OWN = {
  model: 'rieng',
  text: '',
  measure: 'points',
  markers: '2',
  agreeUpTo: '5',
  agreeEdge: 'duoi',
  headUpTo: '7,5',
  headEdge: 'khong-qua',
  beyond: 'third',
  third: 'compared',
  thirdUpTo: '12',
};
const FAR = { model: 'huy-diem-xa', text: '', measure: 'points', markers: '5', voidUpTo: '20' };
const faultsOf = (body: Record<string, string>): string[] => readSpreadRule(body).faults.map(({ field }) => field);

describe('An organiser sets the limits of the contest', () => {
  it('says every band, its edge and what a third mark does', () => {
    expect(readSpreadRule(OWN).meaning).toEqual({
      rule: {
        measure: 'points',
        markers: 2,
        bands: [
          { upTo: '5', inclusive: false, then: 'agree' },
          { upTo: '7.5', inclusive: true, then: 'head' },
        ],
        beyond: 'third',
        third: { as: 'compared', spread: { upTo: '12', inclusive: true } },
        text: 'Mỗi hồ sơ có ít nhất 2 giám khảo chấm độc lập. Chênh lệch dưới 5 điểm thì tính mọi điểm đã chấm; từ 5 điểm đến 7,5 điểm thì trưởng ban quyết định điểm được tính, có biên bản; quá 7,5 điểm thì chấm lần ba: có điểm bằng nhau thì lấy các điểm đó, mọi điểm lệch nhau không quá 12 điểm thì tính tất cả, lệch hơn thì chấm tập thể.',
      },
    });
  });

  it('has all marks void beyond a limit', () => {
    const { rule } = readSpreadRule({ ...OWN, agreeUpTo: '20', agreeEdge: 'khong-qua', headUpTo: '', beyond: 'panel' })
      .meaning ?? { rule: null };
    expect(rule?.text).toBe(
      'Mỗi hồ sơ có ít nhất 2 giám khảo chấm độc lập. Chênh lệch không quá 20 điểm thì tính mọi điểm đã chấm; quá 20 điểm thì hủy các điểm đã chấm, chấm lại tập thể.',
    );
  });

  it('has marks void that lie far from the mean', () => {
    expect(readSpreadRule({ ...FAR, measure: 'percent', voidUpTo: '12,5', text: 'Điều 9.' }).meaning).toEqual({
      rule: { measure: 'percent', markers: 5, voidBeyond: { upTo: '12.5', inclusive: true }, text: 'Điều 9.' },
    });
  });

  it.each([
    ['no limit', { ...OWN, agreeUpTo: '' }, ['agreeUpTo']],
    ['a limit of nothing', { ...OWN, agreeUpTo: '0' }, ['agreeUpTo']],
    ['the higher limit equals the lower', { ...OWN, headUpTo: '5' }, ['headUpTo']],
    ['the higher limit just above', { ...OWN, headUpTo: '5,01' }, []],
    ['100 %', { ...OWN, measure: 'percent', headUpTo: '100' }, []],
    ['more than 100 %', { ...OWN, measure: 'percent', headUpTo: '100,01' }, ['headUpTo']],
    ['one marker', { ...OWN, markers: '1' }, ['markers']],
    ['two markers and a mean to lie far from', { ...FAR, markers: '2' }, ['markers']],
    ['three', { ...FAR, markers: '3' }, []],
    ['a third mark compared with no limit', { ...OWN, thirdUpTo: '' }, ['thirdUpTo']],
    ['an official third mark asks for none', { ...OWN, third: 'official', thirdUpTo: '' }, []],
    ['nothing follows beyond', { ...OWN, beyond: '' }, ['beyond']],
    ['thousands or decimals', { ...FAR, voidUpTo: '1.500' }, ['voidUpTo']],
    ['no way at all', { ...OWN, model: 'gì đó' }, ['model']],
    ['a model looks at no limit', { ...OWN, model: 'literature', agreeUpTo: 'xa' }, []],
  ])('%s', (_case, body, fields) => {
    expect(faultsOf(body)).toEqual(fields);
  });

  it('finds its rule in the fields again', () => {
    for (const body of [OWN, FAR, { ...OWN, model: 'third-at-20' }]) {
      const rule = readSpreadRule(body).meaning?.rule ?? null;
      expect(modelOf(rule)).toBe(body.model);
      const again = Object.fromEntries(Object.entries(wordsOfRule(rule)).map(([name, value]) => [name, String(value)]));
      expect(readSpreadRule(again).meaning).toEqual({ rule });
      // Nobody wrote these words, so they follow the limits when those change.
      expect(again['text']).toBe('');
    }
    expect(modelOf({ ...SPREAD_MODELS.literature, text: 'Điều 9 Thể lệ số 01.' })).toBe('literature');
    expect(wordsOfRule({ ...SPREAD_MODELS.literature, text: 'Điều 9.' })).toMatchObject({ text: 'Điều 9.' });
    expect(wordsOfRule(null)).toMatchObject({ model: 'khong', agreeUpTo: '10', headUpTo: '15', voidUpTo: '20' });
  });
});
