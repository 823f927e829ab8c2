import { describe, expect, it } from '@jest/globals';
import { setSpreadRule } from '../../../src/judging/spread/spread.repository.js';
import { SPREAD_MODELS } from '../../../src/judging/spread/spread.rule.js';
import { startApp } from '../../app.js';
import { counting } from '../../fixtures/counting.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY } from '../../fixtures/judging.js';
import { buildWorld, setClock } from '../../fixtures/world.js';

/** Statements of each page in a contest with so many dossiers, each marked by two judges, closed, and met about. */
async function statementsWith(dossiers: number): Promise<Record<string, number>> {
  const app = await startApp();
  try {
    const world = await buildWorld(app.database);
    await setClock(app.database, world.contestId, JUDGING_DAY);
    const entries = await givenEntries(app.database, world, allVillages(world).slice(0, dossiers));
    await givenPanel(app.database, world, [world.actors.judge1, world.actors.judge2], entries);
    const [first] = entries;
    if (first === undefined) throw new Error('no dossier');
    const judges = [await app.signedIn('giam-khao-1'), await app.signedIn('giam-khao-2')];
    const secretary = await app.signedIn('thu-ky');
    const count = counting(app);
    const form = await count(() => judges[0]?.get(`/cham/${first.number}`) ?? Promise.resolve({ status: 0 }));
    // Marks 20 apart: by the rule every dossier waits for a third; then the rule goes, and the round may be closed.
    await app.database.transaction((tx) => setSpreadRule(tx, world.contestId, SPREAD_MODELS['third-at-20']));
    for (const [index, judge] of judges.entries()) {
      for (const { number } of entries)
        await judge.send(`/cham/${number}`, {
          'points[A]': ['35', '15'][index] ?? '',
          'points[B]': '20',
          'points[C]': '20',
        });
      await judge.send('/cham/tong-ket', {});
    }
    const gaps = await count(() => secretary.get('/thu-ky/chenh-lech'));
    await app.database.transaction((tx) => setSpreadRule(tx, world.contestId, null));
    await secretary.send('/thu-ky/khoa', { reason: 'Hết thời gian chấm.' });
    const opening = { place: 'Phòng họp 2', chair: 'GK1', agenda: 'tat-ca', present: ['GK1', 'GK2'] };
    await secretary.send('/thu-ky/hop', opening);
    return {
      'judge form': form,
      gaps,
      workings: await count(() => secretary.get(`/thu-ky/tong-hop/${first.number}`)),
      matrix: await count(() => secretary.get('/thu-ky/tong-hop')),
      agreement: await count(() => secretary.get('/thu-ky/thong-nhat')),
      meeting: await count(() => secretary.get('/thu-ky/hop/1')),
      minutes: await count(() => secretary.get('/thu-ky/hop/1/bien-ban')),
    };
  } finally {
    await app.close();
  }
}

describe('Pages of judging', () => {
  it('ask PostgreSQL as often for six dossiers as for two', async () => {
    const few = await statementsWith(2);
    expect(Object.values(few).every((count) => count > 0)).toBe(true);
    expect(await statementsWith(6)).toEqual(few);
  });
});
