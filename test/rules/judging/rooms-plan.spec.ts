import { describe, expect, it } from '@jest/globals';
import { type AssignmentCase, type RoomsRule } from '../../../src/judging/assignment.js';
import { planRooms } from '../../../src/judging/assignment/rooms.plan.js';
import { readRooms, roomsText } from '../../../src/judging/rooms.form.js';
import type { EntryId, PersonId, UnitId } from '../../../src/kernel/ids.js';

const person = (name: string): PersonId => name as PersonId;
const unit = (name: string): UnitId => name as UnitId;
const entry = (number: string, district: string) => ({
  id: number as EntryId,
  number,
  villageId: unit(`v-${number}`),
  communeId: unit(`c-${number}`),
  districtId: unit(district),
});
const pair = (personId: string, entryId: string) => ({ personId: person(personId), entryId: entryId as EntryId });
const rule = (more: Partial<RoomsRule> = {}): RoomsRule => ({
  kind: 'rooms',
  rooms: [
    { name: 'A', judges: new Set([person('J1'), person('J2')]), areas: new Set() },
    { name: 'B', judges: new Set([person('J3'), person('J4')]), areas: new Set() },
  ],
  by: 'even',
  shared: 0,
  seed: 's',
  ...more,
});
const the = (entries: AssignmentCase['entries'], more: Partial<AssignmentCase> = {}): AssignmentCase => ({
  entries,
  judges: ['J1', 'J2', 'J3', 'J4'].map((name) => ({ personId: person(name), unitId: null })),
  conflicts: [],
  given: [],
  ...more,
});
const many = (count: number, district = 'd1') =>
  Array.from({ length: count }, (_, index) => entry(`E${String(index + 1).padStart(2, '0')}`, district));
const sizes = (found: AssignmentCase, by: RoomsRule): number[] =>
  planRooms(found, by).rooms.map(({ entries }) => entries.length);

describe('A panel divided into rooms', () => {
  it('shares the entries out evenly; every judge of a room judges every entry of it and no other', () => {
    const found = the(many(7));
    const plan = planRooms(found, rule());
    expect(plan.rooms.map(({ entries }) => entries.length).sort()).toEqual([3, 4]);
    const [roomA, roomB] = plan.rooms.map(({ entries }) => entries.map(({ id }) => id));
    const judged = (name: string) =>
      plan.pairs.filter(({ personId }) => personId === name).map(({ entryId }) => entryId);
    expect([judged('J1'), judged('J2'), judged('J3'), judged('J4')]).toEqual([roomA, roomA, roomB, roomB]);
    expect([plan.lacking, plan.blocked, plan.shared]).toEqual([[], [], []]);
  });

  it('the same seed gives the same rooms, another one others', () => {
    const found = the(many(12));
    expect(planRooms(found, rule())).toEqual(planRooms(found, rule()));
    expect(planRooms(found, rule()).rooms).not.toEqual(planRooms(found, rule({ seed: 't' })).rooms);
  });

  it('an entry comes where nobody is in conflict with it', () => {
    // J1 of room A is in conflict with the first four of eight: they fill room B
    const conflicts = many(4).map(({ number }) => ({ ...pair('J1', number), kind: 'declared' as const }));
    const plan = planRooms(the(many(8), { conflicts }), rule());
    expect(plan.rooms.map(({ entries }) => entries.map(({ number }) => number))).toEqual([
      ['E05', 'E06', 'E07', 'E08'],
      ['E01', 'E02', 'E03', 'E04'],
    ]);
    expect(plan.blocked).toEqual([]);
  });

  it('an entry with a conflict in every room sits where fewest are in conflict, is told, and is never given to them', () => {
    const conflicts = ['J1', 'J2', 'J3'].map((name) => ({ ...pair(name, 'E01'), kind: 'pinned' as const }));
    const plan = planRooms(the(many(4), { conflicts }), rule());
    expect(plan.rooms[1]?.entries.map(({ number }) => number)).toContain('E01');
    expect(plan.pairs.filter(({ entryId }) => entryId === 'E01')).toEqual([pair('J4', 'E01')]);
    expect(plan.lacking).toEqual([{ entryId: 'E01', number: 'E01', has: 1, needs: 2 }]);
    expect(plan.blocked).toEqual([{ ...pair('J3', 'E01'), why: 'pinned' }]);
  });

  it('what a room has begun with stays in it, whatever the seed', () => {
    const given = [pair('J3', 'E01'), pair('J4', 'E01'), pair('J3', 'E02')];
    for (const seed of ['s', 't', 'u', 'v']) {
      const plan = planRooms(the(many(6), { given }), rule({ seed }));
      expect(plan.rooms[1]?.entries.map(({ number }) => number)).toEqual(expect.arrayContaining(['E01', 'E02']));
      expect(plan.rooms.map(({ entries }) => entries.length)).toEqual([3, 3]);
      expect(plan.pairs.filter(({ entryId }) => entryId === 'E02')).toEqual([pair('J4', 'E02')]);
    }
  });

  it('shared entries are judged in all rooms, are drawn among those free of conflict, and are not drawn anew', () => {
    const conflicts = many(4).map(({ number }) => ({ ...pair('J1', number), kind: 'declared' as const }));
    const found = the(many(6), { conflicts });
    const plan = planRooms(found, rule({ shared: 2 }));
    expect(plan.shared.map(({ number }) => number)).toEqual(['E05', 'E06']);
    const again = planRooms({ ...found, given: plan.pairs }, rule({ shared: 2, seed: 't' }));
    expect(again.pairs).toEqual([]);
    expect(again.shared).toEqual(plan.shared);
  });

  it('by areas keeps a district whole: chosen ones first, then the largest where it fits best', () => {
    const entries = [
      ...['1', '2', '3', '4', '5'].map((n) => entry(`X${n}`, 'x')),
      ...['1', '2', '3'].map((n) => entry(`Y${n}`, 'y')),
      entry('Z1', 'z'),
    ];
    const districts = (more: Partial<RoomsRule>, found: Partial<AssignmentCase> = {}): string[] =>
      planRooms(the(entries, found), rule({ by: 'areas', ...more })).rooms.map((room) =>
        [...new Set(room.entries.map(({ number }) => number.slice(0, 1)))].join(''),
      );
    // x (5) to A, y (3) to B, z (1) to the smaller B
    expect(districts({})).toEqual(['X', 'YZ']);
    // J1 comes from x: it goes to B, y to A; A has 3, B 5, so z goes to A
    const judges = ['J1', 'J2', 'J3', 'J4'].map((name) => ({
      personId: person(name),
      unitId: name === 'J1' ? unit('x') : null,
    }));
    expect(districts({}, { judges })).toEqual(['YZ', 'X']);
    const [roomA, roomB] = rule().rooms;
    if (roomA === undefined || roomB === undefined) throw new Error('two rooms');
    expect(districts({ rooms: [{ ...roomA, areas: new Set([unit('y')]) }, roomB] })).toEqual(['YZ', 'X']);
  });

  it('never has a better choice: as many entries free of conflict as any division within the even share has', () => {
    let lot = 7;
    const chance = (of: number): number => (lot = (lot * 16807) % 2147483647) % of;
    for (let round = 0; round < 120; round += 1) {
      const entries = many(2 + chance(6));
      const conflicts = entries.flatMap(({ number }) =>
        ['J1', 'J3']
          .filter(() => chance(3) === 0)
          .map((name) => ({ ...pair(name, number), kind: 'declared' as const })),
      );
      const found = the(entries, { conflicts });
      const share = Math.ceil(entries.length / 2);
      const isFree = (room: number, number: string): boolean =>
        !conflicts.some(({ personId, entryId }) => entryId === number && personId === (room === 0 ? 'J1' : 'J3'));
      let best = 0;
      for (let division = 0; division < 2 ** entries.length; division += 1) {
        const rooms = entries.map((_, index) => (division >> index) & 1);
        const inB = rooms.reduce((sum, room) => sum + room, 0);
        if (Math.max(inB, entries.length - inB) > share) continue;
        best = Math.max(best, entries.filter(({ number }, index) => isFree(rooms[index] ?? 0, number)).length);
      }
      const plan = planRooms(found, rule({ seed: `s${round}` }));
      const free = plan.rooms.flatMap((room, index) =>
        room.entries.filter(({ number }) => isFree(index, number)),
      ).length;
      expect([round, free]).toEqual([round, best]);
      expect(Math.max(...sizes(found, rule({ seed: `s${round}` })))).toBeLessThanOrEqual(share);
    }
  });
});

describe('Rooms as they are typed', () => {
  const judges = ['GK1', 'GK2', 'GK3'].map((code) => ({ personId: person(code), code, room: null }));
  const areas = [
    { id: unit('tam-duong'), name: 'Huyện Tam Đường' },
    { id: unit('sin-ho'), name: 'Huyện Sìn Hồ' },
  ];
  const read = (lines: string[], more: Record<string, string> = {}) =>
    readRooms({ 'tieu-ban': lines.join('\n'), chia: 'dia-ban', chung: '0', hat: 's', ...more }, { judges, areas });

  it('a line a room: name, judges, and behind a semicolon its districts, with their type word and marks or without', () => {
    expect(read(['Tiểu ban 1: GK1, gk2; tam duong', '', 'Tiểu ban 2: GK3; Huyện Sìn Hồ'])).toEqual({
      rule: {
        kind: 'rooms',
        rooms: [
          { name: 'Tiểu ban 1', judges: new Set([person('GK1'), person('GK2')]), areas: new Set([unit('tam-duong')]) },
          { name: 'Tiểu ban 2', judges: new Set([person('GK3')]), areas: new Set([unit('sin-ho')]) },
        ],
        by: 'areas',
        shared: 0,
        seed: 's',
      },
    });
  });

  it('is filled in with two halves of the panel, later with the rooms that there are', () => {
    expect(roomsText(judges)).toBe('Tiểu ban 1: GK1, GK2\nTiểu ban 2: GK3');
    expect(roomsText(judges.map((judge) => ({ ...judge, room: judge.code === 'GK2' ? 'B' : 'A' })))).toBe(
      'A: GK1, GK3\nB: GK2',
    );
  });

  it('every fault is told with its line', () => {
    const found = read(['Tiểu ban 1 GK1', 'A: GK1, GK9; Than Uyên', 'a: GK1', 'B:'], {
      chia: '',
      chung: '-1',
      hat: 'ê',
    });
    expect('faults' in found && found.faults.map(({ field, text }) => `${field}: ${text}`)).toEqual([
      'tieu-ban: Dòng 1: ghi tên tiểu ban, dấu hai chấm, rồi mã giám khảo, ví dụ “Tiểu ban 1: GK1, GK2”.',
      'tieu-ban: Dòng 2: không có giám khảo GK9 trong Ban Giám khảo.',
      'tieu-ban: Dòng 2: không có địa bàn “Than Uyên” trong cuộc thi.',
      'tieu-ban: Dòng 3: tên “a” đã có ở dòng 2.',
      'tieu-ban: Dòng 3: GK1 đã có ở dòng 2.',
      'tieu-ban: Dòng 3: chưa có giám khảo nào.',
      'tieu-ban: Dòng 4: chưa có giám khảo nào.',
      'chia: Chọn cách chia hồ sơ vào các tiểu ban.',
      'chung: Nhập số hồ sơ mọi tiểu ban cùng chấm, từ 0 đến 500.',
      'hat: Nhập hạt giống bằng chữ không dấu và số, ví dụ 2021-lan-1.',
    ]);
  });

  it.each([
    [['A: GK1, GK2'], {}, 'Ghi ít nhất hai tiểu ban, mỗi tiểu ban một dòng.'],
    [
      ['A: GK1; Sìn Hồ', 'B: GK2'],
      { chia: 'deu' },
      'Đã ghi địa bàn cho tiểu ban: chọn chia theo địa bàn, hoặc bỏ phần địa bàn.',
    ],
  ])('%j is at fault as a whole', (lines, more, told) => {
    const found = read(lines, more);
    expect('faults' in found && found.faults.map(({ text }) => text)).toEqual([told]);
  });
});
