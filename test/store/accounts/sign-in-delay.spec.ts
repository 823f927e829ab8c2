import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { ActorRepository } from '../../../src/accounts/actor.repository.js';
import { ACCOUNT_RULE, ADDRESS_RULE, SignInDelay } from '../../../src/accounts/sign-in.delay.js';
import { SignInRepository } from '../../../src/accounts/sign-in.repository.js';
import { SignInService } from '../../../src/accounts/sign-in.service.js';
import { Audit } from '../../../src/audit/audit.js';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import { Refused } from '../../../src/kernel/refusal.js';
import { type FreshDatabase, freshDatabase } from '../../database.js';
import { buildWorld } from '../../fixtures/world.js';

let fresh: FreshDatabase;
const sources: DataSource[] = [];
/** Two copies of the server on one database. */
const workers: { database: Database; signIns: SignInService }[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  for (let copy = 0; copy < 2; copy += 1) {
    const source = await createDataSource(fresh.url).initialize();
    const database = new Database(source);
    sources.push(source);
    workers.push({
      database,
      signIns: new SignInService(
        database,
        new SignInRepository(),
        new SignInDelay(),
        new ActorRepository(database),
        new Audit(),
      ),
    });
  }
  await buildWorld(theDatabase());
});
afterAll(async () => {
  for (const source of sources) await source.destroy();
  await fresh.drop();
});

const theDatabase = (): Database => (workers[0] as (typeof workers)[0]).database;
let address = 0;
/** Tries at one of the two workers, from a new address unless told; answers the refusal's code or "in". */
const attempt = async (
  typed: string,
  password: string,
  from = `10.0.0.${(address += 1)}`,
  worker = address % 2,
): Promise<string> => {
  try {
    await workers[worker]?.signIns.signIn({ typed, password, address: from, requestId: 'TEST' });
    return 'in';
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  }
};
const count = (answers: string[], code: string): number => answers.filter((answer) => answer === code).length;
/** As if so many seconds had gone by since the last try of everybody. */
const letPass = (seconds: number): Promise<unknown> =>
  theDatabase().transaction((tx) =>
    tx.changed(
      `UPDATE sign_in_delays SET failed_at = failed_at - make_interval(secs => $1), blocked_until = blocked_until - make_interval(secs => $1)`,
      [seconds],
    ),
  );
/** As if every wait that was begun lasted so many seconds longer. */
const holdWaits = (seconds: number): Promise<unknown> =>
  theDatabase().transaction((tx) =>
    tx.changed(`UPDATE sign_in_delays SET blocked_until = blocked_until + make_interval(secs => $1)`, [seconds]),
  );

describe('A hundred wrong tries at one account, over two workers at one moment', () => {
  it('are looked at five times; the others are told to wait', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => attempt('xa', 'sai-mat-khau')));
    expect([count(answers, 'wrong-credentials'), count(answers, 'sign-in-wait')]).toEqual([5, 95]);
  });

  it('go on at two more in the first minute, each wait twice as long as the last', async () => {
    expect(await attempt('xa', 'hoithi-demo')).toBe('sign-in-wait');
    await letPass(12); // and a second or two have gone by in truth
    expect(await attempt('xa', 'sai')).toBe('sign-in-wait');
    await letPass(3);
    expect(await attempt('xa', 'sai')).toBe('wrong-credentials');
    await letPass(29);
    expect(await attempt('xa', 'sai')).toBe('sign-in-wait');
    await letPass(1);
    expect(await attempt('xa', 'sai')).toBe('wrong-credentials');
    await letPass(59);
    expect(await attempt('xa', 'sai')).toBe('sign-in-wait');
  });

  it('never wait longer than five minutes, so that the owner gets in on the same day', async () => {
    for (let tries = 0; tries < 6; tries += 1) {
      await letPass(ACCOUNT_RULE.longestWaitSeconds);
      await attempt('xa', 'sai');
    }
    await letPass(ACCOUNT_RULE.longestWaitSeconds);
    expect(await attempt('xa', 'hoithi-demo')).toBe('in');
  });

  it('are forgotten once the owner has come in', async () => {
    for (let tries = 0; tries < 4; tries += 1) expect(await attempt('xa', 'sai')).toBe('wrong-credentials');
    expect(await attempt('xa', 'hoithi-demo')).toBe('in');
  });
});

describe('Tries by telephone number and by user name', () => {
  it('count together: they are one account', async () => {
    await theDatabase().transaction((tx) =>
      tx.changed(`UPDATE persons SET phone = '+84911000111' WHERE username = 'xa2'`),
    );
    const answers = [];
    for (let tries = 0; tries < 6; tries += 1)
      answers.push(await attempt(tries % 2 === 0 ? 'xa2' : '0911 000 111', 'sai'));
    expect(answers).toEqual([...Array<string>(5).fill('wrong-credentials'), 'sign-in-wait']);
  });
});

describe('An unknown name', () => {
  it('has to wait just as a known one, and is not kept in clear', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => attempt('mat-khau-go-nham-o', 'sai')));
    expect([count(answers, 'wrong-credentials'), count(answers, 'sign-in-wait')]).toEqual([5, 15]);
    const kept = await theDatabase().reader.one<{ text: string }>(
      `SELECT (SELECT json_agg(d)::text FROM sign_in_delays d) || (SELECT json_agg(e)::text FROM audit_events e) AS text`,
    );
    expect(kept?.text).not.toContain('mat-khau-go-nham-o');
    expect(kept?.text).not.toContain('sai-mat-khau');
  });
});

describe('One address that tries many accounts', () => {
  it('is looked at forty-one times, then has to wait', async () => {
    const begun = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, index) => attempt(`nguoi-${index}`, 'hoithi-demo', '203.0.113.9', index % 2)),
    );
    const seconds = (performance.now() - begun) / 1000;
    const lookedAt = count(answers, 'wrong-credentials');
    // On a slow machine the waits of 2, 4, 8 … seconds run out while the five hundred are still coming in: one more look each.
    const waitsOver = Math.floor(Math.log2(seconds / 2 + 1));
    expect(lookedAt).toBeGreaterThanOrEqual(ADDRESS_RULE.free + 1);
    expect(lookedAt).toBeLessThanOrEqual(ADDRESS_RULE.free + 1 + waitsOver);
    expect(count(answers, 'sign-in-wait')).toBe(500 - lookedAt);
    await letPass(1); // the last look is not just being taken any more
    await holdWaits(60); // however long the five hundred took: the wait that the last look began has not run out
    expect(await attempt('kiem-tra', 'hoithi-demo', '203.0.113.9')).toBe('sign-in-wait');
    expect(await attempt('kiem-tra', 'hoithi-demo', '203.0.113.10')).toBe('in');
  });

  it('is free again after a quarter of an hour without tries', async () => {
    await letPass(ADDRESS_RULE.forgottenAfterSeconds + 1);
    expect(await attempt('kiem-tra', 'hoithi-demo', '203.0.113.9')).toBe('in');
  });

  it('does not suffer from those who come in: a hundred at one moment all do', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => attempt('kiem-tra', 'hoithi-demo', '198.51.100.7')),
    );
    expect(count(answers, 'in')).toBe(100);
  });
});
