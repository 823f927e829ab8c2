import { cellsOf } from './cells.js';
import { type Heard, inParallel } from './client.js';
import type { Principal } from './principals.js';
import { RIGHTS } from './rights.table.js';
import { mayCall } from './row.js';
import type { Stage } from './stage.js';

/**
 * Everything a person can fetch: every address of the rights table that the role opens, for each of the stage's things, and
 * every link from there. Pages link to themselves with other filters without end, hence `most`; `only` narrows the start to
 * what is the person's own.
 */
export async function crawlAs(
  stage: Stage,
  who: Principal,
  look: (path: string, heard: Heard) => void,
  { most = 400, only = 'all' }: { most?: number; only?: 'all' | 'own' } = {},
): Promise<{ pages: number }> {
  const cookie = stage.keys.get(who)?.cookie ?? '';
  const starts = cellsOf(RIGHTS, stage.things, stage.phase)
    // What the role does not open shows the same bare page everywhere; the rights table has asked it.
    .filter((cell) => cell.who === who && cell.method === 'GET' && mayCall(cell.row, who))
    .filter((cell) => only === 'all' || (cell.expected === 'ok' && cell.thing.contest === 'own'))
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
      if (seen.has(path) || seen.size >= most) continue;
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
