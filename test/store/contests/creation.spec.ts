import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Audit } from '../../../src/audit/audit.js';
import { ContestDesigns } from '../../../src/contests/contest.design.js';
import { PrizeMoney } from '../../../src/contests/prize-money.reader.js';
import { ContestReader } from '../../../src/contests/contest.reader.js';
import { ContestService } from '../../../src/contests/contest.service.js';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { Refused } from '../../../src/kernel/refusal.js';
import { snapshotCommunes } from '../../../src/contests/snapshot.repository.js';
import { vettingLevelsOf } from '../../../src/contests/vetting-level.repository.js';
import { freshDatabase, type FreshDatabase } from '../../database.js';
import { actBy, buildWorld, type World } from '../../fixtures/world.js';

let fresh: FreshDatabase;
let database: Database;
let world: World;
let service: ContestService;
let provinceOrganiser: Actor;
const reader = new ContestReader();

beforeAll(async () => {
  fresh = await freshDatabase();
  database = new Database(await createDataSource(fresh.url).initialize());
  world = await buildWorld(database);
  service = new ContestService(
    database,
    new Audit(),
    reader,
    new ContestDesigns(reader, new PrizeMoney(), { uploadMaxBytes: 200 * 1024 * 1024 }),
  );
  provinceOrganiser = { ...world.actors.organiser, contestId: null, unitId: world.units.province };
});
afterAll(async () => {
  await database.source.destroy();
  await fresh.drop();
});

const wanted = (slug: string, code: string) => ({
  template: 'zalo-lai-chau-2021',
  slug,
  code,
  name: null,
  scopeUnitId: world.units.province,
  unitsOn: null,
  rehearsal: true,
  firstDay: null,
  officeUnitId: null,
});
const refusal = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? error.refusal.code : Promise.reject(error as Error)),
  );

describe('A contest is created from the template of the letters', () => {
  it('with the words, the dates and the three criteria of the plan', async () => {
    const contest = await service.createFromTemplate(actBy(provinceOrganiser), wanted('zalo-tap', 'TAP21'));
    expect(contest).toMatchObject({
      slug: 'zalo-tap',
      code: 'TAP21',
      name: 'Sử dụng hiệu quả nhóm Zalo cộng đồng trong phòng, chống dịch Covid-19',
      noun: 'Cuộc thi',
      villageNoun: 'bản',
      state: 'draft',
      rehearsal: true,
      quota: { percent: 50, strict: true },
      vettingLevels: 1,
    });
    const calendar = await reader.calendarOf(database.reader, contest, new Date());
    expect(calendar.window('submission')).toEqual({
      kind: 'submission',
      from: new Date('2021-11-01T00:00:00+07:00'),
      until: new Date('2021-12-01T00:00:00+07:00'),
      printed: 'trước ngày 01/12/2021',
    });
    const rubric = await reader.currentRubric(database.reader, contest.id);
    expect(rubric?.criteria.map(({ code, max }) => [code, max])).toEqual([
      ['A', 4000],
      ['B', 3000],
      ['C', 3000],
    ]);
  });

  it('and freezes the communes with their villages and the district that vets each', async () => {
    const contest = await reader.bySlug(database.reader, 'zalo-tap');
    const communes = await snapshotCommunes(database.reader, contest!.id);
    expect(
      communes.map(({ name, districtName, villageCount, vetterNames }) => [
        name,
        districtName,
        villageCount,
        vetterNames,
      ]),
    ).toEqual([
      ['Xã Noong Hẻo', 'Huyện Sìn Hồ', 5, ['Huyện Sìn Hồ']],
      ['Xã Bản Bo', 'Huyện Tam Đường', 11, ['Huyện Tam Đường']],
      ['Xã Bình Lư', 'Huyện Tam Đường', 4, ['Huyện Tam Đường']],
    ]);
  });

  it('leaves nothing behind when the address or the code is taken', async () => {
    expect(await refusal(service.createFromTemplate(actBy(provinceOrganiser), wanted('zalo-tap', 'KHAC')))).toBe(
      'slug-taken',
    );
    expect(await refusal(service.createFromTemplate(actBy(provinceOrganiser), wanted('khac', 'TAP21')))).toBe(
      'contest-code-taken',
    );
    expect(await reader.bySlug(database.reader, 'khac')).toBeNull();
  });

  it('only for the unit that the organiser works for, and not by an organiser of one contest', async () => {
    const ofSinHo = { ...provinceOrganiser, unitId: world.units.sinHo };
    expect(await refusal(service.createFromTemplate(actBy(ofSinHo), wanted('khac', 'KHAC')))).toBe('not-your-unit');
    expect(await refusal(service.createFromTemplate(actBy(world.actors.organiser), wanted('khac', 'KHAC')))).toBe(
      'organiser-of-one-contest',
    );
    expect(await refusal(service.createFromTemplate(actBy(world.actors.secretary), wanted('khac', 'KHAC')))).toBe(
      'not-allowed',
    );
  });

  it('moves every date when it begins on another day, and drops the numbers of the old papers', async () => {
    const contest = await service.createFromTemplate(actBy(provinceOrganiser), {
      ...wanted('zalo-2022', 'ZALO22'),
      firstDay: '2022-10-25',
    });
    const calendar = await reader.calendarOf(database.reader, contest, new Date());
    expect(calendar.window('submission')).toMatchObject({
      until: new Date('2022-12-01T00:00:00+07:00'),
      printed: 'hết ngày 30/11/2022',
    });
    expect(contest.unitsOn).toBe('2022-11-01');
    const rules = await reader.rulesInForce(database.reader, contest.id, new Date('2022-12-01T00:00:00+07:00'));
    expect([rules?.documentNumber, rules?.issuedOn]).toEqual(['', null]);
  });
});

describe('A contest without districts is created from the template of today', () => {
  it('with one level that waits for its office to be named', async () => {
    const contest = await service.createFromTemplate(actBy(provinceOrganiser), {
      ...wanted('hai-cap', 'HAICAP'),
      template: 'hai-cap-2026',
    });
    expect(await vettingLevelsOf(database.reader, contest.id)).toMatchObject([
      { attachedTo: 'office', officeId: null },
    ]);
    expect((await snapshotCommunes(database.reader, contest.id)).map(({ vetterNames }) => vetterNames)).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('and finds the office by its name where there is one', async () => {
    await database.transaction((tx) =>
      tx.changed(
        `INSERT INTO units (id, level, type, name, parent_id, valid_from, sort_key, folded)
         VALUES (gen_random_uuid(), 'office', 'sở', 'Sở Văn hóa, Thể thao và Du lịch', $1, '2021-01-01', 'so', 'so')`,
        [world.units.province],
      ),
    );
    const contest = await service.createFromTemplate(actBy(provinceOrganiser), {
      ...wanted('hai-cap-2', 'HAICAP2'),
      template: 'hai-cap-2026',
    });
    const communes = await snapshotCommunes(database.reader, contest.id);
    expect(communes.map(({ vetterNames }) => vetterNames)).toEqual([
      ['Sở Văn hóa, Thể thao và Du lịch'],
      ['Sở Văn hóa, Thể thao và Du lịch'],
      ['Sở Văn hóa, Thể thao và Du lịch'],
    ]);
  });
});

describe('The clock of a rehearsal', () => {
  it('stands where the organiser puts it, and every act is on record', async () => {
    const at = new Date('2021-11-30T23:59:59.999+07:00');
    await service.setClock(actBy(world.actors.organiser), world.slug, at);
    const contest = await reader.bySlug(database.reader, world.slug);
    expect((await reader.calendarOf(database.reader, contest!, new Date())).now).toEqual(at);
    await service.setClock(actBy(world.actors.organiser), world.slug, null);
    expect((await reader.bySlug(database.reader, world.slug))?.clockAt).toBeNull();
    const events = await database.reader.rows<{ after: string }>(
      `SELECT facts->>'after' AS after FROM audit_events WHERE act = 'contest.clock' ORDER BY id`,
    );
    expect(events.map(({ after }) => after)).toEqual(['2021-11-30T23:59:59.999+07:00', 'follow']);
  });

  it('is not there in a real contest', async () => {
    await service.createFromTemplate(actBy(provinceOrganiser), { ...wanted('that', 'THAT'), rehearsal: false });
    expect(await refusal(service.setClock(actBy(provinceOrganiser), 'that', new Date()))).toBe('clock-is-real');
  });

  it('is moved by its own organisers alone', async () => {
    expect(await refusal(service.setClock(actBy(world.actors.secretary), world.slug, null))).toBe('not-found');
  });
});

describe('A contest opens', () => {
  it('only when nothing is missing', async () => {
    const contest = await reader.bySlug(database.reader, 'zalo-tap');
    expect(await refusal(service.openContest(actBy(provinceOrganiser), 'zalo-tap', contest!.version))).toBe(
      'not-ready',
    );
    await database.transaction(async (tx) => {
      await tx.changed(
        `UPDATE contests SET contact_name = 'Lò Thị Mẫu', contact_phone = '+842133000000' WHERE slug = 'zalo-tap'`,
      );
      await tx.changed(
        `INSERT INTO contest_body_members (id, body_id, full_name, sort_order)
         SELECT gen_random_uuid(), id, 'Trần Thị Một', 1 FROM contest_bodies WHERE contest_id = $1`,
        [contest!.id],
      );
    });
    expect(await refusal(service.openContest(actBy(provinceOrganiser), 'zalo-tap', contest!.version + 1))).toBe(
      'stale',
    );
    await service.openContest(actBy(provinceOrganiser), 'zalo-tap', contest!.version);
    expect((await reader.bySlug(database.reader, 'zalo-tap'))?.state).toBe('open');
  });

  it('once', async () => {
    expect(await refusal(service.openContest(actBy(provinceOrganiser), 'zalo-tap', 1))).toBe('already-open');
  });

  it('and keeps its units from then on', async () => {
    const contest = await reader.bySlug(database.reader, 'zalo-tap');
    const change = { version: contest!.version, unitsOn: '2021-10-01' };
    expect(await refusal(service.retakeUnits(actBy(provinceOrganiser), 'zalo-tap', change))).toBe('units-frozen');
  });
});
