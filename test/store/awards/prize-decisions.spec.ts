import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import { Audit } from '../../../src/audit/audit.js';
import { AWARD_INVARIANTS } from '../../../src/awards/award.invariants.js';
import { NormService } from '../../../src/awards/rewards/norm.service.js';
import { wholeBook } from '../../../src/awards/rewards/reward.repository.js';
import { freshDatabase } from '../../database.js';
import { awardServices, givenClosedRound } from '../../fixtures/awards.js';
import { codeOf } from '../../fixtures/judging-room.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

/*
 * Prizes of the world: Nhất 1 × 15.000.000 with a floor of 90,00; Nhì 2 × 10.500.000; Ba 3 × 7.500.000; budget 90.000.000. Nobody is tied:
 * 0001 95, 0002 90, 0003 85, 0004 80, 0005 75, 0006 70, so that all six are awarded: 58.500.000. Means of C: 27, 26, 25, 24, 30, 30.
 */
const POINTS = [
  [40, 28, 27],
  [38, 26, 26],
  [35, 25, 25],
  [32, 24, 24],
  [20, 25, 30],
  [20, 20, 30],
] as const;
const N = (i: number): string => `ZALO21-211124-000${i}`;

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let source: DataSource;
let database: Database;
let world: World;
let services: ReturnType<typeof awardServices>;

beforeAll(async () => {
  fresh = await freshDatabase();
  source = await createDataSource(fresh.url).initialize();
  database = new Database(source);
  world = await buildWorld(database);
  await givenClosedRound(database, world, POINTS);
  services = awardServices(database);
  await source.query(
    `INSERT INTO side_prizes (id, contest_id, code, name, basis, quantity, amount, criterion, minimum_hundredths, beside_rank, sort_order) VALUES
       (gen_random_uuid(), $1, 'phu:c', 'Giải phụ tiêu chí C', 'criterion', 1, 750000, 'C', NULL, true, 1)`,
    [world.contestId],
  );
});
afterAll(async () => {
  await source.destroy();
  await fresh.drop();
});
beforeEach(async () => {
  await setClock(database, world.contestId, '2021-12-22T09:00:00+07:00');
  await source.query(`DELETE FROM award_lists`);
  await services.service.draft(organiser(), world.slug);
});

const organiser = () => actBy(world.actors.organiser);
const drafted = async () => {
  const found = (await services.desks.of(database.reader, world.slug, new Date())).drafted;
  if (found === null) throw new Error('nothing was drafted');
  return found;
};
const version = async (): Promise<number> => (await drafted()).list.version;
const confirm = async () =>
  codeOf(services.service.confirm(actBy(world.actors.organiser2), world.slug, await version()));
const shift = async (of: { from: string; taken: number; to: string; added: number }) =>
  codeOf(
    services.decisions.shift(organiser(), world.slug, {
      ...of,
      documentNumber: '12/BB-BTC',
      reason: 'Họp ngày 20/12',
      version: await version(),
    }),
  );
const choose = async (entries: string[]) =>
  codeOf(
    services.decisions.chooseSide(organiser(), world.slug, {
      prize: 'phu:c',
      entries,
      reason: 'Biên bản họp số 03',
      version: await version(),
    }),
  );
const withdraw = async (id: string) =>
  codeOf(
    services.decisions.withdraw(organiser(), world.slug, {
      decision: id,
      reason: 'Ghi nhầm',
      version: await version(),
    }),
  );
const tiers = async (): Promise<string[]> =>
  (await drafted()).lines.filter(({ kind }) => kind === 'rank').map(({ tierCode }) => tierCode);

describe('Quotas moved by a recorded decision', () => {
  it('give the list other prizes, and the sum follows', async () => {
    expect(await shift({ from: 'nhi', taken: 1, to: 'ba', added: 2 })).toBe('done');
    expect(await tiers()).toEqual(['nhat', 'nhi', 'ba', 'ba', 'ba', 'ba']);
    // 15.000.000 + 10.500.000 + 4 × 7.500.000; the fifth Ba finds nobody.
    const { proposal } = await drafted();
    expect([proposal.total, proposal.unexplained]).toEqual([55_500_000, [{ tier: 'ba', quantity: 1 }]]);
  });

  it.each([
    ['more than the tier has', { from: 'nhat', taken: 2, to: 'ba', added: 1 }, 'shift-too-many'],
    ['into the tier itself', { from: 'ba', taken: 1, to: 'ba', added: 1 }, 'shift-same-tier'],
    ['a tier that is not there', { from: 'nhat', taken: 1, to: 'tu', added: 1 }, 'shift-tier-missing'],
  ])('are refused for %s', async (_, of, code) => {
    expect(await shift(of)).toBe(code);
  });

  it('beyond the budget keep the list from being confirmed', async () => {
    expect(await choose([N(5)])).toBe('done');
    await source.query(`UPDATE contests SET budget = 60000000`);
    // 59.250.000 with the prize beside the tiers; one Ba less and one Nhì more are 62.250.000.
    await source.query(`DELETE FROM award_lists`);
    await services.service.draft(organiser(), world.slug);
    await choose([N(5)]);
    await shift({ from: 'ba', taken: 1, to: 'nhi', added: 1 });
    expect(await confirm()).toBe('over-budget');
    await source.query(`UPDATE contests SET budget = 90000000`);
  });

  it('count no longer once withdrawn, and stay to be read; what rested on them is named', async () => {
    await choose([N(5)]);
    await shift({ from: 'nhi', taken: 1, to: 'nhat', added: 1 });
    await shift({ from: 'nhat', taken: 2, to: 'ba', added: 2 });
    const [, first] = (await drafted()).decisions;
    expect(await withdraw(first?.id ?? '')).toBe('done');
    expect(await withdraw(first?.id ?? '')).toBe('stale');
    const { proposal, decisions } = await drafted();
    expect([decisions.map(({ withdrawnReason }) => withdrawnReason), proposal.staleShifts.length]).toEqual([
      [null, 'Ghi nhầm', null],
      1,
    ]);
    expect(await confirm()).toBe('decision-stale');
    await withdraw((await drafted()).decisions[2]?.id ?? '');
    expect(await confirm()).toBe('done');
  });
});

describe('A tier that people leave without a winner', () => {
  const leave = async (tier: string) =>
    codeOf(
      services.decisions.withholdTier(organiser(), world.slug, {
        tier,
        reason: 'Chưa tương xứng',
        version: await version(),
      }),
    );

  it('passes its winners on to the next one, and its reason is written down', async () => {
    expect(await leave('nhat')).toBe('done');
    expect(await tiers()).toEqual(['nhi', 'nhi', 'ba', 'ba', 'ba']);
    const { proposal } = await drafted();
    expect([proposal.allocation.withheld, proposal.unexplained]).toEqual([[{ tier: 'nhat', quantity: 1 }], []]);
    expect(await leave('nhat')).toBe('decision-out-of-date');
  });
});

describe('A tier capped by a share of the ranked entries', () => {
  it('gives as many prizes as the cap allows, and the recount from the files knows it', async () => {
    await source.query(`UPDATE prize_tiers SET most_percent = 20 WHERE code = 'ba'`);
    try {
      await source.query(`DELETE FROM award_lists`);
      await services.service.draft(organiser(), world.slug);
      // 20% of six entries is one whole prize.
      expect(await tiers()).toEqual(['nhat', 'nhi', 'nhi', 'ba']);
      const { tally } = await services.desks.of(database.reader, world.slug, new Date());
      expect(tally?.input.rules.prizes.map(({ quantity }) => quantity)).toEqual([1, 2, 1]);
    } finally {
      await source.query(`UPDATE prize_tiers SET most_percent = NULL`);
    }
  });
});

describe('All prizes by rank capped by a share of the ranked entries', () => {
  const capped = async (percent: number, work: () => Promise<void>) => {
    await source.query(`UPDATE contests SET most_awarded_percent = $1`, [percent]);
    try {
      await source.query(`DELETE FROM award_lists`);
      await services.service.draft(organiser(), world.slug);
      await work();
    } finally {
      await source.query(`UPDATE contests SET most_awarded_percent = NULL`);
    }
  };

  it('serves the best tiers first, and no shift of quotas goes beyond it', () =>
    // 70% of six entries are 4,2: four prizes.
    capped(70, async () => {
      expect(await tiers()).toEqual(['nhat', 'nhi', 'nhi', 'ba']);
      expect(await shift({ from: 'nhat', taken: 1, to: 'ba', added: 2 })).toBe('shift-over-cap');
      expect(await shift({ from: 'nhat', taken: 1, to: 'ba', added: 1 })).toBe('done');
    }));

  it('leaves a tie across the last prize to the rule: whoever is level is decided on, or shares, or all receive', async () => {
    // 0006 is made level with 0005 on 75; five prizes are left to six entries (84% of 6 is 5,04), the last one is theirs together.
    const points = async (a: number, b: number) =>
      source.query(
        `UPDATE score_sheets SET total_hundredths = $1, points = $2 WHERE entry_id = (SELECT id FROM entries WHERE number = '${N(6)}')`,
        [a + b + 3000, JSON.stringify({ A: a, B: b, C: 3000 })],
      );
    await points(2000, 2500);
    await capped(84, async () => {
      const { undecided } = (await drafted()).proposal.allocation;
      expect(undecided.map(({ entries, tiers: across }) => [entries, across])).toEqual([[[N(5), N(6)], ['ba']]]);
    });
    await source.query(`UPDATE contests SET at_boundary = 'extend'`);
    await capped(84, async () => {
      expect(await tiers()).toEqual(['nhat', 'nhi', 'nhi', 'ba', 'ba', 'ba']);
    });
    await source.query(`UPDATE contests SET at_boundary = 'decide'`);
    await points(2000, 2000);
  });
});

describe('A prize beside the tiers', () => {
  it('keeps the list open until people chose among equals', async () => {
    expect((await drafted()).proposal.side.open).toEqual([{ prize: 'phu:c', left: 1, candidates: [N(5), N(6)] }]);
    expect(await confirm()).toBe('side-prize-open');
    expect(await choose([N(1)])).toBe('side-choice-unfit');
    expect(await choose([N(5), N(6)])).toBe('side-choice-too-many');
    expect(await choose([N(6)])).toBe('done');
    expect(await choose([N(5)])).toBe('decision-out-of-date');
    const line = (await drafted()).lines.at(-1);
    expect(line).toMatchObject({
      entryNumber: N(6),
      position: 7,
      kind: 'side',
      amount: 750_000,
      note: 'Điểm trung bình tiêu chí C: 30,00',
    });
    expect(await confirm()).toBe('done');
  });

  it('changed after the draft makes the draft out of date', async () => {
    await choose([]);
    await source.query(`UPDATE side_prizes SET amount = 750001`);
    expect(await confirm()).toBe('award-input-changed');
    await source.query(`UPDATE side_prizes SET amount = 750000`);
    expect(await confirm()).toBe('done');
  });

  it.each(['xa', 'thamDinh', 'judge1', 'secretary', 'auditor', 'admin'] as const)(
    'is not %s’s to give',
    async (name) => {
      const said = { prize: 'phu:c', entries: [], reason: 'Thử', version: await version() };
      expect(await codeOf(services.decisions.chooseSide(actBy(world.actors[name]), world.slug, said))).toBe(
        'not-found',
      );
    },
  );
});

describe('A giấy khen', () => {
  const GROUP = {
    form: 'khen:giay-khen-xa',
    recipientKind: 'collective',
    entry: N(1),
    recipient: '',
    decidedOn: '2021-12-20',
  } as const;
  const grant = async (changed: object = {}) =>
    codeOf(
      services.decisions.grantReward(organiser(), world.slug, {
        ...GROUP,
        ...changed,
        reason: 'Biên bản họp số 04',
        version: await version(),
      }),
    );

  it('stands behind the prizes, beside one or instead, and the sum and its words follow', async () => {
    await choose([]);
    expect(await grant()).toBe('done');
    expect(await grant({ recipientKind: 'individual', recipient: 'Lò Thị Mẫu' })).toBe('done');
    const { lines, proposal } = await drafted();
    expect(lines.slice(-2)).toMatchObject([
      {
        kind: 'reward',
        recipientKind: 'collective',
        amount: 450_000,
        note: '0,3 × 1.490.000, làm tròn lên hàng chục nghìn',
      },
      { kind: 'reward', recipientKind: 'individual', amount: 230_000, representative: 'Lò Thị Mẫu' },
    ]);
    expect(proposal.total).toBe(58_500_000 + 450_000 + 230_000);
    expect(await confirm()).toBe('done');
  });

  it.each([
    ['an entry without a rank', { entry: 'ZALO21-211124-9999' }, 'reward-entry-unfit'],
    ['a person without a name', { recipientKind: 'individual' }, 'reward-recipient-missing'],
    ['the day after its norm ended', { decidedOn: '2024-01-01' }, 'reward-norm-missing'],
    ['a day before the first base salary', { decidedOn: '2019-06-30' }, 'base-salary-missing'],
    [
      'a household, of which nothing is known',
      { recipientKind: 'household', recipient: 'Hộ ông A' },
      'reward-norm-missing',
    ],
  ])('is refused for %s', async (_, changed, code) => {
    expect(await grant(changed)).toBe(code);
  });

  it('is granted once to one recipient, and withdrawn with a reason', async () => {
    expect([await grant(), await grant()]).toEqual(['done', 'reward-twice']);
    expect(await withdraw((await drafted()).decisions[0]?.id ?? '')).toBe('done');
    expect((await drafted()).lines.some(({ kind }) => kind === 'reward')).toBe(false);
    expect(await grant()).toBe('done');
  });

  it('goes by the base salary of its day, whatever steps come later', async () => {
    await grant();
    await source.query(
      `INSERT INTO base_salaries (in_force_from, amount, document) VALUES ('2021-12-01', 1600000, 'x')`,
    );
    try {
      expect((await drafted()).lines.at(-1)?.amount).toBe(450_000);
    } finally {
      await source.query(`DELETE FROM base_salaries WHERE document = 'x'`);
    }
  });
});

describe('The book of norms', () => {
  const norms = () => new NormService(database, new Audit());
  const BANG_KHEN = {
    form: 'khen:bang-khen-thu',
    name: 'Bằng khen thử',
    recipientKind: 'collective',
    multipleHundredths: 200,
    rounding: 'none',
    document: 'Văn bản thử 01',
    article: '',
    inForceFrom: '2021-01-01',
    inForceUntil: null as string | null,
    caveat: '',
  } as const;
  const BASE = { inForceFrom: '2021-12-01', amount: 1_600_000, document: 'Văn bản thử 02' };
  const add = (changed: object = {}) => codeOf(norms().addNorm(organiser(), { ...BANG_KHEN, ...changed }));
  const rowOf = async (document: string) => {
    const { norms: all, bases } = await wholeBook(database.reader);
    const found = [...all, ...bases].find((row) => row.document === document);
    if (found === undefined) throw new Error(`no row by ${document}`);
    return found;
  };
  const grant = async () =>
    codeOf(
      services.decisions.grantReward(organiser(), world.slug, {
        form: BANG_KHEN.form,
        recipientKind: 'collective',
        entry: N(1),
        recipient: '',
        decidedOn: '2021-12-20',
        reason: 'Biên bản họp số 04',
        version: await version(),
      }),
    );
  const breaches = async () => {
    const rule = AWARD_INVARIANTS.find(({ code }) => code === 'awards.reward-goes-by-its-papers');
    if (rule === undefined) throw new Error('there is no such rule');
    return rule.breaches(database.reader, 'lengths');
  };
  afterEach(() =>
    source.query(
      `DELETE FROM reward_norms WHERE document LIKE 'Văn bản thử%'; DELETE FROM base_salaries WHERE document LIKE 'Văn bản thử%'`,
    ),
  );

  it('makes a form grantable by the row that was missing, and what was granted keeps the multiple and the base of its day', async () => {
    expect(await grant()).toBe('reward-norm-missing');
    expect([await add(), await grant()]).toEqual(['done', 'done']);
    const amount = async () => (await drafted()).lines.at(-1)?.amount;
    expect(await amount()).toBe(2_980_000);

    expect(await codeOf(norms().addBase(organiser(), BASE))).toBe('done');
    expect(await codeOf(norms().close(organiser(), (await rowOf('Văn bản thử 01')).id, '2021-06-30'))).toBe('done');
    expect(await add({ inForceFrom: '2021-07-01', multipleHundredths: 300, document: 'Văn bản thử 03' })).toBe('done');
    expect([await amount(), await breaches()]).toEqual([2_980_000, []]);

    expect(await withdraw((await drafted()).decisions[0]?.id ?? '')).toBe('done');
    expect([await grant(), await amount(), await breaches()]).toEqual(['done', 4_800_000, []]);
  });

  it('has one row a day for a form and a recipient, and one base salary', async () => {
    expect(await add({ inForceFrom: '2021-01-01', inForceUntil: '2025-06-30' })).toBe('done');
    expect(await add({ inForceFrom: '2020-01-01', inForceUntil: '2020-12-31', document: 'Văn bản thử 04' })).toBe(
      'done',
    );
    expect(await add({ inForceFrom: '2025-06-30', document: 'Văn bản thử 05' })).toBe('norm-overlaps');
    expect(await add({ inForceFrom: '2019-01-01', document: 'Văn bản thử 05' })).toBe('norm-overlaps');
    expect(await add({ inForceFrom: '2025-07-01', document: 'Văn bản thử 05' })).toBe('done');
    const twice = [await codeOf(norms().addBase(organiser(), BASE)), await codeOf(norms().addBase(organiser(), BASE))];
    expect(twice).toEqual(['done', 'base-salary-twice']);
  });

  it('keeps a row that was withdrawn, with the reason, and lets the right one take its place', async () => {
    await add({ multipleHundredths: 2 });
    const { id } = await rowOf('Văn bản thử 01');
    expect(await grant()).toBe('done');
    expect(await codeOf(norms().withdraw(organiser(), 'norm', { id, reason: 'Ghi nhầm hệ số' }))).toBe('done');
    expect(await codeOf(norms().withdraw(organiser(), 'norm', { id, reason: 'Ghi nhầm hệ số' }))).toBe('not-found');
    expect(await codeOf(norms().close(organiser(), id, '2022-01-01'))).toBe('not-found');
    expect(await rowOf('Văn bản thử 01')).toMatchObject({ withdrawnReason: 'Ghi nhầm hệ số' });
    expect([await add({ document: 'Văn bản thử 06' }), await breaches()]).toEqual(['done', []]);
  });

  it('is closed once, on no day before its first', async () => {
    await add();
    const close = async (until: string) =>
      codeOf(norms().close(organiser(), (await rowOf('Văn bản thử 01')).id, until));
    expect(await close('2020-12-31')).toBe('norm-ends-too-early');
    expect([await close('2021-01-01'), await close('2021-06-30')]).toEqual(['done', 'stale']);
  });
});
