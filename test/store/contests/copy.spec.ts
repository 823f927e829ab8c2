import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Audit } from '../../../src/audit/audit.js';
import { bodiesOf, insertMember, membersOf } from '../../../src/contests/body.repository.js';
import { ContestDesigns } from '../../../src/contests/contest.design.js';
import type { ContestFacts } from '../../../src/contests/contest.facts.js';
import { ContestReader } from '../../../src/contests/contest.reader.js';
import { ContestService } from '../../../src/contests/contest.service.js';
import type { CopyWish } from '../../../src/contests/copy/contest.copy.js';
import { ContestCopying } from '../../../src/contests/copy/contest.copying.js';
import { PrizeMoney } from '../../../src/contests/prize-money.reader.js';
import { writeSource } from '../../../src/contests/prize-money.repository.js';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { newId } from '../../../src/kernel/ids.js';
import { Refused } from '../../../src/kernel/refusal.js';
import { freshDatabase, type FreshDatabase } from '../../database.js';
import { actBy, buildWorld, type World } from '../../fixtures/world.js';

let fresh: FreshDatabase;
let database: Database;
let world: World;
let copying: ContestCopying;
let designs: ContestDesigns;
let organiser: Actor;
let source: ContestFacts;
const reader = new ContestReader();

beforeAll(async () => {
  fresh = await freshDatabase();
  database = new Database(await createDataSource(fresh.url).initialize());
  world = await buildWorld(database);
  designs = new ContestDesigns(reader, new PrizeMoney(), { uploadMaxBytes: 200 * 1024 * 1024 });
  copying = new ContestCopying(database, new Audit(), reader);
  organiser = { ...world.actors.organiser, contestId: null, unitId: world.units.province };
  source = await new ContestService(database, new Audit(), reader, designs).createFromTemplate(actBy(organiser), {
    template: 'zalo-lai-chau-2021',
    slug: 'goc',
    code: 'GOC21',
    name: null,
    scopeUnitId: world.units.province,
    unitsOn: null,
    rehearsal: false,
    firstDay: null,
    officeUnitId: null,
  });
  await database.transaction(async (tx) => {
    const [body] = await bodiesOf(tx, source.id);
    const member = {
      id: newId(),
      bodyId: body?.id ?? '',
      fullName: 'Lò Thị Mẫu',
      title: 'Phó Giám đốc Sở',
      position: 'Trưởng ban',
    };
    await insertMember(tx, source.id, member, 1);
    await writeSource(
      tx,
      source.id,
      { id: newId(), name: 'Ngân sách tỉnh', amount: 90_000_000, documentNumber: '12/QĐ' },
      1,
    );
  });
});
afterAll(async () => {
  await database.source.destroy();
  await fresh.drop();
});

const wish = (changes: Partial<CopyWish> = {}): CopyWish => ({
  slug: 'nam-sau',
  code: 'SAU22',
  name: null,
  rehearsal: false,
  days: 364,
  withMembers: false,
  ...changes,
});
const count = async (table: string): Promise<number> =>
  (await database.reader.one<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`))?.count ?? 0;
const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? error.refusal.code : Promise.reject(error as Error)),
  );
/** The set-up as it would be compared by hand: without ids and dates. */
async function setUpOf(contest: ContestFacts): Promise<object> {
  const calendar = await reader.calendarOf(database.reader, contest, new Date(0));
  const design = await designs.of(database.reader, contest, calendar);
  const plain = <Row extends object>(rows: readonly Row[]) => rows.map((row) => ({ ...row, id: null }));
  return {
    slots: plain(design.slots),
    fields: plain(design.fields),
    criteria: plain(design.criteria),
    tiers: plain(design.tiers),
    bodies: design.bodies.map(({ kind, name }) => [kind, name]),
    levels: design.vettingLevels,
    rules: await database.reader.rows(`SELECT title, body, number FROM rules_versions WHERE contest_id = $1`, [
      contest.id,
    ]),
    communes: design.communes,
    ranking: contest.ranking,
    quota: contest.quota,
    blind: contest.blind,
    budget: contest.budget,
    sources: await database.reader.rows(`SELECT name, amount FROM budget_sources WHERE contest_id = $1`, [contest.id]),
  };
}

describe('A contest is copied for next year', () => {
  it('is looked at before it is made: the very dates and units that it would have, and nothing is written', async () => {
    const seen = await copying.preview(actBy(organiser), 'goc', wish());
    const submission = seen.dates.find(({ of }) => 'window' in of && of.window === 'submission');
    // Exclusive bounds move whole: what was too late on Wednesday 01/12 is so on Wednesday 30/11.
    expect(submission?.before.until.toISOString()).toBe('2021-11-30T17:00:00.000Z');
    expect(submission?.after.until.toISOString()).toBe('2022-11-29T17:00:00.000Z');
    expect(submission?.after.printed).toBe(submission?.before.printed.replace('01/12/2021', '30/11/2022'));
    expect(seen.dates).toHaveLength(5);
    expect(seen.after).toMatchObject({ scopeName: seen.before.scopeName, communes: seen.before.communes });
    expect(await count(`contests WHERE slug = 'nam-sau'`)).toBe(0);
    expect(await count(`audit_events WHERE act = 'contest.copy'`)).toBe(0);
  });

  it('as a draft with the whole set-up, without people, dossiers and the numbers of last year’s papers', async () => {
    const made = await copying.copy(actBy(organiser), 'goc', wish());
    expect([made.state, made.rehearsal, made.name, made.unitsOn]).toEqual(['draft', false, source.name, '2022-10-31']);
    expect(await setUpOf(made)).toEqual(await setUpOf(source));
    expect(await membersOf(database.reader, made.id)).toEqual([]);
    expect(
      await count(`rules_versions WHERE contest_id = '${made.id}' AND document_number = '' AND issued_on IS NULL`),
    ).toBe(1);
    expect(await count(`entries WHERE contest_id = '${made.id}'`)).toBe(0);
    expect(await count(`audit_events WHERE act = 'contest.copy' AND contest_id = '${made.id}'`)).toBe(1);
  });

  it('with the members of its bodies where that is wanted, and as a rehearsal', async () => {
    const made = await copying.copy(
      actBy(organiser),
      'goc',
      wish({ slug: 'tap', code: 'TAP22', withMembers: true, rehearsal: true }),
    );
    expect(made.rehearsal).toBe(true);
    expect((await membersOf(database.reader, made.id)).map(({ fullName, position }) => [fullName, position])).toEqual([
      ['Lò Thị Mẫu', 'Trưởng ban'],
    ]);
  });

  it('again from the copy, which says once that its papers are another contest’s', async () => {
    const made = await copying.copy(actBy(organiser), 'nam-sau', wish({ slug: 'nam-sau-nua', code: 'SAU23' }));
    expect(made.sampleNotes.match(/còn theo mẫu gốc/g)).toHaveLength(1);
  });

  it('takes the units of the new day: after 1 July 2025 the communes that are then', async () => {
    const seen = await copying.preview(
      actBy(organiser),
      'goc',
      wish({ slug: 'nam-nam', code: 'SAU26', days: 364 * 5 }),
    );
    const now = await count(
      `units c JOIN units p ON p.id = c.parent_id WHERE c.level = 'commune' AND c.valid_from <= '${seen.after.unitsOn}'
          AND (c.valid_to IS NULL OR c.valid_to > '${seen.after.unitsOn}') AND (p.id = '${world.units.province}' OR p.parent_id = '${world.units.province}')
          AND (p.valid_to IS NULL OR p.valid_to > '${seen.after.unitsOn}')`,
    );
    expect(seen.after.communes).toBe(now);
  });

  it('follows a unit to the one that took its place whole, and is refused where there is none', async () => {
    const ended = newId<'unit'>();
    await database.transaction(async (tx) => {
      await tx.changed(
        `INSERT INTO units (id, level, type, name, valid_from, valid_to, parent_id, sort_order, sort_key, folded)
         SELECT $1, level, type, 'Tỉnh cũ', valid_from, '2022-01-01', parent_id, sort_order, sort_key, folded FROM units WHERE id = $2`,
        [ended, world.units.province],
      );
      await tx.changed(`UPDATE contests SET scope_unit_id = $1 WHERE slug = 'goc'`, [ended]);
    });
    const forAll = { ...organiser, unitId: null };
    expect(await refusal(copying.preview(actBy(forAll), 'goc', wish({ slug: 'x', code: 'X22' })))).toBe('scope-ended');
    await database.transaction((tx) =>
      tx.changed(
        `INSERT INTO unit_successions (old_id, new_id, kind, document) VALUES ($1, $2, 'merged_whole', 'NQ mẫu')`,
        [ended, world.units.province],
      ),
    );
    const seen = await copying.preview(actBy(forAll), 'goc', wish({ slug: 'x', code: 'X22' }));
    expect([seen.before.scopeName, seen.copy.scopeUnitId]).toEqual(['Tỉnh cũ', world.units.province]);
    await database.transaction((tx) =>
      tx.changed(`UPDATE contests SET scope_unit_id = $1 WHERE slug = 'goc'`, [world.units.province]),
    );
  });

  it('is refused a name that is taken, and to everybody who may not create contests', async () => {
    expect(await refusal(copying.copy(actBy(organiser), 'goc', wish()))).toBe('slug-taken');
    expect(await refusal(copying.copy(actBy(organiser), 'goc', wish({ slug: 'khac' })))).toBe('contest-code-taken');
    const ofOne = { ...organiser, contestId: source.id };
    expect(await refusal(copying.copy(actBy(ofOne), 'goc', wish({ slug: 'y', code: 'Y22' })))).toBe(
      'organiser-of-one-contest',
    );
    const elsewhere = { ...organiser, unitId: world.units.tamDuong };
    expect(await refusal(copying.copy(actBy(elsewhere), 'goc', wish({ slug: 'y', code: 'Y22' })))).toBe('not-found');
    expect(await refusal(copying.copy(actBy(world.actors.judge1), 'goc', wish({ slug: 'y', code: 'Y22' })))).toBe(
      'not-found',
    );
  });
});
