import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { begunDrive, begunMovement } from '../../fixtures/movements.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let organiser: Visitor;
let xa: Visitor;
let movement: string;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  organiser = await app.signedIn('to-chuc');
  xa = await app.signedIn('xa');
  movement = await begunMovement(organiser, world.units.province);
});
afterAll(() => app.close());

const DRIVE = {
  name: 'Đưa đủ Tổ trưởng vào nhóm',
  unitsOn: '01/11/2021',
  startsOn: '25/10/2021',
  endsOn: '25/11/2021',
  rhythm: 'weekly',
  dueWeekday: '5',
  confirms: 'nobody',
  guidance: '',
  link: '',
  linkName: '',
};
const begun = async (template: string, words: Record<string, string>): Promise<string> =>
  (await begunDrive(organiser, movement, world.units.province, { ...DRIVE, ...words }, template)).replace('/dot/', '');
/** The value that an input of a page holds. */
const valueOf = (page: string, name: string): string | null =>
  new RegExp(`<input[^>]*name="${name.replace(/[[\]]/g, '\\$&')}"[^>]*>`)
    .exec(page)?.[0]
    .match(/ value="([^"]*)"/)?.[1] ?? null;

describe('A drive that counts what the register of groups knows', () => {
  let drive: string;
  beforeAll(async () => {
    const group = String(
      (await xa.send('/nhom/moi', { villageId: '', kind: 'command', platform: 'zalo', name: 'TTCH Bản Bo' })).headers[
        'location'
      ],
    );
    const roles = [...(await xa.get(group)).text.matchAll(/name="(vai-tro-[^"]+)" value="present"/g)].map(
      (one) => one[1] ?? '',
    );
    expect(roles).toHaveLength(2);
    const looked = { [roles[0] ?? '']: 'present', [roles[1] ?? '']: 'absent', seenOn: '26/10/2021' };
    expect((await xa.send(`${group}/vai-tro`, looked, group)).status).toBe(303);
    drive = await begun('to-truong-vao-nhom', { 'indicatorName[0]': 'Vai trò đã có', 'target[0]': '100' });
  });

  it('begins a commune’s report with it, and says from which day it is', async () => {
    const page = (await xa.get(`/bao-cao/${drive}?ky=2021-11-01`)).text;
    expect(page).toContain('Sổ nhóm, hết ngày 05/11/2021: 1 trên 2 vai trò');
    expect([valueOf(page, 'part[0]'), valueOf(page, 'whole[0]')]).toEqual(['1', '2']);
  });

  it('takes what the commune sends instead, and shows from then on what was sent', async () => {
    const at = `/bao-cao/${drive}`;
    const sent = await xa.send(at, { 'part[0]': '2', 'whole[0]': '2' }, `${at}?ky=2021-11-01`);
    expect(sent.status).toBe(303);
    const page = (await xa.get(`${at}?ky=2021-11-01`)).text;
    expect([valueOf(page, 'part[0]'), valueOf(page, 'whole[0]')]).toEqual(['2', '2']);
  });

  it('begins with nothing where the register knows nothing', async () => {
    const page = (await (await app.signedIn('xa2')).get(`/bao-cao/${drive}?ky=2021-11-01`)).text;
    expect(page).toContain('xã chưa có nhóm nào phải đủ vai trò');
    expect(valueOf(page, 'part[0]') ?? '').toBe('');
  });
});

describe('A drive whose indicators somebody makes up', () => {
  const own = {
    reporters: 'communes',
    'indicatorName[0]': 'Số hộ đã ký cam kết',
    'noun[0]': 'hộ',
    'whole[0]': 'typed',
    'wholeName[0]': 'Tổng số hộ',
    'onlyGrows[0]': '1',
    'target[0]': '90',
    'indicatorName[1]': 'Số buổi họp bản',
    'noun[1]': 'buổi',
    'whole[1]': 'none',
    'indicatorName[2]': '',
    'noun[2]': '',
    'whole[2]': 'none',
  };

  it('asks for what is counted out of which whole, and keeps every word', async () => {
    const answer = await organiser.send(`${movement}/dot-moi?mau=khac`, {
      ...DRIVE,
      scope: world.units.province,
      ...own,
      'wholeName[0]': '',
      'noun[2]': 'lượt',
    });
    expect(answer.status).toBe(422);
    for (const text of [
      'Nhập tên của tổng, ví dụ Tổng số hộ.',
      'Nhập tên chỉ số, hoặc xóa đơn vị đếm.',
      'value="Số buổi họp bản"',
    ])
      expect(answer.text).toContain(text);
  });

  it('has them in their order, and communes report on each', async () => {
    const drive = await begun('khac', { ...own, name: 'Ký cam kết 5K' });
    const page = (await organiser.get(`/dot/${drive}`)).text;
    expect(page).toContain('Chỉ tiêu: 90%');
    const report = (await xa.get(`/bao-cao/${drive}?ky=2021-11-01`)).text;
    for (const field of ['part[0]', 'whole[0]', 'part[1]']) expect(report).toContain(`name="${field}"`);
    expect(report).not.toContain('name="part[2]"');
    const rows = await app.database.reader.rows(
      `SELECT name, noun, whole, whole_name, target, only_grows FROM drive_indicators WHERE drive_id = $1 ORDER BY ordinal`,
      [drive],
    );
    expect(rows).toEqual([
      {
        name: 'Số hộ đã ký cam kết',
        noun: 'hộ',
        whole: 'typed',
        whole_name: 'Tổng số hộ',
        target: 90,
        only_grows: true,
      },
      { name: 'Số buổi họp bản', noun: 'buổi', whole: 'none', whole_name: null, target: null, only_grows: false },
    ]);
  });
});
