import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { AwardDesks } from '../../../src/awards/award.desk.js';
import { AwardRepository } from '../../../src/awards/award.repository.js';
import type { AwardService } from '../../../src/awards/award.service.js';
import type { PrizeDecisionService } from '../../../src/awards/prizes/prize-decision.service.js';
import { tallyCash } from '../../../src/awards/award.tallies.js';
import { tallyFiles } from '../../../src/awards/tally-report.js';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import { writeRulesFile, writeScoresFile } from '../../../src/judging/tally-files.js';
import { freshDatabase } from '../../database.js';
import { awardServices, givenClosedRound } from '../../fixtures/awards.js';
import { codeOf } from '../../fixtures/judging-room.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let source: DataSource;
let database: Database;
let world: World;
let desks: AwardDesks;
let service: AwardService;
let decisions: PrizeDecisionService;
const awards = new AwardRepository();

/*
 * Prizes of the world: Nhất 1 × 15.000.000 with a floor of 90,00; Nhì 2 × 10.500.000; Ba 3 × 7.500.000.
 *   0001 88    does not reach 90: Nhất is withheld, it goes on to the first Nhì
 *   0002, 0003 85 each with the same B and A: two entries for the one Nhì left: a tie across Nhì and Ba
 *   0004 80    the second Ba (the tie covers the last Nhì and the first Ba)
 *   0005 70    the third Ba
 *   0006 60    nothing
 */
const POINTS = [
  [38, 25, 25],
  [35, 25, 25],
  [35, 25, 25],
  [30, 25, 25],
  [20, 25, 25],
  [10, 25, 25],
] as const;
const N = (i: number): string => `ZALO21-211124-000${i}`;

beforeAll(async () => {
  fresh = await freshDatabase();
  source = await createDataSource(fresh.url).initialize();
  database = new Database(source);
  world = await buildWorld(database);
  await givenClosedRound(database, world, POINTS);
  ({ desks, service, decisions } = awardServices(database));
});
afterAll(async () => {
  await source.destroy();
  await fresh.drop();
});
beforeEach(async () => {
  await setClock(database, world.contestId, '2021-12-22T09:00:00+07:00');
  // A list that was published stays, as in life; what waits is dropped.
  await database.transaction((tx) => tx.changed(`DELETE FROM award_lists WHERE state IN ('draft', 'confirmed')`));
});

const desk = () => desks.of(database.reader, world.slug, new Date());
const version = async (): Promise<number> => (await desk()).drafted?.list.version ?? 0;
const organiser = () => actBy(world.actors.organiser);
const second = () => actBy(world.actors.organiser2);
const tie = { tiers: ['nhi', 'ba'], entries: [N(2), N(3)] };

async function decideAll(): Promise<void> {
  await service.draft(organiser(), world.slug);
  await decisions.decideTie(organiser(), world.slug, {
    ...tie,
    choice: 'share',
    order: null,
    reason: 'Biên bản họp số 02',
    version: await version(),
  });
  await decisions.explainWithheld(organiser(), world.slug, {
    tier: 'nhat',
    reason: 'Không hồ sơ nào đạt 90 điểm',
    version: await version(),
  });
}

describe('Drafting an award list', () => {
  it('proposes what the rules say, and names what people must decide', async () => {
    await service.draft(organiser(), world.slug);
    const { drafted } = await desk();
    expect(
      drafted?.lines.map(({ entryNumber, tierCode, amount, rank }) => [entryNumber, tierCode, amount, rank]),
    ).toEqual([
      [N(1), 'nhi', 10_500_000, 1],
      [N(4), 'ba', 7_500_000, 4],
      [N(5), 'ba', 7_500_000, 5],
    ]);
    expect(drafted?.proposal.allocation.undecided.map(({ tiers, entries }) => ({ tiers, entries }))).toEqual([tie]);
    expect(drafted?.proposal.unexplained).toEqual([{ tier: 'nhat', quantity: 1 }]);
  });

  it('agrees with the recount from the files of the same round', async () => {
    await service.draft(organiser(), world.slug);
    const { tally, drafted } = await desk();
    if (tally === null || drafted === null) throw new Error('nothing was drafted');
    const { entries, rules } = tally.input;
    const recount = tallyFiles({
      scores: new TextEncoder().encode(writeScoresFile(entries, rules.scoring.criteria)),
      rules: new TextEncoder().encode(writeRulesFile(rules)),
    });
    if ('faults' in recount) throw new Error(JSON.stringify(recount.faults));
    expect(recount.report.awards).toEqual(
      drafted.lines.map(({ entryNumber, tierCode, amount }) => ({ entry: entryNumber, tier: tierCode, amount })),
    );
    expect(recount.report.total).toBe(25_500_000);
    expect(recount.report.totalInWords).toBe('Hai mươi lăm triệu năm trăm nghìn đồng');
  });

  it('waits for the round to be closed, and lets one draft wait at a time', async () => {
    await database.transaction((tx) => tx.changed(`UPDATE judging_rounds SET closed_at = NULL`));
    expect(await codeOf(service.draft(organiser(), world.slug))).toBe('round-not-closed');
    await database.transaction((tx) => tx.changed(`UPDATE judging_rounds SET closed_at = now()`));
    expect(await codeOf(service.draft(organiser(), world.slug))).toBe('done');
    expect(await codeOf(service.draft(organiser(), world.slug))).toBe('award-draft-waits');
  });

  it.each(['xa', 'thamDinh', 'judge1', 'secretary', 'auditor', 'admin'] as const)(
    'is not the work of %s',
    async (name) => {
      expect(await codeOf(service.draft(actBy(world.actors[name]), world.slug))).toBe('not-found');
    },
  );
});

describe('Deciding a tie across a boundary', () => {
  it.each([
    ['share', null, [9_000_000, 9_000_000], 43_500_000],
    ['extend', null, [10_500_000, 10_500_000], 46_500_000],
    ['order', [N(3), N(2)], [7_500_000, 10_500_000], 43_500_000],
    ['withhold', null, [undefined, undefined], 25_500_000],
  ] as const)('%s: the pool is 10.500.000 + 7.500.000', async (choice, order, amounts, total) => {
    await service.draft(organiser(), world.slug);
    await decisions.decideTie(organiser(), world.slug, {
      ...tie,
      choice,
      order: order === null ? null : [...order],
      reason: 'Họp',
      version: await version(),
    });
    const { drafted } = await desk();
    const amountOf = (number: string): number | undefined =>
      drafted?.lines.find((line) => line.entryNumber === number)?.amount;
    expect([amountOf(N(2)), amountOf(N(3))]).toEqual(amounts);
    expect(drafted?.proposal.allocation.total).toBe(total);
  });

  it('refuses an order that leaves one out, a group that is none, and a page that is out of date', async () => {
    await service.draft(organiser(), world.slug);
    const at = await version();
    const decide = (change: object) =>
      codeOf(
        decisions.decideTie(organiser(), world.slug, {
          ...tie,
          choice: 'order',
          order: [N(2)],
          reason: 'Họp',
          version: at,
          ...change,
        }),
      );
    expect(await decide({})).toBe('order-incomplete');
    expect(await decide({ entries: [N(1), N(2)] })).toBe('decision-out-of-date');
    expect(await decide({ order: [N(2), N(3)], version: at - 1 })).toBe('stale');
  });
});

describe('Confirming an award list', () => {
  it('is refused step by step until nothing is open, and to whoever drafted it', async () => {
    await service.draft(organiser(), world.slug);
    expect(await codeOf(service.confirm(second(), world.slug, await version()))).toBe('tie-undecided');
    await decisions.decideTie(organiser(), world.slug, {
      ...tie,
      choice: 'share',
      order: null,
      reason: 'Họp',
      version: await version(),
    });
    expect(await codeOf(service.confirm(second(), world.slug, await version()))).toBe('withheld-unexplained');
    await decisions.explainWithheld(organiser(), world.slug, {
      tier: 'nhat',
      reason: 'Không đạt 90 điểm',
      version: await version(),
    });
    expect(await codeOf(service.confirm(organiser(), world.slug, await version()))).toBe('second-person-needed');
    expect(await codeOf(service.confirm(second(), world.slug, await version()))).toBe('done');
    expect(await codeOf(service.confirm(second(), world.slug, await version()))).toBe('award-list-locked');
  });

  it.each([
    ['one đồng above the budget', 43_499_999, 'over-budget'],
    ['exactly the budget', 43_500_000, 'done'],
    ['one đồng below it', 43_500_001, 'done'],
  ])('holds the total of 43.500.000 against the budget: %s', async (_what, budget, outcome) => {
    await database.transaction((tx) => tx.changed(`UPDATE contests SET budget = $1`, [budget]));
    try {
      await decideAll();
      expect(await codeOf(service.confirm(second(), world.slug, await version()))).toBe(outcome);
    } finally {
      await database.transaction((tx) => tx.changed(`UPDATE contests SET budget = 90000000`));
    }
  });

  it('notices that scores changed after the draft', async () => {
    await decideAll();
    const change = (a: number) =>
      database.transaction((tx) =>
        tx.changed(
          `UPDATE score_sheets SET points = points || jsonb_build_object('A', $2::int), total_hundredths = total_hundredths + $3
           WHERE entry_id = (SELECT id FROM entries WHERE number = $1)`,
          [N(6), 1000 + a, a],
        ),
      );
    await change(25);
    expect(await codeOf(service.confirm(second(), world.slug, await version()))).toBe('award-input-changed');
    await database.transaction((tx) =>
      tx.changed(
        `UPDATE score_sheets SET points = points || '{"A": 1000}', total_hundredths = total_hundredths - 25 WHERE entry_id = (SELECT id FROM entries WHERE number = $1)`,
        [N(6)],
      ),
    );
    expect(await codeOf(service.confirm(second(), world.slug, await version()))).toBe('done');
  });
});

describe('Publishing', () => {
  it.each([
    ['one millisecond before the window', '2021-12-20T23:59:59.999+07:00', 'publication-not-begun'],
    ['as it begins', '2021-12-21T00:00:00.000+07:00', 'done'],
  ])('%s', async (_what, at, outcome) => {
    await decideAll();
    await service.confirm(second(), world.slug, await version());
    await setClock(database, world.contestId, at);
    const replaces = (await desk()).published !== null;
    const reason = replaces ? 'Thay danh sách cũ' : '';
    expect(await codeOf(service.publish(organiser(), world.slug, { reason, version: await version() }))).toBe(outcome);
  });

  it('freezes lines whose cash adds up the same by tier, district and commune', async () => {
    const { published } = await desk();
    if (published === null) throw new Error('nothing is published');
    const lines = await awards.lines(database.reader, published.id);
    const { byTier, byDistrict, byCommune, total } = tallyCash(lines);
    const sum = (rows: readonly { amount: number }[]): number => rows.reduce((all, { amount }) => all + amount, 0);
    expect([sum(byTier), sum(byDistrict), sum(byCommune), total, published.total]).toEqual([
      43_500_000, 43_500_000, 43_500_000, 43_500_000, 43_500_000,
    ]);
    // 0002 and 0003 share 10.500.000 + 7.500.000, so each has 9.000.000 under Nhì: 10.500.000 + 18.000.000; Ba keeps two of three.
    expect(byTier).toEqual([
      { code: 'nhi', kind: 'rank', name: 'Giải Nhì', count: 3, amount: 28_500_000 },
      { code: 'ba', kind: 'rank', name: 'Giải Ba', count: 2, amount: 15_000_000 },
    ]);
    await expect(source.query(`UPDATE award_lines SET amount = amount + 1`)).rejects.toThrow('frozen');
    // A rehearsal may be started over as a whole; what a real contest has published stays.
    await source.query(`UPDATE contests SET rehearsal = false, clock_at = NULL`);
    await expect(source.query(`DELETE FROM award_lines`)).rejects.toThrow('frozen');
    await source.query(`UPDATE contests SET rehearsal = true`);
  });

  it('supersedes what was published, with a reason, and keeps both', async () => {
    await decideAll();
    await service.confirm(second(), world.slug, await version());
    expect(await codeOf(service.publish(organiser(), world.slug, { reason: '', version: await version() }))).toBe(
      'supersede-reason-missing',
    );
    await service.publish(organiser(), world.slug, { reason: 'Sửa tên một nhóm', version: await version() });
    const inForce = await awards.published(database.reader, world.contestId);
    const [earlier] = await awards.superseded(database.reader, world.contestId);
    expect([inForce?.supersedeReason, earlier?.supersedeReason]).toEqual([null, 'Sửa tên một nhóm']);
    for (const list of [inForce, earlier])
      expect(list === null || list === undefined ? [] : await awards.lines(database.reader, list.id)).toHaveLength(5);
  });

  it('has one effect however often the button is pressed', async () => {
    await decideAll();
    await service.confirm(second(), world.slug, await version());
    const at = await version();
    const press = () =>
      service.publish(actBy(world.actors.organiser, 'one-publish-button'), world.slug, { reason: 'Thay', version: at });
    const outcomes = await Promise.allSettled([press(), press(), press(), press()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await database.reader.rows(`SELECT 1 FROM award_lists WHERE state = 'published'`)).toHaveLength(1);
  });
});
