import { spanOf } from './cells.js';
import { carried, type Heard, inParallel } from './client.js';
import type { Principal } from './principals.js';
import { RIGHTS } from './rights.table.js';
import type { Stage } from './stage.js';

/** Hears every answer that somebody gets. */
export type Listen = (who: Principal, path: string, heard: Heard) => void;

/**
 * Everything a person can fetch: the addresses of the rights table that answer them, for each of the stage's things, and every
 * link from there. `only` narrows the start to what is the person's own; `most` is an end for pages that breed pages.
 */
export async function crawlAs(
  stage: Stage,
  who: Principal,
  look: (path: string, heard: Heard) => void,
  { most = 400, only = 'all' }: { most?: number; only?: 'all' | 'own' } = {},
): Promise<void> {
  const trail = new Trail();
  trail.point(['/', ...opened(stage, who, only)]);
  await followLinks(stage, who, trail, (_, path, heard) => look(path, heard), most);
}

/** The addresses of the rights table that answer this person. */
export const opened = (stage: Stage, who: Principal, only: 'all' | 'own'): string[] =>
  spanOf(RIGHTS, stage.things, stage.phase, [who])
    .filter(({ method, expected }) => method === 'GET' && expected === 'ok')
    .filter(({ thing }) => only === 'all' || thing.contest === 'own')
    .map(({ path }) => path);

/**
 * Papers set as PDF and pictures: slow to make, and nothing in them can be read on a walk. Who may have them the rights table asks, and
 * the same paper as DOCX is read.
 */
export const PACKED = /\.(?:pdf|png)(?:\?|$)|\/trang\//;

/** Where somebody has been, and what they were pointed to: each page once, and no packed files. */
export class Trail {
  /** How many pages were seen. */
  pages = 0;
  private readonly known = new Set<string>();
  private readonly values = new Map<string, number>();
  private ahead: string[] = [];

  /** `leftOut`: addresses that are not followed. */
  constructor(private readonly leftOut: RegExp | null = null) {}

  /** The person has seen this page; its links lie ahead. */
  saw(path: string, heard: Heard): void {
    if (this.isNews(path)) this.pages += 1;
    this.point(linksIn(heard));
  }

  point(paths: readonly string[]): void {
    this.ahead.push(...paths.filter((path) => !PACKED.test(path) && this.leftOut?.test(path) !== true));
  }

  /** What is new of that which lies ahead, as long as no more than so many pages are seen in all. */
  next(most: number): string[] {
    const wave: string[] = [];
    for (const path of this.ahead) if (this.pages + wave.length < most && this.isNews(path)) wave.push(path);
    this.ahead = [];
    this.pages += wave.length;
    return wave;
  }

  /**
   * A page, or a filter with a value: all their combinations have no end and show no more than each of them does. Of one filter so many
   * values: each week of a calendar leads to the next, and they have no end either.
   */
  private isNews(path: string): boolean {
    const [page = '', query] = path.split('?');
    const asked = query === undefined ? [page] : query.split('&').map((pair) => `${page}?${pair}`);
    const news = asked.filter((one) => !this.known.has(one) && this.hasRoom(one));
    for (const one of news) {
      this.known.add(one);
      const filter = filterOf(one);
      this.values.set(filter, (this.values.get(filter) ?? 0) + 1);
    }
    return news.length > 0;
  }

  private hasRoom(asked: string): boolean {
    return (this.values.get(filterOf(asked)) ?? 0) < VALUES_OF_A_FILTER;
  }
}

/** More than any list of the stage has pages, states or units to choose from. */
const VALUES_OF_A_FILTER = 12;

/** `/page?name` of an address whose query is one pair; an address without a query stands for itself, and is known after once. */
const filterOf = (asked: string): string => asked.replace(/=.*$/, '');

/** Goes to everything that lies ahead, and on from there. */
export async function followLinks(
  stage: Stage,
  who: Principal,
  trail: Trail,
  listen: Listen,
  most = 400,
): Promise<void> {
  const keys = carried(stage.keys.get(who) ?? { cookie: '', csrf: '' });
  for (let wave = trail.next(most); wave.length > 0; wave = trail.next(most)) {
    await inParallel(wave, 8, async (path) => {
      const heard = await stage.client.send({ path, ...keys });
      listen(who, path, heard);
      trail.saw(path, heard);
    });
  }
}

/** Addresses of our own that a page, or a redirect, leads to; assets and the door (which repeats what was typed) are everybody's. */
export function linksIn({ text, headers }: Heard): string[] {
  const named = [...text.matchAll(/(?:href|src|poster|data-[a-z-]*href)="(\/[^"]*)"/g)].map(([, path]) => path ?? '');
  const location = typeof headers.location === 'string' ? [headers.location] : [];
  return [...named, ...location]
    .map((path) => path.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&').replace(/#.*$/, ''))
    .filter((path) => path.startsWith('/') && !path.startsWith('//') && !/^\/(?:assets\/|dang-nhap\?)/.test(path));
}
