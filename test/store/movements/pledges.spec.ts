import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Audit } from '../../../src/audit/audit.js';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { newId, type UnitId } from '../../../src/kernel/ids.js';
import { DriveOpening } from '../../../src/movements/drives/drive.opening.js';
import { DriveRepository } from '../../../src/movements/drives/drive.repository.js';
import { DriveService } from '../../../src/movements/drives/drive.service.js';
import { ReportRepository } from '../../../src/movements/drives/report.repository.js';
import { DRIVE_TEMPLATES } from '../../../src/movements/drives/drive.templates.js';
import { MovementOpening } from '../../../src/movements/movement.opening.js';
import { MovementPlaces } from '../../../src/movements/movement.places.js';
import { MovementRepository } from '../../../src/movements/movement.repository.js';
import { MovementService } from '../../../src/movements/movement.service.js';
import { PlaceRepository } from '../../../src/movements/pledges/place.repository.js';
import type { PledgeWords } from '../../../src/movements/pledges/pledge.facts.js';
import { PledgeImport } from '../../../src/movements/pledges/pledge.import.js';
import { PLEDGE_INVARIANTS } from '../../../src/movements/pledges/pledge.invariants.js';
import { PledgeOpening } from '../../../src/movements/pledges/pledge.opening.js';
import { PledgePlaces } from '../../../src/movements/pledges/pledge.places.js';
import { PledgeRepository } from '../../../src/movements/pledges/pledge.repository.js';
import { PledgeService } from '../../../src/movements/pledges/pledge.service.js';
import { ResidentRepository } from '../../../src/movements/pledges/resident.repository.js';
import { ResidentService } from '../../../src/movements/pledges/resident.service.js';
import { readCsv } from '../../../src/press/csv-reading.js';
import { UnitReader } from '../../../src/units/unit.reader.js';
import { freshDatabase } from '../../database.js';
import { codeOf } from '../../fixtures/judging-room.js';
import { actBy, buildWorld, type World } from '../../fixtures/world.js';

let database: Database;
let world: World;
let close: () => Promise<void>;
let service: PledgeService;
let residents: ResidentService;
let importing: PledgeImport;
let opening: PledgeOpening;
let at: { driveId: string; unitId: string };
const pledges = new PledgeRepository();
const NOW = new Date('2021-11-20T09:00:00+07:00');

beforeAll(async () => {
  const fresh = await freshDatabase();
  const source = await createDataSource(fresh.url).initialize();
  database = new Database(source);
  world = await buildWorld(database);
  const [movementRows, drives, residentRows] = [
    new MovementRepository(),
    new DriveRepository(),
    new ResidentRepository(),
  ];
  const movements = new MovementOpening(movementRows, new UnitReader());
  const drivesOpening = new DriveOpening(movements, drives);
  opening = new PledgeOpening(drivesOpening, movements, drives, movementRows, pledges, residentRows);
  service = new PledgeService(database, new Audit(), opening, pledges);
  residents = new ResidentService(database, new Audit(), opening, residentRows);
  importing = new PledgeImport(database, new Audit(), opening, new PledgePlaces(new PlaceRepository()), pledges);
  const organiser = actBy(world.actors.organiser);
  const movementId = await new MovementService(database, new Audit(), movementRows, movements).begin(organiser, {
    name: 'Nhóm Zalo cộng đồng',
    standingAgency: 'Sở Thông tin và Truyền thông',
    planNumber: '3417/KH-UBND',
    planDatedOn: '2021-10-22',
    startsOn: '2021-10-25',
    endsOn: '2021-11-25',
    ownerUnitId: world.units.province,
  });
  await database.transaction((tx) => new MovementPlaces().place(tx, world.contestId, movementId));
  const template = DRIVE_TEMPLATES.find(({ keepsPledges }) => keepsPledges);
  if (template === undefined) throw new Error('no template keeps pledges');
  const drive = new DriveService(
    database,
    new Audit(),
    new UnitReader(),
    movements,
    drivesOpening,
    drives,
    new ReportRepository(),
  );
  const driveId = await drive.begin(organiser, movementId, template, {
    ...template,
    startsOn: '2021-10-25',
    endsOn: '2021-11-25',
    scopeUnitId: world.units.province,
    unitsOn: '2021-11-01',
    indicators: template.indicators.map((one) => ({ ...one, dueOn: null })),
  });
  const agency = { line: 1, commune: 'Xã Bản Bo', name: 'Trường Tiểu học', required: 40, controllerName: null };
  await drive.layAgencies(organiser, driveId, [agency]);
  const { units } = await drive.inFull(database.reader, world.actors.organiser, driveId, NOW);
  at = { driveId, unitId: units[0]?.id ?? '' };
  close = async () => {
    await source.destroy();
    await fresh.drop();
  };
});
afterAll(() => close());

const words = (fullName: string, more: Partial<PledgeWords> = {}): PledgeWords => ({
  fullName,
  post: '',
  residence: {
    communeId: world.units.banBo,
    communeName: 'Xã Bản Bo',
    districtId: world.units.tamDuong,
    provinceId: world.units.province,
    village: { id: world.villages.banBo[0] as UnitId, name: 'Bản Hợp Nhất' },
  },
  pledgedOn: '2021-11-05',
  ...more,
});
const add = (fullName: string) => service.add(actBy(world.actors.xa), at, words(fullName));
const inGroup = { isMember: true, saidOn: '2021-11-10', reason: '' };
const speak = (id: string, version: number, word = inGroup) =>
  residents.speak(actBy(world.actors.xa), at.driveId, [{ id, version }], word);
const stateOf = async (id: string) => {
  const opened = await opening.list(database.reader, world.actors.xa, at.driveId, at.unitId, NOW);
  return (await opening.pledge(database.reader, opened, id)).state;
};
const outcomes = async (works: Promise<unknown>[]): Promise<string[]> => (await Promise.all(works.map(codeOf))).sort();

describe('Two hands at the same moment', () => {
  it('that put the same person on the list: one does, the other is told', async () => {
    expect(await outcomes([add('Lò Văn Một'), add('Lò Văn Một')])).toEqual(['done', 'pledge-listed']);
  });

  it('that confirm and deny the same person: one word stands', async () => {
    const id = await add('Lò Văn Hai');
    const denied = { isMember: false, saidOn: '2021-11-10', reason: 'Chưa thấy' };
    expect(await outcomes([speak(id, 1), speak(id, 1, denied)])).toEqual(['done', 'pledges-changed']);
  });

  it('of which the agency writes over what the hamlet confirms: the second is refused, whoever it is', async () => {
    const id = await add('Lò Văn Ba');
    const edit = service.correct(
      actBy(world.actors.xa),
      { ...at, pledgeId: id, version: 1 },
      words('Lò Văn Ba', { post: 'Kế toán' }),
      '',
    );
    const told = await outcomes([edit, speak(id, 1)]);
    expect(told[0]).toBe('done');
    expect(['pledges-changed', 'stale']).toContain(told[1]);
  });

  it('that confirm many in different order: neither waits for the other for ever', async () => {
    const ids: { id: string; version: number }[] = [];
    for (const name of ['Lò Văn Tư', 'Lò Văn Năm', 'Lò Văn Sáu']) ids.push({ id: await add(name), version: 1 });
    const all = (picked: typeof ids) => residents.speak(actBy(world.actors.xa), at.driveId, picked, inGroup);
    expect(await outcomes([all(ids), all(ids.toReversed())])).toEqual(['done', 'pledges-changed']);
  });
});

describe('What the hamlet has spoken of', () => {
  it('is not written over by anything, not even past the services', async () => {
    const id = await add('Lò Văn Bảy');
    await speak(id, 1);
    const change = (sql: string) => database.transaction((tx) => tx.changed(sql, [id]));
    await expect(change(`UPDATE drive_pledges SET full_name = 'Khác' WHERE id = $1`)).rejects.toThrow(
      'stays as it was',
    );
    await expect(
      change(`UPDATE drive_pledge_words SET is_member = false, reason = 'x' WHERE pledge_id = $1`),
    ).rejects.toThrow('what a hamlet said stays');
  });

  it('is corrected by a row that names it; a second correction of the same row is refused', async () => {
    const id = await add('Lò Văn Tám');
    await speak(id, 1);
    const correct = () =>
      service.correct(
        actBy(world.actors.xa),
        { ...at, pledgeId: id, version: 2 },
        words('Lò Văn Tám', { post: 'Y sĩ' }),
        'Ghi thiếu',
      );
    expect(await outcomes([correct(), correct()])).toEqual(['done', 'pledge-gone']);
    expect(await stateOf(id)).toBe('replaced');
    const chain = await pledges.chain(database.reader, id);
    expect(chain.map(({ post, state, reason }) => ({ post, state, reason }))).toEqual([
      { post: 'Y sĩ', state: 'pledged', reason: 'Ghi thiếu' },
      { post: '', state: 'replaced', reason: null },
    ]);
  });
});

describe('Roles that keep no list', () => {
  it.each(['organiser', 'auditor', 'admin'] as const)('%s writes nothing on it', async (role) => {
    const act = actBy(world.actors[role]);
    expect(await codeOf(service.add(act, at, words('Lò Văn Chín')))).toBe('not-allowed');
    expect(
      await codeOf(
        importing.take(act, at, [
          readCsv(Buffer.from('Họ và tên\tThôn, bản\nA\tBản Nà Út\n'), { rows: 9, columns: 9 }),
        ]),
      ),
    ).toBe('not-allowed');
    expect(await codeOf(residents.speak(act, at.driveId, [], inGroup))).toBe('not-found');
  });

  it('an office speaks for no hamlet', async () => {
    const id = await add('Lò Văn Mười');
    const spoken = residents.speak(actBy(world.actors.thamDinh), at.driveId, [{ id, version: 1 }], inGroup);
    expect(await codeOf(spoken)).toBe('not-found');
  });
});

describe('A file of 5,000 people', () => {
  const rows = (isFaulty: (index: number) => boolean): string =>
    [
      'Họ và tên\tChức vụ\tThôn, bản',
      ...Array.from(
        { length: 5000 },
        (_, index) =>
          `Người ${'abcdefghij'[index % 10] ?? ''}\tSố ${index}\t${isFaulty(index) ? 'Bản Sai' : 'Bản Nà Út'}`,
      ),
    ].join('\n');
  const tables = (text: string) => [readCsv(Buffer.from(text), { rows: 5050, columns: 30 })];
  const check = async (text: string) => {
    const opened = await opening.list(database.reader, world.actors.xa, at.driveId, at.unitId, NOW);
    return importing.check(database.reader, opened, tables(text));
  };

  it('with a fault in every tenth row names all 500 and writes nothing', async () => {
    const before = await pledges.standing(database.reader, at.unitId as never);
    const text = rows((index) => index % 10 === 3);
    const { faults, added } = await check(text);
    // Row 3 of the list stands in line 5: below the heading, and lines count from 1.
    expect([faults.length, faults[0], added]).toEqual([
      500,
      { line: 5, message: 'Xã Bản Bo không có “Bản Sai”.' },
      4500,
    ]);
    expect(await codeOf(importing.take(actBy(world.actors.xa), at, tables(text)))).toBe('pledge-file-faulty');
    expect((await pledges.standing(database.reader, at.unitId as never)).size).toBe(before.size);
  });

  it('without one comes in whole, and a second time changes nothing', async () => {
    const text = rows(() => false);
    expect(await importing.take(actBy(world.actors.xa), at, tables(text))).toMatchObject({ added: 5000, unchanged: 0 });
    expect(await check(text)).toMatchObject({ added: 0, unchanged: 5000, faults: [] });
  });
});

describe('After the communes of 2025', () => {
  it('the new commune speaks for those who live in the old ones, and keeps their agencies’ lists', async () => {
    const id = newId<'unit'>();
    await database.transaction(async (tx) => {
      await tx.changed(
        `INSERT INTO units (id, level, type, name, code, parent_id, valid_from, sort_key, folded)
         VALUES ($1, 'commune', 'xã', 'Xã Bình Lư mới', '99001', $2, '2025-07-01', 'x', 'xa binh lu moi')`,
        [id, world.units.province],
      );
      await tx.changed(`UPDATE units SET valid_to = '2025-07-01' WHERE id = $1`, [world.units.banBo]);
      await tx.changed(
        `INSERT INTO unit_successions (old_id, new_id, kind, document) VALUES ($1, $2, 'merged_whole', 'Nghị quyết mẫu')`,
        [world.units.banBo, id],
      );
    });
    const successor: Actor = { ...world.actors.xa, unitId: id, unitName: 'Xã Bình Lư mới' };
    const [first] = await residents.waiting(database.reader, successor, at.driveId, NOW);
    if (first === undefined) throw new Error('nobody waits');
    expect(first.communeName).toBe('Xã Bản Bo');
    expect(await residents.speak(actBy(successor), at.driveId, [first], inGroup)).toBe(1);
    await service.add(actBy(successor), at, words('Lò Văn Mới'));
    expect(await codeOf(residents.waiting(database.reader, world.actors.xa2, at.driveId, NOW))).toBe('not-found');
  });
});

describe('After all this', () => {
  it('every rule about pledges holds', async () => {
    for (const one of PLEDGE_INVARIANTS) expect(await one.breaches(database.reader, 'lengths')).toEqual([]);
  });
});
