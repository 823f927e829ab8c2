import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { givenKey } from '../../fixtures/program-keys.js';
import { begunDrive, begunMovement } from '../../fixtures/movements.js';
import { sendCsv } from '../../fixtures/pledges.js';
import { buildWorld, type World } from '../../fixtures/world.js';

/** Letter S4: a ward asks the agencies and schools on its ground, and its own officials, to install Bluezone. */
const LETTER = {
  name: 'Cài đặt và sử dụng ứng dụng Bluezone trên địa bàn xã',
  standingAgency: 'Công chức Văn hóa - Xã hội',
  planNumber: '122/STTTT-BCVTCNTT',
  planDatedOn: '29/01/2021',
};
const DRIVE = {
  name: 'Cài ứng dụng Bluezone',
  unitsOn: '01/11/2021',
  startsOn: '25/10/2021',
  endsOn: '25/11/2021',
  rhythm: 'weekly',
  dueWeekday: '5',
  confirms: 'nobody',
  'indicatorName[0]': 'Số người đã cài',
  'target[0]': '100',
  guidance: '',
  link: '',
  linkName: '',
};
const HEAD = 'Cơ quan,Số người phải thực hiện,Người kiểm soát';

let app: TestApp;
let world: World;
let xa: Visitor;
let neighbour: Visitor;
let office: Visitor;
let organiser: Visitor;
let movement: string;
let drive: string;

const plain = (text: string): string => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const unitCalled = async (name: string): Promise<string> => {
  const row = await app.database.reader.one<{ id: string }>(`SELECT id FROM drive_units WHERE name = $1`, [name]);
  return row?.id ?? '';
};

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  xa = await app.signedIn('xa');
  neighbour = await app.signedIn('xa2');
  office = await app.signedIn('tham-dinh');
  organiser = await app.signedIn('to-chuc');
});
afterAll(() => app.close());

describe('A commune begins', () => {
  it('a movement of its own, and of no other unit', async () => {
    expect((await xa.get('/phong-trao')).text).toContain('href="/phong-trao/moi"');
    const form = (await xa.get('/phong-trao/moi')).text;
    expect(form).toContain('Xã Bản Bo');
    expect(form).not.toContain('Xã Bình Lư');
    for (const owner of [world.units.binhLu, world.units.tamDuong])
      expect((await xa.send('/phong-trao/moi', { ...LETTER, ...DRIVE, owner })).status).toBe(422);
    movement = await begunMovement(xa, world.units.banBo, LETTER);
    expect((await xa.get('/phong-trao')).text).toContain(LETTER.name);
  });

  it('a drive in which the agencies of its ground report, and in no other way', async () => {
    const page = (await xa.get(movement)).text;
    expect(page).toContain('mau&#x3D;cai-ung-dung');
    expect(page).not.toContain('mau&#x3D;quan-tam-oa');
    expect((await xa.get(`${movement}/dot-moi?mau=quan-tam-oa`)).status).toBe(404);
    const words = { ...DRIVE, scope: world.units.banBo };
    const form = `${movement}/dot-moi?mau=cai-ung-dung`;
    expect((await xa.send(form, { ...words, confirms: 'office' }, form)).status).toBe(422);
    const elsewhere = await xa.send(form, { ...words, scope: world.units.tamDuong }, form);
    expect(elsewhere.status).toBe(422);
    // A commune’s movement is no rehearsal: it goes by the real clock, and a task is for a drive that still runs.
    const running = { ...DRIVE, endsOn: '31/12/2099' };
    drive = (await begunDrive(xa, movement, world.units.banBo, running, 'cai-ung-dung')).replace('/don-vi', '');
    expect((await xa.get('/viec')).text).toContain('Nhập danh sách cơ quan của đợt vận động');
  });

  it('its list of agencies, with all faults by line and no column for the commune', async () => {
    const faulty = [HEAD, 'Trường Tiểu học,mười,', 'Trạm Y tế,9,', ',3,', 'Trạm Y tế,9,'].join('\n');
    const { status, text } = await sendCsv(xa, `${drive}/don-vi`, {}, faulty);
    expect(status).toBe(422);
    for (const told of [
      'Dòng 2: số người “mười” không phải số nguyên lớn hơn 0.',
      'Dòng 4: chưa ghi tên cơ quan.',
      'Dòng 5: “Trạm Y tế” của Xã Bản Bo đã có ở dòng 3.',
    ])
      expect(text.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')).toContain(told);
    const csv = [HEAD, 'Trường Tiểu học,10,Lò Văn Mẫu', 'UBND xã,20,Vàng Thị Mẫu'].join('\n');
    expect((await sendCsv(xa, `${drive}/don-vi`, {}, csv)).status).toBe(303);
    expect(plain((await xa.get(`${drive}/don-vi`)).text)).toContain('2 đơn vị báo cáo');
    expect((await xa.get('/viec')).text).not.toContain('Nhập danh sách cơ quan của đợt vận động');
    const at = `${drive}/sua`;
    expect((await xa.send(at, DRIVE, at)).status).toBe(303);
  });
});

describe('A commune keeps its drive', () => {
  it('writes down what agencies tell it, its own committee among them', async () => {
    const unit = await unitCalled('UBND xã');
    const at = `/bao-cao/${drive.replace('/dot/', '')}`;
    const answer = await xa.send(at, { unit, period: '2021-11-01', 'part[0]': '12' }, `${at}?don-vi=${unit}`);
    expect(answer.status).toBe(303);
    expect(plain((await xa.get(`${drive}/don-vi/${unit}`)).text)).toContain('12/20 người');
  });

  it('sees on its board how they stand and who has not reported, and takes it out', async () => {
    const board = plain((await xa.get(`${drive}/bang`)).text);
    expect(board).toContain('12/20 người (60%)');
    expect(board).toContain('Chưa báo cáo');
    expect(board).not.toContain('còn nợ báo cáo');
    expect((await xa.get(`${drive}/bang.xlsx`)).status).toBe(200);
    expect((await xa.get(`${drive}/phu-luc.pdf`)).status).toBe(200);
  });

  it('prints the letter that chases them under its own head', async () => {
    const page = plain((await xa.get(`${drive}/don-doc`)).text);
    expect(page).toContain('Trường Tiểu học');
    expect(page).toContain('Các đơn vị gửi số về UBND xã Bản Bo.');
    expect(page).not.toContain('Đưa vào');
    expect((await xa.get(`${drive}/don-doc.pdf`)).status).toBe(200);
    expect((await xa.get(`${drive}/don-doc.docx`)).status).toBe(200);
    expect((await xa.send(`${drive}/nhac`, {}, drive)).status).toBe(403);
    expect((await xa.send(`${drive}/don-doc`, {}, drive)).status).toBe(403);
  });

  it('changes its words, and ends it no earlier than the last figures were due', async () => {
    const at = `${drive}/sua`;
    const early = await xa.send(at, { ...DRIVE, endsOn: '04/11/2021' }, at);
    expect(early.status).toBe(409);
    expect(early.text).toContain('Đã có báo cáo của kỳ hạn ngày 05/11/2021');
    const answer = await xa.send(at, { ...DRIVE, endsOn: '05/11/2021', 'target[0]': '90' }, at);
    expect(answer.status).toBe(303);
    expect(plain((await xa.get(drive)).text)).toContain('25/10/2021 – 05/11/2021');
  });
});

describe('Others', () => {
  it('in another commune find neither movement nor drive', async () => {
    expect((await neighbour.get('/phong-trao')).text).not.toContain(LETTER.name);
    const unit = await unitCalled('UBND xã');
    const pages = [
      movement,
      `${movement}/sua`,
      `${movement}/dot-moi?mau=khac`,
      drive,
      `${drive}/sua`,
      `${drive}/don-vi`,
    ];
    for (const path of [
      ...pages,
      `${drive}/don-vi/${unit}`,
      `${drive}/bang`,
      `${drive}/phu-luc.pdf`,
      `${drive}/don-doc`,
    ])
      expect([path, (await neighbour.get(path)).status]).toEqual([path, 404]);
    expect((await neighbour.send(`${drive}/sua`, DRIVE, '/phong-trao')).status).toBe(404);
    expect((await neighbour.send(`${movement}/sua`, { ...LETTER, ...DRIVE }, '/phong-trao')).status).toBe(404);
  });

  it('in the office above read it as they read others, change nothing, and are not asked to press', async () => {
    expect((await office.get('/phong-trao')).text).toContain(LETTER.name);
    expect((await office.get(movement)).text).not.toContain('dot-moi');
    for (const path of [drive, `${drive}/don-vi`, `${drive}/bang`]) expect((await office.get(path)).status).toBe(200);
    expect((await office.get(`${drive}/sua`)).status).toBe(404);
    expect((await office.get(`${movement}/sua`)).status).toBe(404);
    expect((await office.get('/viec')).text).not.toContain(DRIVE.name);
  });

  it('who organise a contest are not offered it for that', async () => {
    const settings = await organiser.get(`/cuoc-thi/${world.slug}/thiet-lap/phong-trao`);
    expect(settings.text).not.toContain(LETTER.name);
  });

  it('who report in a drive from above still see no board of it', async () => {
    const above = await begunMovement(office, world.units.tamDuong);
    const theirs = await begunDrive(office, above, world.units.tamDuong);
    expect((await xa.get(above)).text).not.toContain('dot-moi');
    expect((await xa.get(`${theirs}/bang`)).status).toBe(403);
    expect((await xa.get(`${theirs}/don-vi`)).status).toBe(403);
    expect((await xa.get(`${theirs}/sua`)).status).toBe(404);
  });
});

it('programs of the commune read its drive and its board, those of a neighbour find none', async () => {
  const id = drive.replace('/dot/', '');
  const asked = async (actor: 'xa' | 'xa2', path: string) => {
    const key = await givenKey(app, world.actors[actor]);
    return fetch(`${app.url}/api/v1/${path}`, { headers: { Authorization: `Bearer ${key}` } });
  };
  expect(await (await asked('xa', 'drives')).text()).toContain(DRIVE.name);
  expect((await asked('xa', `drives/${id}/board`)).status).toBe(200);
  expect(await (await asked('xa2', 'drives')).text()).not.toContain(DRIVE.name);
  expect((await asked('xa2', `drives/${id}/board`)).status).toBe(404);
});
