import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** What the other process says: see opener.mjs. */
export interface Said {
  url?: string;
  owned?: boolean;
  closed?: boolean;
  fault?: string;
}

/** A process beside the spec that has opened, or could not open, the embedded database of a folder. */
export class OtherProcess {
  private constructor(
    private readonly child: ChildProcessByStdio<Writable, Readable, null>,
    private readonly lines: Interface,
  ) {}

  /** Starts it, before it has opened anything; `as` puts words before the command line, `setpriv` for instance. */
  static start(dataDir: string, env: Record<string, string> = {}, as: string[] = []): OtherProcess {
    const [command = process.execPath, ...args] = [
      ...as,
      process.execPath,
      join(import.meta.dirname, 'opener.mjs'),
      dataDir,
    ];
    const child = spawn(command, args, {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '--no-warnings', ...env },
    });
    return new OtherProcess(child, createInterface({ input: child.stdout }));
  }

  /** Starts it and waits for what it got. */
  static async open(
    dataDir: string,
    env: Record<string, string> = {},
    as: string[] = [],
  ): Promise<OtherProcess & { got: Said }> {
    const other = OtherProcess.start(dataDir, env, as);
    return Object.assign(other, { got: await other.hear() });
  }

  /** The next thing it says. */
  async hear(): Promise<Said> {
    const [line] = (await once(this.lines, 'line')) as [string];
    return JSON.parse(line) as Said;
  }

  async ask(word: 'owned' | 'close'): Promise<Said> {
    const answer = this.hear();
    this.child.stdin.write(`${word}\n`);
    return answer;
  }

  /** As `kill -9` does it: no time for a last word. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}
