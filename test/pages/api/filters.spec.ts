import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AssignmentService } from '../../../src/vetting/assignment.service.js';
import { startApp, type TestApp } from '../../app.js';
import { counting } from '../../fixtures/counting.js';
import { givenKey } from '../../fixtures/program-keys.js';
import { givenBesidePrizes } from '../../fixtures/published-list.js';
import { givenLying } from '../../fixtures/vetting.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';
import { DOCUMENT, faultsOf } from './describing.js';

/* Six dossiers of Bản Bo with prizes (ZALO21-211124-0001 to 0006), accepted; two of Bản Bo and one of Noong Hẻo that wait (ZALO21-211118-0011 to 0013). */
let app: TestApp;
let world: World;
const keys = new Map<string, string>();

const LATE = '2021-11-30T23:59:59.999+07:00';
const V1 = '/api/v1';
const OWN = `${V1}/contests/zalo-lai-chau-2021`;
const ONE = `${V1}/contests/{slug}`;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await givenBesidePrizes(app, world);
  const [first, second] = world.villages.banBo.slice(7, 9).map((village) => ({ village, commune: world.units.banBo }));
  const other = { village: world.villages.nongHeo[0], commune: world.units.nongHeo };
  if (first === undefined || second === undefined) throw new Error('Bản Bo has too few villages');
  await givenLying(app.database, world, [first, other], {}, 11);
  await givenLying(app.database, world, [second], { submittedAt: LATE }, 13);
  const pay = async (number: number, amount: number, day: string): Promise<void> => {
    const organiser = await app.signedIn('to-chuc');
    const address = `/to-chuc/${world.slug}/chi-tien/ZALO21-211124-000${number}`;
    const payment = { amount: String(amount), paidOn: day, receiptNumber: `PC ${number}`, recipient: 'Lò Văn Bo' };
    expect((await organiser.send(address, payment, address)).status).toBe(303);
  };
  await setClock(app.database, world.contestId, '2021-12-24T09:00:00+07:00');
  await pay(2, 9_000_000, '22/12/2021');
  await pay(3, 1_000_000, '23/12/2021');
  await app.app.get(AssignmentService, { strict: false }).assign(actBy(world.actors.thamDinh), {
    contestId: world.contestId,
    level: 1,
    codes: ['ZALO21-211118-0011'],
    to: world.actors.thamDinh.personId,
  });
  for (const [name, actor] of Object.entries(world.actors)) keys.set(name, await givenKey(app, actor));
});
afterAll(() => app.close());

type Who = keyof World['actors'];
const ask = (who: Who, address: string) =>
  app
    .visitor()
    .get(address)
    .set('Authorization', `Bearer ${keys.get(who) ?? ''}`);

/** The last four digits of the dossiers in an answer that is as the document describes it. */
async function found(who: Who, address: string, described: string): Promise<string> {
  const { status, body, type } = await ask(who, address);
  expect(faultsOf(described, status, type, body)).toEqual([]);
  expect(status).toBe(200);
  const told = body as Record<string, Record<string, string | null>[]>;
  const rows = told['entries'] ?? told['payments'] ?? told['events'] ?? [];
  return rows.map((row) => String(row['code'] ?? row['entry']).slice(-4)).join(' ');
}

const WON = '0001 0002 0003 0004 0005 0006';

describe('Dossiers of a contest', () => {
  it.each([
    ['', `0011 0012 0013 ${WON}`],
    ['state=submitted', '0011 0012 0013'],
    ['commune=03517', '0012'],
    ['commune=03424', `0011 0013 ${WON}`],
    ['commune=99999', ''],
    // A district is no commune.
    ['commune=106', ''],
    ['q=0012', '0012'],
    ['q=noong+heo', '0012'],
    ['q=100%25', ''],
    // 23:59:59.999 of the last day counts, and the first instant of the next one would not.
    ['submittedFrom=2021-11-30&submittedUntil=2021-11-30', '0013'],
    ['submittedFrom=2021-12-01', ''],
    ['submittedUntil=2021-11-18', '0011 0012'],
    ['changedFrom=2021-11-30&changedUntil=2021-11-30&state=submitted', '0013'],
    ['state=submitted&commune=03424&submittedUntil=2021-11-29', '0011'],
  ])('narrowed by “%s”', async (query, expected) => {
    expect(await found('organiser', `${OWN}/entries?${query}`, `${ONE}/entries`)).toBe(expected);
  });

  it('are found by the commune’s id as by its code', async () => {
    const byId = `${OWN}/entries?commune=${world.units.nongHeo}`;
    expect(await found('organiser', byId, `${ONE}/entries`)).toBe('0012');
  });

  it('keep their order and their end page by page, whatever they are narrowed by', async () => {
    const address = `${OWN}/entries?commune=03424&limit=5`;
    const first = (await ask('organiser', address)).body as { nextCursor: string };
    expect(await found('organiser', `${address}&cursor=${first.nextCursor}`, `${ONE}/entries`)).toBe('0004 0005 0006');
    // A cursor is a place in the order: under other filters it goes on behind it.
    const other = `${OWN}/entries?commune=03517&cursor=${first.nextCursor}`;
    expect(await found('organiser', other, `${ONE}/entries`)).toBe('');
    const described = JSON.stringify(DOCUMENT.paths[`${ONE}/entries`]?.['get']?.parameters);
    expect(described).toContain('Whoever changes filters begins without it.');
  });
});

describe('The commune’s own dossiers', () => {
  it.each([
    ['state=submitted', '0013 0011'],
    ['submittedFrom=2021-11-19&submittedUntil=2021-11-30&state=submitted', '0013'],
    ['state=submitted&changedUntil=2021-11-29', '0011'],
    ['contest=zalo-lai-chau-2021&state=submitted', '0013 0011'],
    ['contest=khong-co', ''],
    // Nobody narrows to a neighbour: the parameter is none of this list's.
    ['state=submitted&commune=03517', '0013 0011'],
  ])('narrowed by “%s”', async (query, expected) => {
    expect(await found('xa', `${V1}/entries?${query}`, `${V1}/entries`)).toBe(expected);
  });
});

describe('An office’s queue', () => {
  it.each([
    ['stage=waiting', '0011 0013'],
    ['stage=waiting&submittedFrom=2021-11-30', '0013'],
    ['stage=waiting&submittedUntil=2021-11-29', '0011'],
    ['stage=waiting&commune=03424', '0011 0013'],
    // Another office's commune finds nothing here, like one that there is not.
    ['commune=03517', ''],
    ['stage=waiting&officer=nobody', '0013'],
    ['officer=mine', '0011'],
    ['officer=tham-dinh', '0011'],
    ['officer=THAM-DINH', '0011'],
    ['officer=tham-dinh2', ''],
    ['officer=khong-co', ''],
    ['officer=gone', ''],
  ])('narrowed by “%s”', async (query, expected) => {
    expect(await found('thamDinh', `${V1}/vetting?${query}`, `${V1}/vetting`)).toBe(expected);
  });
});

describe('Prize money', () => {
  // By place on the list: 0001, then 0002 and 0003 with 9.000.000 each, 0004, 0005 and 0006.
  it.each([
    ['state=paid', '0002'],
    ['state=part', '0003'],
    ['state=unpaid', '0001 0004 0005 0006'],
    ['state=excess', ''],
    ['state=open', '0001 0003 0004 0005 0006'],
    ['paidFrom=2021-12-23', '0003'],
    ['paidFrom=2021-12-22&paidUntil=2021-12-22', '0002'],
    ['paidUntil=2021-12-21', ''],
    ['commune=03424&state=paid', '0002'],
    ['commune=03517', ''],
  ])('narrowed by “%s”', async (query, expected) => {
    expect(await found('organiser', `${OWN}/payments?${query}`, `${ONE}/payments`)).toBe(expected);
  });

  it('is the same in sum, whatever the lines are narrowed by', async () => {
    const totals = async (query: string) =>
      ((await ask('auditor', `${OWN}/payments${query}`)).body as { totals: object }).totals;
    expect(await totals('?state=paid')).toEqual(await totals(''));
  });
});

describe('The log', () => {
  const acts = async (who: Who, query: string): Promise<string[]> => {
    const { status, body, type } = await ask(who, `${V1}/log?${query}`);
    expect(faultsOf(`${V1}/log`, status, type, body)).toEqual([]);
    return (body as { events: { act: string; person: string }[] }).events.map(({ act }) => act);
  };

  it('is narrowed by act, person, dossier and contest, by name or by id', async () => {
    const paid = ['award-payment.pay', 'award-payment.pay'];
    const { organiser, organiser2 } = world.actors;
    expect(await acts('auditor', 'act=award-payment.')).toEqual(paid);
    expect(await acts('auditor', 'act=award-payment.&person=to-chuc')).toEqual(paid);
    expect(await acts('auditor', `act=award-payment.&person=${organiser.personId}`)).toEqual(paid);
    expect(await acts('auditor', `person=${organiser2.personId}`)).toEqual(['award-list.confirm']);
    expect(await acts('auditor', 'person=khong-co')).toEqual([]);
    expect(await acts('auditor', 'act=award-payment.&contest=zalo-lai-chau-2021')).toEqual(paid);
    expect(await acts('auditor', `act=award-payment.&contest=${world.contestId}`)).toEqual(paid);
    expect(await acts('auditor', 'contest=khong-co')).toEqual([]);
    expect(await acts('auditor', 'entry=zalo21-211124-0002')).toEqual(['award-payment.pay']);
    expect(await acts('auditor', 'entry=ZALO21-211124-0009')).toEqual([]);
  });

  it('of a day is the whole of that day, by real time', async () => {
    const [{ at }] = (await ask('auditor', `${V1}/log?limit=1`)).body.events as [{ at: string }];
    const day = at.slice(0, 10);
    const all = await acts('auditor', '');
    expect(await acts('auditor', `from=${day}&until=${day}`)).toEqual(all);
    expect(await acts('auditor', 'until=2021-01-01')).toEqual([]);
    expect(await acts('auditor', 'from=2999-01-01')).toEqual([]);
  });

  it('of another contest is told to no auditor of this one, whatever is asked', async () => {
    const other = await buildWorld(app.database, 'hai-cap-2022', 'HAI22');
    await app.database.source.query(`UPDATE role_assignments SET contest_id = $1 WHERE id = $2`, [
      world.contestId,
      world.actors.auditor.assignmentId,
    ]);
    expect(await acts('auditor', `contest=${other.contestId}`)).toEqual([]);
    expect(await acts('auditor', 'contest=hai-cap-2022')).toEqual([]);
    expect(await acts('auditor', 'contest=zalo-lai-chau-2021&act=award-payment.')).toHaveLength(2);
    await app.database.source.query(`UPDATE role_assignments SET contest_id = NULL WHERE id = $1`, [
      world.actors.auditor.assignmentId,
    ]);
  });
});

const REFUSED: [Who, string, string, string, string][] = [
  ['organiser', `${OWN}/entries`, `${ONE}/entries`, 'state=gone', 'filter-unknown'],
  ['organiser', `${OWN}/entries`, `${ONE}/entries`, 'commune=B%E1%BA%A3n+Bo', 'filter-unreadable'],
  ['organiser', `${OWN}/entries`, `${ONE}/entries`, 'submittedFrom=30/11/2021', 'filter-unreadable'],
  ['organiser', `${OWN}/entries`, `${ONE}/entries`, 'changedUntil=2021-02-30', 'filter-unreadable'],
  ['organiser', `${OWN}/entries`, `${ONE}/entries`, 'q=%00', 'filter-unreadable'],
  ['organiser', `${OWN}/entries`, `${ONE}/entries`, 'q=', 'filter-unreadable'],
  ['xa', `${V1}/entries`, `${V1}/entries`, 'state=', 'filter-unknown'],
  ['xa', `${V1}/entries`, `${V1}/entries`, 'contest=../x', 'filter-unreadable'],
  ['thamDinh', `${V1}/vetting`, `${V1}/vetting`, 'officer=a+b', 'filter-unreadable'],
  ['thamDinh', `${V1}/vetting`, `${V1}/vetting`, 'commune=1', 'filter-unreadable'],
  ['organiser', `${OWN}/payments`, `${ONE}/payments`, 'state=settled', 'filter-unknown'],
  ['organiser', `${OWN}/payments`, `${ONE}/payments`, 'paidFrom=2021-13-01', 'filter-unreadable'],
  ['auditor', `${V1}/log`, `${V1}/log`, 'act=%25', 'filter-unreadable'],
  ['auditor', `${V1}/log`, `${V1}/log`, 'person=a&person=b', 'filter-unreadable'],
  ['auditor', `${V1}/log`, `${V1}/log`, 'until=2021-12-22&from=2021-12-23', 'filter-unreadable'],
  ['auditor', `${V1}/log`, `${V1}/log`, 'limit=0', 'limit-out-of-range'],
  ['auditor', `${V1}/log`, `${V1}/log`, 'cursor=abc', 'cursor-unreadable'],
];

describe('A value that a list cannot be narrowed by', () => {
  it.each(REFUSED)(
    '%s: %s as %s with “%s” is told which parameter it was',
    async (who, address, described, query, code) => {
      const { status, body, type } = await ask(who, `${address}?${query}`);
      expect(faultsOf(described, status, type, body)).toEqual([]);
      const problem = body as { code: string; parameter: string; detail: string };
      const [parameter = ''] = query.split('=');
      expect([status, type, problem.code, problem.parameter]).toEqual([
        422,
        'application/problem+json',
        code,
        parameter,
      ]);
      expect(problem.detail).toContain(parameter);
    },
  );
});

describe('Narrowed lists', () => {
  it.each([
    ['organiser', `${OWN}/entries?commune=03424&submittedFrom=2021-11-01&q=0`],
    ['xa', `${V1}/entries?state=accepted&changedFrom=2021-01-01`],
    ['thamDinh', `${V1}/vetting?commune=03424&officer=tham-dinh&submittedFrom=2021-11-01`],
    ['organiser', `${OWN}/payments?commune=03424&state=open`],
    ['auditor', `${V1}/log?person=to-chuc&from=2021-01-01`],
  ] as const)('%s, %s: as many queries for one row as for three', async (who, address) => {
    const countOf = counting(app);
    expect(await countOf(() => ask(who, `${address}&limit=1`))).toBe(
      await countOf(() => ask(who, `${address}&limit=3`)),
    );
  });
});
