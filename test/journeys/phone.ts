import type { Browser, BrowserContext, Page } from 'playwright-core';

/** A phone of a commune's official: 360 px wide, signed in, with script or without. The caller closes the context. */
export async function phoneOf(
  browser: Browser,
  url: string,
  { script }: { script: boolean },
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: script });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  await page.goto(`${url}/dang-nhap`);
  await page.fill('[name=username]', 'xa');
  await page.fill('[name=password]', 'hoithi-demo');
  await Promise.all([page.waitForURL('**/viec'), page.click('main [data-primary]')]);
  return { context, page };
}
