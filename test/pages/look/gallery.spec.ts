import { mkdirSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../browser.js';
import { GALLERY } from './gallery-views.js';
import { drawGallery, serveGallery } from './gallery.js';
import { beyondTheEdge, tooSmallOn, type Violation, violationsOn } from './looking.js';

const VIEWS = join(import.meta.dirname, '../../../views');
/** Where pictures of all pages go, for people who want to look: PICTURES=1. */
const OUT = process.env['PICTURES'] === '1' ? join(import.meta.dirname, '../../bench/out') : null;
const NAMES = Object.keys(GALLERY);
const zipped = (text: string | Buffer): number => gzipSync(text, { level: 9 }).length;

let pages: Map<string, string>;
let browser: Browser;
let server: Server;
let address: string;

/** A page of the gallery in a window of that width, with what the console complained about. */
async function open(name: string, width: number): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: heightAt(width) } });
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (fault) => complaints.push(fault.message));
  await page.goto(`${address}/${name}`);
  return { page, complaints };
}

const heightAt = (width: number): number => (width < 700 ? 740 : 860);
const AXE_WIDTHS = [360, 1280] as const;

interface Seen {
  /** At 320 px: what reaches beyond the right edge. */
  beyond: string[];
  /** At 360 px: targets too small for a thumb. */
  small: string[];
  /** By width: what axe found. */
  violations: Map<number, Violation[]>;
  complaints: string[];
}

/** A page is opened once and looked at in all widths: opening costs more than looking. */
const looks = new Map<string, Promise<Seen>>();
const lookAt = (name: string): Promise<Seen> => {
  const known = looks.get(name) ?? look(name);
  looks.set(name, known);
  return known;
};

async function look(name: string): Promise<Seen> {
  const { page, complaints } = await open(name, 320);
  const beyond = await beyondTheEdge(page);
  let small: string[] = [];
  const violations: Seen['violations'] = new Map();
  for (const width of AXE_WIDTHS) {
    await page.setViewportSize({ width, height: heightAt(width) });
    if (width === 360) small = await tooSmallOn(page);
    violations.set(width, await violationsOn(page));
    await picture(page, `${name}-${width}`);
  }
  await page.close();
  return { beyond, small, violations, complaints };
}

async function picture(page: Page, name: string): Promise<void> {
  if (OUT === null) return;
  mkdirSync(OUT, { recursive: true });
  await page.screenshot({ path: join(OUT, `${name}.png`), fullPage: true });
}

beforeAll(async () => {
  pages = drawGallery();
  ({ address, server } = await serveGallery(pages));
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
});

describe('The first view', () => {
  it('weighs at most 16 KB of styles and 4 KB of script, compressed', () => {
    expect(zipped(readFileSync(join(VIEWS, 'assets/hoithi.css')))).toBeLessThanOrEqual(16 * 1024);
    expect(zipped(readFileSync(join(VIEWS, 'assets/hoithi.js')))).toBeLessThanOrEqual(4 * 1024);
  });

  it.each(NAMES)('of “%s” fits into the first TCP window: at most 14 KB of HTML, compressed', (name) => {
    expect(zipped(pages.get(name) ?? '')).toBeLessThanOrEqual(14 * 1024);
  });

  it.each(['refused', 'not-found', 'too-many', 'fault'])('of the error page “%s” is below 10 KB plain', (name) => {
    expect(Buffer.byteLength(pages.get(name) ?? '')).toBeLessThan(10 * 1024);
  });
});

describe('On a phone 320 px wide', () => {
  it.each(NAMES)('“%s” is read without scrolling sideways', async (name) => {
    expect((await lookAt(name)).beyond).toEqual([]);
  });
});

describe('With a thumb', () => {
  it.each(NAMES)('every button of “%s” is at least 48 px high, every other target at least 24 px', async (name) => {
    expect((await lookAt(name)).small).toEqual([]);
  });
});

describe('For people who hear the page or use no mouse', () => {
  it.each(NAMES.flatMap((name) => AXE_WIDTHS.map((width) => [name, width] as const)))(
    'axe finds nothing in “%s” at %i px, and the browser blocks nothing',
    async (name, width) => {
      const { violations, complaints } = await lookAt(name);
      expect(violations.get(width)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  it.each([320, 360, 1280])(
    'at %i px the header is read in the order in which the keys go through it',
    async (width) => {
      const { page } = await open('form-empty', width);
      const places = await page.$$eval('.actor, .switcher, .counter', (all) =>
        all
          .map((one) => one.getBoundingClientRect())
          .map(({ left, top, bottom }) => ({ left, middle: (top + bottom) / 2 })),
      );
      await page.close();
      expect(places).toHaveLength(3);
      // Rows from above, each from the left; middles of one row differ by a few pixels of padding.
      const read = [...places].sort((a, b) =>
        Math.abs(a.middle - b.middle) > 12 ? a.middle - b.middle : a.left - b.left,
      );
      expect(places).toEqual(read);
    },
  );

  it('each line of the error summary leads to a field that can be filled', async () => {
    const { page } = await open('form-faulty', 360);
    const lost = await page.evaluate<string[]>(`(() =>
      [...document.querySelectorAll('.error-summary a')]
        .map((link) => link.getAttribute('href') ?? '')
        .filter((href) => !document.querySelector(\`\${href}:is(input, select, textarea)\`)))()`);
    expect(await page.title()).toBe('Lỗi: Thông tin chung – ZALO21-211124-0007 – Hội Thi');
    expect(await page.evaluate<string | undefined>(`(() => document.activeElement?.className)()`)).toBe(
      'error-summary',
    );
    await page.close();
    expect(lost).toEqual([]);
  });

  it('the sticky button of a phone does not hide the field that has the focus', async () => {
    const { page } = await open('form-filled', 360);
    const hidden: string[] = [];
    const count = await page.locator('form input:not([type=hidden]), form textarea, form select').count();
    for (let step = 0; step < count + 12; step += 1) {
      await page.keyboard.press('Tab');
      const covered = await page.evaluate<string | null>(`(() => {
        const one = document.activeElement;
        const bar = document.querySelector('.submit-row [data-primary]')?.getBoundingClientRect();
        if (!bar || one.closest('.submit-row') || !one.closest('form')) return null;
        const box = one.getBoundingClientRect();
        const behind = box.top >= bar.top && box.bottom <= bar.bottom;
        return behind || box.top >= innerHeight || box.bottom <= 0 ? one.id : null;
      })()`);
      if (covered !== null) hidden.push(covered);
    }
    await page.close();
    expect(hidden).toEqual([]);
  });
});

describe('With the script', () => {
  it('the running total of a score sheet follows what is typed, comma or point', async () => {
    const { page } = await open('judge', 1280);
    await page.fill('#f-points-C', '8.25');
    expect(await page.textContent('[data-total]')).toBe('63,75'); // 17,5 + 38 + 8,25
    await page.fill('#f-points-C', 'tám');
    expect(await page.textContent('[data-total]')).toBe('–');
    await page.close();
  });

  it('words that were typed and not saved are offered again', async () => {
    const { page } = await open('form-empty', 1280);
    page.on('dialog', (dialog) => void dialog.accept());
    await page.fill('#f-groupName', 'Bản Hợp Nhất');
    await page.reload();
    expect(await page.inputValue('#f-groupName')).toBe('');
    await page.click('text=Lấy lại phần đã nhập chưa lưu');
    expect(await page.inputValue('#f-groupName')).toBe('Bản Hợp Nhất');
    await page.close();
  });
});

describe('On paper', () => {
  it.each(['paper', 'queue', 'judge'])('“%s” prints on A4 without menu and with its address', async (name) => {
    const { page } = await open(name, 1280);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 661, height: 985 }); // A4 less its margins, at 96 px an inch
    await picture(page, `${name}-print`);
    const seen = await page.evaluate<{ menu: number; foot: boolean }>(`(() => ({
      menu: [...document.querySelectorAll('nav a, button, .site-footer')].filter(
        (one) => one.getClientRects().length > 0,
      ).length,
      foot: document.querySelector('.print-foot')?.textContent?.includes('https://hoithi.laichau.gov.vn'),
    }))()`);
    await page.close();
    expect(seen).toEqual({ menu: 0, foot: true });
  });
});
