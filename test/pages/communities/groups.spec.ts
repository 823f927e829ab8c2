import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitImport } from '../../../src/units/unit.import.js';
import { UnitRepository } from '../../../src/units/unit.repository.js';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { LETTER_CSV } from '../../fixtures/communities/register.js';
import { counting } from '../../fixtures/counting.js';
import { asProgram, wholeList } from '../api/asking.js';
import { wordsOfDocx } from '../../fixtures/papers.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let test: TestApp;
let world: World;
let commune: Visitor;
let office: Visitor;
beforeAll(async () => {
  test = await startApp();
  world = await buildWorld(test.database);
  await test.database.transaction((tx) => new UnitImport(new UnitRepository()).loadShipped(tx));
  commune = await test.signedIn('xa');
  // The office of Tam Đường becomes that of Tam Dương, as its administrator would make it.
  await test.database.transaction((tx) =>
    tx.changed(
      `UPDATE role_assignments SET unit_id = (SELECT id FROM units WHERE level = 'district' AND code = '247') WHERE unit_id = $1 AND role = 'vetting'`,
      [world.units.sinHo],
    ),
  );
  office = await test.signedIn('tham-dinh2');
});
afterAll(() => test.close());

const words = { villageId: '', kind: 'residents', platform: 'zalo', name: 'Nhóm Zalo Bản Bo' };
async function added(more: Record<string, string> = {}): Promise<string> {
  const answer = await commune.send('/nhom/moi', { ...words, ...more });
  expect(answer.status).toBe(303);
  return answer.headers['location'] as string;
}

/** Sends a form with a file as a browser does. */
async function sendFile(
  who: Visitor,
  action: string,
  fields: Record<string, string>,
  file: { name: string; bytes: Buffer } | null,
) {
  const hidden = hiddenFields((await who.get(action)).text, action);
  const post = who.agent.post(action).redirects(0);
  for (const [name, value] of Object.entries({ ...hidden, ...fields })) void post.field(name, value);
  if (file !== null) void post.attach('tep', file.bytes, file.name);
  return post;
}

describe('The register of groups', () => {
  it('keeps what was typed when something is wrong, and says what to do', async () => {
    const answer = await commune.send('/nhom/moi', {
      ...words,
      name: '',
      owner: 'Lò Văn Mẫu',
      link: 'không phải',
      households: '96',
    });
    expect(answer.status).toBe(422);
    for (const text of [
      'Nhập tên nhóm như hiện trên ứng dụng.',
      'Dán liên kết mời vào nhóm',
      'Nhập ngày của số hộ, số dân',
      'value="Lò Văn Mẫu"',
    ]) {
      expect(answer.text).toContain(text);
    }
  });

  it('shows both hands when two have edited one group, and a second press of a button does nothing', async () => {
    const one = await added({ name: 'Nhóm hai tay' });
    const form = await commune.get(`${one}/sua`);
    const first = new URLSearchParams({
      ...hiddenFields(form.text, `${one}/sua`),
      ...words,
      name: 'Tên một',
    }).toString();
    const post = (body: string) => commune.agent.post(`${one}/sua`).redirects(0).type('form').send(body);
    expect((await post(first)).status).toBe(303);
    expect((await post(first)).status).toBe(303);
    const second = new URLSearchParams({
      ...hiddenFields(form.text, `${one}/sua`),
      ...words,
      name: 'Tên hai',
    }).toString();
    const late = await post(second);
    expect(late.status).toBe(409);
    expect(late.text).toContain(
      '<td data-label="Bản của ông/bà">Tên hai</td><td data-label="Bản đang lưu">Tên một</td>',
    );
    const [{ versions } = { versions: 0 }] = await test.database.reader.rows<{ versions: number }>(
      `SELECT version AS versions FROM community_groups WHERE name = 'Tên một'`,
    );
    expect(versions).toBe(2);
  });

  it('takes the words of people as words', async () => {
    const page = await commune.get(await added({ name: '<script>alert(1)</script>', owner: '{{x}}' }));
    expect(page.text).toContain('&lt;script&gt;');
    expect(page.text).not.toContain('<script>alert');
  });

  it('asks the database as often for one group as for many', async () => {
    const count = counting(test);
    const few = await count(() => commune.get('/nhom'));
    const gaps = await count(() => commune.get('/nhom/vai-tro'));
    for (const name of ['Nhóm 1', 'Nhóm 2', 'Nhóm 3']) await added({ name });
    expect(await count(() => commune.get('/nhom'))).toBe(few);
    expect(await count(() => commune.get('/nhom/vai-tro'))).toBe(gaps);
  });

  it('warns of a jump, keeps a wrong picture from being a count, and shows the code of the link', async () => {
    const one = await added({ name: 'Nhóm đếm', link: 'zalo.me/g/dem123' });
    const count = (fields: Record<string, string>) =>
      sendFile(commune, `${one}/so-thanh-vien`, { source: 'declared', note: '', ...fields }, null);
    expect((await count({ countedOn: '08/11/2021', members: '83' })).status).toBe(303);
    expect((await count({ countedOn: '15/11/2021', members: '830' })).status).toBe(303);
    const page = await commune.get(one);
    expect(page.text).toContain('tăng đột ngột so với 83 người ngày 08/11/2021');
    expect(page.text).toContain('https://zalo.me/g/dem123');
    expect(page.text).toContain('Mã QR vào nhóm Nhóm đếm');
    const without = await count({ countedOn: '15/11/2021', members: '84', source: 'screenshot' });
    expect(without.status).toBe(422);
    expect(without.text).toContain('value="84"');
    expect(without.text).toContain('Chọn ảnh chụp màn hình');
    const ahead = await count({ countedOn: '01/01/2999', members: '84' });
    expect(ahead.text).toContain('ngày này chưa tới');
  });
});

describe('For programs the register of groups', () => {
  it('is told within reach, each once, with the newest count and no name of who runs a group', async () => {
    await added({ name: 'Nhóm có chủ', owner: 'Lò Văn Giấu', link: 'zalo.me/g/chu123' });
    const asks = await asProgram(test, world.actors.xa);
    const rows = await wholeList<{ name: string; commune: { id: string }; count: unknown }>(
      asks,
      'groups',
      'groups',
      3,
    );
    expect(new Set(rows.map(({ name }) => name)).size).toBeGreaterThan(4);
    expect(new Set(rows.map(({ commune }) => commune.id))).toEqual(new Set([world.units.banBo]));
    expect(rows.find(({ name }) => name === 'Nhóm đếm')).toMatchObject({
      link: 'https://zalo.me/g/dem123',
      count: { members: 830, countedOn: '2021-11-15', source: 'declared' },
    });
    expect(JSON.stringify(rows)).not.toContain('Lò Văn Giấu');
    const neighbour = await asProgram(test, world.actors.xa2);
    expect((await neighbour('groups', 'groups')).rows).toEqual([]);
    const auditor = await asProgram(test, world.actors.auditor);
    expect((await auditor(`groups?commune=${world.units.banBo}&kind=residents`, 'groups')).rows).toHaveLength(
      rows.length,
    );
    expect((await auditor('groups?commune=x', 'groups')).code).toBe('filter-unreadable');
    expect((await auditor('groups?kind=x', 'groups')).code).toBe('filter-unknown');
  });

  it('tells every count of a group within reach', async () => {
    const asks = await asProgram(test, world.actors.xa);
    const all = await wholeList<{ id: string; name: string }>(asks, 'groups', 'groups', 50);
    const id = all.find(({ name }) => name === 'Nhóm đếm')?.id ?? '';
    const counts = await wholeList<{ members: number }>(asks, `groups/${id}/counts`, 'groups/{id}/counts');
    expect(counts.map(({ members }) => members)).toEqual([830, 83]);
    const neighbour = await asProgram(test, world.actors.xa2);
    expect((await neighbour(`groups/${id}/counts`, 'groups/{id}/counts')).status).toBe(404);
  });
});

describe('The sheet that asks residents into a group', () => {
  it('names place and group, has the code of its link, and nobody’s name', async () => {
    const at = await added({ name: 'Nhóm để mời', link: 'https://zalo.me/g/moibacon1', owner: 'Lò Văn Chủ' });
    expect((await commune.get(at)).text).toContain(`${at}/to-moi.pdf`);
    const docx = wordsOfDocx((await commune.get(`${at}/to-moi.docx`).responseType('blob')).body as Buffer);
    for (const told of ['Nhóm để mời', 'Xã Bản Bo', 'https://zalo.me/g/moibacon1', 'Mở Zalo, quét mã này'])
      expect(docx).toContain(told);
    expect(docx).not.toContain('Lò Văn Chủ');
    expect((await commune.get(`${at}/to-moi.pdf`)).headers['content-type']).toBe('application/pdf');
    const bare = await added({ name: 'Nhóm không liên kết' });
    expect((await commune.get(`${bare}/to-moi.pdf`)).status).toBe(404);
    expect((await commune.get(bare)).text).not.toContain('to-moi');
  });
});

describe('The letter’s table', () => {
  it('comes in through the page, after it has been read through', async () => {
    const file = { name: 'ttch.csv', bytes: LETTER_CSV };
    const checked = await sendFile(office, '/nhom/nhap', { countedOn: '16/09/2021', csv: '' }, file);
    expect(checked.status).toBe(200);
    expect(checked.text).toContain(
      '13 nhóm mới, của 13 xã, phường, thị trấn; 13 số đếm, tổng 508 thành viên. Chưa ghi gì.',
    );
    const rows = /<textarea name="rows" hidden>([^<]*)</.exec(checked.text)?.[1] ?? '';
    const body = new URLSearchParams({
      ...hiddenFields(checked.text, '/nhom/nhap/ghi'),
      rows,
      countedOn: '16/09/2021',
    });
    const taken = await office.agent.post('/nhom/nhap/ghi').redirects(0).type('form').send(body.toString());
    expect([taken.status, taken.headers['location']]).toEqual([303, '/nhom']);
    const list = await office.get('/nhom?loai=command');
    expect(list.text).toContain('508');
    expect(list.text).toContain('Xã Đạo Tú');
  });

  it('with faults comes back as text to be put right there, each row on its line, and is taken from it', async () => {
    const file = { name: 'ttch.csv', bytes: LETTER_CSV };
    const faulty = await sendFile(office, '/nhom/nhap', { countedOn: '', csv: '' }, file);
    expect(faulty.status).toBe(422);
    const back = /<textarea[^>]*name="csv"[^>]*>([^<]*)</.exec(faulty.text)?.[1] ?? '';
    expect(back).toContain('13\tThanh Vân\tTTCH Covid xã Thanh Vân\t49 thành viên');
    const again = await sendFile(office, '/nhom/nhap', { countedOn: '16/09/2021', csv: back }, null);
    expect([again.status, again.text.includes('Đã kiểm tra xong')]).toEqual([200, true]);
  });

  it('with faults comes back by line, and nothing has been written', async () => {
    const csv = 'Đơn vị\tTên nhóm\tSố thành viên\nKim Long\tNhóm thử\t-3\nKim Lông\tNhóm thử\t3\n';
    const answer = await sendFile(office, '/nhom/nhap', { countedOn: '16/09/2021', csv }, null);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Dòng 2:');
    expect(answer.text).toContain('Dòng 3:');
    expect(answer.text).toContain('Gần giống: Xã Kim Long');
    expect((await office.get('/nhom')).text).not.toContain('Nhóm thử');
    const none = await sendFile(office, '/nhom/nhap', { countedOn: '', csv: '' }, null);
    expect(none.text).toContain('Chọn tệp (Excel hoặc CSV) hoặc dán nội dung');
    const wrong = await sendFile(
      office,
      '/nhom/nhap',
      { countedOn: '', csv: '' },
      { name: 'a.xls', bytes: Buffer.from('x') },
    );
    expect([wrong.status, wrong.text.includes('Excel đời cũ')]).toEqual([422, true]);
  });

  it('leaves as an annex, PDF and DOCX', async () => {
    const pdf = await office.get('/nhom/phu-luc.pdf?loai=command&ngay=2021-09-16');
    expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    const docx = await office.get('/nhom/phu-luc.docx?loai=command&ngay=2021-09-16');
    expect(docx.status).toBe(200);
  });
});
