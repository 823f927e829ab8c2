import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { KeepBroadcastWeeks1637005511500 } from '../../../migrations/1637005511500-keep-broadcast-weeks.js';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import { newId } from '../../../src/kernel/ids.js';
import { PROPAGANDA_INVARIANTS } from '../../../src/movements/broadcasts/propaganda.invariants.js';
import { type NewTick, TickRepository } from '../../../src/movements/broadcasts/tick.repository.js';
import { freshDatabase } from '../../database.js';
import { buildWorld } from '../../fixtures/world.js';

let source: DataSource;
let database: Database;
const unit = newId<'air-plan-unit'>();
const ticks = new TickRepository();
const BY = { at: new Date('2021-11-20T09:00:00+07:00'), name: 'Xã Bản Bo', role: 'commune' };
const [MONDAY, SUNDAY, NEXT_MONDAY] = ['2021-11-08', '2021-11-14', '2021-11-15'] as const;

beforeAll(async () => {
  source = await createDataSource((await freshDatabase()).url).initialize();
  database = new Database(source);
  const { units } = await buildWorld(database);
  const [item, plan] = [newId(), newId()];
  await source.query(`
    INSERT INTO propaganda_items (id, owner_unit_id, owner_name, title, source_name, loud_text, zalo_text, state, edition, changed_at, changed_by_name)
      VALUES ('${item}', '${units.province}', 'Tỉnh', 'Nhóm Zalo', 'Sở', 'Kính thưa bà con', '', 'approved', 1, '2021-11-01', 'Lò Thị Mai');
    INSERT INTO propaganda_editions (item_id, edition, title, source_name, loud_text, zalo_text, approved_at, approved_by_name, approved_alone)
      VALUES ('${item}', 1, 'Nhóm Zalo', 'Sở', 'Kính thưa bà con', '', '2021-11-01', 'Lò Thị Mai', false);
    INSERT INTO propaganda_plans (id, item_id, channel, starts_on, ends_on, weekdays, minutes, repeats, note, scope_name, made_at, made_by_name)
      VALUES ('${plan}', '${item}', 'loudspeaker', '2021-11-01', '2021-11-25', '{1,2,3,4,5,6,7}', '{330,1050}', 1, '', 'Tỉnh', '2021-11-01', 'Lò Thị Mai');
    INSERT INTO propaganda_plan_units (id, plan_id, ordinal, commune_id, commune_name)
      SELECT '${unit}', '${plan}', 1, id, name FROM units WHERE level = 'commune' ORDER BY sort_key LIMIT 1;`);
});
afterAll(() => source.destroy());

const tick = (on: string, minute: number, words: Partial<NewTick> = {}): NewTick => ({
  ...{ id: newId<'air-tick'>(), planUnitId: unit, on, minute, outcome: 'done', edition: 1, note: '', reason: null },
  ...{ doneAt: new Date(`${on}T20:00:00+07:00`), replacesId: null, ...words },
});
const add = (...some: NewTick[]) => database.transaction((tx) => ticks.insert(tx, some, BY));
const failed = { outcome: 'failed', doneAt: null, note: 'mất điện' } as const;
/** Places of the slots by week: two times a day, of twelve places: Sunday evening is 6 × 12 + 1. */
const kept = async () =>
  database.reader.rows<{ week: string; done: number[]; failed: number[] }>(
    `SELECT week_on AS week, ARRAY(SELECT n FROM generate_series(0, 83) n WHERE get_bit(done, n) = 1) AS done,
            ARRAY(SELECT n FROM generate_series(0, 83) n WHERE get_bit(failed, n) = 1) AS failed FROM propaganda_unit_weeks ORDER BY week_on`,
  );
const breaches = async () =>
  (await Promise.all(PROPAGANDA_INVARIANTS.map((one) => one.breaches(database.reader, 'lengths')))).flat();

describe('What stands of a station in a week', () => {
  it('is kept with the tick, by week, and is not kept where the tick is not', async () => {
    await add(tick(MONDAY, 330), tick(SUNDAY, 1050), tick(NEXT_MONDAY, 330, failed));
    await database
      .transaction(async (tx) => {
        await ticks.insert(tx, [tick(MONDAY, 1050)], BY);
        throw new Error('undone');
      })
      .catch(() => undefined);
    expect(await kept()).toEqual([
      { week: MONDAY, done: [0, 73], failed: [] },
      { week: NEXT_MONDAY, done: [], failed: [0] },
    ]);
  });

  it('follows a correction to and fro, and a second tick of the slot changes nothing', async () => {
    const [{ id }] = (await database.reader.rows<Pick<NewTick, 'id'>>(
      `SELECT id FROM propaganda_ticks WHERE slot_on = '${SUNDAY}'`,
    )) as [Pick<NewTick, 'id'>];
    const first = tick(SUNDAY, 1050, { ...failed, replacesId: id, reason: 'ghi nhầm' });
    await add(first);
    expect(await add(tick(SUNDAY, 1050))).toBe(0);
    expect((await kept())[0]).toEqual({ week: MONDAY, done: [0], failed: [73] });
    await add(tick(SUNDAY, 1050, { replacesId: first.id, reason: 'đã phát bù' }));
    expect((await kept())[0]).toEqual({ week: MONDAY, done: [0, 73], failed: [] });
  });

  it('loses nothing when two tick other slots of the week at one moment', async () => {
    await database
      .transaction(async (tx) => {
        await ticks.insert(tx, [tick('2021-11-09', 330)], BY);
        const other = add(tick('2021-11-10', 330, failed));
        await new Promise((resolve) => setTimeout(resolve, 100));
        await ticks.insert(tx, [tick('2021-11-09', 1050)], BY);
        return { other };
      })
      .then(({ other }) => other);
    expect((await kept())[0]).toEqual({ week: MONDAY, done: [0, 12, 13, 73], failed: [24] });
    expect(await breaches()).toEqual([]);
  });

  it('is the same when it is counted from ticks that lay there before', async () => {
    const before = await kept();
    const migration = new KeepBroadcastWeeks1637005511500();
    const runner = source.createQueryRunner();
    await migration.down(runner);
    await migration.up(runner);
    await runner.release();
    expect(await kept()).toEqual(before);
  });
});
