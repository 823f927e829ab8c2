import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { counting } from '../../fixtures/counting.js';
import { pdfFile } from '../../fixtures/files.js';
import { givenKey } from '../../fixtures/program-keys.js';
import { buildWorld, type World } from '../../fixtures/world.js';
import { asProgram, type Told } from './asking.js';

/* Who may ask at all is the rights table's: here, what is told, and to whom of those who may. */
let app: TestApp;
let world: World;
let register = '';
const asks = {} as Record<keyof World['actors'], Awaited<ReturnType<typeof asProgram>>>;

const DOCUMENT = {
  kind: 'cong-van',
  issuer: 'ỦY BAN NHÂN DÂN HUYỆN TAM ĐƯỜNG',
  symbol: 'UBND-VHTT',
  subject: 'V/v báo cáo nhóm Zalo cộng đồng',
  recipientsText: 'Như trên; Lưu: VT',
};

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  register = `/van-ban/${world.units.tamDuong}`;
  const office = await app.signedIn('tham-dinh');
  for (const kind of ['bao-cao', 'thong-bao', 'cong-van']) await office.send(`${register}/moi`, { ...DOCUMENT, kind });
  const organiser = await app.signedIn('to-chuc');
  await organiser.send('/to-chuc/zalo-lai-chau-2021/so-van-ban/moi', { ...DOCUMENT, kind: 'quyet-dinh' });
  await sendOut(office, 'cong-van');
  for (const who of Object.keys(world.actors) as (keyof World['actors'])[])
    asks[who] = await asProgram(app, world.actors[who]);
});
afterAll(() => app.close());

/** Signed, numbered, issued and sent to every commune of the office, as its people do it. */
async function sendOut(office: Visitor, kind: string): Promise<void> {
  const row = await app.database.reader.one<{ id: string }>(
    `SELECT id FROM documents WHERE unit_id IS NOT NULL AND kind = $1`,
    [kind],
  );
  const one = `${register}/${row?.id ?? ''}`;
  await office.send(`${one}/noi-nhan`, { audience: 'commune', unit: '' }, one);
  await office.send(`${one}/ky`, { powers: 'TM. UBND', signer: 'Lò Thị Ký', signedOn: '01/03/2022' }, one);
  const copy = office.agent.post(`${one}/ban-ky`).redirects(0);
  for (const [field, value] of Object.entries(hiddenFields((await office.get(one)).text, `${one}/ban-ky`)))
    void copy.field(field, value);
  await copy.attach('signedFile', pdfFile(1), 'Công văn.pdf');
  await office.send(`${one}/so`, { number: '', datedOn: '02/03/2022' }, one);
  await office.send(`${one}/ban-hanh`, {}, one);
  await office.send(`${one}/gui`, {}, one);
}

const DESCRIBED = { office: 'documents', contest: 'contests/{slug}/documents', received: 'received-documents' };
const OF_CONTEST = 'contests/zalo-lai-chau-2021/documents';

const read = (who: keyof World['actors'], address: string, described: string) => asks[who](address, described);
const kinds = ({ rows }: Told<Record<string, unknown>>) => rows.map(({ kind }) => kind);

describe('The register of an office, for programs', () => {
  it('is told what came in last first, page by page, each once', async () => {
    const first = await read('thamDinh', `documents?limit=2`, DESCRIBED.office);
    expect(kinds(first)).toEqual(['cong-van', 'thong-bao']);
    const rest = await read('thamDinh', `documents?limit=2&cursor=${String(first.nextCursor)}`, DESCRIBED.office);
    expect([kinds(rest), rest.nextCursor]).toEqual([['bao-cao'], null]);
    expect(first.rows[0]).toMatchObject({
      number: 1,
      symbol: 'UBND-VHTT',
      datedOn: '2022-03-02',
      state: 'issued',
    });
  });

  it.each([
    ['state=draft', ['thong-bao', 'bao-cao']],
    ['kind=cong-van', ['cong-van']],
    ['datedFrom=2022-03-02&datedUntil=2022-03-02', ['cong-van']],
    ['datedFrom=2022-03-03', []],
  ])('is narrowed by %s', async (query, expected) => {
    expect(kinds(await read('thamDinh', `documents?${query}`, DESCRIBED.office))).toEqual(expected);
  });

  it.each(['state=gone', 'kind=thu', 'datedFrom=02/03/2022', 'office=tam-duong', 'cursor=abc', 'limit=101'])(
    'refuses %s and names it',
    async (query) => {
      const { status, text } = await read('thamDinh', `documents?${query}`, DESCRIBED.office);
      const { parameter } = JSON.parse(text) as { parameter?: string };
      expect([status, parameter]).toEqual([422, query.split('=')[0]]);
    },
  );

  it('is read by an auditor who names the office, and by no other office', async () => {
    const named = `documents?office=${world.units.tamDuong}`;
    expect(kinds(await read('auditor', named, DESCRIBED.office))).toHaveLength(3);
    for (const who of ['thamDinh2', 'organiser'] as const)
      expect(await read(who, named, DESCRIBED.office)).toMatchObject({ status: 404, code: 'not-found' });
    expect((await read('auditor', 'documents', DESCRIBED.office)).status).toBe(404);
    expect(kinds(await read('thamDinh2', 'documents', DESCRIBED.office))).toEqual([]);
  });

  it('asks as many questions for one row as for three', async () => {
    const countOf = counting(app);
    expect(await countOf(() => read('thamDinh', 'documents?limit=1', DESCRIBED.office))).toBe(
      await countOf(() => read('thamDinh', 'documents?limit=3', DESCRIBED.office)),
    );
  });
});

describe('The register of a contest, for programs', () => {
  it('is told to its organisers and auditors, and holds nothing of an office', async () => {
    for (const who of ['organiser', 'auditor'] as const)
      expect(kinds(await read(who, OF_CONTEST, DESCRIBED.contest))).toEqual(['quyet-dinh']);
    expect((await read('thamDinh', OF_CONTEST, DESCRIBED.contest)).status).toBe(403);
  });
});

describe('What a unit was sent, for programs', () => {
  it('is told to the unit alone, and being read is no word that it has it', async () => {
    const told = await read('xa', 'received-documents', DESCRIBED.received);
    expect(told.rows).toMatchObject([{ kind: 'cong-van', number: 1, receivedAt: null, contest: null }]);
    expect(kinds(await read('xa', `received-documents?state=waiting`, DESCRIBED.received))).toHaveLength(1);
    expect(kinds(await read('thamDinh2', 'received-documents', DESCRIBED.received))).toEqual([]);
  });

  it('is narrowed to what it has said it has', async () => {
    expect(kinds(await read('xa', `received-documents?state=received`, DESCRIBED.received))).toEqual([]);
    const commune = await app.signedIn('xa');
    const [one] = (await read('xa', 'received-documents', DESCRIBED.received)).rows;
    const page = `/van-ban-den/${String(one?.['id'])}`;
    await commune.send(page, {}, page);
    const [has] = (await read('xa', `received-documents?state=received`, DESCRIBED.received)).rows;
    expect(has).toMatchObject({ id: one?.['id'], receivedAt: expect.stringContaining('+07:00') as unknown });
  });
});

describe('A key without the scope', () => {
  it('is let into none of it', async () => {
    const key = await givenKey(app, world.actors.organiser, ['entries']);
    const { status, body } = await app.visitor().get(`/api/v1/${OF_CONTEST}`).set('Authorization', `Bearer ${key}`);
    expect([status, (body as Record<string, unknown>)['code']]).toEqual([403, 'key-lacks-scope']);
  });
});
