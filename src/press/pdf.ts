import { Worker } from 'node:worker_threads';
import type { Paper } from './paper.js';
import type { PdfLayout } from './pdf-layout.js';
import { MARGINS, SIZE } from './pdf-measures.js';

/** What is asked of the drawing thread, and the measures it is started with. */
export interface PdfTask {
  id: number;
  layout: PdfLayout;
}
export interface PdfSettings {
  margins: typeof MARGINS;
  size: typeof SIZE;
}
type PdfAnswer = { id: number } & ({ pdf: Uint8Array } | { fault: string });

const TIME_LIMIT = 60_000; // milliseconds a paper; 2 000 rows took about 2 s
const IDLE_LIMIT = 30_000; // milliseconds after which the thread ends and gives its memory back

/**
 * A paper as PDF: A4, PDF/A-2b, Times-like letters inside, heads of tables repeated, pages numbered from the second on. Drawn
 * in a thread of its own that starts with the first paper and ends when idle, so that the server answers others meanwhile and
 * a process that prints nothing carries nothing. The same paper gives the same pages. Throws on a fault of ours only.
 */
export async function pressPdf(paper: Paper): Promise<Buffer> {
  const { layOut } = await import('./pdf-layout.js'); // with the library of QR codes, for those who print only
  return press.draw(layOut(paper));
}

/** Ends the drawing thread, if there is one, and refuses what still waits: for an orderly stop. The next paper starts another. */
export const stopPdfPress = (): Promise<void> => press.stop();

interface Waiting {
  resolve: (pdf: Buffer) => void;
  reject: (fault: Error) => void;
  timer: NodeJS.Timeout;
}

/** One thread; papers are drawn in the order in which they were asked for. */
class PdfPress {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private idle: NodeJS.Timeout | undefined;

  draw(layout: PdfLayout): Promise<Buffer> {
    clearTimeout(this.idle);
    const id = ++this.lastId;
    const worker = (this.worker ??= this.start());
    worker.ref();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => void this.end(new Error('a paper took too long to draw')), TIME_LIMIT);
      this.waiting.set(id, { resolve, reject, timer });
      worker.postMessage({ id, layout } satisfies PdfTask);
    });
  }

  stop(): Promise<void> {
    return this.end(new Error('the press was stopped'));
  }

  private start(): Worker {
    // Compiled, this file and the thread's are .js; in tests both are read as they are.
    const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`./pdf.worker.${ending}`, import.meta.url), {
      workerData: { margins: MARGINS, size: SIZE } satisfies PdfSettings,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    worker.on('message', (answer: PdfAnswer) => this.finish(answer));
    worker.on('error', (error) => void this.end(error));
    return worker;
  }

  private finish(answer: PdfAnswer): void {
    const done = this.waiting.get(answer.id);
    if (done === undefined) return;
    this.waiting.delete(answer.id);
    clearTimeout(done.timer);
    if (this.waiting.size === 0) {
      this.worker?.unref(); // waiting for work keeps no process alive
      this.idle = setTimeout(() => void this.stop(), IDLE_LIMIT).unref();
    }
    if ('fault' in answer) done.reject(new Error(`the press failed: ${answer.fault}`));
    else done.resolve(Buffer.from(answer.pdf.buffer, answer.pdf.byteOffset, answer.pdf.byteLength));
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

const press = new PdfPress();
