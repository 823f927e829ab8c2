import type { UnitId } from '../../kernel/ids.js';
import { parseDay, type Day } from '../../kernel/vietnamese/days.js';
import { tidyName } from '../../kernel/vietnamese/fold.js';
import { pageNumber } from '../../web/page-number.js';
import { unitIn } from '../groups/group.form.js';
import { TEAM_STATES, type TeamState } from './team.facts.js';

/** What a list of teams is narrowed to; null: not at all. */
export interface TeamFilter {
  districtId: UnitId | null;
  /** A commune of any time: as the team has it, or as it stands on the day. */
  communeId: UnitId | null;
  kindId: string | null;
  /** Null: all but the dissolved. */
  state: TeamState | null;
  /** Those alone that do not keep the bounds of their kind. */
  faultyOnly: boolean;
  text: string | null;
}

export interface TeamQuery {
  filter: TeamFilter;
  /** The day on which communes are looked at; null: today. */
  on: Day | null;
  page: number;
}

/** Reads the query of a list or of the coverage; what cannot be read is not asked for. */
export function readTeamQuery(typed: Readonly<Record<string, unknown>>): TeamQuery {
  const text = typeof typed['tim'] === 'string' ? tidyName(typed['tim']).slice(0, 100) : '';
  return {
    filter: {
      districtId: unitIn(typed['huyen']),
      communeId: unitIn(typed['xa']),
      kindId: unitIn(typed['loai']),
      state: TEAM_STATES.find((state) => state === typed['trang-thai']) ?? null,
      faultyOnly: typed['sai'] === '1',
      text: text === '' ? null : text,
    },
    on: typeof typed['ngay'] === 'string' ? parseDay(typed['ngay']) : null,
    page: pageNumber(typed['trang']),
  };
}

/** The query as it stands in an address; parts that ask for nothing are null. */
export const teamQueryText = ({ filter, on, page }: TeamQuery): Record<string, string | null> => ({
  tim: filter.text,
  huyen: filter.districtId,
  xa: filter.communeId,
  loai: filter.kindId,
  'trang-thai': filter.state,
  sai: filter.faultyOnly ? '1' : null,
  ngay: on,
  trang: page === 1 ? null : String(page),
});
