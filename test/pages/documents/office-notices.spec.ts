import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { counting } from '../../fixtures/counting.js';
import { begunDrive, begunMovement } from '../../fixtures/movements.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let office: Visitor;
let log: string;

beforeAll(async () => {
  // Mails are written down and reach nobody.
  house = await startApp({ smtpUrl: 'smtp://127.0.0.1:1' });
  world = await buildWorld(house.database);
  office = await house.signedIn('tham-dinh');
  log = `/van-ban/${world.units.tamDuong}/thong-bao`;
});
afterAll(() => house.close());

const page = async (): Promise<string> => (await office.get(log)).text;

describe('What an office told in its own name', () => {
  it('is reached from its register, and says when there is nothing', async () => {
    expect((await office.get(`/van-ban/${world.units.tamDuong}`)).text).toContain(`href="${log}"`);
    const text = await page();
    expect(text).toContain('Cơ quan chưa gửi thông báo nào.');
    expect(text).not.toContain('<table');
  });

  it('names who was told what, when, whether it was read, and what became of the mail', async () => {
    await house.database.pool.query(
      `INSERT INTO notice_addresses (person_id, email, by_email, changed_at) VALUES ($1, 'xa@banbo.vn', true, now())`,
      [world.actors.xa.personId],
    );
    const drive = await begunDrive(office, await begunMovement(office, world.units.tamDuong), world.units.tamDuong);
    expect((await office.send(`${drive}/nhac`, {}, `${drive}/bang`)).status).toBe(303);
    const told = await page();
    expect(told).toContain('2 thông báo. Thư chờ gửi: 1. Thư không gửi được: 0.');
    expect(told).toContain('Nhắc gửi báo cáo: Quan tâm trang Zalo');
    expect(told).toContain('Nhắc hạn');
    expect(told).toContain('Xã Bản Bo');
    expect(told).toContain('Xã Bình Lư');
    expect(told.match(/Chưa đọc/g)).toHaveLength(2);
    expect(told).toContain('Chờ gửi');
    expect(told).toContain('Không gửi thư');
    await house.database.pool.query(
      `UPDATE notice_mails SET state = 'failed', ended_at = now(), last_error = '550 no such mailbox'`,
    );
    await house.database.pool.query(`UPDATE notices SET read_at = now() WHERE person_id = $1`, [
      world.actors.xa.personId,
    ]);
    const later = await page();
    expect(later).toContain('Thư chờ gửi: 0. Thư không gửi được: 1.');
    expect(later).toContain('550 no such mailbox');
    expect(later.match(/Chưa đọc/g)).toHaveLength(1);
  });

  it('is read by who keeps its register alone', async () => {
    const [neighbour, auditor, commune, organiser] = [
      await house.signedIn('tham-dinh2'),
      await house.signedIn('kiem-tra'),
      await house.signedIn('xa'),
      await house.signedIn('to-chuc'),
    ];
    const register = `/van-ban/${world.units.tamDuong}`;
    expect((await neighbour.get(log)).status).toBe(404);
    expect((await neighbour.get(`/van-ban/${world.units.sinHo}/thong-bao`)).text).toContain(
      'Cơ quan chưa gửi thông báo nào.',
    );
    expect((await auditor.get(log)).status).toBe(403);
    expect((await auditor.get(register)).text).not.toContain(log);
    expect((await commune.get(log)).status).toBe(403);
    expect((await organiser.get(log)).status).toBe(404);
  });

  it('has pages of fifty, and costs as many queries for many lines as for few', async () => {
    const count = counting(house);
    const before = await count(() => office.get(log));
    await house.database.pool.query(
      `INSERT INTO notices (id, person_id, role, unit_id, event, once, sender_name, contact, subject, paragraphs, zalo, at, told_at, speaker_id)
       SELECT gen_random_uuid(), n.person_id, n.role, n.unit_id, n.event, 'x' || i, n.sender_name, n.contact, 'Tin số ' || i, n.paragraphs, n.zalo, n.at,
              n.told_at - make_interval(mins => i), n.speaker_id
         FROM generate_series(1, 49) i, notices n WHERE n.person_id = $1`,
      [world.actors.xa.personId],
    );
    expect(await count(() => office.get(log))).toBe(before);
    const [first, second] = [await page(), (await office.get(`${log}?trang=2`)).text];
    expect(first).toContain('51 thông báo.');
    expect(first).toContain('Tin số 48');
    expect(first).not.toContain('Tin số 49');
    expect(second).toContain('Tin số 49');
  });
});
