import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../browser.js';
import { type Cell, spanOf } from '../rights/cells.js';
import type { Phase } from '../rights/phases.js';
import { type Principal, PRINCIPALS } from '../rights/principals.js';
import { RIGHTS } from '../rights/rights.table.js';
import { setStage, type Stage } from '../rights/stage.js';
import { beyondTheEdge, tooSmallOn, violationsOn } from './looking.js';

jest.setTimeout(240_000);

/** Who has most to look at in which phase. */
const PEOPLE: readonly [Phase, accounts: readonly (string | null)[]][] = [
  ['submission', ['xa', 'tham-dinh']],
  ['judging', ['giam-khao-1', 'thu-ky']],
  ['published', [null, 'thu-ky', 'to-chuc', 'kiem-tra', 'quan-tri']],
];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Each address of the router that answers this person with a page, about one thing; what is everybody's is the stranger's to look at. */
function pagesOf(stage: Stage, who: Principal): Cell[] {
  const found = spanOf(RIGHTS, stage.things, stage.phase, [who]).filter(
    ({ method, expected, thing, row }) =>
      method === 'GET' &&
      expected === 'ok' &&
      thing.contest !== 'other' &&
      (who.account === null || row.who !== 'public'),
  );
  return [...new Map(found.map((cell) => [cell.question, cell])).values()];
}

async function signedIn(stage: Stage, who: Principal): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 320, height: 740 } });
  const cookies = (stage.keys.get(who)?.cookie ?? '').split('; ').filter((pair) => pair !== '');
  await context.addCookies(
    cookies.map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: stage.app.url };
    }),
  );
  return context;
}

/** Everything that is wrong with the page to the eye, the thumb and the ear, a line each; null for what is no page. */
async function faultsOf(page: Page, stage: Stage, who: Principal, path: string): Promise<string[] | null> {
  const heard = await stage.client.send({ path, cookie: stage.keys.get(who)?.cookie ?? '' });
  if (heard.status !== 200 || !/^text\/html/.test(heard.headers['content-type'] ?? '')) return null;
  const complaints: string[] = [];
  const listen = (fault: Error): void => void complaints.push(`${path}: ${fault.message}`);
  page.on('pageerror', listen);
  await page.setViewportSize({ width: 320, height: 740 });
  await page.goto(stage.app.url + path);
  const beyond = (await beyondTheEdge(page)).map((one) => `${path}: ${one} reaches beyond 320 px`);
  await page.setViewportSize({ width: 360, height: 740 });
  const small = (await tooSmallOn(page)).map((one) => `${path}: ${one} is too small for a thumb`);
  const found = (await violationsOn(page)).map(([rule, where]) => `${path}: ${rule}: ${where.join(' | ')}`);
  page.off('pageerror', listen);
  return [...beyond, ...small, ...found, ...complaints];
}

describe.each(PEOPLE)('In the phase “%s”', (phase, accounts) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(phase);
  });
  afterAll(() => stage.close());

  it.each(accounts)('every page of %s fits a phone, takes a thumb and passes axe', async (account) => {
    const who = PRINCIPALS.find((one) => one.account === account);
    if (who === undefined) throw new Error(`nobody is called ${account}`);
    const context = await signedIn(stage, who);
    const page = await context.newPage();
    const faults: string[] = [];
    let looked = 0;
    for (const { path } of pagesOf(stage, who)) {
      const found = await faultsOf(page, stage, who, path);
      if (found === null) continue;
      looked += 1;
      faults.push(...found);
    }
    await context.close();
    expect(faults).toEqual([]);
    expect(looked).toBeGreaterThan(3);
  });
});
