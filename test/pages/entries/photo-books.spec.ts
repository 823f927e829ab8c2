import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type request from 'supertest';
import { PhotoBinding } from '../../../src/entries/photo.binding.js';
import { countPdfPages, renderPdfPage } from '../../../src/storage/pdf-pages.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { submitOne, upload } from '../../fixtures/entries.js';
import { imageFile } from '../../fixtures/files.js';
import { givenPanel, type JudgedFixture, JUDGING_DAY } from '../../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let commune: Visitor;
let number: string;
const HREF = /\/tham-dinh\/[^"]*\/gop/;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  commune = await app.signedIn('xa');
  // submitOne puts a photo of its own behind these two.
  number = await submitOne(commune, world.villages.banBo[0], 1, async (entry) => {
    await upload(commune, entry, 'anh', [['Một.jpg', await imageFile('jpeg', { red: 250 })]]);
    await upload(commune, entry, 'anh', [['Hai.png', await imageFile('png', { red: 120 })]]);
    const page = (await commune.get(`${entry}/tep/anh`)).text;
    const down = /action="([^"]*thu-tu)"/.exec(page)?.[1] ?? '';
    await commune.send(down, { huong: 'xuong' }, `${entry}/tep/anh`);
  });
});
afterAll(() => app.close());

const bytesOf = async (visitor: Visitor, path: string): Promise<Buffer> =>
  (await visitor.get(path).buffer(true).parse(binary)).body as Buffer;
const binary = (res: request.Response, done: (error: Error | null, body: unknown) => void): void => {
  const chunks: Buffer[] = [];
  const stream = res as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
};
async function redOf(pdf: Buffer, page: number): Promise<number> {
  const picture = await renderPdfPage({ bytes: pdf }, page, 200);
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return data[(Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels] ?? -1;
}

describe('Several photos in one place of a dossier', () => {
  it('are asked to be bound in the act that submits it', async () => {
    const entry = await app.database.reader.one<{ id: string }>(`SELECT id FROM entries WHERE number = $1`, [number]);
    expect(await app.app.get(PhotoBinding).bindAll(entry?.id as never)).toBe(1);
  });

  it('are read by the office as one PDF in the order that the commune gave, each photo beside it as before', async () => {
    const officer = await app.signedIn('tham-dinh');
    const page = (await officer.get(`/tham-dinh/${number}`)).text;
    expect(page).toContain('Tải 3 ảnh thành một tệp PDF, theo thứ tự');
    expect(page.match(/class="preview-image" src="[^"]*\/anh"/g)?.length).toBe(3);
    const pdf = await bytesOf(officer, HREF.exec(page)?.[0] ?? '');
    expect(await countPdfPages({ bytes: pdf })).toBe(3);
    const reds = [await redOf(pdf, 0), await redOf(pdf, 1), await redOf(pdf, 2)];
    // "Một" was moved behind "Hai"; the last is the one of submitOne, nearly without red.
    expect(reds.map((red) => (red > 200 ? 'Một' : red > 60 ? 'Hai' : 'cuối'))).toEqual(['Hai', 'Một', 'cuối']);
  });

  it('are read by the judge who has the dossier in the same way, and by no other', async () => {
    const entry = await app.database.transaction((tx) =>
      tx.one<JudgedFixture>(
        `UPDATE entries SET state = 'accepted', vetted_level = 1, forwarded_level = 1, decided_at = submitted_at
          WHERE number = $1 RETURNING id, number`,
        [number],
      ),
    );
    await givenPanel(app.database, world, [world.actors.judge1], entry === null ? [] : [entry]);
    await setClock(app.database, world.contestId, JUDGING_DAY);
    const judge = await app.signedIn('giam-khao-1');
    const href = /\/cham\/[^"]*\/gop/.exec((await judge.get(`/cham/${number}`)).text)?.[0] ?? '';
    const answer = await judge.get(href).buffer(true).parse(binary);
    expect(await countPdfPages({ bytes: answer.body as Buffer })).toBe(3);
    expect(answer.headers['content-disposition']).not.toContain('Một');
    expect((await (await app.signedIn('giam-khao-2')).get(href)).status).toBe(404);
  });

  it('are nobody else’s, and a place with one file has no such PDF', async () => {
    const officer = await app.signedIn('tham-dinh');
    const href = HREF.exec((await officer.get(`/tham-dinh/${number}`)).text)?.[0] ?? '';
    expect((await (await app.signedIn('tham-dinh2')).get(href)).status).toBe(404);
    expect((await app.visitor().get(href)).status).toBe(303);
    const report = await app.database.reader.one<{ id: string }>(
      `SELECT id FROM entry_files WHERE name = 'Báo cáo.pdf'`,
    );
    expect((await officer.get(`/tham-dinh/${number}/tep/${report?.id}/gop`)).status).toBe(404);
  });
});
