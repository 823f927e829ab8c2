import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReportReminders } from '../../../src/movements/drives/report.reminders.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { counting } from '../../fixtures/counting.js';
import { begunDrive, begunMovement } from '../../fixtures/movements.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let organiser: Visitor;
let office: Visitor;
let drive: string;

beforeAll(async () => {
  // Mails leave: that none is written is the rehearsal's doing.
  app = await startApp({ smtpUrl: 'smtp://127.0.0.1:1' });
  world = await buildWorld(app.database);
  [organiser, office] = [await app.signedIn('to-chuc'), await app.signedIn('tham-dinh')];
  const movement = await begunMovement(organiser, world.units.province);
  drive = await begunDrive(organiser, movement, world.units.province);
});
afterAll(() => app.close());

const told = () =>
  app.database.reader.rows<{ username: string; subject: string; sender: string; contest: string | null }>(
    `SELECT p.username, n.subject, n.sender_name AS sender, n.contest_id AS contest
       FROM notices n JOIN persons p ON p.id = n.person_id WHERE n.event = 'reminder' ORDER BY n.told_at, n.subject, p.username`,
  );
const subjects = async () =>
  (await told()).map(({ username, subject }) => `${username}: ${subject.split(':')[0] ?? ''}`);
const at = (day: string) => setClock(app.database, world.contestId, `${day}T09:00:00+07:00`);
const remind = () => app.app.get(ReportReminders).remind();

describe('A commune that owes a report', () => {
  it('is told nothing two days before it is due', async () => {
    await at('2021-10-27');
    await remind();
    expect(await told()).toEqual([]);
  });

  it('is told the day before, once, in the name of the unit that holds the movement; nobody is mailed out of a rehearsal', async () => {
    await app.database.pool.query(
      `INSERT INTO notice_addresses (person_id, email, by_email, changed_at) SELECT id, username || '@example.vn', true, now() FROM persons`,
    );
    await at('2021-10-28');
    await remind();
    await remind();
    const [first] = await told();
    expect(first).toMatchObject({ subject: 'Ngày mai hết hạn báo cáo: Quan tâm trang Zalo', contest: null });
    expect(first?.sender).toMatch(/Lai Châu/);
    expect(await subjects()).toEqual([
      'xa: Ngày mai hết hạn báo cáo',
      'xa2: Ngày mai hết hạn báo cáo',
      'xa3: Ngày mai hết hạn báo cáo',
    ]);
    expect(await app.database.reader.rows(`SELECT 1 FROM notice_mails`)).toEqual([]);
  });

  it('is told the day after that it is overdue, unless it has reported; not on the day itself, nor two days after', async () => {
    const xa = await app.signedIn('xa');
    await at('2021-10-29');
    expect(await remind()).toBe(0);
    const page = `${drive.replace('/dot/', '/bao-cao/')}?ky=2021-10-25`;
    const sent = await xa.send(
      drive.replace('/dot/', '/bao-cao/'),
      { ky: '2021-10-25', 'part[0]': '45', 'part[1]': '12' },
      page,
    );
    expect(sent.status).toBe(303);
    await at('2021-10-30');
    await remind();
    expect((await subjects()).filter((one) => one.includes('Quá hạn'))).toEqual([
      'xa2: Quá hạn báo cáo',
      'xa3: Quá hạn báo cáo',
    ]);
    await at('2021-10-31');
    expect(await remind()).toBe(0);
  });
});

describe('An office that presses', () => {
  it('finds its drive among its tasks, with how many are behind in its own tree', async () => {
    const page = (await office.get('/viec')).text;
    expect(page).toContain('Đôn đốc báo cáo đợt vận động');
    expect(page).toContain('1 đơn vị chưa báo cáo, 1 đơn vị quá hạn');
  });

  it('reminds those of its tree who owe, in its own name, once a day', async () => {
    const board = `${drive}/bang`;
    expect((await office.get(board)).text).toContain('Nhắc 1 xã còn nợ báo cáo');
    expect((await office.send(`${drive}/nhac`, {}, board)).status).toBe(303);
    const pressed = (await told()).filter(({ subject }) => subject.startsWith('Nhắc gửi báo cáo'));
    expect(pressed.map(({ username, sender }) => [username, sender])).toEqual([['xa2', 'Huyện Tam Đường']]);
    const page = (await office.get(board)).text;
    expect(page).toContain('Hôm nay đã nhắc 1 xã còn nợ báo cáo.');
    expect(page).not.toContain(`action="${drive}/nhac"`);
    expect((await office.send(`${drive}/nhac`, {}, '/viec')).status).toBe(409);
    const acts = await app.database.reader.rows(`SELECT 1 FROM audit_events WHERE act = 'drive.remind'`);
    expect(acts).toHaveLength(1);
  });

  it('leaves the others to who keeps the movement', async () => {
    expect((await organiser.send(`${drive}/nhac`, {}, `${drive}/bang`)).status).toBe(303);
    const pressed = (await told()).filter(({ subject }) => subject.startsWith('Nhắc gửi báo cáo'));
    expect(pressed.map(({ username }) => username).sort()).toEqual(['xa2', 'xa3']);
  });

  it('reads its tasks and board with as many queries whatever is owed', async () => {
    const count = counting(app);
    const few = [await count(() => office.get('/viec')), await count(() => office.get(`${drive}/bang`))];
    await at('2021-11-14');
    expect([await count(() => office.get('/viec')), await count(() => office.get(`${drive}/bang`))]).toEqual(few);
  });
});
