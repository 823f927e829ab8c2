import type { Browser, BrowserContext, Page } from 'playwright-core';

/** A phone, of a commune's official unless said: 360 px wide, signed in, with script or without. The caller closes the context. */
export async function phoneOf(
  browser: Browser,
  url: string,
  { script, username = 'xa' }: { script: boolean; username?: string },
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: script });
  context.setDefaultTimeout(30_000);
  return { context, page: await signedInOn(context, url, username) };
}

/** A new page of this browser on which that person has just signed in. */
export async function signedInOn(context: BrowserContext, url: string, username: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}/dang-nhap`);
  await page.fill('[name=username]', username);
  await page.fill('[name=password]', 'hoithi-demo');
  await Promise.all([page.waitForURL('**/viec'), page.click('main [data-primary]')]);
  return page;
}
