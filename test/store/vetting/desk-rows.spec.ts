import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENTRY_STATES, type EntryState } from '../../../src/entries/entry.facts.js';
import { NO_LIMITS } from '../../../src/vetting/queue.repository.js';
import { stageOf, STAGES } from '../../../src/vetting/vetting.facts.js';
import { givenLying, givenSecondLevel, openVettingRoom, type VettingRoom } from '../../fixtures/vetting.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let room: VettingRoom;
let world: World;
beforeAll(async () => {
  room = await openVettingRoom();
  world = await buildWorld(room.database);
});
afterAll(() => room.close());

const change = (sql: string, values: unknown[] = []) => room.database.transaction((tx) => tx.changed(sql, values));
/** What lies at a level by the rows, and by the dossiers themselves. */
async function lying(level: number): Promise<{ rows: object[]; told: object[]; counted: object; sums: object }> {
  const { reader } = room.database;
  const rows = await reader.rows<{ number: string; stage: string }>(
    `SELECT number, stage FROM desk_dossiers WHERE ordinal = $1 ORDER BY number`,
    [level],
  );
  const entries = await reader.rows<{
    number: string;
    state: EntryState;
    vettedLevel: number;
    forwardedLevel: number;
  }>(
    `SELECT number, state, vetted_level AS "vettedLevel", forwarded_level AS "forwardedLevel" FROM entries
      WHERE number IS NOT NULL AND forwarded_level >= $1 - 1 ORDER BY number`,
    [level],
  );
  const told = entries.map((entry) => ({ number: entry.number, stage: stageOf(entry, level) }));
  const counted = Object.fromEntries(
    STAGES.map((stage) => [stage, rows.filter((row) => row.stage === stage).length] as const),
  );
  const sums = await reader.one<object>(
    `SELECT ${STAGES.map((stage) => `coalesce(sum(${stage}), 0) AS ${stage}`).join(', ')} FROM desk_counts WHERE ordinal = $1`,
    [level],
  );
  return { rows, told, counted, sums: sums ?? {} };
}

describe('What lies on the desks follows the dossiers, whoever writes them', () => {
  it('each state at each step of two levels is the stage that the rulebook names, and is counted once', async () => {
    const villages = world.villages.banBo.map((village) => ({ village, commune: world.units.banBo }));
    let first = 1;
    for (const state of ENTRY_STATES.filter((one) => one !== 'draft'))
      for (const [vettedLevel, forwardedLevel] of [
        [0, 0],
        [1, 0],
        [1, 1],
        [2, 1],
        [2, 2],
      ] as const) {
        await givenLying(room.database, world, villages.slice(0, 1), { state, vettedLevel, forwardedLevel }, first);
        first += 1;
      }
    const one = await lying(1);
    expect(one.rows).toEqual(one.told);
    expect(one.sums).toEqual(one.counted);
    // A desk that is set up later finds what has already come to it.
    await givenSecondLevel(room.database, world);
    const two = await lying(2);
    expect(two.rows).toHaveLength(18);
    expect(two.rows).toEqual(two.told);
    expect(two.sums).toEqual(two.counted);
  });

  it('moves there and back leave neither row nor count behind', async () => {
    const before = [await lying(1), await lying(2)];
    await change(
      `UPDATE entries SET state = 'rejected', reason = 'x', decided_at = submitted_at WHERE state = 'submitted'`,
    );
    await change(
      `UPDATE entries SET state = 'accepted', vetted_level = 2, forwarded_level = 2 WHERE state = 'rejected' AND reason = 'x'`,
    );
    expect((await lying(2)).rows.length).toBeGreaterThan(18);
    for (const level of [1, 2]) {
      const now = await lying(level);
      expect(now.rows).toEqual(now.told);
      expect(now.sums).toEqual(now.counted);
    }
    await change(
      `UPDATE entries SET state = 'submitted', vetted_level = 0, forwarded_level = 0, reason = NULL WHERE reason = 'x'`,
    );
    const [one, two] = [await lying(1), await lying(2)];
    expect([one.rows, two.rows]).toEqual([one.told, two.told]);
    expect([one.sums, two.sums]).toEqual([one.counted, two.counted]);
    expect(one.rows.length).toBe(before[0]?.rows.length);
  });

  it('all stages together come in the order asked for, page after page, each dossier once', async () => {
    const { reader } = room.database;
    const [desk] = await room.opening.desksOf(reader, world.actors.thamDinh);
    if (desk === undefined) throw new Error('the officer has no desk');
    const all = { stage: null, ...NO_LIMITS };
    const paged = [
      ...(await room.queue.page(reader, desk, all, { sort: '-ma', limit: 50, offset: 0 })).slice(0, 10),
      ...(await room.queue.page(reader, desk, all, { sort: '-ma', limit: 50, offset: 10 })),
    ].map(({ code }) => code);
    expect(paged).toEqual((await lying(1)).rows.map((row) => (row as { number: string }).number).reverse());
    const counts = await room.queue.counts(reader, desk, NO_LIMITS);
    const late = await room.queue.counts(reader, desk, { ...NO_LIMITS, receivedBy: new Date('2021-11-18T01:00:00Z') });
    expect(late).toEqual(counts);
  });
});
