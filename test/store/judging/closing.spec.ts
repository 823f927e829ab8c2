import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../../src/kernel/actor.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { codeOf, type JudgingRoom, openJudgingRoom, score as scoreSheet } from '../../fixtures/judging-room.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

let room: JudgingRoom;
let world: World;
let entries: JudgedFixture[];

beforeAll(async () => {
  room = await openJudgingRoom();
  world = await buildWorld(room.database);
  await setClock(room.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(room.database, world, allVillages(world));
  await givenPanel(room.database, world, [world.actors.judge1, world.actors.judge2, world.actors.judge3], entries);
});
afterAll(() => room.close());

const numberOf = (index: number): string => entries[index]?.number ?? '';
const roundNow = async () => {
  const round = await room.rounds.latest(room.database.reader, world.contestId);
  if (round === null) throw new Error('no round');
  return round;
};
const contestNow = async () => {
  const contest = await room.contests.byId(room.database.reader, world.contestId);
  if (contest === null) throw new Error('no contest');
  return contest;
};
const score = (judge: Actor, index: number, points: [string, string, string]): Promise<void> =>
  scoreSheet(room, world, judge, numberOf(index), points);

describe('The panel', () => {
  it('takes people with the judge’s role, numbers them, and excludes sheets of their own unit', async () => {
    const { judge1, secretary, xa } = world.actors;
    await room.panel.removeJudge(actBy(secretary), 'GK3', { reason: 'Đi công tác' });
    expect(await codeOf(room.panel.addJudge(actBy(secretary), { personId: xa.personId, unitId: null }))).toBe(
      'not-a-candidate',
    );
    const back = await room.panel.addJudge(actBy(secretary), { personId: world.actors.judge3.personId, unitId: null });
    expect([back.code, back.counts.none]).toEqual(['GK3', 20]);
    const { excluded } = await room.panel.setUnit(actBy(secretary), 'GK3', { unitId: world.units.binhLu });
    expect(excluded).toBe(4);
    expect(await codeOf(room.panel.addJudge(actBy(judge1), { personId: judge1.personId, unitId: null }))).toBe(
      'not-found',
    );
  });

  it('a pinned conflict excludes even a signed sheet; its version stays', async () => {
    const { judge1, secretary } = world.actors;
    await score(judge1, 19, ['40', '30', '30']);
    await room.sheets.sign(actBy(judge1), { leaveIncomplete: true });
    const pinned = await room.panel.pinConflict(actBy(secretary), {
      judgeCode: 'GK1',
      number: numberOf(19),
      reason: 'Vợ là cán bộ xã',
    });
    expect(pinned).toEqual({ excluded: true });
    const tally = await room.results.rankingOf(room.database.reader, await contestNow(), (await roundNow()).id);
    expect(tally.ranking).toEqual([]);
  });

  it('takes back what nobody has touched, and assigns again by another rule', async () => {
    const { secretary } = world.actors;
    const taken = await room.panel.takeBack(actBy(secretary), { judgeCode: null });
    expect(taken).toBe(20 * 3 - 1 - 4); // one signed once, four recused
    expect(
      await codeOf(room.panel.assign(actBy(secretary), { kind: 'each', judges: 4, cap: null, seed: 's' }, null)),
    ).toBe('too-few-judges');
    // Judge 3 may not judge the four of Bình Lư, judge 1 not the last one
    const all = await room.panel.assign(actBy(secretary), { kind: 'all' }, null);
    expect(all).toEqual({ given: 20 * 3 - 1 - 4, lacking: 0 });
    expect(await room.panel.assign(actBy(secretary), { kind: 'all' }, null)).toEqual({ given: 0, lacking: 0 });
  });
});

describe('The round is closed', () => {
  it('and nothing stamped later is accepted: saves and the close wait for one another', async () => {
    const { judge1, judge2, judge3, secretary } = world.actors;
    await score(judge1, 0, ['40', '30', '30']);
    await score(judge2, 0, ['39', '30', '30']);
    await score(judge1, 1, ['40', '30', '29,5']);
    await score(judge2, 1, ['40', '29,5', '30']);
    await room.sheets.sign(actBy(judge1), { leaveIncomplete: true });
    await room.sheets.sign(actBy(judge2), { leaveIncomplete: true });

    const round = await roundNow();
    const saves = Array.from({ length: 11 }, (_, index) => codeOf(score(judge3, index, ['1', '1', '1'])));
    const close = codeOf(
      room.judging.close(actBy(secretary), { version: round.version, reason: 'Hết thời gian chấm' }),
    );
    const late = Array.from({ length: 4 }, (_, index) => codeOf(score(judge2, 16 + index, ['1', '1', '1'])));
    const answers = await Promise.all([...saves, close, ...late]);
    expect(answers.every((answer) => answer === 'done' || answer === 'round-closed')).toBe(true);
    expect(await close).toBe('done');

    // the log tells the order in which they were done: no save behind the close
    const log = await room.database.reader.rows<{ act: string; late: boolean }>(
      `SELECT act, (SELECT id FROM audit_events WHERE act = 'round.close') < id AS late FROM audit_events WHERE act = 'sheet.save'`,
    );
    const saved = answers.filter((answer) => answer === 'done').length - 1;
    expect(log.length).toBe(1 + 4 + saved);
    expect(await codeOf(score(judge1, 2, ['1', '1', '1']))).toBe('round-closed');
    expect(await codeOf(room.sheets.sign(actBy(judge3), { leaveIncomplete: true }))).toBe('round-closed');
    expect(await codeOf(room.sheets.recuse(actBy(judge3), numberOf(3), { reason: 'x' }))).toBe('round-closed');
    expect(await codeOf(room.panel.assign(actBy(secretary), { kind: 'all' }, null))).toBe('round-closed');
    const again = { version: (await roundNow()).version, reason: 'Lần nữa' };
    expect(await codeOf(room.judging.close(actBy(secretary), again))).toBe('round-closed');
  });

  it('keeps what the tally says: the same rows, read or computed; unsigned sheets count for nothing', async () => {
    const [contest, round] = [await contestNow(), await roundNow()];
    const page = { order: 'place', limit: 100, offset: 0 } as const;
    const kept = await room.results.matrix(room.database.reader, contest, round.id, page);
    expect(kept.rows).toEqual(await room.results.compute(room.database.reader, contest, round.id));
    // 100 and 99 → 99,5; 99,5 and 99,5 → 99,5: equal, so criterion B decides: (30 + 30) / 2 = 30 against 29,75
    expect(
      kept.rows.slice(0, 2).map(({ number, rank, score, tieBreak, totals, spread }) => ({
        number,
        rank,
        score,
        tieBreak,
        totals,
        spread,
      })),
    ).toEqual([
      {
        number: numberOf(0),
        rank: 1,
        score: '99.50',
        tieBreak: ['criterion:B'],
        totals: { GK1: '100', GK2: '99' },
        spread: '1',
      },
      {
        number: numberOf(1),
        rank: 2,
        score: '99.50',
        tieBreak: ['criterion:B'],
        totals: { GK1: '99.5', GK2: '99.5' },
        spread: '0',
      },
    ]);
    expect(kept.total).toBe(20);
    expect(kept.rows.slice(2).every(({ rank, judges }) => rank === null && judges === 0)).toBe(true);
    const spread = await room.results.matrix(room.database.reader, contest, round.id, {
      ...page,
      order: 'spread',
      limit: 1,
    });
    expect(spread.rows.map(({ number }) => number)).toEqual([numberOf(0)]);
  });

  it('counts again when an entry leaves the contest afterwards', async () => {
    await room.database.transaction((tx) =>
      tx.changed(`UPDATE entries SET state = 'disqualified', reason = 'Vi phạm thể lệ' WHERE number = $1`, [
        numberOf(0),
      ]),
    );
    const { rows, total } = await room.results.matrix(room.database.reader, await contestNow(), (await roundNow()).id, {
      order: 'place',
      limit: 1,
      offset: 0,
    });
    expect([rows[0]?.number, rows[0]?.rank, rows[0]?.tieBreak, total]).toEqual([numberOf(1), 1, [], 19]);
  });
});
