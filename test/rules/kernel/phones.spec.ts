import { describe, expect, it } from '@jest/globals';
import { formatPhone, parsePhone } from '../../../src/kernel/vietnamese/phones.js';

describe('A telephone number', () => {
  it.each([
    ['0912345678', '+84912345678'],
    ['0912 345 678', '+84912345678'],
    ['0912.345.678', '+84912345678'],
    ['(0213) 3876-501', '+842133876501'],
    ['+84 912 345 678', '+84912345678'],
    ['84912345678', '+84912345678'],
    ['+856 20 5551 2345', '+8562055512345'],
  ])('typed %s is kept as %s', (typed, kept) => {
    expect(parsePhone(typed)).toBe(kept);
  });

  it.each(['', '098 12', '091234567', '091234567890', 'xa-ban-bo', '912345678', '+0912345678', '0912345678x'])(
    'is not “%s”',
    (typed) => {
      expect(parsePhone(typed)).toBeNull();
    },
  );

  it.each([
    ['+84912345678', '0912 345 678'],
    ['+842133876501', '0213 3876 501'],
    ['+8562055512345', '+8562055512345'],
  ])('kept as %s is read as %s', (kept, shown) => {
    expect(formatPhone(kept)).toBe(shown);
  });
});
