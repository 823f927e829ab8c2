import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type request from 'supertest';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { begin, WORDS } from '../../fixtures/entries.js';
import { imageFile, pdfFile } from '../../fixtures/files.js';
import { givenColleague, marks, PLACES } from '../../fixtures/vetting.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

const PAGE = '/tham-dinh/nop-thay';
const BROUGHT = {
  broughtBy: 'Lò Thị Bông',
  broughtDuty: 'Phó Chủ tịch UBND xã Bản Bo',
  way: 'usb',
  reason: 'Xã mất mạng từ ngày 17/11.',
};
const AT_REQUEST =
  'Nguyễn Văn Đường, Huyện Tam Đường, theo đề nghị của Lò Thị Bông (Phó Chủ tịch UBND xã Bản Bo), mang USB đến';

let app: TestApp;
let world: World;
let officer: Visitor;
let commune: Visitor;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  officer = await app.signedIn('tham-dinh');
  commune = await app.signedIn('xa');
});
afterAll(() => app.close());

const at = (moment: string) => setClock(app.database, world.contestId, moment);
const choosing = (communeId = world.units.banBo) => `${PAGE}?cuoc-thi=${world.slug}&xa=${communeId}`;
/** Presses “Bắt đầu nộp thay” on the page of a commune. */
const file = (visitor: Visitor, words: Record<string, string>, communeId = world.units.banBo) =>
  visitor.send(PAGE, { 'cuoc-thi': world.slug, xa: communeId, ...words }, choosing(communeId));
/** Begins a filing and answers the address of the draft. */
const filed = async (visitor: Visitor, place: string | undefined): Promise<string> => {
  const answer = await file(visitor, { ...BROUGHT, place: place ?? '' });
  if (answer.status !== 303) throw new Error(`filing answered ${answer.status}: ${answer.text.slice(0, 3000)}`);
  return String(answer.headers['location']);
};
/** Sends files by the one form of all slots. */
const sendFiles = async (
  visitor: Visitor,
  draft: string,
  files: readonly (readonly [field: string, name: string, content: Buffer])[],
): Promise<request.Response> => {
  const hidden = hiddenFields((await visitor.get(draft)).text, `${draft}/tep`);
  const form = visitor.agent.post(`${draft}/tep`).redirects(0);
  for (const [name, value] of Object.entries(hidden)) void form.field(name, value);
  for (const [field, name, content] of files) void form.attach(field, content, name);
  return form;
};
const fill = async (visitor: Visitor, draft: string, mark: number): Promise<void> => {
  await visitor.send(`${draft}/thong-tin`, WORDS);
  await sendFiles(visitor, draft, [
    ['tep-bao-cao', 'Báo cáo.pdf', pdfFile(1, `nộp thay ${mark}`)],
    ['tep-anh', 'Họp bản.jpg', await imageFile('jpeg', { red: mark })],
    ['tep-anh', 'Ra quân.jpg', await imageFile('jpeg', { red: mark + 100 })],
  ]);
};
/** The addresses of a page's links. */
const hrefsOf = ({ text }: request.Response): string[] =>
  [...text.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'));
const numberIn = (answer: request.Response): string =>
  /ZALO21-\d{6}-\d{4}/.exec(String(answer.headers['location']))?.[0] ?? '';

describe('A vetting officer begins to file for a commune', () => {
  it('is led there from the queue and from each commune of the progress board', async () => {
    expect(hrefsOf(await officer.get('/tham-dinh'))).toContain(`${PAGE}?cuoc-thi=${world.slug}`);
    expect(hrefsOf(await officer.get('/tham-dinh/tien-do'))).toContain(choosing());
  });

  it('sees the communes of the office’s own desk and no other', async () => {
    const { text } = await officer.get(PAGE);
    expect(text).toContain('Xã Bản Bo');
    expect(text).not.toContain('Xã Noong Hẻo');
    expect((await officer.get(choosing(world.units.nongHeo))).status).toBe(404);
    expect(
      (await file(officer, { ...BROUGHT, place: world.villages.nongHeo[0] ?? '' }, world.units.banBo)).status,
    ).toBe(422);
  });

  it('says who brought it, why and how, or is told what is missing and keeps what was typed', async () => {
    const answer = await file(officer, { ...BROUGHT, broughtBy: '', way: 'thư', place: world.villages.banBo[0] ?? '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Nhập họ và tên người mang hồ sơ đến.');
    expect(answer.text).toContain('Chọn cách hồ sơ được chuyển đến.');
    expect(answer.text).toContain('value="Phó Chủ tịch UBND xã Bản Bo"');
    expect(answer.text).toMatch(new RegExp(`value="${world.villages.banBo[0]}" checked`));
  });

  it('takes a village without a dossier, or the draft that the commune has; not one that has come in', async () => {
    const draft = (await begin(commune, world.villages.banBo[8])).split('/').at(-1) ?? '';
    const { text } = await officer.get(choosing());
    expect(text).toContain(`bản nháp ${draft} của xã`);
    expect(text).toContain('Lò Văn Bo sửa lần cuối');
    expect(text).not.toContain(`value="${world.villages.banBo[8]}"`);
    expect(await filed(officer, draft)).toBe(`${PAGE}/${draft}`);
    // The commune sees it on its own page while it lasts, and works on beside.
    expect((await commune.get(`/nop/${draft}`)).text).toContain(`Đang được nộp thay bởi ${AT_REQUEST}.`);
  });

  it('is refused for a commune where the officer works as well', async () => {
    await givenColleague(app.database, world.actors.thamDinh, 'hai-vai', 'Lò Hai Vai', [world.units.banBo]);
    const visitor = await app.signedIn('hai-vai');
    expect((await visitor.get(choosing())).text).toContain('Ông/bà công tác ở xã này nên không nộp thay cho xã được.');
    const answer = await file(visitor, { ...BROUGHT, place: world.villages.banBo[1] ?? '' });
    expect(answer.status).toBe(403);
  });
});

describe('The draft in the officer’s hands', () => {
  let draft: string;

  beforeAll(async () => {
    draft = await filed(officer, world.villages.banBo[0]);
  });

  it('has all slots on one page and takes files for several of them by one form', async () => {
    const answer = await sendFiles(officer, draft, [
      ['tep-bao-cao', 'Báo cáo.pdf', pdfFile(2, 'nộp thay')],
      ['tep-anh', 'Họp bản.jpg', await imageFile('jpeg', { red: 7 })],
      ['tep-anh', 'Ra quân.jpg', await imageFile('jpeg', { red: 8 })],
    ]);
    expect(answer.status).toBe(303);
    const { text } = await officer.get(draft);
    for (const name of ['Báo cáo.pdf', 'Họp bản.jpg', 'Ra quân.jpg']) expect(text).toContain(name);
    expect(text).toContain('Đã nhận 3 tệp.');
  });

  it('keeps the good files when another is refused, and says of each refused one why, at its own slot', async () => {
    const answer = await sendFiles(officer, draft, [
      ['tep-anh', 'Chợ phiên.jpg', await imageFile('jpeg', { red: 9 })],
      ['tep-bao-cao', 'virus.exe', Buffer.from('MZ…')],
    ]);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('virus.exe');
    expect(answer.text).toContain('href="#f-tep-bao-cao"');
    expect(answer.text).toContain('1 tệp còn lại đã được nhận.');
    expect(answer.text).toContain('Chợ phiên.jpg');
  });

  it('puts into a slot what it has room for, and names each file beyond', async () => {
    const answer = await sendFiles(officer, draft, [
      ['tep-bao-cao', 'Hai.pdf', pdfFile(1, 'hai')],
      ['tep-bao-cao', 'Ba.pdf', pdfFile(1, 'ba')],
      ['tep-bao-cao', 'Bốn.pdf', pdfFile(1, 'bốn')],
      ['tep-anh', 'Đêm hội.jpg', await imageFile('jpeg', { red: 10 })],
    ]);
    expect(answer.status).toBe(422);
    for (const name of ['Hai.pdf', 'Ba.pdf', 'Đêm hội.jpg']) expect(answer.text).toContain(`>${name}</a>`);
    expect(answer.text).toContain('Tệp “Bốn.pdf” chưa được nhận: mục này chỉ nhận thêm được 2 tệp.');
    expect(answer.text).toContain('3 tệp còn lại đã được nhận.');
  });

  it('names the slot for which more files were chosen than it ever takes', async () => {
    const four = [1, 2, 3, 4].map((i) => ['tep-bao-cao', `Bản ${i}.pdf`, pdfFile(1, `bản ${i}`)] as const);
    const answer = await sendFiles(officer, draft, four);
    expect(answer.status).toBe(422);
    for (const i of [1, 2, 3])
      expect(answer.text).toContain(
        `<a href="#f-tep-bao-cao">Tệp “Bản ${i}.pdf” chưa được nhận: mục này đã đủ tệp. Xóa bớt một tệp rồi gửi lại.`,
      );
    expect(answer.text).toContain('Tệp “Bản 4.pdf” chưa được nhận: mục này nhận nhiều nhất 3 tệp.');
  });

  it('has files looked at and taken out', async () => {
    const { text } = await officer.get(draft);
    const file = new RegExp(`${draft}/tep/([0-9a-f-]{36})/xem">Chợ phiên`).exec(text)?.[1] ?? '';
    expect((await officer.get(`${draft}/tep/${file}/xem`)).status).toBe(200);
    expect((await officer.get(`${draft}/tep/${file}/anh`)).status).toBe(200);
    expect((await officer.get(`${draft}/tep/${file}/xoa`)).text).toContain('Chợ phiên.jpg');
    expect((await officer.send(`${draft}/tep/${file}/xoa`, {})).status).toBe(303);
    expect((await officer.get(draft)).text).not.toContain('Chợ phiên.jpg');
  });

  it('keeps typed words that are wrong', async () => {
    const long = 'x'.repeat(2001);
    const answer = await officer.send(`${draft}/thong-tin`, { ...WORDS, 'answers[tom-tat]': long });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(long);
    expect(answer.text).toContain('Rút ngắn lại.');
  });

  it('is another’s to nobody: not to a colleague, not to another office, not by the commune’s addresses', async () => {
    await givenColleague(app.database, world.actors.thamDinh, 'dong-nghiep', 'Hà Thị Đồng');
    const colleague = await app.signedIn('dong-nghiep');
    const other = await app.signedIn('tham-dinh2');
    for (const visitor of [colleague, other]) expect((await visitor.get(draft)).status).toBe(404);
    expect((await officer.get(draft.replace(PAGE, '/nop'))).status).toBe(403);
  });

  it('is not sent before everything is there, and the page says what is missing and where', async () => {
    const answer = await officer.send(`${draft}/kiem-tra`, { camKet: '1' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Nhập “Tên nhóm Zalo”.');
    expect(answer.text).toContain(`href="${draft}/thong-tin#`);
  });

  it('is sent under the commune’s rules; the receipt, the timeline, the log and the commune’s notice say by whom', async () => {
    await officer.send(`${draft}/thong-tin`, WORDS);
    const page = (await officer.get(`${draft}/kiem-tra`)).text;
    expect(page).toContain('Lò Thị Bông (Phó Chủ tịch UBND xã Bản Bo) đề nghị nộp hồ sơ này thay Xã Bản Bo');
    const answer = await officer.send(`${draft}/kiem-tra`, { camKet: '1' });
    const number = numberIn(answer);
    expect(answer.headers['location']).toBe(`/tham-dinh/${number}`);

    const theirs = (await commune.get(`/nop/${number}`)).text;
    expect(theirs).toContain(`Nộp thay bởi ${AT_REQUEST}. Lý do: Xã mất mạng từ ngày 17/11.`);
    expect(theirs).toContain('Chưa có cán bộ nào của xã phụ trách hồ sơ này.');
    expect((await commune.get(`/nop/${number}/da-nop`)).text).toContain(`Nộp thay bởi ${AT_REQUEST}`);
    const told = (await commune.get(`/nop/${number}/lich-su`)).text;
    expect(told).toContain('Đã nhận nộp thay cho xã, theo đề nghị của Lò Thị Bông, Phó Chủ tịch UBND xã Bản Bo');
    expect(told).toContain('Đã nộp hồ sơ (nộp thay, theo đề nghị của Lò Thị Bông, Phó Chủ tịch UBND xã Bản Bo)');
    expect(told).toContain('Đã sửa thông tin (nộp thay)');
    const own = await officer.get(`/tham-dinh/${number}`);
    expect(own.text).toContain('Nộp thay xã');
    // For whoever brought it; the secret is the commune's and stands on no page of the office.
    const slip = `${PAGE}/${number}/bien-nhan.pdf`;
    expect(hrefsOf(own)).toContain(slip);
    expect((await officer.get(slip)).headers['content-type']).toBe('application/pdf');
    const neighbour = await app.signedIn('tham-dinh2');
    expect((await neighbour.get(slip)).status).toBe(404);
    expect((await commune.get('/thong-bao')).text).toContain(`Nộp thay bởi ${AT_REQUEST}.`);

    const events = await app.database.reader.rows<{ act: string; person: string; unit: string; facts: object }>(
      `SELECT act, person_name AS person, unit_name AS unit, facts AS facts FROM audit_events
        WHERE entry_id = (SELECT id FROM entries WHERE number = $1) ORDER BY id`,
      [number],
    );
    expect(events[0]?.act).toBe('entry.create');
    expect(events[1]?.act).toBe('entry.begin-filing');
    expect(events.at(-1)?.act).toBe('entry.submit');
    for (const { person, unit, facts } of events) {
      expect([person, unit]).toEqual(['Nguyễn Văn Đường', 'Huyện Tam Đường']);
      expect(facts).toMatchObject({
        onBehalf: {
          commune: 'Xã Bản Bo',
          broughtBy: 'Lò Thị Bông',
          duty: 'Phó Chủ tịch UBND xã Bản Bo',
          way: 'usb',
          why: 'Xã mất mạng từ ngày 17/11.',
        },
      });
    }
  });

  it('leads whoever comes back to it to the dossier that it became', async () => {
    for (const path of [draft, `${draft}/kiem-tra`]) {
      expect((await officer.get(path)).headers['location']).toMatch(/^\/tham-dinh\/ZALO21-/);
    }
    expect((await officer.send(`${draft}/thong-tin`, WORDS, PAGE)).status).toBe(404);
  });
});

describe('A dossier that an officer has filed', () => {
  let number: string;

  beforeAll(async () => {
    const draft = await filed(officer, world.villages.banBo[2]);
    await fill(officer, draft, 30);
    number = numberIn(await officer.send(`${draft}/kiem-tra`, { camKet: '1' }));
  });

  it('is not vetted by the one who filed it, whose page names who does', async () => {
    const { text } = await officer.get(`/tham-dinh/${number}`);
    expect(text).toContain('Ông/bà đã nộp thay hồ sơ này nên chỉ được xem');
    expect(text).toContain('Người khác của cơ quan thẩm định hồ sơ: Hà Thị Đồng');
    expect(text).not.toContain('Lưu và tiếp nhận');
    const decision = `/tham-dinh/${number}/quyet-dinh`;
    const [entry] = await app.database.reader.rows<{ version: number }>(
      `SELECT version FROM entries WHERE number = $1`,
      [number],
    );
    const seen = { version: String(entry?.version), checklist: '0' };
    const checked = await officer.send(`/tham-dinh/${number}`, { ...seen, ...marks(PLACES), then: 'stay' });
    expect(checked.status).toBe(403);
    for (const verb of ['accept', 'reject']) {
      const words = { ...seen, decision: verb, reason: 'Thiếu nhiều mục' };
      const decided = await officer.send(decision, words, `/tham-dinh/${number}`);
      expect([verb, decided.status]).toEqual([verb, 403]);
      expect(decided.text).toContain('Ông/bà đã nộp thay hồ sơ này');
    }
  });

  it('is checked and accepted by a colleague', async () => {
    const colleague = await app.signedIn('dong-nghiep');
    await colleague.send(`/tham-dinh/${number}`, { ...marks(PLACES), then: 'stay' });
    const { text } = await colleague.get(`/tham-dinh/${number}/quyet-dinh?viec=tiep-nhan`);
    expect(text).toContain('Tiếp nhận');
  });

  it('is the commune’s own: it withdraws it by the usual rules, and the officer does not', async () => {
    expect((await officer.get(`/nop/${number}/rut`)).status).toBe(403);
    const answer = await commune.send(`/nop/${number}/rut`, { reason: 'Xã không đề nghị nộp thay.' });
    expect(answer.status).toBe(303);
    expect((await commune.get(`/nop/${number}`)).text).toContain('Đã rút');
  });
});

describe('Filing keeps the commune’s time', () => {
  it('is open to the last millisecond and closed at the due instant, in the words that the commune reads', async () => {
    await at('2021-11-30T23:59:59.999+07:00');
    const draft = await filed(officer, world.villages.banBo[3]);
    await fill(officer, draft, 50);
    await at('2021-12-01T00:00:00+07:00');
    expect((await officer.get(choosing())).text).toContain('Đã hết hạn nộp');
    expect((await officer.get(draft)).text).toContain('Đã hết hạn nộp');
    expect((await sendFiles(officer, draft, [])).status).not.toBe(303);
    expect((await file(officer, { ...BROUGHT, place: world.villages.banBo[4] ?? '' })).status).toBe(409);
    const answer = await officer.send(`${draft}/kiem-tra`, { camKet: '1' }, draft);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Đã hết hạn nộp');
    await at('2021-11-30T23:59:59.999+07:00');
    expect((await officer.send(`${draft}/kiem-tra`, { camKet: '1' })).status).toBe(303);
  });

  it('is given up with one press; what was sent stays in the commune’s draft', async () => {
    const draft = await filed(officer, world.villages.banBo[5]);
    await fill(officer, draft, 70);
    expect((await officer.send(`${draft}/thoi`, {}, draft)).status).toBe(303);
    expect((await officer.get(draft)).status).toBe(404);
    const own = draft.replace(PAGE, '/nop');
    expect((await commune.get(`${own}/tep/bao-cao`)).text).toContain('Báo cáo.pdf');
    // Sent by the commune itself it is no filing any more, but whoever had a hand in it still does not vet it.
    const number = numberIn(await commune.send(`${own}/kiem-tra`, { camKet: '1' }));
    expect((await commune.get(`/nop/${number}/da-nop`)).text).not.toContain('Nộp thay bởi');
    expect((await officer.get(`/tham-dinh/${number}`)).text).toContain('Ông/bà đã nộp thay hồ sơ này');
  });
});
