import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startApp, type TestApp } from '../app.js';
import { launchBrowser } from '../browser.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY, type JudgedFixture } from '../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../fixtures/world.js';
import { phoneOf, signedInOn } from './phone.js';

/* A judge at work in a real browser: nothing typed is lost, nothing of another window is overwritten (TRUST R14–R17). */
let house: TestApp;
let world: World;
let browser: Browser;
let entries: JudgedFixture[];
let context: BrowserContext;

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  await setClock(house.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(house.database, world, allVillages(world).slice(0, 10));
  const { judge1, judge2, judge3 } = world.actors;
  await givenPanel(house.database, world, [judge1, judge2, judge3], entries);
  browser = await launchBrowser();
});
afterEach(() => context.close());
afterAll(async () => {
  await browser.close();
  await house.close();
});

/** A desk: 1280 px wide, a browser of its own, signed in. */
async function deskOf(username: string): Promise<Page> {
  context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  context.setDefaultTimeout(20_000);
  await context.clock.install();
  return signedInOn(context, house.url, username);
}

/** The quiet after which words save themselves, or are sent again, passes at once: the page's timers go on by five seconds. */
const rest = (page: Page): Promise<void> => page.clock.fastForward(5_000);

const sheetAt = (index: number): string => `${house.url}/cham/${entries[index]?.number ?? ''}`;
const field = (code: string): string => `[name="points[${code}]"]`;
const SAVED = 'text=/Đã lưu lúc \\d\\d:\\d\\d/';

interface Stored {
  points: Record<string, number>;
  version: number;
  progress: string;
}
async function storedOf(person: 'judge1' | 'judge2' | 'judge3', index: number): Promise<Stored> {
  const row = await house.database.reader.one<Stored>(
    `SELECT points, version, progress FROM score_sheets WHERE person_id = $1 AND entry_id = $2`,
    [world.actors[person].personId, entries[index]?.id],
  );
  if (row === null) throw new Error('there is no such sheet');
  return row;
}

/** Cuts the answer, not the request: the server has it, the page does not know. */
async function loseNextAnswer(page: Page): Promise<void> {
  await page.route(
    '**/nhap',
    async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    },
    { times: 1 },
  );
}

describe('A judge with a keyboard and no mouse', () => {
  it('scores ten dossiers, the line dead twice on the way: every sheet complete, each point as typed', async () => {
    const page = await deskOf('giam-khao-1');
    await page.goto(`${house.url}/cham`);
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate('document.activeElement.textContent')) === 'Chấm tiếp') break;
    }
    await page.keyboard.press('Enter');
    await page.waitForURL('**/cham/ZALO21-*');

    const typed = new Map<string, Record<string, number>>();
    for (let turn = 0; turn < 10; turn += 1) {
      const here = page.url();
      await page.keyboard.press('Alt+ArrowDown');
      await page.keyboard.type(`${30 + (turn % 10)},5`);
      await page.keyboard.press('Enter');
      if (turn === 3) await context.setOffline(true);
      if (turn === 6) await loseNextAnswer(page);
      await page.keyboard.type('20');
      await page.keyboard.press('ArrowUp'); // one step of 0,25
      await page.keyboard.press('Enter');
      await page.keyboard.type('19.75');
      if (turn === 6) await page.waitForSelector('text=/Chưa lưu được lúc/');
      await page.keyboard.press('Control+Enter');
      if (turn === 3) {
        await page.waitForSelector(
          'text=/Mất mạng lúc \\d\\d:\\d\\d. Phần đã nhập còn ở máy này; có mạng sẽ tự lưu rồi đi tiếp/',
        );
        expect(page.url()).toBe(here);
        await context.setOffline(false);
      }
      await page.waitForURL((url) => url.href !== here);
      typed.set(decodeURIComponent(here.split('/').at(-1) ?? ''), { A: 3050 + 100 * turn, B: 2025, C: 1975 });
    }
    expect(page.url()).toBe(`${house.url}/cham/tong-ket`);
    const rows = await house.database.reader.rows<{ number: string; points: Record<string, number>; progress: string }>(
      `SELECT e.number, s.points, s.progress FROM score_sheets s JOIN entries e ON e.id = s.entry_id WHERE s.person_id = $1`,
      [world.actors.judge1.personId],
    );
    expect(Object.fromEntries(rows.map(({ number, points }) => [number, points]))).toEqual(Object.fromEntries(typed));
    expect(new Set(rows.map(({ progress }) => progress))).toEqual(new Set(['done']));
  });
});

describe('What a judge types', () => {
  it('is on the server within five seconds, although the judge never pauses', async () => {
    const page = await deskOf('giam-khao-2');
    await page.goto(sheetAt(0));
    await page.fill(field('A'), '31');
    const began = performance.now();
    await page.focus('[name=comment]');
    while ((await storedOf('judge2', 0)).points['A'] === undefined && performance.now() - began < 10_000)
      await page.keyboard.type('Tốt ', { delay: 50 });
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(await page.textContent('[data-save-state]')).toMatch(
      /Đã lưu lúc 09:00, còn thiếu 2 tiêu chí|Chưa lưu phần vừa nhập/,
    );
  });

  it('on a dead line is kept in the browser, outlives the window, and is offered back', async () => {
    const page = await deskOf('giam-khao-2');
    await page.goto(sheetAt(1));
    await context.setOffline(true);
    await page.fill(field('A'), '32,25');
    await rest(page);
    await page.waitForSelector('text=/Chưa lưu được lúc \\d\\d:\\d\\d. Phần đã nhập còn ở máy này/');
    // The window dies as when the power goes: one that is closed lets go of the browser's "offline" first, and now and then what it sends
    // on its way out arrives.
    await page.goto('chrome://crash').catch(() => undefined);
    await page.close({ runBeforeUnload: false });
    await context.setOffline(false);
    expect((await storedOf('judge2', 1)).points).toEqual({});

    const again = await context.newPage();
    await again.goto(sheetAt(1));
    expect(await again.inputValue(field('A'))).toBe('');
    await again.click('text=Lấy lại phần đã nhập chưa lưu');
    await rest(again);
    await again.waitForSelector(SAVED);
    expect((await storedOf('judge2', 1)).points).toEqual({ A: 3225 });
  });

  it('and was kept is never laid over what was saved since: both values are shown, the judge decides', async () => {
    const page = await deskOf('giam-khao-2');
    await page.goto(sheetAt(2));
    await context.setOffline(true);
    await page.fill(field('A'), '10');
    await rest(page);
    await page.waitForSelector('text=/Chưa lưu được lúc/');
    await page.close({ runBeforeUnload: false });
    await context.setOffline(false);
    const elsewhere = await house.signedIn('giam-khao-2');
    await elsewhere.send(`/cham/${entries[2]?.number ?? ''}`, { 'points[A]': '33' });

    const again = await context.newPage();
    await again.goto(sheetAt(2));
    await again.waitForSelector('text=Trang này đã được lưu lại sau khi nhập phần dưới đây.');
    await again.click('text=Lấy lại phần đã nhập chưa lưu');
    await rest(again);
    await again.waitForSelector('text=Vừa được lưu ở nơi khác, hoặc đã khóa.');
    expect((await storedOf('judge2', 2)).points).toEqual({ A: 3300 });
    await again.click('button:text-is("Lưu nháp")');
    await again.waitForSelector('text=Phiếu vừa được lưu ở cửa sổ khác');
    expect(await again.textContent('tr.differs')).toMatch(/10\D*33/);
    // Settled by a press alone: this page does not save by itself.
    expect(await again.getAttribute('form[data-keep]', 'data-autosave')).toBe(null);
    await again.click('button:text-is("Lưu nháp")');
    await again.waitForURL(sheetAt(2));
    await again.waitForSelector('text=Đã lưu nháp');
    expect((await storedOf('judge2', 2)).points).toEqual({ A: 1000 });
  });

  it('in a second window does not overwrite the first, by itself or by a press', async () => {
    const first = await deskOf('giam-khao-2');
    await first.goto(sheetAt(3));
    const second = await context.newPage();
    await second.goto(sheetAt(3));
    await first.fill(field('B'), '11');
    await rest(first);
    await first.waitForSelector(SAVED);
    await second.fill(field('B'), '12');
    await rest(second);
    await second.waitForSelector('text=Vừa được lưu ở nơi khác, hoặc đã khóa.');
    expect((await storedOf('judge2', 3)).points).toEqual({ B: 1100 });
    await second.click('button:text-is("Lưu và sang hồ sơ tiếp")');
    await second.waitForSelector('text=Phiếu vừa được lưu ở cửa sổ khác');
    expect(await second.inputValue(field('B'))).toBe('12');
    expect((await storedOf('judge2', 3)).points).toEqual({ B: 1100 });
  });

  it('goes on under the same version when only the answer was lost, however much was typed meanwhile', async () => {
    const page = await deskOf('giam-khao-2');
    await page.goto(sheetAt(4));
    await loseNextAnswer(page);
    await page.fill(field('A'), '21');
    await rest(page);
    await page.waitForSelector('text=/Chưa lưu được lúc/');
    await page.fill(field('B'), '22');
    await rest(page);
    await page.waitForSelector('text=/Đã lưu lúc .*còn thiếu 1 tiêu chí/');
    expect(await storedOf('judge2', 4)).toEqual({ points: { A: 2100, B: 2200 }, version: 3, progress: 'draft' });
  });

  it('when the session ends meanwhile waits in the browser for its judge to sign in again', async () => {
    const page = await deskOf('giam-khao-2');
    await page.goto(sheetAt(5));
    await house.database.source.query(`DELETE FROM sessions`);
    await page.fill(field('C'), '7,5');
    await rest(page);
    await page.waitForSelector('text=Phiên làm việc đã hết. Phần đã nhập được giữ lại ở máy này.');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.click('text=Đăng nhập để làm tiếp');
    await page.fill('[name=username]', 'giam-khao-2');
    await page.fill('[name=password]', 'hoithi-demo');
    await page.click('main [data-primary]');
    await page.waitForURL(sheetAt(5));
    await page.click('text=Lấy lại phần đã nhập chưa lưu');
    await rest(page);
    await page.waitForSelector(SAVED);
    expect((await storedOf('judge2', 5)).points).toEqual({ C: 750 });
  });

  const leftBehind = (page: Page) =>
    page.evaluate<string[]>(`Object.keys(localStorage).filter((name) => name.startsWith('hoithi.unsaved'))`);

  it('is wiped from the browser at sign-out, and when somebody else signs in there', async () => {
    const page = await deskOf('giam-khao-2');
    page.on('dialog', (dialog) => void dialog.accept());
    const leaveWords = async (index: number): Promise<void> => {
      await page.goto(sheetAt(index));
      await page.route('**/nhap', (route) => route.abort());
      await page.fill(field('A'), '39');
      await rest(page);
      await page.waitForSelector('text=/Chưa lưu được lúc/');
      expect((await leftBehind(page)).length).toBe(1);
    };
    await leaveWords(6);
    await page.click('text=Đăng xuất');
    await page.waitForURL((url) => !url.pathname.startsWith('/cham'));
    expect(await leftBehind(page)).toEqual([]);

    await signedInOn(context, house.url, 'giam-khao-2');
    await leaveWords(7);
    await house.database.source.query(`DELETE FROM sessions`);
    const other = await signedInOn(context, house.url, 'giam-khao-3');
    expect(await leftBehind(other)).toEqual([]);
    await other.goto(sheetAt(7));
    expect(await other.textContent('main')).not.toContain('Lấy lại phần đã nhập');
  });
});

describe('The table of a judge’s points', () => {
  const cellOf = (index: number, code: string): string => `[id="o-${entries[index]?.number ?? ''}-${code}"]`;
  const stateOf = (index: number): string => `[id="d-${entries[index]?.number ?? ''}"] [data-save-state]`;

  it('is filled by keyboard, down a column and along a row; every row saves itself, a fault stays in its row', async () => {
    const page = await deskOf('giam-khao-3');
    await page.goto(`${house.url}/cham/bang`);
    const order = await page.evaluate<string[]>(
      `[...document.querySelectorAll('tbody tr')].map((row) => row.id.slice(2))`,
    );
    const indexAt = (place: number): number => entries.findIndex(({ number }) => number === order[place]);
    const [first, second, third] = [indexAt(0), indexAt(1), indexAt(2)];
    await page.focus(cellOf(first, 'A'));
    for (const points of ['31', '32,5', '33']) {
      await page.keyboard.type(points);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp'); // the second row
    await page.keyboard.press('ArrowRight'); // its field was selected: the caret goes to its end first
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('30,1');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector(`${stateOf(second)}:text("trừ 1 ô chưa đúng")`);
    expect(await page.getAttribute(cellOf(second, 'B'), 'aria-invalid')).toBe('true');
    expect(page.url()).toBe(`${house.url}/cham/bang`);
    await page.waitForSelector(`${stateOf(first)}:text("Đã lưu lúc")`);
    await page.waitForSelector(`${stateOf(third)}:text("Đã lưu lúc")`);
    expect((await storedOf('judge3', first)).points).toEqual({ A: 3100 });
    expect((await storedOf('judge3', second)).points).toEqual({ A: 3250 });
    expect((await storedOf('judge3', third)).points).toEqual({ A: 3300 });
    expect(await page.textContent(`[id="d-${order[0] ?? ''}"] output`)).toBe('31');
  });

  it('on a phone is the list of dossiers, each to be opened', async () => {
    const phone = await phoneOf(browser, house.url, { script: true, username: 'giam-khao-3' });
    context = phone.context;
    await phone.page.goto(`${house.url}/cham/bang`);
    expect(await phone.page.isVisible(cellOf(0, 'A'))).toBe(false);
    await phone.page.click(`[id="d-${entries[0]?.number ?? ''}"] a`);
    await phone.page.waitForURL(sheetAt(0));
  });
});

describe('A judge with a phone of 360 px', () => {
  it('reads, jumps to the sheet, gives points with the thumb, and goes on; nothing reaches beyond the edge', async () => {
    const phone = await phoneOf(browser, house.url, { script: true, username: 'giam-khao-3' });
    context = phone.context;
    const { page } = phone;
    await page.goto(`${house.url}/cham`);
    await page.click('text=Chấm tiếp');
    const number = decodeURIComponent(page.url().split('/').at(-1) ?? '');
    const index = entries.findIndex((entry) => entry.number === number);
    await page.click('.jump');
    // 35 of 40 and two steps of 0,25 more; 25 of 30 less one; 20 of 30.
    const press = (code: string, label: string) =>
      page.click(`fieldset:has(${field(code)}) .points-choice:text-is("${label}")`);
    for (const label of ['35', '+', '+']) await press('A', label);
    for (const label of ['25', '−']) await press('B', label);
    await press('C', '20');
    expect(await page.textContent('[data-total]')).toBe('80,25');
    const beyond = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(beyond).toBe(0);
    await page.click('button:text-is("Lưu và sang hồ sơ tiếp")');
    await page.waitForSelector(`text=Đã lưu ${number}.`);
    expect(await storedOf('judge3', index)).toMatchObject({ points: { A: 3550, B: 2475, C: 2000 }, progress: 'done' });
  });

  it('does the same without script, in the fields', async () => {
    const phone = await phoneOf(browser, house.url, { script: false, username: 'giam-khao-3' });
    context = phone.context;
    const { page } = phone;
    await page.goto(sheetAt(9));
    for (const [code, points] of [
      ['A', '35'],
      ['B', '25'],
      ['C', '20'],
    ] as const)
      await page.fill(field(code), points);
    await page.click('button:text-is("Lưu và sang hồ sơ tiếp")');
    await page.waitForSelector(`text=Đã lưu ${entries[9]?.number ?? ''}.`);
    expect(await storedOf('judge3', 9)).toMatchObject({ points: { A: 3500, B: 2500, C: 2000 }, progress: 'done' });
  });
});
