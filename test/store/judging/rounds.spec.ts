import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AdvancePlanner } from '../../../src/judging/advance/advance.planner.js';
import { AdvanceRepository } from '../../../src/judging/advance/advance.repository.js';
import { AdvanceService } from '../../../src/judging/advance/advance.service.js';
import type { AdvanceChoice } from '../../../src/judging/advance/advancing.js';
import { type ScoreRow, scoreSheet } from '../../../src/awards/score.sheets.js';
import { AdjustmentRepository } from '../../../src/judging/adjustment/adjustment.repository.js';
import { ClosedRounds } from '../../../src/judging/result/closed.rounds.js';
import { ContestResults } from '../../../src/judging/result/contest.results.js';
import { Audit } from '../../../src/audit/audit.js';
import { allVillages, givenEntries, givenPanel, type JudgedFixture } from '../../fixtures/judging.js';
import { codeOf, deskOf, type JudgingRoom, openJudgingRoom, score } from '../../fixtures/judging-room.js';
import { FINAL, givenPlan, PRELIMINARY } from '../../fixtures/rounds.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

let room: JudgingRoom;
let world: World;
let entries: JudgedFixture[];
let service: AdvanceService;
let planner: AdvancePlanner;
let results: ContestResults;

const nothing: AdvanceChoice = { tie: null, added: [], leftOut: [] };
const numberOf = (index: number): string => entries[index]?.number ?? '';
const rounds = () => room.rounds.all(room.database.reader, world.contestId);
const newest = async () => (await rounds()).at(-1)!;
const contest = async () => (await room.contests.byId(room.database.reader, world.contestId))!;
const close = async (): Promise<string> =>
  codeOf(
    room.judging.close(actBy(world.actors.secretary), { version: (await newest()).version, reason: 'Hết giờ chấm' }),
  );
/** Opens the next round as somebody does who has just looked at the preview. */
const open = async (choice: AdvanceChoice, keepPanel = true): Promise<string> => {
  const round = await newest();
  const plans = await room.contests.plannedRounds(room.database.reader, world.contestId);
  const planned = plans.find(({ number }) => number === round.number) ?? plans[0]!;
  const { mark } = await planner.plan(room.database.reader, await contest(), { round, planned }, choice);
  return codeOf(
    service.open(actBy(world.actors.secretary), { choice, keepPanel, reason: 'Biên bản 02/BGK', seen: mark }),
  );
};

beforeAll(async () => {
  room = await openJudgingRoom();
  world = await buildWorld(room.database);
  entries = await givenEntries(room.database, world, allVillages(world).slice(0, 5));
  await givenPlan(room.database, world, [{ ...PRELIMINARY, advancing: { by: 'rank', count: 2 } }, FINAL]);
  await givenPanel(room.database, world, [world.actors.judge1, world.actors.judge2], entries);
  planner = new AdvancePlanner(room.results);
  results = new ContestResults(room.contests, room.rounds, room.results);
  service = new AdvanceService(
    room.database,
    new Audit(),
    room.contests,
    room.rounds,
    planner,
    new AdvanceRepository(),
  );
  await setClock(room.database, world.contestId, '2021-12-12T09:00:00+07:00');
});
afterAll(() => room.close());

describe('The first round', () => {
  it('takes scores in its own window only', async () => {
    const { judge1 } = world.actors;
    await setClock(room.database, world.contestId, '2021-12-16T00:00:00+07:00'); // its end, inside the window of judging
    expect(await codeOf(score(room, world, judge1, numberOf(0), ['40', '30', '30']))).toBe('judging-over');
    await setClock(room.database, world.contestId, '2021-12-12T09:00:00+07:00');
    expect(await codeOf(score(room, world, judge1, numberOf(0), ['40', '30', '30']))).toBe('done');
  });

  it('is not followed by another before it is closed', async () => {
    expect(await open(nothing)).toBe('round-not-closed-yet');
  });
});

describe('The second round', () => {
  it('is opened with the first two; a tie across the cut waits for people', async () => {
    const { judge1, judge2, secretary } = world.actors;
    // 100; then 90 twice, equal in B and A as well; 80; the fifth has no sheet that is signed
    for (const judge of [judge1, judge2]) {
      await score(room, world, judge, numberOf(0), ['40', '30', '30']);
      await score(room, world, judge, numberOf(1), ['30', '30', '30']);
      await score(room, world, judge, numberOf(2), ['30', '30', '30']);
      await score(room, world, judge, numberOf(3), ['20', '30', '30']);
      await room.sheets.sign(actBy(judge), { leaveIncomplete: true });
    }
    await room.panel.pinConflict(actBy(secretary), { judgeCode: 'GK2', number: numberOf(2), reason: 'Người nhà' });
    expect(await close()).toBe('done');
    expect(await open(nothing)).toBe('cut-undecided');
    expect(await open({ ...nothing, added: ['ZALO21-211124-9999'] })).toBe('entries-unknown');
    expect(await rounds()).toHaveLength(1);
    expect(await open({ tie: 'named', added: [numberOf(2), numberOf(4)], leftOut: [] })).toBe('done');
    expect((await rounds()).map(({ number, name, kind }) => `${number} ${name} ${kind}`)).toEqual([
      '1 Sơ khảo dossier',
      '2 Chung khảo live',
    ]);
    const log = await room.database.reader.one<{ facts: Record<string, unknown>; reason: string }>(
      `SELECT facts, reason FROM audit_events WHERE act = 'round.advance'`,
    );
    expect(log).toMatchObject({
      reason: 'Biên bản 02/BGK',
      facts: {
        number: 2,
        going: 3,
        of: 5,
        judges: 2,
        tie: { rank: 2, entries: [numberOf(1), numberOf(2)], places: 1, said: 'named' },
        added: [numberOf(4)],
      },
    });
  });

  it('is taken back while it has no sheet, and opened again on what is previewed then', async () => {
    const { secretary } = world.actors;
    const { version } = await newest();
    expect(await codeOf(service.undo(actBy(secretary), { version: version + 1, reason: 'Ghi nhầm' }))).toBe(
      'round-moved',
    );
    expect(await codeOf(service.undo(actBy(secretary), { version, reason: 'Ghi nhầm danh sách' }))).toBe('done');
    expect(await rounds()).toHaveLength(1);
    expect(await codeOf(service.undo(actBy(secretary), { version, reason: 'Ghi nhầm danh sách' }))).toBe(
      'first-round-stays',
    );
    expect(await open({ ...nothing, tie: 'all' })).toBe('done');
    const round = await newest();
    await room.database.transaction((tx) =>
      tx.changed(
        `INSERT INTO score_adjustments (id, round_id, entry_id, kind, hundredths, reason, made_by, made_by_name, made_at)
         VALUES (gen_random_uuid(), $1, $2, 'late', -50, 'Đến muộn', $3, 'Hoàng Thị Ký', now())`,
        [round.id, entries[0]?.id, secretary.personId],
      ),
    );
    const again = { version: round.version, reason: 'Ghi nhầm danh sách' };
    expect(await codeOf(service.undo(actBy(secretary), again))).toBe('round-has-sheets'); // work is never lost
    await room.database.transaction((tx) =>
      tx.changed(`DELETE FROM score_adjustments WHERE round_id = $1`, [round.id]),
    );
    expect(await codeOf(service.undo(actBy(secretary), again))).toBe('done');
    const asked = { choice: { ...nothing, tie: 'all' } as const, keepPanel: true, reason: 'Biên bản 02/BGK' };
    expect(await codeOf(service.open(actBy(secretary), { ...asked, seen: 'another' }))).toBe('advance-moved');
    expect(await open(asked.choice)).toBe('done');
    expect(await codeOf(service.open(actBy(world.actors.judge1), { ...asked, seen: '' }))).toBe('not-found');
  });

  it('has the entries that went on and nothing else: nobody is given another, no list names one', async () => {
    const { secretary, judge1 } = world.actors;
    const round = await newest();
    await setClock(room.database, world.contestId, '2021-12-17T09:00:00+07:00');
    expect(await codeOf(room.panel.assign(actBy(secretary), { kind: 'all' }, null))).toBe('done');
    const given = await room.panelRows.given(room.database.reader, round.id);
    const idOf = (index: number) => entries[index]?.id;
    // Entries 1, 2 and 3 for both, but the conflict of GK2 with the third went on with it
    expect(given.map(({ personId, entryId }) => `${personId} ${entryId}`).sort()).toEqual(
      [0, 1, 2]
        .flatMap((index) => [
          `${judge1.personId} ${idOf(index)}`,
          ...(index === 2 ? [] : [`${world.actors.judge2.personId} ${idOf(index)}`]),
        ])
        .sort(),
    );
    const totals = await room.progress.totals(room.database.reader, world.contestId, round.id, 1);
    expect(totals).toEqual({ entries: 3, unassigned: 0, belowQuorum: 3 });
    const former = (await rounds())[0]!;
    expect((await room.progress.totals(room.database.reader, world.contestId, former.id, 1)).entries).toBe(5);
    expect((await deskOf(room, world, judge1, numberOf(0))).round.number).toBe(2);
    expect((await deskOf(room, world, judge1, numberOf(3))).round.number).toBe(1);
  });

  it('can no longer be taken back, and the sheets of the first stay as they were', async () => {
    const { secretary, judge1 } = world.actors;
    const { version } = await newest();
    expect(await codeOf(service.undo(actBy(secretary), { version, reason: 'Ghi nhầm danh sách' }))).toBe(
      'round-has-sheets',
    );
    await score(room, world, judge1, numberOf(0), ['1', '1', '1']);
    const kept = await room.database.reader.one<{ points: unknown }>(
      `SELECT s.points FROM score_sheets s JOIN judging_rounds r ON r.id = s.round_id AND r.number = 1
        WHERE s.person_id = $1 AND s.entry_id = $2`,
      [judge1.personId, entries[0]?.id],
    );
    expect(kept?.points).toEqual({ A: 4000, B: 3000, C: 3000 });
    expect(await codeOf(score(room, world, judge1, numberOf(3), ['1', '1', '1']))).toBe('round-closed');
  });

  it('gives a new judge a code that nobody had in either round', async () => {
    const { secretary, judge2, judge3 } = world.actors;
    await room.panel.removeJudge(actBy(secretary), 'GK2', { reason: 'Đi công tác' });
    const added = await room.panel.addJudge(actBy(secretary), { personId: judge3.personId, unitId: null });
    const back = await room.panel.addJudge(actBy(secretary), { personId: judge2.personId, unitId: null });
    expect([added.code, back.code]).toEqual(['GK3', 'GK2']);
  });

  it('is the last that the rules plan', async () => {
    const { judge1 } = world.actors;
    expect(await results.of(room.database.reader, await contest())).toBeNull(); // a closed first round is no result
    for (const [index, a] of [
      [0, '20'],
      [1, '35'],
      [2, '35'],
    ] as const)
      await score(room, world, judge1, numberOf(index), [a, '30', '30']);
    await room.sheets.sign(actBy(judge1), { leaveIncomplete: false });
    expect(await close()).toBe('done');
    expect(await open(nothing)).toBe('no-next-round');
  });
});

describe('The result of the contest', () => {
  const weigh = (first: string, second: string) =>
    room.database.transaction((tx) =>
      tx.changed(
        `UPDATE planned_rounds SET weight = CASE number WHEN 1 THEN $2::numeric ELSE $3::numeric END WHERE contest_id = $1`,
        [world.contestId, first, second],
      ),
    );
  const result = async () => {
    const found = await results.of(room.database.reader, await contest());
    if (found === null) throw new Error('no result');
    return found;
  };
  const ranks = async () =>
    (await result()).tally.ranking.map(({ entry, rank, score: points }) => `${rank} ${entry} ${points}`);

  it('is the last round alone where the first only chose: its own tally, as if there were no other', async () => {
    const { tally, judges, criteria } = await result();
    expect(await ranks()).toEqual([`1 ${numberOf(1)} 95.00`, `1 ${numberOf(2)} 95.00`, `3 ${numberOf(0)} 80.00`]);
    expect(tally).toEqual(await room.results.rankingOf(room.database.reader, await contest(), (await newest()).id));
    expect([[...judges.keys()], criteria.map(({ code }) => code)]).toEqual([
      ['GK1', 'GK2', 'GK3'],
      ['A', 'B', 'C'],
    ]);
  });

  it('is taken out with every round: the first by itself, its totals those of its matrix', async () => {
    const { reader } = room.database;
    const closed = await new ClosedRounds(room.contests, room.rounds, room.results, new AdjustmentRepository()).of(
      reader,
      await contest(),
      await result(),
    );
    expect(closed.map(({ number, weight }) => [number, Number(weight)])).toEqual([
      [1, 0],
      [2, 1],
    ]);
    for (const [index, round] of (await rounds()).entries()) {
      const matrix = await room.results.compute(reader, await contest(), round.id);
      const kept = matrix.flatMap(({ number, totals }) =>
        Object.entries(totals).map(([judge, total]) => `${number} ${judge} ${total}`),
      );
      const own = closed[index]!;
      const { columns, rows } = scoreSheet({ title: '', lines: [] }, { tally: own.tally, rounds: [own] });
      const [entry, judge, total] = ['Số hồ sơ', 'Mã giám khảo', 'Tổng điểm'].map((header) =>
        columns.find((column) => column.header === header)!,
      );
      const shown = [...(rows as Iterable<ScoreRow>)].map((row) =>
        [entry, judge, total].map((column) => column!.value(row)),
      );
      expect(
        shown
          .filter(([, code]) => code !== null)
          .map((cells) => cells.join(' '))
          .sort(),
      ).toEqual(kept.sort());
    }
  });

  it('is the weighted sum where both count', async () => {
    await weigh('0.8', '0.2');
    // 0,8 × 100 + 0,2 × 80 = 96; 0,8 × 90 + 0,2 × 95 = 91, twice, equal in B and A of the last round
    expect(await ranks()).toEqual([`1 ${numberOf(0)} 96.00`, `2 ${numberOf(1)} 91.00`, `2 ${numberOf(2)} 91.00`]);
    expect((await result()).criteria.map(({ code }) => code)).toEqual(['1.A', '1.B', '1.C', '2.A', '2.B', '2.C']);
  });

  it('sets whoever did not go on behind all who did, by the round they came to', async () => {
    const { behind } = await result();
    expect(
      behind.map(({ number, round, rank, contestRank, score: points }) => [
        number,
        round.name,
        rank,
        contestRank,
        points,
      ]),
    ).toEqual([
      [numberOf(3), 'Sơ khảo', 4, 4, '80.00'],
      [numberOf(4), 'Sơ khảo', null, null, null],
    ]);
  });

  it('loses whoever is disqualified later, in every round', async () => {
    await room.database.transaction((tx) =>
      tx.changed(`UPDATE entries SET state = 'disqualified', reason = 'Vi phạm thể lệ' WHERE id = ANY($1)`, [
        [entries[0]?.id, entries[3]?.id],
      ]),
    );
    expect(await ranks()).toEqual([`1 ${numberOf(1)} 91.00`, `1 ${numberOf(2)} 91.00`]);
    expect((await result()).behind.map(({ number }) => number)).toEqual([numberOf(4)]);
  });
});
