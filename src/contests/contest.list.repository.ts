import type { Reader } from '../database/tx.js';
import type { Actor } from '../kernel/actor.js';
import type { Instant } from '../kernel/instant.js';
import type { ContestFacts } from './contest.facts.js';
import { CONTEST_COLUMNS, type ContestRow, toContest } from './contest.row.js';

/** Lists of contests are short in practice (a province runs a handful a year) and paged all the same. */
export const CONTESTS_A_PAGE = 50;

/** The contests that an organiser's role reaches, newest first. */
export async function contestsOfOrganiser(reader: Reader, actor: Actor, page: number): Promise<ContestFacts[]> {
  const rows = await reader.rows<ContestRow>(
    `SELECT ${CONTEST_COLUMNS} FROM contests c
      WHERE CASE WHEN $1::uuid IS NOT NULL THEN c.id = $1 ELSE ($2::uuid IS NULL OR c.scope_unit_id = $2) END
      ORDER BY c.created_at DESC, c.id LIMIT ${CONTESTS_A_PAGE} OFFSET $3`,
    [actor.contestId, actor.unitId, (page - 1) * CONTESTS_A_PAGE],
  );
  return rows.map(toContest);
}

export async function countOfOrganiser(reader: Reader, actor: Actor): Promise<number> {
  const row = await reader.one<{ count: number }>(
    `SELECT count(*)::int AS count FROM contests c
      WHERE CASE WHEN $1::uuid IS NOT NULL THEN c.id = $1 ELSE ($2::uuid IS NULL OR c.scope_unit_id = $2) END`,
    [actor.contestId, actor.unitId],
  );
  return row?.count ?? 0;
}

/** Contests that the public may see, newest first; drafts never. */
export async function publicContests(reader: Reader, page: number): Promise<ContestFacts[]> {
  const rows = await reader.rows<ContestRow>(
    `SELECT ${CONTEST_COLUMNS} FROM contests c WHERE c.state <> 'draft'
      ORDER BY c.opened_at DESC, c.id LIMIT ${CONTESTS_A_PAGE} OFFSET $1`,
    [(page - 1) * CONTESTS_A_PAGE],
  );
  return rows.map(toContest);
}

/** After which contest of the public list a page begins. */
export interface PlaceInList {
  openedAt: Instant;
  id: string;
}

/** The same list, at most `limit` of them behind that place (null: from the newest on). Contests opened meanwhile stand before it. */
export async function publicContestsAfter(
  reader: Reader,
  place: PlaceInList | null,
  limit: number,
): Promise<ContestFacts[]> {
  const rows = await reader.rows<ContestRow>(
    `SELECT ${CONTEST_COLUMNS} FROM contests c
      WHERE c.state <> 'draft' AND ($1::timestamptz IS NULL OR c.opened_at < $1 OR (c.opened_at = $1 AND c.id > $2::uuid))
      ORDER BY c.opened_at DESC, c.id LIMIT $3`,
    [place?.openedAt ?? null, place?.id ?? null, limit],
  );
  return rows.map(toContest);
}

export async function countPublic(reader: Reader): Promise<number> {
  const row = await reader.one<{ count: number }>(`SELECT count(*)::int AS count FROM contests WHERE state <> 'draft'`);
  return row?.count ?? 0;
}

/** How many communes and villages a contest's snapshot holds. */
export const snapshotSize = async (
  reader: Reader,
  contestId: ContestFacts['id'],
): Promise<{ communes: number; villages: number }> =>
  (await reader.one<{ communes: number; villages: number }>(
    `SELECT count(*)::int AS communes, coalesce(sum(village_count), 0)::int AS villages FROM contest_communes WHERE contest_id = $1`,
    [contestId],
  )) ?? { communes: 0, villages: 0 };
