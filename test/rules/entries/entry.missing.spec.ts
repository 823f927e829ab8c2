import { describe, expect, it } from '@jest/globals';
import type { FieldFacts, FieldId, SlotFacts, SlotId } from '../../../src/contests/contest.facts.js';
import { answerName, readAnswer, readAnswers, sayAnswer, typedAnswer } from '../../../src/entries/entry.answers.js';
import { isAnswered, missingOf, missingOfSupplement } from '../../../src/entries/entry.missing.js';
import { entryNumber, fingerprintOf } from '../../../src/entries/submission.service.js';
import type { FileId } from '../../../src/kernel/ids.js';

const field = (code: string, kind: FieldFacts['kind'], required = true): FieldFacts => ({
  id: `field-${code}` as FieldId,
  code,
  label: `Ô ${code}`,
  help: '',
  kind,
  required,
  maxLength: 20,
});
const slot = (code: string, requirement: SlotFacts['requirement'], oneOfGroup: string | null = null): SlotFacts => ({
  id: `slot-${code}` as SlotId,
  code,
  title: `Mục ${code}`,
  help: '',
  sample: '',
  requirement,
  oneOfGroup,
  kinds: ['pdf', 'jpg'],
  maxBytes: 1000,
  maxFiles: 2,
});
const file = (code: string, more: object = {}) => ({
  slotId: `slot-${code}` as SlotId,
  kind: 'pdf',
  size: 10,
  sha256: `hash-${code}`,
  name: `${code}.pdf`,
  scanState: 'clean' as const,
  ...more,
});
const fields = [field('ten', 'line'), field('so', 'number', false)];
const slots = [
  slot('bao-cao', 'required'),
  slot('anh', 'one-of', 'chung'),
  slot('video', 'one-of', 'chung'),
  slot('khac', 'optional'),
];
const textsOf = (parts: Partial<Parameters<typeof missingOf>[0]>): string[] =>
  missingOf({ fields, slots, answers: {}, files: [], members: null, ...parts }).map(({ text }) => text);

describe('What a dossier still lacks', () => {
  it('is listed in the contest’s order: required fields, required slots, one line for each group', () => {
    expect(textsOf({})).toEqual([
      'Nhập “Ô ten”.',
      'Gửi tệp vào mục “Mục bao-cao”.',
      'Gửi tệp vào ít nhất một trong các mục “Mục anh” hoặc “Mục video”.',
    ]);
  });

  it('is nothing when every required field and slot and one of the group are filled', () => {
    expect(textsOf({ answers: { ten: 'A' }, files: [file('bao-cao'), file('video')] })).toEqual([]);
  });

  it('is a slot that holds nothing but an isolated file, whatever the slot’s duty', () => {
    const isolated = { scanState: 'infected' };
    const files = [file('bao-cao', isolated), file('anh', isolated), file('khac', isolated)];
    expect(textsOf({ answers: { ten: 'A' }, files })).toEqual([
      'Tệp “bao-cao.pdf” ở mục “Mục bao-cao” có mã độc nên đã bị cách ly. Gửi tệp sạch vào mục này.',
      'Tệp “anh.pdf” ở mục “Mục anh” có mã độc nên đã bị cách ly. Gửi tệp sạch vào mục này, hoặc xóa tệp đó nếu không cần nữa.',
      'Tệp “khac.pdf” ở mục “Mục khac” có mã độc nên đã bị cách ly. Gửi tệp sạch vào mục này, hoặc xóa tệp đó nếu không cần nữa.',
    ]);
  });

  it('is said of an isolated file beside others, which takes no place among them', () => {
    const files = [file('bao-cao'), file('bao-cao'), file('bao-cao', { scanState: 'infected', name: 'hong.pdf' })];
    expect(textsOf({ answers: { ten: 'A' }, files: [...files, file('anh')] })).toEqual([
      'Tệp “hong.pdf” ở mục “Mục bao-cao” có mã độc nên đã bị cách ly. Gửi tệp sạch vào mục này, hoặc xóa tệp đó nếu không cần nữa.',
    ]);
  });

  it('counts again what the organiser has changed since: number of files, kinds, size, length', () => {
    const narrow = slots.map((one) => ({
      ...one,
      maxFiles: 1,
      maxBytes: 5,
      kinds: one.code === 'anh' ? ['jpg'] : one.kinds,
    }));
    const files = [file('bao-cao'), file('bao-cao'), file('anh', { size: 1 })];
    expect(textsOf({ slots: narrow, files, answers: { ten: 'x'.repeat(21) } })).toEqual([
      '“Ô ten”: đang có 21 ký tự, nhiều nhất 20. Rút ngắn lại.',
      'Mục “Mục bao-cao” nhận tối đa 1 tệp, đang có 2. Xóa bớt tệp.',
      'Tệp “bao-cao.pdf” lớn hơn 5 B, mức tối đa của mục “Mục bao-cao”.',
      'Tệp “bao-cao.pdf” lớn hơn 5 B, mức tối đa của mục “Mục bao-cao”.',
      'Mục “Mục anh” không còn nhận tệp “anh.pdf”. Thay bằng ảnh JPG.',
    ]);
  });

  it.each([
    [1, []],
    [2, []],
    [3, ['Mục “Mục bao-cao” nhận tối đa 2 tệp, đang có 3. Xóa bớt tệp.']],
  ])('takes up to two files of two: %i', (count, expected) => {
    const files = [...Array.from({ length: count }, () => file('bao-cao')), file('anh')];
    expect(textsOf({ files, answers: { ten: 'A' } })).toEqual(expected);
  });
});

describe('The list of members', () => {
  const slot = slots.find(({ requirement }) => requirement === 'required') as SlotFacts;
  const members = { slotId: slot.id, count: 0, sha256: null };
  const standing = { answers: { ten: 'có' }, files: slots.map(({ code }) => file(code)) };

  it('is missing where its slot is required, and a scan of it does not stand for it', () => {
    const missing = missingOf({ fields: [], slots: [slot], ...standing, members });
    expect(missing).toEqual([
      { at: { kind: 'slot', code: slot.code, isList: true }, text: `Nhập danh sách ở mục “${slot.title}”.` },
    ]);
  });

  it('fills its slot without any file', () => {
    const filled = { ...members, count: 3, sha256: 'a' };
    expect(missingOf({ fields: [], slots: [slot], answers: {}, files: [], members: filled })).toEqual([]);
  });

  it('answers a point of its slot when it is another list than the receipt names', () => {
    const point = { slotId: slot.id, fieldId: null };
    const parts = { fields: [], slots: [slot], answers: {}, files: [], members: { ...members, count: 3, sha256: 'b' } };
    const receivedWith = (sha256: string) => ({
      answers: [],
      files: [],
      members: { slotCode: slot.code, slot: slot.title, count: 3, sha256 },
    });
    expect(isAnswered(point, parts, receivedWith('b'))).toBe(false);
    expect(isAnswered(point, parts, receivedWith('a'))).toBe(true);
  });
});

describe('A point of a return is answered', () => {
  const parts = { fields, slots, answers: { ten: 'cũ' }, files: [file('bao-cao'), file('anh')], members: null };
  const received = {
    answers: [{ code: 'ten', label: 'Ô ten', stored: 'cũ', text: 'cũ' }],
    files: [
      { slotCode: 'bao-cao', slot: '', name: '', kind: 'pdf', size: 10, sha256: 'hash-bao-cao', pages: null },
      { slotCode: 'anh', slot: '', name: '', kind: 'pdf', size: 10, sha256: 'hash-anh', pages: null },
    ],
  };
  const ofSlot = { slotId: 'slot-bao-cao' as SlotId, fieldId: null };
  const ofField = { slotId: null, fieldId: 'field-ten' as FieldId };

  it('when something in its place has changed since the last receipt, and not by sending the same again', () => {
    expect(isAnswered(ofSlot, parts, received)).toBe(false);
    expect(isAnswered(ofField, parts, received)).toBe(false);
    expect(isAnswered(ofField, { ...parts, answers: { ten: 'mới' } }, received)).toBe(true);
    expect(isAnswered(ofSlot, { ...parts, files: [file('bao-cao', { sha256: 'khác' })] }, received)).toBe(true);
    expect(
      isAnswered(ofSlot, { ...parts, files: [...parts.files, file('bao-cao', { sha256: 'thêm' })] }, received),
    ).toBe(true);
    expect(isAnswered(ofSlot, { ...parts, files: [file('anh')] }, received)).toBe(true);
  });

  it('not by a file that was isolated: neither when it is the one received, nor when it came since', () => {
    const isolated = (sha256: string) => file('bao-cao', { sha256, scanState: 'infected' });
    expect(isAnswered(ofSlot, { ...parts, files: [isolated('hash-bao-cao')] }, received)).toBe(false);
    expect(isAnswered(ofSlot, { ...parts, files: [...parts.files, isolated('thêm')] }, received)).toBe(false);
  });

  it('or else it is named before all else that is missing, once', () => {
    const texts = missingOfSupplement([ofSlot, ofField], { ...parts, files: [] }, received).map(({ text }) => text);
    expect(texts).toEqual([
      'Sửa lại “Ô ten”.',
      'Gửi tệp vào mục “Mục bao-cao”.',
      'Gửi tệp vào ít nhất một trong các mục “Mục anh” hoặc “Mục video”.',
    ]);
  });
});

describe('What is typed into a field', () => {
  it.each([
    ['line', '  Nhóm\n Zalo ', 'Nhóm Zalo', 'Nhóm Zalo'],
    ['text', 'một\r\nhai', 'một\nhai', 'một\nhai'],
    ['number', '1500', '1500', '1.500'],
    ['number', '12,50', '12.5', '12,5'],
    ['number', '100', '100', '100'],
    ['day', '1/9/2021', '2021-09-01', '01/09/2021'],
    ['link', 'zalo.me/g/abc', 'https://zalo.me/g/abc', 'https://zalo.me/g/abc'],
    ['phone', '0912.345.678', '+84912345678', '0912 345 678'],
  ] as const)('%s: %j is kept as %j and read as %j', (kind, typed, stored, said) => {
    const one = { ...field('x', kind), maxLength: 200 };
    expect(readAnswer(one, typed)).toEqual({ stored });
    expect(sayAnswer(one, stored)).toBe(said);
    // What stands in the input reads back to the same.
    expect(readAnswer(one, typedAnswer(one, stored))).toEqual({ stored });
  });

  it.each([
    ['number', '1.500'],
    ['number', '-1'],
    ['number', 'hai mươi'],
    ['day', '31/02/2021'],
    ['link', 'javascript:alert(1)'],
    ['link', 'https://nguoi@zalo.me/g/a'],
    ['link', 'không phải'],
    ['phone', '098 12'],
  ] as const)('%s: %j is refused with what to type instead', (kind, typed) => {
    const read = readAnswer({ ...field('x', kind), maxLength: 200 }, typed);
    expect('fault' in read && read.fault).toMatch(/^“Ô x”: .*\.$/);
  });

  it('a number in words is asked for as a number, not to be shortened', () => {
    const read = readAnswer({ ...field('x', 'number'), maxLength: 6 }, 'ba mươi');
    expect(read).toEqual({ fault: '“Ô x”: nhập số không âm, ví dụ 120.' });
  });

  it.each([
    [19, true],
    [20, true],
    [21, false],
  ])('of %i signs, where 20 are allowed: %s', (length, isFine) => {
    // Each is one sign though it takes two UTF-16 units.
    expect('stored' in readAnswer(field('x', 'text'), '🎉'.repeat(length))).toBe(isFine);
  });

  it('gets in only under a field of the contest, and empty is allowed in a draft', () => {
    const body = { [answerName('ten')]: '', [answerName('la')]: 'x', state: 'accepted', version: '3' };
    expect(readAnswers(fields, body)).toMatchObject({ meaning: { version: 3, answers: { ten: '' } }, faults: [] });
  });
});

describe('The number of a dossier', () => {
  it.each([
    ['2021-11-23T16:59:59.999Z', 'ZALO21-211123-0007'],
    ['2021-11-23T17:00:00.000Z', 'ZALO21-211124-0007'],
    ['2021-11-23T17:00:00.001Z', 'ZALO21-211124-0007'],
  ])('bears the day in Viet Nam: at %s it is %s', (at, number) => {
    expect(entryNumber('ZALO21', new Date(at), 7)).toBe(number);
  });

  it('grows beyond four digits rather than starting anew', () => {
    expect(entryNumber('ZALO21', new Date('2021-11-24T05:00:00Z'), 12_345)).toBe('ZALO21-211124-12345');
  });

  it('comes with files as they were seen: another file or another order is another fingerprint', () => {
    const ids = (...names: string[]) => names.map((id) => ({ id: id as FileId }));
    expect(fingerprintOf(ids('a', 'b'), null)).toBe(fingerprintOf(ids('a', 'b'), null));
    expect(fingerprintOf(ids('a', 'b'), null)).not.toBe(fingerprintOf(ids('b', 'a'), null));
    expect(fingerprintOf(ids('a'), null)).not.toBe(fingerprintOf(ids('a', 'b'), null));
  });
});
