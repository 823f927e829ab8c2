import { describe, expect, it } from '@jest/globals';
import { paragraphsOf } from '../../../src/contests/broadcast.facts.js';
import { readBroadcast } from '../../../src/contests/broadcast.form.js';
import { newId, type UnitId } from '../../../src/kernel/ids.js';

const unit: UnitId = newId<'unit'>();
const typed = (more: Record<string, string> = {}) => ({
  audience: 'commune',
  unit: '',
  subject: 'Họp trực tuyến về hồ sơ',
  body: 'Họp lúc 14 giờ ngày 25/11.\n\nMỗi xã cử một người.',
  ...more,
});
const faultsOf = (more: Record<string, string>) => readBroadcast(typed(more), [unit]).faults.map(({ text }) => text);

describe('A notice in the organisers’ own words', () => {
  it('goes to one audience, of the whole contest or of one unit', () => {
    expect(readBroadcast(typed(), [unit]).meaning).toEqual({
      audience: 'commune',
      unitId: null,
      subject: 'Họp trực tuyến về hồ sơ',
      body: 'Họp lúc 14 giờ ngày 25/11.\n\nMỗi xã cử một người.',
    });
    expect(readBroadcast(typed({ unit }), [unit]).meaning?.unitId).toBe(unit);
  });

  it('keeps to the measure of a Zalo notice, and says what is too long', () => {
    expect(faultsOf({ body: Array(4).fill('Một đoạn.').join('\n\n') })).toEqual([
      'Nội dung có 4 đoạn. Rút gọn còn nhiều nhất 3 đoạn.',
    ]);
    expect(faultsOf({ body: `Ngắn.\n\n${'ấ'.repeat(401)}` })).toEqual([
      'Đoạn 2 dài 401 ký tự. Rút ngắn còn nhiều nhất 400.',
    ]);
    expect(faultsOf({ body: 'ấ'.repeat(400), subject: 'ư'.repeat(65) })).toEqual([]);
    expect(faultsOf({ subject: 'ư'.repeat(66) })).toHaveLength(1);
  });

  it('asks for what is missing, all at once', () => {
    expect(faultsOf({ subject: ' ', body: '\n', audience: 'x' })).toEqual([
      'Chọn người nhận.',
      'Nhập tiêu đề.',
      'Nhập nội dung.',
    ]);
  });

  it('is narrowed to a unit for communes alone, and to none outside the contest', () => {
    expect(faultsOf({ audience: 'judge', unit })).toEqual([
      'Chỉ thông báo cho các xã mới gửi riêng một đơn vị. Chọn “Toàn cuộc thi”.',
    ]);
    expect(faultsOf({ unit: newId<'unit'>() })).toEqual(['Chọn đơn vị có trong danh sách.']);
  });

  it('parts its paragraphs at empty lines alone', () => {
    expect(paragraphsOf(' Một\nhai. \n \n\nBa. \n')).toEqual(['Một hai.', 'Ba.']);
  });
});
