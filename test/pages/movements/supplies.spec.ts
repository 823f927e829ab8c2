import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GroupId } from '../../../src/communities/groups/group.facts.js';
import { GroupService } from '../../../src/communities/groups/group.service.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { groupWords } from '../../fixtures/communities/register.js';
import { counting } from '../../fixtures/counting.js';
import { begunMovement } from '../../fixtures/movements.js';
import { givenKey, pagesRead } from '../../fixtures/program-keys.js';
import { approvedItem } from '../../fixtures/propaganda.js';
import { faultsOf } from '../api/describing.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

const HOME = '/tuyen-truyen/dang-nhom';
const TASK = 'Đăng nội dung vào nhóm';

let app: TestApp;
let world: World;
let [organiser, second, xa, xa2, office, otherOffice]: Visitor[] = [];
let movement: string;
let item: string;
let post: string;
let groups: GroupId[];
let elsewhere: GroupId;

const add = (name: string, who: 'xa' | 'xa2'): Promise<GroupId> =>
  app.app
    .get(GroupService)
    .add(actBy(world.actors[who]), who === 'xa' ? world.units.banBo : world.units.binhLu, groupWords(name, {}));

beforeAll(async () => {
  app = await startApp();
  // The contest is a rehearsal that stands at 9:00 on Saturday, 20/11/2021; the movement goes by it.
  world = await buildWorld(app.database);
  [organiser, second, xa, xa2, office, otherOffice] = await Promise.all(
    ['to-chuc', 'to-chuc-2', 'xa', 'xa2', 'tham-dinh', 'tham-dinh2'].map((name) => app.signedIn(name)),
  );
  movement = await begunMovement(organiser!, world.units.province);
  await setClock(app.database, world.contestId, '2021-11-10T09:00:00+07:00');
  item = await approvedItem(organiser!, second!, movement);
  await setClock(app.database, world.contestId, '2021-11-20T09:00:00+07:00');
  await approvedItem(organiser!, second!, movement, { title: 'Chỉ đọc trên loa', zaloText: '' });
  post = item.replace('/noi-dung/', '/dang-nhom/');
  groups = [await add('Nhóm bản Nà Ly', 'xa'), await add('Nhóm bản Nà Can', 'xa'), await add('Nhóm toàn xã', 'xa')];
  elsewhere = await add('Nhóm Bình Lư', 'xa2');
});
afterAll(() => app.close());

const posted = (who: Visitor, words: Record<string, string | string[]>) => who.send(post, words);
const standing = () =>
  app.database.reader.rows<{ on: string; stands: boolean }>(
    `SELECT posted_on AS "on", struck_at IS NULL AS stands FROM propaganda_postings ORDER BY posted_on, id`,
  );

describe('A commune without a group', () => {
  it('is not told to post', async () => {
    await app.database.source.query(
      `UPDATE community_groups SET closed_on = '2021-11-01', closed_reason = 'thử' WHERE id = $1`,
      [elsewhere],
    );
    expect((await xa2!.get('/viec')).text).not.toContain(TASK);
    expect((await xa2!.get(HOME)).text).toContain('Sổ nhóm của xã chưa có nhóm nào đang hoạt động.');
    await app.database.source.query(
      `UPDATE community_groups SET closed_on = NULL, closed_reason = NULL WHERE id = $1`,
      [elsewhere],
    );
  });
});

describe('What lies ready for groups', () => {
  it('has its text under a button to copy it, and says that it was posted nowhere; what is for loudspeakers alone is not there', async () => {
    const { text } = await xa!.get(HOME);
    expect(text).toContain('Nhớ 5K.');
    expect(text).toContain('data-copy="tin-1"');
    expect(text).toContain('Chưa đăng');
    expect(text).not.toContain('Chỉ đọc trên loa');
    expect((await xa!.get('/viec')).text).toContain(TASK);
    expect((await xa!.get(item)).text).toContain(`href="${post}"`);
  });

  it('takes as many queries with many items and groups as with few', async () => {
    const asked = counting(app);
    const few = await asked(() => xa!.get(HOME));
    const name = await approvedItem(organiser!, second!, movement, { title: 'Thứ hai' });
    await add('Nhóm thứ tư', 'xa').then((id) =>
      app.database.source.query(
        `UPDATE community_groups SET closed_on = '2021-11-01', closed_reason = 'thử' WHERE id = $1`,
        [id],
      ),
    );
    expect(await asked(() => xa!.get(HOME))).toEqual(few);
    await organiser!.send(`${name}/rut`, { reason: 'thử xong' }, name);
    expect((await xa!.get(HOME)).text).not.toContain('Thứ hai');
  });
});

describe('A posting', () => {
  it('asks for groups and a real day that has come and lies in the validity, and keeps what was typed', async () => {
    for (const [words, told] of [
      [{ on: '20/11/2021' }, 'Chọn nhóm đã đăng.'],
      [{ on: '31/11/2021', groups: [groups[0]!] }, 'Ngày đăng: nhập ngày có thật'],
      [{ on: '', groups: [groups[0]!] }, 'Nhập ngày đăng.'],
      [{ on: '21/11/2021', groups: [groups[0]!] }, 'Ngày đăng chưa đến. Nhập ngày không sau hôm nay, 20/11/2021.'],
      [{ on: '09/11/2021', groups: [groups[0]!] }, 'Ngày đăng phải từ 10/11/2021 trở lại đây.'],
      [{ on: '20/11/2021', groups: [elsewhere] }, 'Chọn nhóm đã đăng.'],
    ] as const) {
      const answer = await posted(xa!, words as unknown as Record<string, string | string[]>);
      expect([answer.status, answer.text.includes(told)]).toEqual([422, true]);
      if (words.on !== '') expect(answer.text).toContain(`value="${words.on}"`);
    }
    expect(await standing()).toEqual([]);
  });

  it('is noted for the groups that are ticked, once however often it is pressed, and again on another day', async () => {
    const words = { on: '18/11/2021', groups: groups.slice(0, 2) };
    expect((await posted(xa!, words)).status).toBe(303);
    expect((await posted(xa!, words)).status).toBe(409);
    expect((await posted(xa!, { on: '18/11/2021', groups })).status).toBe(303);
    expect((await posted(xa!, { on: '20/11/2021', all: '1' })).status).toBe(303);
    expect((await standing()).map(({ on }) => on)).toEqual([
      ...Array<string>(3).fill('2021-11-18'),
      ...Array<string>(3).fill('2021-11-20'),
    ]);
    const page = (await xa!.get(post)).text;
    expect(page).toContain('đã đăng 20/11/2021, 18/11/2021');
    expect((await xa!.get(HOME)).text).toContain('Đã đăng 3/3 nhóm');
    expect((await xa!.get('/viec')).text).not.toContain(TASK);
  });

  it('stands in the log by its item, its day and how many groups', async () => {
    const [event] = await app.database.reader.rows<{ facts: Record<string, unknown> }>(
      `SELECT facts FROM audit_events WHERE act = 'propaganda.post' ORDER BY id LIMIT 1`,
    );
    expect(event?.facts).toMatchObject({ propaganda: 'Thực hiện 5K', day: '2021-11-18', postedGroups: 2 });
  });

  it('that was noted by mistake is struck out with a reason, and stays', async () => {
    const strike = /\/tuyen-truyen\/dang-nhom\/[\w-]+\/[\w-]+\/ghi-nham/.exec((await xa!.get(post)).text)?.[0] ?? '';
    expect((await xa2!.get(strike)).status).toBe(404);
    expect((await xa!.send(strike, { reason: ' ' })).text).toContain('Nhập lý do.');
    const page = await xa!.get(strike);
    expect(page.text).toContain('Gạch lần đăng này');
    expect((await xa!.send(strike, { reason: 'đăng nhầm nhóm' })).status).toBe(303);
    expect((await xa!.get(strike)).status).toBe(409);
    expect((await standing()).filter(({ stands }) => !stands)).toHaveLength(1);
    await expect(app.database.source.query(`UPDATE propaganda_postings SET posted_on = '2021-11-01'`)).rejects.toThrow(
      'a posting stays as it was noted',
    );
  });
});

describe('How far an item has come', () => {
  it('is told to the offices above by commune, least reached first, each its own tree, and to no commune', async () => {
    const path = `${item}/nhom`;
    for (const who of [office!, organiser!]) {
      const { text } = await who.get(path);
      expect(text).toContain('Đã đăng ở 3 trong 4 nhóm của 2 xã. 1 xã chưa đăng ở nhóm nào.');
      expect(text.indexOf('Xã Bình Lư')).toBeLessThan(text.indexOf('Xã Bản Bo'));
    }
    expect((await otherOffice!.get(path)).text).toContain('Sổ nhóm trong địa bàn chưa có nhóm nào đang hoạt động.');
    expect((await xa!.get(path)).status).toBe(403);
    expect((await office!.get(`${path}.xlsx`)).headers['content-type']).toContain('spreadsheet');
  });

  it('is told to programs by commune, page by page as it is described', async () => {
    const path = item.replace('/tuyen-truyen/noi-dung/', '/api/v1/propaganda/') + '/postings';
    const key = await givenKey(app, world.actors.thamDinh);
    type Postings = { communes: Record<string, unknown>[]; nextCursor: string | null };
    const pages = await pagesRead<Postings>(app, path, { key, limit: 1 });
    for (const { status, body } of pages)
      expect(faultsOf('/api/v1/propaganda/{id}/postings', status, 'application/json', body)).toEqual([]);
    const told = pages.flatMap(({ body }) =>
      body.communes.map(({ commune, groups, reached }) => [commune, groups, reached]),
    );
    // By id, not by how far they are: a posting between two pages would move a commune past the reader.
    const communes: [id: string, name: string, reached: number][] = [
      [world.units.banBo, 'Xã Bản Bo', 3],
      [world.units.binhLu, 'Xã Bình Lư', 0],
    ];
    expect(told).toEqual(
      communes
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([id, name, reached]) => [{ id, name }, reached === 0 ? expect.any(Number) : 3, reached]),
    );
  });

  it('takes as many queries for many communes as for few', async () => {
    const asked = counting(app);
    const few = await asked(() => office!.get(`${item}/nhom`));
    await add('Nhóm thêm', 'xa2');
    expect(await asked(() => office!.get(`${item}/nhom`))).toEqual(few);
  });
});

describe('An item that is withdrawn', () => {
  it('is no longer offered, says why, and takes no posting', async () => {
    await organiser!.send(`${item}/rut`, { reason: 'số liệu đã cũ' }, item);
    expect((await xa!.get(HOME)).text).not.toContain('Nhớ 5K.');
    const page = (await xa!.get(post)).text;
    expect(page).toContain('số liệu đã cũ');
    expect(page).not.toContain('Ghi đã đăng');
    expect((await posted(xa!, { on: '20/11/2021', all: '1' })).status).toBe(409);
  });
});
