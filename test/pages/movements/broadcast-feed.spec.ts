import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { escapeText, foldLine } from '../../../src/movements/broadcasts/feed.calendar.js';
import { begunMovement } from '../../fixtures/movements.js';
import { approvedItem } from '../../fixtures/propaganda.js';
import { buildWorld, type World } from '../../fixtures/world.js';

const PAGE = '/tuyen-truyen/lich-dien-thoai';
const TITLE = 'Thực hiện 5K; đeo khẩu trang, khử khuẩn, giữ khoảng cách, không tụ tập, khai báo y tế đầy đủ';

let app: TestApp;
let world: World;
let xa: Visitor;
let guest: Visitor;

beforeAll(async () => {
  app = await startApp();
  // The contest is a rehearsal that stands at 9:00 on Saturday, 20/11/2021; the movement goes by it.
  world = await buildWorld(app.database);
  const organiser = await app.signedIn('to-chuc');
  xa = await app.signedIn('xa');
  guest = app.visitor();
  const movement = await begunMovement(organiser, world.units.province);
  const item = await approvedItem(organiser, await app.signedIn('to-chuc-2'), movement, { title: TITLE });
  const plan = {
    channel: 'loudspeaker',
    startsOn: '15/11/2021',
    endsOn: '25/11/2021',
    weekdays: ['1', '2', '3', '4', '5', '6', '7'],
    times: '05:30, 17:30',
    repeats: '2',
    note: 'Gọi ông Mẫu 0912 345 678',
    units: [world.units.tamDuong],
  };
  expect((await organiser.send(`${item}/lich`, plan, `${item}/lich`)).status).toBe(303);
});
afterAll(() => app.close());

const linkOn = (html: string): string => /\/lich-tuyen-truyen\/[\w-]{43}/.exec(html)?.[0] ?? '';
const made = async (who: Visitor): Promise<string> => linkOn((await who.send(PAGE, {})).text);
const unfolded = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n');

describe('The link of a unit', () => {
  it('is told once, and only its hash is kept', async () => {
    expect((await xa.get(PAGE)).text).toContain('Đơn vị chưa có liên kết nào.');
    const link = await made(xa);
    expect(link).not.toBe('');
    expect(linkOn((await xa.get(PAGE)).text)).toBe('');
    const hash = createHash('sha256').update(link.replace('/lich-tuyen-truyen/', '')).digest();
    expect(await app.database.reader.rows(`SELECT token_hash AS hash, reach FROM broadcast_feeds`)).toEqual([
      { hash, reach: 'commune' },
    ]);
  });

  it('is dead once another took its place, and once it was ended', async () => {
    const first = await made(xa);
    const second = await made(xa);
    expect((await guest.get(first)).status).toBe(404);
    expect((await guest.get(second)).status).toBe(200);
    const id = /name="id" value="([0-9a-f-]{36})"/.exec((await xa.get(PAGE)).text)?.[1] ?? '';
    const others = await app.signedIn('xa2');
    expect((await others.send(`${PAGE}/thu-hoi`, { id }, PAGE)).status).toBe(404);
    expect((await guest.get(second)).status).toBe(200);
    expect((await xa.send(`${PAGE}/thu-hoi`, { id }, PAGE)).status).toBe(303);
    expect((await guest.get(second)).status).toBe(404);
    const acts = await app.database.reader.rows<{ act: string }>(
      `SELECT act FROM audit_events WHERE act LIKE 'propaganda.feed-%' ORDER BY act`,
    );
    expect(acts.filter(({ act }) => act === 'propaganda.feed-revoke')).toHaveLength(1);
    expect(acts.filter(({ act }) => act === 'propaganda.feed-make')).toHaveLength(3);
  });

  it('is read thirty times a minute at most', async () => {
    const link = await made(xa);
    const answers: number[] = [];
    for (let read = 1; read <= 31; read += 1) answers.push((await guest.get(link)).status);
    expect(answers.slice(0, 30).every((status) => status === 200)).toBe(true);
    expect(answers[30]).toBe(429);
  });
});

describe('The calendar', () => {
  it('has every slot of a week back and of what comes, in lines that programs read', async () => {
    const answer = await guest.get(await made(xa));
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(answer.text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(answer.text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of answer.text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const lines = unfolded(answer.text);
    // Eleven days, twice a day.
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(22);
    expect(new Set(lines.filter((line) => line.startsWith('UID:'))).size).toBe(22);
    // 05:30 in Viet Nam is 22:30 of the day before in UTC.
    expect(lines).toContain('DTSTART:20211114T223000Z');
    expect(lines).toContain(`SUMMARY:Truyền thanh: ${TITLE.replace(';', '\\;').replaceAll(',', '\\,')}`);
    expect(lines).toContain('LOCATION:Xã Bản Bo');
    expect(lines.filter((line) => /^DTSTAMP:\d{8}T\d{6}Z$/.test(line))).toHaveLength(22);
  });

  it('keeps its UIDs, and says nothing of people', async () => {
    const uids = (text: string) => unfolded(text).filter((line) => line.startsWith('UID:'));
    const link = await made(xa);
    const [one, two] = [(await guest.get(link)).text, (await guest.get(link)).text];
    expect(uids(one)).toEqual(uids(two));
    expect(unfolded(one).join('\n')).not.toContain('Mẫu 0912');
  });

  it('of a commune without broadcasts is empty; of an office it is that of its tree', async () => {
    expect((await guest.get(await made(await app.signedIn('xa3')))).text).not.toContain('BEGIN:VEVENT');
    const office = await guest.get(await made(await app.signedIn('tham-dinh')));
    expect(unfolded(office.text)).toContain('LOCATION:Huyện Tam Đường');
  });
});

describe('Values and lines', () => {
  it('escape what has a meaning, and fold between characters', () => {
    expect(escapeText('a\\b;c,d\r\ne\u0007')).toBe('a\\\\b\\;c\\,d\\ne');
    const line = `SUMMARY:${'ổ'.repeat(60)}`;
    const folded = foldLine(line);
    expect(folded.replaceAll('\r\n ', '')).toBe(line);
    expect(folded.split('\r\n').map((piece) => Buffer.byteLength(piece))).toEqual([74, 73, 43]);
  });
});
