import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { givenClosedRound } from '../../fixtures/awards.js';
import { wordsOfDocx, wordsOfPdf } from '../../fixtures/papers.js';
import { unzip } from '../../fixtures/workbooks.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let organiser: Visitor;
let second: Visitor;

const HERE = '/to-chuc/zalo-lai-chau-2021';
const PAPERS = `${HERE}/van-ban`;
const HOSTILE = '=cmd|calc {{contest.name}} <b>x</b> ${1+1}';

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, '2021-12-22T09:00:00+07:00');
  // 95, 85, 84, 80, 79, 70: one Nhất, two Nhì, three Ba, 15 + 2 × 10,5 + 3 × 7,5 = 58,5 million
  await givenClosedRound(app.database, world, [
    [40, 30, 25],
    [35, 25, 25],
    [34, 25, 25],
    [30, 25, 25],
    [29, 25, 25],
    [20, 25, 25],
  ]);
  organiser = await app.signedIn('to-chuc');
  second = await app.signedIn('to-chuc-2');
});
afterAll(() => app.close());

const fetched = async (visitor: Visitor, path: string): Promise<Buffer> => {
  const answer = await visitor.get(path).responseType('blob');
  expect(answer.status).toBe(200);
  return answer.body as Buffer;
};
const docx = async (code: string): Promise<string> =>
  wordsOfDocx(await fetched(organiser, `${PAPERS}/${code}/tep.docx`));
const pdf = async (code: string): Promise<string> =>
  (await wordsOfPdf(await fetched(organiser, `${PAPERS}/${code}/tep.pdf`))).join(' ');

async function worded(visitor: Visitor, code: string, words: Record<string, string>, version?: string) {
  const page = await visitor.get(`${PAPERS}/${code}`);
  const fields = Object.fromEntries(
    [...page.text.matchAll(/name="(\w+)"[^>]*?value="([^"]*)"/g)].map(([, name, value]) => [name ?? '', value ?? '']),
  );
  const areas = Object.fromEntries(
    [...page.text.matchAll(/<textarea[^>]*name="(\w+)"[^>]*>([^<]*)</g)].map(([, name, value]) => [
      name ?? '',
      (value ?? '').replace(/&#x27;/g, "'").replace(/&quot;/g, '"'),
    ]),
  );
  const hidden = hiddenFields(page.text, `${PAPERS}/${code}`);
  return visitor.agent
    .post(`${PAPERS}/${code}`)
    .redirects(0)
    .type('form')
    .send({ ...fields, ...areas, ...hidden, ...(version === undefined ? {} : { version }), ...words });
}

describe('The papers of an award list', () => {
  it('are not made before there is a list, and the page says so', async () => {
    expect((await organiser.get(PAPERS)).text).toContain('Chưa có danh sách khen thưởng.');
    const early = await organiser.get(`${PAPERS}/quyet-dinh/tep.pdf`);
    expect([early.status, early.text]).toEqual([409, expect.stringContaining('Lập danh sách ở trang Giải thưởng')]);
  });

  it('tell one total in digits and words, the same in every paper and both kinds of file', async () => {
    await organiser.send(`${HERE}/giai-thuong/lap`, {}, `${HERE}/giai-thuong`);
    for (const code of ['quyet-dinh', 'to-trinh', 'danh-sach-khen-thuong', 'danh-sach-chi-tien', 'thong-bao-ket-qua']) {
      for (const words of [await docx(code), await pdf(code)]) {
        expect(words).toContain('58.500.000');
        expect(words).toContain('(Bằng chữ: Năm mươi tám triệu năm trăm nghìn đồng)');
        expect(words).toContain('DIỄN TẬP – KHÔNG CÓ GIÁ TRỊ');
      }
    }
  });

  it('are worded by the organiser; what is typed is printed as it stands and does nothing', async () => {
    const bases = `Căn cứ Quyết định số 1392/QĐ-UBND\n${HOSTILE};`;
    const saved = await worded(organiser, 'quyet-dinh', {
      bases,
      powers: 'KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH',
      signer: 'Tống Thanh Hải',
    });
    expect([saved.status, saved.headers['location']]).toEqual([303, `${PAPERS}/quyet-dinh`]);
    for (const words of [await docx('quyet-dinh'), await pdf('quyet-dinh')]) {
      expect(words).toContain('Căn cứ Quyết định số 1392/QĐ-UBND;');
      expect(words).toContain(`${HOSTILE}.`);
      expect(words).toContain('KT. CHỦ TỊCH PHÓ CHỦ TỊCH');
      expect(words).toContain('Tống Thanh Hải');
    }
    expect((await organiser.get(PAPERS)).text).toContain('Lời văn do ');
    const events = await app.database.reader.rows<{ facts: { worded: string[] } }>(
      `SELECT facts FROM audit_events WHERE act = 'paper-words.edit'`,
    );
    expect(events.map(({ facts }) => facts.worded)).toEqual([
      ['Căn cứ', 'Quyền hạn, chức vụ người ký', 'Họ tên người ký'],
    ]);
  });

  it('are not overwritten by who came second: both versions are shown, nothing typed is lost', async () => {
    const late = await worded(second, 'quyet-dinh', { signer: 'Người Đến Sau' }, '0');
    expect(late.status).toBe(409);
    expect(late.text).toContain('Người Đến Sau');
    expect(late.text).toContain('Tống Thanh Hải');
    expect(await docx('quyet-dinh')).not.toContain('Người Đến Sau');
  });

  it('need words where a paper cannot do without', async () => {
    const empty = await worded(organiser, 'to-trinh', { subject: ' ', organ: 'x'.repeat(2001) });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Nhập trích yếu.');
    expect(empty.text).toContain('Rút ngắn còn nhiều nhất 2000 ký tự.');
  });

  it('are the organisers’ to word and the auditors’ to read', async () => {
    const auditor = await app.signedIn('kiem-tra');
    expect((await auditor.get(PAPERS)).text).not.toContain('Sửa lời văn');
    expect((await auditor.get(`${PAPERS}/to-trinh/tep.pdf`)).status).toBe(200);
    expect((await auditor.get(`${PAPERS}/to-trinh`)).status).toBe(403);
    expect((await organiser.get(`${PAPERS}/khong-co`)).status).toBe(404);
  });
});

describe('Certificates', () => {
  it('bear no number before publication; then each its own, which anybody can check', async () => {
    expect(await docx('giay-chung-nhan')).not.toMatch(/ZALO21-CN/);
    await second.send(`${HERE}/giai-thuong/xac-nhan`, {}, `${HERE}/giai-thuong`);
    const published = await organiser.send(`${HERE}/cong-bo`, {}, `${HERE}/cong-bo`);
    expect(published.status).toBe(303);
    const words = await docx('giay-chung-nhan');
    const marks = [...words.matchAll(/Số sổ vàng: (\S+) Quét mã để kiểm tra\. Mã kiểm tra: (\w{10})/g)];
    expect(marks.map(([, number]) => number)).toEqual([1, 2, 3, 4, 5, 6].map((i) => `ZALO21-CN1-000${i}`));
    const [, number = '', value = ''] = marks[1] ?? [];
    const anybody = app.visitor();
    const checked = await anybody.send(
      '/xac-thuc',
      { so: number.toLowerCase(), maKiemTra: value },
      `/xac-thuc/${number}`,
    );
    expect(checked.text).toContain('Còn giá trị');
    expect(checked.text).toContain(number);
    const wrong = await anybody.send('/xac-thuc', { so: number, maKiemTra: 'AAAAAAAAAA' }, `/xac-thuc/${number}`);
    expect(wrong.text).not.toContain('Còn giá trị');
  });

  it('come as one paper of a page each, or as a file each in an archive', async () => {
    const whole = await wordsOfPdf(await fetched(organiser, `${PAPERS}/giay-khen/tep.pdf`));
    expect(whole.map((page) => page.includes('GIẤY KHEN'))).toEqual(whole.map(() => true));
    expect(whole).toHaveLength(6);
    const files = unzip(await fetched(organiser, `${PAPERS}/giay-khen/tung-to.zip`));
    expect([...files.keys()].map((name) => name.slice(0, 5))).toEqual([
      '0001 ',
      '0002 ',
      '0003 ',
      '0004 ',
      '0005 ',
      '0006 ',
    ]);
    const [first] = files.values();
    expect(await wordsOfPdf(first ?? Buffer.alloc(0))).toHaveLength(1);
    expect((await organiser.get(`${PAPERS}/quyet-dinh/tung-to.zip`)).status).toBe(404);
  });
});
