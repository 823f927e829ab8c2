import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { EICAR, startClamd } from '../../fixtures/clamd.js';
import { begin, returnEntry, submitOne, upload } from '../../fixtures/entries.js';
import { heicFile, imageFile, pdfFile } from '../../fixtures/files.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';
import { SlotLinks } from '../../../src/entries/slot-link.service.js';
import { TransferService } from '../../../src/entries/transfer.service.js';
import { FilePreparation } from '../../../src/storage/file-preparation.js';
import { FileScans } from '../../../src/storage/file-scans.js';

let house: TestApp;
let world: World;
let clamd: Awaited<ReturnType<typeof startClamd>>;
let xa: Visitor;
let office: Visitor;
let number: string;
const scan = (): Promise<number> => house.app.get(FileScans).scanSome();
const scanStates = async (): Promise<string[]> =>
  (await house.database.reader.rows<{ state: string }>(`SELECT scan_state AS state FROM stored_files ORDER BY 1`)).map(
    ({ state }) => state,
  );

beforeAll(async () => {
  clamd = await startClamd();
  house = await startApp({ clamdUrl: clamd.url });
  world = await buildWorld(house.database);
  xa = await house.signedIn('xa');
  office = await house.signedIn('tham-dinh');
  number = await submitOne(xa, world.villages.banBo[0]);
});
afterAll(async () => {
  await house.close();
  await clamd.stop();
});

describe('A file that has been received', () => {
  it('is said to be received, and to the office also that nobody has scanned it yet', async () => {
    expect((await xa.get(`/nop/${number}/tep/bao-cao`)).text).toContain('Đã nhận ✓');
    expect((await office.get(`/tham-dinh/${number}`)).text).toContain('chưa quét mã độc');
  });

  it('stays unscanned while the scanner gives no verdict, and is clean only once it was looked at', async () => {
    await clamd.stop();
    await expect(scan()).rejects.toThrow();
    expect(await scanStates()).toEqual(['unscanned', 'unscanned']);
    clamd = await startClamd({ port: clamd.port });
    expect(await scan()).toBe(2);
    expect(await scanStates()).toEqual(['clean', 'clean']);
    expect((await office.get(`/tham-dinh/${number}`)).text).toContain('đã quét, không có mã độc');
  });
});

describe('A file found infected after the dossier was submitted', () => {
  let infected: string;
  const slot = (): string => `/nop/${infected}/tep/bao-cao`;
  beforeAll(async () => {
    const entry = await begin(xa, world.villages.banBo[1]);
    await xa.send(`${entry}/thong-tin`, { 'answers[ten-nhom]': 'Nhóm', 'answers[tom-tat]': 'Cách làm' });
    await upload(xa, entry, 'bao-cao', [['Báo cáo.pdf', pdfFile(1, EICAR)]]);
    await upload(xa, entry, 'anh', [['Ảnh.jpg', await imageFile('jpeg', { red: 9 })]]);
    const answer = await xa.send(`${entry}/kiem-tra`, { camKet: '1' });
    infected = /ZALO21-\d{6}-\d{4}/.exec(String(answer.headers['location']))?.[0] ?? '';
    await scan();
  });

  it('is opened by nobody, while the dossier keeps its number, state and receipt', async () => {
    const page = (await xa.get(slot())).text;
    expect(page).toContain('Bị cách ly');
    const id = /\/tep\/([0-9a-f-]{36})\//.exec(page)?.[1] ?? '';
    for (const part of ['goc', 'trang/1']) {
      expect((await xa.get(`/nop/${infected}/tep/${id}/${part}`)).status).toBe(409);
      expect((await office.get(`/tham-dinh/${infected}/tep/${id}/${part}`)).status).toBe(409);
    }
    const rows = await house.database.reader.rows(
      `SELECT e.state, count(r.id)::int AS receipts FROM entries e JOIN entry_receipts r ON r.entry_id = e.id
        WHERE e.number = $1 GROUP BY e.state`,
      [infected],
    );
    expect(rows).toEqual([{ state: 'submitted', receipts: 1 }]);
  });

  it('is on record, with the scanner’s name for it and the term', async () => {
    const [event] = await house.database.reader.rows<{ personName: string; finding: string }>(
      `SELECT person_name AS "personName", facts->>'finding' AS finding FROM audit_events WHERE act = 'entry.quarantine-file'`,
    );
    expect(event).toEqual({ personName: 'Máy quét mã độc', finding: 'Eicar-Test-Signature' });
  });

  it('reopens its own slot for 72 hours by the contest’s time, not a millisecond longer, and no other slot', async () => {
    const until = await house.database.reader.one<{ at: Date }>(`SELECT until_at AS at FROM slot_reopenings`);
    const standAt = async (milliseconds: number): Promise<void> => {
      await house.database.transaction((tx) =>
        tx.changed(`UPDATE contests SET clock_at = $1`, [new Date((until?.at.getTime() ?? 0) + milliseconds)]),
      );
    };
    const canSend = async (code: string): Promise<boolean> =>
      (await xa.get(`/nop/${infected}/tep/${code}`)).text.includes('enctype="multipart/form-data"');
    await standAt(0);
    expect(await canSend('bao-cao')).toBe(false);
    await standAt(-1);
    expect([await canSend('bao-cao'), await canSend('anh')]).toEqual([true, false]);
    const page = await xa.send(`${slot()}/gui-nho`, {}, `${slot()}/gui-nho`);
    const links = house.app.get(SlotLinks, { strict: false });
    const token = /\/gui-nho\/([\w-]{43})/.exec(page.text)?.[1] ?? '';
    await standAt(0);
    expect((await links.open(token, new Date())).refusal).toMatchObject({ code: 'entry-locked' });
    await standAt(-1);
    expect((await links.open(token, new Date())).refusal).toBeNull();
    const file = { name: 'Gửi nhờ.pdf', kind: 'pdf' as const, size: 9, sha256: 'c'.repeat(64), pages: 1 };
    await links.receive(token, file, 'R');
    expect((await xa.get(slot())).text).toContain('Gửi nhờ.pdf');
    const announced = { name: 'Từng phần.pdf', size: 9, fingerprint: '' };
    const transfers = house.app.get(TransferService, { strict: false });
    expect(await transfers.begin(actBy(world.actors.xa), infected, 'bao-cao', announced)).toMatchObject({
      received: 0,
    });
    expect((await upload(xa, `/nop/${infected}`, 'bao-cao', [['Sạch.pdf', pdfFile(1, 'sạch')]])).status).toBe(303);
  });
});

describe('A file found infected in a draft', () => {
  const at = async (clock: string): Promise<void> => setClock(house.database, world.contestId, clock);
  let entry: string;
  beforeAll(async () => {
    // The bytes of the lent file above were never stored.
    await house.database.pool.query(
      `UPDATE stored_files SET scan_state = 'clean', scanned_at = now() WHERE sha256 = $1`,
      ['c'.repeat(64)],
    );
    await at('2021-11-30T22:00:00+07:00');
    entry = await begin(xa, world.villages.banBo[5]);
    await xa.send(`${entry}/thong-tin`, { 'answers[ten-nhom]': 'Nhóm', 'answers[tom-tat]': 'Cách làm' });
    await upload(xa, entry, 'bao-cao', [['Báo cáo.pdf', pdfFile(2, EICAR)]]);
    await upload(xa, entry, 'anh', [['Ảnh.jpg', await imageFile('jpeg', { red: 61 })]]);
    await at('2021-11-30T23:00:00+07:00');
    await scan();
  });
  afterAll(async () => {
    await house.database.pool.query(`UPDATE contest_slots SET max_files = 3 WHERE code = 'bao-cao'`);
    await at('2021-11-24T08:00:00+07:00');
  });

  it('gives the draft three days from the find, and tells its commune what to do by when', async () => {
    expect((await xa.get(entry)).text).toContain('trước 23:00 thứ Sáu, 03/12/2021');
    const code = entry.slice('/nop/'.length);
    const [told] = await house.database.reader.rows<{ subject: string; paragraphs: string[]; path: string }>(
      `SELECT n.subject, n.paragraphs, n.action_path AS path FROM notices n JOIN persons p ON p.id = n.person_id
        WHERE p.username = 'xa' AND n.subject LIKE $1`,
      [`%${code}`],
    );
    expect(told).toEqual({
      subject: `Cần gửi lại tệp của hồ sơ ${code}`,
      paragraphs: [
        `Tệp ở mục “Báo cáo thành tích” của hồ sơ ${code}, Bản Nà Phát, có mã độc nên đã bị cách ly. Gửi tệp sạch vào mục đó.`,
        'Hồ sơ được thêm thời gian. Hạn nộp: trước 23:00 ngày 03/12/2021.',
      ],
      path: `/nop/${code}/tep/bao-cao`,
    });
  });

  it('gives time also when it is found after the end of all, to a draft that was filled before', async () => {
    await at('2021-11-30T22:00:00+07:00');
    const late = await begin(xa, world.villages.banBo[7]);
    await upload(xa, late, 'bao-cao', [['Muộn.pdf', pdfFile(4, EICAR)]]);
    await at('2021-12-01T08:00:00+07:00');
    await scan();
    const [told] = await house.database.reader.rows<{ words: string }>(
      `SELECT paragraphs[2] AS words FROM notices WHERE event = 'extension' AND subject LIKE $1`,
      [`%${late.slice('/nop/'.length)}`],
    );
    expect(told?.words).toBe('Hồ sơ được thêm thời gian. Hạn nộp: trước 08:00 ngày 04/12/2021.');
    expect((await xa.get(late)).text).toContain('trước 08:00 thứ Bảy, 04/12/2021');
    await at('2021-11-30T23:00:00+07:00');
  });

  it('fills nothing in its slot and is no longer in the way of another file, by whatever way it comes', async () => {
    await house.database.pool.query(`UPDATE contest_slots SET max_files = 1 WHERE code = 'bao-cao'`);
    const page = (await xa.get(`${entry}/tep/bao-cao`)).text;
    expect(page).toContain('Bị cách ly');
    expect(page).toContain('Tệp có mã độc nên không ai mở được nữa. Gửi tệp sạch; tệp mới thay tệp này.');
    expect(page).toContain('Chưa có tệp nào dùng được.');
    expect(page).toContain('enctype="multipart/form-data"');
    expect((await xa.get(entry)).text).toMatch(/Báo cáo thành tích[\s\S]{0,400}Bị cách ly[\s\S]{0,200}Cần sửa/);
    expect((await xa.get(`${entry}/kiem-tra`)).text).toContain(
      'Tệp “Báo cáo.pdf” ở mục “Báo cáo thành tích” có mã độc nên đã bị cách ly. Gửi tệp sạch vào mục này.',
    );
    const code = entry.slice('/nop/'.length);
    const transfers = house.app.get(TransferService, { strict: false });
    const announced = { name: 'Từng phần.pdf', size: 9, fingerprint: '' };
    const arriving = await transfers.begin(actBy(world.actors.xa), code, 'bao-cao', announced);
    await transfers.drop(actBy(world.actors.xa), code, arriving.id);
    const lending = await xa.send(`${entry}/tep/bao-cao/gui-nho`, {}, `${entry}/tep/bao-cao/gui-nho`);
    const token = /\/gui-nho\/([\w-]{43})/.exec(lending.text)?.[1] ?? '';
    expect((await house.app.get(SlotLinks, { strict: false }).open(token, new Date())).refusal).toBeNull();
  });

  it('is a task of its commune until another file has come', async () => {
    const tasks = (await xa.get('/viec')).text;
    expect(tasks).toContain(`Gửi lại tệp bị cách ly, hồ sơ ${entry.slice('/nop/'.length)}`);
    expect(tasks).toContain(`href="${entry}/tep/bao-cao"`);
  });

  it('stands among the extensions of the contest, by no paper and by no person', async () => {
    const organiser = await house.signedIn('to-chuc');
    const page = (await organiser.get(`/to-chuc/${world.slug}/gia-han`)).text;
    expect(page).toContain('Tự động vì tệp có mã độc');
    expect(page).toContain('Máy quét mã độc');
  });

  it('is mended and sent after the end of all, until its own, and its receipt says by what', async () => {
    await at('2021-12-03T22:59:59.999+07:00');
    expect((await upload(xa, entry, 'bao-cao', [['Sạch.pdf', pdfFile(1, 'sạch lần hai')]])).status).toBe(303);
    const page = (await xa.get(`${entry}/tep/bao-cao`)).text;
    expect([page.includes('Sạch.pdf'), page.includes('Bị cách ly')]).toEqual([true, false]);
    expect((await xa.get('/viec')).text).not.toContain(`Gửi lại tệp bị cách ly, hồ sơ ${entry.slice('/nop/'.length)}`);
    const [added] = await house.database.reader.rows<{ replaced: string[] }>(
      `SELECT facts->'replaced' AS replaced FROM audit_events WHERE act = 'entry.add-files' ORDER BY seq DESC LIMIT 1`,
    );
    expect(added).toEqual({ replaced: ['Báo cáo.pdf'] });
    await at('2021-12-03T23:00:00+07:00');
    expect((await xa.send(`${entry}/kiem-tra`, { camKet: '1' }, '/nop/moi')).status).not.toBe(303);
    await at('2021-12-03T22:59:59.999+07:00');
    const answer = await xa.send(`${entry}/kiem-tra`, { camKet: '1' });
    expect(answer.status).toBe(303);
    const receipt = (await xa.get(String(answer.headers['location']))).text;
    expect(receipt).toContain('Tự động vì tệp có mã độc, đến 23:00 ngày 03/12/2021');
  });
});

describe('A file found infected in a supplement that is not sent yet', () => {
  it('gives the supplement three days from the find, and its commune sends it with another file', async () => {
    await setClock(house.database, world.contestId, '2021-11-25T15:00:00+07:00');
    const slot = { slotId: world.slots.report, note: 'mờ' };
    await returnEntry(house.database, world, number, [slot], '2021-11-25T17:00:00+07:00');
    await upload(xa, `/nop/${number}`, 'bao-cao', [['Bổ sung.pdf', pdfFile(3, EICAR)]]);
    await setClock(house.database, world.contestId, '2021-11-25T16:00:00+07:00');
    await scan();
    const told = await house.database.reader.rows<{ paragraphs: string[] }>(
      `SELECT n.paragraphs FROM notices n WHERE n.event = 'extension' AND n.subject LIKE $1`,
      [`%${number}`],
    );
    expect(told.map(({ paragraphs }) => paragraphs[1])).toEqual([
      'Hồ sơ được thêm thời gian. Hạn bổ sung: trước 16:00 ngày 28/11/2021.',
    ]);
    await setClock(house.database, world.contestId, '2021-11-28T15:59:59.999+07:00');
    expect((await xa.send(`/nop/${number}/bo-sung`, { camKet: '1' })).status).toBe(422);
    expect((await upload(xa, `/nop/${number}`, 'bao-cao', [['Rõ.pdf', pdfFile(1, 'rõ')]])).status).toBe(303);
    expect((await xa.send(`/nop/${number}/bo-sung`, { camKet: '1' })).status).toBe(303);
    await setClock(house.database, world.contestId, '2021-11-24T08:00:00+07:00');
  });
});

describe('The same file twice', () => {
  it('is told to the commune within its own dossier, as a remark and not a fault', async () => {
    await house.database.transaction((tx) =>
      tx.changed(`UPDATE contests SET clock_at = $1`, [new Date('2021-11-24T08:00:00+07:00')]),
    );
    const entry = await begin(xa, world.villages.banBo[2]);
    const photo = await imageFile('jpeg', { red: 33 });
    expect(
      (
        await upload(xa, entry, 'anh', [
          ['Một.jpg', photo],
          ['Hai.jpg', photo],
        ])
      ).status,
    ).toBe(303);
    const page = (await xa.get(`${entry}/tep/anh`)).text;
    expect(page.match(/Tệp này cũng đang ở mục “Ảnh hoạt động”/g)).toHaveLength(2);
  });

  it('and a name typed in an old font is warned of and taken', async () => {
    const entry = await begin(xa, world.villages.banBo[3]);
    expect((await upload(xa, entry, 'bao-cao', [['B¸o c¸o b¶n Nµ_1.pdf', pdfFile(1, 'phông')]])).status).toBe(303);
    expect((await xa.get(`${entry}/tep/bao-cao`)).text).toContain('phông cũ (TCVN3, VNI)');
  });
});

describe('Pictures of what was received', () => {
  it('are made before anybody asks, within 12 KB and 90 KB, of HEIC too, without place and camera', async () => {
    const entry = await begin(xa, world.villages.banBo[4]);
    expect((await upload(xa, entry, 'anh', [['IMG_0001.HEIC', heicFile()]])).status).toBe(303);
    while ((await house.app.get(FilePreparation).prepareSome()) > 0);
    const left = await house.database.reader.rows(
      `SELECT 1 FROM stored_files WHERE prepared_at IS NULL AND scan_state <> 'infected'`,
    );
    expect(left).toEqual([]);
    const id = /\/tep\/([0-9a-f-]{36})\//.exec((await xa.get(`${entry}/tep/anh`)).text)?.[1] ?? '';
    for (const [part, most] of [
      ['nho', 12_000],
      ['anh', 90_000],
    ] as const) {
      const picture = (await xa.get(`${entry}/tep/${id}/${part}`)).body as Buffer;
      expect(picture.subarray(8, 12).toString()).toBe('WEBP');
      expect(picture.length).toBeLessThanOrEqual(most);
      expect(/Exif|GPS|Mau/.test(picture.toString('latin1'))).toBe(false);
    }
  });
});
