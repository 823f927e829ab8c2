import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { PledgeErasure } from '../../../src/movements/pledges/pledge.erasure.js';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { counting } from '../../fixtures/counting.js';
import { begunDrive, begunMovement } from '../../fixtures/movements.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let organiser: Visitor;
let office: Visitor;
let xa: Visitor;
let xa2: Visitor;
let movement: string;
let drive: string;
/** The address of the list of the school that stands in Bản Bo. */
let school: string;
/** The address of those who live in a commune. */
let residents: string;

const DRIVE = {
  name: 'Vào nhóm nơi cư trú',
  unitsOn: '01/11/2021',
  startsOn: '25/10/2021',
  endsOn: '25/11/2021',
  rhythm: 'weekly',
  dueWeekday: '5',
  confirms: 'hamlet',
  guidance: '',
  link: '',
  linkName: '',
  'indicatorName[0]': 'Số người đã cam kết',
  'target[0]': '100',
  'indicatorName[1]': 'Số người thôn, bản xác nhận đã vào nhóm',
  'target[1]': '',
};

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  [organiser, office, xa, xa2] = [
    await app.signedIn('to-chuc'),
    await app.signedIn('tham-dinh'),
    await app.signedIn('xa'),
    await app.signedIn('xa2'),
  ];
  movement = await begunMovement(organiser, world.units.province);
  drive = (await begunDrive(organiser, movement, world.units.province, DRIVE, 'nhom-noi-cu-tru')).replace(
    /\/don-vi$/,
    '',
  );
  const csv =
    'Xã,Cơ quan,Số người phải thực hiện,Người kiểm soát\nXã Bản Bo,Trường Tiểu học Bản Bo,12,\nXã Bình Lư,Trạm Y tế Bình Lư,5,\n';
  const laid = await sendFile(organiser, `${drive}/don-vi`, {}, csv);
  expect(laid.status).toBe(303);
  const unit = await app.database.reader.one<{ id: string }>(
    `SELECT id FROM drive_units WHERE name = 'Trường Tiểu học Bản Bo'`,
    [],
  );
  school = `${drive}/don-vi/${unit?.id ?? ''}/cam-ket`;
  residents = drive.replace('/dot/', '/cam-ket/');
});
afterAll(() => app.close());

/** Sends the form of the page at `action` with a file beside its words, as a browser does. */
async function sendFile(
  who: Visitor,
  action: string,
  words: Record<string, string>,
  content: string,
): Promise<Response> {
  const page = await who.get(action);
  const form = who.agent.post(action).redirects(0);
  for (const [name, value] of Object.entries({ ...hiddenFields(page.text, action), ...words }))
    void form.field(name, value);
  if (content !== '') void form.attach('tep', Buffer.from(content), 'danh-sach.csv');
  return form;
}
const plain = (page: string): string =>
  page
    .replace(/<[^>]+>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ');
const person = (words: Record<string, string> = {}) => ({
  fullName: 'Lò Văn Mẫu',
  post: 'Giáo viên',
  commune: world.units.banBo,
  place: world.villages.banBo[2] ?? '',
  pledgedOn: '05/11/2021',
  ...words,
});
/** The value that an input of a page holds. */
const valueOf = (page: string, name: string): string | null =>
  new RegExp(`<input[^>]*name="${name.replace(/[[\]]/g, '\\$&')}"[^>]*>`)
    .exec(page)?.[0]
    .match(/ value="([^"]*)"/)?.[1] ?? null;
/** The address of somebody's page, from the list of the agency. */
const pageOf = async (who: Visitor, name: string, query = ''): Promise<string> =>
  new RegExp(`href="(${school}/[0-9a-f-]+)">${name}<`).exec((await who.get(`${school}${query}`)).text)?.[1] ?? '';
/** What is ticked for somebody on the page of the commune of residence. */
const tickOf = async (who: Visitor, name: string, query = ''): Promise<string> => {
  const page = (await who.get(`${residents}${query}`)).text;
  return new RegExp(`value="([0-9a-f-]+\\.\\d+)"[^>]*><label[^>]*><span[^>]*>Chọn ${name}<`).exec(page)?.[1] ?? '';
};
/** What the log has of pledges since it was last asked. */
let told = 0;
async function newActs(): Promise<{ act: string; reason: string | null; facts: Record<string, unknown> }[]> {
  const rows = await app.database.reader.rows<{
    id: string;
    act: string;
    reason: string | null;
    facts: Record<string, unknown>;
  }>(
    `SELECT id, act, reason, facts FROM audit_events WHERE id > $1 AND (act LIKE 'drive.pledge%' OR act = 'drive.erase-pledges') ORDER BY id`,
    [told],
  );
  told = Number(rows.at(-1)?.id ?? told);
  return rows.map(({ act, reason, facts }) => ({ act, reason, facts }));
}
const DRIVE_NAME = 'Vào nhóm nơi cư trú';
const SCHOOL = 'Trường Tiểu học Bản Bo';

describe('An agency lists who pledged', () => {
  it('one by one: name, post, village of a commune, day; the log tells of which agency, not whom', async () => {
    expect((await xa.send(school, person())).status).toBe(303);
    const page = plain((await xa.get(school)).text);
    expect(page).toContain('Phải thực hiện 12 người. Đã cam kết 1 người: chờ xác nhận 1.');
    expect(page).toContain('Lò Văn Mẫu Giáo viên Bản Nà Khum, xã Bản Bo 05/11/2021 Chờ xác nhận');
    expect(await newActs()).toEqual([
      { act: 'drive.pledge', reason: null, facts: { drive: DRIVE_NAME, unit: SCHOOL } },
    ]);
  });

  it('in a commune of another district, after that was chosen; what was typed stays in its fields', async () => {
    const typed = person({ fullName: 'Tẩn Mỷ Mẫu', commune: world.units.nongHeo, place: '' });
    const shown = await xa.send(school, { ...typed, viec: 'xa-khac' });
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('Bản Noong Hẻo 1');
    expect(shown.text).not.toContain('>Bản Nà Khum<');
    expect(valueOf(shown.text, 'fullName')).toBe('Tẩn Mỷ Mẫu');
    expect((await xa.send(school, { ...typed, place: world.villages.nongHeo[0] ?? '' })).status).toBe(303);
  });

  it('outside the tree of the movement, where nobody is to confirm', async () => {
    expect((await xa.send(school, person({ fullName: 'Vàng Thị Mẫu', place: 'ngoai-pham-vi' }))).status).toBe(303);
    expect(plain((await xa.get(school)).text)).toContain('Đã cam kết 3 người: chờ xác nhận 2, sống ngoài phạm vi 1.');
  });

  it('each once, and nobody twice under one key of a form', async () => {
    const again = await xa.send(school, person({ place: world.villages.banBo[0] ?? '' }));
    expect(again.status).toBe(422);
    expect(again.text).toContain('Người cùng họ tên, cùng chức vụ đã có trong danh sách.');
    const fields = hiddenFields((await xa.get(school)).text, school);
    const body = new URLSearchParams({ ...fields, ...person({ post: 'Hiệu trưởng' }) }).toString();
    const press = () => xa.agent.post(school).redirects(0).type('form').send(body);
    expect([(await press()).status, (await press()).status]).toEqual([303, 303]);
    expect(plain((await xa.get(school)).text)).toContain('Đã cam kết 4 người');
  });

  it.each([
    [{ fullName: '' }, 'Nhập họ và tên.'],
    [{ fullName: '123' }, 'Họ và tên phải có chữ.'],
    [{ place: '' }, 'Chọn thôn, bản nơi ở ở Xã Bản Bo.'],
    [{ pledgedOn: '' }, 'Nhập ngày cam kết.'],
    [{ pledgedOn: '21/11/2021' }, 'ngày này chưa tới'],
    [{ pledgedOn: '31/02/2021' }, 'nhập ngày có thật'],
  ])('and says beside the field what is wrong: %j', async (words, message) => {
    const answer = await xa.send(school, person({ fullName: 'Mào Văn Mẫu', ...words }));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
  });

  it('never in a village of another commune than the one that was chosen', async () => {
    const answer = await xa.send(school, person({ fullName: 'Mào Văn Mẫu', place: world.villages.binhLu[0] ?? '' }));
    expect(answer.status).toBe(422);
  });

  it('and writes over what is wrong while nobody has spoken; a stale page is refused', async () => {
    const one = await pageOf(xa, 'Vàng Thị Mẫu');
    const stale = hiddenFields((await xa.get(one)).text, one);
    expect((await xa.send(one, person({ fullName: 'Vàng Thị Mẫu', post: 'Kế toán' }))).status).toBe(303);
    const body = new URLSearchParams({ ...stale, ...person({ fullName: 'Vàng Thị Sai' }) }).toString();
    expect((await xa.agent.post(one).redirects(0).type('form').send(body)).status).toBe(409);
    expect(plain((await xa.get(one)).text)).toContain('Vàng Thị Mẫu, Kế toán Bản Nà Khum, xã Bản Bo');
    const renamed = await xa.send(one, person());
    expect([renamed.status, renamed.text.includes('đã có trong danh sách')]).toEqual([422, true]);
  });
});

describe('From a file', () => {
  const importing = () => school.replace(/cam-ket$/, 'nhap-cam-ket');
  const HEAD = 'Họ và tên,Chức vụ,"Xã, phường, thị trấn","Thôn, bản",Ngày cam kết,Số điện thoại';

  it('every fault comes back by its line and nothing is written', async () => {
    await newActs();
    const faulty = [
      HEAD,
      'Hoàng Thị Mẫu,,Xã Bản Bo,Bản Nà Khum,05/11/2021,0912345678',
      ',,Xã Bản Bo,Bản Nà Khum,,',
      'Điêu Văn Mẫu,,Xã Không Có,Bản Nà Khum,,',
      'Tòng Văn Mẫu,,Xã Bản Bo,Bản Không Có,,',
      'Cà Văn Mẫu,,,,,',
      'Vì Văn Mẫu,,,Bản Nà Khum,31/02/2021,',
      'Lường Văn Mẫu,,,Bản Nà Khum,25/11/2021,',
      'Hoàng Thị Mẫu,,,Bản Nà Can,,',
      'Lò Văn Mẫu,Giáo viên,,Bản Nà Can,,',
    ].join('\n');
    const answer = await sendFile(xa, importing(), {}, faulty);
    expect(answer.status).toBe(422);
    const page = plain(answer.text);
    for (const fault of [
      'Dòng 3: chưa ghi họ và tên.',
      'Dòng 4: không có “Xã Không Có” trong phạm vi của ông/bà.',
      'Dòng 5: Xã Bản Bo không có “Bản Không Có”.',
      'Dòng 6: chưa ghi thôn, bản của Xã Bản Bo.',
      'Dòng 7: ngày cam kết “31/02/2021” chưa đúng.',
      'Dòng 8: ngày cam kết 25/11/2021 chưa tới.',
      'Dòng 9: “Hoàng Thị Mẫu” đã có ở dòng 2.',
      'Dòng 10: “Lò Văn Mẫu” đã có trong danh sách với nơi ở khác.',
    ])
      expect(page).toContain(fault);
    expect(page).toContain('Có 8 chỗ cần sửa, 1 dòng đúng. Chưa ghi gì.');
    expect(plain((await xa.get(school)).text)).toContain('Đã cam kết 4 người');
    expect(await newActs()).toEqual([]);
  });

  it('only looks when asked to', async () => {
    const answer = await sendFile(xa, importing(), { looksOnly: '1' }, `${HEAD}\nHoàng Thị Mẫu,,,Bản Nà Khum,,\n`);
    expect([answer.status, plain(answer.text).includes('Đã kiểm tra xong: 1 người mới, 0 người đã có.')]).toEqual([
      200,
      true,
    ]);
    expect(plain((await xa.get(school)).text)).toContain('Đã cam kết 4 người');
  });

  it('or all of it comes in, who is there already not twice; a column that nobody asked for is not read', async () => {
    const rows = [
      HEAD,
      'Hoàng Thị Mẫu,,Bản Bo,Nà Khum,05/11/2021,0912345678',
      'Giàng A Mẫu,Bảo vệ,Xã Bình Lư,Bản Hoa Vân,06/11/2021,',
      'Sùng A Mẫu,,Ngoài phạm vi,,,',
      'Lò Văn Mẫu,Giáo viên,,Bản Nà Khum,,',
    ].join('\n');
    const answer = await sendFile(xa, importing(), {}, rows);
    expect([answer.status, answer.headers['location']]).toEqual([303, school]);
    expect(await newActs()).toEqual([
      { act: 'drive.pledge-import', reason: null, facts: { drive: DRIVE_NAME, unit: SCHOOL, people: 3, unchanged: 1 } },
    ]);
    const page = plain((await xa.get(school)).text);
    expect(page).toContain('Đã cam kết 7 người: chờ xác nhận 6, sống ngoài phạm vi 1.');
    expect(page).toContain('Giàng A Mẫu Bảo vệ Bản Hoa Vân, xã Bình Lư 06/11/2021');
    const stored = await app.database.reader.one<{ found: boolean }>(
      `SELECT bool_or(p::text LIKE '%0912345678%') AS found FROM drive_pledges p`,
      [],
    );
    expect(stored).toEqual({ found: false });
  });

  it('and from a pasted table; with nothing at all it says so', async () => {
    const nothing = await sendFile(xa, importing(), {}, '');
    expect([nothing.status, nothing.text.includes('Chọn tệp, hoặc dán bảng')]).toEqual([422, true]);
    const csv = 'Họ và tên\tThôn, bản\nPhàn A Mẫu\tBản Nà Út\n';
    const answer = await sendFile(xa, importing(), { csv }, '');
    expect(answer.status).toBe(303);
    expect(plain((await xa.get(school)).text)).toContain('Đã cam kết 8 người');
  });

  it('by a template as XLSX and as CSV, whose example is never taken', async () => {
    const base = school.replace(/cam-ket$/, 'mau-cam-ket');
    const xlsx = await xa.get(`${base}.xlsx`);
    expect([xlsx.status, xlsx.headers['content-disposition']?.includes('.xlsx')]).toEqual([200, true]);
    const csv = await xa.get(`${base}.csv`);
    const answer = await sendFile(xa, importing(), {}, csv.text);
    expect([answer.status, plain(answer.text).includes('chưa có người nào dưới dòng tiêu đề.')]).toEqual([422, true]);
  });
});

describe('The commune where people live', () => {
  it('has those who wait among its tasks, whatever agency they work for', async () => {
    const tasks = async (who: Visitor) => plain((await who.get('/viec')).text);
    expect(await tasks(xa)).toContain(`${DRIVE_NAME}: 5 người chờ thôn, bản xác nhận.`);
    expect(await tasks(xa2)).toContain(`${DRIVE_NAME}: 1 người chờ thôn, bản xác nhận.`);
  });

  it('sees them by hamlet, and nobody who lives elsewhere', async () => {
    const own = plain((await xa.get(residents)).text);
    expect(own).toMatch(/Bản Nà Khum .*Bản Nà Út/);
    for (const name of ['Lò Văn Mẫu', 'Vàng Thị Mẫu', 'Hoàng Thị Mẫu', 'Phàn A Mẫu']) expect(own).toContain(name);
    for (const name of ['Giàng A Mẫu', 'Tẩn Mỷ Mẫu', 'Sùng A Mẫu']) expect(own).not.toContain(name);
    expect(plain((await xa2.get(residents)).text)).toContain('Giàng A Mẫu');
  });

  it('is there for a commune in which no agency stands, once somebody lives there', async () => {
    const xa3 = await app.signedIn('xa3');
    expect(plain((await xa3.get(residents)).text)).toContain('Tẩn Mỷ Mẫu');
    expect((await xa3.get(school)).status).toBe(404);
  });

  it('confirms one with the button beside the name', async () => {
    await newActs();
    const picked = await tickOf(xa, 'Phàn A Mẫu');
    expect((await xa.send(residents, { mot: picked, saidOn: '10/11/2021' })).status).toBe(303);
    expect(plain((await xa.get(`${residents}?loc=da-vao`)).text)).toContain('Đã vào nhóm 10/11/2021, Xã Bản Bo');
    expect(await newActs()).toEqual([
      { act: 'drive.pledge-confirm', reason: null, facts: { drive: DRIVE_NAME, people: 1 } },
    ]);
  });

  it('says of many at once that they are not in the group, with a reason that stays off the log', async () => {
    const chon = [await tickOf(xa, 'Hoàng Thị Mẫu'), await tickOf(xa, 'Vàng Thị Mẫu')];
    const without = await xa.send(residents, { chon, saidOn: '10/11/2021', viec: 'khong' });
    expect([without.status, without.text.includes('Nhập lý do không có trong nhóm.')]).toEqual([422, true]);
    // What was ticked is ticked still.
    expect(without.text.match(/name="chon"[^>]* checked/g)).toHaveLength(2);
    const reason = 'Hoàng Thị Mẫu đã chuyển đi';
    expect((await xa.send(residents, { chon, saidOn: '10/11/2021', viec: 'khong', reason })).status).toBe(303);
    expect(await newActs()).toEqual([
      { act: 'drive.pledge-deny', reason: null, facts: { drive: DRIVE_NAME, people: 2 } },
    ]);
    expect(plain((await xa.get(school)).text)).toContain(
      'Đã cam kết 8 người: đã vào nhóm 1, chờ xác nhận 4, không có trong nhóm 2, sống ngoài phạm vi 1.',
    );
  });

  it('writes nothing when one of many was spoken of meanwhile, when nobody is ticked, or on a day to come', async () => {
    const fresh = await tickOf(xa, 'Lò Văn Mẫu');
    const stale = fresh.replace(/\.\d+$/, '.99');
    const seen = async (words: Record<string, string | string[]>) =>
      (await xa.send(residents, { saidOn: '10/11/2021', viec: 'vao', ...words })).status;
    expect(await seen({ chon: [fresh, stale.replace(/^[^.]+/, (id) => id)] })).toBe(409);
    expect(await seen({ chon: [] })).toBe(422);
    expect(await seen({ chon: [fresh], saidOn: '21/11/2021' })).toBe(422);
    // Somebody who lives elsewhere does not exist here.
    expect(await seen({ chon: [fresh, await tickOf(xa2, 'Giàng A Mẫu')] })).toBe(404);
    expect(await tickOf(xa, 'Lò Văn Mẫu')).toBe(fresh);
    expect(await newActs()).toEqual([]);
  });

  it('may say otherwise later; both words stay', async () => {
    const picked = await tickOf(xa, 'Hoàng Thị Mẫu', '?loc=khong');
    expect((await xa.send(`${residents}?loc=khong`, { mot: picked, saidOn: '12/11/2021' })).status).toBe(303);
    const words = await app.database.reader.rows(
      `SELECT w.is_member AS "isMember", w.said_on AS "saidOn" FROM drive_pledge_words w JOIN drive_pledges p ON p.id = w.pledge_id
        WHERE p.full_name = 'Hoàng Thị Mẫu' ORDER BY w.ordinal`,
      [],
    );
    expect(words).toEqual([
      { isMember: false, saidOn: '2021-11-10' },
      { isMember: true, saidOn: '2021-11-12' },
    ]);
  });
});

describe('After the hamlet has spoken', () => {
  it('a correction says why, stands in place of the old row, and waits for its own hamlet', async () => {
    await newActs();
    const old = await pageOf(xa, 'Vàng Thị Mẫu');
    const words = person({
      fullName: 'Vàng Thị Mẫu',
      post: 'Kế toán',
      commune: world.units.binhLu,
      place: world.villages.binhLu[1] ?? '',
    });
    const without = await xa.send(old, words);
    expect([without.status, without.text.includes('Nhập lý do đính chính.')]).toEqual([422, true]);
    const done = await xa.send(old, { ...words, reason: 'Bà Vàng Thị Mẫu ở nhờ nhà con' });
    expect(done.status).toBe(303);
    const page = plain((await xa.get(String(done.headers['location']))).text);
    expect(page).toMatch(/Bản Km 2, xã Bình Lư .* Chờ xác nhận .* Đính chính: Bà Vàng Thị Mẫu ở nhờ nhà con/);
    expect(page).toMatch(
      /Bản Nà Khum, xã Bản Bo 05\/11\/2021 Đã đính chính 10\/11\/2021, Xã Bản Bo: Hoàng Thị Mẫu đã chuyển đi/,
    );
    expect(await newActs()).toEqual([
      { act: 'drive.pledge-correct', reason: null, facts: { drive: DRIVE_NAME, unit: SCHOOL } },
    ]);
    expect(await tickOf(xa2, 'Vàng Thị Mẫu')).not.toBe('');
    // The old one is history: nobody writes to it any more.
    expect((await xa.get(old)).text).not.toContain('name="fullName"');
    expect(await xa.get(`${old}/rut`)).toMatchObject({ status: 409 });
  });

  it('somebody is taken off the list for a reason, and stays among those who were on it', async () => {
    const one = await pageOf(xa, 'Phàn A Mẫu');
    expect((await xa.send(`${one}/rut`, { reason: '' })).status).toBe(422);
    expect((await xa.send(`${one}/rut`, { reason: 'Chuyển công tác' })).status).toBe(303);
    expect(plain((await xa.get(school)).text)).not.toContain('Phàn A Mẫu');
    expect(plain((await xa.get(`${school}?loc=cu`)).text)).toContain('Phàn A Mẫu');
    expect((await newActs()).map(({ act, reason }) => ({ act, reason }))).toEqual([
      { act: 'drive.pledge-withdraw', reason: null },
    ]);
    // Who was withdrawn may pledge again.
    expect((await xa.send(school, person({ fullName: 'Phàn A Mẫu', post: '' }))).status).toBe(303);
  });
});

describe('Figures', () => {
  it('begin the report of the agency: pledged out of whom it must bring, and in a group out of pledged', async () => {
    const report = `${drive.replace('/dot/', '/bao-cao/')}?ky=2021-11-08`;
    const page = (await xa.get(report)).text;
    expect(plain(page)).toContain('Danh sách cam kết, hết ngày 12/11/2021: 7 trên 12 người');
    expect(plain(page)).toContain('Danh sách cam kết, hết ngày 12/11/2021: 1 trên 7 người');
    expect([valueOf(page, 'part[0]'), valueOf(page, 'part[1]')]).toEqual(['7', '1']);
    // Eight stand there; one pledged on 20/11. Of the period that ended on 05/11: without the one of 06/11 too, and nobody was in a group yet.
    const before = (await xa.get(report.replace('11-08', '11-01'))).text;
    expect([valueOf(before, 'part[0]'), valueOf(before, 'part[1]')]).toEqual(['6', '0']);
  });

  it('stand by agency and by commune of residence, for an office those of its tree, without a name', async () => {
    const counts = `${drive}/cam-ket`;
    const page = plain((await office.get(counts)).text);
    expect(page).toContain(`${SCHOOL} Xã Bản Bo 12 8 1 6 0 1`);
    expect(page).toContain('Trạm Y tế Bình Lư Xã Bình Lư 5 0 0 0 0 0');
    expect(page).not.toContain('Mẫu ');
    const places = plain((await office.get(`${counts}?theo=noi-o`)).text);
    expect(places).toContain('Xã Bản Bo Huyện Tam Đường 4 1 3 0 0');
    expect(places).toContain('Xã Bình Lư Huyện Tam Đường 2 0 2 0 0');
    expect(places).not.toContain('Noong Hẻo');
    expect(plain((await organiser.get(`${counts}?theo=noi-o`)).text)).toContain('Xã Noong Hẻo Huyện Sìn Hồ 1 0 1 0 0');
  });
});

describe('Who sees names', () => {
  it('the commune of the agency and the office above; organisers and auditors see initials', async () => {
    expect(plain((await office.get(school)).text)).toContain('Lò Văn Mẫu');
    for (const username of ['to-chuc', 'kiem-tra', 'quan-tri']) {
      const page = plain((await (await app.signedIn(username)).get(school)).text);
      expect(page).toContain('L. V. M.');
      expect(page).not.toContain('Lò Văn Mẫu');
      expect(page).not.toContain('Giáo viên');
    }
  });

  it('nobody else: not a neighbour, nor another district', async () => {
    const other = await app.signedIn('tham-dinh2');
    for (const who of [xa2, other]) expect((await who.get(school)).status).toBe(404);
    expect((await xa2.send(school, person({ fullName: 'Lạ Văn Mẫu' }), residents)).status).toBe(404);
  });

  it('a drive that keeps no such list has none of these pages', async () => {
    const other = await begunDrive(organiser, movement, world.units.province);
    for (const path of [`${other}/cam-ket`, other.replace('/dot/', '/cam-ket/')])
      expect((await xa.get(path)).status).toBe(404);
  });
});

describe('The list of agencies', () => {
  it('is not replaced under people who pledged', async () => {
    const csv = 'Xã,Cơ quan\nXã Bản Bo,Cơ quan khác\n';
    const answer = await sendFile(organiser, `${drive}/don-vi`, {}, csv);
    expect([answer.status, answer.text.includes('Đợt đã có người cam kết')]).toEqual([409, true]);
  });
});

describe('A page of a list', () => {
  it('asks as much of the database for three people as for many', async () => {
    const queries = counting(app);
    const before = [await queries(() => xa.get(school)), await queries(() => xa.get(residents))];
    const csv = [
      'Họ và tên\tThôn, bản',
      ...Array.from({ length: 60 }, (_, at) => `Người Thứ ${'abcdefghij'[at % 10] ?? ''}${at}\tBản Nà Can`),
    ];
    expect((await sendFile(xa, school.replace(/cam-ket$/, 'nhap-cam-ket'), { csv: csv.join('\n') }, '')).status).toBe(
      303,
    );
    expect([await queries(() => xa.get(school)), await queries(() => xa.get(residents))]).toEqual(before);
    expect((await xa.get(`${residents}?trang=2`)).text).toContain('Người Thứ');
  });
});

describe('A year after the movement', () => {
  it('names, posts and reasons are erased, and what is counted stays', async () => {
    const erase = () => app.app.get(PledgeErasure).erase();
    await newActs();
    const seen = plain((await xa.get(school)).text).match(/Đã cam kết [^.]*\./)?.[0];
    // Movement and drive end on 25/11/2021: 365 days later is 25/11/2022, and the day after that is the first.
    await setClock(app.database, world.contestId, '2022-11-25T23:59:59+07:00');
    expect(await erase()).toBe(0);
    await setClock(app.database, world.contestId, '2022-11-26T00:00:00+07:00');
    const people = await app.database.reader.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM drive_pledges`,
      [],
    );
    expect(await erase()).toBe(people?.count);
    expect(await erase()).toBe(0);
    expect(await newActs()).toEqual([
      { act: 'drive.erase-pledges', reason: null, facts: { drive: DRIVE_NAME, people: people?.count } },
    ]);
    const left = await app.database.reader.one<{ text: string }>(
      `SELECT (SELECT string_agg(p::text, ' ') FROM drive_pledges p) || (SELECT string_agg(w::text, ' ') FROM drive_pledge_words w) AS text`,
      [],
    );
    for (const word of ['Mẫu', 'Giáo viên', 'Kế toán', 'chuyển đi', 'nhà con', 'Chuyển công tác'])
      expect(left?.text).not.toContain(word);
    const page = plain((await xa.get(school)).text);
    expect(page).toContain(seen);
    expect(page).toContain('Đã xóa họ tên');
    expect(plain((await xa.get('/viec')).text)).not.toContain('chờ thôn, bản xác nhận');
  });
});
