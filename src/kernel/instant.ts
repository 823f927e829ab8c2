/**
 * A point in time with millisecond precision, in UTC. Treat it as immutable: derive, never set.
 * PostgreSQL keeps instants as `timestamptz(3)`, so a round trip loses nothing.
 */
export type Instant = Date;

/** The instant that many milliseconds after (or, negative, before) `at`. */
export const plusMilliseconds = (at: Instant, milliseconds: number): Instant => new Date(at.getTime() + milliseconds);

/** Reads an ISO 8601 instant that names its offset ("2021-12-01T00:00:00+07:00"); null for anything else. */
export function parseInstant(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** A span `[from, until)`: the until instant is the first that lies outside. */
export interface Span {
  from: Instant;
  until: Instant;
}

/** Is `now` inside `[from, until)`? */
export const isWithin = (span: Span, now: Instant): boolean => now >= span.from && now < span.until;
