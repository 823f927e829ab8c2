import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestApp, type Visitor, startApp } from '../../app.js';
import { type World, buildWorld } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let admin: Visitor;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  admin = await app.signedIn('quan-tri');
});
afterAll(() => app.close());

const linkIn = (html: string): string => /(\/(?:kich-hoat|dat-lai)\/[\w-]{20,})/.exec(html)?.[1] ?? 'no link';
const idIn = (html: string, username: string): string =>
  new RegExp(`nguoi-dung/([0-9a-f-]{36})[^]*?${username}`).exec(
    html.slice(html.lastIndexOf('<a', html.indexOf(username))),
  )?.[1] ?? 'none';
const invite = (words: Record<string, string>) => admin.send('/quan-tri/nguoi-dung/moi', words);
const actsOf = async (subjectId: string): Promise<string[]> =>
  (
    await app.database.reader.rows<{ act: string }>(`SELECT act FROM audit_events WHERE subject_id = $1 ORDER BY id`, [
      subjectId,
    ])
  ).map(({ act }) => act);

describe('An invitation', () => {
  it('is a link shown once, that shows itself to whoever opens it and lets its owner set a password, once', async () => {
    const made = await invite({
      fullName: 'Hạng A Chu',
      username: 'xa-moi',
      phone: '0987 654 321',
      role: 'commune',
      unit: 'noong heo',
    });
    expect(made.status).toBe(200);
    const path = linkIn(made.text);
    expect(made.text).toContain(`${app.url}${path}`);
    expect(path).toMatch(/^\/kich-hoat\/[\w-]{43}$/); // 256 bits

    // A chat window's preview looks at it, twice: nothing is used up.
    for (let looks = 0; looks < 2; looks += 1) expect((await app.visitor().get(path)).status).toBe(200);
    const weak = await app.visitor().send(path, { password: '12345678' });
    expect([weak.status, weak.text.includes('quá dễ đoán')]).toEqual([422, true]);
    const unitName = await app.visitor().send(path, { password: 'Noong Hẻo 2021' });
    expect([unitName.status, unitName.text.includes('tên đơn vị')]).toEqual([422, true]);

    const owner = app.visitor();
    const set = await owner.send(path, { password: 'suối chảy qua bản' });
    expect([set.status, set.headers['location']]).toEqual([303, '/dang-nhap']);
    expect((await owner.get('/viec')).status).toBe(303); // it signs nobody in
    expect((await app.visitor().get(path)).status).toBe(404);
    // Typed on a Mac, decomposed: the same password.
    const answer = await owner.send('/dang-nhap', {
      username: '0987654321',
      password: 'suối chảy qua bản'.normalize('NFD'),
    });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/viec']);
    expect((await owner.get('/viec')).text).toContain('Xã Noong Hẻo');
  });

  it('used by ten hands at one moment lets exactly one of them through', async () => {
    const made = await invite({ fullName: 'Lý Thị Đua', username: 'dua', phone: '', role: 'auditor' });
    const path = linkIn(made.text);
    const visitors = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const visitor = app.visitor();
        await visitor.get(path);
        return { visitor, password: `mật khẩu riêng số ${index} đây` };
      }),
    );
    const statuses = await Promise.all(
      visitors.map(async ({ visitor, password }) => (await visitor.send(path, { password })).status),
    );
    expect(statuses.filter((status) => status === 303)).toHaveLength(1);
  });

  it.each(['/kich-hoat/khong-co-that', '/dat-lai/khong-co-that', '/kich-hoat/'.padEnd(60, 'x')])(
    'that is none (%s) says the same as a used one',
    async (path) => {
      const page = await app.visitor().get(path);
      expect([page.status, page.text.includes('đã dùng, đã hết hạn')]).toEqual([404, true]);
    },
  );

  it('older than seven days is dead; replaced by a newer one it is dead at once', async () => {
    const made = await invite({ fullName: 'Lý Văn Cũ', username: 'cu', phone: '', role: 'auditor' });
    const first = linkIn(made.text);
    const list = await admin.get('/quan-tri/nguoi-dung?tim=cu');
    const id = idIn(list.text, '>cu<');
    const again = await admin.send(`/quan-tri/nguoi-dung/${id}/lien-ket`, {}, `/quan-tri/nguoi-dung/${id}`);
    const second = linkIn(again.text);
    expect([second.startsWith('/kich-hoat/'), second === first]).toEqual([true, false]);
    expect((await app.visitor().get(first)).status).toBe(404);
    expect((await app.visitor().get(second)).status).toBe(200);
    await app.database.transaction((tx) =>
      tx.changed(
        `UPDATE invitations SET expires_at = now() - interval '1 second' WHERE consumed_at IS NULL AND person_id = $1`,
        [id],
      ),
    );
    expect((await app.visitor().get(second)).status).toBe(404);
  });

  it('is refused with every fault told: name, user name, number, role, unit', async () => {
    const nothing = await invite({ fullName: '', username: 'Tên có dấu', phone: '123', role: '', unit: '' });
    expect(nothing.status).toBe(422);
    for (const text of [
      'Nhập họ và tên.',
      'Số điện thoại “123” chưa đúng.',
      'Tên đăng nhập gồm chữ không dấu',
      'Chọn vai trò.',
    ]) {
      expect(nothing.text).toContain(text);
    }
    const noUnit = await invite({ fullName: 'A', username: 'aaa', phone: '', role: 'commune', unit: '' });
    expect(noUnit.text).toContain('Nhập tên đơn vị.');
    const district = await invite({
      fullName: 'A',
      username: 'aaa',
      phone: '',
      role: 'commune',
      unit: 'Huyện Tam Đường',
    });
    expect(district.text).toContain('Không có đơn vị nào tên “Huyện Tam Đường” hợp với vai trò này.');
    const noContest = await invite({ fullName: 'A', username: 'aaa', phone: '', role: 'judge' });
    expect(noContest.text).toContain('Chọn cuộc thi.');
    const taken = await invite({ fullName: 'A', username: 'xa', phone: '', role: 'auditor' });
    expect([taken.status, taken.text.includes('đã có người dùng')]).toEqual([422, true]);
    const number = await invite({ fullName: 'A', username: '0912345678', phone: '', role: 'auditor' });
    expect(number.text).toContain('Tên đăng nhập không được là số điện thoại.');
  });

  it('for a unit that shares its name with others offers them to choose from, each with what is above it', async () => {
    const words = { fullName: 'Vàng A Chọn', username: 'chon', phone: '', role: 'vetting', unit: 'xã b' };
    const asked = await invite(words);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('Chọn một.');
    expect(asked.text).toContain('Huyện Tam Đường, Tỉnh Lai Châu');
    const made = await invite({ ...words, unitId: world.units.banBo });
    expect(made.status).toBe(200);
  });

  it('for a unit named with all its marks takes that one, though another is called so without marks', async () => {
    await app.database.transaction((tx) =>
      tx.changed(
        `INSERT INTO units (id, level, type, name, sort_key, folded, parent_id, valid_from)
         SELECT gen_random_uuid(), level, type, 'Huyện Tam Dương', sort_key, folded, parent_id, valid_from
           FROM units WHERE name = 'Huyện Tam Đường'`,
      ),
    );
    const words = { fullName: 'Vàng A Rõ', phone: '', role: 'vetting' };
    const asked = await invite({ ...words, username: 'ro', unit: 'huyen tam duong' });
    expect([asked.status, asked.text.includes('Có 2 đơn vị')]).toEqual([422, true]);
    expect((await invite({ ...words, username: 'ro', unit: 'Huyện Tam Đường' })).status).toBe(200);
    expect((await admin.get('/quan-tri/nguoi-dung?tim=ro')).text).toContain('Huyện Tam Đường');
  });
});

describe('An administrator', () => {
  it('finds people without marks, by number, by role and by unit', async () => {
    const names = async (query: string) =>
      [...(await admin.get(`/quan-tri/nguoi-dung?${query}`)).text.matchAll(/nguoi-dung\/[0-9a-f-]{36}">([^<]+)</g)].map(
        ([, name]) => name,
      );
    expect(await names('tim=lo van bo')).toEqual(['Lò Văn Bo']);
    expect(await names('tim=0987 654')).toEqual(['Hạng A Chu']);
    expect(await names('vai-tro=judge')).toEqual(['Phạm Thị Ba', 'Lê Văn Hai', 'Trần Thị Một']);
    expect(await names(`don-vi=${world.units.binhLu}`)).toEqual(['Vàng Thị Lư']);
    expect(await names('tim=%25')).toEqual([]);
  });

  it('grants a second role, and takes it away again', async () => {
    const { personId } = world.actors.judge3;
    const person = `/quan-tri/nguoi-dung/${personId}`;
    const granted = await admin.send(
      `${person}/vai-tro`,
      { role: 'secretary', contestId: world.contestId, title: 'Tổ trưởng' },
      person,
    );
    expect(granted.status).toBe(303);
    const twice = await admin.send(`${person}/vai-tro`, { role: 'secretary', contestId: world.contestId }, person);
    expect([twice.status, twice.text.includes('đang giữ đúng vai trò đó')]).toEqual([422, true]);
    const page = await admin.get(person);
    const revocation =
      /action="([^"]+\/thu-hoi)"[^]*?Thư ký/.exec(
        page.text.slice(page.text.lastIndexOf('<tr><th scope="row">Thư ký')),
      )?.[1] ?? '';
    expect((await admin.send(revocation, {}, person)).status).toBe(303);
    expect((await admin.get(person)).text).not.toContain('Tổ trưởng');
    expect(await actsOf(personId)).toEqual(['person.grant-role', 'person.revoke-role']);
  });

  it('closes an account: its owner is out at the next click, and in again once it is opened', async () => {
    const owner = await app.signedIn('tham-dinh2');
    const { personId } = world.actors.thamDinh2;
    const person = `/quan-tri/nguoi-dung/${personId}`;
    expect((await admin.send(`${person}/khoa`, {}, person)).status).toBe(303);
    expect((await owner.get('/viec')).status).toBe(303);
    expect((await app.visitor().send('/dang-nhap', { username: 'tham-dinh2', password: 'hoithi-demo' })).status).toBe(
      422,
    );
    expect((await admin.send(`${person}/mo-khoa`, {}, person)).status).toBe(303);
    expect((await owner.get('/viec')).status).toBe(303); // the old session stays dead
    await app.signedIn('tham-dinh2');
  });

  it('ends all sessions of somebody, and issues a link to reset the password', async () => {
    const owner = await app.signedIn('thu-ky');
    const { personId } = world.actors.secretary;
    const person = `/quan-tri/nguoi-dung/${personId}`;
    await admin.send(`${person}/dang-xuat`, {}, person);
    expect((await owner.get('/viec')).status).toBe(303);
    const issued = await admin.send(`${person}/lien-ket`, {}, person);
    const path = linkIn(issued.text);
    expect(path).toMatch(/^\/dat-lai\//);
    await app.visitor().send(path, { password: 'mưa rừng ào xuống' });
    await app.signedIn('thu-ky', 'mưa rừng ào xuống');
    expect((await app.visitor().send('/dang-nhap', { username: 'thu-ky', password: 'hoithi-demo' })).status).toBe(422);
  });

  it('hears of a colleague’s correction instead of overwriting it', async () => {
    const { personId } = world.actors.auditor;
    const person = `/quan-tri/nguoi-dung/${personId}`;
    const stale = { version: '1' };
    expect((await admin.send(person, { fullName: 'Vũ Thị Tra', phone: '0912 000 111' })).status).toBe(303);
    const second = await admin.send(person, { ...stale, fullName: 'Vũ Thị Trà', phone: '' });
    expect(second.status).toBe(409);
    expect(second.text).toContain('Bản của ông/bà');
    expect(second.text).toContain('0912 000 111');
  });

  it('cannot close their own account, nor give up being the last administrator', async () => {
    const { personId, assignmentId } = world.actors.admin;
    const person = `/quan-tri/nguoi-dung/${personId}`;
    const closing = await admin.send(`${person}/khoa`, {}, person);
    expect([closing.status, closing.text.includes('Không tự khóa')]).toEqual([403, true]);
    const revoking = await admin.send(`${person}/vai-tro/${assignmentId}/thu-hoi`, {}, person);
    expect([revoking.status, revoking.text.includes('quản trị viên cuối cùng')]).toEqual([403, true]);
  });

  it('has no power over what a form does not offer: other columns of a person stay as they are', async () => {
    const { personId } = world.actors.xa2;
    const person = `/quan-tri/nguoi-dung/${personId}`;
    const row = () =>
      app.database.reader.one(
        'SELECT username, password_hash, session_epoch, disabled_at, created_at FROM persons WHERE id = $1',
        [personId],
      );
    const before = await row();
    const sent = await admin.send(person, {
      fullName: 'Vàng Thị Lư',
      phone: '',
      username: 'kẻ-khác',
      password_hash: 'x',
      passwordHash: 'x',
      session_epoch: '99',
      disabled_at: '2021-01-01',
      role: 'admin',
      id: world.actors.admin.personId,
    });
    expect(sent.status).toBe(303);
    expect(await row()).toEqual(before);
  });
});

describe('Everybody else', () => {
  it.each(['xa', 'giam-khao-1', 'to-chuc', 'kiem-tra'])('%s is refused the pages about people', async (username) => {
    const visitor = await app.signedIn(username);
    for (const path of [
      '/quan-tri/nguoi-dung',
      '/quan-tri/nguoi-dung/moi',
      `/quan-tri/nguoi-dung/${world.actors.xa.personId}`,
    ]) {
      expect([path, (await visitor.get(path)).status]).toEqual([path, 403]);
    }
  });

  it('hears the same of a person who is not there and of an address that is none', async () => {
    for (const id of ['00000000-0000-4000-8000-000000000000', 'khong-phai-ma', "1' OR '1'='1"]) {
      expect((await admin.get(`/quan-tri/nguoi-dung/${encodeURIComponent(id)}`)).status).toBe(404);
    }
  });
});
