import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PrintCheckValues1637002140000 } from '../../../migrations/1637002140000-print-check-values.js';
import { startApp, type TestApp } from '../../app.js';
import { submitOne } from '../../fixtures/entries.js';
import { buildWorld } from '../../fixtures/world.js';

let house: TestApp;

beforeAll(async () => {
  house = await startApp();
  const world = await buildWorld(house.database);
  const xa = await house.signedIn('xa');
  await submitOne(xa, world.villages.banBo[0]);
  await submitOne(xa, world.villages.banBo[1], 2);
});
afterAll(() => house.close());

it('gives receipts of before there were check values one each, of the same make', async () => {
  const runner = house.database.source.createQueryRunner();
  const migration = new PrintCheckValues1637002140000();
  await migration.down(runner);
  await migration.up(runner);
  await runner.release();
  const given = await house.database.reader.rows<{ value: string }>('SELECT check_value AS value FROM entry_receipts');
  expect(given.map(({ value }) => value)).toEqual(Array(2).fill(expect.stringMatching(/^[2-9A-HJKMNP-TWXYZ]{10}$/)));
  expect(new Set(given.map(({ value }) => value)).size).toBe(2);
});
