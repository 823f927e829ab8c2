import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Response } from 'supertest';
import { hiddenFields, type Visitor } from '../app.js';
import { WORDS } from '../fixtures/entries.js';
import { imageFile, pdfFile } from '../fixtures/files.js';
import { allVillages, givenEntries, givenPanel, type JudgedFixture, JUDGING_DAY } from '../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../fixtures/world.js';
import { Platform, runCommand } from '../process.js';
import { openSharedWorld, type SharedWorld, signIn } from './shared-world.js';

/*
 * TRUST R1, in small: the server process is killed without warning eight times (KILLS=50 for the whole of it) while three communes make and submit twenty
 * dossiers and three judges save scores. A client whose connection breaks does what a browser's "try again" does: it sends the
 * very same form until it is answered. Then the clients' own notes are held against the database.
 */
const SEED = 20211130;
const KILLS = Number(process.env['KILLS'] ?? 8);
const COMMUNES = ['xa', 'xa2', 'xa3'] as const;
const JUDGES = ['giam-khao-1', 'giam-khao-2', 'giam-khao-3'] as const;

let shared: SharedWorld;
let judging: World;
let judged: JudgedFixture[];
let server: Platform;
let photo: Buffer;
const faults: string[] = [];
const notes = {
  /** Dossier numbers by village, as the receipts said. */
  submitted: new Map<string, string>(),
  /** Saves that were answered, by judge and entry, and what the last of them wrote. */
  saved: new Map<string, { times: number; points: Record<string, number> }>(),
  sent: 0,
  unanswered: 0,
};

beforeAll(async () => {
  shared = await openSharedWorld();
  // A second contest stands in its judging window while the first one still takes dossiers.
  judging = await buildWorld(shared.database, 'cham-thi-2021', 'CHAM21');
  await setClock(shared.database, judging.contestId, JUDGING_DAY);
  judged = await givenEntries(shared.database, judging, allVillages(judging).slice(0, 8));
  const { judge1, judge2, judge3 } = judging.actors;
  await givenPanel(shared.database, judging, [judge1, judge2, judge3], judged);
  photo = await imageFile('jpeg');
  server = await Platform.start(shared.env);
});
afterAll(() => shared.close());

/** Mulberry32: the same numbers from the same seed, on every machine. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Asks until there is an answer, whatever happens to the server meanwhile. */
async function insist(ask: () => PromiseLike<Response>): Promise<Response> {
  for (;;) {
    try {
      return await ask();
    } catch (fault) {
      if (!/ECONN|EPIPE|socket hang up|aborted/.test(String((fault as Error).message))) throw fault;
      notes.unanswered += 1;
      await pause(20);
    }
  }
}

/** Opens a page for its form, and sends that one form until it is answered. */
async function send(visitor: Visitor, action: string, words: Record<string, string>): Promise<Response> {
  const page = await insist(() => visitor.get(action));
  const form = { ...hiddenFields(page.text, action), ...words };
  return insist(() => {
    notes.sent += 1;
    return visitor.agent.post(action).redirects(0).type('form').send(form);
  });
}

async function sendFile(visitor: Visitor, action: string, name: string, content: Buffer): Promise<Response> {
  const hidden = hiddenFields((await insist(() => visitor.get(action))).text, action);
  return insist(() => {
    notes.sent += 1;
    const form = visitor.agent.post(action).redirects(0);
    for (const [field, value] of Object.entries(hidden)) void form.field(field, value);
    return form.attach('tep', content, name);
  });
}

async function makeDossiers(visitor: Visitor, villages: readonly string[]): Promise<void> {
  for (const villageId of villages) {
    await send(visitor, '/nop/moi', { villageId });
    // The place it led to may be lost with the process; the dossier itself is found again by its village.
    const draft = await shared.database.reader.one<{ code: string }>(
      'SELECT draft_code AS code FROM entries WHERE village_id = $1',
      [villageId],
    );
    const entry = `/nop/${draft?.code}`;
    const steps = [
      await send(visitor, `${entry}/thong-tin`, WORDS),
      await sendFile(visitor, `${entry}/tep/bao-cao`, 'Báo cáo.pdf', pdfFile(1, villageId)),
      await sendFile(visitor, `${entry}/tep/anh`, 'Ảnh.jpg', photo),
    ];
    expect(steps.map(({ status }) => status)).toEqual([303, 303, 303]);
    const answer = await send(visitor, `${entry}/kiem-tra`, { camKet: '1' });
    notes.submitted.set(villageId, /ZALO21-\d{6}-\d{4}/.exec(String(answer.headers['location']))?.[0] ?? answer.text);
  }
}

async function saveScores(visitor: Visitor, judge: string, roll: (n: number) => number, until: () => boolean) {
  while (!until()) {
    const { number } = judged[roll(judged.length)] as JudgedFixture;
    const points = { A: roll(161) * 25, B: roll(121) * 25, C: roll(121) * 25 };
    const words = Object.entries(points).map(([code, value]) => [`points[${code}]`, (value / 100).toFixed(2)]);
    const answer = await send(visitor, `/cham/${number}`, { ...Object.fromEntries(words), then: 'o-lai' });
    expect([number, answer.status]).toEqual([number, 303]);
    const { times } = notes.saved.get(`${judge} ${number}`) ?? { times: 0 };
    notes.saved.set(`${judge} ${number}`, { times: times + 1, points });
  }
}

async function killAgainAndAgain(roll: (n: number) => number): Promise<void> {
  for (let kill = 0; kill < KILLS; kill++) {
    const at = notes.sent + 10 + roll(14);
    while (notes.sent < at) await pause(1);
    await pause(roll(10));
    await server.kill();
    faults.push(...server.faults);
    server = await Platform.start(shared.env, { port: server.port });
  }
}

describe('The server process is killed again and again amid the work', () => {
  it(
    'and everybody gets everything done by trying again',
    async () => {
      const communes = await Promise.all(COMMUNES.map((name) => signIn(server.url, name)));
      const judges = await Promise.all(JUDGES.map((name) => signIn(server.url, `${name}-cham21`)));
      let working = true;
      const { banBo, binhLu, nongHeo } = shared.world.villages;
      const work = Promise.all([
        killAgainAndAgain(dice(SEED)),
        ...[banBo, binhLu, nongHeo].map((villages, i) => makeDossiers(communes[i] as Visitor, villages)),
      ]).finally(() => (working = false));
      await Promise.all([
        work,
        ...judges.map((visitor, i) => saveScores(visitor, JUDGES[i] as string, dice(SEED + 1 + i), () => !working)),
      ]);
      expect(notes.unanswered).toBeGreaterThan(KILLS); // else nobody was disturbed, and nothing is proved
    },
    90_000 + KILLS * 4_000,
  );

  it('each dossier that was acknowledged is there once, whole, under the number its receipt said', async () => {
    const entries = await shared.database.reader.rows<Record<string, unknown> & { village: string; number: string }>(
      `SELECT village_id AS village, state, number, answers->>'ten-nhom' AS words,
              (SELECT count(*)::int FROM entry_receipts r WHERE r.entry_id = e.id) AS receipts,
              (SELECT array_agg(s.code ORDER BY s.code) FROM entry_files f JOIN contest_slots s ON s.id = f.slot_id WHERE f.entry_id = e.id) AS files
         FROM entries e WHERE contest_id = $1 ORDER BY number`,
      [shared.world.contestId],
    );
    const whole = { state: 'submitted', words: 'Nhóm Zalo của bản', receipts: 1, files: ['anh', 'bao-cao'] };
    expect(entries).toEqual(
      Array.from({ length: 20 }, (_, i) => ({
        ...whole,
        village: expect.any(String),
        number: `ZALO21-211120-${String(i + 1).padStart(4, '0')}`,
      })),
    );
    expect(new Map(entries.map(({ village, number }) => [village, number]))).toEqual(
      new Map([...notes.submitted].sort(([, one], [, other]) => (one < other ? -1 : 1))),
    );
  });

  it('each file that is named lies in the store with its own bytes', async () => {
    const files = await shared.database.reader.rows<{ sha256: string; size: number }>(
      'SELECT sha256, size FROM entry_files',
    );
    for (const { sha256, size } of files) {
      const bytes = await readFile(join(shared.uploadsDir, sha256.slice(0, 2), sha256));
      expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([size, sha256]);
    }
    expect(files).toHaveLength(40);
  });

  it('each score sheet was saved as often as was acknowledged, and its total is the sum of its points', async () => {
    const sheets = await shared.database.reader.rows<{
      key: string;
      version: number;
      points: Record<string, number>;
      total: string;
    }>(
      `SELECT split_part(p.username, '-cham21', 1) || ' ' || e.number AS key, s.version, s.points, trim_scale(s.total_hundredths)::text AS total
         FROM score_sheets s JOIN persons p ON p.id = s.person_id JOIN entries e ON e.id = s.entry_id WHERE s.saved_at IS NOT NULL`,
    );
    const found = new Map(sheets.map(({ key, version, points }) => [key, { times: version - 1, points }]));
    const sorted = (map: typeof found) => [...map].sort(([one], [other]) => (one < other ? -1 : 1));
    expect(sorted(found)).toEqual(sorted(notes.saved));
    for (const { points, total } of sheets)
      expect(Number(total)).toBe(Object.values(points).reduce((sum, one) => sum + one, 0));
  });

  it('the log tells each act once, and its chains are whole', async () => {
    const events = await shared.database.reader.rows<{ act: string; n: number }>(
      `SELECT act, count(*)::int AS n FROM audit_events WHERE act NOT LIKE 'session.%' GROUP BY act ORDER BY act`,
    );
    const saves = [...notes.saved.values()].reduce((sum, { times }) => sum + times, 0);
    expect(Object.fromEntries(events.map(({ act, n }) => [act, n]))).toEqual({
      'entry.create': 20,
      'entry.write': 20,
      'entry.add-files': 40,
      'entry.submit': 20,
      'sheet.save': saves,
      'unit.enter-shipped': 1, // by the first of the processes; the others found them there
    });
    const verified = await runCommand(['audit', 'verify'], shared.env);
    expect([verified.code, verified.stdout.split('\t')[0]]).toEqual([0, 'intact']);
    expect([...faults, ...server.faults]).toEqual([]);
  });
});
