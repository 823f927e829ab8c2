import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type DraftedList, N, openDraftedList } from '../../fixtures/drafted-list.js';
import { codeOf } from '../../fixtures/judging-room.js';
import { actBy } from '../../fixtures/world.js';

let room: DraftedList;
let { source, database, world, services, organiser, drafted, version, confirm, choose, withdraw } = {} as DraftedList;

beforeAll(async () => {
  room = await openDraftedList();
  ({ source, database, world, services, organiser, drafted, version, confirm, choose, withdraw } = room);
});
afterAll(() => room.close());
beforeEach(() => room.renew());

const shift = async (of: { from: string; taken: number; to: string; added: number }) =>
  codeOf(
    services.decisions.shift(organiser(), world.slug, {
      ...of,
      documentNumber: '12/BB-BTC',
      reason: 'Họp ngày 20/12',
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
