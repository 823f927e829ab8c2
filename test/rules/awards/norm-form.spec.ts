import { describe, expect, it } from '@jest/globals';
import { codeOfForm, readBaseForm, readNormForm } from '../../../src/awards/rewards/norm.form.js';

const FORMS = new Map([['khen:giay-khen', 'Giấy khen']]);
const TYPED = {
  form: 'khen:giay-khen',
  name: '',
  recipientKind: 'household',
  multiple: '0,45',
  rounding: 'none',
  document: ' Nghị định  152/2025/NĐ-CP ',
  article: 'Điều 54',
  inForceFrom: '01/07/2025',
  inForceUntil: '',
  caveat: '',
};
const faultsOf = (changed: Partial<typeof TYPED>) =>
  readNormForm({ ...TYPED, ...changed }, FORMS).faults.map(({ field }) => field);

describe('A norm as it is typed', () => {
  it('says the multiple in hundredths and its days', () => {
    expect(readNormForm(TYPED, FORMS)).toMatchObject({
      faults: [],
      meaning: {
        form: 'khen:giay-khen',
        name: 'Giấy khen',
        recipientKind: 'household',
        multipleHundredths: 45,
        document: 'Nghị định 152/2025/NĐ-CP',
        inForceFrom: '2025-07-01',
        inForceUntil: null,
      },
    });
  });

  it.each([
    ['no paper', { document: '' }, ['document']],
    ['no first day', { inForceFrom: '' }, ['inForceFrom']],
    ['a day that is none', { inForceFrom: '31/02/2025' }, ['inForceFrom']],
    ['an end before the beginning', { inForceUntil: '30/06/2025' }, ['inForceUntil']],
    ['a multiple of nothing', { multiple: '0' }, ['multiple']],
    ['a multiple in words', { multiple: 'một' }, ['multiple']],
    ['a hundred base salaries', { multiple: '100' }, []],
    ['more than that', { multiple: '100,01' }, ['multiple']],
    ['no form', { form: '' }, ['form']],
    ['a form of signs alone', { form: '', name: '…' }, ['form']],
    ['a form that is chosen and typed', { name: 'Cờ thi đua' }, ['name']],
    ['a form that nobody offered', { form: 'khen:x' }, ['form']],
  ])('is faulty for %s', (_, changed, fields) => {
    expect(faultsOf(changed)).toEqual(fields);
  });

  it('gives a new form a code of its own', () => {
    expect(codeOfForm('Cờ thi đua – cấp tỉnh.')).toBe('khen:co-thi-dua-cap-tinh');
    expect(readNormForm({ ...TYPED, form: '', name: 'Cờ thi đua' }, FORMS)).toMatchObject({
      faults: [],
      meaning: { form: 'khen:co-thi-dua', name: 'Cờ thi đua' },
    });
  });

  it('is the same for a base salary: a sum, a day and a paper', () => {
    const faults = (typed: object) => readBaseForm({ ...typed }).faults.map(({ field }) => field);
    expect(faults({})).toEqual(['amount', 'inForceFrom', 'document']);
    expect(faults({ amount: '2.340.000', inForceFrom: '01/07/2024', document: 'Nghị định 73/2024/NĐ-CP' })).toEqual([]);
    expect(faults({ amount: '0', inForceFrom: '01/07/2024', document: 'x' })).toEqual(['amount']);
  });
});
