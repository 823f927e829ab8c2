import { describe, expect, it } from '@jest/globals';
import type { ReceiptFacts } from '../../../src/entries/entry.facts.js';
import { toReceiptCard, toReceiptPaper } from '../../../src/entries/receipt.paper.js';

const at = new Date('2021-11-24T09:00:00+07:00');
const receipt: ReceiptFacts = {
  id: 'r',
  entryId: 'e' as ReceiptFacts['entryId'],
  round: 1,
  receivedAt: at,
  receivedBy: 'Hệ thống Hội Thi',
  secret: 'ABCDEFGH',
  checkValue: 'BCDEF23456',
  body: {
    number: 'ZALO21-211124-0007',
    contestName: 'Cuộc thi',
    villageName: 'Bản Bo',
    communeName: 'Xã Bản Bo',
    submittedBy: 'Lò Văn Bo',
    rules: null,
    extension: null,
    answers: [],
    files: [
      { slotCode: 'anh', slot: 'Ảnh', name: 'Ảnh 1.jpg', kind: 'jpg', size: 2048, sha256: 'f'.repeat(64), pages: null },
    ],
    members: { slotCode: 'thanh-vien', slot: 'Danh sách thành viên', count: 43, sha256: '0123456789abcdef' },
  },
};
const contest = { organiserName: 'UBND tỉnh Lai Châu', rehearsal: false, noun: 'Cuộc thi' };
const links = {
  qr: 'https://hoithi.vn/xac-thuc/ZALO21-211124-0007?kiem=BCDEF23456',
  verification: 'https://hoithi.vn/xac-thuc/ZALO21-211124-0007',
  short: 'https://hoithi.vn/h/x',
  lookUp: 'https://hoithi.vn/tra-cuu',
};
type Press = typeof toReceiptPaper;
const rowsOf = (press: Press, facts: ReceiptFacts): unknown[] =>
  press(facts, contest, links, at).blocks.flatMap((block) => (block.kind === 'table' ? [block.rows] : []));

describe('A receipt', () => {
  const list = ['Danh sách thành viên', 'Danh sách 43 người', '', '', '01234567'];
  const file = ['Ảnh', 'Ảnh 1.jpg', '', '2 KB', 'ffffffff'];

  it('names files and the list of members by number and hash, on both copies and on the picture', () => {
    expect(rowsOf(toReceiptPaper, receipt)).toEqual([
      [file, list],
      [file, list],
    ]);
    expect(rowsOf(toReceiptCard, receipt)).toEqual([[file, list]]);
  });

  it('carries on every copy the QR code and the words by which anybody checks it, and on the picture no secret', () => {
    for (const [press, copies] of [
      [toReceiptPaper, 2],
      [toReceiptCard, 1],
    ] as const) {
      const { blocks } = press(receipt, contest, links, at);
      const codes = blocks.flatMap((block) => (block.kind === 'code' ? [block.content] : []));
      expect(codes).toEqual(Array<string>(copies).fill(links.qr));
      const words = JSON.stringify(blocks);
      const howTo = `mở ${links.verification}, nhập mã kiểm tra BCDEF 23456.`;
      expect(words.split(howTo)).toHaveLength(copies + 1);
      expect(words.includes('ABCD EFGH')).toBe(press === toReceiptPaper);
    }
  });

  it('names no list where there is none, nor on those of before there were lists', () => {
    const { members: _none, ...before } = receipt.body;
    expect(rowsOf(toReceiptCard, { ...receipt, body: { ...before, members: null } })).toEqual([[file]]);
    expect(rowsOf(toReceiptCard, { ...receipt, body: before })).toEqual([[file]]);
  });
});
