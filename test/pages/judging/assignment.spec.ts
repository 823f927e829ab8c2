import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { allVillages, givenEntries, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let entries: JudgedFixture[];
let secretary: Visitor;

const PANEL = '/thu-ky/phan-cong';
const GIVE = '/thu-ky/phan-cong/giao';
const address = (rule: Record<string, string>): string =>
  `/thu-ky/phan-cong/tu-dong?${new URLSearchParams({ kieu: 'moi-ho-so', hat: 'lan-1', ...rule }).toString()}`;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(app.database, world, allVillages(world).slice(9, 13));
  secretary = await app.signedIn('thu-ky');
  const { judge1, judge2, judge3 } = world.actors;
  for (const [judge, unitId] of [
    [judge1, ''],
    [judge2, world.units.binhLu],
    [judge3, ''],
  ] as const)
    await secretary.send('/thu-ky/phan-cong/giam-khao', { personId: judge.personId, unitId }, PANEL);
});
afterAll(() => app.close());

const numberOf = (index: number): string => entries[index]?.number ?? '';
const pin = (judgeCode: string, index: number) =>
  secretary.send(
    '/thu-ky/phan-cong/xung-dot',
    { judgeCode, number: numberOf(index), reason: 'Chồng là trưởng bản' },
    PANEL,
  );
const sheets = (): Promise<string[]> =>
  app.database.reader
    .rows<{ pair: string }>(
      `SELECT p.code || ' ' || e.number AS pair FROM score_sheets s JOIN entries e ON e.id = s.entry_id
         JOIN panel_judges p ON p.round_id = s.round_id AND p.person_id = s.person_id WHERE s.recused_at IS NULL ORDER BY 1`,
    )
    .then((rows) => rows.map(({ pair }) => pair));

describe('So many judges an entry, on the secretary’s page', () => {
  it('says which limit to ease when it cannot be, and gives nothing out', async () => {
    // four entries, two of them from GK2's commune
    const short = await secretary.get(address({ so: '3' }));
    expect(short.text).toContain('Chưa giao được theo cách này');
    expect(short.text).toContain('2 hồ sơ chỉ còn 2 giám khảo không xung đột, cần 3:');
    expect(short.text).toContain('2 hồ sơ cùng đơn vị');
    expect(short.text).not.toContain('Giao theo cách này');
    const capped = await secretary.get(address({ so: '2', han: '2' }));
    expect(capped.text).toContain('Tổng hạn mức còn lại 6 &lt; 8 phiếu cần giao.');
    const refused = await secretary.send(GIVE, { kieu: 'moi-ho-so', so: '3', hat: 'lan-1' }, PANEL);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Không đủ giám khảo cho 2 hồ sơ');
    expect(await sheets()).toEqual([]);
  });

  it.each([
    ['so', { so: '4' }, 'từ 1 đến 3'],
    ['han', { so: '2', han: '0' }, 'Nhập hạn mức bằng số phiếu'],
    ['hat', { so: '2', hat: 'lần 1' }, 'Nhập hạt giống'],
  ] as const)('a faulty %s is told beside its field', async (_field, rule, told) => {
    expect((await secretary.get(address(rule))).text).toContain(told);
  });

  it('shows how even the plan is, with its seed', async () => {
    const page = await secretary.get(address({ so: '2' }));
    expect(page.text).toContain('Sẽ giao thêm 8 phiếu cho 4 hồ sơ đủ điều kiện.');
    // 8 sheets among 3: GK2 has the two that are not its own, the others three each
    expect(page.text).toContain('từ 2 đến 3 phiếu. Không có cách nào đều hơn.');
    expect(page.text).toContain('Mọi hồ sơ nối được với nhau qua giám khảo chấm chung.');
    expect(page.text).toContain('<dt>Hạt giống</dt><dd>lan-1</dd>');
  });

  it('what changed since the preview is previewed anew, and nothing is given out', async () => {
    const seen = await secretary.get(address({ so: '2' }));
    expect((await pin('GK1', 0)).status).toBe(303);
    const form = /<form method="post" action="\/thu-ky\/phan-cong\/giao">[\s\S]*?<\/form>/.exec(seen.text)?.[0] ?? '';
    const fields = [...form.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]);
    const stale = await secretary.agent
      .post(GIVE)
      .redirects(0)
      .type('form')
      .send(new URLSearchParams(fields as [string, string][]).toString());
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('vừa thay đổi nên chưa giao phiếu nào');
    expect(stale.text).toContain('thư ký ghi xung đột');
    expect(await sheets()).toEqual([]);
  });

  it('is applied as it was shown', async () => {
    const answer = await secretary.send(GIVE, {}, address({ so: '2' }));
    expect([answer.status, answer.headers['location']]).toEqual([303, PANEL]);
    const given = await sheets();
    expect(given.length).toBe(8);
    expect(given).not.toContain(`GK1 ${numberOf(0)}`);
    expect((await secretary.get(address({ so: '2' }))).text).toContain('Không có phiếu nào để giao thêm');
  });

  it('after a conflict tops up and leaves every other sheet where it is', async () => {
    const before = await sheets();
    // the first entry had GK2 and GK3, those of GK2's commune GK1 and GK3: evenest is GK1 and GK2 for the second
    const lost = `GK2 ${numberOf(1)}`;
    expect(before).toContain(lost);
    expect((await pin('GK2', 1)).status).toBe(303);
    const answer = await secretary.send(GIVE, {}, address({ so: '2', hat: 'lan-2' }));
    expect(answer.status).toBe(303);
    const after = await sheets();
    expect(after.length).toBe(8);
    expect(after).toEqual([...before.filter((pair) => pair !== lost), `GK3 ${numberOf(1)}`].sort());
  });
});
