import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Audit } from '../../../src/audit/audit.js';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { newId } from '../../../src/kernel/ids.js';
import { MovementPlaces } from '../../../src/movements/movement.places.js';
import { MovementOpening } from '../../../src/movements/movement.opening.js';
import { MovementRepository } from '../../../src/movements/movement.repository.js';
import { MovementService } from '../../../src/movements/movement.service.js';
import { BoardRepository, type Grouping } from '../../../src/movements/drives/board.repository.js';
import { DRIVE_INVARIANTS } from '../../../src/movements/drives/drive.invariants.js';
import { DriveOpening } from '../../../src/movements/drives/drive.opening.js';
import { DriveRepository } from '../../../src/movements/drives/drive.repository.js';
import { DriveService } from '../../../src/movements/drives/drive.service.js';
import { DRIVE_TEMPLATES } from '../../../src/movements/drives/drive.templates.js';
import type { DriveFacts, DriveId } from '../../../src/movements/drives/drive.facts.js';
import { OwedReader } from '../../../src/movements/drives/owed.reader.js';
import { ReportRepository } from '../../../src/movements/drives/report.repository.js';
import { ReportService } from '../../../src/movements/drives/report.service.js';
import { UnitReader } from '../../../src/units/unit.reader.js';
import { freshDatabase } from '../../database.js';
import { codeOf } from '../../fixtures/judging-room.js';
import { MERGED, mergeCommunes } from '../../fixtures/reform.js';
import { actBy, buildWorld, type World } from '../../fixtures/world.js';

let database: Database;
let world: World;
let close: () => Promise<void>;
let service: ReportService;
let drives: DriveService;
let opening: DriveOpening;
let drive: DriveFacts;
let movementId: string;
const boards = new BoardRepository();
const rows = new DriveRepository();
const reports = new ReportRepository();

const plan = {
  name: 'Sử dụng hiệu quả nhóm Zalo cộng đồng',
  standingAgency: 'Sở Thông tin và Truyền thông',
  planNumber: '3417/KH-UBND',
  planDatedOn: '2021-10-22',
  startsOn: '2021-10-25',
  endsOn: '2021-11-25',
};
const WEEK1 = '2021-10-25';
const WEEK2 = '2021-11-01';

beforeAll(async () => {
  const fresh = await freshDatabase();
  const source = await createDataSource(fresh.url).initialize();
  database = new Database(source);
  // The contest is in rehearsal and its clock stands at 9:00 on 20/11/2021: the movement goes by it.
  world = await buildWorld(database);
  const movementRows = new MovementRepository();
  const movements = new MovementOpening(movementRows, new UnitReader());
  const movementService = new MovementService(database, new Audit(), movementRows, movements);
  opening = new DriveOpening(movements, rows);
  service = new ReportService(database, new Audit(), opening, reports);
  drives = new DriveService(database, new Audit(), new UnitReader(), movements, opening, rows, reports);
  movementId = await movementService.begin(actBy(world.actors.organiser), {
    ...plan,
    ownerUnitId: world.units.province,
  });
  await database.transaction((tx) => new MovementPlaces().place(tx, world.contestId, movementId));
  const [template] = DRIVE_TEMPLATES;
  if (template === undefined) throw new Error('no template');
  const indicators = template.indicators.map((one) => ({ ...one, target: one.onlyGrows ? 40 : null, dueOn: null }));
  const id = await drives.begin(actBy(world.actors.organiser), movementId, template, {
    ...template,
    startsOn: plan.startsOn,
    endsOn: plan.endsOn,
    scopeUnitId: world.units.province,
    unitsOn: '2021-11-01',
    indicators,
  });
  drive = (await rows.byId(database.reader, id)) as DriveFacts;
  close = async () => {
    await source.destroy();
    await fresh.drop();
  };
});
afterAll(() => close());

const unitOf = async (actor: Actor) => {
  const opened = await opening.open(database.reader, actor, drive.id, new Date());
  const { units } = await rows.units(database.reader, drive.id, opened.reach, { limit: 10, offset: 0 });
  return units;
};
const figures = (followers: number, members: number) => {
  const [first, second] = drive.indicators;
  return { [first?.id ?? '']: { part: followers, whole: null }, [second?.id ?? '']: { part: members, whole: null } };
};
async function report(
  actor: Actor,
  periodOn: string,
  followers: number,
  more: { replaces?: string | null; reason?: string; unit?: string } = {},
): Promise<string> {
  const unitId = more.unit ?? (await unitOf(actor))[0]?.id ?? '';
  const at = { driveId: drive.id, unitId, periodOn, replaces: more.replaces ?? null, way: 'page' as const };
  return (
    await service.report(actBy(actor), at, { figures: figures(followers, 30), note: '', reason: more.reason ?? '' })
  ).id;
}
const board = async (grouping: Grouping, on = '2021-11-20', actor = world.actors.organiser) => {
  const opened = await opening.open(database.reader, actor, drive.id, new Date());
  const [indicator] = drive.indicators;
  if (indicator === undefined) throw new Error('no indicator');
  const at = { driveId: drive.id, indicator, on, reach: opened.reach, grouping, below: false };
  return boards.of(database.reader, at, { limit: 50, offset: 0 });
};
const outOfReach = (work: Promise<unknown>) => codeOf(work);

describe('Units of a drive', () => {
  it('are the communes of its tree on its day, each reached by its own people and by the office above', async () => {
    const names = async (actor: Actor) => (await unitOf(actor)).map(({ name }) => name);
    expect(await names(world.actors.organiser)).toEqual(['Xã Noong Hẻo', 'Xã Bản Bo', 'Xã Bình Lư']);
    expect(await names(world.actors.xa)).toEqual(['Xã Bản Bo']);
    expect(await names(world.actors.thamDinh)).toEqual(['Xã Bản Bo', 'Xã Bình Lư']);
    expect(await names(world.actors.auditor)).toHaveLength(3);
  });

  it('do not exist for judges, nor another commune’s for a neighbour', async () => {
    expect(await outOfReach(unitOf(world.actors.judge1))).toBe('not-found');
    const [own] = await unitOf(world.actors.xa);
    expect(await outOfReach(report(world.actors.xa2, WEEK1, 1, { unit: own?.id ?? '' }))).toBe('not-found');
  });
});

describe('A commune reports', () => {
  it('once a period; what it sends then is a correction, which names what it replaces and why, and the old one stays', async () => {
    const first = await report(world.actors.xa, WEEK1, 30);
    expect(await codeOf(report(world.actors.xa, WEEK1, 31))).toBe('report-changed');
    expect(await codeOf(report(world.actors.xa, WEEK1, 31, { replaces: first }))).toBe('correction-without-reason');
    const second = await report(world.actors.xa, WEEK1, 31, { replaces: first, reason: 'Đếm thiếu một người' });
    expect(await codeOf(report(world.actors.xa, WEEK1, 32, { replaces: first, reason: 'x' }))).toBe('report-changed');
    const [unit] = await unitOf(world.actors.xa);
    const kept = await reports.ofUnit(database.reader, unit?.id as never, 10);
    expect(kept.map(({ id, replacesId, reason }) => ({ id, replacesId, reason }))).toEqual([
      { id: second, replacesId: first, reason: 'Đếm thiếu một người' },
      { id: first, replacesId: null, reason: null },
    ]);
  });

  it('for a period that has begun and no other', async () => {
    expect(await codeOf(report(world.actors.xa, '2021-11-02', 1))).toBe('period-unknown');
    expect(await codeOf(report(world.actors.xa, '2021-11-22', 1))).toBe('period-unknown');
  });

  it('and what looks wrong is written on it', async () => {
    const id = await report(world.actors.xa, WEEK2, 20);
    const [unit] = await unitOf(world.actors.xa);
    const [newest] = await reports.ofUnit(database.reader, unit?.id as never, 1);
    expect(newest).toMatchObject({ id, doubts: ['falls'], dueOn: '2021-11-05' });
  });

  it('and nobody changes it afterwards, in the table itself', async () => {
    const change = database.transaction((tx) => tx.changed(`UPDATE drive_reports SET note = 'khác'`));
    await expect(change).rejects.toThrow('a report stays as it was sent');
  });
});

describe('A board', () => {
  it('ranks by how far each is, ties shared, and names who has not reported last', async () => {
    await report(world.actors.xa2, WEEK2, 20);
    const { rows: ranked, totals } = await board('unit');
    expect(ranked.map(({ name, rank, part, needed, standing }) => ({ name, rank, part, needed, standing }))).toEqual([
      { name: 'Xã Bản Bo', rank: 1, part: 20, needed: 40, standing: 'ranked' },
      { name: 'Xã Bình Lư', rank: 1, part: 20, needed: 40, standing: 'ranked' },
      { name: 'Xã Noong Hẻo', rank: null, part: null, needed: 40, standing: 'unreported' },
    ]);
    expect(totals).toEqual({ rows: 3, units: 3, reported: 2, reached: 0, late: 2, doubted: 1, part: 40, whole: 0 });
  });

  it('adds districts up, those that have not reported counted in what they should come to', async () => {
    await report(world.actors.xa3, WEEK2, 40);
    const { rows: ranked } = await board('district');
    expect(ranked.map(({ name, rank, part, needed, reached }) => ({ name, rank, part, needed, reached }))).toEqual([
      { name: 'Huyện Sìn Hồ', rank: 1, part: 40, needed: 40, reached: 1 },
      { name: 'Huyện Tam Đường', rank: 2, part: 40, needed: 80, reached: 0 },
    ]);
  });

  it('of an earlier day knows nothing that came later', async () => {
    const { totals } = await board('unit', '2021-11-19');
    expect(totals.reported).toBe(0);
  });

  it('is not turned back by a correction of an older week; of a day before the newest report it shows the older one as it stood', async () => {
    const [unit] = await unitOf(world.actors.xa3);
    const sent = { at: new Date('2021-10-28T03:00:00Z'), byName: 'x', byRole: 'commune', way: 'page' } as const;
    const older = newId<'drive-report'>();
    const week = { periodOn: WEEK1, dueOn: '2021-10-29', note: '', doubts: [], replacesId: null, reason: null };
    await database.transaction((tx) =>
      reports.insert(tx, [{ ...week, id: older, driveUnitId: unit?.id as never, figures: figures(35, 30) }], sent),
    );
    await report(world.actors.xa3, WEEK1, 36, { replaces: older, reason: 'Đếm thiếu' });
    const of = async (on: string) => {
      const row = (await board('unit', on)).rows.find(({ key }) => key === unit?.id);
      return [row?.part, row?.periodOn, row?.late];
    };
    expect(await of('2021-11-20')).toEqual([40, WEEK2, 1]);
    expect(await of('2021-10-31')).toEqual([35, WEEK1, 0]);
    expect(await of('2021-10-27')).toEqual([null, null, 0]);
  });

  it('shows an office its own tree', async () => {
    const { rows: ranked } = await board('unit', '2021-11-20', world.actors.thamDinh2);
    expect(ranked.map(({ name }) => name)).toEqual(['Xã Noong Hẻo']);
  });

  it('of a day after a merger groups by the new commune, the old ones inside', async () => {
    await mergeCommunes(database, world);
    const { rows: ranked } = await board('successor', '2026-01-01');
    expect(ranked.map(({ name, above, part, units, inside }) => ({ name, above, part, units, inside }))).toEqual([
      { name: 'Xã Noong Hẻo', above: 'Huyện Sìn Hồ', part: 40, units: 1, inside: [] },
      { name: 'Xã Bình Lư mới', above: 'Tỉnh Lai Châu', part: 40, units: 2, inside: ['Xã Bình Lư', 'Xã Bản Bo'] },
    ]);
  });

  it('lets the new commune reach what the old ones reported and owe, and nothing of a neighbour', async () => {
    const successor = { ...world.actors.xa, unitId: MERGED };
    expect((await unitOf(successor)).map(({ name }) => name).sort()).toEqual(['Xã Bình Lư', 'Xã Bản Bo']);
    const owed = await new OwedReader(new MovementRepository(), rows, reports).of(
      database.reader,
      successor.unitId,
      new Date('2021-11-20T09:00:00+07:00'),
    );
    expect(owed.map(({ units }) => units)).toEqual([2]);
    expect((await unitOf(world.actors.xa3)).map(({ name }) => name)).toEqual(['Xã Noong Hẻo']);
  });
});

describe('Many reports at once', () => {
  it('come in all or nothing; unchanged ones are left alone, others corrected for a reason', async () => {
    const units = await unitOf(world.actors.thamDinh);
    const at = { driveId: drive.id, periodOn: WEEK2, way: 'workbook' as const };
    const typed = units.map((unit) => ({ unit, figures: figures(unit.name === 'Xã Bản Bo' ? 45 : 20, 30), note: '' }));
    const act = actBy(world.actors.thamDinh);
    expect(await codeOf(service.reportMany(act, at, typed, ''))).toBe('correction-without-reason');
    expect(await service.reportMany(act, at, typed, 'Theo danh sách của huyện')).toMatchObject({
      added: 0,
      corrected: 1,
      unchanged: 1,
      doubted: [],
    });
    const { rows: ranked } = await board('unit');
    expect(ranked.map(({ name, rank, part }) => [name, rank, part])).toEqual([
      ['Xã Bản Bo', 1, 45],
      ['Xã Noong Hẻo', 2, 40],
      ['Xã Bình Lư', 3, 20],
    ]);
  });

  it('keep every rule of the whole data', async () => {
    for (const one of DRIVE_INVARIANTS) expect(await one.breaches(database.reader, 'lengths')).toEqual([]);
  });
});

it('keeps its schedule once there are figures, and takes new targets all the same', async () => {
  const act = actBy(world.actors.organiser);
  const at = { id: drive.id as DriveId, version: drive.version };
  const moved = { ...drive, startsOn: '2021-10-18' };
  expect(await codeOf(drives.edit(act, at, moved, []))).toBe('drive-reported');
  await drives.edit(act, at, drive, [{ name: 'Người quan tâm', target: 20, dueOn: '2021-11-25' }]);
  expect((await rows.byId(database.reader, drive.id))?.indicators[0]).toMatchObject({
    name: 'Người quan tâm',
    target: 20,
  });
  expect(await codeOf(drives.edit(act, at, drive, []))).toBe('stale');
});
