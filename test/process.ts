import { afterAll } from '@jest/globals';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { layoutUnder } from '../src/database/embedded/layout.js';
import { findPostmaster, stopPostmaster } from '../src/database/embedded/postmaster.js';
import { isAlive } from '../src/database/embedded/process-facts.js';

/*
 * The platform as processes of its own, the way an operator runs it. It is compiled from the sources once for a whole run, so
 * that no `dist/` of yesterday is ever tried. Whatever was started here is stopped when the spec file ends, however it ends.
 */
const PROJECT = join(import.meta.dirname, '..');
const HOME = process.env['HOITHI_TEST_HOME'] ?? tmpdir();
const READY_WITHIN_MS = 40_000;

const running = new Set<ChildProcess>();
const folders = new Set<string>();

afterAll(stopAll);
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** How a process ended. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** What a command of the command line answered. */
export interface Answered {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A running server process of the platform. */
export class Platform {
  /** What it has written so far, both streams. */
  stdout = '';
  stderr = '';
  readonly ended: Promise<Ending>;

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  }

  /** Starts `main.js` on a loopback port and does not wait. Without `port` a free one is taken. */
  static async launch(env: Env, { port, cwd }: { port?: number; cwd?: string } = {}): Promise<Platform> {
    const chosen = port ?? (await freePort());
    const main = join(await compiled(), 'dist', 'src', 'main.js');
    const child = spawn(process.execPath, [main], {
      cwd: cwd ?? PROJECT,
      env: surroundings({ PORT: String(chosen), DEMO: 'off', LOG_LEVEL: 'warn', ...env }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return Platform.watch(child, chosen);
  }

  /** As `npm start` does it: the script of package.json in a shell, whose process is the one that hears the signals. */
  static async startByScript(env: Env): Promise<Platform> {
    const place = await compiled();
    const { scripts } = JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8')) as Record<
      'scripts',
      Record<'start', string>
    >;
    const port = await freePort();
    const child = spawn('sh', ['-c', scripts.start], {
      cwd: place,
      env: surroundings({ PORT: String(port), DEMO: 'off', LOG_LEVEL: 'warn', ...env }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const platform = Platform.watch(child, port);
    await platform.ready();
    return platform;
  }

  private static watch(child: ChildProcess, port: number): Platform {
    running.add(child);
    child.once('close', () => running.delete(child));
    return new Platform(child, `http://127.0.0.1:${port}`);
  }

  /** Starts it and waits until `/readyz` says that it serves. */
  static async start(env: Env, place: { port?: number; cwd?: string } = {}): Promise<Platform> {
    const platform = await Platform.launch(env, place);
    await platform.ready();
    return platform;
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('the process did not start');
    return this.child.pid;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Waits for `/readyz`; throws with what the process said when it ends before that. */
  async ready(): Promise<void> {
    const giveUpAt = performance.now() + READY_WITHIN_MS;
    let ending: Ending | null = null;
    void this.ended.then((how) => (ending = how));
    while (ending === null && performance.now() < giveUpAt) {
      const answer = await fetch(`${this.url}/readyz`).catch(() => null);
      if (answer?.status === 200) return;
      await pause(25);
    }
    throw new Error(`the platform did not become ready (${JSON.stringify(ending)}):\n${this.stderr}`);
  }

  /** As `kill -9`: no time for a last word. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Asks it to stop; how it ended, and after how long. */
  async stop(signal: 'SIGTERM' | 'SIGINT' = 'SIGTERM'): Promise<Ending & { milliseconds: number }> {
    const began = performance.now();
    this.child.kill(signal);
    return { ...(await this.ended), milliseconds: performance.now() - began };
  }

  /** Lines of the log about faults of our own; a test that made none expects none. */
  get faults(): string[] {
    return this.stderr.split('\n').filter((line) => line.includes('"msg":"fault"') || line.includes('"level":60'));
  }
}

type Env = Readonly<Record<string, string>>;

/** Runs a command of `hoithi` to its end. */
export async function runCommand(words: readonly string[], env: Env, cwd = PROJECT): Promise<Answered> {
  const cli = join(await compiled(), 'dist', 'src', 'cli.js');
  const child = spawn(process.execPath, [cli, ...words], { cwd, env: surroundings(env), stdio: 'pipe' });
  running.add(child);
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  running.delete(child);
  return { code, ...said };
}

/** A new empty folder that only we may enter; what lies in it is removed at the end, an embedded database stopped before. */
export async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(HOME, 'hoithi-process-'));
  folders.add(folder);
  return folder;
}

/**
 * The living processes that work in a folder or below it, PostgreSQL's helpers included: each has its data folder as working
 * folder. Only where the system tells (Linux); elsewhere nobody is found.
 */
export function processesAt(folder: string): number[] {
  if (!existsSync('/proc/self/cwd')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isAlive(Number(name)))
    .filter((pid) => {
      try {
        const place = readlinkSync(`/proc/${pid}/cwd`);
        return place === folder || place.startsWith(`${folder}/`);
      } catch {
        return false; // it ended while we looked
      }
    })
    .map(Number);
}

/** A port of 127.0.0.1 on which nobody listens at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** The machine's own environment without what would steer the platform or its Node. */
function surroundings(env: Env): NodeJS.ProcessEnv {
  const steering =
    /^(NODE_|PG|HOITHI_|S3_|SMTP_|DEMO|HOST|PORT|DATABASE_URL|DATA_DIR|UPLOADS_DIR|BASE_URL|SESSION_SECRET|SEAL_SECRET|BACKUP_|TRUST_PROXY|LOG_LEVEL|UPLOAD_MAX)/;
  const rest = Object.entries(process.env).filter(([name]) => !steering.test(name));
  // What a process has compiled of the same sources, the next need not: a quarter of the time of its start.
  return { ...Object.fromEntries(rest), NODE_COMPILE_CACHE: join(HOME, 'hoithi-compile-cache'), ...env };
}

let building: Promise<string> | null = null;

/** The folder with the compiled platform; whichever spec of the run comes first makes it. */
function compiled(): Promise<string> {
  return (building ??= compile());
}

async function compile(): Promise<string> {
  const place = join(HOME, `platform-${process.env['HOITHI_TEST_HOME'] === undefined ? process.pid : 'compiled'}`);
  if (existsSync(place)) return place;
  const draft = await mkdtemp(join(HOME, 'platform-draft-'));
  await promisify(execFile)(
    process.execPath,
    [join(PROJECT, 'node_modules/@swc/cli/bin/swc.js'), 'src', 'migrations', '-d', join(draft, 'dist'), '--quiet'],
    { cwd: PROJECT, env: surroundings({}) },
  );
  // Beside `dist/` the platform looks for its templates, its unit tables and its libraries.
  for (const name of ['package.json', 'node_modules', 'views', 'src'])
    await symlink(join(PROJECT, name), join(draft, name));
  await rename(draft, place).catch(async () => rm(draft, { recursive: true })); // another worker was quicker
  if (process.env['HOITHI_TEST_HOME'] === undefined) folders.add(place);
  return place;
}

/** Ends every process of this spec and removes its folders. */
async function stopAll(): Promise<void> {
  for (const child of running) {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      await gone;
    }
  }
  for (const folder of folders) {
    for (const dataDir of [folder, join(folder, '.data')]) {
      if (!existsSync(join(dataDir, 'database', 'cluster'))) continue;
      const left = await findPostmaster(layoutUnder(dataDir));
      if (left !== null) await stopPostmaster(left.pid);
    }
    await rm(folder, { recursive: true, force: true });
  }
  folders.clear();
}

/** Makes a folder inside one of our own. */
export async function folderIn(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(path, { recursive: true });
  return path;
}
