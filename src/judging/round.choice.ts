import { Refused } from '../kernel/refusal.js';
import type { Words } from '../web/request.js';
import type { RoundFacts } from './round.facts.js';

/** The choice of a round on a page that is the same for each; null where there is nothing to choose. */
export type RoundChoice = { label: string; href: string; current: boolean }[] | null;

/** The number of the round that an address names; null: the newest that there is. */
export function roundNamed(query: Words): number | null {
  const typed = query['vong'];
  if (typed === undefined) return null;
  if (typeof typed !== 'string' || !/^[1-9]\d?$/.test(typed)) throw new Refused({ code: 'not-found' });
  return Number(typed);
}

/** The round that an address names (`?vong=1`), else the newest; null where there is none at all, `not-found` for one that is not there. */
export function roundAsked<Round extends Pick<RoundFacts, 'number'>>(
  rounds: readonly Round[],
  query: Words,
): Round | null {
  const named = roundNamed(query);
  if (named === null) return rounds.at(-1) ?? null;
  const found = rounds.find(({ number }) => number === named);
  if (found === undefined) throw new Refused({ code: 'not-found' });
  return found;
}

/** An address of ours about a round: the newest needs no word, a former one is named. Query and place on the page are kept. */
export function inRound(
  href: string,
  round: Pick<RoundFacts, 'number'>,
  rounds: readonly Pick<RoundFacts, 'number'>[],
): string {
  if (round.number === rounds.at(-1)?.number) return href;
  const [address = '', place] = href.split('#');
  return `${address}${address.includes('?') ? '&' : '?'}vong=${round.number}${place === undefined ? '' : `#${place}`}`;
}

/** Links to the same page of each round, in order; null for a single one. */
export const roundChoice = (
  href: string,
  round: Pick<RoundFacts, 'number'> | null,
  rounds: readonly Pick<RoundFacts, 'number' | 'name'>[],
): RoundChoice =>
  rounds.length < 2
    ? null
    : rounds.map((one) => ({
        label: `Vòng ${one.number}: ${one.name}`,
        href: inRound(href, one, rounds),
        current: one.number === round?.number,
      }));
