import { Injectable } from '@nestjs/common';
import type { About, Handle } from './job.facts.js';

/** How one kind of job is run. */
export interface Handler {
  handle: Handle<About>;
  /** How many of this kind run side by side in one process. */
  atOnce: number;
  /** A duty comes back after so many seconds, whatever became of it; null for jobs that somebody adds. */
  everySeconds: number | null;
}

/** Who runs which kind of job: each room names its handlers when it is set up. A kind nobody here knows is left to others. */
@Injectable()
export class JobHandlers {
  private readonly handlers = new Map<string, Handler>();

  /** Runs jobs of this kind, one at a time in each process unless more are allowed. */
  on<Subject extends About>(kind: string, handle: Handle<Subject>, { atOnce = 1 } = {}): void {
    this.name(kind, { handle: handle as unknown as Handle<About>, atOnce, everySeconds: null });
  }

  /** A duty: due when the first process starts, and again so many seconds after each run, in one process of all. */
  every(kind: string, seconds: number, handle: Handle<About>): void {
    this.name(kind, { handle, atOnce: 1, everySeconds: seconds });
  }

  get(kind: string): Handler {
    const handler = this.handlers.get(kind);
    if (handler === undefined) throw new Error(`nobody handles jobs of kind ${kind}`);
    return handler;
  }

  /** Every kind with its handler. */
  all(): [kind: string, handler: Handler][] {
    return [...this.handlers];
  }

  private name(kind: string, handler: Handler): void {
    if (this.handlers.has(kind)) throw new Error(`jobs of kind ${kind} have two handlers`);
    this.handlers.set(kind, handler);
  }
}
