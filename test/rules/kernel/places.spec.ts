import { describe, expect, it } from '@jest/globals';
import { placeInSentence, tellPlace } from '../../../src/kernel/vietnamese/places.js';

describe('A place told in words', () => {
  it.each([
    ['Xã Bản Bo', 'xã Bản Bo'],
    ['Thị trấn Tam Đường', 'thị trấn Tam Đường'],
    ['Thị xã Mường Lay', 'thị xã Mường Lay'],
    ['Đặc khu Phú Quốc', 'đặc khu Phú Quốc'],
    ['Tổ dân phố số 3', 'tổ dân phố số 3'],
    ['Bản Nà Khum', 'bản Nà Khum'],
    ['Nà Khum', 'Nà Khum'],
    ['Sở Thông tin và Truyền thông', 'Sở Thông tin và Truyền thông'],
    ['Xãnh', 'Xãnh'],
  ])('inside a sentence %s is %s', (name, told) => {
    expect(placeInSentence(name)).toBe(told);
  });

  it('goes from the small to the large, the first with its capital, levels that there are none of left out', () => {
    expect(tellPlace('Bản Hợp Nhất', 'Xã Bản Bo', 'Huyện Tam Đường')).toBe('Bản Hợp Nhất, xã Bản Bo, huyện Tam Đường');
    expect(tellPlace('Xã Bản Bo', null)).toBe('Xã Bản Bo');
    expect(tellPlace('', 'Xã Bản Bo', undefined)).toBe('Xã Bản Bo');
  });
});
