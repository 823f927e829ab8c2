import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../../src/kernel/ids.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let entries: JudgedFixture[];
let secretary: Visitor;

const PLAN = '/thu-ky/phan-cong/tu-dong?kieu=tat-ca';
const numberOf = (index: number): string => entries[index]?.number ?? '';

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(app.database, world, allVillages(world).slice(0, 3));
  const { judge1, judge2 } = world.actors;
  await givenPanel(app.database, world, [judge1, judge2], []);
  await app.database.transaction(async (tx) => {
    // The first judge was the officer who passed the first dossier, and began to check the second.
    await tx.changed(
      `INSERT INTO vetting_decisions (id, entry_id, ordinal, unit_id, unit_name, verb, decided_by, decided_by_name, decided_at)
       VALUES ($1, $2, 1, $3, 'Huyện Tam Đường', 'accept', $4, $5, now())`,
      [newId(), entries[0]?.id, world.units.tamDuong, judge1.personId, judge1.name],
    );
    await tx.changed(
      `INSERT INTO vetting_checklists (entry_id, ordinal, version, changed_by, changed_by_name, changed_at)
       VALUES ($1, 1, 1, $2, $3, now())`,
      [entries[1]?.id, judge1.personId, judge1.name],
    );
    // The second judge made the third.
    await tx.changed(`UPDATE entries SET created_by = $2 WHERE id = $1`, [entries[2]?.id, judge2.personId]);
  });
  secretary = await app.signedIn('thu-ky');
});
afterAll(() => app.close());

describe('Whoever had a hand in a dossier', () => {
  it('is not given it to judge: the preview says of each judge how many, and why', async () => {
    const { text } = await secretary.get(PLAN);
    expect(text).toContain('2 hồ sơ giám khảo đã thẩm định');
    expect(text).toContain('1 hồ sơ giám khảo đã tham gia lập hồ sơ');
  });

  it('is left out when the plan is applied', async () => {
    const mark = /name="dau" value="([^"]+)"/.exec((await secretary.get(PLAN)).text)?.[1] ?? '';
    const given = await secretary.send('/thu-ky/phan-cong/giao', { kieu: 'tat-ca', dau: mark }, PLAN);
    expect(given.status).toBe(303);
    const sheets = await app.database.reader.rows<{ pair: string }>(
      `SELECT p.code || ' ' || e.number AS pair FROM score_sheets s JOIN entries e ON e.id = s.entry_id
         JOIN panel_judges p ON p.round_id = s.round_id AND p.person_id = s.person_id ORDER BY 1`,
    );
    expect(sheets.map(({ pair }) => pair)).toEqual([`GK1 ${numberOf(2)}`, `GK2 ${numberOf(0)}`, `GK2 ${numberOf(1)}`]);
  });
});
