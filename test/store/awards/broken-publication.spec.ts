import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AwardDesks } from '../../../src/awards/award.desk.js';
import { AwardService } from '../../../src/awards/award.service.js';
import { EmbargoEnd } from '../../../src/awards/embargo/embargo.end.js';
import { EmbargoService } from '../../../src/awards/embargo/embargo.service.js';
import { startApp, type TestApp } from '../../app.js';
import { givenClosedRound } from '../../fixtures/awards.js';
import { cutAt } from '../../fixtures/cut-line.js';
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
});
afterAll(() => house.close());

const version = async (): Promise<number> =>
  (await house.app.get(AwardDesks).of(house.database.reader, world.slug, new Date())).drafted?.list.version ?? 0;

async function givenConfirmed() {
  const service = house.app.get(AwardService);
  const { id } = await service.draft(actBy(world.actors.organiser), world.slug);
  await service.confirm(actBy(world.actors.organiser2), world.slug, await version());
  return id;
}

/** How much of all publications stands, a figure for each thing that one does. */
async function standing(): Promise<Record<string, number>> {
  const row = await house.database.reader.one<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM award_lists WHERE state = 'published') AS lists,
            (SELECT count(*)::int FROM award_lists WHERE state = 'superseded') AS superseded, (SELECT count(*)::int FROM award_lines) AS lines,
            (SELECT count(*)::int FROM award_list_files) AS files, (SELECT count(*)::int FROM jobs WHERE kind = 'awards.make-bundle') AS jobs,
            (SELECT count(*)::int FROM audit_events WHERE act IN ('award-list.publish', 'award-list.supersede')) AS events`,
  );
  return row ?? {};
}

/** Breaks the line at every statement in turn until the work gets through; answers how often it was cut. */
async function cutEverywhere(work: () => Promise<unknown>, nothing: object, all: object): Promise<number> {
  let cuts = 0;
  for (let n = 1; ; n += 1) {
    if ((await cutAt(house.database, { n, when: 'before' }, work)) === 'done') break;
    expect(await standing()).toEqual(nothing);
    await cutAt(house.database, { n, when: 'after' }, work);
    cuts += 2;
    // The server may have heard the last one: then everything stands.
    if ((await standing())['lists'] === (all as { lists: number }).lists && (await waits()) === 0) break;
    expect(await standing()).toEqual(nothing);
  }
  expect(await standing()).toEqual(all);
  return cuts;
}

const waits = async (): Promise<number> =>
  (await house.database.reader.rows(`SELECT FROM award_lists WHERE state IN ('draft', 'confirmed')`)).length;

const NOTHING = { lists: 0, superseded: 0, lines: 0, files: 0, jobs: 0, events: 0 };
const ONE = { lists: 1, superseded: 0, lines: 6, files: 10, jobs: 1, events: 1 };

describe('A publication whose line to the database dies (TRUST R18)', () => {
  it('stands whole or not at all, at whichever statement it dies, and is done by the next press', async () => {
    await givenConfirmed();
    const said = { reason: '', version: await version() };
    const press = () => house.app.get(AwardService).publish(actBy(world.actors.organiser), world.slug, said);
    expect(await cutEverywhere(press, NOTHING, ONE)).toBeGreaterThan(20);
  });

  it('so does one whose moment has come, with what it supersedes, and is done by the next look of the queue', async () => {
    const id = await givenConfirmed();
    await house.app.get(EmbargoService).set(actBy(world.actors.organiser), world.slug, {
      at: new Date('2021-12-24T08:00:00+07:00'),
      supersedeReason: 'Họp lại',
      version: await version(),
    });
    await setClock(house.database, world.contestId, '2021-12-24T08:00:00+07:00');
    const all = { lists: 1, superseded: 1, lines: 12, files: 20, jobs: 2, events: 3 };
    expect(await cutEverywhere(() => house.app.get(EmbargoEnd).look(id), ONE, all)).toBeGreaterThan(20);
  });
});
