import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AwardService } from '../../../src/awards/award.service.js';
import { releaseDocuments } from '../../../src/documents/document.release.js';
import { FileScans } from '../../../src/storage/file-scans.js';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { givenClosedRound } from '../../fixtures/awards.js';
import { EICAR, startClamd } from '../../fixtures/clamd.js';
import { counting } from '../../fixtures/counting.js';
import { imageFile, pdfFile } from '../../fixtures/files.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

let house: TestApp;
let clamd: Awaited<ReturnType<typeof startClamd>>;
let world: World;
let organiser: Visitor;
let commune: Visitor;
const HERE = '/to-chuc/zalo-lai-chau-2021';
const REGISTER = `${HERE}/so-van-ban`;
let one = '';

beforeAll(async () => {
  clamd = await startClamd();
  house = await startApp({ clamdUrl: clamd.url });
  world = await buildWorld(house.database);
  await setClock(house.database, world.contestId, '2021-12-22T09:00:00+07:00');
  await givenClosedRound(house.database, world, [
    [40, 28, 27],
    [38, 26, 26],
  ]);
  await house.app.get(AwardService).draft(actBy(world.actors.organiser), world.slug);
  [organiser, commune] = [await house.signedIn('to-chuc'), await house.signedIn('xa')];
});
afterAll(async () => {
  await house.close();
  await clamd.stop();
});

/** Presses a button of the document's page, as it stands now. */
const press = (act: string, words: Record<string, string> = {}, who = organiser) =>
  who.send(`${one}/${act}`, words, one);
/** Sends a file as the signed copy. */
async function attach(bytes: Buffer, name: string) {
  const form = organiser.agent.post(`${one}/ban-ky`).redirects(0);
  for (const [field, value] of Object.entries(hiddenFields(await page(), `${one}/ban-ky`)))
    void form.field(field, value);
  return form.attach('signedFile', bytes, name);
}
const page = async (who = organiser, at = one): Promise<string> => (await who.get(at)).text;
const told = () =>
  house.database.reader.rows<{ username: string; subject: string }>(
    `SELECT p.username, n.subject FROM notices n JOIN persons p ON p.id = n.person_id WHERE n.event = 'document' ORDER BY n.told_at, p.username`,
  );
const received = (): string => `/van-ban-den/${one.split('/').at(-1) ?? ''}`;

describe('A decision on awards in the register', () => {
  beforeAll(() =>
    house.database.transaction((tx) =>
      tx.changed(
        `INSERT INTO paper_words (contest_id, paper, words, changed_at, changed_by, changed_by_name) VALUES ($1, 'quyet-dinh', $2, $3, $4, 'Đỗ Văn Chức')`,
        [
          world.contestId,
          { bases: 'Căn cứ Luật số 77/2015/QH13 ngày 19 tháng 6 năm 2015' },
          tx.now,
          world.actors.organiser.personId,
        ],
      ),
    ),
  );

  it('is taken in with one press, as it would be handed out, and once', async () => {
    const answer = await organiser.send(`${HERE}/van-ban/quyet-dinh/vao-so`, { corrects: '' }, `${HERE}/van-ban`);
    expect(answer.status).toBe(303);
    one = String(answer.headers['location']);
    const text = await page();
    const shown = ['Quyết định chưa có số', 'Dự thảo', '…/QĐ-UBND', 'ỦY BAN NHÂN DÂN TỈNH LAI CHÂU'];
    for (const words of [...shown, '77/2015/QH13', '19/06/2015']) expect(text).toContain(words);
    const again = await organiser.send(`${HERE}/van-ban/quyet-dinh/vao-so`, { corrects: '' }, `${HERE}/van-ban`);
    expect([again.status, again.text.includes('Văn bản này đã có trong sổ')]).toEqual([409, true]);
    expect(again.text).toContain(`href="${one}"`);
    // What the organiser words afterwards is for the next one.
    const kept = await house.database.reader.one<{ paper: string; hash: string }>(
      `SELECT paper, paper_sha256 AS hash FROM documents`,
    );
    expect(createHash('sha256').update(String(kept?.paper)).digest('hex')).toBe(kept?.hash);
    expect(text).toContain(String(kept?.hash));
  });

  it('is signed on a day that has come, with every fault beside its field and the words kept', async () => {
    const faulty = await press('ky', { signer: '', powers: 'TM. ỦY BAN NHÂN DÂN', signedOn: '31/02/2021' });
    expect(faulty.status).toBe(422);
    for (const words of ['Nhập họ tên người ký.', 'Ngày ký: nhập ngày có thật', 'TM. ỦY BAN NHÂN DÂN'])
      expect(faulty.text).toContain(words);
    const ahead = { signer: 'Giàng Páo Mẫu', powers: 'KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH', signedOn: '23/12/2021' };
    expect((await press('ky', ahead)).text).toContain('Ngày này chưa đến. Nhập ngày không sau 22/12/2021.');
    expect((await press('ky', { ...ahead, signedOn: '21/12/2021' })).status).toBe(303);
    expect(await page()).toContain('KT. CHỦ TỊCH; PHÓ CHỦ TỊCH, Giàng Páo Mẫu');
  });

  it('is numbered by the series, or by hand, on a day not before the signature', async () => {
    expect(await page()).toContain('Để trống để lấy số tiếp theo của năm 2021: 01.');
    const early = await press('so', { number: '', datedOn: '20/12/2021' });
    expect([early.status, early.text.includes('không được trước ngày ký (21/12/2021)')]).toEqual([422, true]);
    expect((await press('so', { number: 'năm', datedOn: '22/12/2021' })).text).toContain('nhập số nguyên từ 1');
    expect((await press('so', { number: '', datedOn: '22/12/2021' })).status).toBe(303);
    const paper = await organiser.agent.get(`${one}/ban-trinh-bay.pdf`);
    expect([paper.status, paper.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(decodeURIComponent(String(paper.headers['content-disposition']))).toContain('01-QĐ-UBND');
  });

  it('takes a PDF back and nothing else; its hash stands on the page', async () => {
    const picture = await attach(await imageFile('jpeg'), 'Quyết định.pdf');
    expect(picture.status).toBe(422);
    expect(await page()).toContain('Văn bản ban hành được sau khi có bản đã ký.');
    expect(await page()).not.toContain('/ban-hanh"');
    const bytes = pdfFile(1, 'đã ký');
    expect((await attach(bytes, 'Quyết định đã ký.pdf')).status).toBe(303);
    expect(await page()).toContain(createHash('sha256').update(bytes).digest('hex'));
    expect((await organiser.agent.get(`${one}/ban-ky`).buffer(true)).body).toEqual(bytes);
  });

  it('says of each basis whether it bears it, and is not issued on one that does not', async () => {
    const basis = {
      basisNumber: '1578/QĐ-UBND',
      basisDatedOn: '23/12/2021',
      basisSubject: 'Về việc tổ chức cuộc thi',
      basisFrom: '',
      basisUntil: '',
    };
    expect((await press('can-cu', { ...basis, basisNumber: '' })).text).toContain('Nhập số, ký hiệu của căn cứ');
    expect((await press('can-cu', basis)).status).toBe(303);
    const text = await page();
    for (const words of ['Không dùng được', 'Ban hành sau ngày văn bản', 'So với ngày 22/12/2021.'])
      expect(text).toContain(words);
    expect((await press('ban-hanh')).text).toContain('Căn cứ chưa dùng được vào ngày văn bản: 1578/QĐ-UBND.');
    const removal = [...text.matchAll(/action="([^"]+\/can-cu\/[^"]+\/xoa)"/g)].at(-1)?.[1] ?? '';
    expect((await organiser.send(removal, {}, one)).status).toBe(303);
    expect((await press('ban-hanh')).status).toBe(303);
    expect(await page()).toContain('Quyết định số 01/QĐ-UBND ngày 22/12/2021');
  });

  it('is not sent to its units while its result is not out, which the page says; they read nothing of it', async () => {
    await press('noi-nhan', { audience: 'vetting', unit: '' });
    const text = await page();
    expect(text).toContain('Văn bản này nói về kết quả chưa công bố nên chưa gửi được.');
    expect(text).not.toContain(`action="${one}/gui"`);
    const version = hiddenFields(text, `${one}/noi-nhan`);
    const answer = await organiser.send(`${one}/gui`, version, one);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Văn bản này nói về kết quả chưa công bố nên chưa gửi được.');
    const office = await house.signedIn('tham-dinh');
    for (const path of [received(), `${received()}/tep`]) expect((await office.get(path)).status).toBe(404);
    expect((await office.get('/van-ban-den')).text).not.toContain('QĐ-UBND');
    expect(await told()).toEqual([]);
    const units = await house.database.reader.rows<{ id: string }>(`SELECT id FROM document_recipients`);
    for (const { id } of units) await press(`noi-nhan/${id}/bo`);
  });

  it('is everybody’s to read once it is marked public and its result is out, and not a moment earlier', async () => {
    const visitor = house.visitor();
    const list = '/cuoc-thi/zalo-lai-chau-2021/van-ban';
    const copy = `${list}/${one.split('/').at(-1) ?? ''}`;
    expect((await visitor.get(copy)).status).toBe(404);
    expect((await visitor.get(list)).text).toContain('Chưa có văn bản nào được công khai.');
    expect((await press('cong-khai', { public: '1' })).status).toBe(303);
    expect(await page()).toContain('khi văn bản đã ban hành và kết quả đã công bố.');
    expect((await visitor.get(copy)).status).toBe(404);
    expect((await visitor.get(list)).text).toContain('Chưa có văn bản nào được công khai.');
    expect((await visitor.get('/cuoc-thi/zalo-lai-chau-2021')).text).not.toContain(`href="${list}"`);
    await house.database.transaction((tx) => releaseDocuments(tx, world.contestId));
    expect((await visitor.get(list)).text).toContain('01/QĐ-UBND');
    expect((await visitor.get('/cuoc-thi/zalo-lai-chau-2021')).text).toContain(`href="${list}"`);
    expect((await visitor.agent.get(copy)).status).toBe(200);
  });

  it('goes to units of the contest, who are told, and each says for itself that it has it', async () => {
    expect((await commune.get(received())).status).toBe(404);
    expect((await press('noi-nhan', { audience: 'commune', unit: '' })).status).toBe(303);
    expect((await press('noi-nhan', { audience: 'vetting', unit: '' })).status).toBe(303);
    expect((await press('gui')).status).toBe(303);
    expect((await told()).map(({ username }) => username)).toEqual(['tham-dinh', 'tham-dinh2', 'xa', 'xa2', 'xa3']);
    expect(await page(commune, '/van-ban-den')).toContain('1 văn bản chưa bấm “Đã nhận”.');
    expect((await commune.get('/viec')).text).toContain('Nhận văn bản đến');
    // To look is not to receive.
    expect((await commune.agent.get(`${received()}/tep`)).status).toBe(200);
    expect(await page(commune, received())).toContain('Chưa nhận');
    expect((await commune.send(received(), {}, received())).status).toBe(303);
    expect((await commune.send(received(), {}, received())).status).toBe(409);
    expect(await page(commune, received())).not.toContain('<button class="button" type="submit" data-primary>Đã nhận');
    expect(await page()).toContain('5 đơn vị: đã gửi 5, đã nhận 1, chưa nhận 4.');
  });

  it('reminds only those who have not received it, once a day', async () => {
    expect((await press('nhac')).status).toBe(303);
    expect((await press('nhac')).status).toBe(409);
    const reminded = (await told()).filter(({ subject }) => subject.startsWith('Nhắc'));
    expect(reminded.map(({ username }) => username)).toEqual(['tham-dinh', 'tham-dinh2', 'xa2', 'xa3']);
  });

  it('is replaced by another, which both of them say, and recalled with a reason', async () => {
    const menu = (await organiser.get(`${HERE}/van-ban`)).text;
    expect(menu).toContain('Đưa vào sổ, thay 01/QĐ-UBND');
    const corrects = one.split('/').at(-1) ?? '';
    const answer = await organiser.send(`${HERE}/van-ban/quyet-dinh/vao-so`, { corrects }, `${HERE}/van-ban`);
    const newer = String(answer.headers['location']);
    expect(await page(organiser, newer)).toContain('Quyết định số 01/QĐ-UBND ngày 22/12/2021</a>');
    expect(await page()).toContain('Đang lập văn bản sửa, thay:');
    expect((await press('thu-hoi', { recallReason: '' })).text).toContain('Ghi lý do thu hồi.');
    const recall = { recallReason: 'Sai số tiền tại Điều 2', publicReason: 'Thay bằng quyết định mới' };
    expect((await press('thu-hoi', recall)).status).toBe(303);
    const shown = (await house.visitor().get('/cuoc-thi/zalo-lai-chau-2021/van-ban')).text;
    expect([shown.includes('Thay bằng quyết định mới'), shown.includes('Sai số tiền')]).toEqual([true, false]);
    expect(await page(commune, received())).toContain('Lý do thu hồi: Sai số tiền tại Điều 2');
    expect((await commune.agent.get(`${received()}/tep`)).status).toBe(409);
    const copy = `/cuoc-thi/zalo-lai-chau-2021/van-ban/${corrects}`;
    expect((await house.visitor().get(copy)).status).toBe(404);
  });

  it('is the auditor’s to read and nobody’s but the organisers’ to keep', async () => {
    const auditor = await house.signedIn('kiem-tra');
    expect((await auditor.get(REGISTER)).text).toContain('01/QĐ-UBND');
    const forms = (await page(auditor)).match(/<form[^>]*>/g);
    expect(forms).toEqual(['<form method="post" action="/dang-xuat" data-forget>']);
    expect((await commune.get(REGISTER)).status).toBe(403);
  });
});

describe('A proposal to whoever decides on the awards', () => {
  it('waits for the result as well and is sent before it is out', async () => {
    const answer = await organiser.send(`${HERE}/van-ban/to-trinh/vao-so`, { corrects: '' }, `${HERE}/van-ban`);
    one = String(answer.headers['location']);
    await press('ky', { signer: 'Lò Thị Ký', powers: 'TRƯỞNG BAN', signedOn: '22/12/2021' });
    await press('so', { number: '', datedOn: '22/12/2021' });
    await attach(pdfFile(1, 'tờ trình'), 'Tờ trình.pdf');
    await press('ban-hanh');
    await press('noi-nhan', { audience: 'vetting', unit: '' });
    const kept = await house.database.reader.one(
      `SELECT awaits_result AS waits, state FROM documents WHERE source = 'to-trinh'`,
    );
    expect(kept).toEqual({ waits: true, state: 'issued' });
    expect(await page()).toContain('Gửi đến 2 đơn vị chưa gửi');
    expect((await press('gui')).status).toBe(303);
    expect((await (await house.signedIn('tham-dinh')).agent.get(`${received()}/tep`)).status).toBe(200);
  });
});

describe('A document that was written elsewhere', () => {
  it('is entered by hand, found by kind and state, and thrown away while it has no number', async () => {
    const create = `${REGISTER}/moi`;
    const words = {
      kind: 'ke-hoach',
      issuer: 'Ban Tổ chức',
      symbol: 'KH/BTC',
      subject: 'Kế hoạch chấm',
      recipientsText: '',
    };
    const faulty = await organiser.send(create, words);
    expect([faulty.status, faulty.text.includes('Ký hiệu không có số')]).toEqual([422, true]);
    const answer = await organiser.send(create, { ...words, symbol: 'KH-BTC' });
    one = String(answer.headers['location']);
    expect((await organiser.get(`${REGISTER}?loai=ke-hoach&trang-thai=draft`)).text).toContain('Kế hoạch chấm');
    expect((await organiser.get(`${REGISTER}?loai=ke-hoach&trang-thai=issued`)).text).toContain('Không có văn bản nào');
    const stale = { version: '99' };
    expect((await organiser.agent.post(`${one}/bo`).redirects(0).send(stale)).status).toBe(403);
    expect((await press('bo')).status).toBe(303);
    expect((await organiser.get(one)).status).toBe(404);
  });

  it('whose signed copy is found infected is handed to nobody and not issued until a clean one has come', async () => {
    const words = { kind: 'bao-cao', issuer: 'Ban Tổ chức', symbol: 'BC-BTC', subject: 'Báo cáo', recipientsText: '' };
    one = String((await organiser.send(`${REGISTER}/moi`, words)).headers['location']);
    await press('ky', { signer: 'Lò Thị Ký', powers: 'TRƯỞNG BAN', signedOn: '22/12/2021' });
    await press('so', { number: '', datedOn: '22/12/2021' });
    expect((await attach(pdfFile(1, EICAR), 'Nhiễm.pdf')).status).toBe(303);
    await house.app.get(FileScans).scanSome();
    expect(await page()).toContain('Bản đã ký có mã độc, không ai tải được.');
    expect((await organiser.agent.get(`${one}/ban-ky`)).status).toBe(409);
    expect((await press('ban-hanh')).text).toContain('Bản đã ký có mã độc nên bị cách ly. Tải lên bản sạch.');
    const events = await house.database.reader.rows(
      `SELECT facts ->> 'name' AS name FROM audit_events WHERE act = 'document.quarantine'`,
    );
    expect(events).toEqual([{ name: 'Nhiễm.pdf' }]);
    await attach(pdfFile(1, 'sạch'), 'Sạch.pdf');
    expect((await press('ban-hanh')).status).toBe(303);
  });

  it('adds no question to a page, however many there are', async () => {
    const count = counting(house);
    const counted = async () => [
      await count(() => organiser.get(REGISTER)),
      await count(() => organiser.get(one)),
      await count(() => commune.get('/van-ban-den')),
      await count(() => house.visitor().get('/cuoc-thi/zalo-lai-chau-2021/van-ban')),
    ];
    const issue = async (subject: string): Promise<void> => {
      const words = { kind: 'ke-hoach', issuer: 'Ban Tổ chức', symbol: 'KH-BTC', subject, recipientsText: '' };
      one = String((await organiser.send(`${REGISTER}/moi`, words)).headers['location']);
      await press('ky', { signer: 'Lò Thị Ký', powers: 'TRƯỞNG BAN', signedOn: '22/12/2021' });
      await press('so', { number: '', datedOn: '22/12/2021' });
      await attach(pdfFile(1, subject), 'Kế hoạch.pdf');
      await press('can-cu', { basisNumber: '1/QĐ', basisDatedOn: '01/12/2021', basisSubject: subject });
      await press('noi-nhan', { audience: 'commune', unit: '' });
      await press('cong-khai', { public: '1' });
      await press('ban-hanh');
      expect((await press('gui')).status).toBe(303);
    };
    await issue('Kế hoạch một');
    const once = await counted();
    await issue('Kế hoạch hai');
    await issue('Kế hoạch ba');
    await press('can-cu', { basisNumber: '2/QĐ', basisDatedOn: '01/12/2021', basisSubject: 'Khác' });
    expect(await counted()).toEqual(once);
    // 01 is the report's: a series is the issuer's, whatever kind of document takes its numbers.
    expect((await organiser.get(REGISTER)).text).toContain('04/KH-BTC');
  });
});
