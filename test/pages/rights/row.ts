import type { Role } from '../../../src/kernel/actor.js';
import type { Phase } from './phases.js';
import type { Principal } from './principals.js';
import { type EntryThing, isEntry, type Kind, type Thing } from './things.js';

/**
 * How the house answers: with the thing or about the words that were sent (2xx, 303, 409, 422); by leading to the door;
 * "not in your role" (403); "there is no such thing" (404).
 */
export type Outcome = 'ok' | 'sign-in' | 'forbidden' | 'hidden';

/** One line of the rights table: some routes, who may call them, on what, and when. */
export interface Row {
  /** "GET /nop/:code" as the router writes it. */
  routes: readonly string[];
  who: 'public' | 'signed-in' | readonly Role[];
  /** What the address names. */
  kind: Kind;
  /** For whom the thing exists at all; everybody else gets the answer of a missing thing. Left out: for all who may call. */
  exists?: (who: Principal, thing: Thing, phase: Phase) => boolean;
  /** What those get for whom it exists; left out: ok. */
  then?: (phase: Phase, who: Principal, thing: Thing) => Outcome;
  /** Parameters that the thing does not fill, each set a cell of its own. */
  params?: readonly Readonly<Record<string, string>>[];
  /** Words to send beside the token and a version. */
  words?: Readonly<Record<string, string>>;
  /** The phases that matter; left out: all of them. */
  phases?: readonly Phase[];
  /** The call ends a session: each cell signs in for itself. */
  endsSession?: boolean;
}

/** Does the role open the route at all, whatever the thing? */
export const mayCall = (row: Row, who: Principal): boolean =>
  row.who === 'public' || (who.role !== null && (row.who === 'signed-in' || row.who.includes(who.role)));

/** Is the thing missing for this person, or somebody else's? Both must look alike. */
export const isUnknown = (row: Row, who: Principal, thing: Thing, phase: Phase): boolean =>
  thing.contest === null || !(row.exists?.(who, thing, phase) ?? true);

/** The rule of the whole table, in the order in which the house asks: the door, the role, the thing, the moment. */
export function outcomeOf(row: Row, who: Principal, thing: Thing, phase: Phase): Outcome {
  if (!mayCall(row, who)) return who.role === null ? 'sign-in' : 'forbidden';
  if (isUnknown(row, who, thing, phase)) return 'hidden';
  // The other contest's clock stands in its judging, whatever the own one shows.
  return row.then?.(thing.contest === 'other' ? 'judging' : phase, who, thing) ?? 'ok';
}

/**
 * How somebody stands to a thing, by all that rights may depend on: people with one standing are alike to the house, and so are
 * things to which somebody has the same one. What lies beyond a person's reach is told apart by little: what has been accepted
 * is on its way to the public, the rest is not.
 */
export function standingOf(who: Principal, thing: Thing): string {
  const person = `${who.role} ${who.fate} of contest ${who.contest}${who.unit === 'province' ? ', the whole province' : ''}`;
  if (!isEntry(thing)) return `${person}: ${thing.name}`;
  const isReached =
    inContest(who, thing) && (who.role === 'judge' ? onOwnSheet(who, thing) : who.unit === null || inUnit(who, thing));
  const state = isReached || thing.state === 'accepted' ? thing.state : 'not accepted';
  return `${person}: ${isReached ? (who.unit === thing.unit ? 'its own' : 'in reach') : 'beyond reach'}, contest ${thing.contest}, ${state}${isFiling(who, thing) ? ', filed by them' : ''}`;
}

/** The person acts for the thing's commune, or for what that is part of. */
const inUnit = (who: Principal, { unit, district }: EntryThing): boolean =>
  who.unit === unit || who.unit === district || who.unit === 'province';

/** The role reaches the contest that the thing belongs to; a province's organisers reach every contest of it. */
export const inContest = (who: Principal, thing: Thing): boolean =>
  who.contest === null || who.contest === thing.contest || (thing.contest === 'draft' && who.unit === 'province');

/** A contest that has been opened: everybody may know of it. */
export const isOpened = (_who: Principal, thing: Thing): boolean => thing.contest !== 'draft';

/** A dossier of the very commune that the person acts for. */
export const ownDossier = (who: Principal, thing: Thing): boolean =>
  isEntry(thing) && who.contest === thing.contest && who.unit === thing.unit;

/** A dossier that has come in from a commune of the person's district. */
export const inArea = (who: Principal, thing: Thing): boolean =>
  isEntry(thing) && who.contest === thing.contest && who.unit === thing.district && thing.state !== 'draft';

/** A draft that the person is filing for its commune. */
export const isFiling = (who: Principal, thing: Thing): boolean =>
  isEntry(thing) && who.account !== null && thing.filedBy === who.account;

/** A dossier for which the person has a sheet. */
export const onOwnSheet = (who: Principal, thing: Thing): boolean =>
  isEntry(thing) && who.account !== null && thing.judges.includes(who.account);

/** A dossier of the role's contest that has come in. */
export const cameIn = (who: Principal, thing: Thing): boolean =>
  isEntry(thing) && inContest(who, thing) && thing.state !== 'draft';
