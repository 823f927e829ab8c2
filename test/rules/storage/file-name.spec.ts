import { describe, expect, it } from '@jest/globals';
import { contentDisposition, readRange } from '../../../src/storage/file-headers.js';
import { acceptOf, sayKinds } from '../../../src/storage/file-kinds.js';
import { readFileName } from '../../../src/storage/file-name.js';

const refusalOf = (name: string): string | null => {
  const read = readFileName(name);
  return 'refusal' in read ? read.refusal.code : null;
};
const nameOf = (typed: string): string | null => {
  const read = readFileName(typed);
  return 'name' in read ? read.name : null;
};

describe('The name of a file that is sent', () => {
  it('is kept as composed text, whichever way it was typed', () => {
    const composed = 'Tổng kết Đặng.pdf'.normalize('NFC');
    expect(nameOf('Tổng kết Đặng.pdf'.normalize('NFD'))).toBe(composed);
    expect(nameOf(composed)).toBe(composed);
  });

  it.each([
    'Báo cáo 30.11.2021.pdf',
    'ảnh (1).JPG',
    'CON.pdf',
    'dấu "nháy".docx',
    '🎉 hội thi.mp4',
    'a.pdf.pdf',
    "l'été.png",
  ])('may be %s: it is text, and never a path', (name) => expect(refusalOf(name)).toBeNull());

  it.each([
    ['virus.exe.pdf', 'file-name-two-endings'],
    ['trang.html.jpg', 'file-name-two-endings'],
    ['anh.jpg.pdf', 'file-name-two-endings'],
    ['bao-cao.pdf.', 'file-name-odd-end'],
    ['bao-cao.pdf ', 'file-name-odd-end'],
    ['.pdf', 'file-name-odd-end'],
    ['   ', 'file-name-odd-end'],
    ['anh\u202Egpj.pdf', 'file-name-invisible'],
    ['a\0b.pdf', 'file-name-invisible'],
    ['a\nb.pdf', 'file-name-invisible'],
    ['tai-lieu.rar', 'file-kind-unknown'],
    ['hinh.svg', 'file-kind-unknown'],
    ['trang.html', 'file-kind-unknown'],
    ['mau.docm', 'file-kind-unknown'],
    ['khong-duoi', 'file-kind-unknown'],
  ])('is refused: %j', (name, code) => expect(refusalOf(name)).toBe(code));

  it('of 4 000 signs is cut to 255 bytes, at a whole sign, its ending kept', () => {
    const name = nameOf(`${'ổ'.repeat(4000)}.pdf`) ?? '';
    // ổ takes 3 bytes; "….pdf" takes 7: (255 − 7) / 3 = 82 whole signs
    expect(name).toBe(`${'ổ'.repeat(82)}….pdf`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  });
});

describe('The header that names a file', () => {
  it('carries plain signs for old readers and the exact name for all others', () => {
    expect(contentDisposition('attachment', 'Tổng kết "Đặng";.pdf')).toBe(
      `attachment; filename="Tong ket _Dang__.pdf"; filename*=UTF-8''T%E1%BB%95ng%20k%E1%BA%BFt%20%22%C4%90%E1%BA%B7ng%22%3B.pdf`,
    );
  });

  it('holds no line break, no slash and no star of its own', () => {
    expect(contentDisposition('inline', "a/../b\\c*(1)'.pdf")).toBe(
      `inline; filename="a_.._b_c*(1)'.pdf"; filename*=UTF-8''a%2F..%2Fb%5Cc%2A%281%29%27.pdf`,
    );
  });
});

describe('A range of a file of 100 bytes', () => {
  it.each([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=0-99', { start: 0, end: 99 }],
    ['bytes=0-100', { start: 0, end: 99 }],
    ['bytes=99-', { start: 99, end: 99 }],
    ['bytes=100-', 'outside'],
    ['bytes=-1', { start: 99, end: 99 }],
    ['bytes=-1000', { start: 0, end: 99 }],
    ['bytes=-0', 'outside'],
    ['bytes=5-4', null],
    ['bytes=-', null],
    ['bytes=0-1,5-6', null],
    ['bytes=999999999999999999-', null],
    ['items=0-1', null],
    [undefined, null],
  ])('%s', (header, range) => expect(readRange(header, 100)).toEqual(range));
});

describe('The kinds of a slot', () => {
  it('are said in words, in one order, and offered to the picker by their endings', () => {
    expect(sayKinds(['docx', 'pdf', 'jpg'])).toBe('PDF, ảnh JPG hoặc Word (DOCX)');
    expect(sayKinds(['mp4'])).toBe('video MP4');
    expect(acceptOf(['png', 'pdf'])).toBe('.pdf,.png');
  });
});
