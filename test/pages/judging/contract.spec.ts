import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp } from '../../app.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY } from '../../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let number: string;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  const entries = await givenEntries(app.database, world, allVillages(world).slice(0, 1));
  await givenPanel(app.database, world, [world.actors.judge1], entries);
  number = entries[0]?.number ?? '';
});
afterAll(() => app.close());

describe('The score form as scripts of others send it', () => {
  it('needs no more than its points, the version and the token', async () => {
    const judge = await app.signedIn('giam-khao-1');
    const path = `/cham/${number}`;
    const { _csrf: token = '', version = '' } = hiddenFields((await judge.get(path)).text, path);
    const words = new URLSearchParams({
      'points[A]': '35,5',
      'points[B]': '25.25',
      'points[C]': '20',
      version,
      _csrf: token,
    });
    const answer = await judge.agent.post(path).redirects(0).type('form').send(words.toString());
    expect([answer.status, answer.headers['location']]).toEqual([303, path]);
    // 35,5 + 25,25 + 20
    expect(await app.database.reader.one(`SELECT points, total_hundredths::text AS total FROM score_sheets`)).toEqual({
      points: { A: 3550, B: 2525, C: 2000 },
      total: '8075.0000',
    });
  });
});
