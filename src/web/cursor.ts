import { isId } from '../kernel/ids.js';
import { type Instant, parseInstant } from '../kernel/instant.js';
import { Refused } from '../kernel/refusal.js';
import { type Day, parseDay } from '../kernel/vietnamese/days.js';

const ROWS_A_PAGE = 50;
const MOST_ROWS_A_PAGE = 100;

/** How many rows a program asks for in `limit`: 1 to 100, 50 when it does not say. Refuses `limit-out-of-range`. */
export function readLimit(typed: unknown): number {
  if (typed === undefined) return ROWS_A_PAGE;
  const limit = typeof typed === 'string' && /^[1-9]\d{0,2}$/.test(typed) ? Number(typed) : 0;
  if (limit < 1 || limit > MOST_ROWS_A_PAGE)
    throw new Refused({ code: 'limit-out-of-range', parameter: 'limit', most: MOST_ROWS_A_PAGE });
  return limit;
}

/** The place after a row, as text that a program hands back unread in `cursor`. */
export const writeCursor = (place: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** The place that `cursor` names; null without one. `read` answers null for what is no place. Refuses `cursor-unreadable`. */
export function readCursor<Place>(typed: unknown, read: (parts: readonly unknown[]) => Place | null): Place | null {
  if (typed === undefined) return null;
  const parts = typeof typed === 'string' ? partsOf(typed) : null;
  const place = parts === null ? null : read(parts);
  if (place === null) throw new Refused({ code: 'cursor-unreadable', parameter: 'cursor' });
  return place;
}

function partsOf(text: string): readonly unknown[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : null;
  } catch {
    return null;
  }
}

/** Of one row more than was asked for: the page, and the cursor behind its last row; null when no row is left. */
export function cutPage<Row>(
  found: readonly Row[],
  limit: number,
  placeOf: (row: Row) => readonly (string | number)[],
): { rows: readonly Row[]; nextCursor: string | null } {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, nextCursor: last === undefined || found.length <= limit ? null : writeCursor(placeOf(last)) };
}

/** The place of a list that goes by numbers or other words of one column. */
export const toWordPlace = ([word]: readonly unknown[]): string | null =>
  typeof word === 'string' && word.length <= 60 && !word.includes('\0') ? word : null;

/** The place of a list that goes by ids. */
export const toIdPlace = ([id]: readonly unknown[]): string | null => (typeof id === 'string' && isId(id) ? id : null);

/** The place of a list that goes by instants, those of one instant by id. */
export function toInstantPlace([typed, id]: readonly unknown[]): { at: Instant; id: string } | null {
  const at = typeof typed === 'string' ? parseInstant(typed) : null;
  return at !== null && typeof id === 'string' && isId(id) ? { at, id } : null;
}

/** The place of a list that goes by days, those of one day by id. */
export function toDayPlace([typed, id]: readonly unknown[]): { day: Day; id: string } | null {
  const day = typeof typed === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(typed) ? parseDay(typed) : null;
  return day !== null && typeof id === 'string' && isId(id) ? { day, id } : null;
}
