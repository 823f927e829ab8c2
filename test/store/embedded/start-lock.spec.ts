import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { processStamp } from '../../../src/database/embedded/process-facts.js';
import { takeStartLock } from '../../../src/database/embedded/start-lock.js';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoithi-lock-'));
  path = join(folder, 'start.lock');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('The start lock', () => {
  it('is held by one of ten at a time, and leaves nothing behind', async () => {
    let holders = 0;
    const most: number[] = [];
    const takeTurn = async (): Promise<void> => {
      const lock = await takeStartLock(path, 30_000);
      most.push(++holders);
      await pause(5);
      holders--;
      await lock!.release();
    };
    await Promise.all(Array.from({ length: 10 }, takeTurn));
    expect(most).toEqual(Array.from({ length: 10 }, () => 1));
    expect(await readdir(folder)).toEqual([]);
  });

  it('is refused when patience ends, and goes to the next at once when released', async () => {
    const first = await takeStartLock(path, 0);
    expect(await takeStartLock(path, 60)).toBeNull();
    await first!.release();
    const second = await takeStartLock(path, 0);
    expect(second).not.toBeNull();
    await second!.release();
  });

  it.each([
    ['a dead process', JSON.stringify({ pid: 4_194_303, stamp: 'any' })], // pid_max on Linux is at most 4 194 304
    ['a living process of the same number, begun later', JSON.stringify({ pid: process.pid, stamp: 'earlier' })],
    ['nobody, the file being torn', '{"pid":'],
  ])('of %s is cleared away, by one of ten at a time', async (_whose, content) => {
    await writeFile(path, content);
    let holders = 0;
    const takeTurn = async (): Promise<number> => {
      const lock = await takeStartLock(path, 30_000);
      const seen = ++holders;
      await pause(2);
      holders--;
      await lock!.release();
      return seen;
    };
    const seen = await Promise.all(Array.from({ length: 10 }, takeTurn));
    expect(seen).toEqual(Array.from({ length: 10 }, () => 1));
    expect(await readdir(folder)).toEqual([]);
  });

  it('of a living process is respected', async () => {
    const content = JSON.stringify({ pid: process.pid, stamp: processStamp(process.pid) });
    await writeFile(path, content);
    expect(await takeStartLock(path, 60)).toBeNull();
    await rm(path);
  });
});
