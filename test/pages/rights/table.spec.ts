import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listRoutes, type Route } from '../../../src/app.routes.js';
import { startApp, type TestApp } from '../../app.js';
import { cellsOf } from './cells.js';
import { PHASES } from './phases.js';
import { RIGHTS } from './rights.table.js';
import type { Things } from './things.js';

describe('The rights table', () => {
  let app: TestApp;
  let routes: Route[];
  beforeAll(async () => {
    app = await startApp();
    routes = listRoutes(app.app);
  });
  afterAll(() => app.close());

  const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
  const classified = new Map(RIGHTS.flatMap(({ routes: names, who }) => names.map((name) => [name, who] as const)));

  it('has a row for every route of the house', () => {
    expect(routes.map(nameOf).filter((name) => !classified.has(name))).toEqual([]);
  });

  it('has no row without a route', () => {
    const known = new Set(routes.map(nameOf));
    expect([...classified.keys()].filter((name) => !known.has(name))).toEqual([]);
  });

  it('names the same roles as the decorators of the handlers', () => {
    const sorted = (roles: readonly string[]): string => [...roles].sort().join(', ');
    const said = ({ allowed, isPublic }: Route): string =>
      isPublic ? 'public' : allowed?.includes('anyone-signed-in') === true ? 'signed-in' : sorted(allowed ?? []);
    const differing = routes.flatMap((route) => {
      const who = classified.get(nameOf(route));
      const wanted = who === undefined || typeof who === 'string' ? who : sorted(who);
      return wanted === undefined || wanted === said(route)
        ? []
        : [`${nameOf(route)}: the table says ${wanted}, the handler ${said(route)}`];
    });
    expect(differing).toEqual([]);
  });

  it('spans thousands of cells', () => {
    const PARAMS = { slug: 'x', code: 'x', file: 'x', paper: 'x', slot: 'x', id: 'x', judge: 'x', transfer: 'x' };
    const one = { name: '', params: PARAMS, contest: 'own' as const };
    const things: Things = {
      nothing: [one],
      contest: Array.from({ length: 3 }, () => one),
      entry: Array.from({ length: 10 }, () => one),
      judge: [one, one],
      person: [one, one, one],
      unit: [one, one, one],
    };
    const cells = PHASES.flatMap((phase) => cellsOf(RIGHTS, things, phase));
    expect(cells.length).toBeGreaterThan(8_000);
  });
});
