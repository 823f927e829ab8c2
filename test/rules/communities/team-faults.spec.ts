import { describe, expect, it } from '@jest/globals';
import { teamFaults } from '../../../src/communities/teams/team.faults.js';
import { maskedName, maskedPhone } from '../../../src/communities/teams/team.policy.js';
import { readHouseholds } from '../../../src/communities/teams/household.file.js';
import { readCsv } from '../../../src/press/csv-reading.js';

const COVID = { membersMin: 3, membersMax: 5, householdsMin: 30, householdsMax: 50, leaders: 1 };
const OPEN = { membersMin: null, membersMax: null, householdsMin: null, householdsMax: null, leaders: null };
const good = { members: 4, leaders: 1, households: 40 };

describe('A Tổ Covid cộng đồng has 3 to 5 members, exactly one leader, and 30 to 50 households', () => {
  it.each([
    [2, ['Tổ có 2 người, cần 3 đến 5.']],
    [3, []],
    [5, []],
    [6, ['Tổ có 6 người, cần 3 đến 5.']],
  ])('%i members', (members, faults) => expect(teamFaults({ ...good, members }, COVID)).toEqual(faults));

  it.each([
    [0, ['Chưa có tổ trưởng.']],
    [1, []],
    [2, ['Có 2 tổ trưởng, cần đúng 1.']],
  ])('%i leaders', (leaders, faults) => expect(teamFaults({ ...good, leaders }, COVID)).toEqual(faults));

  it.each([
    [29, ['Tổ có 29 hộ, cần 30 đến 50.']],
    [30, []],
    [50, []],
    [51, ['Tổ có 51 hộ, cần 30 đến 50.']],
  ])('%i households', (households, faults) => expect(teamFaults({ ...good, households }, COVID)).toEqual(faults));

  it('tells every fault of an empty team', () => {
    expect(teamFaults({ members: 0, leaders: 0, households: 0 }, COVID)).toEqual([
      'Tổ có 0 người, cần 3 đến 5.',
      'Chưa có tổ trưởng.',
      'Tổ có 0 hộ, cần 30 đến 50.',
    ]);
  });
});

it('A bound that no paper sets asks nothing, and a half-open one says so', () => {
  expect(teamFaults({ members: 0, leaders: 0, households: 0 }, OPEN)).toEqual([]);
  expect(teamFaults({ ...good, members: 9 }, { ...OPEN, membersMax: 8 })).toEqual(['Tổ có 9 người, cần nhiều nhất 8.']);
  expect(teamFaults({ ...good, households: 9 }, { ...OPEN, householdsMin: 10 })).toEqual([
    'Tổ có 9 hộ, cần từ 10 trở lên.',
  ]);
});

it('Who need not know a person sees that there is one', () => {
  expect(maskedName('Lò Văn Mẫu')).toBe('L. V. M.');
  expect(maskedName('Lò Văn Mẫu (mẫu)')).toBe('L. V. M.');
  expect(maskedPhone('0912345678')).toBe('••• 678');
  expect(maskedPhone('')).toBe('');
});

describe('A file of households', () => {
  const read = (csv: string) => readHouseholds([readCsv(Buffer.from(csv), { rows: 100, columns: 10 })]);

  it('is read by its headings wherever they stand, and names every fault by its line', () => {
    const { rows, faults } = read(
      'Danh sách hộ,,,\nChủ hộ,Số người,Thôn bản,Tổ phụ trách\nLò Văn Mẫu,5,Bản Một,Tổ 1\n,3,Bản Một,\nLò Thị Hai,0,,Tổ 1\n',
    );
    expect(faults.map(({ line, message }) => [line, message])).toEqual([
      [4, 'chưa ghi chủ hộ.'],
      [5, 'chưa ghi thôn, bản.'],
      [5, 'số người “0” chưa đúng. Ghi số từ 1 đến 99.'],
    ]);
    expect(rows).toEqual([
      { line: 3, unit: '', village: 'Bản Một', team: 'Tổ 1', headName: 'Lò Văn Mẫu', address: '', persons: 5 },
    ]);
  });
});
