import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allVillages, givenEntries, givenPanel, type JudgedFixture } from '../../fixtures/judging.js';
import { codeOf, type JudgingRoom, openJudgingRoom, score } from '../../fixtures/judging-room.js';
import { FINAL, givenPlan } from '../../fixtures/rounds.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

let room: JudgingRoom;
let world: World;
let entries: JudgedFixture[];

beforeAll(async () => {
  room = await openJudgingRoom();
  world = await buildWorld(room.database);
  entries = await givenEntries(room.database, world, allVillages(world).slice(0, 2));
  await givenPlan(room.database, world, [
    { ...FINAL, name: 'Chấm', quorum: { judges: 2, signedPercent: 60, under: 'refuse' } },
  ]);
  await givenPanel(room.database, world, [world.actors.judge1, world.actors.judge2, world.actors.judge3], entries);
  await setClock(room.database, world.contestId, '2021-12-17T09:00:00+07:00');
});
afterAll(() => room.close());

const numberOf = (index: number): string => entries[index]?.number ?? '';
const roundNow = async () => (await room.rounds.latest(room.database.reader, world.contestId))!;
const close = async (): Promise<string> =>
  codeOf(
    room.judging.close(actBy(world.actors.secretary), { version: (await roundNow()).version, reason: 'Hết giờ chấm' }),
  );
const ranking = async () => {
  const contest = (await room.contests.byId(room.database.reader, world.contestId))!;
  return room.results.rankingOf(room.database.reader, contest, (await roundNow()).id);
};

describe('A round whose rules ask two sheets an entry and three judges of five', () => {
  it('is not closed below that, however good the reason', async () => {
    const { judge1, judge2 } = world.actors;
    expect(await close()).toBe('under-quorum');
    for (const index of [0, 1]) await score(room, world, judge1, numberOf(index), ['40', '30', '30']);
    await room.sheets.sign(actBy(judge1), { leaveIncomplete: false });
    await score(room, world, judge2, numberOf(0), ['20', '30', '30']);
    await room.sheets.sign(actBy(judge2), { leaveIncomplete: true });
    expect(await close()).toBe('under-quorum'); // the second entry has one sheet, and one judge of three is done
  });

  it('ranks no entry with fewer sheets than the rules ask, though the mean would do with one', async () => {
    const tally = await ranking();
    expect([tally.ranking.map(({ entry }) => entry), tally.unranked.map(({ number }) => number)]).toEqual([
      [numberOf(0)],
      [numberOf(1)],
    ]);
  });

  it('counts nothing of a judge who was taken off: the sheets are kept, and count again when the judge is back', async () => {
    const { secretary, judge2 } = world.actors;
    await room.panel.removeJudge(actBy(secretary), 'GK2', { reason: 'Có đơn xin rút' });
    expect((await ranking()).ranking).toEqual([]);
    const kept = await room.database.reader.one<{ sheets: number; versions: number }>(
      `SELECT count(*)::int AS sheets, count(v.sheet_id)::int AS versions
         FROM score_sheets s LEFT JOIN score_sheet_versions v ON v.sheet_id = s.id
        WHERE s.person_id = $1 AND s.state = 'signed'`,
      [judge2.personId],
    );
    expect(kept).toEqual({ sheets: 1, versions: 1 });
    await room.panel.addJudge(actBy(secretary), { personId: judge2.personId, unitId: null });
    expect((await ranking()).ranking.map(({ score: points }) => points)).toEqual(['90.00']); // (100 + 80) / 2
  });

  it('is closed once both are there', async () => {
    const { judge2 } = world.actors;
    await score(room, world, judge2, numberOf(1), ['40', '30', '20']);
    await room.sheets.sign(actBy(judge2), { leaveIncomplete: false });
    expect(await close()).toBe('done'); // two sheets each; 2 of 3 judges are 66 %
  });
});
