import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Audit } from '../../../src/audit/audit.js';
import { ContestReader } from '../../../src/contests/contest.reader.js';
import { ContestUse } from '../../../src/contests/contest.use.js';
import { BUDGET_PART } from '../../../src/contests/parts/budget.part.js';
import { CRITERIA_PART } from '../../../src/contests/parts/criteria.part.js';
import { FIELDS_PART } from '../../../src/contests/parts/fields.part.js';
import type { FormPart } from '../../../src/contests/parts/part.js';
import { PartService } from '../../../src/contests/parts/part.service.js';
import { PRIZES_PART } from '../../../src/contests/parts/prizes.part.js';
import { QUOTA_PART } from '../../../src/contests/parts/quota.part.js';
import { RANKING_PART } from '../../../src/contests/parts/ranking.part.js';
import { RULES_PART } from '../../../src/contests/parts/rules.part.js';
import { SLOTS_PART } from '../../../src/contests/parts/slots.part.js';
import { STORAGE_PART } from '../../../src/contests/parts/storage.part.js';
import { VETTING_PART } from '../../../src/contests/parts/vetting.part.js';
import { snapshotCommunes } from '../../../src/contests/snapshot.repository.js';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import { Refused } from '../../../src/kernel/refusal.js';
import { Notices } from '../../../src/notices/notices.js';
import { freshDatabase, type FreshDatabase } from '../../database.js';
import { actBy, buildWorld, type World } from '../../fixtures/world.js';

let fresh: FreshDatabase;
let database: Database;
let world: World;
let service: PartService;
const reader = new ContestReader();
const use = new ContestUse();
let [scores, entries] = [0, 0];

beforeAll(async () => {
  fresh = await freshDatabase();
  database = new Database(await createDataSource(fresh.url).initialize());
  world = await buildWorld(database);
  // Counted by the rooms above; here they are told.
  use.countScoresBy((_reader, version) => Promise.resolve(version === world.rubricVersionId ? scores : 0));
  use.countEntriesBy(() => Promise.resolve(entries));
  service = new PartService(database, new Audit(), reader, use, new Notices(false));
});
beforeEach(async () => {
  [scores, entries] = [0, 0];
  await setState('draft');
});
afterAll(async () => {
  await database.source.destroy();
  await fresh.drop();
});

const setState = (state: 'draft' | 'open'): Promise<number> =>
  database.transaction((tx) => tx.changed(`UPDATE contests SET state = $1`, [state]));
const contest = async () => (await reader.bySlug(database.reader, world.slug))!;
const act = () => actBy(world.actors.organiser);
const change = async (reason: string | null = 'Theo văn bản 15/BTC') => ({
  slug: world.slug,
  version: (await contest()).version,
  reason,
});
const row = async (id: string) => ({ ...(await change()), id });
const saved = async <Meaning>(part: FormPart<Meaning>, meaning: Meaning): Promise<string> =>
  code(service.saveForm(act(), part, await change(), meaning));
const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? error.refusal.code : Promise.reject(error as Error)),
  );
const guidance = {
  low: 'Làm theo nơi khác',
  middle: '',
  high: 'Cách làm mới, có kết quả',
  examples: 'Loa di động: 8 điểm',
};
const criterion = { code: 'D', title: 'Sáng tạo', help: '', guidance, max: 1000, step: 50, weight: '1' };

describe('Every edit', () => {
  it('is on record with what it was, what it is, and why', async () => {
    await setState('open');
    expect(await saved(BUDGET_PART, { budget: 95_000_000 })).toBe('done');
    const event = await database.reader.one(
      `SELECT act, person_name AS who, reason, facts FROM audit_events WHERE act = 'contest.budget.edit' ORDER BY id DESC LIMIT 1`,
    );
    expect(event).toEqual({
      act: 'contest.budget.edit',
      who: 'Đỗ Văn Chức',
      reason: 'Theo văn bản 15/BTC',
      facts: { before: { budget: 90_000_000 }, after: { budget: 95_000_000 } },
    });
  });

  it('holds for the version it was opened on: of two at once, one wins', async () => {
    const given = await change();
    const both = await Promise.all([
      code(service.saveForm(act(), BUDGET_PART, given, { budget: 1 })),
      code(service.saveForm(actBy(world.actors.organiser2), BUDGET_PART, given, { budget: 2 })),
    ]);
    expect(both.sort()).toEqual(['done', 'stale']);
  });

  it('is an organiser’s: for anybody else there is nothing to edit', async () => {
    for (const actor of [world.actors.secretary, world.actors.admin, world.actors.xa]) {
      expect(await code(service.saveForm(actBy(actor), BUDGET_PART, await change(), { budget: 1 }))).toBe('not-found');
    }
  });

  it('needs a reason once the contest is open', async () => {
    expect(await code(service.saveForm(act(), BUDGET_PART, await change(null), { budget: 5 }))).toBe('done');
    await setState('open');
    expect(await code(service.saveForm(act(), BUDGET_PART, await change(null), { budget: 6 }))).toBe('reason-required');
  });
});

describe('Room for files', () => {
  it('is set in gigabytes, and the page tells what is used and what is left', async () => {
    const gigabyte = 1024 ** 3;
    expect(await saved(STORAGE_PART, { bytes: 3 * gigabyte })).toBe('done');
    await database.pool.query(
      `INSERT INTO storage_usage (scope, holder_id, bytes, most) VALUES ('contest', $1, $2, 0)
        ON CONFLICT (scope, holder_id) DO UPDATE SET bytes = $2`,
      [world.contestId, gigabyte / 2],
    );
    const facts = async () =>
      STORAGE_PART.facts(
        database.reader,
        await service.desk(database.reader, world.actors.organiser, world.slug, new Date()),
      );
    expect(await facts()).toEqual([
      { label: 'Đã dùng', value: '512 MB' },
      { label: 'Còn lại', value: '2,5 GB' },
    ]);
    await database.pool.query(`UPDATE storage_usage SET bytes = $2 WHERE scope = 'contest' AND holder_id = $1`, [
      world.contestId,
      4 * gigabyte,
    ]);
    expect((await facts())[1]).toEqual({
      label: 'Vượt mức',
      value: '1 GB. Tệp đã nhận vẫn giữ; không nhận thêm.',
    });
  });

  it.each(['', '0', '1,5', '100001'])('refuses “%s”', (gigabytes) => {
    expect(STORAGE_PART.read({ gigabytes }, null as never).faults).toEqual([
      { field: 'gigabytes', text: 'Dung lượng tối đa: nhập số nguyên từ 1 đến 100000.' },
    ]);
  });
});

describe('The criteria', () => {
  it('are added, changed, moved and taken out while nobody has scored', async () => {
    await service.addRow(act(), CRITERIA_PART, await change(), criterion);
    const codes = async () =>
      (await reader.currentRubric(database.reader, world.contestId))?.criteria.map((one) => one.code);
    expect(await codes()).toEqual(['A', 'B', 'C', 'D']);
    const added = (await reader.currentRubric(database.reader, world.contestId))!.criteria.at(-1)!;
    await service.moveRow(act(), CRITERIA_PART, { ...(await row(added.id)), direction: 'up' });
    expect(await codes()).toEqual(['A', 'B', 'D', 'C']);
    await service.changeRow(act(), CRITERIA_PART, await row(added.id), { ...criterion, code: 'E' });
    expect(await codes()).toEqual(['A', 'B', 'E', 'C']);
    await service.removeRow(act(), CRITERIA_PART, await row(added.id));
    expect(await codes()).toEqual(['A', 'B', 'C']);
  });

  it('have codes of their own', async () => {
    expect(await code(service.addRow(act(), CRITERIA_PART, await change(), { ...criterion, code: 'A' }))).toBe(
      'criterion-code-taken',
    );
  });

  it('stay as they are once a sheet has a score, and so does the ranking rule', async () => {
    scores = 1;
    const rule = (await contest()).ranking;
    expect(await code(service.addRow(act(), CRITERIA_PART, await change(), criterion))).toBe('rubric-in-use');
    expect(await code(service.changeRow(act(), CRITERIA_PART, await row(world.criteria.A), criterion))).toBe(
      'rubric-in-use',
    );
    expect(await code(service.removeRow(act(), CRITERIA_PART, await row(world.criteria.A)))).toBe('rubric-in-use');
    expect(
      await code(service.moveRow(act(), CRITERIA_PART, { ...(await row(world.criteria.A)), direction: 'down' })),
    ).toBe('rubric-in-use');
    expect(await saved(RANKING_PART, { ...rule, decimals: 3 })).toBe('ranking-in-use');
  });

  it('then change as a new version only; the old one keeps its sheets and its words', async () => {
    scores = 7;
    await service.startRubric(act(), await change(), 'Bổ sung tiêu chí sáng tạo');
    const rubric = await reader.currentRubric(database.reader, world.contestId);
    expect([rubric?.number, rubric?.criteria.map((one) => one.code)]).toEqual([2, ['A', 'B', 'C']]);
    await service.addRow(act(), CRITERIA_PART, await change(), criterion);
    const [old, current] = [
      await reader.rubricVersion(database.reader, world.rubricVersionId as never),
      await reader.currentRubric(database.reader, world.contestId),
    ];
    expect([old?.criteria.length, current?.criteria.length]).toEqual([3, 4]);
    const told = await database.reader.one(
      `SELECT reason, facts->'before' AS before FROM audit_events WHERE act = 'contest.rubric.start'`,
    );
    expect(told).toEqual({ reason: 'Bổ sung tiêu chí sáng tạo', before: { number: 1, sheetsWithScores: 7 } });
  });

  it('carry what earns how much into the next version', async () => {
    await service.startRubric(act(), await change(), 'Sửa lời dẫn');
    const rubric = await reader.currentRubric(database.reader, world.contestId);
    const said = rubric?.criteria.map((one) => [one.code, one.guidance.high]);
    expect([rubric?.number, said]).toEqual([
      3,
      [
        ['A', ''],
        ['B', ''],
        ['C', ''],
        ['D', 'Cách làm mới, có kết quả'],
      ],
    ]);
  });
});

describe('The papers of a dossier', () => {
  const slot = {
    title: 'Bản cam kết',
    help: '',
    sample: '',
    requirement: 'required' as const,
    oneOfGroup: null,
    kinds: ['pdf'],
    maxBytes: 1024,
    maxFiles: 1,
  };

  it('get a code from their name, another one each', async () => {
    await service.addRow(act(), SLOTS_PART, await change(), slot);
    await service.addRow(act(), SLOTS_PART, await change(), slot);
    const codes = (await reader.slots(database.reader, world.contestId)).map((one) => one.code);
    expect(codes).toEqual(['bao-cao', 'anh', 'video', 'thanh-vien', 'ban-cam-ket', 'ban-cam-ket-2']);
  });

  it('are not taken out, and nothing new becomes required, once there are dossiers', async () => {
    entries = 1;
    expect(await code(service.addRow(act(), SLOTS_PART, await change(), slot))).toBe('required-too-late');
    expect(await code(service.addRow(act(), SLOTS_PART, await change(), { ...slot, requirement: 'optional' }))).toBe(
      'done',
    );
    expect(await code(service.removeRow(act(), SLOTS_PART, await row(world.slots.report)))).toBe('slot-in-use');
    expect(await code(service.removeRow(act(), FIELDS_PART, await row(world.fields.summary)))).toBe('field-in-use');
  });

  it('of another contest are not found', async () => {
    expect(await code(service.removeRow(act(), SLOTS_PART, await row(world.contestId)))).toBe('not-found');
  });
});

describe('The quota of an open contest', () => {
  it.each([
    [50, true, 'done'],
    [50, false, 'done'],
    [49, true, 'done'],
    [51, false, 'quota-raised'],
  ])('is kept or lowered, never raised: %i%%, strict %s', async (percent, strict, answer) => {
    await database.transaction((tx) =>
      tx.changed(`UPDATE contests SET state = 'open', quota_percent = 50, quota_strict = true`),
    );
    expect(await saved(QUOTA_PART, { percent, strict })).toBe(answer);
  });

  it('does not go from “from 50 %” to “over 50 %”', async () => {
    await database.transaction((tx) =>
      tx.changed(`UPDATE contests SET state = 'open', quota_percent = 50, quota_strict = false`),
    );
    expect(await saved(QUOTA_PART, { percent: 50, strict: true })).toBe('quota-raised');
  });
});

describe('The levels of vetting', () => {
  const province = { name: 'Cấp tỉnh', attachedTo: 'level' as const, unitLevel: 'province' as const, officeId: null };
  const vetters = async () =>
    (await snapshotCommunes(database.reader, world.contestId)).map((commune) => commune.vetterNames);

  it('say at once who vets each commune', async () => {
    await service.addRow(act(), VETTING_PART, await change(), province);
    expect(await vetters()).toEqual([
      ['Huyện Sìn Hồ', 'Tỉnh Lai Châu'],
      ['Huyện Tam Đường', 'Tỉnh Lai Châu'],
      ['Huyện Tam Đường', 'Tỉnh Lai Châu'],
    ]);
    await service.moveRow(act(), VETTING_PART, { ...(await row('2')), direction: 'up' });
    expect((await vetters())[0]).toEqual(['Tỉnh Lai Châu', 'Huyện Sìn Hồ']);
    await service.removeRow(act(), VETTING_PART, await row('1'));
    expect((await vetters())[0]).toEqual(['Huyện Sìn Hồ']);
  });

  it('stay once the contest is open; only words change', async () => {
    await setState('open');
    const district = { name: 'Huyện', attachedTo: 'level' as const, unitLevel: 'district' as const, officeId: null };
    expect(await code(service.addRow(act(), VETTING_PART, await change(), province))).toBe('vetting-frozen');
    expect(await code(service.removeRow(act(), VETTING_PART, await row('1')))).toBe('vetting-frozen');
    expect(await code(service.changeRow(act(), VETTING_PART, await row('1'), province))).toBe('vetting-frozen');
    expect(await code(service.changeRow(act(), VETTING_PART, await row('1'), district))).toBe('done');
  });
});

describe('The rules of an open contest', () => {
  const rules = {
    title: 'Thể lệ sửa đổi',
    documentNumber: '02/TL-BTC',
    issuedOn: '2021-11-20',
    body: 'Điều 1.',
    changeNote: 'Lùi hạn',
    inForceAt: new Date('2021-11-21T00:00:00+07:00'),
  };

  it('are replaced by a new version, which begins now or later; what was in force stays', async () => {
    await setState('open');
    const past = { ...rules, inForceAt: new Date('2021-11-19T00:00:00+07:00') };
    expect(await code(service.addRow(act(), RULES_PART, await change(), past))).toBe('rules-backdated');
    expect(await code(service.changeRow(act(), RULES_PART, await row(world.rulesVersionId), rules))).toBe(
      'rules-in-force',
    );
    expect(await code(service.removeRow(act(), RULES_PART, await row(world.rulesVersionId)))).toBe('rules-in-force');
    expect(await code(service.addRow(act(), RULES_PART, await change(), rules))).toBe('done');
    const at = (text: string) => reader.rulesInForce(database.reader, world.contestId, new Date(text));
    expect([
      (await at('2021-11-20T23:59:59.999+07:00'))?.number,
      (await at('2021-11-21T00:00:00+07:00'))?.number,
    ]).toEqual([1, 2]);
  });
});

describe('A prize tier', () => {
  it('is added below the others with a code from its name', async () => {
    await service.addRow(act(), PRIZES_PART, await change(), {
      name: 'Giải Khuyến khích',
      quantity: 5,
      amount: 4_500_000,
      minimum: null,
      mostPercent: null,
      recipientKind: 'collective' as const,
    });
    expect((await reader.tiers(database.reader, world.contestId)).map((tier) => tier.code)).toEqual([
      'nhat',
      'nhi',
      'ba',
      'giai-khuyen-khich',
    ]);
  });
});
