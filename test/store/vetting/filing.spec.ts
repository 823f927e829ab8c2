import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntryReader } from '../../../src/entries/entry.reader.js';
import { EntryService } from '../../../src/entries/entry.service.js';
import { FileService } from '../../../src/entries/file.service.js';
import { fingerprintOf, SubmissionService } from '../../../src/entries/submission.service.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { newId } from '../../../src/kernel/ids.js';
import { AlreadyDone } from '../../../src/database/database.js';
import { Refused } from '../../../src/kernel/refusal.js';
import { FilingService } from '../../../src/vetting/filing.service.js';
import type { TypedFiling } from '../../../src/vetting/filing.form.js';
import { startApp, type TestApp } from '../../app.js';
import { givenColleague } from '../../fixtures/vetting.js';
import { actBy, buildWorld, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let filings: FilingService;
let drafts: EntryService;
let officer: Actor;
let colleague: Actor;

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  filings = house.app.get(FilingService, { strict: false });
  drafts = house.app.get(EntryService, { strict: false });
  officer = world.actors.thamDinh;
  colleague = await givenColleague(house.database, officer, 'dong-nghiep', 'Hà Thị Đồng');
});
afterAll(() => house.close());

const BROUGHT = { broughtBy: 'Lò Thị Bông', broughtDuty: 'Công chức', reason: 'Mất mạng', way: 'usb' } as const;
const begin = (actor: Actor, place: TypedFiling['place'], formKey: string | null = null): Promise<string> =>
  filings.begin(
    actBy(actor, formKey),
    { contestId: world.contestId, communeId: world.units.banBo },
    { ...BROUGHT, place },
  );
const village = (place: number) => ({ villageId: world.villages.banBo[place] ?? '' });
/** How the work ended: 'done', 'done before', or the code of the refusal. */
const endOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof AlreadyDone) return 'done before';
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  }
};
const rowsOf = (code: string) =>
  house.database.reader.rows<{ by: string; sent: boolean; ended: boolean }>(
    `SELECT g.person_name AS by, g.sent_at IS NOT NULL AS sent, g.ended_at IS NOT NULL AS ended FROM entry_filings g
       JOIN entries e ON e.id = g.entry_id WHERE $1 IN (e.number, e.draft_code) ORDER BY g.person_name DESC`,
    [code],
  );
const received = (mark: string, kind: 'pdf' | 'jpg') => ({
  name: `${mark}.${kind}`,
  kind,
  size: 10,
  sha256: Buffer.from(mark.padEnd(32, '.')).toString('hex').slice(0, 64),
  pages: null,
});
/** Fills a draft in and sends it, all by one actor; answers its number. */
async function send(actor: Actor, code: string): Promise<string> {
  const entries = house.app.get(EntryReader, { strict: false });
  const files = house.app.get(FileService, { strict: false });
  await drafts.saveAnswers(actBy(actor), code, { version: 1, answers: { 'ten-nhom': 'Nhóm', 'tom-tat': 'Cách làm' } });
  await files.addFiles(actBy(actor), code, 'bao-cao', [received(`${code}p`, 'pdf')]);
  await files.addFiles(actBy(actor), code, 'anh', [received(`${code}a`, 'jpg')]);
  const entry = await entries.byCode(house.database.reader, code);
  const lying = entry === null ? [] : await entries.filesOf(house.database.reader, entry.id);
  return house.app.get(SubmissionService, { strict: false }).submit(actBy(actor), code, {
    version: entry?.version ?? 0,
    seen: fingerprintOf(lying, null),
    committed: true,
  });
}

describe('An office begins to file', () => {
  it('once, however often the button was pressed', async () => {
    const key = newId();
    const ends = await Promise.all(Array.from({ length: 20 }, () => endOf(begin(officer, village(0), key))));
    expect(ends.toSorted()).toEqual(['done', ...Array.from({ length: 19 }, () => 'done before')]);
  });

  it('for a village that another hand began at the same moment: one begins, the others are told', async () => {
    const ends = await Promise.all([
      endOf(begin(officer, village(1))),
      endOf(begin(colleague, village(1))),
      endOf(drafts.createDraft(actBy(world.actors.xa), world.contestId, village(1).villageId)),
    ]);
    expect(ends.toSorted()).toEqual(['done', 'village-already-entered', 'village-already-entered']);
  });

  it.each([
    [
      'a draft of another commune',
      async () => ({
        draftCode: await drafts.createDraft(actBy(world.actors.xa2), world.contestId, world.villages.binhLu[0] ?? ''),
      }),
      'not-found',
    ],
    ['a code of no draft', () => Promise.resolve({ draftCode: 'ZZZZZZ' }), 'not-found'],
    [
      'a village of another commune',
      () => Promise.resolve({ villageId: world.villages.nongHeo[0] ?? '' }),
      'choose-dossier',
    ],
  ])('never for %s', async (_what, place, refused) => {
    expect(await endOf(begin(officer, await place()))).toBe(refused);
  });

  it('never from another office', async () => {
    expect(await endOf(begin(world.actors.thamDinh2, village(2)))).toBe('not-found');
  });
});

describe('A filing', () => {
  it('of the same officer taken up again is one row with the new words; a colleague’s is a second', async () => {
    const code = await begin(officer, village(3));
    await filings.end(actBy(officer), code);
    expect(await endOf(filings.end(actBy(officer), code))).toBe('not-found');
    await begin(officer, { draftCode: code });
    await begin(colleague, { draftCode: code });
    expect(await rowsOf(code)).toEqual([
      { by: officer.name, sent: false, ended: false },
      { by: colleague.name, sent: false, ended: false },
    ]);
  });

  it('ends when the dossier is sent: as sent for its sender, as ended for everybody else', async () => {
    const code = await begin(officer, village(4));
    await begin(colleague, { draftCode: code });
    const number = await send(colleague, code);
    expect(await rowsOf(number)).toEqual([
      { by: officer.name, sent: false, ended: true },
      { by: colleague.name, sent: true, ended: false },
    ]);
    expect(await endOf(drafts.saveAnswers(actBy(officer), number, { version: 3, answers: {} }))).toBe('not-found');
  });

  it('ends as well when the commune sends the draft itself', async () => {
    const code = await begin(officer, village(5));
    const number = await send(world.actors.xa, code);
    expect(await rowsOf(number)).toEqual([{ by: officer.name, sent: false, ended: true }]);
    const [receipt] = await house.database.reader.rows<{ filed: unknown }>(
      `SELECT body::jsonb -> 'filed' AS filed FROM entry_receipts r JOIN entries e ON e.id = r.entry_id WHERE e.number = $1`,
      [number],
    );
    expect(receipt?.filed).toBeNull();
  });

  it('gives no right to withdraw the commune’s draft', async () => {
    const code = await begin(officer, village(6));
    expect(await endOf(drafts.withdraw(actBy(officer), code, { version: 1, reason: 'Nhầm' }))).toBe('not-allowed');
    expect(await endOf(drafts.withdraw(actBy(world.actors.xa), code, { version: 1, reason: 'Nhầm' }))).toBe('done');
    expect(await endOf(drafts.saveAnswers(actBy(officer), code, { version: 2, answers: {} }))).toBe('not-found');
  });
});
