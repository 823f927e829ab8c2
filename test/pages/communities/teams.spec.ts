import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { counting } from '../../fixtures/counting.js';
import { asProgram, wholeList } from '../api/asking.js';
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
const PHONE = '0912345678';
const words = (name: string) => ({
  ...{ kindId: COVID, villageId: world.villages.banBo[0] ?? '', name, decisionNumber: '', decisionOn: '' },
  ...{ 'memberName[0]': 'Lò Văn Kín', 'memberPhone[0]': '0912 345 678', 'memberLeader[0]': '1' },
});
async function added(name: string): Promise<string> {
  const answer = await commune.send('/to/moi', words(name));
  expect(answer.status).toBe(303);
  return answer.headers['location'] as string;
}

describe('The register of teams', () => {
  it('keeps what was typed when something is wrong, and says what to do', async () => {
    const answer = await commune.send('/to/moi', {
      ...words(''),
      'memberPhone[0]': '12',
      'memberPost[2]': 'Trưởng bản',
    });
    expect(answer.status).toBe(422);
    for (const text of ['Nhập tên tổ.', 'Số điện thoại chưa đúng.', 'Nhập họ tên của người này.', 'value="Lò Văn Kín"'])
      expect(answer.text).toContain(text);
  });

  it('takes a draft with faults, tells them, and refuses to found it without a reason', async () => {
    const one = await added('Tổ 1');
    expect((await commune.get(one)).text).toContain('Tổ có 1 người, cần 3 đến 5.');
    const decision = { decisionNumber: '45/QĐ-UBND', decisionOn: '25/10/2021', despite: '' };
    const refused = await commune.send(`${one}/thanh-lap`, decision);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('value="45/QĐ-UBND"');
    expect((await commune.send(`${one}/thanh-lap`, { ...decision, despite: 'Bản nhỏ' })).status).toBe(303);
    expect((await commune.get(one)).text).toContain('Vẫn thành lập vì: Bản nhỏ');
  });

  it('shows both hands when two have edited one team, and a second press of a button does nothing', async () => {
    const one = await added('Tổ hai tay');
    const form = await commune.get(`${one}/sua`);
    const body = (name: string) =>
      new URLSearchParams({ ...hiddenFields(form.text, `${one}/sua`), ...words(name) }).toString();
    const post = (text: string) => commune.agent.post(`${one}/sua`).redirects(0).type('form').send(text);
    const first = body('Tên một');
    expect((await post(first)).status).toBe(303);
    expect((await post(first)).status).toBe(303);
    const late = await post(body('Tên hai'));
    expect(late.status).toBe(409);
    expect(late.text).toContain(
      '<td data-label="Bản của ông/bà">Tên hai</td><td data-label="Bản đang lưu">Tên một</td>',
    );
  });

  it('shows names of people and households to the commune and its office alone', async () => {
    const one = await added('Tổ kín');
    await commune.send(`${one}/ho`, { headName: 'Tẩn Thị Kín', address: 'Nhà số 9', persons: '4' });
    const [office, auditor, neighbour] = await Promise.all(
      ['tham-dinh', 'kiem-tra', 'xa2'].map((who) => test.signedIn(who)),
    );
    for (const who of [commune, office as Visitor]) {
      expect((await who.get(one)).text).toContain(PHONE);
      expect((await who.get(`${one}/ho`)).text).toContain('Tẩn Thị Kín');
    }
    for (const path of [one, `${one}/ho`]) {
      const page = await (auditor as Visitor).get(path);
      expect(page.status).toBe(200);
      for (const secret of [PHONE, 'Lò Văn Kín', 'Tẩn Thị Kín', 'Nhà số 9']) expect(page.text).not.toContain(secret);
      expect((await (neighbour as Visitor).get(path)).status).toBe(404);
    }
    expect((await (office as Visitor).get(`${one}/sua`)).status).toBe(403);
  });

  it('asks the database as often for one team as for many', async () => {
    const count = counting(test);
    const list = await count(() => commune.get('/to'));
    const coverage = await count(() => commune.get('/to/do-phu'));
    for (const name of ['Tổ a', 'Tổ b', 'Tổ c']) await added(name);
    expect(await count(() => commune.get('/to'))).toBe(list);
    expect(await count(() => commune.get('/to/do-phu'))).toBe(coverage);
  });

  it('is told to programs in figures: no member, no household', async () => {
    const asks = await asProgram(test, world.actors.xa);
    const rows = await wholeList<{ name: string; members: number; faults: string[] }>(asks, 'teams', 'teams', 2);
    expect(rows.find(({ name }) => name === 'Tổ kín')).toMatchObject({
      state: 'draft',
      members: 1,
      leaders: 1,
      households: 1,
      bounds: { membersMin: 3, membersMax: 5, householdsMin: 30, householdsMax: 50, leaders: 1 },
      faults: ['Tổ có 1 người, cần 3 đến 5.', 'Tổ có 1 hộ, cần 30 đến 50.'],
    });
    for (const secret of [PHONE, 'Lò Văn Kín', 'Tẩn Thị Kín', 'Nhà số 9'])
      expect(JSON.stringify(rows)).not.toContain(secret);
    expect((await asks('teams?only=faulty&state=founded', 'teams')).rows).toMatchObject([{ name: 'Tổ 1' }]);
    const neighbour = await asProgram(test, world.actors.xa2);
    expect((await neighbour('teams', 'teams')).rows).toEqual([]);
  });
});
