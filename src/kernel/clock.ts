import type { Instant } from './instant.js';

/** Where the present moment comes from. Read once a request and handed on; nothing else asks for the time. */
export abstract class Clock {
  abstract now(): Instant;
}

/** The machine's own clock. */
export class WallClock extends Clock {
  override now(): Instant {
    return new Date();
  }
}
