import type { ContestId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { ContestFacts, ContestState, RankingMethod, RankingPart } from './contest.facts.js';

/** A contest as it comes from SQL; `c` is the alias that the columns expect. */
export interface ContestRow {
  id: ContestId;
  slug: string;
  code: string;
  name: string;
  noun: string;
  village_noun: string;
  organiser_name: string;
  state: ContestState;
  template: string;
  scope_unit_id: UnitId;
  units_on: string;
  rehearsal: boolean;
  clock_at: Instant | null;
  contact_name: string;
  contact_phone: string;
  quota_percent: number;
  quota_strict: boolean;
  entries_per_village: number;
  supplement_rounds: number | null;
  aggregate_method: RankingMethod;
  aggregate_drop: number;
  aggregate_parts: RankingPart[];
  rounding_decimals: number;
  rounding_mode: string;
  rank_on: 'rounded' | 'exact';
  tie_break: string[];
  at_boundary: 'decide' | 'share' | 'extend';
  publishes_marks: boolean;
  most_awarded_percent: number | null;
  blind: boolean;
  blind_shows_files: boolean;
  blind_hides: string[];
  blind_hides_slots: string[];
  budget: number | null;
  sample_notes: string;
  vetting_levels: number;
  opened_at: Instant | null;
  version: number;
}

export const CONTEST_COLUMNS = `c.id, c.slug, c.code, c.name, c.noun, c.village_noun, c.organiser_name, c.state, c.template, c.scope_unit_id,
  c.units_on, c.rehearsal, c.clock_at, c.contact_name, c.contact_phone, c.quota_percent, c.quota_strict, c.entries_per_village, c.supplement_rounds,
  c.aggregate_method, c.aggregate_drop, c.aggregate_parts, c.rounding_decimals, c.rounding_mode, c.rank_on, c.tie_break, c.at_boundary, c.publishes_marks, c.most_awarded_percent, c.blind, c.blind_shows_files, c.blind_hides, c.blind_hides_slots, c.budget,
  c.sample_notes, c.opened_at, c.version, (SELECT count(*)::int FROM vetting_levels l WHERE l.contest_id = c.id) AS vetting_levels`;

export const toContest = (row: ContestRow): ContestFacts => ({
  id: row.id,
  slug: row.slug,
  code: row.code,
  name: row.name,
  noun: row.noun,
  villageNoun: row.village_noun,
  organiserName: row.organiser_name,
  state: row.state,
  template: row.template,
  scopeUnitId: row.scope_unit_id,
  unitsOn: row.units_on,
  rehearsal: row.rehearsal,
  clockAt: row.clock_at,
  contactName: row.contact_name,
  contactPhone: row.contact_phone,
  quota: { percent: row.quota_percent, strict: row.quota_strict },
  entriesPerVillage: row.entries_per_village,
  supplementRounds: row.supplement_rounds,
  ranking: {
    method: row.aggregate_method,
    drop: row.aggregate_drop,
    parts: row.aggregate_parts,
    decimals: row.rounding_decimals,
    mode: row.rounding_mode,
    rankOn: row.rank_on,
    tieBreak: row.tie_break,
    atBoundary: row.at_boundary,
    publishesMarks: row.publishes_marks,
    mostAwardedPercent: row.most_awarded_percent,
  },
  blind: {
    isBlind: row.blind,
    showsFiles: row.blind_shows_files,
    hides: row.blind_hides,
    hidesSlots: row.blind_hides_slots,
  },
  budget: row.budget,
  sampleNotes: row.sample_notes,
  vettingLevels: row.vetting_levels,
  openedAt: row.opened_at,
  version: row.version,
});
