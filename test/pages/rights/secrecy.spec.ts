import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import { crawlAs } from './crawl.js';
import { foreignDossiers } from './known.js';
import type { Phase } from './phases.js';
import { type Principal, PRINCIPALS } from './principals.js';
import { MEMBER_TRACES } from './members.js';
import { readableIn, SECRETS, TOTALS, tracesIn, tracesOf } from './secrets.js';
import { type Stage, setStage } from './stage.js';

jest.setTimeout(240_000);

const JUDGE_OF: Record<string, 'judge1' | 'judge2'> = { 'giam-khao-1': 'judge1', 'giam-khao-2': 'judge2' };
/** Like one of the others; asked besides while it matters most. */
const ALIKE = new Set<string | null>([
  'xa3',
  'xa-hai22',
  'tham-dinh2',
  'giam-khao-3',
  'bi-khoa',
  'het-vai',
  'to-chuc-tinh',
]);
/** Those who read all scores once the round is closed. */
const SEE_SCORES = new Set(['secretary', 'organiser', 'auditor']);

/** What this person must not come upon in this phase (TRUST A.3). */
function forbiddenTo({ account, role, contest }: Principal, phase: Phase): string[] {
  if ((phase === 'closed' || phase === 'published') && role !== null && SEE_SCORES.has(role) && contest !== 'other')
    return [];
  const own = account === null ? undefined : JUDGE_OF[account];
  const sheets = Object.entries(SECRETS).flatMap(([judge, secret]) => (judge === own ? [] : tracesOf(secret)));
  // Once published, the dossiers' results are everybody's; what a single judge gave never is.
  const isOwn = (trace: string): boolean => own !== undefined && ownTotals(own).includes(trace);
  return phase === 'published' ? sheets : [...sheets, ...TOTALS.filter((trace) => !isOwn(trace))];
}

/** Who needs to know who stands in the lists of Bản Bo: its own officials, and the office of its district. */
const seesLists = ({ account }: Principal): boolean => account === 'xa' || account === 'tham-dinh';

const ownTotals = (judge: 'judge1' | 'judge2'): string[] =>
  judge === 'judge1' ? ['73,19', '73.19', '7319'] : ['71,37', '71.37', '7137'];

describe.each(['submission', 'judging', 'closed', 'published'] as const)('In the phase "%s"', (phase) => {
  let stage: Stage;
  const log: string[] = [];
  beforeAll(async () => {
    const logger = pino({ level: 'trace' }, { write: (line: string) => void log.push(line) });
    stage = await setStage(phase, { logger });
  });
  afterAll(() => stage.close());

  it('nothing tells anybody what a judge wrote, or of a dossier, that they may not know of (S6, S7)', async () => {
    const leaks: string[] = [];
    let pages = 0;
    for (const who of PRINCIPALS.filter((one) => phase === 'judging' || !ALIKE.has(one.account))) {
      const traces = [
        ...forbiddenTo(who, phase),
        ...(seesLists(who) ? [] : MEMBER_TRACES),
        ...(phase === 'published' ? [] : foreignDossiers(stage, who)),
      ];
      const crawled = await crawlAs(stage, who, (path, heard) => {
        // A page may repeat the address that was typed, whole or in a link back to it.
        const told = readableIn(heard).replaceAll(path, '').replaceAll(encodeURIComponent(path), '');
        for (const trace of tracesIn(told, traces)) leaks.push(`${path} as ${who.name}: ${trace}`);
      });
      pages += crawled.pages;
    }
    expect(leaks.slice(0, 40)).toEqual([]);
    expect(pages).toBeGreaterThan(300);
  });

  it('the log of the house says nothing of it, nor do the audit events', async () => {
    const all = [...Object.values(SECRETS).flatMap(tracesOf), ...TOTALS, ...MEMBER_TRACES];
    const events = await stage.app.database.reader.rows<{ said: string }>(
      `SELECT concat_ws(' ', act, subject_id, reason, facts::text) AS said FROM audit_events`,
      [],
    );
    const lines = [...log, ...events.map(({ said }) => said)];
    expect(lines.filter((line) => tracesIn(line, all).length > 0)).toEqual([]);
  });
});

describe('While judging is on', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage('judging');
  });
  afterAll(() => stage.close());
  const byAccount = (account: string): Principal => {
    const who = PRINCIPALS.find((one) => one.account === account);
    if (who === undefined) throw new Error(`nobody is called ${account}`);
    return who;
  };
  const hitsAs = async (account: string, words: readonly string[]): Promise<string[]> => {
    const hits: string[] = [];
    await crawlAs(stage, byAccount(account), (path, heard) => {
      // A page may repeat the address that the person typed.
      const told = readableIn(heard).replaceAll(path, '');
      for (const word of tracesIn(told, words)) hits.push(`${path}: ${word}`);
    });
    return hits;
  };

  it('a judge finds the own points and words again: the traces are where they should be', async () => {
    const hits = await hitsAs('giam-khao-1', [SECRETS.judge1.comment, '33,19', '73,19']);
    for (const trace of [SECRETS.judge1.comment, '33,19', '73,19']) {
      expect(hits.some((hit) => hit.endsWith(trace))).toBe(true);
    }
  });

  it('the commune and its office find whom the lists name: those traces too are where they should be', async () => {
    for (const account of ['xa', 'tham-dinh']) {
      const hits = await hitsAs(account, MEMBER_TRACES);
      for (const trace of ['0987 654 329', 'Sùng Thị Kín']) expect(hits.some((hit) => hit.endsWith(trace))).toBe(true);
    }
  });

  it('a judge learns no other judge’s name, code or progress', async () => {
    expect(await hitsAs('giam-khao-1', ['Lê Văn Hai', 'Phạm Thị Ba', 'GK2', 'GK3'])).toEqual([]);
  });

  it('the public, communes and offices learn no judge’s name or code', async () => {
    for (const account of ['xa', 'xa2', 'tham-dinh']) {
      expect(await hitsAs(account, ['Trần Thị Một', 'Lê Văn Hai', 'GK1', 'GK2'])).toEqual([]);
    }
  });

  it('what a judge types wrongly is shown to that judge alone, and logged nowhere', async () => {
    const who = byAccount('giam-khao-1');
    const keys = stage.keys.get(who);
    const answer = await stage.client.form(
      { path: '/cham/ZALO21-211118-0004', cookie: keys?.cookie ?? '' },
      { _csrf: keys?.csrf ?? '', version: '1', 'points[A]': '99,87', comment: 'BÍ-MẬT-GÕ-NHẦM' },
    );
    expect([409, 422]).toContain(answer.status);
    const events = await stage.app.database.reader.rows<{ said: string }>(
      `SELECT facts::text AS said FROM audit_events`,
      [],
    );
    expect(events.filter(({ said }) => tracesIn(said, ['99,87', '9987', 'BÍ-MẬT-GÕ-NHẦM']).length > 0)).toEqual([]);
    expect(await hitsAs('giam-khao-2', ['99,87', 'BÍ-MẬT-GÕ-NHẦM'])).toEqual([]);
  });
});
