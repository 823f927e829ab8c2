import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { returnEntry, submitOne, upload } from '../../fixtures/entries.js';
import { pdfFile } from '../../fixtures/files.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let xa: Visitor;
let number: string;
const at = (page: string): string => `/nop/${number}${page}`;

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  xa = await house.signedIn('xa');
  number = await submitOne(xa, world.villages.banBo[0]);
  await returnEntry(house.database, world, number, [
    { slotId: world.slots.report, note: 'trang 2 bị mờ' },
    { fieldId: world.fields.summary, note: 'chưa nói rõ cách làm' },
  ]);
});
afterAll(() => house.close());

describe('A returned dossier', () => {
  it('shows what the office wants, each point where it is mended', async () => {
    const page = (await xa.get(at('/bo-sung'))).text;
    expect(page).toContain('Không đọc được: trang 2 bị mờ');
    expect(page).toContain(`href="${at('/tep/bao-cao')}"`);
    expect((await xa.get(at('/tep/bao-cao'))).text).toContain('trang 2 bị mờ');
  });

  it('opens only the slots and fields that were named', async () => {
    expect((await upload(xa, at(''), 'thanh-vien', [['x.pdf', pdfFile()]])).status).toBe(409);
    const words = (await xa.get(at('/thong-tin'))).text;
    expect(words).toContain('name="answers[tom-tat]"');
    expect(words).not.toContain('name="answers[ten-nhom]"');
    const forged = await xa.send(at('/thong-tin'), { 'answers[ten-nhom]': 'Tên khác' });
    expect(forged.status).toBe(409);
  });

  it('is not sent before every point has been answered', async () => {
    await xa.send(at('/thong-tin'), { 'answers[tom-tat]': 'Cách làm, nói rõ hơn.' });
    const answer = await xa.send(at('/bo-sung'), { camKet: '1' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Thay hoặc thêm tệp ở mục “Báo cáo thành tích”.');
    expect(answer.text).toContain('rồi bấm Gửi bổ sung.');
    expect(answer.text).not.toContain('Sửa lại “Tóm tắt cách làm”.');
  });

  it.each([
    ['one millisecond before its due instant', '2021-11-25T16:59:59.999+07:00', 200, true],
    ['at it', '2021-11-25T17:00:00+07:00', 200, false],
    ['one millisecond after it', '2021-11-25T17:00:00.001+07:00', 200, false],
  ])('is open %s', async (_when, now, status, isOpen) => {
    await setClock(house.database, world.contestId, now);
    const page = await xa.get(at('/bo-sung'));
    expect([page.status, page.text.includes('Gửi bổ sung</button>')]).toEqual([status, isOpen]);
    // Nobody is told to press a button that is no longer there.
    const told = (await xa.get(at(''))).text;
    expect([told.includes('rồi bấm Gửi bổ sung'), told.includes('Hồ sơ chờ Huyện Tam Đường quyết định')]).toEqual([
      isOpen,
      !isOpen,
    ]);
  });

  it('keeps its own due instant though the submission window is over, and comes in with a second receipt', async () => {
    await setClock(house.database, world.contestId, '2021-11-25T16:00:00+07:00');
    expect((await upload(xa, at(''), 'bao-cao', [['Bản rõ.pdf', pdfFile(3, 'rõ')]])).status).toBe(303);
    const answer = await xa.send(at('/bo-sung'), { camKet: '1' });
    expect([answer.status, answer.headers['location']]).toEqual([303, at('/da-nop')]);
    const receipt = (await xa.get(at('/da-nop'))).text;
    expect(receipt).toContain('Giấy biên nhận bổ sung lần 1');
    expect(receipt).toContain('Giấy biên nhận nộp hồ sơ');
    expect((await xa.get(at(''))).text).toContain('Đã nộp, chờ tiếp nhận');
  });
});

describe('Those who oversee', () => {
  it('the organiser finds the dossier by number and by village without marks, and reads it', async () => {
    const organiser = await house.signedIn('to-chuc');
    const list = `/to-chuc/${world.slug}/ho-so`;
    for (const query of ['?tim=hop%20nhat', `?tim=${number.toLowerCase()}`, '?trang-thai=submitted', '?sap=luc']) {
      expect((await organiser.get(`${list}${query}`)).text).toContain(`${list}/${number}`);
    }
    expect((await organiser.get(`${list}?tim=khong-co`)).text).toContain('Không có hồ sơ nào khớp.');
    const page = await organiser.get(`${list}/${number}`);
    expect(page.status).toBe(200);
    const first = /src="([^"]+\/trang\/1)"/.exec(page.text)?.[1] ?? '';
    expect((await organiser.get(first)).headers['content-type']).toBe('image/webp');
  });

  it('the auditor reads its whole life: events, every file, receipts without their secrets', async () => {
    const auditor = await house.signedIn('kiem-tra');
    const page = await auditor.get(`/kiem-tra/ho-so/${number}`);
    expect(page.status).toBe(200);
    for (const text of ['đã nộp hồ sơ', 'đã gửi bổ sung', 'Bản rõ.pdf', 'Giấy biên nhận nộp hồ sơ']) {
      expect(page.text).toContain(text);
    }
    expect(page.text).not.toMatch(/&quot;(place|verdict|reasonKind)&quot;/); // said in words, not as recorded
    const secrets = await house.database.reader.rows<{ secret: string }>(`SELECT secret FROM entry_receipts`);
    for (const { secret } of secrets) expect(page.text).not.toContain(secret.slice(0, 4));
  });

  it('the auditor narrows the log to one dossier, one person, one contest, by the names people use', async () => {
    const auditor = await house.signedIn('kiem-tra');
    const log = async (query: string): Promise<string> => (await auditor.get(`/kiem-tra/nhat-ky?${query}`)).text;
    const of = { dossier: `ho-so=${number.toLowerCase()}`, person: 'nguoi=xa' };
    const narrowed = await log(of.dossier);
    expect(narrowed).toContain('<div>đã gửi bổ sung</div>');
    expect(narrowed).not.toContain('<div>đăng nhập</div>');
    const clerk = await log(of.person);
    expect([clerk.includes('<div>đã nộp hồ sơ</div>'), clerk.includes('đã yêu cầu bổ sung</div>')]).toEqual([
      true,
      false,
    ]);
    for (const nobody of ['nguoi=khong-ai', 'ho-so=ZALO21-000000-0000']) {
      expect(await log(nobody)).toContain('Không có việc nào khớp với bộ lọc.');
    }
    const [contest] = await house.database.reader.rows<{ id: string; name: string }>('SELECT id, name FROM contests');
    const chosen = await log(`cuoc-thi=${contest?.id}`);
    expect(chosen).toContain(`${contest?.name}`);
    expect(chosen).not.toContain(`Cuộc thi: ${contest?.id}`);
  });

  it('a commune and a judge get nothing there', async () => {
    expect((await xa.get(`/to-chuc/${world.slug}/ho-so`)).status).toBe(403);
    const judge = await house.signedIn('giam-khao-1');
    expect((await judge.get(`/kiem-tra/ho-so/${number}`)).status).toBe(403);
    expect((await judge.get(`/nop/${number}`)).status).toBe(403);
  });
});
