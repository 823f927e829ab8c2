import { Worker } from 'node:worker_threads';

/** What is asked of a press's thread. */
export interface PressTask<Layout> {
  id: number;
  layout: Layout;
}
type PressAnswer = { id: number } & ({ paper: Uint8Array } | { fault: string });

const TIME_LIMIT = 60_000; // milliseconds a paper; 2 000 rows took about 2 s
const IDLE_LIMIT = 30_000; // milliseconds after which the thread ends and gives its memory back

interface Waiting {
  resolve: (paper: Buffer) => void;
  reject: (fault: Error) => void;
  timer: NodeJS.Timeout;
}

/**
 * One thread that makes papers of layouts, in the order in which they were asked for. It starts with the first paper and ends when
 * idle, so that the server answers others meanwhile and a process that prints nothing carries nothing.
 */
export class PressThread<Layout> {
  private static readonly all = new Set<PressThread<never>>();
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private idle: NodeJS.Timeout | undefined;

  /** `name` of the thread's file beside this one ("pdf.worker"); `settings`: what it is started with. */
  constructor(
    private readonly name: string,
    private readonly settings: object,
  ) {
    PressThread.all.add(this);
  }

  /** The paper as bytes. Throws on a fault of ours only, or when it takes longer than a minute. */
  make(layout: Layout): Promise<Buffer> {
    clearTimeout(this.idle);
    const id = ++this.lastId;
    const worker = (this.worker ??= this.start());
    worker.ref();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => void this.end(new Error('a paper took too long to make')), TIME_LIMIT);
      this.waiting.set(id, { resolve, reject, timer });
      worker.postMessage({ id, layout } satisfies PressTask<Layout>);
    });
  }

  /** Ends every press's thread and refuses what still waits: for an orderly stop. The next paper starts another. */
  static async stopAll(): Promise<void> {
    await Promise.all([...PressThread.all].map((press) => press.stop()));
  }

  /** Ends the thread unless somebody waits for it, and gives its memory back before the idle time is over. */
  async rest(): Promise<void> {
    if (this.waiting.size === 0) await this.stop();
  }

  private stop(): Promise<void> {
    return this.end(new Error('the press was stopped'));
  }

  private start(): Worker {
    // Compiled, this file and the threads' are .js; in tests both are read as they are.
    const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`./${this.name}.${ending}`, import.meta.url), {
      workerData: this.settings,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    worker.on('message', (answer: PressAnswer) => this.finish(answer));
    worker.on('error', (error) => void this.end(error));
    return worker;
  }

  private finish(answer: PressAnswer): void {
    const done = this.waiting.get(answer.id);
    if (done === undefined) return;
    this.waiting.delete(answer.id);
    clearTimeout(done.timer);
    if (this.waiting.size === 0) {
      this.worker?.unref(); // waiting for work keeps no process alive
      this.idle = setTimeout(() => void this.stop(), IDLE_LIMIT).unref();
    }
    if ('fault' in answer) done.reject(new Error(`the press failed: ${answer.fault}`));
    else done.resolve(Buffer.from(answer.paper.buffer, answer.paper.byteOffset, answer.paper.byteLength));
  }

  private async end(fault: Error): Promise<void> {
    clearTimeout(this.idle);
    const worker = this.worker;
    this.worker = null;
    for (const { reject, timer } of this.waiting.values()) {
      clearTimeout(timer);
      reject(fault);
    }
    this.waiting.clear();
    worker?.removeAllListeners();
    worker?.on('error', () => undefined); // a thread that is being ended has nothing more to tell
    await worker?.terminate();
  }
}

/** Ends the threads of all presses: for an orderly stop. */
export const stopPresses = (): Promise<void> => PressThread.stopAll();
