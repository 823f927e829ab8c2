import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { listRoutes, type Route } from '../../../src/app.routes.js';
import { carried, type Heard, type Keys } from '../rights/client.js';
import type { Account, ExportWorld } from './export-world.js';
import { reopenJudging } from './beside.js';
import { type Asked, EXPORTS, EXPORTS_WHILE_JUDGING } from './exports.table.js';
import { read } from './reading.js';
import { markupIn } from './shapes.js';
import { strangersIn } from './tracing.js';

/** What one file turned out to be. */
export interface Walked {
  route: string;
  as: string;
  /** What is planted and shown, by the kinds of files in it: "csv: an old Lotus function". */
  shown: string[];
  faults: string[];
}

export const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

/**
 * Every route of the real application that may answer with something else than a page: the handler takes the answer into its own
 * hands, or programs ask it, or its address ends as a file's name does.
 */
export function fileRoutes({ app }: ExportWorld): string[] {
  const controllers = [...app.app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].map(({ metatype }) => metatype),
  );
  const takesAnswer = ({ handler }: Route): boolean =>
    controllers.some((controller) => {
      const [name, method = ''] = handler.split('.');
      if (typeof controller !== 'function' || controller.name !== name) return false;
      const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as object;
      return Object.keys(args).some((key) => key.startsWith('1:')); // RouteParamtypes.RESPONSE
    });
  return listRoutes(app.app)
    .filter((route) => {
      if (route.method === 'GET' && (route.path.startsWith('/api/') || route.path === '/healthz')) return true;
      return takesAnswer(route) || /\.[a-z0-9]{2,5}$/.test(route.path);
    })
    .map(nameOf);
}

/** Asks for every file of the table and reads it to the last word. */
export async function walk(world: ExportWorld): Promise<Walked[]> {
  const walked: Walked[] = [];
  const all = async (table: typeof EXPORTS): Promise<void> => {
    for (const [route, ask] of table)
      for (const asked of ask(world.facts)) walked.push(await take(world, route, asked));
  };
  await all(EXPORTS);
  await reopenJudging(world.app.database);
  await all(EXPORTS_WHILE_JUDGING);
  return walked;
}

/** Payloads that stand as markup in a page that somebody opens without naming anything: menus, lists, desks. */
export async function liveInPages(world: ExportWorld): Promise<{ opened: number; live: string[] }> {
  const files = new Set(fileRoutes(world));
  const ROLES: Readonly<Record<string, Account>> = {
    ...{ commune: 'xa', vetting: 'tham-dinh', judge: 'giam-khao-1', secretary: 'thu-ky' },
    ...{ organiser: 'to-chuc', auditor: 'kiem-tra', admin: 'quan-tri' },
  };
  let opened = 0;
  const live: string[] = [];
  for (const route of listRoutes(world.app.app)) {
    const path = route.path.replace(':slug', world.facts.slug);
    if (route.method !== 'GET' || path.includes(':') || files.has(nameOf(route))) continue;
    const as = route.isPublic ? 'ai-cung-duoc' : (ROLES[route.allowed?.[0] ?? ''] ?? 'xa');
    const heard = await world.client.send({ path, ...carried(world.keys.get(as) as Keys) });
    if (heard.status === 200) opened += 1;
    live.push(...markupIn(heard.text).map((what) => `${path} as ${as}: ${what}`));
    const isPolled = path === '/cham/hop/dau'; // a number by which screens in a meeting know that something changed
    if (heard.status === 200 && !isPolled && !String(heard.headers['content-type']).startsWith('text/html'))
      live.push(`${path} is no page`);
  }
  return { opened, live };
}

async function take(world: ExportWorld, route: string, asked: Asked): Promise<Walked> {
  const { method, path } = addressOf(route, asked);
  const keys = world.keys.get(asked.as) as Keys;
  const call = { method, path, ...carried(keys) };
  const heard = method === 'GET' ? await world.client.send(call) : await world.client.form(call, { _csrf: keys.csrf });
  const place = `${method} ${path} as ${asked.as}`;
  if (heard.status !== 200)
    return {
      route,
      as: asked.as,
      shown: [],
      faults: [`${place} answered ${heard.status}: ${/<title>([^<]*)/.exec(heard.text)?.[1] ?? ''}`],
    };
  const found = await read(
    heard.bytes,
    String(heard.headers['content-type']),
    String(heard.headers['content-disposition']).split('"')[1] ?? '',
  );
  const traced = found.map((one) => strangersIn(one, world.garden));
  const head = headFaults(heard);
  return {
    route,
    as: asked.as,
    shown: traced.flatMap(({ shown }, index) =>
      shown.map((number) => `${found[index]?.kind}: ${world.garden.at(number)?.payload.what}`),
    ),
    faults: [...head, ...found.flatMap(({ faults }) => faults), ...traced.flatMap(({ faults }) => faults)].map(
      (fault) => `${place}: ${fault}`,
    ),
  };
}

export function addressOf(route: string, { params = {}, query }: Asked): { method: string; path: string } {
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${route} wants ${name}`);
    return encodeURIComponent(value);
  });
  return { method, path: query === undefined ? path : `${path}?${query}` };
}

// RFC 6266 and RFC 8187, as `contentDisposition` writes them.
const DISPOSITION =
  /^(?:attachment|inline)(?:; filename="[\x20\x21\x23-\x5b\x5d-\x7e]*"(?:; filename\*=UTF-8''[\w!#$&+.^`|~%-]*)?)?$/;

function headFaults({ headers }: Heard): string[] {
  const faults: string[] = [];
  const disposition = headers['content-disposition'];
  if (disposition !== undefined && !DISPOSITION.test(disposition)) faults.push(`Content-Disposition: ${disposition}`);
  if ('x-evil' in headers) faults.push('a header of somebody else');
  if (headers['x-content-type-options'] !== 'nosniff') faults.push('its kind may be guessed');
  return faults;
}
