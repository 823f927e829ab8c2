import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startApp, type TestApp } from '../app.js';
import { launchBrowser } from '../browser.js';
import { begin } from '../fixtures/entries.js';
import { pdfFile } from '../fixtures/files.js';
import { noisyFilm, TusClient } from '../fixtures/tus.js';
import { buildWorld, type World } from '../fixtures/world.js';
import { phoneOf } from './phone.js';

/* A commune official on a phone (360 px) whose line breaks, with script and without (UX §3). */
let house: TestApp;
let world: World;
let browser: Browser;
let folder: string;
let entry: string;
const CLIP = noisyFilm(1_500_000);

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'hoithi-phone-'));
  entry = await begin(await house.signedIn('xa'), world.villages.banBo[0]);
  await writeFile(join(folder, 'Clip bản.mp4'), CLIP);
  await writeFile(join(folder, 'Clip hai.mp4'), noisyFilm(1_600_000));
  await writeFile(join(folder, 'Báo cáo.pdf'), pdfFile(2));
  await writeFile(join(folder, 'Giả.pdf'), 'không phải PDF');
});
afterAll(async () => {
  await browser.close();
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

const phone = (how: { script: boolean }) => phoneOf(browser, house.url, how);
const pathOf = (name: string): string => join(folder, name);

describe('With script', () => {
  it('a line that breaks is told in words, and the file goes on by itself from where it stood', async () => {
    const { context, page } = await phone({ script: true });
    await page.goto(`${house.url}${entry}/tep/video`);
    let chunks = 0;
    await page.route('**/tus/*', (route) => {
      if (route.request().method() !== 'PATCH') return route.continue();
      chunks += 1;
      return chunks === 3 || chunks === 4 ? route.abort('internetdisconnected') : route.continue();
    });
    await page.setInputFiles('[name=tep]', pathOf('Clip bản.mp4'));
    await page.click('[data-uploader] [data-primary]');
    await page.waitForSelector('text=/Mất mạng lúc \\d\\d:\\d\\d, đã gửi \\d+%. Có mạng sẽ tự gửi tiếp/');
    expect(await page.textContent('.upload-total')).toMatch(/^0\/1 tệp · \d+(,\d)?\/1,4 MB/);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.waitForSelector('text=Đã nhận 1/1 tệp.');
    expect(await page.textContent('main .files')).toContain('Clip bản.mp4');
    await context.close();
  });

  it('a file that was refused stands there with the reason, and the good one is in its slot', async () => {
    const { context, page } = await phone({ script: true });
    await page.goto(`${house.url}${entry}/tep/bao-cao`);
    await page.setInputFiles('[name=tep]', [pathOf('Giả.pdf'), pathOf('Báo cáo.pdf')]);
    await page.click('[data-uploader] [data-primary]');
    await page.waitForSelector('text=Có tệp chưa gửi được');
    expect(await page.textContent('.upload')).toContain('Tệp “Giả.pdf” chưa mở được ở đây.');
    await page.reload();
    expect(await page.textContent('main')).toContain('Đã nhận 1/3 tệp.');
    await context.close();
  });

  it('a page that was closed half-way leaves a file that goes on when it is chosen again', async () => {
    const { context, page } = await phone({ script: true });
    await page.goto(`${house.url}${entry}/tep/anh`);
    await house.database.transaction((tx) =>
      tx.changed(`UPDATE contest_slots SET kinds = '{mp4}' WHERE id = $1`, [world.slots.photos]),
    );
    await page.reload();
    let chunks = 0;
    await page.route('**/tus/*', (route) => {
      if (route.request().method() === 'PATCH') chunks += 1;
      return chunks > 2 ? route.abort() : route.continue();
    });
    await page.setInputFiles('[name=tep]', pathOf('Clip bản.mp4'));
    await page.click('[data-uploader] [data-primary]');
    await page.waitForSelector('text=/Mất mạng/');
    await page.close();
    const another = await context.newPage();
    await another.goto(`${house.url}${entry}/tep/anh`);
    expect(await another.textContent('main')).toMatch(/Đã nhận \d+% \(.*giữ đến ngày/);
    await another.setInputFiles('[name=tep]', pathOf('Clip bản.mp4'));
    const [made] = await Promise.all([
      another.waitForResponse((response) => response.request().method() === 'POST'),
      another.click('[data-uploader] [data-primary]'),
    ]);
    expect(Number(made.headers()['upload-offset'])).toBeGreaterThan(500_000);
    await another.waitForSelector('text=Đã nhận 1/10 tệp.');
    await context.close();
  });

  it('a chooser that gives nothing for 20 seconds is followed by the other ways, until a file is there', async () => {
    const { context, page } = await phone({ script: true });
    await page.clock.install();
    await page.goto(`${house.url}${entry}/tep/bao-cao`);
    const elsewhere = page.locator('[data-elsewhere]');
    await Promise.all([page.waitForEvent('filechooser'), page.click('[name=tep] >> nth=0')]);
    await page.clock.fastForward(19_000);
    expect(await elsewhere.isVisible()).toBe(false);
    await page.clock.fastForward(2_000);
    expect(await elsewhere.isVisible()).toBe(true);
    expect(await elsewhere.getByText('Chrome hoặc máy tính').getAttribute('href')).toBe('/chuyen-trinh-duyet');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.setInputFiles('[name=tep] >> nth=0', pathOf('Báo cáo.pdf'));
    expect(await elsewhere.isVisible()).toBe(false);
    await context.close();
  });

  it('a session that ends half-way costs nothing: signed in again on another card, the file goes on', async () => {
    const { context, page } = await phone({ script: true });
    await page.goto(`${house.url}${entry}/tep/anh`);
    let chunks = 0;
    await page.route('**/tus/*', async (route) => {
      if (route.request().method() === 'PATCH' && ++chunks === 3) {
        await house.database.pool.query('DELETE FROM sessions');
      }
      return route.continue();
    });
    await page.setInputFiles('[name=tep]', pathOf('Clip hai.mp4'));
    await page.click('[data-uploader] [data-primary]');
    await page.waitForSelector('text=/Phiên làm việc đã hết. Phần đã gửi được giữ lại/');
    const other = await context.newPage();
    await other.goto(`${house.url}/dang-nhap`);
    await other.fill('[name=username]', 'xa');
    await other.fill('[name=password]', 'hoithi-demo');
    await Promise.all([other.waitForURL('**/viec'), other.click('main [data-primary]')]);
    await page.click('button:has-text("Gửi tiếp")');
    await page.waitForSelector('text=Đã nhận 2/10 tệp.');
    await context.close();
  });
});

describe('Without script', () => {
  it('the plain form takes the file, and what is unfinished can be seen and put away', async () => {
    const xa = await house.signedIn('xa');
    const tus = await TusClient.of(xa, house.url, `${entry}/tep/bao-cao`);
    const made = await tus.create(`${entry}/tep/bao-cao/tus`, { name: 'Dở dang.pdf', size: 1000 });
    await tus.patch(String(made.headers['location']), 0, Buffer.alloc(630));
    const { context, page } = await phone({ script: false });
    await page.goto(`${house.url}${entry}/tep/bao-cao`);
    expect(await page.textContent('main')).toContain('Đã nhận 63%');
    await page.click('text=Bỏ tệp đang gửi dở');
    expect(await page.textContent('main')).toContain('Đã bỏ tệp đang gửi dở.');
    await page.setInputFiles('[name=tep] >> nth=0', pathOf('Báo cáo.pdf'));
    await page.click('[data-uploader] [data-primary]');
    expect(await page.textContent('main')).toContain('Đã nhận 2/3 tệp.');
    await context.close();
  });
});
