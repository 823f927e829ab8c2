import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { WeekReader } from '../../../src/movements/broadcasts/week.reader.js';
import { asProgram, wholeList } from '../api/asking.js';
import { begunMovement } from '../../fixtures/movements.js';
import { approvedItem } from '../../fixtures/propaganda.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let organiser: Visitor;
let xa: Visitor;
let item: string;
let movement: string;

const PLAN = {
  channel: 'loudspeaker',
  startsOn: '15/11/2021',
  endsOn: '25/11/2021',
  weekdays: ['1', '2', '3', '4', '5', '6', '7'],
  times: '05:30, 17:30',
  repeats: '2',
  note: '',
};

beforeAll(async () => {
  app = await startApp();
  // The contest is a rehearsal that stands at 9:00 on Saturday, 20/11/2021; the movement goes by it.
  world = await buildWorld(app.database);
  organiser = await app.signedIn('to-chuc');
  xa = await app.signedIn('xa');
  movement = await begunMovement(organiser, world.units.province);
  item = await approvedItem(organiser, await app.signedIn('to-chuc-2'), movement);
});
afterAll(() => app.close());

const planned = (words: Record<string, string | string[]> = {}) =>
  organiser.send(`${item}/lich`, { ...PLAN, ...words }, `${item}/lich`);
const slotHref = (page: string, time: string, day: string): string =>
  new RegExp(`/tuyen-truyen/buoi/[0-9a-f-]{36}/${day}/${time}`).exec(page)?.[0] ?? '';

describe('An approved item is planned', () => {
  it('not in quiet hours: the reason names the hours and that no paper sets them', async () => {
    const answer = await planned({ times: '04:30' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(
      'giờ yên lặng của truyền thanh: từ 21:00 đến 05:00, mức của nền tảng, chưa có văn bản',
    );
    expect(answer.text).toContain('value="04:30"');
  });

  it('which organisers change, with the paper that says so', async () => {
    const page = '/tuyen-truyen/gio-yen-lang/loudspeaker';
    expect((await organiser.send(page, { from: '21:00', until: '' })).status).toBe(422);
    expect((await organiser.send(page, { from: '22:00', until: '04:00', source: '01/QĐ-UBND' })).status).toBe(303);
    expect((await xa.get('/tuyen-truyen/gio-yen-lang')).text).toContain('01/QĐ-UBND');
    expect((await planned({ times: '03:59' })).text).toContain('theo 01/QĐ-UBND');
    expect((await xa.get(page)).status).toBe(403);
  });

  it('not beyond its last valid day, and not without times', async () => {
    expect((await planned({ endsOn: '26/11/2021' })).text).toContain('chỉ dùng đến hết ngày 25/11/2021');
    expect((await planned({ times: 'sáng' })).text).toContain('Nhập giờ, ví dụ 05:30, 17:30.');
    expect((await planned({ weekdays: [] })).text).toContain('Chọn ít nhất một ngày trong tuần.');
  });

  it('for some units by name, as they are on the day', async () => {
    expect((await planned({ units: [world.units.tamDuong] })).status).toBe(303);
    const rows = await app.database.reader.rows<{ name: string; district: string }>(
      `SELECT commune_name AS name, district_name AS district FROM propaganda_plan_units ORDER BY ordinal`,
    );
    expect(rows).toEqual([
      { name: 'Xã Bản Bo', district: 'Huyện Tam Đường' },
      { name: 'Xã Bình Lư', district: 'Huyện Tam Đường' },
    ]);
    expect((await organiser.get(`${item}/lich`)).text).toContain('Huyện Tam Đường');
  });
});

describe('A station', () => {
  it('finds today, what it missed and what comes, and the task that leads there', async () => {
    const page = (await xa.get('/tuyen-truyen')).text;
    expect(page).toContain('Thứ Bảy, 20/11/2021: 2 buổi, còn 2 buổi chưa ghi.');
    // From Monday the 15th to Friday the 19th, twice a day.
    expect(page).toContain('10 buổi của sáu ngày trước chưa ghi.');
    expect((await xa.get('/viec')).text).toContain('Ghi các buổi tuyên truyền');
    expect((await (await app.signedIn('xa3')).get('/tuyen-truyen')).text).toContain('Hôm nay không có buổi nào.');
    expect((await (await app.signedIn('xa3')).get('/viec')).text).not.toContain('Ghi các buổi tuyên truyền');
  });

  it('ticks with one press, and a second press changes nothing', async () => {
    const href = slotHref((await xa.get('/tuyen-truyen')).text, '0530', '2021-11-20');
    const press = () => xa.send(href, { outcome: 'done', replaces: '' }, '/tuyen-truyen');
    expect((await press()).status).toBe(303);
    expect((await press()).status).toBe(303);
    const rows = await app.database.reader.rows(`SELECT by_name, edition, done_at FROM propaganda_ticks`);
    expect(rows).toEqual([{ by_name: 'Xã Bản Bo', edition: 1, done_at: new Date('2021-11-20T09:00:00+07:00') }]);
    const page = (await xa.get('/tuyen-truyen')).text;
    expect(page).toContain('còn 1 buổi chưa ghi');
    expect(page).toContain('lúc 09:00');
  });

  it('not before the time has come', async () => {
    const page = (await xa.get('/tuyen-truyen')).text;
    const answer = await xa.send(
      slotHref(page, '1730', '2021-11-20'),
      { outcome: 'done', replaces: '' },
      '/tuyen-truyen',
    );
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('chưa đến giờ');
  });

  it('says why it could not, and puts right what it wrote, the old kept', async () => {
    const href = slotHref((await xa.get('/tuyen-truyen')).text, '0530', '2021-11-19');
    expect((await xa.send(href, { outcome: 'failed', note: '' })).text).toContain('Ghi vì sao không phát được');
    expect((await xa.send(href, { outcome: 'failed', note: 'Mất điện' })).status).toBe(303);
    expect((await xa.send(href, { outcome: 'done', doneAt: '06:10' })).status).toBe(422);
    expect((await xa.send(href, { outcome: 'done', doneAt: '06:10', reason: 'Có điện lại, phát bù' })).status).toBe(
      303,
    );
    const page = (await xa.get(href)).text;
    expect(page).toContain('lúc 06:10');
    expect(page).toContain('Sửa: Có điện lại, phát bù');
    expect(page).toContain('Mất điện');
    const change = app.database.transaction((tx) => tx.changed(`UPDATE propaganda_ticks SET note = 'khác'`));
    await expect(change).rejects.toThrow('a tick stays as it was set');
  });

  it('ticks all that have begun of a day at once', async () => {
    await setClock(app.database, world.contestId, '2021-11-21T18:00:00+07:00');
    const answer = await xa.send('/tuyen-truyen/ngay/2021-11-21/da-phat', {}, '/tuyen-truyen');
    expect(answer.status).toBe(303);
    expect((await xa.get('/tuyen-truyen')).text).toContain('2 buổi, còn 0 buổi chưa ghi');
  });

  it('reaches no neighbour’s slot; its own office reads and writes it, another does not', async () => {
    const href = slotHref((await xa.get('/tuyen-truyen')).text, '0530', '2021-11-18');
    const answers = ['xa2', 'xa3', 'tham-dinh2', 'tham-dinh', 'kiem-tra', 'giam-khao-1'].map(
      async (name) => (await (await app.signedIn(name)).get(href)).status,
    );
    expect(await Promise.all(answers)).toEqual([404, 404, 404, 200, 200, 403]);
    // Six people sign in, and each sign-in is slow on purpose.
  }, 20_000);
});

describe('The week', () => {
  it('of an office has its own tree, with who has said what and what is missing by name', async () => {
    const page = (await (await app.signedIn('tham-dinh')).get('/tuyen-truyen/tuan')).text;
    // 18:00 on Sunday the 21st: fourteen slots of two communes have begun.
    expect(page).toContain('Tuần từ 15/11/2021 đến 21/11/2021. 14 buổi trong lịch; 24 lượt đã đến giờ mà chưa ghi.');
    expect(page).toContain('1/2 xã đã phát');
    expect(page).toContain('05:30 ngày 15/11/2021, truyền thanh');
    expect(page).toContain('và 11 buổi khác');
    const other = (await (await app.signedIn('tham-dinh2')).get('/tuyen-truyen/tuan')).text;
    expect(other).not.toContain('Xã Bản Bo');
  });

  it('of one commune says how each slot stands; out of reach it is all of one’s own', async () => {
    const office = await app.signedIn('tham-dinh');
    const one = (await office.get(`/tuyen-truyen/tuan?xa=${world.units.banBo}`)).text;
    expect(one).toContain('Chưa ghi, đã qua ngày');
    expect(one).toContain('lúc 06:10');
    const own = (await xa.get(`/tuyen-truyen/tuan?xa=${world.units.binhLu}`)).text;
    expect([own.includes('Xã Bản Bo'), own.includes('Xã Bình Lư')]).toEqual([true, false]);
    expect((await office.get('/tuyen-truyen/tuan?tuan=22/11/2021')).text).toContain('từ 22/11/2021 đến 28/11/2021');
  });

  it('lies in a month that shows each day, and leads to the week of the day', async () => {
    const office = await app.signedIn('tham-dinh');
    const page = (await office.get('/tuyen-truyen/thang')).text;
    expect(page).toContain('Lịch tuyên truyền tháng 11/2021');
    // From Monday the 15th to Thursday the 25th, twice a day; of two communes, 28 had begun by then and four were written down.
    expect(page).toContain('22 buổi trong lịch; 24 lượt đã đến giờ mà chưa ghi.');
    expect(page).toContain('Chưa ghi 4/4 lượt');
    expect(page).toContain('/tuyen-truyen/tuan?tuan&#x3D;2021-11-15');
    expect((await xa.get('/tuyen-truyen/thang')).text).toContain('22 buổi trong lịch; 10 lượt');
    expect((await xa.get('/tuyen-truyen/thang?thang=2021-12')).text).toContain('Tháng này không có buổi nào.');
    expect((await xa.get('/tuyen-truyen/thang?thang=2021-13')).text).toContain('tháng 11/2021');
  });

  it('is told by a report upward, days that are over alone, with who has said nothing of how many', async () => {
    const form = `${movement}/bao-cao/moi`;
    const drafted = await organiser.send(form, { kind: 'weekly', week: '15/11/2021' });
    const page = (await organiser.get(String(drafted.headers['location']))).text;
    expect(page).toContain(
      'Trong kỳ, 2 xã có lịch tuyên truyền: đã phát 4 buổi, không phát được 0 buổi, chưa ghi 22 buổi của những ngày đã qua.',
    );
    expect(page).toContain('Chưa ghi buổi tuyên truyền: Xã Bình Lư (12), Xã Bản Bo (10).');
  });

  it('leaves as a sheet to hang up and as a table; a commune has the sheet alone', async () => {
    const office = await app.signedIn('tham-dinh');
    const [pdf, docx, xlsx] = await Promise.all(
      ['lich-tuan.pdf', 'lich-tuan.docx', 'bang-tuan.xlsx'].map((file) => office.get(`/tuyen-truyen/${file}`)),
    );
    expect([pdf?.headers['content-type'], docx?.status, xlsx?.status]).toEqual(['application/pdf', 200, 200]);
    expect((await xa.get('/tuyen-truyen/lich-tuan.pdf')).status).toBe(200);
    expect((await xa.get('/tuyen-truyen/bang-tuan.xlsx')).status).toBe(403);
  });

  it('asks the same number of questions for one plan and for three', async () => {
    const reader = app.app.get(WeekReader);
    const asked = async (): Promise<number> => {
      let queries = 0;
      const counting = new Proxy(app.database.reader, {
        get: (target, name) => {
          const found: unknown = Reflect.get(target, name);
          if (name !== 'rows' && name !== 'one') return found;
          return (...given: unknown[]) => {
            queries += 1;
            return (found as (...given: unknown[]) => unknown).apply(target, given);
          };
        },
      });
      const week = await reader.week(counting, world.actors.thamDinh, {}, new Date('2021-11-21T18:00:00+07:00'));
      await reader.units(counting, week, { limit: 50, offset: 0 });
      return queries;
    };
    const before = await asked();
    const past = { channel: 'word', endsOn: '20/11/2021' };
    await planned({ ...past, times: '06:00', units: [world.units.sinHo] });
    await planned({ ...past, times: '19:00', units: [world.units.tamDuong] });
    expect(await asked()).toBe(before);
  });
});

describe('For programs', () => {
  it('a week is told by time, with how many stations said what; a commune has its own', async () => {
    const office = await asProgram(app, world.actors.thamDinh);
    const slots = await wholeList<{ at: string; units: number; done: number }>(office, 'broadcasts', 'broadcasts', 10);
    const page = (await (await app.signedIn('tham-dinh')).get('/tuyen-truyen/tuan')).text;
    expect(page).toContain(`${slots.length} buổi trong lịch`);
    expect(slots.map(({ at }) => at)).toEqual(slots.map(({ at }) => at).sort());
    expect(slots.some(({ units, done }) => units === 2 && done === 1)).toBe(true);
    const commune = await asProgram(app, world.actors.xa);
    const own = await wholeList<{ units: number }>(commune, 'broadcasts?on=2021-11-17', 'broadcasts', 50);
    expect(new Set(own.map(({ units }) => units))).toEqual(new Set([1]));
    expect((await commune('broadcasts?on=17/11/2021', 'broadcasts')).code).toBe('filter-unreadable');
  });

  it('what was approved is told in the words in force, for as long as it may be used', async () => {
    const commune = await asProgram(app, world.actors.xa);
    expect(await wholeList(commune, 'propaganda', 'propaganda')).toMatchObject([
      { title: 'Thực hiện 5K', edition: 1, zalo: 'Nhớ 5K.', validUntil: '2021-11-25', withdrawnAt: null },
    ]);
    expect((await commune('propaganda?validOn=2021-11-25', 'propaganda')).rows).toHaveLength(1);
    expect((await commune('propaganda?validOn=2021-11-26', 'propaganda')).rows).toEqual([]);
  });
});

describe('A plan that is stopped', () => {
  it('has no slots from then on, says why, and keeps what was ticked', async () => {
    const [stop = ''] = /\/tuyen-truyen\/noi-dung\/[^"]+\/dung/.exec((await organiser.get(`${item}/lich`)).text) ?? [];
    expect((await organiser.send(stop, { reason: '' })).status).toBe(422);
    expect((await organiser.send(stop, { reason: 'Loa hỏng' })).status).toBe(303);
    expect((await organiser.send(stop, { reason: 'Lần nữa' })).status).toBe(409);
    const page = (await xa.get('/tuyen-truyen')).text;
    expect(page).not.toContain('Những ngày tới');
    expect((await organiser.get(`${item}/lich`)).text).toContain('Loa hỏng');
  });

  it('as are all plans of what is withdrawn', async () => {
    expect((await planned()).status).toBe(303);
    expect((await xa.get('/tuyen-truyen')).text).toContain('Những ngày tới');
    await organiser.send(`${item}/rut`, { reason: 'Quy định mới' }, item);
    expect((await xa.get('/tuyen-truyen')).text).not.toContain('Những ngày tới');
    expect((await planned()).text).toContain('chưa lập lịch được');
  });
});
