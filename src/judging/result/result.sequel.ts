import type { ContestFacts } from '../../contests/contest.facts.js';
import type { Reader } from '../../database/tx.js';
import type { Actor } from '../../kernel/actor.js';

/** What came after a result was known, as links beside it: with one query whatever there is, and only where the actor may go. */
export interface ResultSequel {
  linksFor(reader: Reader, actor: Actor, contest: ContestFacts): Promise<{ href: string; label: string }[]>;
}

/** The room that has it stands above this one: the top of the house hands it over. */
export const RESULT_SEQUEL = Symbol('result sequel');
