import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger } from '../../../src/web/logger.js';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { counting } from '../../fixtures/counting.js';
import { begunDrive } from '../../fixtures/movements.js';
import { plain, PLEDGE_DRIVE, PledgeRoom, SCHOOL, sendCsv, valueOf } from '../../fixtures/pledges.js';
import { givenKey, pagesRead } from '../../fixtures/program-keys.js';
import { faultsOf } from '../api/describing.js';
import { buildWorld, type World } from '../../fixtures/world.js';

/** Everything that the application wrote to its log. */
let written = '';
let app: TestApp;
let world: World;
let room: PledgeRoom;
let organiser: Visitor;
let xa: Visitor;
let xa2: Visitor;

beforeAll(async () => {
  const logger = createLogger('info', { write: (text: string) => void (written += text) });
  app = await startApp({ logger });
  world = await buildWorld(app.database);
  [organiser, xa, xa2] = [await app.signedIn('to-chuc'), await app.signedIn('xa'), await app.signedIn('xa2')];
  room = await PledgeRoom.begin(app, world, organiser);
});
afterAll(() => app.close());

describe('An agency lists who pledged', () => {
  it('one by one: name, post, village of a commune, day; the log tells of which agency, not whom', async () => {
    expect((await xa.send(room.school, room.person())).status).toBe(303);
    const page = plain((await xa.get(room.school)).text);
    expect(page).toContain('Phải thực hiện 12 người. Đã cam kết 1 người: chờ xác nhận 1.');
    expect(page).toContain('Lò Văn Mẫu Giáo viên Bản Nà Khum, xã Bản Bo 05/11/2021 Chờ xác nhận');
    expect(await room.newActs()).toEqual([
      { act: 'drive.pledge', reason: null, facts: { drive: PLEDGE_DRIVE, unit: SCHOOL } },
    ]);
  });

  it('in a commune of another district, after that was chosen; what was typed stays in its fields', async () => {
    const typed = room.person({ fullName: 'Tẩn Mỷ Mẫu', commune: world.units.nongHeo, place: '' });
    const shown = await xa.send(room.school, { ...typed, viec: 'xa-khac' });
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('Bản Noong Hẻo 1');
    expect(shown.text).not.toContain('>Bản Nà Khum<');
    expect(valueOf(shown.text, 'fullName')).toBe('Tẩn Mỷ Mẫu');
    expect((await xa.send(room.school, { ...typed, place: world.villages.nongHeo[0] ?? '' })).status).toBe(303);
  });

  it('outside the tree of the room.movement, where nobody is to confirm', async () => {
    expect((await xa.send(room.school, room.person({ fullName: 'Vàng Thị Mẫu', place: 'ngoai-pham-vi' }))).status).toBe(
      303,
    );
    expect(plain((await xa.get(room.school)).text)).toContain(
      'Đã cam kết 3 người: chờ xác nhận 2, sống ngoài phạm vi 1.',
    );
  });

  it('each once, and nobody twice under one key of a form', async () => {
    const again = await xa.send(room.school, room.person({ place: world.villages.banBo[0] ?? '' }));
    expect(again.status).toBe(422);
    expect(again.text).toContain('Người cùng họ tên, cùng chức vụ đã có trong danh sách.');
    const fields = hiddenFields((await xa.get(room.school)).text, room.school);
    const body = new URLSearchParams({ ...fields, ...room.person({ post: 'Hiệu trưởng' }) }).toString();
    const press = () => xa.agent.post(room.school).redirects(0).type('form').send(body);
    expect([(await press()).status, (await press()).status]).toEqual([303, 303]);
    expect(plain((await xa.get(room.school)).text)).toContain('Đã cam kết 4 người');
  });

  it.each([
    [{ fullName: '' }, 'Nhập họ và tên.'],
    [{ fullName: '123' }, 'Họ và tên phải có chữ.'],
    [{ place: '' }, 'Chọn thôn, bản nơi ở, thuộc xã Bản Bo.'],
    [{ pledgedOn: '' }, 'Nhập ngày cam kết.'],
    [{ pledgedOn: '21/11/2021' }, 'ngày này chưa tới'],
    [{ pledgedOn: '31/02/2021' }, 'nhập ngày có thật'],
  ])('and says beside the field what is wrong: %j', async (words, message) => {
    const answer = await xa.send(room.school, room.person({ fullName: 'Mào Văn Mẫu', ...words }));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
  });

  it('never in a village of another commune than the one that was chosen', async () => {
    const answer = await xa.send(
      room.school,
      room.person({ fullName: 'Mào Văn Mẫu', place: world.villages.binhLu[0] ?? '' }),
    );
    expect(answer.status).toBe(422);
  });

  it('and writes over what is wrong while nobody has spoken; a stale page is refused', async () => {
    const one = await room.pageOf(xa, 'Vàng Thị Mẫu');
    const stale = hiddenFields((await xa.get(one)).text, one);
    expect((await xa.send(one, room.person({ fullName: 'Vàng Thị Mẫu', post: 'Kế toán' }))).status).toBe(303);
    const body = new URLSearchParams({ ...stale, ...room.person({ fullName: 'Vàng Thị Sai' }) }).toString();
    expect((await xa.agent.post(one).redirects(0).type('form').send(body)).status).toBe(409);
    expect(plain((await xa.get(one)).text)).toContain('Vàng Thị Mẫu, Kế toán Bản Nà Khum, xã Bản Bo');
    const renamed = await xa.send(one, room.person());
    expect([renamed.status, renamed.text.includes('đã có trong danh sách')]).toEqual([422, true]);
  });
});

describe('From a file', () => {
  const HEAD = 'Họ và tên,Chức vụ,"Xã, phường, thị trấn","Thôn, bản",Ngày cam kết,Số điện thoại';

  it('every fault comes back by its line and nothing is written', async () => {
    await room.newActs();
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
    const answer = await sendCsv(xa, room.importing, {}, faulty);
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
    expect(plain((await xa.get(room.school)).text)).toContain('Đã cam kết 4 người');
    expect(await room.newActs()).toEqual([]);
  });

  it('a row that cannot be read is looked up all the same: all that is wrong with it is told at once', async () => {
    const faulty = [
      HEAD,
      'Sùng Thị Mẫu,,Xã Không Có,Bản Nà Khum,31/02/2021,',
      'Sùng Thị Mẫu,,Xã Bản Bo,Bản Không Có,25/11/2021,',
      ',,Xã Bản Bo,Bản Cũng Không,,',
      'Lò Văn Mẫu,Giáo viên,,Bản Nà Can,31/02/2021,',
    ].join('\n');
    const answer = await sendCsv(xa, room.importing, {}, faulty);
    expect(answer.status).toBe(422);
    const page = plain(answer.text);
    for (const fault of [
      'Dòng 2: không có “Xã Không Có” trong phạm vi của ông/bà.',
      'Dòng 2: ngày cam kết “31/02/2021” chưa đúng.',
      'Dòng 3: Xã Bản Bo không có “Bản Không Có”.',
      'Dòng 3: ngày cam kết 25/11/2021 chưa tới.',
      'Dòng 3: “Sùng Thị Mẫu” đã có ở dòng 2.',
      'Dòng 4: Xã Bản Bo không có “Bản Cũng Không”.',
      'Dòng 4: chưa ghi họ và tên.',
      'Dòng 5: ngày cam kết “31/02/2021” chưa đúng.',
      'Dòng 5: “Lò Văn Mẫu” đã có trong danh sách với nơi ở khác.',
    ])
      expect(page).toContain(fault);
    expect(page).toContain('Có 9 chỗ cần sửa');
  });

  it('only looks when asked to', async () => {
    const answer = await sendCsv(xa, room.importing, { looksOnly: '1' }, `${HEAD}\nHoàng Thị Mẫu,,,Bản Nà Khum,,\n`);
    expect([answer.status, plain(answer.text).includes('Đã kiểm tra xong: 1 người mới, 0 người đã có.')]).toEqual([
      200,
      true,
    ]);
    expect(plain((await xa.get(room.school)).text)).toContain('Đã cam kết 4 người');
  });

  it('or all of it comes in, who is there already not twice; a column that nobody asked for is not read', async () => {
    const rows = [
      HEAD,
      'Hoàng Thị Mẫu,,Bản Bo,Nà Khum,05/11/2021,0912345678',
      'Giàng A Mẫu,Bảo vệ,Xã Bình Lư,Bản Hoa Vân,06/11/2021,',
      'Sùng A Mẫu,,Ngoài phạm vi,,,',
      'Lò Văn Mẫu,Giáo viên,,Bản Nà Khum,,',
    ].join('\n');
    const answer = await sendCsv(xa, room.importing, {}, rows);
    expect([answer.status, answer.headers['location']]).toEqual([303, room.school]);
    expect(await room.newActs()).toEqual([
      {
        act: 'drive.pledge-import',
        reason: null,
        facts: { drive: PLEDGE_DRIVE, unit: SCHOOL, people: 3, unchanged: 1 },
      },
    ]);
    const page = plain((await xa.get(room.school)).text);
    expect(page).toContain('Đã cam kết 7 người: chờ xác nhận 6, sống ngoài phạm vi 1.');
    expect(page).toContain('Giàng A Mẫu Bảo vệ Bản Hoa Vân, xã Bình Lư 06/11/2021');
    const stored = await app.database.reader.one<{ found: boolean }>(
      `SELECT bool_or(p::text LIKE '%0912345678%') AS found FROM drive_pledges p`,
      [],
    );
    expect(stored).toEqual({ found: false });
  });

  it('and from a pasted table; with nothing at all it says so', async () => {
    const nothing = await sendCsv(xa, room.importing, {}, '');
    expect([nothing.status, nothing.text.includes('Chọn tệp, hoặc dán bảng')]).toEqual([422, true]);
    const csv = 'Họ và tên\tThôn, bản\nPhàn A Mẫu\tBản Nà Út\n';
    const answer = await sendCsv(xa, room.importing, { csv }, '');
    expect(answer.status).toBe(303);
    expect(plain((await xa.get(room.school)).text)).toContain('Đã cam kết 8 người');
  });

  it('by a template as XLSX and as CSV, whose example is never taken', async () => {
    const base = room.school.replace(/cam-ket$/, 'mau-cam-ket');
    const xlsx = await xa.get(`${base}.xlsx`);
    expect([xlsx.status, xlsx.headers['content-disposition']?.includes('.xlsx')]).toEqual([200, true]);
    const csv = await xa.get(`${base}.csv`);
    const answer = await sendCsv(xa, room.importing, {}, csv.text);
    expect([answer.status, plain(answer.text).includes('chưa có người nào dưới dòng tiêu đề.')]).toEqual([422, true]);
  });
});

describe('Who sees names', () => {
  it('the commune of the agency and the office above; organisers and auditors see initials', async () => {
    const office = await app.signedIn('tham-dinh');
    expect(plain((await office.get(room.school)).text)).toContain('Lò Văn Mẫu');
    for (const username of ['to-chuc', 'kiem-tra', 'quan-tri']) {
      const page = plain((await (await app.signedIn(username)).get(room.school)).text);
      expect(page).toContain('L. V. M.');
      expect(page).not.toContain('Lò Văn Mẫu');
      expect(page).not.toContain('Giáo viên');
      expect(page).not.toContain('Bản Nà Khum');
    }
  });

  it('a look of an office, and of the commune where people live, leaves a line; the commune that typed the list leaves none', async () => {
    const id = room.drive.replace('/dot/', '');
    const office = await app.signedIn('tham-dinh');
    written = '';
    await xa.get(room.school);
    await office.get(room.school);
    await office.get(await room.pageOf(xa, 'Tẩn Mỷ Mẫu'));
    await xa.get(room.residents);
    const looks = written
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Record<string, unknown>]))
      .filter(({ event }) => event === 'personal-data-viewed');
    expect(looks.map(({ role, view, drive }) => ({ role, view, drive }))).toEqual([
      { role: 'vetting', view: 'movements/pledges', drive: id },
      { role: 'vetting', view: 'movements/pledge', drive: id },
      { role: 'commune', view: 'movements/residents', drive: id },
    ]);
    expect(written).not.toContain('Mẫu');
  });

  it('nobody else: not a neighbour, nor another district', async () => {
    const other = await app.signedIn('tham-dinh2');
    for (const who of [xa2, other]) expect((await who.get(room.school)).status).toBe(404);
    expect((await xa2.send(room.school, room.person({ fullName: 'Lạ Văn Mẫu' }), room.residents)).status).toBe(404);
  });

  it('an office in whose tree people live but no agency of the drive stands: how many live where, and nothing else', async () => {
    const other = await app.signedIn('tham-dinh2');
    const found = plain((await other.get('/cam-ket')).text);
    expect(found).toContain('Đã vào nhóm 0, không có trong nhóm 0, chờ xác nhận 1.');
    for (const query of ['', '?theo=noi-o', '?theo=co-quan']) {
      const page = plain((await other.get(`${room.drive}/cam-ket${query}`)).text);
      expect(page).toContain('1 nơi ở');
      expect(page).toMatch(/1 người đã cam kết/);
      expect(page).toContain('Xã Noong Hẻo Huyện Sìn Hồ 1 0 1 0 0');
      for (const secret of ['Tẩn', 'Trường Tiểu học', 'Xã Bản Bo', 'Xã Bình Lư']) expect(page).not.toContain(secret);
    }
    for (const path of [room.movement, room.drive, `${room.drive}/bang`, `${room.drive}/don-vi`])
      expect((await other.get(path)).status).toBe(404);
    // Programs are told the same numbers.
    const path = room.drive.replace('/dot/', '/api/v1/drives/') + '/pledges';
    const key = await givenKey(app, world.actors.thamDinh2);
    const answer = await fetch(`${app.url}${path}`, { headers: { Authorization: `Bearer ${key}` } });
    const body: unknown = await answer.json();
    expect(faultsOf('/api/v1/drives/{id}/pledges', answer.status, 'application/json', body)).toEqual([]);
    expect(body).toEqual({
      drive: room.drive.replace('/dot/', ''),
      communes: [
        {
          commune: { id: world.units.nongHeo, name: 'Xã Noong Hẻo' },
          district: 'Huyện Sìn Hồ',
          pledged: 1,
          confirmed: 0,
          absent: 0,
          waiting: 1,
        },
      ],
      nextCursor: null,
    });
    // Where agencies stand it sees those, as before.
    const own = await app.signedIn('tham-dinh');
    expect((await own.get(`${room.drive}/cam-ket`)).text).toContain('Trường Tiểu học Bản Bo');
    // Page by page as in one, whoever reads them.
    const keeper = await givenKey(app, world.actors.organiser);
    const [one, whole] = await Promise.all(
      [1, 100].map(async (limit) =>
        (
          await pagesRead<{ communes: unknown[]; nextCursor: string | null }>(app, path, { key: keeper, limit })
        ).flatMap((page) => page.body.communes),
      ),
    );
    expect(whole?.length).toBeGreaterThan(1);
    expect(one).toEqual(whole);
  });

  it('a drive that keeps no such list has none of these pages', async () => {
    const other = await begunDrive(organiser, room.movement, world.units.province);
    for (const path of [`${other}/cam-ket`, other.replace('/dot/', '/cam-ket/')])
      expect((await xa.get(path)).status).toBe(404);
  });
});

describe('The list of agencies', () => {
  it('is not replaced under people who pledged', async () => {
    const csv = 'Xã,Cơ quan\nXã Bản Bo,Cơ quan khác\n';
    const answer = await sendCsv(organiser, `${room.drive}/don-vi`, {}, csv);
    expect([answer.status, answer.text.includes('Đợt đã có người cam kết')]).toEqual([409, true]);
  });
});

describe('A page of a list', () => {
  it('asks as much of the database for three people as for many', async () => {
    const queries = counting(app);
    const before = [await queries(() => xa.get(room.school)), await queries(() => xa.get(room.residents))];
    const csv = [
      'Họ và tên\tThôn, bản',
      ...Array.from({ length: 60 }, (_, at) => `Người Thứ ${'abcdefghij'[at % 10] ?? ''}${at}\tBản Nà Can`),
    ];
    expect((await sendCsv(xa, room.importing, { csv: csv.join('\n') }, '')).status).toBe(303);
    expect([await queries(() => xa.get(room.school)), await queries(() => xa.get(room.residents))]).toEqual(before);
    expect((await xa.get(`${room.residents}?trang=2`)).text).toContain('Người Thứ');
  });
});
