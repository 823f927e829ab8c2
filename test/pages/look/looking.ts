import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

export type Violation = [rule: string, where: string[]];

// Evaluated and not added as a script: our pages allow no scripts but their own.
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// What it passed need not be described: that takes longer than looking.
const LOOK = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map((one) => [one.id, one.nodes.map(({ html }) => html.slice(0, 160))]))`;

/** What axe finds on the page as it stands. */
export async function violationsOn(page: Page): Promise<Violation[]> {
  await page.evaluate(AXE);
  return page.evaluate<Violation[]>(LOOK);
}

/** What reaches beyond the right edge of the window, wide tables of numbers excepted: they scroll by themselves. */
export const beyondTheEdge = (page: Page): Promise<string[]> => page.evaluate<string[]>(BEYOND_THE_EDGE);

/** Buttons, fields and choices less than 48 px high, and other targets less than 24 px. */
export const tooSmallOn = (page: Page): Promise<string[]> => page.evaluate<string[]>(TOO_SMALL);

const BEYOND_THE_EDGE = `(() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('main *, header *, footer *')]
    .filter((one) => one.getBoundingClientRect().right > width + 1 && one.closest('.table-wrap--wide') === null)
    .map((one) => \`\${one.tagName}.\${one.className}\`);
})()`;

const TOO_SMALL = `(() =>
  [...document.querySelectorAll('a, button, summary, input:not([type=hidden]), select, textarea')]
    .filter((one) => one.getClientRects().length > 0 && !one.matches('.skip-link, .visually-hidden'))
    // WCAG 2.5.8 leaves out links inside a sentence; a choice is pressed by its label as well.
    .filter((one) => !(one.tagName === 'A' && getComputedStyle(one).display === 'inline'))
    .map((one) => (one.matches('[type=radio], [type=checkbox]') ? (one.parentElement) : one))
    .filter((one) => one.getBoundingClientRect().height < (one.matches('.button, .input, .choice') ? 47.5 : 24))
    .map((one) => \`\${one.tagName} \${one.textContent?.trim().slice(0, 30)} \${one.getBoundingClientRect().height}\`))()`;
