import type { Reader, Tx } from '../database/tx.js';
import type { ContestId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Dong } from '../kernel/money.js';
import type { ContestFacts, BlindRule, QuotaRule, RankingRule, WindowFacts } from './contest.facts.js';
import { CONTEST_COLUMNS, type ContestRow, toContest } from './contest.row.js';

/** What a new contest's own row says; everything else is in its parts. */
export interface NewContestRow {
  id: ContestId;
  slug: string;
  code: string;
  name: string;
  noun: string;
  villageNoun: string;
  organiserName: string;
  template: string;
  scopeUnitId: UnitId;
  unitsOn: string;
  rehearsal: boolean;
  quota: QuotaRule;
  entriesPerVillage: number;
  supplementRounds: number | null;
  ranking: RankingRule;
  budget: Dong | null;
  sampleNotes: string;
}

/** The words of a contest that an organiser may rewrite. */
export interface GeneralWords {
  slug: string;
  code: string;
  name: string;
  noun: string;
  villageNoun: string;
  organiserName: string;
  contactName: string;
  contactPhone: string;
  entriesPerVillage: number;
  supplementRounds: number | null;
  sampleNotes: string;
}

export async function insertContest(tx: Tx, contest: NewContestRow): Promise<void> {
  const { quota, ranking } = contest;
  await tx.changed(
    `INSERT INTO contests (id, slug, code, name, noun, village_noun, organiser_name, state, template, scope_unit_id, units_on, rehearsal,
       quota_percent, quota_strict, entries_per_village, aggregate_method, aggregate_drop, rounding_decimals, rounding_mode, rank_on,
       tie_break, at_boundary, budget, sample_notes, created_at, supplement_rounds, aggregate_parts, publishes_marks, most_awarded_percent)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'draft', $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28)`,
    [
      contest.id,
      contest.slug,
      contest.code,
      contest.name,
      contest.noun,
      contest.villageNoun,
      contest.organiserName,
      contest.template,
      contest.scopeUnitId,
      contest.unitsOn,
      contest.rehearsal,
      quota.percent,
      quota.strict,
      contest.entriesPerVillage,
      ranking.method,
      ranking.drop,
      ranking.decimals,
      ranking.mode,
      ranking.rankOn,
      ranking.tieBreak,
      ranking.atBoundary,
      contest.budget,
      contest.sampleNotes,
      tx.now,
      contest.supplementRounds,
      JSON.stringify(ranking.parts),
      ranking.publishesMarks,
      ranking.mostAwardedPercent,
    ],
  );
}

/**
 * Takes the contest's row for a change: raises its version if it is still the one the form was opened on and the contest is not
 * archived. Null when somebody was quicker. Whoever reads the row `FOR SHARE` waits until the change stands or is undone.
 */
export async function takeForChange(
  tx: Tx,
  contest: ContestFacts,
  version: number,
  byName: string,
): Promise<ContestFacts | null> {
  const row = await tx.one<ContestRow>(
    `UPDATE contests c SET version = version + 1, changed_by_name = $3, changed_at = $4
      WHERE c.id = $1 AND c.version = $2 AND c.state <> 'archived' RETURNING ${CONTEST_COLUMNS}`,
    [contest.id, version, byName, tx.now],
  );
  return row && toContest(row);
}

/** Who changed the contest last, for the one who came second. */
export const lastChange = (
  reader: Reader,
  id: ContestId,
): Promise<{ changedByName: string; changedAt: Instant | null } | null> =>
  reader.one(`SELECT changed_by_name AS "changedByName", changed_at AS "changedAt" FROM contests WHERE id = $1`, [id]);

export async function isTaken(
  reader: Reader,
  key: 'slug' | 'code',
  value: string,
  except: ContestId | null,
): Promise<boolean> {
  const sql =
    key === 'slug'
      ? `SELECT 1 AS found FROM contests WHERE slug = $1 AND id IS DISTINCT FROM $2::uuid`
      : `SELECT 1 AS found FROM contests WHERE code = $1 AND id IS DISTINCT FROM $2::uuid`;
  return (await reader.one(sql, [value, except])) !== null;
}

export async function writeGeneral(tx: Tx, id: ContestId, words: GeneralWords): Promise<void> {
  await tx.changed(
    `UPDATE contests SET slug = $2, code = $3, name = $4, noun = $5, village_noun = $6, organiser_name = $7, contact_name = $8,
            contact_phone = $9, entries_per_village = $10, sample_notes = $11,
            supplement_rounds = $12 WHERE id = $1`,
    [
      id,
      words.slug,
      words.code,
      words.name,
      words.noun,
      words.villageNoun,
      words.organiserName,
      words.contactName,
      words.contactPhone,
      words.entriesPerVillage,
      words.sampleNotes,
      words.supplementRounds,
    ],
  );
}

export async function writeQuota(tx: Tx, id: ContestId, quota: QuotaRule): Promise<void> {
  await tx.changed(`UPDATE contests SET quota_percent = $2, quota_strict = $3 WHERE id = $1`, [
    id,
    quota.percent,
    quota.strict,
  ]);
}

export async function writeBlind(
  tx: Tx,
  id: ContestId,
  { isBlind, showsFiles, hides, hidesSlots }: BlindRule,
): Promise<void> {
  await tx.changed(
    `UPDATE contests SET blind = $2, blind_shows_files = $3, blind_hides = $4, blind_hides_slots = $5 WHERE id = $1`,
    [id, isBlind, showsFiles, hides, hidesSlots],
  );
}

export async function writeRanking(tx: Tx, id: ContestId, ranking: RankingRule): Promise<void> {
  await tx.changed(
    `UPDATE contests SET aggregate_method = $2, aggregate_drop = $3, rounding_decimals = $4, rounding_mode = $5, rank_on = $6,
            tie_break = $7, at_boundary = $8, aggregate_parts = $9, publishes_marks = $10, most_awarded_percent = $11 WHERE id = $1`,
    [
      id,
      ranking.method,
      ranking.drop,
      ranking.decimals,
      ranking.mode,
      ranking.rankOn,
      ranking.tieBreak,
      ranking.atBoundary,
      JSON.stringify(ranking.parts),
      ranking.publishesMarks,
      ranking.mostAwardedPercent,
    ],
  );
}

export async function writeBudget(tx: Tx, id: ContestId, budget: Dong | null): Promise<void> {
  await tx.changed(`UPDATE contests SET budget = $2 WHERE id = $1`, [id, budget]);
}

export async function writeStorageBytes(tx: Tx, id: ContestId, bytes: number): Promise<void> {
  await tx.changed(`UPDATE contests SET storage_bytes = $2 WHERE id = $1`, [id, bytes]);
}

/** Replaces all windows; those left out are unset. */
export async function writeWindows(tx: Tx, id: ContestId, windows: readonly WindowFacts[]): Promise<void> {
  await tx.changed(`DELETE FROM contest_windows WHERE contest_id = $1`, [id]);
  for (const window of windows) {
    await tx.changed(
      `INSERT INTO contest_windows (contest_id, kind, from_at, until_at, printed) VALUES ($1, $2, $3, $4, $5)`,
      [id, window.kind, window.from, window.until, window.printed],
    );
  }
}

/** Opens a draft at a contest instant; 0 rows when it is no draft any more. */
export const markOpen = (tx: Tx, id: ContestId, at: Instant): Promise<number> =>
  tx.changed(`UPDATE contests SET state = 'open', opened_at = $2 WHERE id = $1 AND state = 'draft'`, [id, at]);

/** Puts a rehearsal's clock, or (null) lets it follow the real time; 0 rows when the contest is real. */
export const writeClock = (tx: Tx, id: ContestId, at: Instant | null): Promise<number> =>
  tx.changed(`UPDATE contests SET clock_at = $2 WHERE id = $1 AND rehearsal`, [id, at]);

export async function writeUnitsOn(tx: Tx, id: ContestId, unitsOn: string): Promise<void> {
  await tx.changed(`UPDATE contests SET units_on = $2 WHERE id = $1`, [id, unitsOn]);
}
