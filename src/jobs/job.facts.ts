import type { Instant } from '../kernel/instant.js';

/** What a job is about: ids and figures, as plain JSON. Never a secret, never a file's content. */
export type About = Readonly<Record<string, string | number | boolean | null>>;

/** A job as a room adds it. */
export interface NewJob {
  /** `room` or `room.verb`: whose handler runs it. */
  kind: string;
  about: About;
  /** While a job of this kind and key waits, another one is not added; while it runs, it is run once more afterwards. */
  once?: string;
  /** Not before this moment of the real clock. */
  notBefore?: Instant;
}

/** One run of a job, as its handler sees it. */
export interface Run {
  /** 1 for the first. */
  tries: number;
  /** Aborted when the process stops, or when the run lost its job to another process: whoever works for long looks at it. */
  signal: AbortSignal;
}

/**
 * Does the work. Runs at least once, seldom twice, now and then twice at the same moment: it must be harmless to repeat.
 * Throws when it failed; answers an instant to be run again then, without that counting as a failure.
 */
export type Handle<Subject extends About> = (about: Subject, run: Run) => Promise<Instant | void>;

/** A job of the queue, for the administrator. */
export interface ListedJob {
  id: number;
  kind: string;
  about: About;
  tries: number;
  addedAt: Instant;
  /** From when it may run; of a running one, until when its runner has it without another sign of life. */
  dueAt: Instant;
  /** When it was given up; null for every other. */
  parkedAt: Instant | null;
  /** What its last run that failed said, in the words of whatever failed; null when none did. */
  lastError: string | null;
}

/** A parked job as it stood on somebody's page: one that has failed anew since is another matter. */
export interface SeenJob {
  id: number;
  parkedAt: Instant;
}
