import { describe, expect, it } from '@jest/globals';
import { toAnnexPaper } from '../../../src/communities/groups/annex.paper.js';
import { readGroupFile } from '../../../src/communities/groups/group.file.js';
import { LETTER_CSV, tableOf } from '../../fixtures/communities/register.js';

const rows = readGroupFile(tableOf(LETTER_CSV), { countedOn: '2021-09-16', today: '2021-09-16' }).rows.map((row) => ({
  communeName: row.unit,
  communeType: row.unit === 'Hợp Hòa' ? 'thị trấn' : 'xã',
  villageName: null,
  groupName: row.name,
  members: row.members,
}));
const ROLE = 'Tổ trưởng Tổ liên gia tự quản';
const paper = (lacking: number) =>
  toAnnexPaper({
    rows,
    subject: 'TTCH Covid',
    on: '2021-09-16',
    lacking: { communes: 13, roles: [{ name: ROLE, lacking }] },
    madeAt: new Date('2021-09-20T08:00:00+07:00'),
  });
const textOf = (lacking: number): string => JSON.stringify(paper(lacking).blocks);

describe('The annex of the letter', () => {
  it('has its heading, its 13 rows and their sum', () => {
    const [title, table] = paper(0).blocks;
    expect(title).toEqual({
      kind: 'title',
      text: 'THỐNG KÊ',
      subject: 'Các xã, thị trấn lập nhóm Zalo TTCH Covid, đến ngày 16/9/2021',
    });
    expect(table).toMatchObject({ kind: 'table', closing: { label: 'Tổng cộng', rest: ['508'] } });
    expect(table?.kind === 'table' && table.rows.length).toBe(13);
    expect(table?.kind === 'table' && table.rows[0]).toEqual(['1', 'Đao Tú', 'TTCH Covid xã Đao Tú', '30']);
  });

  it('says mean, least and most: 508 / 13 = 39,08, to one decimal 39,1', () => {
    expect(textOf(0)).toContain(
      'Trung bình 39,1 thành viên một nhóm; ít nhất 18 (TTCH Covid xã Hợp Thịnh); nhiều nhất 78 (TTCH Covid xã Hướng Đạo).',
    );
  });

  it.each([
    ['six of thirteen communes', 6, false],
    ['seven of thirteen', 7, true],
  ])('finds that most lack a role when %s are known to', (_how, lacking, says) => {
    expect(textOf(lacking).includes(`(Đa số các xã, thị trấn thiếu thành viên ${ROLE} hoặc đại diện)`)).toBe(says);
  });
});
