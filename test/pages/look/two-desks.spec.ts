import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../../app.js';
import { launchBrowser } from '../../browser.js';
import { givenSecondLevel } from '../../fixtures/vetting.js';
import { buildWorld } from '../../fixtures/world.js';
import { beyondTheEdge, tooSmallOn } from './looking.js';

const PAGES = ['/tham-dinh', '/tham-dinh/tien-do', '/tham-dinh/nhac', '/tham-dinh/chuyen'];

let app: TestApp;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  app = await startApp();
  const world = await buildWorld(app.database);
  await givenSecondLevel(app.database, world);
  // The district's office is the second level's as well: one office, two desks of one contest.
  await app.database.transaction(async (tx) => {
    await tx.changed(`UPDATE contest_vetters SET unit_id = $1, unit_name = 'Huyện Tam Đường' WHERE ordinal = 2`, [
      world.units.tamDuong,
    ]);
    await tx.changed(`UPDATE vetting_levels SET name = 'Cấp tỉnh (Sở Văn hóa, Thể thao và Du lịch)' WHERE ordinal = 2`);
  });
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 320, height: 740 } });
  page = await context.newPage();
  await page.goto(`${app.url}/dang-nhap`);
  await page.fill('[name=username]', 'tham-dinh');
  await page.fill('[name=password]', 'hoithi-demo');
  await Promise.all([page.waitForURL(`${app.url}/viec`), page.click('[data-primary]')]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

describe('An office with two desks', () => {
  it.each(PAGES)('changes between them on %s, which holds the width of a small phone', async (path) => {
    await page.goto(app.url + path);
    const tabs = page.locator('main .tabs a');
    expect(await tabs.count()).toBe(2);
    expect(await beyondTheEdge(page)).toEqual([]);
    expect(await tooSmallOn(page)).toEqual([]);
    await Promise.all([page.waitForURL(/cap=2/), tabs.nth(1).click()]);
    expect(new URL(page.url()).pathname).toBe(path);
    expect(await page.locator('main .tabs a[aria-current]').innerText()).toBe(
      'Cấp tỉnh (Sở Văn hóa, Thể thao và Du lịch)',
    );
  });

  it('is told the same work twice with the level it is of', async () => {
    await page.goto(`${app.url}/viec`);
    const told = await page.locator('main').innerText();
    for (const level of ['Cấp huyện', 'Cấp tỉnh (Sở Văn hóa, Thể thao và Du lịch)'])
      expect(told).toContain(`${level}: `);
  });
});
