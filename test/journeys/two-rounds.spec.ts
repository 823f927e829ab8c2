import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startApp, type TestApp } from '../app.js';
import { launchBrowser } from '../browser.js';
import { allVillages, givenEntries, givenPanel, type JudgedFixture } from '../fixtures/judging.js';
import { FINAL, givenPlan, PRELIMINARY } from '../fixtures/rounds.js';
import { buildWorld, setClock, type World } from '../fixtures/world.js';
import { signedInOn } from './phone.js';

/* From the preliminaries to the final in a real browser: one judge with a phone, one secretary at a desk. */
let house: TestApp;
let world: World;
let browser: Browser;
let entries: JudgedFixture[];
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  await setClock(house.database, world.contestId, '2021-12-12T09:00:00+07:00');
  await givenPlan(house.database, world, [{ ...PRELIMINARY, advancing: { by: 'rank', count: 2 } }, FINAL]);
  entries = await givenEntries(house.database, world, allVillages(world).slice(0, 3));
  await givenPanel(house.database, world, [world.actors.judge1], entries);
  browser = await launchBrowser();
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await house.close();
});

async function at(width: number, username: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  context.setDefaultTimeout(20_000);
  contexts.push(context);
  return signedInOn(context, house.url, username);
}

const press = (page: Page, name: string): Promise<unknown> =>
  Promise.all([page.waitForEvent('framenavigated'), page.getByRole('button', { name, exact: true }).click()]);

/** Follows “Chấm tiếp” and scores until nothing is left, then signs. */
async function scoreAll(judge: Page, points: readonly string[]): Promise<void> {
  await judge.goto(`${house.url}/cham`);
  await judge.getByRole('link', { name: 'Chấm tiếp', exact: true }).click();
  for (const first of points) {
    await judge.fill('[name="points[A]"]', first);
    for (const code of ['B', 'C']) await judge.fill(`[name="points[${code}]"]`, '20');
    await press(judge, 'Lưu và sang hồ sơ tiếp');
  }
  await judge.goto(`${house.url}/cham/tong-ket`);
  await press(judge, 'Chốt điểm');
}

describe('A judge and a secretary', () => {
  it('go from the preliminaries to the final: who goes on is judged anew, the former round stays readable', async () => {
    const judge = await at(360, 'giam-khao-1');
    await scoreAll(judge, ['40', '35', '30']);
    const secretary = await at(1280, 'thu-ky');
    await secretary.goto(`${house.url}/thu-ky/khoa`);
    await secretary.fill('[name=reason]', 'Giám khảo đã chốt.');
    await press(secretary, 'Khóa vòng chấm');
    await secretary.goto(`${house.url}/viec`);
    await secretary.getByRole('link', { name: 'Mở vòng 2: Chung khảo' }).click();
    expect(await secretary.getByText('Vào vòng sau', { exact: true }).count()).toBe(2);
    await secretary.check('[name=giu]');
    await secretary.locator('[name=reason]').last().fill('Biên bản 02/BGK');
    await Promise.all([
      secretary.waitForURL('**/thu-ky/phan-cong'),
      secretary.locator('form[method=post][action="/thu-ky/vong-sau"] [data-primary]').click(),
    ]);
    await setClock(house.database, world.contestId, '2021-12-17T09:00:00+07:00');
    await secretary.goto(`${house.url}/thu-ky/phan-cong/tu-dong?kieu=tat-ca`);
    await Promise.all([
      secretary.waitForURL('**/thu-ky/phan-cong'),
      secretary.locator('form[method=post][action="/thu-ky/phan-cong/giao"] [data-primary]').click(),
    ]);
    await judge.goto(`${house.url}/cham`);
    expect(await judge.locator('tbody tr').count()).toBe(2);
    await scoreAll(judge, ['38', '39']);
    await judge.goto(`${house.url}/cham?vong=1`);
    expect(await judge.locator('tbody tr').count()).toBe(3);
    const signed = await house.database.reader.rows<{ round: number; signed: number }>(
      `SELECT r.number AS round, count(*) FILTER (WHERE s.state = 'signed')::int AS signed
         FROM score_sheets s JOIN judging_rounds r ON r.id = s.round_id GROUP BY r.number ORDER BY r.number`,
    );
    expect(signed).toEqual([
      { round: 1, signed: 3 },
      { round: 2, signed: 2 },
    ]);
  });
});
