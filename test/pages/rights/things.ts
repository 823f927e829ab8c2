import type { EntryState } from '../../../src/entries/entry.facts.js';
import type { World } from '../../fixtures/world.js';

/** Something an address may name: what fills the address, and whose it is by the fixtures. */
export interface Thing {
  name: string;
  /** Fills the parameters of the address. */
  params: Readonly<Record<string, string>>;
  /** The contest it belongs to; "draft" is one of the own province that is still being prepared. Null: there is no such thing. */
  contest: 'own' | 'other' | 'draft' | null;
}

export interface EntryThing extends Thing {
  unit: keyof World['units'];
  district: keyof World['units'];
  state: EntryState;
  /** Accounts of the judges who have a sheet for it. */
  judges: readonly string[];
  /** The account of the officer who is filing it for its commune; null for most. */
  filedBy: string | null;
}

/** The things of one kind, with one that does not exist among them. */
export interface Things {
  nothing: readonly Thing[];
  contest: readonly Thing[];
  entry: readonly (EntryThing | Thing)[];
  judge: readonly Thing[];
  person: readonly Thing[];
  unit: readonly Thing[];
}
export type Kind = keyof Things;

export const isEntry = (thing: Thing): thing is EntryThing => 'unit' in thing;
