import { randomBytes } from 'node:crypto';
import { link, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf } from './fault.js';
import { processStamp } from './process-facts.js';

/** How often one who waits looks again. */
const LOOK_AGAIN_MS = 25;
/** Whoever clears away a dead one's lock needs a moment; a clearing mark older than this was itself left by a dead one. */
const CLEARING_LASTS_MS = 5_000;

/** The right to start or stop the server of one data folder. Held for seconds, never while the server merely runs. */
export interface StartLock {
  release(): Promise<void>;
}

/**
 * Takes the lock file at `path`, waiting up to `patienceMs` for another process; null when that was not enough.
 * The file names its holder, so that the lock of a process that was killed is cleared away at once.
 */
export async function takeStartLock(path: string, patienceMs: number): Promise<StartLock | null> {
  const stamp = processStamp(process.pid);
  const mine = JSON.stringify({ pid: process.pid, stamp, nonce: randomBytes(8).toString('hex') });
  const draft = `${path}.${process.pid}.${randomBytes(6).toString('hex')}`;
  const giveUpAt = performance.now() + patienceMs;
  await writeFile(draft, mine, { flag: 'wx' });
  try {
    for (;;) {
      if (await linkAs(draft, path)) return { release: () => releaseIfMine(path, mine) };
      await clearIfHolderIsDead(path);
      if (performance.now() > giveUpAt) return null;
      await pause(LOOK_AGAIN_MS);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/** A hard link appears with its whole content or not at all: nobody ever reads a lock without a holder. */
async function linkAs(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (fault) {
    if (codeOf(fault) === 'EEXIST') return false;
    throw fault;
  }
}

async function releaseIfMine(path: string, mine: string): Promise<void> {
  if ((await readIfThere(path)) === mine) await rm(path, { force: true });
}

/**
 * Two who both find a dead one's lock must not remove it one after the other, for the second would remove the first one's
 * fresh lock. Hence a second file, made exclusively, allows one at a time to look again and remove.
 */
async function clearIfHolderIsDead(path: string): Promise<void> {
  if (!isDead(await readIfThere(path))) return;
  const clearing = `${path}.clearing`;
  try {
    await writeFile(clearing, '', { flag: 'wx' });
  } catch (fault) {
    if (codeOf(fault) !== 'EEXIST') throw fault;
    const since = await stat(clearing).then(
      (facts) => facts.mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - since > CLEARING_LASTS_MS) await rm(clearing, { force: true });
    return;
  }
  try {
    if (isDead(await readIfThere(path))) await rm(path, { force: true });
  } finally {
    await rm(clearing, { force: true });
  }
}

function isDead(content: string | null): boolean {
  if (content === null) return false;
  try {
    const { pid, stamp } = JSON.parse(content) as { pid: number; stamp: string | null };
    return processStamp(pid) !== stamp || stamp === null;
  } catch {
    return true; // not written by us, or torn by a crash of the machine
  }
}

const readIfThere = (path: string): Promise<string | null> =>
  readFile(path, 'utf8').catch((fault: unknown) => {
    if (codeOf(fault) === 'ENOENT') return null;
    throw fault;
  });
