import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { begin, upload, WORDS } from '../../fixtures/entries.js';
import { pdfFile } from '../../fixtures/files.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let xa: Visitor;
let first: string;
let second: string;

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  xa = await house.signedIn('xa');
  first = await begin(xa, world.villages.banBo[0]);
  await xa.send(`${first}/thong-tin`, WORDS);
  await upload(xa, first, 'bao-cao', [['Báo cáo chung.pdf', pdfFile(1)]]);
  second = await begin(xa, world.villages.banBo[1]);
});
afterAll(() => house.close());

const copyInto = (entry: string, nguon: string, visitor = xa) => visitor.send(`${entry}/sao-chep`, { nguon });
const codeOf = (entry: string): string => entry.replace('/nop/', '');

describe('A commune fills a draft from another of its dossiers', () => {
  it('taking words into empty fields and files into empty slots, and leaving what is there', async () => {
    await xa.send(`${second}/thong-tin`, { 'answers[ten-nhom]': 'Tên của bản này' });
    const answer = await copyInto(second, codeOf(first));
    expect([answer.status, answer.headers['location']]).toEqual([303, second]);
    const page = (await xa.get(`${second}/thong-tin`)).text;
    expect([page.includes('Tên của bản này'), page.includes('Cách làm của bản.')]).toEqual([true, true]);
    expect((await xa.get(`${second}/tep/bao-cao`)).text).toContain('Báo cáo chung.pdf');
  });

  it('but takes nothing twice, nothing from itself, and nothing of a neighbour', async () => {
    const neighbour = await begin(await house.signedIn('xa2'), world.villages.binhLu[0]);
    expect((await copyInto(second, codeOf(first))).status).toBe(422);
    expect((await copyInto(second, codeOf(second))).status).toBe(422);
    expect((await copyInto(second, codeOf(neighbour))).status).toBe(404);
    expect((await copyInto(neighbour, codeOf(first))).status).not.toBe(303);
  });
});

describe('A file that a scan has isolated', () => {
  const isolate = (isIsolated: boolean): Promise<number> =>
    house.database.transaction((tx) =>
      tx.changed(`UPDATE stored_files SET scan_state = $1, scanned_at = now(), scan_finding = $2`, [
        isIsolated ? 'infected' : 'clean',
        isIsolated ? 'Eicar-Test-Signature' : null,
      ]),
    );
  afterAll(() => isolate(false));

  it('is left out of a copy, which says so, and is not taken for nothing', async () => {
    const third = await begin(xa, world.villages.banBo[2]);
    await isolate(true);
    expect((await copyInto(third, codeOf(first))).status).toBe(303);
    expect((await xa.get(third)).text).toContain('Không chép 1 tệp bị cách ly vì có mã độc.');
    expect((await xa.get(`${third}/tep/bao-cao`)).text).not.toContain('Báo cáo chung.pdf');
    const again = await copyInto(third, codeOf(first));
    expect([again.status, again.text.includes('1 tệp của hồ sơ kia bị cách ly')]).toEqual([422, true]);
  });
});

describe('A dossier has somebody who looks after it', () => {
  it('whoever began it, until a colleague of the same commune takes it over, once', async () => {
    expect((await xa.get(first)).text).toContain(`Người phụ trách: ${world.actors.xa.name}`);
    expect((await xa.send(`${first}/phu-trach`, {}, first)).status).toBe(409);
    // The colleague: another person with the same role for the same commune.
    await house.database.transaction((tx) =>
      tx.changed(`UPDATE role_assignments SET unit_id = $1 WHERE person_id = $2`, [
        world.units.banBo,
        world.actors.xa2.personId,
      ]),
    );
    const colleague = await house.signedIn('xa2');
    expect((await colleague.send(`${first}/phu-trach`, {}, first)).status).toBe(303);
    expect((await xa.get(first)).text).toContain(`Người phụ trách: ${world.actors.xa2.name}`);
    expect((await xa.get(`${first}/lich-su`)).text).toContain('Đã nhận phụ trách hồ sơ');
  });
});
