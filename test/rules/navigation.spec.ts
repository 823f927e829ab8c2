import { describe, expect, it } from '@jest/globals';
import { elsewhereFor, navigationOf } from '../../src/app.navigation.js';
import { type Actor, ROLES } from '../../src/kernel/actor.js';

const actorIn = (role: Actor['role']): Actor => ({ role }) as Actor;
const currentAt = (role: Actor['role'], address: string): string | undefined =>
  navigationOf(actorIn(role), address).find(({ current }) => current)?.label;

describe('The menu', () => {
  it.each(ROLES)('has at most six links for %s, and begins with what is to be done', (role) => {
    const links = navigationOf(actorIn(role), '/viec');
    expect(links.length).toBeLessThanOrEqual(6);
    expect(links[0]).toMatchObject({ href: '/viec', current: true });
  });

  it.each([
    ['vetting', '/tham-dinh/ZALO21-211124-0001', 'Hồ sơ'],
    ['vetting', '/tham-dinh/tien-do', 'Tiến độ'],
    ['vetting', '/nhom', 'Nhóm, phong trào'],
    ['vetting', '/phong-trao/moi', 'Nhóm, phong trào'],
    ['commune', '/tuyen-truyen', 'Nhóm, phong trào'],
    ['admin', '/thi-dua', undefined],
    ['organiser', '/to-chuc', 'Cuộc thi'],
    ['organiser', '/to-chuc/cuoc-thi/moi', 'Cuộc thi'],
    ['organiser', '/to-chuc/zalo-lai-chau-2021/tieu-chi', 'Thiết lập'],
    ['organiser', '/to-chuc/zalo-lai-chau-2021/ho-so/ZALO21-211124-0001', 'Hồ sơ'],
    ['organiser', '/to-chuc/zalo-lai-chau-2021/cong-bo', 'Giải thưởng'],
    ['auditor', '/to-chuc/zalo-lai-chau-2021/ho-so', undefined],
  ] as const)('marks for %s at %s: %s', (role, address, label) => {
    expect(currentAt(role, address)).toBe(label);
  });

  it.each([
    ['vetting', ['/nhom', '/van-ban-den', '/van-ban']],
    ['commune', ['/nhom', '/van-ban-den']],
    ['organiser', ['/nhom', '/van-ban-den', '/van-ban']],
    ['auditor', ['/nhom', '/van-ban']],
    ['admin', ['/nhom', '/quan-tri/khoa-api', '/quan-tri/kiem-tra-du-lieu']],
  ] as const)('and the home page of %s together lead to %j', (role, begun) => {
    const actor = { role, unitId: 'a unit', contestId: null } as unknown as Actor;
    const led = [...navigationOf(actor, '/viec'), ...elsewhereFor(actor)].map(({ href }) => href);
    expect(led).toEqual(expect.arrayContaining([...begun]));
    expect(new Set(led).size).toBe(led.length);
  });
});
