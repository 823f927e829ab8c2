import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GroupService } from '../../../src/communities/groups/group.service.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { groupWords } from '../../fixtures/communities/register.js';
import { begunMovement } from '../../fixtures/movements.js';
import { approvedItem } from '../../fixtures/propaganda.js';
import { mergeCommunes } from '../../fixtures/reform.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let commune: Visitor;
let item: string;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  const organiser = await app.signedIn('to-chuc');
  const movement = await begunMovement(organiser, world.units.province, { endsOn: '31/12/2025' });
  await setClock(app.database, world.contestId, '2025-06-20T09:00:00+07:00');
  item = await approvedItem(organiser, await app.signedIn('to-chuc-2'), movement, { validUntil: '31/12/2025' });
  const plan = {
    channel: 'loudspeaker',
    startsOn: '28/06/2025',
    endsOn: '10/07/2025',
    weekdays: ['1', '2', '3', '4', '5', '6', '7'],
    times: '05:30',
    repeats: '1',
    note: '',
    units: [world.units.tamDuong],
  };
  expect((await organiser.send(`${item}/lich`, plan, `${item}/lich`)).status).toBe(303);
  const groups = app.app.get(GroupService);
  await groups.add(actBy(world.actors.xa), world.units.banBo, groupWords('Nhóm Bản Bo', {}));
  await groups.add(actBy(world.actors.xa2), world.units.binhLu, groupWords('Nhóm Bình Lư', {}));
  const merged = await mergeCommunes(app.database, world);
  await app.database.source.query(`UPDATE role_assignments SET unit_id = $1 WHERE id = $2`, [
    merged,
    world.actors.xa.assignmentId,
  ]);
  await setClock(app.database, world.contestId, '2025-07-02T09:00:00+07:00');
  commune = await app.signedIn('xa');
});
afterAll(() => app.close());

describe('A commune that took over from two others', () => {
  it('finds what both were to broadcast, each by its old name, and what they left unwritten', async () => {
    const { text } = await commune.get('/tuyen-truyen');
    expect(text).toContain('Thứ Tư, 02/07/2025: 2 buổi, còn 2 buổi chưa ghi.');
    expect(text).toContain('8 buổi của sáu ngày trước chưa ghi.');
    expect(text).toContain('Thực hiện 5K (Xã Bản Bo cũ)');
    expect(text).toContain('Thực hiện 5K (Xã Bình Lư cũ)');
    expect((await commune.get('/tuyen-truyen/tuan')).text).toContain('0/2 xã đã phát');
  });

  it('writes it down in its own name', async () => {
    const href =
      /\/tuyen-truyen\/buoi\/[\w-]+\/2025-07-02\/0530/.exec((await commune.get('/tuyen-truyen')).text)?.[0] ?? '';
    expect((await commune.send(href, { outcome: 'done', replaces: '' }, '/tuyen-truyen')).status).toBe(303);
    expect((await commune.get('/tuyen-truyen')).text).toContain('2 buổi, còn 1 buổi chưa ghi');
  });

  it('posts in the groups of both', async () => {
    const post = item.replace('/noi-dung/', '/dang-nhom/');
    expect((await commune.get(post)).text).toContain('Cả 2 nhóm của xã');
    expect((await commune.send(post, { on: '02/07/2025', all: '1' })).status).toBe(303);
    expect((await commune.get('/tuyen-truyen/dang-nhom')).text).toContain('Đã đăng 2/2 nhóm');
  });
});
