import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { hiddenFields, type Visitor } from '../app.js';
import { begin, submitOne, upload, WORDS } from '../fixtures/entries.js';
import { imageFile, pdfFile } from '../fixtures/files.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY } from '../fixtures/judging.js';
import { setClock } from '../fixtures/world.js';
import { Platform } from '../process.js';
import { openSharedWorld, sameBrowserAt, type SharedWorld, signIn } from './shared-world.js';

/*
 * TRUST R13: a button pressed twenty times at one moment, ten times at each of two server processes, then once more as a reload
 * of the answer would do it. One effect, and every press is led to the same place.
 */
const PRESSES = 20;
const SLUG = 'zalo-lai-chau-2021';
let shared: SharedWorld;
let a: Platform;
let b: Platform;

beforeAll(async () => {
  shared = await openSharedWorld();
  [a, b] = await Promise.all([Platform.start(shared.env), Platform.start(shared.env)]);
});
afterAll(() => shared.close());

const signedIn = (username: string): Promise<Visitor> => signIn(a.url, username);

/** The form of a page with these words, sent by each of `PRESSES` presses and once more after all were answered. */
async function press(
  visitor: Visitor,
  action: string,
  words: Record<string, string | string[]>,
  from = action,
): Promise<Response[]> {
  const body = new URLSearchParams(hiddenFields((await visitor.get(from)).text, action));
  for (const [name, value] of Object.entries(words)) for (const one of [value].flat()) body.append(name, one);
  const twin = sameBrowserAt(visitor, b.url);
  const send = (at: Visitor): Promise<Response> =>
    at.agent.post(action).redirects(0).type('form').send(body.toString());
  const answers = await Promise.all(Array.from({ length: PRESSES }, (_, i) => send(i % 2 === 0 ? visitor : twin)));
  return [...answers, await send(twin)];
}

/** Each different answer, once: "303 /nop". */
const told = (answers: readonly Response[]): string[] => [
  ...new Set(answers.map(({ status, headers }) => `${status} ${String(headers['location'] ?? '')}`)),
];

/** How many events of an act the log holds. */
const logged = async (act: string): Promise<number> =>
  (await shared.database.reader.one<{ n: number }>(`SELECT count(*)::int AS n FROM audit_events WHERE act = $1`, [act]))
    ?.n ?? -1;
const rowsOf = async (table: string): Promise<number> =>
  (await shared.database.reader.one<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))?.n ?? -1;

describe('Twenty presses of one button', () => {
  it('begin one draft, keep its words once and take its files once', async () => {
    const xa = await signedIn('xa');
    const begun = told(await press(xa, '/nop/moi', { villageId: shared.world.villages.banBo[0] ?? '' }));
    expect(begun).toEqual([expect.stringMatching(/^303 \/nop\/[0-9A-Z]{6}$/)]);
    const entry = begun[0]?.slice(4) ?? '';
    expect(told(await press(xa, `${entry}/thong-tin`, WORDS))).toEqual([`303 ${entry}`]);
    const action = `${entry}/tep/bao-cao`;
    const hidden = hiddenFields((await xa.get(action)).text, action);
    const twin = sameBrowserAt(xa, b.url);
    const answers = await Promise.all(
      Array.from({ length: PRESSES }, (_, i) => {
        const form = (i % 2 === 0 ? xa : twin).agent.post(action).redirects(0);
        for (const [name, value] of Object.entries(hidden)) void form.field(name, value);
        return form.attach('tep', pdfFile(1, 'một lần'), 'Báo cáo.pdf');
      }),
    );
    expect(told(answers)).toEqual([expect.stringMatching(/^303 \/nop\//)]);
    expect([await logged('entry.create'), await logged('entry.write'), await rowsOf('entry_files')]).toEqual([1, 1, 1]);
  });

  it('submit one dossier under one number, with one receipt', async () => {
    const xa = await signedIn('xa');
    const entry = await begin(xa, shared.world.villages.banBo[1]);
    await xa.send(`${entry}/thong-tin`, WORDS);
    await upload(xa, entry, 'bao-cao', [['Báo cáo.pdf', pdfFile(1, 'nộp')]]);
    await upload(xa, entry, 'anh', [['Ảnh.jpg', await imageFile('jpeg', { red: 7 })]]);
    const answers = await press(xa, `${entry}/kiem-tra`, { camKet: '1' });
    expect(told(answers)).toEqual(['303 /nop/ZALO21-211120-0001/da-nop']);
    expect([await logged('entry.submit'), await rowsOf('entry_receipts')]).toEqual([1, 1]);
  });

  it('accept one dossier, and forward it in one batch', async () => {
    const number = await submitOne(await signedIn('xa2'), shared.world.villages.binhLu[0], 9);
    const office = await signedIn('tham-dinh');
    const accepted = await press(office, `/tham-dinh/${number}/quyet-dinh`, { decision: 'accept', reason: '' });
    expect(told(accepted)).toEqual([`303 /tham-dinh/${number}`]);
    const forwarded = await press(office, '/tham-dinh/chuyen', { codes: [number], note: '' });
    expect(told(forwarded)).toEqual([expect.stringMatching(/^303 \/tham-dinh\/chuyen\/.+/)]);
    const events = [await logged('entry.accept'), await logged('entry.forward'), await logged('vetting.forward')];
    expect([...events, await rowsOf('forwarding_batches')]).toEqual([1, 1, 1, 1]);
  });

  it('save one score sheet, and sign it once', async () => {
    const { database, world } = shared;
    const [entry] = await givenEntries(database, world, allVillages(world).slice(12, 13), 8);
    await givenPanel(database, world, [world.actors.judge1], entry === undefined ? [] : [entry]);
    await setClock(database, world.contestId, JUDGING_DAY);
    const judge = await signedIn('giam-khao-1');
    const at = `/cham/${entry?.number}`;
    const points = { 'points[A]': '38', 'points[B]': '29,5', 'points[C]': '27.75', comment: 'Tốt', then: 'tiep' };
    // “Save and next” after the last sheet leads to the summary, however often it is pressed.
    expect(told(await press(judge, at, points))).toEqual(['303 /cham/tong-ket']);
    expect(told(await press(judge, '/cham/tong-ket', {}))).toEqual(['303 /cham/tong-ket']);
    const sheet = await database.reader.one('SELECT version, state, total_hundredths AS total FROM score_sheets');
    expect(sheet).toEqual({ version: 3, state: 'signed', total: '9525.0000' });
    const events = [await logged('sheet.save'), await logged('sheet.sign')];
    expect([...events, await rowsOf('score_sheet_versions')]).toEqual([1, 1, 1]);
  });

  it('draft, confirm and publish one award list', async () => {
    const { database, world } = shared;
    const secretary = await signedIn('thu-ky');
    expect(told(await press(secretary, '/thu-ky/khoa', { reason: 'Đủ phiếu' }))).toHaveLength(1);
    await setClock(database, world.contestId, '2021-12-22T09:00:00+07:00');
    const [organiser, second] = [await signedIn('to-chuc'), await signedIn('to-chuc-2')];
    const desk = `/to-chuc/${SLUG}/giai-thuong`;
    expect(told(await press(organiser, `${desk}/lap`, {}, desk))).toEqual([`303 ${desk}`]);
    for (const tier of ['nhi', 'ba'])
      await press(organiser, `${desk}/khong-trao/${tier}`, { reason: 'Chỉ có một hồ sơ dự thi' });
    expect(told(await press(second, `${desk}/xac-nhan`, {}, desk))).toEqual([`303 ${desk}`]);
    expect(told(await press(organiser, `/to-chuc/${SLUG}/cong-bo`, {}))).toEqual([`303 ${desk}`]);
    const events = ['round.close', 'award-list.draft', 'award-list.decide', 'award-list.confirm', 'award-list.publish'];
    expect(await Promise.all(events.map(logged))).toEqual([1, 1, 2, 1, 1]);
    expect([await rowsOf('award_lists'), await rowsOf('award_lines')]).toEqual([1, 1]);
  });
});

it('no press was a fault of ours', () => {
  expect([...a.faults, ...b.faults]).toEqual([]);
});
