import type { UnitId } from '../kernel/ids.js';
import type { Day } from '../kernel/vietnamese/days.js';

export const UNIT_LEVELS = ['province', 'district', 'commune', 'office', 'village'] as const;
/** `office`: an agency that acts without a territory of its own, such as a department of the province that vets dossiers. */
export type UnitLevel = (typeof UNIT_LEVELS)[number];

/** An administrative unit in one legal incarnation: a merger or a change of parent ends it and begins another. */
export interface UnitFacts {
  id: UnitId;
  level: UnitLevel;
  /** "xã", "thị trấn", "bản": as the list prints it. */
  type: string;
  /** With its type word: "Xã Bản Bo". */
  name: string;
  /** Of the national list; re-used over time, so never a key by itself. Null for villages and offices. */
  code: string | null;
  parentId: UnitId | null;
  validFrom: Day;
  /** The first day on which it is no longer there; null while it lasts. */
  validTo: Day | null;
  /** A made-up unit of the demonstration. */
  sample: boolean;
  note: string | null;
  version: number;
}

/** A unit as a search finds it, with enough around it to tell it from its namesakes. */
export interface UnitHit extends UnitFacts {
  /** Parents from near to far: ["Huyện Tam Đường", "Tỉnh Lai Châu"]. */
  parentNames: string[];
  /** The alias that was found, when it was not the name. */
  alias: string | null;
  /** Names of ended units that were found and that this one took over from. */
  formerNames: string[];
  /** What became of it, for a unit that has ended. */
  successorNames: string[];
}

/** One commune with its villages on a day: what a contest copies when it is bound to that day's units. */
export interface CommuneWithVillages {
  id: UnitId;
  name: string;
  sortKey: string;
  /** Null where no district stands between commune and province. */
  districtId: UnitId | null;
  districtName: string | null;
  districtSortKey: string | null;
  provinceId: UnitId | null;
  /** By name. */
  villages: { id: UnitId; name: string; sortKey: string }[];
}

export const SUCCESSION_KINDS = ['merged_whole', 'merged_part', 'unchanged', 'renamed'] as const;

/** One step of a unit's history: what it came from or what became of it. */
export interface SuccessionFacts {
  id: UnitId;
  name: string;
  parentName: string | null;
  kind: (typeof SUCCESSION_KINDS)[number];
  document: string;
  /** The day the change took effect. */
  on: Day | null;
}
