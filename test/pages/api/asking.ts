import { expect } from '@jest/globals';
import type { Actor } from '../../../src/kernel/actor.js';
import type { TestApp } from '../../app.js';
import { givenKey } from '../../fixtures/program-keys.js';
import { faultsOf } from './describing.js';

/** What a program was told. */
export interface Told<Row> {
  status: number;
  /** The rows that stand under the one name that holds a list; none in a refusal. */
  rows: Row[];
  nextCursor: string | null;
  code: unknown;
  text: string;
}

/** Asks with this person's key at addresses under /api/v1, and holds every answer against the document of the API. */
export async function asProgram(app: TestApp, actor: Pick<Actor, 'personId' | 'assignmentId' | 'role'>) {
  const key = await givenKey(app, actor);
  return async <Row = Record<string, unknown>>(address: string, described: string): Promise<Told<Row>> => {
    const path = `/api/v1/${address}`;
    const { status, body, type, text } = await app.visitor().get(path).set('Authorization', `Bearer ${key}`);
    expect([path, faultsOf(`/api/v1/${described}`, status, type, body)]).toEqual([path, []]);
    const told = body as Record<string, unknown>;
    const rows = (Object.values(told).find(Array.isArray) ?? []) as Row[];
    return { status, rows, nextCursor: (told['nextCursor'] ?? null) as string | null, code: told['code'], text };
  };
}

/** All rows of a list, read `limit` at a time; twenty pages at most. */
export async function wholeList<Row = Record<string, unknown>>(
  ask: Awaited<ReturnType<typeof asProgram>>,
  address: string,
  described: string,
  limit = 1,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor = '';
  for (let pages = 0; pages < 20; pages += 1) {
    const joint = address.includes('?') ? '&' : '?';
    const page = await ask<Row>(`${address}${joint}limit=${limit}${cursor}`, described);
    rows.push(...page.rows);
    if (page.nextCursor === null) break;
    cursor = `&cursor=${page.nextCursor}`;
  }
  return rows;
}
