import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { REACHED_COMMUNES, type Reach } from '../community.reach.js';
import type { HouseholdWords } from './household.repository.js';
import type { TeamId } from './team.facts.js';

/** A household as a list that is taken out names it: where the register has it, and the team of one kind that looks after it. */
export interface ListedHousehold extends HouseholdWords {
  communeName: string;
  villageName: string | null;
  teamName: string | null;
}

/** Which households of a commune: those that its register, and the registers it took over, have on the day, with their team of this kind. */
export interface CommuneOfHouseholds {
  communeId: UnitId;
  kindId: string;
  on: Day;
}

const COLUMNS = `c.name AS "communeName", v.name AS "villageName", h.head_name AS "headName", h.address, h.persons, t.name AS "teamName"`;
const ORDER = `c.sort_key, c.id, v.sort_key NULLS FIRST, v.id, h.sort_key, h.address, h.id`;

/** $1 reach, $2 day, $3 kind, $4 commune: as the register has it, or as it stands on the day. */
const OF_COMMUNE = `${REACHED_COMMUNES}
  SELECT %COLUMNS% FROM standing s JOIN units c ON c.id = s.commune_id JOIN community_households h ON h.commune_id = s.commune_id
    LEFT JOIN units v ON v.id = h.village_id
    LEFT JOIN community_household_assignments a ON a.household_id = h.id AND a.kind_id = $3 AND a.until_at IS NULL
    LEFT JOIN community_teams t ON t.id = a.team_id
   WHERE s.commune_id = $4 OR s.now_id = $4`;

/** Whole lists of households, for files; a team's and a commune's, some thousand rows at most. */
@Injectable()
export class HouseholdListRepository {
  /** By commune, village, head's name, address. */
  ofCommune(
    reader: Reader,
    { root }: Reach,
    { communeId, kindId, on }: CommuneOfHouseholds,
  ): Promise<ListedHousehold[]> {
    return reader.rows<ListedHousehold>(`${OF_COMMUNE.replace('%COLUMNS%', COLUMNS)} ORDER BY ${ORDER}`, [
      ...[root, on, kindId, communeId],
    ]);
  }

  /** The name of a commune within reach, of any time; null for what lies outside, and for what is no commune. */
  async communeName(
    reader: Reader,
    { root }: Reach,
    { communeId, on }: Pick<CommuneOfHouseholds, 'communeId' | 'on'>,
  ): Promise<string | null> {
    const row = await reader.one<{ name: string }>(
      `${REACHED_COMMUNES} SELECT u.name FROM units u WHERE u.id = $3 AND EXISTS (SELECT 1 FROM standing s WHERE s.commune_id = $3 OR s.now_id = $3)`,
      [root, on, communeId],
    );
    return row?.name ?? null;
  }

  /** How many that list has, and how many of them no team of the kind looks after. */
  async figuresOf(
    reader: Reader,
    { root }: Reach,
    { communeId, kindId, on }: CommuneOfHouseholds,
  ): Promise<{ households: number; without: number }> {
    const figures = 'count(*)::int AS households, (count(*) FILTER (WHERE t.id IS NULL))::int AS without';
    const row = await reader.one<{ households: number; without: number }>(OF_COMMUNE.replace('%COLUMNS%', figures), [
      ...[root, on, kindId, communeId],
    ]);
    return row ?? { households: 0, without: 0 };
  }

  /** Those that a team looks after now, in the same order. */
  ofTeam(reader: Reader, teamId: TeamId): Promise<ListedHousehold[]> {
    return reader.rows<ListedHousehold>(
      `SELECT ${COLUMNS} FROM community_teams t JOIN community_household_assignments a ON a.team_id = t.id AND a.until_at IS NULL
         JOIN community_households h ON h.id = a.household_id JOIN units c ON c.id = h.commune_id LEFT JOIN units v ON v.id = h.village_id
        WHERE t.id = $1 ORDER BY ${ORDER}`,
      [teamId],
    );
  }
}
