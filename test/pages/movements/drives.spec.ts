import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { givenKey } from '../../fixtures/program-keys.js';
import { FOLLOW_DRIVE, MOVEMENT } from '../../fixtures/movements.js';
import { buildWorld, type World } from '../../fixtures/world.js';
import { faultsOf } from '../api/describing.js';

let app: TestApp;
let world: World;
let organiser: Visitor;
let xa: Visitor;
let drive: string;
let movement: string;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  organiser = await app.signedIn('to-chuc');
  xa = await app.signedIn('xa');
});
afterAll(() => app.close());

describe('An organiser', () => {
  it('begins a movement, which holds the contest it organises', async () => {
    const answer = await organiser.send('/phong-trao/moi', { ...MOVEMENT, owner: world.units.province });
    expect(answer.status).toBe(303);
    movement = String(answer.headers['location']);
    expect((await organiser.get(movement)).text).toContain('Sử dụng hiệu quả nhóm Zalo cộng đồng trong phòng');
  });

  it('is told what to mend, with every word kept', async () => {
    const answer = await organiser.send('/phong-trao/moi', {
      ...MOVEMENT,
      owner: world.units.province,
      endsOn: '24/10/2021',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Ngày kết thúc không được trước ngày bắt đầu.');
    expect(answer.text).toContain('3417/KH-UBND');
  });

  it('adds a drive from a template; a link that is none is refused', async () => {
    const from = `${movement}/dot-moi?mau=quan-tam-oa`;
    const words = {
      ...FOLLOW_DRIVE,
      scope: world.units.province,
      guidance: 'Quét mã rồi bấm Quan tâm.',
      link: 'http://zalo.me/1',
      linkName: 'Trang Zalo',
    };
    const refused = await organiser.send(from, words);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Đường liên kết bắt đầu bằng https://');
    const answer = await organiser.send(from, { ...words, link: 'https://zalo.me/2610752192218914904' });
    expect(answer.status).toBe(303);
    drive = String(answer.headers['location']).replace('/dot/', '');
    const page = await organiser.get(`/dot/${drive}`);
    expect(page.text).toContain('Chỉ tiêu: 40 người');
    expect(page.text).toContain('Chưa có chỉ tiêu');
  });
});

describe('A commune', () => {
  const report = (words: Record<string, string>, week = '2021-11-01') =>
    xa.send(`/bao-cao/${drive}`, words, `/bao-cao/${drive}?ky=${week}`);

  it('finds on its list and among its tasks what it owes and until when', async () => {
    const list = (await xa.get('/bao-cao')).text;
    expect(list).toContain('Tuần 25/10–31/10/2021');
    expect(list).toContain('hết ngày 29/10/2021');
    expect((await xa.get('/viec')).text).toContain('Báo cáo đợt vận động');
  });

  it('reports on one screen; a number that is none comes back beside its field', async () => {
    const faulty = await report({ 'part[0]': 'ba mươi', 'part[1]': '30' });
    expect(faulty.status).toBe(422);
    expect(faulty.text).toContain('“ba mươi” không phải số nguyên từ 0.');
    expect((await report({ 'part[0]': '30', 'part[1]': '28' })).status).toBe(303);
  });

  it('is asked once about what looks wrong, and may say that it is right', async () => {
    const asked = await report({ 'part[0]': '25', 'part[1]': '28' }, '2021-11-08');
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('giảm so với kỳ trước (kỳ trước 30)');
    const sent = await report({ 'part[0]': '25', 'part[1]': '28', sure: '1' }, '2021-11-08');
    expect(sent.status).toBe(303);
    expect((await organiser.get(`/dot/${drive}/bang`)).text).toContain('Cần xem lại');
  });

  it('corrects with a reason; without one nothing is written', async () => {
    const none = await report({ 'part[0]': '31', 'part[1]': '28' });
    expect(none.status).toBe(422);
    expect(none.text).toContain('Ghi lý do đính chính');
    expect((await report({ 'part[0]': '31', 'part[1]': '28', reason: 'Đếm thiếu' })).status).toBe(303);
    const page = (await xa.get(`/bao-cao/${drive}?ky=2021-11-01`)).text;
    expect(page).toContain('Đã đính chính');
    expect(page).toContain('Đính chính: Đếm thiếu');
  });

  it('sees no board and no neighbour’s unit', async () => {
    expect((await xa.get(`/dot/${drive}/bang`)).status).toBe(403);
    const neighbour = await app.database.reader.one<{ id: string }>(
      `SELECT id FROM drive_units WHERE drive_id = $1 AND name = 'Xã Bình Lư'`,
      [drive],
    );
    expect((await xa.get(`/bao-cao/${drive}?don-vi=${neighbour?.id ?? ''}`)).status).toBe(404);
  });
});

describe('The board', () => {
  it('of an office has its own tree alone, and of another office nothing of it', async () => {
    const own = (await (await app.signedIn('tham-dinh')).get(`/dot/${drive}/bang`)).text;
    expect(own).toContain('Xã Bản Bo');
    expect(own).not.toContain('Xã Noong Hẻo');
    const other = (await (await app.signedIn('tham-dinh2')).get(`/dot/${drive}/bang`)).text;
    expect(other).not.toContain('Xã Bản Bo');
  });

  it.each(['don-vi', 'huyen', 'xa-moi'])('is there by %s, and as files', async (grouping) => {
    const choice = `?chi-so=0&theo=${grouping}&ngay=20/11/2021`;
    expect((await organiser.get(`/dot/${drive}/bang${choice}`)).status).toBe(200);
    expect((await organiser.get(`/dot/${drive}/bang.xlsx${choice}`)).status).toBe(200);
    expect((await organiser.get(`/dot/${drive}/phu-luc.pdf${choice}`)).headers['content-type']).toBe('application/pdf');
  });

  it('is no judge’s', async () => {
    expect((await (await app.signedIn('giam-khao-1')).get(`/dot/${drive}/bang`)).status).toBe(403);
  });
});

it('hands out the sheet with the code to scan', async () => {
  expect((await xa.get(`/dot/${drive}/ap-phich`)).text).toContain('zalo.me/2610752192218914904');
  expect((await xa.get(`/dot/${drive}/ap-phich.pdf`)).status).toBe(200);
});

describe('Reports from a file', () => {
  const sheet = (...rows: string[]) => ['STT;Đơn vị;Thuộc;Số người quan tâm;Số thành viên;Ghi chú', ...rows].join('\n');
  const take = async (who: Visitor, text: string, words: Record<string, string> = {}) => {
    const action = `/dot/${drive}/nhap`;
    const page = await who.get(action);
    const sent = who.agent.post(action).redirects(0);
    for (const [name, value] of Object.entries({ ...hiddenFields(page.text, action), ...words }))
      void sent.field(name, value);
    return sent.attach('tep', Buffer.from(text), 'bao-cao.csv');
  };

  it('come with a form that has the units in it', async () => {
    const form = await organiser.get(`/dot/${drive}/mau.xlsx?ky=2021-11-15`).buffer(true);
    expect(form.headers['content-type']).toContain('spreadsheetml');
  });

  it('are refused with every fault by its line, and nothing of them is written', async () => {
    const office = await app.signedIn('tham-dinh');
    const answer = await take(
      office,
      sheet('2;Xã Bản Bo;;40;x;', '3;Xã Khác;;1;1;', '1;Xã Noong Hẻo;;1;1;', '3;Xã Bình Lư;;50;40;'),
      { period: '2021-11-15', reason: '' },
    );
    expect(answer.status).toBe(422);
    for (const line of ['Dòng 2:', 'Dòng 3:', 'Dòng 4:']) expect(answer.text).toContain(line);
    expect((await xa.get(`/bao-cao/${drive}?ky=2021-11-15`)).text).not.toContain('Đã báo cáo lúc');
  });

  it('are taken whole', async () => {
    const office = await app.signedIn('tham-dinh');
    const answer = await take(office, sheet('2;Xã Bản Bo;;45;30;', '3;Xã Bình Lư;;20;10;'), {
      period: '2021-11-15',
      reason: '',
    });
    expect(answer.status).toBe(303);
    expect((await xa.get(`/bao-cao/${drive}?ky=2021-11-15`)).text).toContain('Đã báo cáo lúc');
  });
});

describe('A chasing letter', () => {
  it('names who is below target or has not reported, and nobody else', async () => {
    const page = (await organiser.get(`/dot/${drive}/don-doc`)).text;
    expect(page).toContain('Xã Bình Lư');
    expect(page).toContain('Xã Noong Hẻo');
    expect(page).not.toMatch(/<th scope="row"><a[^>]*>Xã Bản Bo/);
    expect((await organiser.get(`/dot/${drive}/don-doc.pdf`)).headers['content-type']).toBe('application/pdf');
  });

  it('comes into the register with the communes it goes to, once', async () => {
    const action = `/dot/${drive}/don-doc`;
    const answer = await organiser.send(action, {}, `/dot/${drive}/don-doc`);
    expect(answer.status).toBe(303);
    const page = (await organiser.get(String(answer.headers['location']))).text;
    expect(page).toContain('đôn đốc thực hiện đợt vận động');
    expect(page).toContain('3417/KH-UBND');
    expect(page).toContain('2 đơn vị: đã gửi 0');
    // Pressed again it leads to the one that is under way, as the page does.
    const again = await organiser.send(action, {}, `/dot/${drive}/don-doc`);
    expect([again.status, again.headers['location']]).toEqual([303, answer.headers['location']]);
    expect((await organiser.get(`/dot/${drive}/don-doc`)).text).toContain(`href="${answer.headers['location']}"`);
  });
});

describe('A program', () => {
  const send = (key: string, body: object, idempotency: string) =>
    fetch(`${app.url}/api/v1/drives/${drive}/reports`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${key}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': idempotency,
      },
      body: JSON.stringify(body),
    });
  const unitOf = async (name: string): Promise<string> =>
    (
      await app.database.reader.one<{ id: string }>(`SELECT id FROM drive_units WHERE drive_id = $1 AND name = $2`, [
        drive,
        name,
      ])
    )?.id ?? '';

  it('with a commune’s key reports once, however often it asks with one Idempotency-Key', async () => {
    const key = await givenKey(app, world.actors.xa2);
    const report = { unit: await unitOf('Xã Bình Lư'), period: '2021-11-08', figures: [{ part: 33 }, { part: 21 }] };
    const first = await send(key, report, 'tuan-3');
    expect(first.status).toBe(202);
    const again = await send(key, report, 'tuan-3');
    expect([again.status, await again.json()]).toEqual([202, await first.json()]);
    // Another intent for the same period corrects, and must say what.
    expect([(await send(key, report, 'tuan-3b')).status]).toEqual([409]);
  });

  it('is told what is wrong with a figure, and nothing of a neighbour’s unit', async () => {
    const key = await givenKey(app, world.actors.xa2);
    const unit = await unitOf('Xã Bình Lư');
    const faulty = await send(key, { unit, period: '2021-11-15', figures: [{ part: -1 }, { part: 1 }] }, 'a');
    expect([faulty.status, (await faulty.json()).code]).toEqual([422, 'figures-unreadable']);
    const other = { unit: await unitOf('Xã Bản Bo'), period: '2021-11-15', figures: [{ part: 1 }, { part: 1 }] };
    expect((await send(key, other, 'b')).status).toBe(404);
  });

  it('with an office’s key reads the board as it is described', async () => {
    const key = await givenKey(app, world.actors.thamDinh);
    const answer = await fetch(`${app.url}/api/v1/drives/${drive}/board`, {
      headers: { Authorization: `Bearer ${key}` },
    });
    const body = (await answer.json()) as { rows: { name: string }[] };
    const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
    expect(faultsOf('/api/v1/drives/{id}/board', answer.status, type, body)).toEqual([]);
    expect(body.rows.map(({ name }) => name).sort()).toEqual(['Xã Bình Lư', 'Xã Bản Bo']);
  });

  describe('asks which drives there are', () => {
    /** A drive of the same movement in which Noong Hẻo alone reports. */
    const OTHER = '00000000-0000-4000-8000-00000000e001';
    beforeAll(async () => {
      const { source } = app.database;
      await source.query(
        `INSERT INTO drives (id, movement_id, template, name, scope_unit_id, units_on, reporters, rhythm, due_weekday, confirms, starts_on, ends_on, guidance, made_at, made_by_name)
         SELECT $1, movement_id, template, 'Riêng Sìn Hồ', scope_unit_id, units_on, reporters, rhythm, due_weekday, confirms, '2021-11-01', ends_on, '', now(), 'Lò Thị Mẫu'
           FROM drives WHERE id = $2`,
        [OTHER, drive],
      );
      await source.query(
        `INSERT INTO drive_indicators (id, drive_id, ordinal, name, noun, whole, only_grows) VALUES (gen_random_uuid(), $1, 0, 'Mẫu', 'người', 'none', true)`,
        [OTHER],
      );
      await source.query(
        `INSERT INTO drive_units (id, drive_id, ordinal, commune_id, commune_name, district_id, district_name, district_sort_key, province_id, name, sort_key)
         SELECT gen_random_uuid(), $1, ordinal, commune_id, commune_name, district_id, district_name, district_sort_key, province_id, name, sort_key
           FROM drive_units WHERE drive_id = $2 AND commune_id = $3`,
        [OTHER, drive, world.units.nongHeo],
      );
    });

    const read = async (who: keyof World['actors'], address: string, described: string) => {
      const key = await givenKey(app, world.actors[who]);
      const answer = await app.visitor().get(`/api/v1/drives${address}`).set('Authorization', `Bearer ${key}`);
      expect(faultsOf(described, answer.status, answer.type, answer.body)).toEqual([]);
      return answer as {
        status: number;
        body: Record<string, { id: string; name: string }[]> & { nextCursor: string };
      };
    };
    const both = ['Riêng Sìn Hồ', 'Quan tâm trang Zalo'];

    it.each([
      ['xa', ['Quan tâm trang Zalo'], ['Xã Bản Bo']],
      ['xa3', both, ['Xã Noong Hẻo']],
      ['thamDinh', ['Quan tâm trang Zalo'], ['Xã Bình Lư', 'Xã Bản Bo']],
      ['thamDinh2', both, ['Xã Noong Hẻo']],
      ['organiser', both, ['Xã Noong Hẻo', 'Xã Bình Lư', 'Xã Bản Bo']],
      ['auditor', both, ['Xã Noong Hẻo', 'Xã Bình Lư', 'Xã Bản Bo']],
    ] as const)('%s: those it may open, and in one of them its own units', async (who, names, units) => {
      const { body } = await read(who, '', '/api/v1/drives');
      expect(body['drives']?.map(({ name }) => name).filter((name) => both.includes(name))).toEqual(names);
      const told = (await read(who, `/${drive}/units`, '/api/v1/drives/{id}/units')).body['units'] ?? [];
      expect(told.map(({ name }) => name).sort()).toEqual([...units].sort());
      for (const { id } of body['drives'] ?? [])
        expect((await read(who, `/${id}/units`, '/api/v1/drives/{id}/units')).status).toBe(200);
    });

    it('a drive of others is not there, and lists go on page by page', async () => {
      expect((await read('xa', `/${OTHER}/units`, '/api/v1/drives/{id}/units')).status).toBe(404);
      const seen: string[] = [];
      let query = '?limit=1';
      for (let pages = 0; pages < 9; pages += 1) {
        const { body } = await read('organiser', query, '/api/v1/drives');
        seen.push(...(body['drives'] ?? []).map(({ id }) => id));
        if (body.nextCursor === null) break;
        query = `?limit=1&cursor=${body.nextCursor}`;
      }
      const whole = (await read('organiser', '', '/api/v1/drives')).body['drives'] ?? [];
      expect(seen).toEqual(whole.map(({ id }) => id));
      const first = (await read('organiser', `/${drive}/units?limit=2`, '/api/v1/drives/{id}/units')).body;
      const rest = `/${drive}/units?limit=2&cursor=${first.nextCursor}`;
      expect((await read('organiser', rest, '/api/v1/drives/{id}/units')).body['units']).toHaveLength(1);
      expect((await read('organiser', '?cursor=abc', '/api/v1/drives')).status).toBe(422);
    });
  });
});
