import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../../src/kernel/ids.js';
import { startApp, type TestApp } from '../../app.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let entries: JudgedFixture[];

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(app.database, world, allVillages(world).slice(0, 2));
  await givenPanel(app.database, world, [world.actors.judge1], entries);
});
afterAll(() => app.close());

describe('When the organiser has issued new criteria', () => {
  it('the round goes on with its own until the secretary moves it, which shows what becomes of every criterion', async () => {
    const [judge, secretary] = [await app.signedIn('giam-khao-1'), await app.signedIn('thu-ky')];
    const sheet = `/cham/${entries[0]?.number ?? ''}`;
    await judge.send(sheet, { 'points[A]': '35', 'points[B]': '25', 'points[C]': '20' });
    await judge.send('/cham/tong-ket', { leaveIncomplete: '1' });
    await app.database.transaction(async (tx) => {
      const next = newId<'rubric-version'>();
      await tx.changed(`INSERT INTO rubric_versions (id, contest_id, number, in_force_at) VALUES ($1, $2, 2, $3)`, [
        next,
        world.contestId,
        tx.now,
      ]);
      await tx.changed(
        `INSERT INTO criteria (id, rubric_version_id, code, title, help, max_hundredths, step_hundredths, weight, sort_order)
         SELECT gen_random_uuid(), $2::uuid, CASE code WHEN 'C' THEN 'D' ELSE code END, title, help, max_hundredths, step_hundredths, weight, sort_order
           FROM criteria WHERE rubric_version_id = $1`,
        [world.rubricVersionId, next],
      );
    });
    expect((await judge.get('/cham')).text).toContain('Đã chấm 1/2');
    expect((await secretary.get('/thu-ky')).text).toContain('Ban Tổ chức đã ban hành bản số 2');
    const page = await secretary.get('/thu-ky/tieu-chi');
    expect(page.text.match(/Giữ điểm đã chấm/g)?.length).toBe(2);
    expect(page.text.match(/Giám khảo chấm lại/g)?.length).toBe(1);
    expect(page.text).toContain('Bỏ; điểm cũ được giữ trong bản lưu');
    const moved = await secretary.send('/thu-ky/tieu-chi', { reason: 'Quyết định sửa tiêu chí' });
    expect([moved.status, moved.headers['location']]).toEqual([303, '/thu-ky']);
    const again = await judge.get(sheet);
    expect(again.text).toContain('Lý do: Quyết định sửa tiêu chí.');
    expect(again.text).toContain('name="points[D]"');
    expect(again.text).toContain('value="35"');
    expect(again.text).not.toContain('name="points[C]"');
    expect((await judge.get('/cham')).text).toContain('Đã chấm 0/2 hồ sơ, còn 2');
  });
});
