/**
 * The embedded PostgreSQL cannot be had, and a person has to do something about it: the message says in Vietnamese
 * what stands in the way and what would mend it. Anything else that goes wrong is an ordinary Error.
 */
export class EmbeddedPostgresFault extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'EmbeddedPostgresFault';
  }
}

/** What every fault may end with: the way out that always works. */
export const USE_OWN_SERVER = 'đặt DATABASE_URL trỏ tới một máy chủ PostgreSQL 15 trở lên đã có';

/** The error code of the system ("ENOENT"), if the thing thrown carries one. */
export const codeOf = (thrown: unknown): string | undefined => (thrown as NodeJS.ErrnoException).code;
