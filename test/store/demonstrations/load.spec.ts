import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareFirstUse } from '../../../src/app.first-use.js';
import { type FirstUse, welcome } from '../../../src/app.welcome.js';
import { AuditVerifier } from '../../../src/audit/audit.verify.js';
import { AwardDesks } from '../../../src/awards/award.desk.js';
import { tallyFiles } from '../../../src/awards/tally-report.js';
import { readSettings, type Settings } from '../../../src/config/settings.js';
import type { DemonstrationStage } from '../../../src/demonstrations/demonstration.facts.js';
import { DemonstrationService } from '../../../src/demonstrations/demonstration.service.js';
import { SAMPLE_OFFICIALS } from '../../../src/demonstrations/materials/staff.js';
import { writeRulesFile, writeScoresFile } from '../../../src/judging/tally-files.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { Refused } from '../../../src/kernel/refusal.js';
import { startApp, type TestApp } from '../../app.js';
import { givenKey } from '../../fixtures/program-keys.js';
import { describeDataCheck } from './data-check.js';
import { expectPledges } from './pledges.js';

// Five loads, and the files of sixty dossiers made once in between: half a minute on a machine that does nothing else.
const LONG = 240_000;
const NEVER = new AbortController().signal;
const SLUG = 'zalo-lai-chau-2021';

/** Both houses below keep their files here: what one has made for its dossiers the other takes again. */
let uploadsDir: string;
let test: TestApp;

beforeAll(async () => {
  uploadsDir = await mkdtemp(join(tmpdir(), 'hoithi-demonstration-'));
});
afterAll(() => rm(uploadsDir, { recursive: true, force: true }));
const openHouse = async (): Promise<void> => {
  test = await startApp({ uploadsDir });
};

function settingsOf(env: Record<string, string>): Settings {
  const read = readSettings(env, () => '');
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  return read.settings;
}
const start = (
  env: Record<string, string>,
  { embedded, stop = new AbortController().signal }: { embedded: boolean; stop?: AbortSignal },
): Promise<FirstUse> =>
  prepareFirstUse(
    test.app,
    settingsOf(env),
    { database: test.database, embedded, close: () => Promise.resolve() },
    stop,
  );
const buttons = async (): Promise<number> =>
  ((await test.visitor().get('/dang-nhap')).text.match(/name="password" value="hoithi-demo"/g) ?? []).length;
const load = (stage: DemonstrationStage) => test.app.get(DemonstrationService).load(stage, () => undefined, NEVER);
const rows = <Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
  test.database.reader.rows<Row>(sql, values);
async function count(sql: string): Promise<number> {
  const [row] = await rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`);
  return row?.count ?? 0;
}
async function states(): Promise<Record<string, number>> {
  const found = await rows<{ state: string; count: number }>(
    `SELECT state, count(*)::int AS count FROM entries GROUP BY state ORDER BY state`,
  );
  return Object.fromEntries(found.map(({ state, count }) => [state, count]));
}
/** Sheets by progress, judge by judge. */
const sheets = () =>
  rows<Record<string, number | string>>(
    `SELECT code, sheets_none AS none, sheets_draft AS draft, sheets_done AS done, sheets_signed AS signed, sheets_recused AS recused
       FROM panel_judges ORDER BY code`,
  );
async function standsAt(): Promise<string> {
  const [contest] = await rows<{ at: Date }>(`SELECT clock_at AS at FROM contests`);
  return contest?.at.toISOString() ?? '';
}
async function entered(commune: string): Promise<Record<string, number>> {
  const found = await rows<{ state: string; count: number }>(
    `SELECT e.state, count(*)::int AS count FROM entries e JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
      WHERE k.name = $1 GROUP BY e.state ORDER BY e.state`,
    [commune],
  );
  return Object.fromEntries(found.map(({ state, count }) => [state, count]));
}

/** A key of one of the contest's judges, and another system that was told of a dossier: both go with the contest. */
async function giveProgramsAccess(): Promise<void> {
  const [judge] = await rows<Pick<Actor, 'personId' | 'assignmentId' | 'role'>>(
    `SELECT person_id AS "personId", id AS "assignmentId", role FROM role_assignments WHERE role = 'judge' LIMIT 1`,
  );
  if (judge === undefined) throw new Error('the demonstration has judges');
  await givenKey(test, judge);
  await test.database.transaction(async (tx) => {
    await tx.changed(
      `INSERT INTO webhooks (id, contest_id, url, events, made_at, made_by_name)
       SELECT gen_random_uuid(), id, 'https://tinh.example.vn/', '{entry.accepted}', now(), 'Hoàng Đức Khánh' FROM contests`,
    );
    await tx.changed(
      `INSERT INTO webhook_deliveries (id, webhook_id, event, entry_id, happened_at, not_before)
       SELECT gen_random_uuid(), w.id, 'entry.accepted', e.id, now(), now() FROM webhooks w JOIN entries e ON e.contest_id = w.contest_id LIMIT 1`,
    );
  });
}

const people = () => rows(`SELECT id, username, session_epoch FROM persons ORDER BY username`);

const AFTER_VETTING = { accepted: 50, draft: 4, rejected: 3, returned: 5, withdrawn: 2 };

describe('The first start', () => {
  beforeAll(openHouse);
  afterAll(() => test.close());

  it('on a server of the operator’s own loads nothing by itself, and offers a way in', async () => {
    const { demonstration, adminLink } = await start({ DEMO: 'auto', HOST: '0.0.0.0' }, { embedded: false });
    expect([demonstration, adminLink?.startsWith('/kich-hoat/')]).toEqual([false, true]);
    expect(await count('contests')).toBe(0);
    // Whoever begins without the demonstration still has the units: roles and contests stand on them.
    expect(await count('units')).toBe(168);
    expect((await test.visitor().get(adminLink ?? '')).status).toBe(200);
  });

  it('without a demonstration gives a new link each time, until somebody can administer', async () => {
    const { adminLink: first } = await start({ DEMO: 'off', HOST: '0.0.0.0' }, { embedded: true });
    const { adminLink: second } = await start({ DEMO: 'off', HOST: '0.0.0.0' }, { embedded: true });
    expect(second).not.toBe(first);
    expect(await count(`persons`)).toBe(1);
  });

  it(
    'that was cut off in the middle of a load begins it again, and lets the administrator keep the own password',
    async () => {
      const stop = AbortSignal.abort();
      expect(await start({ DEMO: 'on', HOST: '0.0.0.0' }, { embedded: true, stop })).toEqual({
        demonstration: false,
        accounts: [],
        adminLink: null,
      });
      expect([await count('contests'), await count('entries')]).toEqual([1, 0]);
      const again = await start({ DEMO: 'auto', HOST: '0.0.0.0' }, { embedded: true });
      expect([again.demonstration, again.adminLink?.startsWith('/kich-hoat/')]).toEqual([true, true]);
      expect([await count('contests'), await count('entries')]).toEqual([1, 46]);
      expect(await count(`persons WHERE username = 'quan-tri' AND password_hash IS NULL`)).toBe(1);
      // What the terminal then says of the demonstration's accounts leaves out the name that has a password of its own.
      const told = welcome('http://127.0.0.1:3000', again);
      expect(told).toContain('  giam-khao-1 … giam-khao-5   giám khảo\n  thu-ky                      Tổ thư ký\n');
      expect(told).not.toMatch(/^ {2}quan-tri\b/m);
    },
    LONG,
  );

  it('is the only one that loads: the next finds everything there', async () => {
    const loads = `audit_events WHERE act LIKE 'demonstration.%'`;
    const events = await count(loads);
    expect((await start({ DEMO: 'on', HOST: '0.0.0.0' }, { embedded: true })).demonstration).toBe(true);
    expect((await start({ DEMO: 'auto', HOST: '0.0.0.0' }, { embedded: true })).demonstration).toBe(true);
    expect(await count(loads)).toBe(events);
  });

  it('offers the accounts as buttons only where nobody else can reach them, and only those that the load made', async () => {
    expect(await buttons()).toBe(0);
    await start({ DEMO: 'auto', HOST: '127.0.0.1' }, { embedded: true });
    expect(await buttons()).toBe(13); // fourteen of the contract without quan-tri, who was there before
  });
});

describe('The demonstration', () => {
  beforeAll(openHouse);
  afterAll(() => test.close());

  // On, to the end, and back: a stage is loaded after a later one as after an earlier one.
  let begun: { people: unknown[]; units: number };
  it(
    'at the stage of intake: 23 real communes, 138 sample villages, dossiers coming in, and something left to do in Bản Bo',
    async () => {
      expect(await load('intake')).toEqual({ slug: SLUG, stage: 'intake', entries: 46 });
      begun = { people: await people(), units: await count('units') };
      const communes = await rows<{ district: string; count: number; villages: number }>(
        `SELECT district_name AS district, count(*)::int AS count, sum(village_count)::int AS villages
           FROM contest_communes WHERE village_count > 0 GROUP BY 1 ORDER BY 1`,
      );
      expect(communes.map(({ district, count }) => [district, count])).toEqual([
        ['Huyện Sìn Hồ', 10],
        ['Huyện Tam Đường', 13],
      ]);
      expect(communes.reduce((sum, { villages }) => sum + villages, 0)).toBe(138);
      expect(await count(`units WHERE level = 'village' AND NOT sample`)).toBe(0);
      // Five of the six that are needed; one more lacks nothing but its sending, one is half done, four are not begun.
      expect(await entered('Xã Bản Bo')).toEqual({ accepted: 2, draft: 2, returned: 1, submitted: 2 });
      expect(await standsAt()).toBe('2021-11-24T02:00:00.000Z');
      await expectPledges(test.database.reader);
    },
    LONG,
  );

  it(
    'at the stage of results: two ties, one across a boundary, one prize withheld, and sums that a recount agrees with',
    async () => {
      await load('results');
      expect(await states()).toEqual(AFTER_VETTING);
      const desk = await test.app.get(AwardDesks).of(test.database.reader, SLUG, new Date());
      const { tally, published } = desk;
      if (tally === null || published === null) throw new Error('nothing was published');
      const groups = [...Map.groupBy(tally.ranking, ({ rank }) => rank).values()].filter((group) => group.length > 1);
      expect(groups.map((group) => [group[0]?.rank, group.length])).toEqual([
        [5, 2],
        [8, 2],
      ]);
      const { entries, rules } = tally.input;
      const recount = tallyFiles({
        scores: new TextEncoder().encode(writeScoresFile(entries, rules.scoring.criteria)),
        rules: new TextEncoder().encode(writeRulesFile(rules)),
      });
      if ('faults' in recount) throw new Error(JSON.stringify(recount.faults));
      expect(recount.report.withheld).toEqual([{ tier: 'giai-nhi', quantity: 1 }]);
      expect(recount.report.undecided.map(({ tiers, entries: tied }) => [tiers, tied.length])).toEqual([
        [['giai-ba', 'giai-khuyen-khich'], 2],
      ]);
      // The third Ba and the first Khuyến khích are shared: 7.500.000 + 4.500.000. The giấy khen: 0,3 × 1.490.000 = 447.000, up to 450.000.
      expect(published.total).toBe(recount.report.total + 12_000_000 + 450_000);
      const lines = await rows<{ amount: number; villageName: string }>(
        `SELECT amount, village_name AS "villageName" FROM award_lines ORDER BY position`,
      );
      expect(lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(published.total);
      expect(lines[0]).toEqual({ amount: 15_000_000, villageName: 'Bản Hợp Nhất' });
      expect(await count(`award_decisions WHERE length(reason) > 20`)).toBe(3);
      expect(published.confirmedByName).not.toBe(published.draftedByName);
      expect(await rows(`SELECT tier_name AS name, amount FROM award_lines WHERE kind = 'reward'`)).toEqual([
        { name: 'Giấy khen của Chủ tịch UBND cấp xã', amount: 450_000 },
      ]);
      // One objection has its answer in time, one waits; one commune shows words and photos of a dossier.
      expect(
        await rows(
          `SELECT o.number, received_at < l.published_at + interval '1 hour' AS "isInTime", answered_at < due_at AS "isAnswered"
             FROM award_objections o JOIN award_lists l ON l.id = o.list_id ORDER BY o.number`,
        ),
      ).toEqual([
        { number: 1, isInTime: true, isAnswered: true },
        { number: 2, isInTime: true, isAnswered: null },
      ]);
      expect(await rows(`SELECT fields, cardinality(files) AS photos FROM award_consents`)).toEqual([
        { fields: ['ten-nhom', 'tom-tat'], photos: 2 },
      ]);
    },
    LONG,
  );

  describeDataCheck(() => test);

  it(
    'back at the stage of judging: nothing awarded, fifty before five judges, of whom two have signed and the first has work left',
    async () => {
      await giveProgramsAccess();
      await load('judging');
      expect([await count('program_keys'), await count('webhooks')]).toEqual([0, 0]);
      expect(await count('award_lines')).toBe(0);
      expect(await states()).toEqual(AFTER_VETTING);
      expect(await count('forwarded_entries')).toBe(50);
      expect(await sheets()).toEqual([
        { code: 'GK1', none: 18, draft: 2, done: 30, signed: 0, recused: 0 },
        { code: 'GK2', none: 0, draft: 0, done: 0, signed: 50, recused: 0 },
        { code: 'GK3', none: 0, draft: 0, done: 0, signed: 49, recused: 1 },
        { code: 'GK4', none: 10, draft: 2, done: 38, signed: 0, recused: 0 },
        { code: 'GK5', none: 27, draft: 1, done: 22, signed: 0, recused: 0 },
      ]);
    },
    LONG,
  );

  it(
    'back at the stage of vetting: nothing scored, sixty have been sent, and both offices have work left',
    async () => {
      expect(await load('vetting')).toEqual({ slug: SLUG, stage: 'vetting', entries: 64 });
      expect([await count('score_sheets'), await count('judging_rounds')]).toEqual([0, 0]);
      const { draft = 0, ...sent } = await states();
      expect([draft, Object.values(sent).reduce((all, one) => all + one, 0)]).toEqual([4, 60]);
      expect(sent).toEqual({ accepted: 32, rejected: 3, returned: 5, submitted: 18, withdrawn: 2 });
      expect(await entered('Xã Bản Bo')).toEqual({ accepted: 7, draft: 1 });
      const waiting = await rows<{ office: string; count: number }>(
        `SELECT t.unit_name AS office, count(*)::int AS count FROM entries e
           JOIN contest_vetters t ON t.contest_id = e.contest_id AND t.commune_id = e.commune_id
          WHERE e.state = 'submitted' GROUP BY 1 ORDER BY 1`,
      );
      expect(waiting.map(({ office, count }) => [office, count > 4])).toEqual([
        ['Huyện Sìn Hồ', true],
        ['Huyện Tam Đường', true],
      ]);
      expect(await count('supplement_points WHERE answered_at IS NULL')).toBeGreaterThan(4);
      expect(await count('forwarding_batches')).toBe(2);
    },
    LONG,
  );

  it('has kept the same people through all that, touched no other contest, and left the log whole', async () => {
    expect(await people()).toEqual(begun.people);
    expect(await count('units')).toBe(begun.units);
    expect(await count('contests')).toBe(1);
    expect(await count(`role_assignments WHERE role = 'judge'`)).toBe(5);
    expect((await test.app.get(AuditVerifier).verify()).intact).toBe(true);
    expect(await count(`audit_events WHERE act = 'demonstration.load'`)).toBe(4);
  });

  it('lets every account of the contract sign in', async () => {
    for (const { username } of SAMPLE_OFFICIALS) {
      const home = await (await test.signedIn(username)).get('/viec');
      expect([username, home.status]).toEqual([username, 200]);
    }
  });

  it('refuses to clear a contest that people have made, whatever its name', async () => {
    await test.database.transaction(async (tx) => {
      await tx.changed(`UPDATE contests SET slug = 'cua-huyen', code = 'CH'`);
      await tx.changed(
        `INSERT INTO contests (id, slug, code, name, noun, village_noun, organiser_name, state, template, scope_unit_id, units_on,
            rehearsal, quota_percent, quota_strict, aggregate_method, rounding_decimals, rounding_mode, rank_on, tie_break, at_boundary, created_at)
         SELECT gen_random_uuid(), $1, 'ZALO21', name, noun, village_noun, organiser_name, 'draft', template, scope_unit_id, units_on,
            true, quota_percent, quota_strict, aggregate_method, rounding_decimals, rounding_mode, rank_on, tie_break, at_boundary, created_at
           FROM contests`,
        [SLUG],
      );
    });
    const events = await count('audit_events');
    await expect(load('intake')).rejects.toEqual(new Refused({ code: 'demonstration-not-ours', slug: SLUG }));
    expect([await count('contests'), await count('entries'), await count('audit_events')]).toEqual([2, 64, events]);
  });
});
