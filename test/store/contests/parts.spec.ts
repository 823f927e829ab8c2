import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BUDGET_PART } from '../../../src/contests/parts/budget.part.js';
import { CRITERIA_PART } from '../../../src/contests/parts/criteria.part.js';
import { RANKING_PART } from '../../../src/contests/parts/ranking.part.js';
import { STORAGE_PART } from '../../../src/contests/parts/storage.part.js';
import { code, type ContestParts, openContestParts } from '../../fixtures/contest-parts.js';
import { actBy } from '../../fixtures/world.js';

let parts: ContestParts;
let { database, world, reader, service, counted, setState, contest, act, change, row, saved } = {} as ContestParts;

beforeAll(async () => {
  parts = await openContestParts();
  ({ database, world, reader, service, counted, setState, contest, act, change, row, saved } = parts);
});
beforeEach(() => parts.renew());
afterAll(() => parts.close());

const guidance = {
  low: 'Làm theo nơi khác',
  middle: '',
  high: 'Cách làm mới, có kết quả',
  examples: 'Loa di động: 8 điểm',
};
const criterion = { code: 'D', title: 'Sáng tạo', help: '', guidance, max: 1000, step: 50, weight: '1' };

describe('Every edit', () => {
  it('is on record with what it was, what it is, and why', async () => {
    await setState('open');
    expect(await saved(BUDGET_PART, { budget: 95_000_000 })).toBe('done');
    const event = await database.reader.one(
      `SELECT act, person_name AS who, reason, facts FROM audit_events WHERE act = 'contest.budget.edit' ORDER BY id DESC LIMIT 1`,
    );
    expect(event).toEqual({
      act: 'contest.budget.edit',
      who: 'Đỗ Văn Chức',
      reason: 'Theo văn bản 15/BTC',
      facts: { before: { budget: 90_000_000 }, after: { budget: 95_000_000 } },
    });
  });

  it('holds for the version it was opened on: of two at once, one wins', async () => {
    const given = await change();
    const both = await Promise.all([
      code(service.saveForm(act(), BUDGET_PART, given, { budget: 1 })),
      code(service.saveForm(actBy(world.actors.organiser2), BUDGET_PART, given, { budget: 2 })),
    ]);
    expect(both.sort()).toEqual(['done', 'stale']);
  });

  it('is an organiser’s: for anybody else there is nothing to edit', async () => {
    for (const actor of [world.actors.secretary, world.actors.admin, world.actors.xa]) {
      expect(await code(service.saveForm(actBy(actor), BUDGET_PART, await change(), { budget: 1 }))).toBe('not-found');
    }
  });

  it('needs a reason once the contest is open', async () => {
    expect(await code(service.saveForm(act(), BUDGET_PART, await change(null), { budget: 5 }))).toBe('done');
    await setState('open');
    expect(await code(service.saveForm(act(), BUDGET_PART, await change(null), { budget: 6 }))).toBe('reason-required');
  });
});

describe('Room for files', () => {
  it('is set in gigabytes, and the page tells what is used and what is left', async () => {
    const gigabyte = 1024 ** 3;
    expect(await saved(STORAGE_PART, { bytes: 3 * gigabyte })).toBe('done');
    await database.pool.query(
      `INSERT INTO storage_usage (scope, holder_id, bytes, most) VALUES ('contest', $1, $2, 0)
        ON CONFLICT (scope, holder_id) DO UPDATE SET bytes = $2`,
      [world.contestId, gigabyte / 2],
    );
    const facts = async () =>
      STORAGE_PART.facts(
        database.reader,
        await service.desk(database.reader, world.actors.organiser, world.slug, new Date()),
      );
    expect(await facts()).toEqual([
      { label: 'Đã dùng', value: '512 MB' },
      { label: 'Còn lại', value: '2,5 GB' },
    ]);
    await database.pool.query(`UPDATE storage_usage SET bytes = $2 WHERE scope = 'contest' AND holder_id = $1`, [
      world.contestId,
      4 * gigabyte,
    ]);
    expect((await facts())[1]).toEqual({
      label: 'Vượt mức',
      value: '1 GB. Tệp đã nhận vẫn giữ; không nhận thêm.',
    });
  });

  it.each(['', '0', '1,5', '100001'])('refuses “%s”', (gigabytes) => {
    expect(STORAGE_PART.read({ gigabytes }, null as never).faults).toEqual([
      { field: 'gigabytes', text: 'Dung lượng tối đa: nhập số nguyên từ 1 đến 100000.' },
    ]);
  });
});

describe('The criteria', () => {
  it('are added, changed, moved and taken out while nobody has scored', async () => {
    await service.addRow(act(), CRITERIA_PART, await change(), criterion);
    const codes = async () =>
      (await reader.currentRubric(database.reader, world.contestId))?.criteria.map((one) => one.code);
    expect(await codes()).toEqual(['A', 'B', 'C', 'D']);
    const added = (await reader.currentRubric(database.reader, world.contestId))!.criteria.at(-1)!;
    await service.moveRow(act(), CRITERIA_PART, { ...(await row(added.id)), direction: 'up' });
    expect(await codes()).toEqual(['A', 'B', 'D', 'C']);
    await service.changeRow(act(), CRITERIA_PART, await row(added.id), { ...criterion, code: 'E' });
    expect(await codes()).toEqual(['A', 'B', 'E', 'C']);
    await service.removeRow(act(), CRITERIA_PART, await row(added.id));
    expect(await codes()).toEqual(['A', 'B', 'C']);
  });

  it('have codes of their own', async () => {
    expect(await code(service.addRow(act(), CRITERIA_PART, await change(), { ...criterion, code: 'A' }))).toBe(
      'criterion-code-taken',
    );
  });

  it('stay as they are once a sheet has a score, and so does the ranking rule', async () => {
    counted.scores = 1;
    const rule = (await contest()).ranking;
    expect(await code(service.addRow(act(), CRITERIA_PART, await change(), criterion))).toBe('rubric-in-use');
    expect(await code(service.changeRow(act(), CRITERIA_PART, await row(world.criteria.A), criterion))).toBe(
      'rubric-in-use',
    );
    expect(await code(service.removeRow(act(), CRITERIA_PART, await row(world.criteria.A)))).toBe('rubric-in-use');
    expect(
      await code(service.moveRow(act(), CRITERIA_PART, { ...(await row(world.criteria.A)), direction: 'down' })),
    ).toBe('rubric-in-use');
    expect(await saved(RANKING_PART, { ...rule, decimals: 3 })).toBe('ranking-in-use');
  });

  it('then change as a new version only; the old one keeps its sheets and its words', async () => {
    counted.scores = 7;
    await service.startRubric(act(), await change(), 'Bổ sung tiêu chí sáng tạo');
    const rubric = await reader.currentRubric(database.reader, world.contestId);
    expect([rubric?.number, rubric?.criteria.map((one) => one.code)]).toEqual([2, ['A', 'B', 'C']]);
    await service.addRow(act(), CRITERIA_PART, await change(), criterion);
    const [old, current] = [
      await reader.rubricVersion(database.reader, world.rubricVersionId as never),
      await reader.currentRubric(database.reader, world.contestId),
    ];
    expect([old?.criteria.length, current?.criteria.length]).toEqual([3, 4]);
    const told = await database.reader.one(
      `SELECT reason, facts->'before' AS before FROM audit_events WHERE act = 'contest.rubric.start'`,
    );
    expect(told).toEqual({ reason: 'Bổ sung tiêu chí sáng tạo', before: { number: 1, sheetsWithScores: 7 } });
  });

  it('carry what earns how much into the next version', async () => {
    await service.startRubric(act(), await change(), 'Sửa lời dẫn');
    const rubric = await reader.currentRubric(database.reader, world.contestId);
    const said = rubric?.criteria.map((one) => [one.code, one.guidance.high]);
    expect([rubric?.number, said]).toEqual([
      3,
      [
        ['A', ''],
        ['B', ''],
        ['C', ''],
        ['D', 'Cách làm mới, có kết quả'],
      ],
    ]);
  });
});
