import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UnitId } from '../../../src/kernel/ids.js';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { counting } from '../../fixtures/counting.js';
import { pdfFile } from '../../fixtures/files.js';
import { begunDrive, begunMovement } from '../../fixtures/movements.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let office: Visitor;
let neighbour: Visitor;
let auditor: Visitor;
let commune: Visitor;
let register = '';
let one = '';

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  [office, neighbour] = [await house.signedIn('tham-dinh'), await house.signedIn('tham-dinh2')];
  [auditor, commune] = [await house.signedIn('kiem-tra'), await house.signedIn('xa')];
  register = `/van-ban/${world.units.tamDuong}`;
});
afterAll(() => house.close());

const press = (act: string, words: Record<string, string> = {}) => office.send(`${one}/${act}`, words, one);
const page = async (who = office, at = one): Promise<string> => (await who.get(at)).text;
async function attach() {
  const form = office.agent.post(`${one}/ban-ky`).redirects(0);
  for (const [field, value] of Object.entries(hiddenFields(await page(), `${one}/ban-ky`)))
    void form.field(field, value);
  return form.attach('signedFile', pdfFile(1), 'Công văn.pdf');
}
const notices = () =>
  house.database.reader.rows<{ username: string; sender: string; contest: string | null; speaker: string | null }>(
    `SELECT p.username, n.sender_name AS sender, n.contest_id AS contest, n.speaker_id AS speaker
       FROM notices n JOIN persons p ON p.id = n.person_id WHERE n.event = 'document' ORDER BY n.told_at, p.username`,
  );
const acts = (id: string) =>
  house.database.reader.rows<{ act: string; contest: string | null }>(
    `SELECT act, contest_id AS contest FROM audit_events WHERE subject_id = $1 ORDER BY id`,
    [id],
  );
const DOCUMENT = {
  kind: 'cong-van',
  issuer: 'ỦY BAN NHÂN DÂN HUYỆN TAM ĐƯỜNG',
  symbol: 'UBND-VHTT',
  subject: 'V/v báo cáo nhóm Zalo cộng đồng',
  recipientsText: 'Như trên; Lưu: VT',
};

describe('The register of an office', () => {
  it('is where its people are led to', async () => {
    const answer = await office.get('/van-ban');
    expect([answer.status, answer.headers['location']]).toEqual([303, register]);
    const empty = await page(office, register);
    expect(empty).toContain('Sổ chưa có văn bản. Đưa công văn đôn đốc vào sổ');
    expect(empty).toContain('Ghi văn bản vào sổ');
  });

  it('asks for what is missing and keeps what was typed', async () => {
    const answer = await office.send(`${register}/moi`, { ...DOCUMENT, symbol: 'UBND / VHTT' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Ký hiệu không có số');
    expect(answer.text).toContain('V/v báo cáo nhóm Zalo cộng đồng');
  });

  it('takes a document from its draft to the units below, in the name of the office', async () => {
    const answer = await office.send(`${register}/moi`, DOCUMENT);
    expect(answer.status).toBe(303);
    one = String(answer.headers['location']);
    expect(one).toMatch(new RegExp(`^${register}/[0-9a-f-]{36}$`));
    expect((await press('noi-nhan', { audience: 'commune', unit: '' })).status).toBe(303);
    expect(
      (await press('ky', { powers: 'TM. ỦY BAN NHÂN DÂN', signer: 'Lò Thị Ký', signedOn: '01/03/2022' })).status,
    ).toBe(303);
    expect((await attach()).status).toBe(303);
    expect((await press('so', { number: '', datedOn: '02/03/2022' })).status).toBe(303);
    expect((await press('ban-hanh')).status).toBe(303);
    expect((await press('gui')).status).toBe(303);
    const text = await page();
    expect(text).toContain('Công văn số 01/UBND-VHTT ngày 02/03/2022');
    expect(text).toMatch(/2 đơn vị: đã gửi 2, đã nhận 0/);
    expect(text).not.toContain('Công khai');
    expect((await notices()).slice(0, 2)).toEqual([
      { username: 'xa', sender: 'Huyện Tam Đường', contest: null, speaker: world.units.tamDuong },
      { username: 'xa2', sender: 'Huyện Tam Đường', contest: null, speaker: world.units.tamDuong },
    ]);
    expect((await acts(one.split('/').at(-1) ?? '')).map(({ contest }) => contest)).not.toContain(world.contestId);
  });

  it('hears from a commune that it has the document', async () => {
    const received = `/van-ban-den/${one.split('/').at(-1) ?? ''}`;
    expect(await page(commune, '/van-ban-den')).toContain('01/UBND-VHTT');
    const text = await page(commune, received);
    expect(text).not.toContain('Cuộc thi</dt>');
    expect((await commune.send(received, {}, received)).status).toBe(303);
    expect(await page()).toMatch(/2 đơn vị: đã gửi 2, đã nhận 1/);
  });

  it('is read by auditors, who change nothing', async () => {
    expect(await page(auditor, '/van-ban')).toContain('Huyện Tam Đường');
    expect(await page(auditor, register)).not.toContain('Ghi văn bản vào sổ');
    expect(await page(auditor)).not.toMatch(/<form[^>]*action="\/van-ban\//);
    expect((await auditor.send(`${one}/thu-hoi`, { recallReason: 'x' }, one)).status).toBe(403);
  });

  it.each(['', '/moi'])('is not there for another office, nor for an organiser of one contest: %s', async (below) => {
    const organiser = await house.signedIn('to-chuc');
    for (const who of [neighbour, organiser]) expect((await who.get(`${register}${below}`)).status).toBe(404);
    expect((await commune.get(`${register}${below}`)).status).toBe(403);
    expect((await neighbour.get(one)).status).toBe(404);
    expect((await neighbour.send(`${one}/thu-hoi`, { recallReason: 'x' }, '/van-ban-den')).status).toBe(404);
  });

  it('does not open a document of another register under its own address', async () => {
    const theirs = `/van-ban/${world.units.sinHo}/${one.split('/').at(-1) ?? ''}`;
    expect((await neighbour.get(theirs)).status).toBe(404);
    expect(
      (
        await house
          .signedIn('to-chuc')
          .then((who) => who.get(`/to-chuc/${world.slug}/so-van-ban/${one.split('/').at(-1) ?? ''}`))
      ).status,
    ).toBe(404);
  });

  it('lists three documents with as many queries as one', async () => {
    const count = counting(house);
    const first = await count(() => office.get(register));
    for (const subject of ['V/v thứ hai', 'V/v thứ ba']) await office.send(`${register}/moi`, { ...DOCUMENT, subject });
    expect(await count(() => office.get(register))).toBe(first);
  });
});

describe('A chasing letter of an office', () => {
  const begin = async (who: Visitor, owner: UnitId): Promise<string> =>
    begunDrive(
      who,
      await begunMovement(who, owner, {
        name: 'Cài Bluezone',
        standingAgency: 'Phòng Văn hóa và Thông tin',
        planNumber: '12/KH-UBND',
      }),
      world.units.tamDuong,
    );
  const letter = async (drive: string): Promise<string> => {
    const answer = await office.send(`${drive}/don-doc`, {}, `${drive}/don-doc`);
    expect(answer.status).toBe(303);
    return String(answer.headers['location']);
  };

  it('comes into its own register in one act, with the communes it goes to', async () => {
    const drive = await begin(office, world.units.tamDuong);
    expect((await office.get(`${drive}/don-doc`)).text).toContain('Đưa vào sổ văn bản của cơ quan');
    const at = await letter(drive);
    expect(at.startsWith(`${register}/`)).toBe(true);
    const text = await page(office, at);
    expect(text).toContain('2 đơn vị: đã gửi 0');
    expect(text).toContain('12/KH-UBND');
    expect(text).not.toContain('Diễn tập');
    expect(await acts(at.split('/').at(-1) ?? '')).toEqual([{ act: 'document.draft', contest: null }]);
    expect(await letter(drive)).toBe(at);
    expect(await acts(at.split('/').at(-1) ?? '')).toHaveLength(1);
    expect((await office.get(`${at}/ban-trinh-bay.pdf`)).headers['content-type']).toBe('application/pdf');
  });

  it('is marked as played when the movement goes by a rehearsal: numbered apart, mailed to nobody', async () => {
    const organiser = await house.signedIn('to-chuc');
    const drive = await begin(organiser, world.units.province);
    one = await letter(drive);
    expect(await page()).toContain('Văn bản của cuộc diễn tập');
    const { reader } = house.database;
    await press('ky', { powers: 'TM. ỦY BAN NHÂN DÂN', signer: 'Lò Thị Ký', signedOn: '01/03/2022' });
    await press('so', { number: '', datedOn: '02/03/2022' });
    const numbered = await reader.one<{ series: string; number: number }>(
      `SELECT series, number FROM documents WHERE id = $1`,
      [one.split('/').at(-1)],
    );
    // The office's own series stands at 1: the rehearsal's begins anew.
    expect(numbered).toEqual({ series: `${world.contestId} uy ban nhan dan huyen tam duong`, number: 1 });
  });
});
