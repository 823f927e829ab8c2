import { Worker } from 'node:worker_threads';

const TIME_LIMIT = 20_000; // milliseconds for one task, the thread's own start included
const IDLE_LIMIT = 30_000; // milliseconds after which the thread ends and gives its memory back
/** A reader that has grown beyond this is replaced before the next task. */
const TIRED_HEAP_BYTES = 192 * 1024 * 1024;

/** What a thread answers: its result, or why there is none; and what it holds now, which it gives back only by ending. */
export type ThreadAnswer<Result, Code extends string> = { heapBytes: number } & (Result | { fault: Code });

/** How to start a thread and what to say of it. `Code` names why a file could not be read; two of them are the thread's own. */
export interface ThreadKind<Code extends string> {
  /** The thread's file beside this one, without its ending. */
  file: string;
  fault: (code: Code | 'unreadable' | 'too-slow') => Error;
  /** Milliseconds a task; 20 000 when left out. */
  timeLimit?: number | undefined;
  /** What the thread may hold after a task before it is replaced; 192 MiB when left out. */
  tiredHeapBytes?: number | undefined;
}

interface Waiting<Task, Result> {
  task: Task;
  resolve: (result: Result) => void;
  reject: (fault: Error) => void;
}

/**
 * One thread with a queue before it, in which files of strangers are decoded by WebAssembly. It starts with the first task, and
 * ends when idle, tired, broken or too slow: what it held is then given back, and the next task has a new one.
 */
export class ReaderThread<Task, Result extends object, Code extends string> {
  private worker: Worker | null = null;
  private current: Waiting<Task, Result> | null = null;
  private readonly queue: Waiting<Task, Result>[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly kind: ThreadKind<Code>) {}

  /** Gives the task to the thread when those before it are done. A fault of its kind when it has none to give back. */
  ask(task: Task): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.queue.push({ task, resolve, reject });
      this.next();
    });
  }

  /** Ends the thread unless somebody waits for it, and gives its memory back before the idle time is over. */
  async rest(): Promise<void> {
    if (this.current === null) await this.end();
  }

  async stop(): Promise<void> {
    const lost = [...(this.current === null ? [] : [this.current]), ...this.queue.splice(0)];
    this.current = null;
    for (const { reject } of lost) reject(new Error('the reader of files was stopped'));
    await this.end();
  }

  private async end(): Promise<void> {
    clearTimeout(this.timer);
    const worker = this.worker;
    this.worker = null;
    worker?.removeAllListeners();
    worker?.on('error', () => undefined); // a thread that is being ended has nothing more to tell
    await worker?.terminate();
  }

  private next(): void {
    if (this.current !== null) return;
    const waiting = this.queue.shift();
    clearTimeout(this.timer);
    if (waiting === undefined) {
      this.worker?.unref(); // waiting for work keeps no process alive
      this.timer = setTimeout(() => void this.end(), IDLE_LIMIT).unref();
      return;
    }
    this.current = waiting;
    this.worker ??= this.start();
    this.worker.ref();
    this.timer = setTimeout(() => this.giveUp(this.kind.fault('too-slow')), this.kind.timeLimit ?? TIME_LIMIT);
    this.worker.postMessage(waiting.task);
  }

  private start(): Worker {
    // Compiled, this file and the thread's are .js; in tests both are read as they are.
    const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`./${this.kind.file}.${ending}`, import.meta.url), {
      stdout: true, // decoders talk about every odd file; nobody listens
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    worker.stdout.resume();
    worker.stderr.resume();
    worker.on('message', (answer: ThreadAnswer<Result, Code>) => this.finish(answer));
    worker.on('error', () => this.giveUp(this.kind.fault('unreadable')));
    worker.on('exit', () => this.giveUp(this.kind.fault('unreadable')));
    return worker;
  }

  private finish(answer: ThreadAnswer<Result, Code>): void {
    const done = this.current;
    this.current = null;
    const fault = 'fault' in answer ? answer.fault : null;
    // A broken file may have thrown the decoder off its balance in the middle of its work; other faults are found before.
    if (fault === 'unreadable' || answer.heapBytes > (this.kind.tiredHeapBytes ?? TIRED_HEAP_BYTES)) void this.end();
    if (fault !== null) done?.reject(this.kind.fault(fault));
    else done?.resolve(answer as Result);
    this.next();
  }

  private giveUp(fault: Error): void {
    const lost = this.current;
    this.current = null;
    void this.end();
    lost?.reject(fault);
    this.next();
  }
}
