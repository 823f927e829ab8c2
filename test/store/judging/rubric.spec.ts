import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../../src/kernel/ids.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { codeOf, type JudgingRoom, openJudgingRoom, score } from '../../fixtures/judging-room.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

let room: JudgingRoom;
let world: World;
let entries: JudgedFixture[];

beforeAll(async () => {
  room = await openJudgingRoom();
  world = await buildWorld(room.database);
  await setClock(room.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(room.database, world, allVillages(world).slice(0, 3));
  await givenPanel(room.database, world, [world.actors.judge1, world.actors.judge2], entries);
});
afterAll(() => room.close());

const numberOf = (index: number): string => entries[index]?.number ?? '';

describe('New criteria in the middle of judging', () => {
  it('move every sheet: unchanged criteria keep their points, the others are asked again, nothing written is lost', async () => {
    const { judge1, judge2, secretary } = world.actors;
    await score(room, world, judge1, numberOf(0), ['30', '20', '10']);
    await score(room, world, judge2, numberOf(1), ['31', '21', '11']);
    await room.sheets.sign(actBy(judge2), { leaveIncomplete: true });
    const before = await room.rounds.latest(room.database.reader, world.contestId);
    const next = newId<'rubric-version'>();
    await room.database.transaction(async (tx) => {
      await tx.changed(`INSERT INTO rubric_versions (id, contest_id, number, in_force_at) VALUES ($1, $2, 2, $3)`, [
        next,
        world.contestId,
        tx.now,
      ]);
      // A keeps all but its weight, B another maximum, C is gone, D is new
      await tx.changed(
        `INSERT INTO criteria (id, rubric_version_id, code, title, help, max_hundredths, step_hundredths, weight, sort_order)
         SELECT gen_random_uuid(), $2::uuid, code, title, help, CASE code WHEN 'B' THEN 2500 ELSE max_hundredths END, step_hundredths,
                CASE code WHEN 'A' THEN 1.5 ELSE weight END, sort_order FROM criteria WHERE rubric_version_id = $1 AND code <> 'C'
         UNION ALL SELECT gen_random_uuid(), $2::uuid, 'D', 'Sáng kiến', '', 1000, 50, 1, 9`,
        [world.rubricVersionId, next],
      );
    });
    const moved = await room.judging.moveToCurrentRubric(actBy(secretary), {
      version: before?.version ?? 0,
      reason: 'Ban Tổ chức sửa tiêu chí',
    });
    expect(moved).toEqual({ sheets: 2, same: ['A'] });
    const rows = await room.database.reader.rows<Record<string, unknown>>(
      `SELECT s.state, s.points, s.total_hundredths AS total, v.number, v.body -> 'points' AS kept, v.reopened_reason AS reason
         FROM score_sheets s JOIN score_sheet_versions v ON v.sheet_id = s.id JOIN entries e ON e.id = s.entry_id ORDER BY e.number`,
    );
    const reason = 'Ban Tổ chức sửa tiêu chí';
    expect(rows).toEqual([
      { state: 'draft', points: { A: 3000 }, total: null, number: 1, kept: { A: 3000, B: 2000, C: 1000 }, reason },
      { state: 'reopened', points: { A: 3100 }, total: null, number: 1, kept: { A: 3100, B: 2100, C: 1100 }, reason },
    ]);
    const again = await room.rounds.latest(room.database.reader, world.contestId);
    expect(
      await codeOf(room.judging.moveToCurrentRubric(actBy(secretary), { version: again?.version ?? 0, reason })),
    ).toBe('rubric-is-current');
  });
});
