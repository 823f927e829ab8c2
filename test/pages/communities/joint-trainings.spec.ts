import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { counting } from '../../fixtures/counting.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let test: TestApp;
let world: World;
let commune: Visitor;
beforeAll(async () => {
  test = await startApp();
  world = await buildWorld(test.database);
  commune = await test.signedIn('xa');
});
afterAll(() => test.close());

const COVID = '7ea00000-0000-4000-8000-000000000001';
const PATH = '/to/tap-huan';
const OCCASION = { heldOn: '01/11/2021', topic: 'Khai báo y tế', place: 'Nhà văn hóa', taughtBy: 'Trạm y tế' };

interface Team {
  id: string;
  page: string;
  members: string[];
}
async function added(name: string, village: number, people: readonly string[]): Promise<Team> {
  const words = { kindId: COVID, villageId: world.villages.banBo[village] ?? '', name };
  const members = Object.fromEntries(people.map((one, index) => [`memberName[${index}]`, one]));
  const page = String((await commune.send('/to/moi', { ...words, ...members })).headers['location']);
  const id = page.split('/').at(-1) ?? '';
  const rows = await test.database.reader.rows<{ id: string }>(
    `SELECT id FROM community_team_members WHERE team_id = $1 ORDER BY ordinal`,
    [id],
  );
  return { id, page, members: rows.map((row) => row.id) };
}
/** Sends the form as a browser does, a member a value. */
async function record(words: Record<string, string | readonly string[]>, who = commune, path = PATH) {
  const hidden = hiddenFields((await who.get(path)).text, path);
  const body = new URLSearchParams(hidden);
  for (const [name, value] of Object.entries(words)) for (const one of [value].flat()) body.append(name, one);
  const send = () => who.agent.post(path).redirects(0).type('form').send(body.toString());
  return { answer: await send(), send };
}
const ticked = ({ id }: Team, attended: readonly string[]) => ({ [`team[${id}]`]: '1', [`attended[${id}]`]: attended });
const trainingsOf = ({ id }: Team) =>
  test.database.reader.rows<{ topic: string; people: number }>(
    `SELECT r.topic, (SELECT count(*)::int FROM community_team_attendances a WHERE a.training_id = r.id) AS people
       FROM community_team_trainings r WHERE r.team_id = $1`,
    [id],
  );
const told = () =>
  test.database.reader.rows<{ id: string }>(
    `SELECT subject_id AS id FROM audit_events WHERE act = 'community-team.train' ORDER BY subject_id`,
  );

describe('One training of several teams', () => {
  let first: Team;
  let second: Team;
  let third: Team;
  beforeAll(async () => {
    first = await added('Tổ Một', 0, ['Lò Văn Một', 'Lò Thị Hai']);
    second = await added('Tổ Hai', 1, ['Tẩn A Ba']);
    third = await added('Tổ Ba', 2, ['Giàng A Tư']);
    await added('Tổ chưa có người', 3, []);
  });

  it('is a form of the teams that have members, narrowed by village', async () => {
    const page = (await commune.get(PATH)).text;
    for (const text of ['Tổ Một', 'Tổ Hai', 'Tổ Ba', 'Giàng A Tư']) expect(page).toContain(text);
    expect(page).not.toContain('Tổ chưa có người');
    expect((await commune.get('/to')).text).toContain(`href="${PATH}"`);
    const narrow = (await commune.get(`${PATH}?thon=${world.villages.banBo[1] ?? ''}`)).text;
    expect([narrow.includes('Tổ Hai'), narrow.includes('Tổ Một')]).toEqual([true, false]);
    expect((await (await test.signedIn('tham-dinh')).get(PATH)).status).toBe(403);
  });

  it('comes back with every word and tick when something is wrong, and writes nothing', async () => {
    const { answer } = await record({
      ...{ ...OCCASION, topic: '' },
      ...ticked(first, []),
      [`attended[${second.id}]`]: second.members,
    });
    expect(answer.status).toBe(422);
    for (const text of [
      'Nhập nội dung tập huấn.',
      'Chọn ít nhất một người có mặt của “Tổ Một”.',
      'Đã chọn người của “Tổ Hai” mà chưa chọn tổ.',
      'value="Nhà văn hóa"',
    ])
      expect(answer.text).toContain(text);
    expect(answer.text).toMatch(new RegExp(`name="team\\[${first.id}\\]"[^>]*checked`));
    expect(answer.text).toMatch(new RegExp(`value="${second.members[0] ?? ''}" checked`));
    const none = await record({ ...OCCASION });
    expect([none.answer.status, none.answer.text.includes('Chọn ít nhất một tổ dự buổi tập huấn.')]).toEqual([
      422,
      true,
    ]);
    expect(await trainingsOf(first)).toEqual([]);
  });

  it('is recorded of each with who came of it, once however often the button is pressed', async () => {
    const { answer, send } = await record({
      ...OCCASION,
      ...ticked(first, first.members),
      ...ticked(second, second.members),
    });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/to']);
    expect((await send()).status).toBe(303);
    expect(await trainingsOf(first)).toEqual([{ topic: 'Khai báo y tế', people: 2 }]);
    expect(await trainingsOf(second)).toEqual([{ topic: 'Khai báo y tế', people: 1 }]);
    expect(await trainingsOf(third)).toEqual([]);
    expect((await told()).map(({ id }) => id)).toEqual([first.id, second.id].sort());
    expect((await commune.get(first.page)).text).toContain('Khai báo y tế');
  });

  it('drops no tick: a team that was dissolved meanwhile, somebody who left, a team of a neighbour', async () => {
    const gone = await added('Tổ sắp giải thể', 4, ['Vàng A Năm']);
    const hidden = hiddenFields((await commune.get(PATH)).text, PATH);
    const reason = { dissolvedOn: '20/11/2021', reason: 'Sáp nhập bản' };
    expect((await commune.send(`${gone.page}/giai-the`, reason)).status).toBe(303);
    const body = new URLSearchParams({ ...hidden, ...OCCASION, [`team[${gone.id}]`]: '1' });
    body.append(`attended[${gone.id}]`, gone.members[0] ?? '');
    for (const [name, value] of Object.entries(ticked(third, third.members))) body.append(name, String(value));
    const late = await commune.agent.post(PATH).redirects(0).type('form').send(body.toString());
    expect([late.status, late.text.includes('Có tổ vừa giải thể')]).toEqual([422, true]);
    const left = await record({ ...OCCASION, ...ticked(third, [...third.members, ...first.members]) });
    expect([left.answer.status, left.answer.text.includes('Thành viên của “Tổ Ba” vừa thay đổi.')]).toEqual([
      422,
      true,
    ]);
    expect(await trainingsOf(third)).toEqual([]);
    const neighbour = await test.signedIn('xa2');
    await neighbour.send('/to/moi', {
      ...{ kindId: COVID, villageId: world.villages.binhLu[0] ?? '', name: 'Tổ bên' },
      'memberName[0]': 'Lý A Sáu',
    });
    const foreign = await record({ ...OCCASION, ...ticked(third, third.members) }, neighbour);
    expect([foreign.answer.status, await trainingsOf(third)]).toEqual([422, []]);
  });

  it('asks the database as often for three teams as for one', async () => {
    const count = counting(test);
    const narrow = await count(() => commune.get(`${PATH}?thon=${world.villages.banBo[0] ?? ''}`));
    expect(await count(() => commune.get(PATH))).toBe(narrow);
  });
});
