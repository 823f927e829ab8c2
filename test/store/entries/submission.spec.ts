import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntryLife } from '../../../src/entries/entry.life.js';
import { JUDGEABLE_SQL, waitingAtSql } from '../../../src/entries/entry.conditions.js';
import { EntryReader } from '../../../src/entries/entry.reader.js';
import { EntryService } from '../../../src/entries/entry.service.js';
import { FileService } from '../../../src/entries/file.service.js';
import { fingerprintOf, SubmissionService } from '../../../src/entries/submission.service.js';
import { type EntryFacts, isJudgeable, isWaitingAt } from '../../../src/entries/entry.facts.js';
import { newId } from '../../../src/kernel/ids.js';
import { Refused } from '../../../src/kernel/refusal.js';
import { startApp, type TestApp } from '../../app.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let entries: EntryReader;
let drafts: EntryService;
let files: FileService;
let submissions: SubmissionService;

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  entries = house.app.get(EntryReader, { strict: false });
  drafts = house.app.get(EntryService, { strict: false });
  files = house.app.get(FileService, { strict: false });
  submissions = house.app.get(SubmissionService, { strict: false });
});
afterAll(() => house.close());

const received = (mark: string, kind: 'pdf' | 'jpg') => ({
  name: `${mark}.${kind}`,
  kind,
  size: 10,
  sha256: Buffer.from(mark.padEnd(32, '.')).toString('hex').slice(0, 64),
  pages: null,
});
const codeOf = async (work: Promise<unknown>): Promise<string | null> => {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  }
};
const read = async (code: string): Promise<EntryFacts> => {
  const entry = await entries.byCode(house.database.reader, code);
  if (entry === null) throw new Error(`no entry ${code}`);
  return entry;
};
/** A draft with nothing missing. */
async function complete(village: number, actor = world.actors.xa, villages = world.villages.banBo): Promise<string> {
  const code = await drafts.createDraft(actBy(actor), world.contestId, villages[village] ?? '');
  await drafts.saveAnswers(actBy(actor), code, { version: 1, answers: { 'ten-nhom': 'Nhóm', 'tom-tat': 'Cách làm' } });
  await files.addFiles(actBy(actor), code, 'bao-cao', [received(`${code}p`, 'pdf')]);
  await files.addFiles(actBy(actor), code, 'anh', [received(`${code}a`, 'jpg')]);
  return code;
}
async function submit(code: string, actor = world.actors.xa, committed = true): Promise<string> {
  const entry = await read(code);
  const seen = fingerprintOf(await entries.filesOf(house.database.reader, entry.id), null);
  return submissions.submit(actBy(actor), code, { version: entry.version, seen, committed });
}

describe('One dossier for a village', () => {
  it('is begun once, however many begin it at the same moment', async () => {
    const begun = await Promise.all(
      Array.from({ length: 10 }, () =>
        codeOf(drafts.createDraft(actBy(world.actors.xa), world.contestId, world.villages.banBo[10] ?? '')),
      ),
    );
    expect(begun.filter((code) => code === null)).toHaveLength(1);
    expect(begun.filter((code) => code === 'village-already-entered')).toHaveLength(9);
  });

  it('is not begun for a village of another commune, nor for what is no village', async () => {
    for (const id of [world.villages.binhLu[0] ?? '', newId(), 'x', '']) {
      expect(await codeOf(drafts.createDraft(actBy(world.actors.xa), world.contestId, id))).toBe('choose-village');
    }
  });
});

describe('Numbers of a day', () => {
  it('follow one another without a gap, though some submissions are undone', async () => {
    const codes = [await complete(0), await complete(1), await complete(2)];
    expect(await codeOf(submit(codes[0] ?? '', world.actors.xa, false))).toBe('commitment-missing');
    const numbers = await Promise.all(codes.map((code) => submit(code)));
    expect(numbers.toSorted()).toEqual(['ZALO21-211120-0001', 'ZALO21-211120-0002', 'ZALO21-211120-0003']);
  });

  it('start anew with the next day of the contest’s own time', async () => {
    const code = await complete(3);
    await setClock(house.database, world.contestId, '2021-11-21T00:00:00+07:00');
    expect(await submit(code)).toBe('ZALO21-211121-0001');
    await setClock(house.database, world.contestId, '2021-11-20T09:00:00+07:00');
  });
});

describe('A submission', () => {
  it.each([
    ['one millisecond before the deadline', 4, '2021-11-30T23:59:59.999+07:00', null],
    ['at the deadline', 5, '2021-12-01T00:00:00+07:00', 'submission-over'],
    ['one millisecond after it', 6, '2021-12-01T00:00:00.001+07:00', 'submission-over'],
  ])('%s', async (_when, village, now, refused) => {
    const code = await complete(village);
    await setClock(house.database, world.contestId, now);
    expect(await codeOf(submit(code))).toBe(refused);
    expect((await read(code)).state).toBe(refused === null ? 'submitted' : 'draft');
    await setClock(house.database, world.contestId, '2021-11-20T09:00:00+07:00');
  });

  it('after the deadline, under an extension, names it in row and receipt', async () => {
    const code = await complete(0, world.actors.xa2, world.villages.binhLu);
    const extensionId = newId();
    await house.database.transaction((tx) =>
      tx.changed(
        `INSERT INTO window_extensions (id, contest_id, kind, unit_id, until_at, document_number, reason, granted_by, granted_at)
         VALUES ($1, $2, 'submission', $3, '2021-12-03T17:00:00+07:00', '12/UBND-VX', 'Mưa lũ', $4, $5)`,
        [extensionId, world.contestId, world.units.binhLu, world.actors.organiser.personId, tx.now],
      ),
    );
    await setClock(house.database, world.contestId, '2021-12-02T09:00:00+07:00');
    const number = await submit(code, world.actors.xa2);
    const entry = await read(number);
    expect([entry.extensionId, entry.rulesVersionId]).toEqual([extensionId, world.rulesVersionId]);
    const [receipt] = await entries.receiptsOf(house.database.reader, entry.id);
    expect(receipt?.body).toMatchObject({
      number,
      rules: { number: 1, title: 'Thể lệ cuộc thi' },
      extension: { documentNumber: '12/UBND-VX', until: '2021-12-03T17:00:00.000+07:00' },
      files: [{ slotCode: 'bao-cao', kind: 'pdf' }, { slotCode: 'anh' }],
    });
    expect(receipt?.secret).toMatch(/^[2-9A-HJKMNP-TW-Z]{8}$/);
    await setClock(house.database, world.contestId, '2021-11-20T09:00:00+07:00');
  });

  it('is refused when the files are no longer those that the page showed', async () => {
    const code = await complete(7);
    const entry = await read(code);
    const seen = fingerprintOf(await entries.filesOf(house.database.reader, entry.id), null);
    await files.addFiles(actBy(world.actors.xa), code, 'anh', [received('sau', 'jpg')]);
    expect(
      await codeOf(submissions.submit(actBy(world.actors.xa), code, { version: entry.version, seen, committed: true })),
    ).toBe('stale');
  });

  it('against a closing deadline: whichever comes second sees the other whole', async () => {
    const code = await complete(8);
    await Promise.all([codeOf(submit(code)), setClock(house.database, world.contestId, '2021-12-01T00:00:00+07:00')]);
    const entry = await read(code);
    // Either it came in before the clock moved, and then bears the earlier time, or it did not come in at all.
    expect([entry.state, entry.submittedAt?.toISOString() ?? null]).toEqual(
      entry.state === 'submitted' ? ['submitted', '2021-11-20T02:00:00.000Z'] : ['draft', null],
    );
    await setClock(house.database, world.contestId, '2021-11-20T09:00:00+07:00');
  });
});

describe('The life of a dossier, as the offices decide it', () => {
  const life = (): EntryLife => house.app.get(EntryLife, { strict: false });
  const at = new Date('2021-11-20T09:00:00+07:00');
  const byOffice = () => actBy(world.actors.thamDinh);

  it('accept and forward make it judgeable; SQL and code agree at every step', async () => {
    const number = await submit(await complete(9));
    const agree = async (): Promise<[boolean, boolean]> => {
      const entry = await read(number);
      const row = await house.database.reader.one<{ waiting: boolean; judgeable: boolean }>(
        `SELECT ${waitingAtSql('1')} AS waiting, ${JUDGEABLE_SQL} AS judgeable FROM entries e WHERE e.id = $1`,
        [entry.id],
      );
      expect(row).toEqual({ waiting: isWaitingAt(entry, 1), judgeable: isJudgeable(entry, { vettingLevels: 1 }) });
      return [row?.waiting ?? false, row?.judgeable ?? false];
    };
    expect(await agree()).toEqual([true, false]);
    await house.database.act(byOffice(), async (tx) =>
      life().accept(tx, byOffice(), await read(number), { level: 1, at }),
    );
    expect(await agree()).toEqual([false, false]);
    await house.database.act(byOffice(), async (tx) =>
      life().forward(tx, byOffice(), await read(number), { level: 1, at }),
    );
    expect(await agree()).toEqual([false, true]);
  });

  it('the second of two decisions is refused, and leaves no trace in the log', async () => {
    const entry = await read('ZALO21-211120-0001');
    const decide = (verb: 'accept' | 'reject') =>
      codeOf(
        house.database.act(byOffice(), (tx) =>
          verb === 'accept'
            ? life().accept(tx, byOffice(), entry, { level: 1, at })
            : life().reject(tx, byOffice(), entry, { level: 1, at, reason: 'Không đúng đối tượng' }),
        ),
      );
    const outcomes = await Promise.all([decide('accept'), decide('reject')]);
    expect(outcomes.filter((outcome) => outcome !== null)).toEqual(['stale']);
    const events = await house.database.reader.rows<{ act: string }>(
      `SELECT act FROM audit_events WHERE entry_id = $1 AND act IN ('entry.accept', 'entry.reject')`,
      [entry.id],
    );
    expect(events).toHaveLength(1);
  });
});

describe('A contest without vetting levels', () => {
  it('accepts at once what comes in complete', async () => {
    await house.database.transaction((tx) =>
      tx.changed(`DELETE FROM vetting_levels WHERE contest_id = $1`, [world.contestId]),
    );
    const number = await submit(await complete(1, world.actors.xa2, world.villages.binhLu), world.actors.xa2);
    const entry = await read(number);
    expect([entry.state, entry.decidedAt !== null]).toEqual(['accepted', true]);
  });
});
