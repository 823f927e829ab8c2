import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UnitId } from '../../../src/kernel/ids.js';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { asProgram, wholeList } from '../api/asking.js';
import { counting } from '../../fixtures/counting.js';
import { pdfFile } from '../../fixtures/files.js';
import { buildWorld, type World } from '../../fixtures/world.js';

// On 01/07/2025 the district's office and the communes below it are no more; others took over.
const OFFICE = '00000000-0000-4000-8000-00000000d001' as UnitId;
const COMMUNE = '00000000-0000-4000-8000-00000000d002' as UnitId;

let house: TestApp;
let world: World;
let office: Visitor;
let commune: Visitor;
let auditor: Visitor;
let old = '';
let sent = '';

/** Writes a document into a register and sends it to every commune of its area; answers its page. */
async function issued(subject: string, who = office, register = old): Promise<string> {
  const words = {
    kind: 'cong-van',
    issuer: 'UBND huyện Tam Đường',
    symbol: 'UBND-VHTT',
    subject,
    recipientsText: 'VT',
  };
  const one = String((await who.send(`${register}/moi`, words)).headers['location']);
  const press = (act: string, more: Record<string, string> = {}) => who.send(`${one}/${act}`, more, one);
  await press('noi-nhan', { audience: 'commune', unit: '' });
  await press('ky', { powers: 'TM. UBND', signer: 'Lò Thị Ký', signedOn: '01/03/2022' });
  const form = who.agent.post(`${one}/ban-ky`).redirects(0);
  for (const [field, value] of Object.entries(hiddenFields((await who.get(one)).text, `${one}/ban-ky`)))
    void form.field(field, value);
  expect((await form.attach('signedFile', pdfFile(1), 'Công văn.pdf')).status).toBe(303);
  await press('so', { number: '', datedOn: '02/03/2022' });
  await press('ban-hanh');
  expect((await press('gui')).status).toBe(303);
  return one;
}
const idOf = (path: string): string => path.split('/').at(-1) ?? '';

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  office = await house.signedIn('tham-dinh');
  old = `/van-ban/${world.units.tamDuong}`;
  sent = await issued('V/v nhóm Zalo');
  const { banBo, binhLu, tamDuong, province } = world.units;
  await house.database.transaction(async (tx) => {
    for (const [id, level, type, name] of [
      [OFFICE, 'district', 'huyện', 'Huyện Mới'],
      [COMMUNE, 'commune', 'xã', 'Xã Mới'],
    ])
      await tx.changed(
        `INSERT INTO units (id, level, type, name, parent_id, valid_from, sort_key, folded) VALUES ($1, $2, $3, $4, $5, '2022-01-01', 'moi', 'moi')`,
        [id, level, type, name, level === 'commune' ? OFFICE : province],
      );
    await tx.changed(
      `INSERT INTO unit_successions (old_id, new_id, kind, document)
       SELECT o, n, 'merged_whole', 'Nghị quyết' FROM unnest($1::uuid[], $2::uuid[]) AS p (o, n)`,
      [
        [tamDuong, banBo, binhLu],
        [OFFICE, COMMUNE, COMMUNE],
      ],
    );
    // The people of the old units act for the new ones.
    const moved = [
      [world.actors.thamDinh.assignmentId, OFFICE],
      [world.actors.xa.assignmentId, COMMUNE],
    ];
    for (const [assignment, unit] of moved)
      await tx.changed(`UPDATE role_assignments SET unit_id = $2 WHERE id = $1`, [assignment, unit]);
  });
  [office, commune] = [await house.signedIn('tham-dinh'), await house.signedIn('xa')];
  auditor = await house.signedIn('kiem-tra');
});
afterAll(() => house.close());

describe('The register of an office that is no more', () => {
  it('is read by the one that took over, from its own register', async () => {
    const own = await office.get('/van-ban');
    expect(own.headers['location']).toBe(`/van-ban/${OFFICE}`);
    const page = (await office.get(`/van-ban/${OFFICE}`)).text;
    expect(page).toContain('Sổ của đơn vị trước đây');
    expect(page).toContain(`href="${old}"`);
    const list = await office.get(old);
    expect([list.status, list.text.includes('V/v nhóm Zalo')]).toEqual([200, true]);
    expect([(await office.get(sent)).status, (await office.get(`${sent}/ban-ky`)).status]).toEqual([200, 200]);
  });

  it('is written by nobody: no button, and every act answered as if there were none', async () => {
    const page = (await office.get(sent)).text;
    expect([page.includes(`action="${sent}/`), (await office.get(old)).text.includes('Ghi văn bản vào sổ')]).toEqual([
      false,
      false,
    ]);
    expect((await office.get(`${old}/moi`)).status).toBe(404);
    const hidden = hiddenFields((await office.get(`/van-ban/${OFFICE}/moi`)).text, `/van-ban/${OFFICE}/moi`);
    for (const act of ['thu-hoi', 'nhac', 'gui', 'noi-nhan']) {
      const body = new URLSearchParams({
        ...hidden,
        recallReason: 'Nhầm',
        version: '9',
        audience: 'commune',
        unit: '',
      }).toString();
      const answer = await office.agent.post(`${sent}/${act}`).redirects(0).type('form').send(body);
      expect([act, answer.status]).toEqual([act, 404]);
    }
    expect((await office.get(`${old}/thong-bao`)).status).toBe(404);
  });

  it('keeps its numbers, and the one that took over has its own', async () => {
    expect((await office.get(sent)).text).toContain('Công văn số 01/UBND-VHTT ngày 02/03/2022');
    const words = { kind: 'cong-van', issuer: 'UBND huyện Mới', symbol: 'UBND-VHTT', subject: 'V/v mới' };
    const one = String(
      (await office.send(`/van-ban/${OFFICE}/moi`, { ...words, recipientsText: 'VT' })).headers['location'],
    );
    expect(one).toContain(`/van-ban/${OFFICE}/`);
    expect((await office.get(old)).text).not.toContain('V/v mới');
    expect((await office.get(`${old}/${idOf(one)}`)).status).toBe(404);
  });

  it('stays unknown to a neighbour, and readable to auditors', async () => {
    const neighbour = await house.signedIn('tham-dinh2');
    expect([(await neighbour.get(old)).status, (await neighbour.get(sent)).status]).toEqual([404, 404]);
    expect((await auditor.get(old)).status).toBe(200);
  });

  it('is read by programs of the one that took over too', async () => {
    const asks = await asProgram(house, world.actors.thamDinh);
    const all = await wholeList<{ subject: string }>(asks, `documents?office=${world.units.tamDuong}`, 'documents');
    expect(all.map(({ subject }) => subject)).toEqual(['V/v nhóm Zalo']);
  });
});

describe('What was sent to communes that are no more', () => {
  it('is among the documents of the one that took over, each once, named as it was sent', async () => {
    const list = (await commune.get('/van-ban-den')).text;
    expect(list.match(/V\/v nhóm Zalo/g)).toHaveLength(1);
    expect(list).toMatch(/Gửi Xã (?:Bản Bo|Bình Lư), đơn vị trước đây/);
    expect(list).not.toContain('chưa bấm');
    const one = await commune.get(`/van-ban-den/${idOf(sent)}`);
    expect([one.status, one.text.includes('đơn vị trước đây'), one.text.includes('Bấm “Đã nhận”')]).toEqual([
      200,
      true,
      false,
    ]);
    expect((await commune.get(`/van-ban-den/${idOf(sent)}/tep`)).status).toBe(200);
  });

  it('is not received in their stead', async () => {
    const hidden = hiddenFields((await commune.get('/tai-khoan')).text, '/dang-xuat');
    const body = new URLSearchParams(hidden).toString();
    const answer = await commune.agent
      .post(`/van-ban-den/${idOf(sent)}`)
      .redirects(0)
      .type('form')
      .send(body);
    expect([answer.status, answer.text.includes('đơn vị trước đây: chỉ đọc')]).toEqual([409, true]);
    const received = await house.database.reader.rows(
      `SELECT 1 FROM document_recipients WHERE received_at IS NOT NULL`,
    );
    expect(received).toEqual([]);
  });

  it('stands below what the commune itself was sent and has not said it has, as many questions for both', async () => {
    const count = counting(house);
    const before = await count(() => commune.get('/van-ban-den'));
    const newer = await issued('V/v xã mới', office, `/van-ban/${OFFICE}`);
    const list = (await commune.get('/van-ban-den')).text;
    expect(list).toContain('1 văn bản chưa bấm “Đã nhận”.');
    expect(list.indexOf('V/v xã mới')).toBeLessThan(list.indexOf('V/v nhóm Zalo'));
    expect(await count(() => commune.get('/van-ban-den'))).toBe(before);
    expect((await commune.send(`/van-ban-den/${idOf(newer)}`)).status).toBe(303);
    const neighbour = await house.signedIn('xa3');
    expect((await neighbour.get('/van-ban-den')).text).not.toContain('V/v nhóm Zalo');
  });
});
