import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { startApp, type TestApp } from '../app.js';
import { launchBrowser } from '../browser.js';
import { begin } from '../fixtures/entries.js';
import { buildWorld, type World } from '../fixtures/world.js';
import { violationsOn } from '../pages/look/looking.js';
import { phoneOf } from './phone.js';

/* What the commune's own phone does before anything is sent: photos made smaller, words that save themselves (UX §3). */
let house: TestApp;
let world: World;
let browser: Browser;
let folder: string;
let photo: Buffer;

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'hoithi-photo-'));
  // As a phone writes it: large, lying on its side, with the place where it was taken.
  photo = await sharp({
    create: {
      width: 2800,
      height: 2100,
      channels: 3,
      background: '#6a8',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })
    .jpeg({ quality: 85 })
    .withExif({ IFD0: { Model: 'May cu' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '22/1 20/1 0/1' } })
    .toBuffer();
  await writeFile(join(folder, 'Họp bản.jpg'), photo);
});
afterAll(async () => {
  await browser.close();
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function chooseOn(page: Page, entry: string): Promise<void> {
  await page.goto(`${house.url}${entry}/tep/anh`);
  await page.setInputFiles('[name=tep] >> nth=0', join(folder, 'Họp bản.jpg'));
  await page.click('[data-uploader] [data-primary]');
}

async function storedOf(entry: string): Promise<{ sha256: string; size: number; bytes: Buffer }> {
  const file = await house.database.reader.one<{ sha256: string; size: number }>(
    `SELECT f.sha256, f.size FROM entry_files f JOIN entries e ON e.id = f.entry_id WHERE e.draft_code = $1 AND f.removed_at IS NULL`,
    [entry.split('/').at(-1)],
  );
  if (file === null) throw new Error('nothing was received');
  const bytes = await readFile(join(house.uploadsDir, file.sha256.slice(0, 2), file.sha256));
  return { ...file, bytes };
}

describe('A photo that is larger than a slow line likes', () => {
  it('is made smaller when its sender says so, without the place where it was taken', async () => {
    const entry = await begin(await house.signedIn('xa'), world.villages.banBo[0]);
    const { context, page } = await phoneOf(browser, house.url, { script: true });
    await chooseOn(page, entry);
    await page.waitForSelector('text=/Thu nhỏ 1 ảnh trước khi gửi\\? Từ \\d/');
    await page.click('text=Thu nhỏ rồi gửi');
    await page.waitForSelector('text=/Đã nhận 1\\/\\d+ tệp/');
    const { bytes } = await storedOf(entry);
    const seen = await sharp(bytes).metadata();
    expect([seen.width, seen.height, seen.exif]).toEqual([1920, 1440, undefined]);
    expect(bytes.length).toBeLessThan(photo.length * 0.6);
    await context.close();
  });

  it('goes as it is when its sender says so, byte for byte, and is not asked about again in that dossier', async () => {
    const entry = await begin(await house.signedIn('xa'), world.villages.banBo[1]);
    const { context, page } = await phoneOf(browser, house.url, { script: true });
    await chooseOn(page, entry);
    await page.click('text=Gửi ảnh gốc');
    await page.waitForSelector('text=/Đã nhận 1\\/\\d+ tệp/');
    expect((await storedOf(entry)).sha256).toBe(sha256(photo));
    await chooseOn(page, entry);
    await page.waitForSelector('.upload');
    expect(await page.textContent('main')).not.toContain('trước khi gửi?');
    await context.close();
  });

  it('keeps the screen on while it is sent, and lets go of it afterwards', async () => {
    const entry = await begin(await house.signedIn('xa'), world.villages.banBo[2]);
    const { context, page } = await phoneOf(browser, house.url, { script: true });
    // What the device is asked for, written down where the next page can read it; the screen itself cannot be seen from here.
    await page.addInitScript(() => {
      const note = (word: string) => localStorage.setItem('screen', `${localStorage.getItem('screen') ?? ''} ${word}`);
      const request = async () => (note('on'), { release: () => note('off') });
      Object.defineProperty(navigator, 'wakeLock', { value: { request }, configurable: true });
    });
    await chooseOn(page, entry);
    await page.click('text=Gửi ảnh gốc');
    await page.waitForSelector('text=/Đã nhận 1\\/\\d+ tệp/');
    expect(await page.evaluate('localStorage.getItem("screen")')).toBe(' on off');
    await context.close();
  });
});

describe('Words about a dossier', () => {
  it('save themselves, say so, and are there on another device', async () => {
    const entry = await begin(await house.signedIn('xa'), world.villages.banBo[3]);
    const { context, page } = await phoneOf(browser, house.url, { script: true });
    await page.clock.install();
    await page.goto(`${house.url}${entry}/thong-tin`);
    await page.fill('[name="answers[ten-nhom]"]', 'Bản Nà Ban khỏe mạnh');
    await page.clock.fastForward(5_000); // the quiet after which words are sent
    await page.waitForSelector('text=/Đã lưu lúc \\d\\d:\\d\\d/');
    const other = await phoneOf(browser, house.url, { script: false });
    await other.page.goto(`${house.url}${entry}/thong-tin`);
    expect(await other.page.inputValue('[name="answers[ten-nhom]"]')).toBe('Bản Nà Ban khỏe mạnh');
    await other.context.close();

    await context.setOffline(true);
    await page.fill('[name="answers[ten-nhom]"]', 'Bản Nà Ban an toàn');
    await page.clock.fastForward(5_000);
    await page.waitForSelector('text=/Chưa lưu được lúc \\d\\d:\\d\\d. Phần đã nhập còn ở máy này/');
    await context.setOffline(false);
    await page.waitForSelector('text=/Đã lưu lúc \\d\\d:\\d\\d/');
    await page.reload();
    expect(await page.inputValue('[name="answers[ten-nhom]"]')).toBe('Bản Nà Ban an toàn');
    await context.close();
  });
});

describe('For people who hear the page or use no mouse', () => {
  it('nothing serious is wrong with the pages of a dossier, on a phone or at a desk', async () => {
    const entry = await begin(await house.signedIn('xa'), world.villages.banBo[4]);
    const { context, page } = await phoneOf(browser, house.url, { script: true });
    const found: string[] = [];
    for (const path of [
      '/nop',
      entry,
      ...['thong-tin', 'tep/anh', 'tep/video', 'kiem-tra'].map((one) => `${entry}/${one}`),
    ]) {
      await page.goto(`${house.url}${path}`);
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        found.push(
          ...(await violationsOn(page)).map(([rule, where]) => `${path} ${width}: ${rule}: ${where.join(' | ')}`),
        );
      }
    }
    expect(found).toEqual([]);
    await context.close();
  });
});
