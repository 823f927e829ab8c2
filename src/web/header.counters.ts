import type { PageCounter } from './views/page.js';

/**
 * A link in the header of everybody signed in, with a count beside it. The rooms that have something to count stand above this
 * one: each writes down its counter, the top of the house hands them over.
 */
export interface HeaderCounter {
  name: string;
  /**
   * The count as an SQL expression over the row `s` of the session, read in the session's own statement: a header costs no
   * statement. Every request of somebody signed in pays for it, so it is one look at an index and stops after `most` + 1.
   */
  beside: string;
  href: string;
  label: string;
  /** Beyond this the header says "9+". */
  most: number;
  /** What the number counts: "chưa đọc". */
  counted: string;
}

export const HEADER_COUNTERS = Symbol('header counters');

/** The links as the header draws them; nothing stands beside one whose count is 0, or was not read. */
export const countedLinks = (counters: readonly HeaderCounter[], beside: BesideSession): PageCounter[] =>
  counters.map(({ name, href, label, most, counted }) => {
    const count = Number(beside[name] ?? 0);
    return { href, label, count: count === 0 ? null : count > most ? `${most}+` : String(count), counted };
  });

/** What was read together with the session, by name. */
export type BesideSession = Readonly<Record<string, unknown>>;
