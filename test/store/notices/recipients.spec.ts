import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organises } from '../../../src/contests/contest.policy.js';
import { ContestReader } from '../../../src/contests/contest.reader.js';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import type { Actor, Role } from '../../../src/kernel/actor.js';
import { newId, type UnitId } from '../../../src/kernel/ids.js';
import { Notices } from '../../../src/notices/notices.js';
import { type FreshDatabase, freshDatabase } from '../../database.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let fresh: FreshDatabase;
let database: Database;
let world: World;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = new Database(await createDataSource(fresh.url).initialize());
  world = await buildWorld(database);
});
afterAll(async () => {
  await database.source.destroy();
  await fresh.drop();
});

/** Somebody new with one role; answers the name by which they are found again. */
async function somebody(username: string, role: Role, unitId: UnitId | null): Promise<string> {
  const personId = newId();
  await database.pool.query(
    `INSERT INTO persons (id, username, full_name, sort_key, folded, password_hash, created_at) VALUES ($1, $2, $2, $2, $2, 'x', now())`,
    [personId, username],
  );
  await database.pool.query(
    `INSERT INTO role_assignments (id, person_id, role, unit_id, granted_at) VALUES ($1, $2, $3, $4, now())`,
    [newId(), personId, role, unitId],
  );
  return username;
}

describe('The organisers of a contest', () => {
  it('are those of it alone, those of its unit and those of all; each is told once', async () => {
    const scope = await database.reader.one<{ id: UnitId }>(`SELECT scope_unit_id AS id FROM contests WHERE id = $1`, [
      world.contestId,
    ]);
    await somebody('tinh', 'organiser', scope?.id ?? null);
    await somebody('moi-noi', 'organiser', null);
    await somebody('huyen-khac', 'organiser', world.units.sinHo);
    await somebody('kiem-tra-moi-noi', 'auditor', null);
    const contest = (await new ContestReader().bySlug(database.reader, world.slug))!;
    const notices = new Notices(true);
    const to = { kind: 'contest', roles: ['organiser'] } as const;
    await database.transaction(async (tx) =>
      notices.tell(tx, contest, tx.now, {
        event: 'round-closed',
        to,
        once: 'a',
        subject: 'Vòng chấm đã khóa',
        paragraphs: ['Vòng chấm đã khóa.'],
        action: null,
        deadlineAt: null,
      }),
    );
    const told = await database.reader.rows<{ username: string }>(
      `SELECT p.username FROM notices n JOIN persons p ON p.id = n.person_id WHERE n.once = 'a' ORDER BY p.username`,
    );
    expect(told.map(({ username }) => username)).toEqual(['moi-noi', 'tinh', 'to-chuc', 'to-chuc-2']);
    expect((await notices.reach(database.reader, contest, to)).people).toBe(4);

    // The policy says the same of each role that anybody holds: whom a notice reaches is who may organise.
    const held = await database.reader.rows<Pick<Actor, 'role' | 'unitId' | 'contestId'> & { username: string }>(
      `SELECT p.username, a.role, a.unit_id AS "unitId", a.contest_id AS "contestId"
        FROM role_assignments a JOIN persons p ON p.id = a.person_id ORDER BY p.username`,
    );
    const may = held.filter((role) => organises(role as unknown as Actor, contest)).map(({ username }) => username);
    expect(may).toEqual(told.map(({ username }) => username));
  });
});
