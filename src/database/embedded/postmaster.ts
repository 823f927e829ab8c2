import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresFault, USE_OWN_SERVER } from './fault.js';
import type { ClusterLayout } from './layout.js';
import { commandLineOf, isAlive } from './process-facts.js';

/** A server that runs on a cluster. */
export interface Postmaster {
  pid: number;
  port: number;
}

const LOOK_AGAIN_MS = 10;
/** Replaying the log after a crash of the machine may take long; beyond this a person should look. */
const READY_WITHIN_MS = 120_000;
/** Another program may take the free port between our finding it and PostgreSQL's listening. */
const ATTEMPTS = 3;
/** A log that outgrew this at a start is put aside, and the one put aside before is dropped: at most twice this much. */
const LOG_LIMIT_BYTES = 1024 * 1024;
const FAST_STOP_WITHIN_MS = 20_000;
const IMMEDIATE_STOP_WITHIN_MS = 5_000;

/** Settings of every embedded server; `extra` ones come after and win. 60 connections serve three processes with pools of 20. */
const SERVER_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '128MB',
  max_wal_size: '512MB',
  wal_level: 'minimal', // nobody replicates an embedded server
  max_wal_senders: '0',
  io_method: 'sync', // three processes fewer, no loss at this size
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log', // errors of statements are told to the application, which logs them without people's words
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
};

/** The server that runs on the cluster, if one does and is ready; waits for one that is just starting or just stopping. */
export async function findPostmaster(layout: ClusterLayout): Promise<Postmaster | null> {
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  while (performance.now() < giveUpAt) {
    const told = readPidFile(layout);
    if (told === null) return null;
    if (!isAlive(told.pid) || !isPostmasterOf(told.pid, layout)) {
      // Killed, or the machine crashed and the number now belongs to a stranger. PostgreSQL would take a stranger, and a dead
      // process that nobody has buried yet, for a living server. Orphans of a killed one it still finds by its shared memory.
      rmSync(join(layout.cluster, 'postmaster.pid'), { force: true });
      return null;
    }
    if (told.status === 'ready') return { pid: told.pid, port: told.port };
    await pause(LOOK_AGAIN_MS);
  }
  throw new EmbeddedPostgresFault(
    `Cơ sở dữ liệu ở ${layout.cluster} đang khởi động hoặc đang dừng mà mãi chưa xong. Cách sửa: xem ${layout.log}, rồi thử lại.`,
  );
}

/** Starts a server on the cluster, in a process group of its own so that Ctrl-C reaches only us, and waits until it is ready. */
export async function startPostmaster(
  layout: ClusterLayout,
  binaries: Binaries,
  account: Account,
  extra: Readonly<Record<string, string>>,
): Promise<Postmaster> {
  keepLogSmall(layout.log);
  for (let attempt = 1; ; attempt++) {
    const port = await findFreePort();
    const logFrom = sizeOf(layout.log);
    const settings = Object.entries({ ...SERVER_SETTINGS, ...extra, port: String(port) });
    const { command, args, options } = account.launch(binaries.postgres, [
      '-D',
      layout.cluster,
      ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ]);
    const log = openSync(layout.log, 'a', 0o600);
    const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    const gone = new Promise<string>((resolve) => {
      child.once('error', (fault) => resolve(fault.message));
      child.once('exit', (code, signal) => resolve(`${code ?? signal}`));
    });
    child.unref();
    if (child.pid !== undefined && (await becomesReady(layout, child.pid, gone))) return { pid: child.pid, port };
    const reason = `${await gone}\n${readLogFrom(layout.log, logFrom)}`;
    if (attempt === ATTEMPTS) {
      throw new EmbeddedPostgresFault(
        `Không khởi động được cơ sở dữ liệu kèm theo ở ${layout.cluster}. PostgreSQL báo: ${reason.trim()}\n` +
          `Cách sửa: xem ${layout.log}; kiểm tra chỗ trống trên đĩa; hoặc ${USE_OWN_SERVER}.`,
      );
    }
    await pause(500 * attempt); // the orphans of a killed server let go of its memory within a moment
  }
}

/** Stops the server in order: open transactions are broken off, what was committed is on disk. Forces it when that takes too long. */
export async function stopPostmaster(pid: number): Promise<void> {
  const steps = [
    ['SIGINT', FAST_STOP_WITHIN_MS], // "fast shutdown"
    ['SIGQUIT', IMMEDIATE_STOP_WITHIN_MS], // "immediate": the next start replays the log
    ['SIGKILL', IMMEDIATE_STOP_WITHIN_MS],
  ] as const;
  for (const [signal, withinMs] of steps) {
    try {
      process.kill(pid, signal);
    } catch {
      return; // gone, or not ours to stop
    }
    const giveUpAt = performance.now() + withinMs;
    while (performance.now() < giveUpAt) {
      if (!isAlive(pid)) return;
      await pause(LOOK_AGAIN_MS);
    }
  }
}

/** Is this living process the server of this very cluster, and not one that got the same number later? */
export function isPostmasterOf(pid: number, layout: ClusterLayout): boolean {
  const place = / -D (.+?) -c /.exec(commandLineOf(pid))?.[1]; // as `startPostmaster` wrote it
  if (place === undefined) return false;
  if (place === layout.cluster) return true;
  const [theirs, ours] = [place, layout.cluster].map((path) => statSync(path, { throwIfNoEntry: false }));
  // The same folder may have two names, by a mount for instance.
  return theirs !== undefined && ours !== undefined && theirs.dev === ours.dev && theirs.ino === ours.ino;
}

async function becomesReady(layout: ClusterLayout, pid: number, gone: Promise<string>): Promise<boolean> {
  let isGone = false;
  void gone.then(() => (isGone = true));
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  while (!isGone && performance.now() < giveUpAt) {
    const told = readPidFile(layout);
    if (told?.pid === pid && told.status === 'ready') return true;
    await pause(LOOK_AGAIN_MS);
  }
  if (!isGone) await stopPostmaster(pid);
  return false;
}

/** postmaster.pid: process, folder, start time, port, socket folder, address, shared memory, status (pidfile.h). */
function readPidFile(layout: ClusterLayout): (Postmaster & { status: string }) | null {
  try {
    const lines = readFileSync(join(layout.cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Math.abs(Number(lines[0])), port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
  } catch {
    return null;
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function keepLogSmall(path: string): void {
  if (sizeOf(path) > LOG_LIMIT_BYTES) renameSync(path, `${path}.1`);
}

const readLogFrom = (path: string, from: number): string =>
  readFileSync(path).subarray(from).toString('utf8').slice(-2000);
