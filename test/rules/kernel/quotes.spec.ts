import { describe, expect, it } from '@jest/globals';
import { inQuotes } from '../../../src/kernel/vietnamese/quotes.js';

describe('A name in quotation marks', () => {
  it('has single ones for those inside it', () => {
    expect(inQuotes('Nhóm Zalo')).toBe('“Nhóm Zalo”');
    expect(inQuotes('Quan tâm “Tổ Covid cộng đồng”')).toBe('“Quan tâm ‘Tổ Covid cộng đồng’”');
  });
});
