import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Audit } from '../../../src/audit/audit.js';
import { AWARD_INVARIANTS } from '../../../src/awards/award.invariants.js';
import { NormService } from '../../../src/awards/rewards/norm.service.js';
import { wholeBook } from '../../../src/awards/rewards/reward.repository.js';
import { type DraftedList, N, openDraftedList } from '../../fixtures/drafted-list.js';
import { codeOf } from '../../fixtures/judging-room.js';

let room: DraftedList;
let { source, database, world, services, organiser, drafted, version, confirm, choose, withdraw } = {} as DraftedList;

beforeAll(async () => {
  room = await openDraftedList();
  ({ source, database, world, services, organiser, drafted, version, confirm, choose, withdraw } = room);
});
afterAll(() => room.close());
beforeEach(() => room.renew());

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
