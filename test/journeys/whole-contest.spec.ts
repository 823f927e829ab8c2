import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pdfkit from 'pdfkit';
import sharp from 'sharp';
import { AuditVerifier } from '../../src/audit/audit.verify.js';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../app.js';
import { buildWorld, type World } from '../fixtures/world.js';

/*
 * One contest from an empty desk to the prizes, through the pages alone and without script: what a commune, an office, three
 * judges, a secretary and two organisers press, in the order in which they press it. Time is the rehearsal's clock, which the
 * organiser moves on its page.
 */
let app: TestApp;
let world: World;
const SLUG = 'zalo-lai-chau-2021';
const codes: string[] = [];
let people: Record<
  'xa' | 'office' | 'judge1' | 'judge2' | 'judge3' | 'secretary' | 'organiser' | 'second' | 'auditor',
  Visitor
>;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  const signedIn = (name: string): Promise<Visitor> => app.signedIn(name);
  people = {
    xa: await signedIn('xa'),
    office: await signedIn('tham-dinh'),
    judge1: await signedIn('giam-khao-1'),
    judge2: await signedIn('giam-khao-2'),
    judge3: await signedIn('giam-khao-3'),
    secretary: await signedIn('thu-ky'),
    organiser: await signedIn('to-chuc'),
    second: await signedIn('to-chuc-2'),
    auditor: await signedIn('kiem-tra'),
  };
});
afterAll(() => app.close());

const makePdf = (text: string): Promise<Buffer> =>
  new Promise((resolve) => {
    const pdf = new pdfkit();
    const parts: Buffer[] = [];
    pdf.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts)));
    pdf.text(text).end();
  });
const makePhoto = (blue: number): Promise<Buffer> =>
  sharp({ create: { width: 320, height: 240, channels: 3, background: { r: 40, g: 120, b: blue } } })
    .jpeg()
    .toBuffer();

async function upload(visitor: Visitor, path: string, name: string, bytes: Buffer): Promise<void> {
  const page = await visitor.get(path);
  let form = visitor.agent.post(path).redirects(0);
  for (const [field, value] of Object.entries(hiddenFields(page.text, path))) form = form.field(field, value);
  const answer = await form.attach('tep', bytes, name);
  expect([path, answer.status]).toEqual([path, 303]);
}

/** Presses a button and expects to be led on. */
async function press(
  visitor: Visitor,
  action: string,
  words: Record<string, string | string[]> = {},
  from?: string,
): Promise<string> {
  const answer = await visitor.send(action, words, from ?? action);
  if (answer.status !== 303) throw new Error(`${action} answered ${answer.status}: ${sentences(answer.text)}`);
  return String(answer.headers['location']);
}

/** The words of a page's summary of faults, or of its heading: for a failure that tells why. */
const sentences = (html: string): string =>
  [...html.matchAll(/<(?:h1|p|li)[^>]*>([\s\S]*?)<\/(?:h1|p|li)>/g)]
    .map(([, words]) => (words ?? '').replace(/<[^>]+>/g, ''))
    .join(' | ')
    .slice(0, 600);

const moveClock = (date: string, time: string): Promise<string> =>
  press(people.organiser, `/to-chuc/${SLUG}/dong-ho`, { press: 'set', at: date, atTime: time });

async function makeDossier(village: string, photoBlue: number): Promise<string> {
  const location = await press(people.xa, '/nop/moi', { villageId: village }, `/nop/moi?cuoc-thi=${SLUG}`);
  const code = /\/nop\/([^/?]+)/.exec(location)?.[1] ?? '';
  await press(people.xa, `/nop/${code}/thong-tin`, {
    'answers[ten-nhom]': 'Nhóm Zalo cộng đồng',
    'answers[tom-tat]': 'Trưởng bản đọc thông báo mỗi tối.',
  });
  await upload(people.xa, `/nop/${code}/tep/bao-cao`, 'Báo cáo thành tích.pdf', await makePdf(`Bao cao ${village}`));
  await upload(people.xa, `/nop/${code}/tep/anh`, 'Ảnh họp bản.jpg', await makePhoto(photoBlue));
  return code;
}

describe('A contest from the first draft to the published prizes', () => {
  it('the commune sends three dossiers, and is told what lacks when it presses too early', async () => {
    const [first, second, third] = world.villages.banBo;
    const draft = await press(people.xa, '/nop/moi', { villageId: third ?? '' }, `/nop/moi?cuoc-thi=${SLUG}`);
    const early = await people.xa.send(`${draft.split('?')[0]}/kiem-tra`, { camKet: '1' });
    expect(early.status).toBe(422);
    expect(early.text).toContain('Báo cáo thành tích');
    await press(people.xa, `${draft.split('?')[0]}/rut`, { reason: 'Chọn bản khác trước' });
    for (const [i, village] of [first, second, third].entries()) {
      const code = await makeDossier(village ?? '', 60 + i * 40);
      const receipt = await press(people.xa, `/nop/${code}/kiem-tra`, { camKet: '1' });
      const page = await people.xa.get(receipt);
      const number = /ZALO21-\d{6}-\d{4}/.exec(page.text)?.[0] ?? '';
      expect(number).toBe(`ZALO21-211120-000${i + 1}`);
      codes.push(number);
    }
    const desk = await people.xa.get('/nop');
    expect(desk.text).toContain('3/11 bản, cần ít nhất 6');
  });

  it('the office sends one back for its photos, and only that slot opens again', async () => {
    const [code] = codes as [string];
    const fail = {
      'verdict[muc.bao-cao]': 'pass',
      'verdict[muc.anh]': 'fail',
      'reason[muc.anh]': 'unreadable',
      'note[muc.anh]': 'Ảnh mờ, chụp lại',
      then: 'return',
    };
    await press(people.office, `/tham-dinh/${code}`, fail);
    await press(people.office, `/tham-dinh/${code}/yeu-cau-bo-sung`, {
      dueDate: '25/11/2021',
      dueTime: '17:00',
      message: 'Chỉ cần chụp lại ảnh',
    });
    const page = await people.xa.get(`/nop/${code}/bo-sung`);
    expect(page.text).toContain('Ảnh mờ, chụp lại');
    expect((await people.xa.get(`/nop/${code}/tep/bao-cao`)).text).not.toContain('type="file"');
    expect((await people.xa.get(`/nop/${code}/tep/anh`)).text).toContain('type="file"');
  });

  it('the commune supplements, and holds a second receipt', async () => {
    const [code] = codes as [string];
    await upload(people.xa, `/nop/${code}/tep/anh`, 'Ảnh chụp lại.jpg', await makePhoto(250));
    await press(people.xa, `/nop/${code}/bo-sung`, { camKet: '1' });
    expect((await people.xa.get(`/nop/${code}/da-nop`)).text).toContain('Ảnh chụp lại.jpg');
  });

  it('the office accepts all three and forwards them in one batch', async () => {
    await moveClock('02/12/2021', '09:00');
    for (const code of codes)
      await press(people.office, `/tham-dinh/${code}/quyet-dinh`, { decision: 'accept', reason: '' });
    await press(people.office, '/tham-dinh/chuyen', { codes, note: '' });
    expect((await people.office.get('/tham-dinh/chuyen')).text).toContain('3 hồ sơ');
  });

  it('after the deadline the commune may look and not touch', async () => {
    const page = await people.xa.get('/nop/moi');
    expect(page.text).not.toContain('name="villageId"');
    expect((await people.xa.send(`/nop/${codes[0]}/rut`, { reason: 'Muộn rồi' }, `/nop/${codes[0]}`)).status).not.toBe(
      303,
    );
  });

  it('the secretary makes a panel and gives every judge every dossier', async () => {
    await moveClock('15/12/2021', '09:00');
    for (const name of ['judge1', 'judge2', 'judge3'] as const) {
      await press(
        people.secretary,
        '/thu-ky/phan-cong/giam-khao',
        { personId: world.actors[name].personId, unitId: '' },
        '/thu-ky/phan-cong',
      );
    }
    await press(people.secretary, '/thu-ky/phan-cong/giao', {}, '/thu-ky/phan-cong/tu-dong?kieu=tat-ca');
    expect((await people.judge1.get('/cham')).text).toContain(codes[0]);
  });

  it('judges score with comma or point, and sign', async () => {
    // Sums: the first two dossiers 85 each with equal B and A (a tie), the third 95.
    const points = [
      ['35', '25,5', '24.5'],
      ['35', '25.5', '24,5'],
      ['38', '28,5', '28,5'],
    ];
    for (const name of ['judge1', 'judge2', 'judge3'] as const) {
      for (const [i, code] of codes.entries()) {
        const [A, B, C] = points[i] as [string, string, string];
        await press(people[name], `/cham/${code}`, {
          'points[A]': A,
          'points[B]': B,
          'points[C]': C,
          comment: '',
          then: 'o-lai',
        });
      }
      await press(people[name], '/cham/tong-ket');
    }
    const locked = await people.judge1.send(`/cham/${codes[0]}`, { 'points[A]': '1' }, '/cham/tong-ket');
    expect(locked.status).not.toBe(303);
  });

  it('the secretary closes the round, and only then sees scores', async () => {
    expect((await people.secretary.get('/thu-ky/tong-hop')).text).not.toContain('95,00');
    await press(people.secretary, '/thu-ky/khoa', { reason: 'Các giám khảo đã chốt đủ phiếu' });
    const matrix = await people.secretary.get('/thu-ky/tong-hop');
    expect(matrix.text).toContain('95,00');
    expect(matrix.text).toContain('85,00');
  });

  it('the organisers draft, decide, confirm by two, and publish', async () => {
    await moveClock('22/12/2021', '09:00');
    const desk = `/to-chuc/${SLUG}/giai-thuong`;
    await press(people.organiser, `${desk}/lap`, {}, desk);
    // 95 takes Nhất; the two with 85 fit into the two Nhì: a tie, but not across a boundary. Three Ba have nobody.
    expect((await people.organiser.get(desk)).text).toContain('36.000.000');
    await press(people.organiser, `${desk}/khong-trao/ba`, { reason: 'Chỉ có ba hồ sơ dự thi' });
    await press(people.second, `${desk}/xac-nhan`, {}, desk);
    await press(people.organiser, `/to-chuc/${SLUG}/cong-bo`);
    const result = await app.visitor().get(`/cuoc-thi/${SLUG}/ket-qua`);
    // 15.000.000 + 2 × 10.500.000
    expect(result.text).toContain('36.000.000');
    expect(result.text).toContain('Ba mươi sáu triệu đồng');
  });

  it('the auditor reads the whole life of a dossier, and the chains are whole', async () => {
    const page = await people.auditor.get(`/kiem-tra/ho-so/${codes[0]}`);
    expect(page.status).toBe(200);
    for (const who of ['Lò Văn Bo', 'Nguyễn Văn Đường']) expect(page.text).toContain(who);
    expect(await app.app.get(AuditVerifier).verify()).toMatchObject({ intact: true });
  });
});
