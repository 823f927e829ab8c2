import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CountService } from '../../../src/communities/groups/count.service.js';
import { GroupService } from '../../../src/communities/groups/group.service.js';
import type { GroupId } from '../../../src/communities/groups/group.facts.js';
import { Clock } from '../../../src/kernel/clock.js';
import { plusMilliseconds } from '../../../src/kernel/instant.js';
import { type Day, dayOf } from '../../../src/kernel/vietnamese/days.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { groupWords } from '../../fixtures/communities/register.js';
import { counting } from '../../fixtures/counting.js';
import { actBy, buildWorld, type World } from '../../fixtures/world.js';

const OLD = 'Cập nhật số thành viên nhóm';
const DOUBLED = 'Xử lý nhóm trùng liên kết';

let app: TestApp;
let world: World;
let commune: Visitor;
let neighbour: Visitor;
let office: Visitor;
let otherOffice: Visitor;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  [commune, neighbour, office, otherOffice] = [
    await app.signedIn('xa'),
    await app.signedIn('xa2'),
    await app.signedIn('tham-dinh'),
    await app.signedIn('tham-dinh2'),
  ];
});
afterAll(() => app.close());

const daysAgo = (days: number): Day => dayOf(plusMilliseconds(app.app.get(Clock).now(), -days * 86_400_000));
const add = (name: string, link: string | null = null, who: 'xa' | 'xa2' = 'xa'): Promise<GroupId> =>
  app.app
    .get(GroupService)
    .add(actBy(world.actors[who]), who === 'xa' ? world.units.banBo : world.units.binhLu, groupWords(name, { link }));
const counted = (id: GroupId, days: number) =>
  app.app
    .get(CountService)
    .add(actBy(world.actors.xa), id, { countedOn: daysAgo(days), members: 40, source: 'declared', note: '' }, null);
const tasks = async (who: Visitor): Promise<string> => (await who.get('/viec')).text;

describe('The tasks of who keeps the register of groups', () => {
  let first: GroupId;

  it('say nothing while no group stands in it', async () => {
    for (const who of [commune, office]) {
      expect(await tasks(who)).not.toContain(OLD);
      expect(await tasks(who)).not.toContain(DOUBLED);
    }
  });

  it('name the groups without a count, and lead to them', async () => {
    first = await add('Nhóm Nà Khum');
    expect(await tasks(commune)).toContain('1 nhóm chưa đếm trong 14 ngày.');
    await add('Nhóm Nà Can');
    expect(await tasks(commune)).toContain('2 nhóm chưa đếm trong 14 ngày.');
    expect(await tasks(office)).toContain('2 nhóm chưa đếm trong 14 ngày.');
    expect(await tasks(office)).toContain('href="/nhom?dem&#x3D;chua"');
    for (const stranger of [neighbour, otherOffice]) expect(await tasks(stranger)).not.toContain(OLD);
  });

  it.each([
    [15, true],
    [14, true],
    [13, false],
    [0, false],
  ])('of a group last counted %i days ago: is it asked for? %s', async (days, asked) => {
    await counted(first, days);
    const list = (await commune.get('/nhom?dem=chua')).text;
    expect(list.includes('Nhóm Nà Khum')).toBe(asked);
    expect(list).toContain('Nhóm Nà Can');
    expect(await tasks(commune)).toContain(`${asked ? 2 : 1} nhóm chưa đếm trong 14 ngày.`);
  });

  it('name links that two groups claim, to both sides, until one of them is closed', async () => {
    await add('Nhóm A', 'https://zalo.me/g/haichu');
    expect(await tasks(commune)).not.toContain(DOUBLED);
    const other = await add('Nhóm B', 'https://zalo.me/g/haichu', 'xa2');
    for (const who of [commune, neighbour])
      expect(await tasks(who)).toContain('1 nhóm có liên kết mà nhóm khác cũng khai.');
    expect(await tasks(office)).toContain('2 nhóm có liên kết mà nhóm khác cũng khai.');
    expect(await tasks(office)).toContain('href="/nhom?trung&#x3D;1"');
    const closing = { on: daysAgo(0), reason: 'Nhầm', version: 1 };
    await app.app.get(GroupService).close(actBy(world.actors.xa2), other, closing);
    for (const who of [commune, neighbour, office]) expect(await tasks(who)).not.toContain(DOUBLED);
  });

  it('cost as many queries for many groups as for few', async () => {
    const count = counting(app);
    const before = await count(() => office.get('/viec'));
    for (let i = 0; i < 5; i += 1) await add(`Nhóm số ${i}`, 'https://zalo.me/g/namnhom');
    expect(await count(() => office.get('/viec'))).toBe(before);
    expect(await tasks(office)).toContain('5 nhóm có liên kết mà nhóm khác cũng khai.');
  });
});
