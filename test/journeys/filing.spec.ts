import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startApp, type TestApp } from '../app.js';
import { launchBrowser } from '../browser.js';
import { imageFile, pdfFile } from '../fixtures/files.js';
import { buildWorld, type World } from '../fixtures/world.js';
import { phoneOf } from './phone.js';

/* A commune brings a USB stick to its office; the officer files for it, with script and without (UX §1b, nop-thay). */
let house: TestApp;
let world: World;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'hoithi-usb-'));
  await writeFile(join(folder, 'Báo cáo.pdf'), pdfFile(2));
  await writeFile(join(folder, 'Clip.mp4'), 'không phải video');
  for (const place of [1, 2, 3]) {
    await writeFile(join(folder, `Ảnh ${place}.jpg`), await imageFile('jpeg', { red: place * 40 }));
  }
});
afterAll(async () => {
  await browser.close();
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

const pathOf = (name: string): string => join(folder, name);

/** The office's computer, with the officer signed in. The caller closes the context. */
async function deskOf({ script }: { script: boolean }): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, javaScriptEnabled: script });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  await page.goto(`${house.url}/dang-nhap`);
  await page.fill('[name=username]', 'tham-dinh');
  await page.fill('[name=password]', 'hoithi-demo');
  await Promise.all([page.waitForURL('**/viec'), page.click('main [data-primary]')]);
  return { context, page };
}

/** From the queue to the draft of a village; answers with the draft's page open. */
async function beginFiling(page: Page, village: string | undefined): Promise<void> {
  await page.goto(`${house.url}/tham-dinh`);
  await page.click('text=Nộp thay cho xã mang USB');
  await page.selectOption('[name=xa]', world.units.banBo);
  await page.click('button:has-text("Chọn xã")');
  await page.check(`[name=place][value="${village ?? ''}"]`);
  await page.fill('[name=broughtBy]', 'Lò Thị Bông');
  await page.fill('[name=broughtDuty]', 'Công chức văn hóa – xã hội');
  await page.check('[name=way][value=usb]');
  await page.fill('[name=reason]', 'Xã mất mạng.');
  await page.click('button:has-text("Bắt đầu nộp thay")');
  await page.waitForSelector('text=Đã ghi nhận việc nộp thay.');
}

const hasText = (page: Page, text: string) => page.waitForSelector(`text=${text}`);

describe('Without script', () => {
  it('the officer files what the commune brought, and the commune finds it among its own', async () => {
    const { context, page } = await deskOf({ script: false });
    await beginFiling(page, world.villages.banBo[0]);
    expect(await page.isVisible('[data-sorter]')).toBe(false);
    await page.setInputFiles('[name=tep-bao-cao]', pathOf('Báo cáo.pdf'));
    await page.setInputFiles('[name=tep-anh]', [pathOf('Ảnh 1.jpg'), pathOf('Ảnh 2.jpg')]);
    await page.click('button:has-text("Gửi các tệp đã chọn")');
    await hasText(page, 'Đã nhận 3 tệp.');
    await page.click('text=Điền thông tin');
    await page.fill('[name="answers[ten-nhom]"]', 'Nhóm Zalo bản');
    await page.fill('[name="answers[tom-tat]"]', 'Cách làm của bản.');
    await page.click('main [data-primary]');
    await page.click('a:has-text("Kiểm tra và nộp thay")');
    await page.check('[name=camKet]');
    await page.click('button:has-text("Nộp hồ sơ thay xã")');
    await hasText(page, 'Đã nộp thay hồ sơ ZALO21-');
    expect(await page.textContent('main')).toContain('Ông/bà đã nộp thay hồ sơ này nên chỉ được xem');
    await context.close();

    const commune = await phoneOf(browser, house.url, { script: false });
    await commune.page.goto(`${house.url}/nop`);
    await commune.page.click('main a[href^="/nop/ZALO21-"]');
    expect(await commune.page.textContent('main')).toContain('theo đề nghị của Lò Thị Bông');
    expect(await commune.page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await commune.context.close();
  });
});

describe('With script', () => {
  it('files chosen all at once get their slots from a list; what has none is not sent and says so', async () => {
    const { context, page } = await deskOf({ script: true });
    await beginFiling(page, world.villages.banBo[1]);
    await page.setInputFiles(
      '#nhieu-tep',
      ['Báo cáo.pdf', 'Ảnh 1.jpg', 'Ảnh 2.jpg', 'Clip.mp4'].map((name) => pathOf(name)),
    );
    const rows = page.locator('[data-sorter-list] li');
    expect(await rows.count()).toBe(4);
    // A PDF and a film have one slot that takes them; a photo could be a page of the report.
    expect(await rows.nth(0).locator('select').inputValue()).toBe('tep-bao-cao');
    expect(await rows.nth(3).locator('select').inputValue()).toBe('tep-video');
    expect(await page.textContent('[data-sorter-told]')).toBe('2 tệp chưa có mục.');
    await page.click('button:has-text("Gửi các tệp đã chọn")');
    await hasText(page, 'Chưa gửi: 2 tệp chưa có mục.');
    await rows.nth(1).locator('select').selectOption({ label: 'Ảnh hoạt động' });
    await rows.nth(2).locator('select').selectOption({ label: 'Ảnh hoạt động' });
    await rows.nth(3).locator('button').click();
    // One more straight at its slot: it takes the place of what was chosen for that slot.
    await page.setInputFiles('[name=tep-anh]', [pathOf('Ảnh 3.jpg')]);
    expect(await page.textContent('[data-sorter-told]')).toContain('2 tệp đã có mục.');
    await page.click('button:has-text("Gửi các tệp đã chọn")');
    await hasText(page, 'Đã nhận 2 tệp.');
    const said = await page.textContent('#cac-tep >> xpath=..');
    expect(said).toContain('Báo cáo.pdf');
    expect(said).toContain('Ảnh 3.jpg');
    expect(said).not.toContain('Ảnh 1.jpg');
    await context.close();
  });

  it('files are dropped on the page as well', async () => {
    const { context, page } = await deskOf({ script: true });
    await beginFiling(page, world.villages.banBo[2]);
    const data = await page.evaluateHandle(() => {
      const dropped = new DataTransfer();
      dropped.items.add(new File(['%PDF'], 'Báo cáo.pdf', { type: 'application/pdf' }));
      return dropped;
    });
    await page.dispatchEvent('[data-sorter]', 'drop', { dataTransfer: data });
    expect(await page.textContent('[data-sorter-list]')).toContain('Báo cáo.pdf');
    expect(await page.locator('[data-sorter-list] select').inputValue()).toBe('tep-bao-cao');
    await context.close();
  });
});
