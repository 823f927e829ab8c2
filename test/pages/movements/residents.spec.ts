import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PledgeErasure } from '../../../src/movements/pledges/pledge.erasure.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { plain, PLEDGE_DRIVE, PledgeRoom, SCHOOL, sendCsv, valueOf } from '../../fixtures/pledges.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let room: PledgeRoom;
let organiser: Visitor;
let office: Visitor;
let xa: Visitor;
let xa2: Visitor;

const PEOPLE = [
  'Họ và tên;Chức vụ;Xã, phường, thị trấn;Thôn, bản;Ngày cam kết',
  'Lò Văn Mẫu;Giáo viên;Xã Bản Bo;Bản Nà Khum;05/11/2021',
  'Lò Văn Mẫu;Hiệu trưởng;Xã Bản Bo;Bản Nà Khum;05/11/2021',
  'Tẩn Mỷ Mẫu;Giáo viên;Xã Noong Hẻo;Bản Noong Hẻo 1;05/11/2021',
  'Vàng Thị Mẫu;Kế toán;Xã Bản Bo;Bản Nà Khum;05/11/2021',
  'Hoàng Thị Mẫu;;Xã Bản Bo;Bản Nà Khum;05/11/2021',
  'Giàng A Mẫu;Bảo vệ;Xã Bình Lư;Bản Hoa Vân;06/11/2021',
  'Sùng A Mẫu;;Ngoài phạm vi;;',
  'Phàn A Mẫu;;Xã Bản Bo;Bản Nà Út;',
].join('\n');

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  [organiser, office] = [await app.signedIn('to-chuc'), await app.signedIn('tham-dinh')];
  [xa, xa2] = [await app.signedIn('xa'), await app.signedIn('xa2')];
  room = await PledgeRoom.begin(app, world, organiser);
  expect((await sendCsv(xa, room.importing, {}, PEOPLE)).status).toBe(303);
});
afterAll(() => app.close());

describe('The commune where people live', () => {
  it('has those who wait among its tasks, whatever agency they work for', async () => {
    const tasks = async (who: Visitor) => plain((await who.get('/viec')).text);
    expect(await tasks(xa)).toContain(`${PLEDGE_DRIVE}: 5 người chờ thôn, bản xác nhận.`);
    expect(await tasks(xa2)).toContain(`${PLEDGE_DRIVE}: 1 người chờ thôn, bản xác nhận.`);
  });

  it('sees them by hamlet, and nobody who lives elsewhere', async () => {
    const own = plain((await xa.get(room.residents)).text);
    expect(own).toMatch(/Bản Nà Khum .*Bản Nà Út/);
    for (const name of ['Lò Văn Mẫu', 'Vàng Thị Mẫu', 'Hoàng Thị Mẫu', 'Phàn A Mẫu']) expect(own).toContain(name);
    for (const name of ['Giàng A Mẫu', 'Tẩn Mỷ Mẫu', 'Sùng A Mẫu']) expect(own).not.toContain(name);
    expect(plain((await xa2.get(room.residents)).text)).toContain('Giàng A Mẫu');
  });

  it('is there for a commune in which no agency stands, once somebody lives there', async () => {
    const xa3 = await app.signedIn('xa3');
    expect(plain((await xa3.get(room.residents)).text)).toContain('Tẩn Mỷ Mẫu');
    expect((await xa3.get(room.school)).status).toBe(404);
  });

  it('confirms one with the button beside the name', async () => {
    await room.newActs();
    const picked = await room.tickOf(xa, 'Phàn A Mẫu');
    // The button belongs to a form of its own: Enter in a field of the other confirms nobody by name.
    const page = (await xa.get(room.residents)).text;
    expect(page).toContain(`form="mot" name="mot" value="${picked}"`);
    expect(page).toMatch(/<form id="mot"[^>]*>[^]*name="saidOn" value="20\/11\/2021"/);
    expect((await xa.send(room.residents, { mot: picked, saidOn: '10/11/2021' })).status).toBe(303);
    expect(plain((await xa.get(`${room.residents}?loc=da-vao`)).text)).toContain('Đã vào nhóm 10/11/2021, Xã Bản Bo');
    expect(await room.newActs()).toEqual([
      { act: 'drive.pledge-confirm', reason: null, facts: { drive: PLEDGE_DRIVE, people: 1 } },
    ]);
  });

  it('says of many at once that they are not in the group, with a reason that stays off the log', async () => {
    const chon = [await room.tickOf(xa, 'Hoàng Thị Mẫu'), await room.tickOf(xa, 'Vàng Thị Mẫu')];
    const without = await xa.send(room.residents, { chon, saidOn: '10/11/2021', viec: 'khong' });
    expect([without.status, without.text.includes('Nhập lý do không có trong nhóm.')]).toEqual([422, true]);
    // What was ticked is ticked still.
    expect(without.text.match(/name="chon"[^>]* checked/g)).toHaveLength(2);
    const reason = 'Hoàng Thị Mẫu đã chuyển đi';
    expect((await xa.send(room.residents, { chon, saidOn: '10/11/2021', viec: 'khong', reason })).status).toBe(303);
    expect(await room.newActs()).toEqual([
      { act: 'drive.pledge-deny', reason: null, facts: { drive: PLEDGE_DRIVE, people: 2 } },
    ]);
    expect(plain((await xa.get(room.school)).text)).toContain(
      'Đã cam kết 8 người: đã vào nhóm 1, chờ xác nhận 4, không có trong nhóm 2, sống ngoài phạm vi 1.',
    );
  });

  it('writes nothing when one of many was spoken of meanwhile, when nobody is ticked, or on a day to come', async () => {
    const fresh = await room.tickOf(xa, 'Lò Văn Mẫu');
    const spokenOf = await room.tickOf(xa, 'Phàn A Mẫu', '?loc=da-vao');
    const seen = async (words: Record<string, string | string[]>) =>
      (await xa.send(room.residents, { saidOn: '10/11/2021', viec: 'vao', ...words })).status;
    expect(await seen({ chon: [fresh, spokenOf] })).toBe(409);
    expect(await seen({ chon: [fresh.replace(/\.\d+$/, '.99')] })).toBe(409);
    expect(await seen({ chon: [] })).toBe(422);
    // A reason was typed and Enter pressed: the first button is not what was meant.
    expect(await seen({ chon: [fresh], reason: 'Chưa thấy' })).toBe(422);
    expect(await seen({ chon: [fresh], saidOn: '21/11/2021' })).toBe(422);
    // Somebody who lives elsewhere does not exist here.
    expect(await seen({ chon: [fresh, await room.tickOf(xa2, 'Giàng A Mẫu')] })).toBe(404);
    expect(await room.tickOf(xa, 'Lò Văn Mẫu')).toBe(fresh);
    expect(await room.newActs()).toEqual([]);
  });

  it('may say otherwise later; both words stay', async () => {
    const picked = await room.tickOf(xa, 'Hoàng Thị Mẫu', '?loc=khong');
    expect((await xa.send(`${room.residents}?loc=khong`, { mot: picked, saidOn: '12/11/2021' })).status).toBe(303);
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
    await room.newActs();
    const old = await room.pageOf(xa, 'Vàng Thị Mẫu');
    const words = room.person({
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
    expect(await room.newActs()).toEqual([
      { act: 'drive.pledge-correct', reason: null, facts: { drive: PLEDGE_DRIVE, unit: SCHOOL } },
    ]);
    expect(await room.tickOf(xa2, 'Vàng Thị Mẫu')).not.toBe('');
    // The old one is history: nobody writes to it any more.
    expect((await xa.get(old)).text).not.toContain('name="fullName"');
    expect(await xa.get(`${old}/rut`)).toMatchObject({ status: 409 });
  });

  it('somebody is taken off the list for a reason, and stays among those who were on it', async () => {
    const one = await room.pageOf(xa, 'Phàn A Mẫu');
    expect((await xa.send(`${one}/rut`, { reason: '' })).status).toBe(422);
    expect((await xa.send(`${one}/rut`, { reason: 'Chuyển công tác' })).status).toBe(303);
    expect(plain((await xa.get(room.school)).text)).not.toContain('Phàn A Mẫu');
    expect(plain((await xa.get(`${room.school}?loc=cu`)).text)).toContain('Phàn A Mẫu');
    expect((await room.newActs()).map(({ act, reason }) => ({ act, reason }))).toEqual([
      { act: 'drive.pledge-withdraw', reason: null },
    ]);
    // Who was withdrawn may pledge again.
    expect((await xa.send(room.school, room.person({ fullName: 'Phàn A Mẫu', post: '' }))).status).toBe(303);
  });
});

describe('Figures', () => {
  it('begin the report of the agency: pledged out of whom it must bring, and in a group out of pledged', async () => {
    const report = `${room.drive.replace('/dot/', '/bao-cao/')}?ky=2021-11-08`;
    const page = (await xa.get(report)).text;
    expect(plain(page)).toContain('Danh sách cam kết, hết ngày 12/11/2021: 7 trên 12 người');
    expect(plain(page)).toContain('Danh sách cam kết, hết ngày 12/11/2021: 1 trên 7 người');
    expect([valueOf(page, 'part[0]'), valueOf(page, 'part[1]')]).toEqual(['7', '1']);
    // Eight stand there; one pledged on 20/11. Of the period that ended on 05/11: without the one of 06/11 too, and nobody was in a group yet.
    const before = (await xa.get(report.replace('11-08', '11-01'))).text;
    expect([valueOf(before, 'part[0]'), valueOf(before, 'part[1]')]).toEqual(['6', '0']);
  });

  it('stand by agency and by commune of residence, for an office those of its tree, without a name', async () => {
    const counts = `${room.drive}/cam-ket`;
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

describe('A year after the movement', () => {
  it('names, posts and reasons are erased, and what is counted stays', async () => {
    const erase = () => app.app.get(PledgeErasure).erase();
    await room.newActs();
    const seen = plain((await xa.get(room.school)).text).match(/Đã cam kết [^.]*\./)?.[0];
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
    expect(await room.newActs()).toEqual([
      { act: 'drive.erase-pledges', reason: null, facts: { drive: PLEDGE_DRIVE, people: people?.count } },
    ]);
    const left = await app.database.reader.one<{ text: string }>(
      `SELECT (SELECT string_agg(p::text, ' ') FROM drive_pledges p) || (SELECT string_agg(w::text, ' ') FROM drive_pledge_words w) AS text`,
      [],
    );
    for (const word of ['Mẫu', 'Giáo viên', 'Kế toán', 'chuyển đi', 'nhà con', 'Chuyển công tác'])
      expect(left?.text).not.toContain(word);
    const page = plain((await xa.get(room.school)).text);
    expect(page).toContain(seen);
    expect(page).toContain('Đã xóa họ tên');
    expect(plain((await xa.get('/viec')).text)).not.toContain('chờ thôn, bản xác nhận');
  });
});
