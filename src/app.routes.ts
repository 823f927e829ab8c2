import { type INestApplicationContext, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { Role } from './kernel/actor.js';
import { isApiPath } from './web/api.js';
import { ALLOWED_ROLES, IS_PUBLIC, OPENED_BY, type Scope } from './web/rights.js';

/** One handler of the house and who may call it at all. */
export interface Route {
  method: string;
  /** The full path with its parameters: `/nop/:code`. */
  path: string;
  /** Where it is written, for people who look for it: `EntryController.show`. */
  handler: string;
  /** The roles named by `@Allow`, null without it. */
  allowed: readonly (Role | 'anyone-signed-in')[] | null;
  /** Does it carry `@Public`? */
  isPublic: boolean;
  /** What a program's key must open, by `@OpenedBy`; null without it. */
  openedBy: Scope | 'any-key' | null;
}

/**
 * Every handler of every controller, one row for each of its paths, sorted by path, then method. Read from the decorators
 * of the modules that the application was built from, so nothing that answers to Nest is left out.
 */
export function listRoutes(app: INestApplicationContext): Route[] {
  const routes: Route[] = [];
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype === 'function') routes.push(...routesOf(metatype as Type));
    }
  }
  return routes.sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
}

/**
 * Silence means no (S1): throws when a handler has neither `@Allow` nor `@Public`, has both, or allows nobody.
 * Nor may a handler for programs that is not public leave out `@OpenedBy`. The message names all of them at once.
 */
export function refuseUnclassified(routes: readonly Route[]): void {
  const faults = routes.map(faultOf).filter((fault) => fault !== null);
  if (faults.length === 0) return;
  throw new Error(
    `these handlers do not say who may call them:\n${faults.map((fault) => `  - ${fault}`).join('\n')}\n` +
      'Mark each with @Allow(...) naming its roles, or with @Public().',
  );
}

function faultOf({ method, path, handler, allowed, isPublic, openedBy }: Route): string | null {
  const where = `${handler} (${method} ${path})`;
  if (allowed === null && !isPublic) return `${where} has neither @Allow nor @Public`;
  if (allowed !== null && isPublic) return `${where} has both @Allow and @Public`;
  // A program comes by a key alone: without a scope none would open the door.
  if (isApiPath(path) && !isPublic && openedBy === null) return `${where} does not say which scope opens it`;
  if (allowed?.length === 0) return `${where} allows nobody`;
  return null;
}

function routesOf(controller: Type): Route[] {
  const prototype = controller.prototype as Record<string, (...args: unknown[]) => unknown>;
  const bases = pathsOf(controller);
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    if (handler === undefined) return [];
    const verb = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
    if (verb === undefined) return []; // a method of the class that answers no request
    const about = {
      method: RequestMethod[verb],
      handler: `${controller.name}.${name}`,
      allowed: (Reflect.getMetadata(ALLOWED_ROLES, handler) as Route['allowed'] | undefined) ?? null,
      isPublic: Reflect.getMetadata(IS_PUBLIC, handler) === true,
      openedBy: (Reflect.getMetadata(OPENED_BY, handler) as Route['openedBy'] | undefined) ?? null,
    };
    return bases.flatMap((base) => pathsOf(handler).map((path) => ({ ...about, path: joined(base, path) })));
  });
}

const pathsOf = (target: object): string[] =>
  [(Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined) ?? ''].flat();

const joined = (base: string, path: string): string =>
  `/${[base, path].join('/').split('/').filter(Boolean).join('/')}`;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
