import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export const ROOT = join(import.meta.dirname, '..', '..');
/** A module of the compiled application: what is measured is what runs. */
export const compiled = (path) => import(join(ROOT, 'dist', 'src', path));

const READY_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 30_000;
const running = new Set();
/** What stands before and behind `node` in `npm start`: settings and flags are measured with the rest. */
const [SETTINGS, FLAGS] = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts.start.split(/\bnode /);
const START = FLAGS.split(' ');
const START_ENV = Object.fromEntries([...SETTINGS.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]));

// Killed in the middle, a run must not leave servers behind; each is stopped by its own number.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a script on this very Node, with its messages kept for the case that it fails. */
function start(args, { env, root = ROOT, stdio = ['ignore', 'ignore', 'pipe'] }) {
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, NODE_OPTIONS: '', ...env }, stdio });
  running.add(child);
  child.ended = new Promise((resolve) => child.once('exit', resolve));
  void child.ended.then(() => running.delete(child));
  child.said = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    child.said = (child.said + text).slice(-20_000);
  });
  return child;
}

/** SIGTERM, and SIGKILL when that is not heard. */
export async function stop(child) {
  child.kill('SIGTERM');
  const cut = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await child.ended;
  clearTimeout(cut);
}

/**
 * The application as an operator starts it, ready when /readyz says so. `readyMs` counts from the start of the process.
 * `root`: the folder of another build, to hold two against each other. `traced`: its SQL statements come one by one to `child.on('message')` (trace.mjs); slower, never for timing.
 */
export async function startHouse({ env, root = ROOT, traced = false, nodeArgs = [] }) {
  const began = performance.now();
  const hook = traced ? ['--import', join(import.meta.dirname, 'trace.mjs')] : [];
  const child = start([...hook, ...START.slice(0, -1), ...nodeArgs, ...START.slice(-1)], {
    root,
    env: { PORT: '0', HOST: '127.0.0.1', DEMO: 'off', ...START_ENV, ...env },
    ...(traced ? { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] } : {}),
  });
  const url = await saidAddress(child, began);
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.status === 200) return { child, url, readyMs: performance.now() - began };
    if (performance.now() - began > READY_WITHIN_MS) throw new Error(`not ready: ${await answer?.text()}`);
    await pause(10);
  }
}

/** One of the least programs; it prints its address. */
export async function startFloor(script, env) {
  const child = start([join(import.meta.dirname, 'floor', script)], { env });
  return { child, url: await saidAddress(child, performance.now()) };
}

async function saidAddress(child, began) {
  for (;;) {
    const url = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(child.said)?.[0];
    if (url !== undefined) return url;
    if (child.exitCode !== null || performance.now() - began > READY_WITHIN_MS)
      throw new Error(`a server did not start:\n${child.said}`);
    await pause(5);
  }
}

/** Runs a script of ours to its end and answers the JSON it printed. */
export async function ask(script, env) {
  const child = start([join(import.meta.dirname, script)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (printed += text));
  const code = await child.ended;
  if (code !== 0) throw new Error(`${script} ended with ${code}:\n${child.said}`);
  return JSON.parse(printed);
}

/** Bytes of memory that a process holds now (resident set); null where /proc does not tell. */
export async function memoryOf({ pid }) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const found = /^VmRSS:\s+(\d+) kB/m.exec(status);
  return found === null ? null : Number(found[1]) * 1024;
}

/** Milliseconds of processor time that a process has used so far, in steps of ten; null where /proc does not tell. */
export async function processorTimeOf({ pid }) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // Behind the name in brackets, which may hold anything: the 14th and 15th field of the whole line, in hundredths of a second.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/**
 * Runs a load on a process and adds `spent`: milliseconds of processor time for each piece of work. Says what something costs
 * even when others crowd the machine.
 */
export async function spending(child, work) {
  const before = await processorTimeOf(child);
  const result = await work();
  const after = await processorTimeOf(child);
  return { ...result, spent: before === null ? Number.NaN : (after - before) / result.latencies.length };
}

/** The highest memory of a process while `work` runs, looked at every 20 ms, and its result. */
export async function watchingMemory(child, work) {
  let peak = await memoryOf(child);
  let going = true;
  const watch = (async () => {
    while (going) {
      peak = Math.max(peak ?? 0, (await memoryOf(child)) ?? 0);
      await pause(20);
    }
  })();
  try {
    return { result: await work(), peak: () => peak };
  } finally {
    going = false;
    await watch;
  }
}
