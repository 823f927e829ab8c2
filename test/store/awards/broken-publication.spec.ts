import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PoolClient } from 'pg';
import { AwardDesks } from '../../../src/awards/award.desk.js';
import { AwardService } from '../../../src/awards/award.service.js';
import { startApp, type TestApp } from '../../app.js';
import { givenClosedRound } from '../../fixtures/awards.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  await setClock(house.database, world.contestId, '2021-12-22T09:00:00+07:00');
  // One Nhất (95), two Nhì (90, 85), three Ba (80, 75, 70): no tie, nothing withheld.
  await givenClosedRound(house.database, world, [
    [40, 28, 27],
    [38, 26, 26],
    [35, 25, 25],
    [32, 24, 24],
    [30, 23, 22],
    [28, 21, 21],
  ]);
  const service = house.app.get(AwardService);
  await service.draft(actBy(world.actors.organiser), world.slug);
  await service.confirm(actBy(world.actors.organiser2), world.slug, await version());
});
afterAll(() => house.close());

const version = async (): Promise<number> =>
  (await house.app.get(AwardDesks).of(house.database.reader, world.slug, new Date())).drafted?.list.version ?? 0;

/** How much of a publication stands, a figure for each thing that it does. */
async function standing(): Promise<Record<string, number>> {
  const row = await house.database.reader.one<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM award_lists WHERE state = 'published') AS lists, (SELECT count(*)::int FROM award_lines) AS lines,
            (SELECT count(*)::int FROM award_list_files) AS files, (SELECT count(*)::int FROM jobs WHERE kind = 'awards.make-bundle') AS jobs,
            (SELECT count(*)::int FROM audit_events WHERE act = 'award-list.publish') AS events`,
  );
  return row ?? {};
}

type Wire = PoolClient & { connection: { stream: { destroy(): void } } };

/** The line to the database dies at the n-th statement of the next act: before it is sent, or when it is on its way. */
async function publishCutAt(n: number, when: 'before' | 'after'): Promise<'done' | 'failed'> {
  const said = { reason: '', version: await version() };
  const { pool } = house.database;
  const connect = pool.connect.bind(pool) as () => Promise<PoolClient>;
  let count = 0;
  pool.connect = (async () => {
    const client = (await connect()) as Wire;
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    client.query = ((...given: unknown[]) => {
      count += 1;
      if (count === n && when === 'before') client.connection.stream.destroy();
      const answer = query(...given);
      if (count === n && when === 'after') setImmediate(() => client.connection.stream.destroy());
      return answer;
    }) as never;
    return client;
  }) as never;
  try {
    return await house.app
      .get(AwardService)
      .publish(actBy(world.actors.organiser), world.slug, said)
      .then(
        () => 'done',
        () => 'failed',
      );
  } finally {
    pool.connect = connect as never;
  }
}

describe('A publication whose line to the database dies (TRUST R18)', () => {
  it('stands whole or not at all, at whichever statement it dies, and is done by the next press', async () => {
    const nothing = { lists: 0, lines: 0, files: 0, jobs: 0, events: 0 };
    let cuts = 0;
    for (let n = 1; ; n += 1) {
      const before = await publishCutAt(n, 'before');
      if (before === 'done') break;
      expect(await standing()).toEqual(nothing);
      await publishCutAt(n, 'after');
      cuts += 2;
      // The server may have heard the last one: then everything stands.
      if ((await standing())['lists'] === 1) break;
      expect(await standing()).toEqual(nothing);
    }
    expect(await standing()).toEqual({ lists: 1, lines: 6, files: 10, jobs: 1, events: 1 });
    expect(cuts).toBeGreaterThan(20);
  });
});
