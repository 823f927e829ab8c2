import { cellsOf } from './cells.js';
import { type Heard, inParallel } from './client.js';
import type { Principal } from './principals.js';
import { RIGHTS } from './rights.table.js';
import { mayCall } from './row.js';
import type { Stage } from './stage.js';

// A page links to itself with other filters and orders without end; what lies this many links away has been seen elsewhere.
const MOST_PAGES = 400;

/** Everything a person can fetch: every address of the rights table that the role
 * opens, for each of the stage's things, and every link from there. */
export async function crawlAs(
  stage: Stage,
  who: Principal,
  look: (path: string, heard: Heard) => void,
): Promise<{ pages: number }> {
  const cookie = stage.keys.get(who)?.cookie ?? '';
  const starts = cellsOf(RIGHTS, stage.things, stage.phase)
    // What the role does not open shows the same bare page everywhere; the rights table has asked it.
    .filter((cell) => cell.who === who && cell.method === 'GET' && mayCall(cell.row, who))
    .map(({ path }) => path);
  const seen = new Set(['/', ...starts]);
  let wave = [...seen];
  while (wave.length > 0) {
    const found = await inParallel(wave, 4, async (path) => {
      const heard = await stage.client.send({ path, cookie });
      look(path, heard);
      return linksIn(heard);
    });
    wave = [];
    for (const path of found.flat()) {
      if (seen.has(path) || seen.size >= MOST_PAGES) continue;
      seen.add(path);
      wave.push(path);
    }
  }
  return { pages: seen.size };
}

/** Addresses of our own that a page, or a redirect, leads to; assets are the same for everybody. */
export function linksIn({ text, headers }: Heard): string[] {
  const named = [...text.matchAll(/(?:href|src|poster|data-[a-z-]*href)="(\/[^"]*)"/g)].map(([, path]) => path ?? '');
  const location = typeof headers.location === 'string' ? [headers.location] : [];
  return [...named, ...location]
    .map((path) => path.replaceAll('&amp;', '&').replace(/#.*$/, ''))
    .filter((path) => path.startsWith('/') && !path.startsWith('//') && !path.startsWith('/assets/'));
}
