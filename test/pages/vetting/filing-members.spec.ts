import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type request from 'supertest';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { askForMembers } from '../../fixtures/members.js';
import { buildWorld } from '../../fixtures/world.js';

const PAGE = '/tham-dinh/nop-thay';

describe('The list of members in the officer’s hands', () => {
  const csv = (...lines: string[]): Buffer => Buffer.from(`Họ và tên;SĐT;Vai trò\n${lines.join('\n')}\n`);
  const sendMembers = async (draft: string, content: Buffer): Promise<request.Response> => {
    const action = `${draft}/danh-sach`;
    const hidden = hiddenFields((await officer.get(draft)).text, action);
    const form = officer.agent.post(action).redirects(0);
    for (const [name, value] of Object.entries(hidden)) void form.field(name, value);
    return form.attach('tep', content, 'Danh sách.csv');
  };
  let app: TestApp;
  let officer: Visitor;
  let commune: Visitor;
  let draft: string;

  beforeAll(async () => {
    app = await startApp();
    const world = await buildWorld(app.database);
    await askForMembers(app.database, world.contestId, world.slots.members);
    officer = await app.signedIn('tham-dinh');
    commune = await app.signedIn('xa');
    const words = {
      'cuoc-thi': world.slug,
      xa: world.units.banBo,
      place: world.villages.banBo[6] ?? '',
      broughtBy: 'Lò Thị Bông',
      broughtDuty: 'Công chức',
      way: 'usb',
      reason: 'Xã mất mạng.',
    };
    const answer = await officer.send(PAGE, words, `${PAGE}?cuoc-thi=${world.slug}&xa=${world.units.banBo}`);
    draft = String(answer.headers['location']);
  });

  afterAll(() => app.close());

  it('is read from a file; its faults are told by line, and nothing is taken while there are any', async () => {
    const answer = await sendMembers(draft, csv('Lò Văn Một;912345678;Trưởng nhóm', 'Tẩn Thị Hai;098 12;'));
    expect([answer.status, answer.headers['location']]).toEqual([303, `${draft}#danh-sach`]);
    const { text } = await officer.get(draft);
    expect(text).toContain('Tệp vừa đọc có 2 dòng, 1 chỗ cần sửa. Sửa trong tệp rồi gửi lại.');
    expect(text).toContain('Dòng 3: số điện thoại “098 12” thiếu số.');
    expect(text).not.toContain('Lấy danh sách này vào hồ sơ');
    expect((await officer.send(`${draft}/danh-sach/lay`, { version: '1' }, draft)).status).toBe(422);
  });

  it('is taken whole once the file has no fault, and stands in the commune’s own page', async () => {
    await sendMembers(draft, csv('Lò Văn Một;912345678;Trưởng nhóm', 'Tẩn Thị Hai;0981234567;'));
    expect((await officer.get(draft)).text).toContain('Tệp vừa đọc có 2 dòng, chưa thấy lỗi.');
    const answer = await officer.send(`${draft}/danh-sach/lay`, {}, draft);
    expect(answer.headers['location']).toBe(`${draft}#danh-sach`);
    expect((await officer.get(draft)).text).toContain('Đã lấy 2 người vào hồ sơ.');
    expect((await commune.get(`${draft.replace(PAGE, '/nop')}/thanh-vien`)).text).toContain('Tẩn Thị Hai');
  });

  it('is refused when it is no list, with what to do', async () => {
    const answer = await sendMembers(draft, Buffer.from('a,b\n1,2\n'));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Tệp không có dòng tiêu đề với cột “Họ và tên”');
  });
});
