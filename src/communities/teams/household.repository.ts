import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import { newId, type Id, type UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { fold } from '../../kernel/vietnamese/fold.js';
import { personSortKey } from '../../kernel/vietnamese/sort-key.js';
import { sameNameKey } from '../../units/village.file.js';
import type { TeamFacts, TeamId, TeamKindId } from './team.facts.js';

export type HouseholdId = Id<'community-household'>;

export interface HouseholdWords {
  headName: string;
  /** Number, lane, or whatever tells two heads of one name apart. */
  address: string;
  persons: number | null;
}

export interface Household extends HouseholdWords {
  id: HouseholdId;
  fromAt: Instant;
}

/** Where a household has been, newest first. */
export interface HouseholdStay {
  teamName: string;
  fromAt: Instant;
  fromByName: string;
  untilAt: Instant | null;
  untilByName: string | null;
  untilReason: string | null;
}

export interface NewHousehold extends HouseholdWords {
  id: HouseholdId;
  communeId: UnitId;
  villageId: UnitId | null;
  sample: boolean;
}

/** Two rows of one place with the same key are one household; tones count, case and the place of the tone do not. */
export const householdKey = ({ headName, address }: Pick<HouseholdWords, 'headName' | 'address'>): string =>
  `${sameNameKey(headName, '')}|${fold(address)}`;

/** Households and the teams that look after them. */
@Injectable()
export class HouseholdRepository {
  /** One page of a team's households by the heads' names, and how many there are. */
  async page(
    reader: Reader,
    teamId: TeamId,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ households: Household[]; total: number }> {
    const found = await reader.rows<Household & { total: number }>(
      `SELECT h.id, h.head_name AS "headName", h.address, h.persons, a.from_at AS "fromAt", (count(*) OVER ())::int AS total
         FROM community_household_assignments a JOIN community_households h ON h.id = a.household_id
        WHERE a.team_id = $1 AND a.until_at IS NULL ORDER BY h.sort_key, h.address, h.id LIMIT $2 OFFSET $3`,
      [teamId, limit, offset],
    );
    return { households: found, total: found[0]?.total ?? 0 };
  }

  /** A household that the team looks after now; null for any other. */
  ofTeam(reader: Reader, teamId: TeamId, id: string): Promise<Household | null> {
    return reader.one<Household>(
      `SELECT h.id, h.head_name AS "headName", h.address, h.persons, a.from_at AS "fromAt"
         FROM community_household_assignments a JOIN community_households h ON h.id = a.household_id
        WHERE a.team_id = $1 AND h.id = $2 AND a.until_at IS NULL`,
      [teamId, id],
    );
  }

  stays(reader: Reader, id: HouseholdId, kindId: TeamKindId): Promise<HouseholdStay[]> {
    return reader.rows<HouseholdStay>(
      `SELECT t.name AS "teamName", a.from_at AS "fromAt", a.from_by_name AS "fromByName", a.until_at AS "untilAt",
              a.until_by_name AS "untilByName", a.until_reason AS "untilReason"
         FROM community_household_assignments a JOIN community_teams t ON t.id = a.team_id
        WHERE a.household_id = $1 AND a.kind_id = $2 ORDER BY a.from_at DESC, a.id LIMIT 50`,
      [id, kindId],
    );
  }

  /** The household of this place and key, entered when it was not there, held until the act ends; with the team of the kind that has it. */
  async take(
    tx: Tx,
    team: Pick<TeamFacts, 'communeId' | 'villageId' | 'kindId'>,
    words: HouseholdWords,
  ): Promise<{ id: HouseholdId; teamId: TeamId | null; teamName: string | null }> {
    const row = await tx.one<{ id: HouseholdId }>(
      `INSERT INTO community_households (id, commune_id, village_id, head_name, address, persons, sort_key, same_key, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT ON CONSTRAINT household_is_entered_once DO UPDATE SET persons = coalesce(excluded.persons, community_households.persons)
       RETURNING id`,
      [
        ...[newId(), team.communeId, team.villageId, words.headName, words.address, words.persons],
        ...[personSortKey(words.headName), householdKey(words), tx.now],
      ],
    );
    if (row === null) throw new Error('a household that was entered has no row');
    const held = await tx.one<{ teamId: TeamId; teamName: string }>(
      `SELECT t.id AS "teamId", t.name AS "teamName" FROM community_household_assignments a JOIN community_teams t ON t.id = a.team_id
        WHERE a.household_id = $1 AND a.kind_id = $2 AND a.until_at IS NULL`,
      [row.id, team.kindId],
    );
    return { id: row.id, teamId: held?.teamId ?? null, teamName: held?.teamName ?? null };
  }

  /** Gives households to teams, in one statement. */
  async assign(
    tx: Tx,
    pairs: readonly { householdId: HouseholdId; teamId: TeamId; kindId: TeamKindId }[],
    byName: string,
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO community_household_assignments (id, household_id, team_id, kind_id, from_at, from_by_name)
       SELECT gen_random_uuid(), "householdId", "teamId", "kindId", $2, $3
         FROM jsonb_to_recordset($1::jsonb) AS r("householdId" uuid, "teamId" uuid, "kindId" uuid)`,
      [JSON.stringify(pairs), tx.now, byName],
    );
  }

  /** Ends a household's stay in a team; 0 when it is there no more. */
  release(tx: Tx, at: { teamId: TeamId; householdId: string }, by: { name: string; reason: string }): Promise<number> {
    return tx.changed(
      `UPDATE community_household_assignments SET until_at = $3, until_by_name = $4, until_reason = $5
        WHERE team_id = $1 AND household_id = $2 AND until_at IS NULL`,
      [at.teamId, at.householdId, tx.now, by.name, by.reason],
    );
  }

  /** Ends all stays in a team; answers how many there were. */
  releaseAll(tx: Tx, teamId: TeamId, by: { name: string; reason: string }): Promise<number> {
    return tx.changed(
      `UPDATE community_household_assignments SET until_at = $2, until_by_name = $3, until_reason = $4 WHERE team_id = $1 AND until_at IS NULL`,
      [teamId, tx.now, by.name, by.reason],
    );
  }

  /** Enters households, in one statement. */
  async insert(tx: Tx, households: readonly NewHousehold[]): Promise<void> {
    const rows = households.map((one) => ({
      ...one,
      sortKey: personSortKey(one.headName),
      sameKey: householdKey(one),
    }));
    await tx.changed(
      `INSERT INTO community_households (id, commune_id, village_id, head_name, address, persons, sort_key, same_key, sample, recorded_at)
       SELECT id, "communeId", "villageId", "headName", address, persons, "sortKey", "sameKey", sample, $2
         FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "communeId" uuid, "villageId" uuid, "headName" text, address text, persons integer,
           "sortKey" text, "sameKey" text, sample boolean)`,
      [JSON.stringify(rows), tx.now],
    );
  }
}
