import type { Reader, Tx } from '../../database/tx.js';
import type { ContestId, EntryId, PersonId, RoundId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { SpreadRule } from './spread.rule.js';
import type { Remarking } from './spread.settlement.js';

/** A judge who may mark an entry anew: on the panel, without a sheet for it and without a conflict. */
export interface Remarker {
  personId: PersonId;
  code: string;
  name: string;
}

/** The contest's rule; null where it has none. */
export async function spreadRuleOf(reader: Reader, contestId: ContestId): Promise<SpreadRule | null> {
  const found = await reader.one<{ rule: SpreadRule }>(`SELECT rule FROM spread_rules WHERE contest_id = $1`, [
    contestId,
  ]);
  return found?.rule ?? null;
}

/** Sets the contest's rule, or takes it away. */
export async function setSpreadRule(tx: Tx, contestId: ContestId, rule: SpreadRule | null): Promise<void> {
  await tx.changed(`DELETE FROM spread_rules WHERE contest_id = $1`, [contestId]);
  if (rule !== null)
    await tx.changed(`INSERT INTO spread_rules (contest_id, rule) VALUES ($1, $2)`, [contestId, JSON.stringify(rule)]);
}

/** Has anybody in the contest scored anything yet? From then on its rule stands. */
export async function isScored(reader: Reader, contestId: ContestId): Promise<boolean> {
  const found = await reader.one<{ scored: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM score_sheets s JOIN judging_rounds r ON r.id = s.round_id
                     WHERE r.contest_id = $1 AND s.points <> '{}') AS scored`,
    [contestId],
  );
  return found?.scored === true;
}

/**
 * What was opened or decided in a round, by entry. A marker who declined, left the panel or had the sheet taken back is nobody
 * (`judgeCode` null): the entry waits for another.
 */
export async function remarkingsOf(reader: Reader, roundId: RoundId): Promise<ReadonlyMap<EntryId, Remarking[]>> {
  const rows = await reader.rows<Remarking & { entryId: EntryId }>(
    `SELECT m.entry_id AS "entryId", m.way, p.code AS "judgeCode", m.counted, m.reason FROM remarkings m
       LEFT JOIN score_sheets s ON s.round_id = m.round_id AND s.entry_id = m.entry_id AND s.person_id = m.person_id AND s.recused_at IS NULL
       LEFT JOIN panel_judges p ON p.round_id = m.round_id AND p.person_id = s.person_id AND p.removed_at IS NULL
      WHERE m.round_id = $1 AND m.withdrawn_at IS NULL ORDER BY m.entry_id, m.opened_at`,
    [roundId],
  );
  return Map.groupBy(rows, ({ entryId }) => entryId);
}

/** Who may mark an entry anew, the least burdened first. */
export const remarkersFor = (reader: Reader, roundId: RoundId, entryId: EntryId): Promise<Remarker[]> =>
  reader.rows<Remarker>(
    `SELECT p.person_id AS "personId", p.code, p.name
       FROM panel_judges p CROSS JOIN entries e
       JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
      WHERE p.round_id = $1 AND e.id = $2 AND p.removed_at IS NULL
        AND (p.unit_id IS NULL OR p.unit_id NOT IN (e.village_id, e.commune_id) AND p.unit_id IS DISTINCT FROM k.district_id)
        AND NOT EXISTS (SELECT 1 FROM score_sheets s WHERE s.round_id = $1 AND s.entry_id = $2 AND s.person_id = p.person_id)
        AND NOT EXISTS (SELECT 1 FROM judge_conflicts f WHERE f.round_id = $1 AND f.entry_id = $2 AND f.person_id = p.person_id)
      ORDER BY p.sheets_none + p.sheets_draft + p.sheets_done, length(p.code), p.code COLLATE "C"`,
    [roundId, entryId],
  );

/** Writes it down; a marker takes the place of one who is nobody any more, whose line stays beside it. */
export async function insertRemarking(
  tx: Tx,
  roundId: RoundId,
  entryId: EntryId,
  one: {
    way: Remarking['way'];
    personId: PersonId | null;
    counted: readonly string[] | null;
    reason: string;
    ruleText: string;
    at: Instant;
    byName: string;
  },
): Promise<void> {
  const { way, at, byName } = one;
  const reason = 'Người được giao trước không còn chấm hồ sơ này.';
  await withdrawRemarking(tx, roundId, entryId, { way, at, byName, reason });
  await tx.changed(
    `INSERT INTO remarkings (round_id, entry_id, way, person_id, counted, reason, rule_text, opened_at, opened_by_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [roundId, entryId, way, one.personId, one.counted, one.reason, one.ruleText, at, byName],
  );
}

/** Takes back what stands of one way; it stays readable with who took it back and why. Answers 0 where nothing stands. */
export const withdrawRemarking = (
  tx: Tx,
  roundId: RoundId,
  entryId: EntryId,
  { way, at, byName, reason }: { way: Remarking['way']; at: Instant; byName: string; reason: string },
): Promise<number> =>
  tx.changed(
    `UPDATE remarkings SET withdrawn_at = $4, withdrawn_by_name = $5, withdrawn_reason = $6
      WHERE round_id = $1 AND entry_id = $2 AND way = $3 AND withdrawn_at IS NULL`,
    [roundId, entryId, way, at, byName, reason],
  );

/** One line of what was done about an entry because its marks lie apart. */
export interface RemarkingLine {
  entryId: EntryId;
  number: string;
  villageName: string;
  way: Remarking['way'];
  /** Who was to mark it anew; null for the head's decision. */
  judgeCode: string | null;
  counted: readonly string[] | null;
  reason: string;
  ruleText: string;
  openedAt: Instant;
  openedByName: string;
  withdrawnAt: Instant | null;
  withdrawnByName: string | null;
  withdrawnReason: string | null;
}

const LINES = `SELECT m.entry_id AS "entryId", e.number, v.name AS "villageName", m.way, p.code AS "judgeCode", m.counted, m.reason,
    m.rule_text AS "ruleText", m.opened_at AS "openedAt", m.opened_by_name AS "openedByName", m.withdrawn_at AS "withdrawnAt",
    m.withdrawn_by_name AS "withdrawnByName", m.withdrawn_reason AS "withdrawnReason"
  FROM remarkings m JOIN entries e ON e.id = m.entry_id
  JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
  LEFT JOIN panel_judges p ON p.round_id = m.round_id AND p.person_id = m.person_id`;

/** What was done about one entry of a round, by its number, in the order it was done; what was taken back is among it. */
export const remarkingLog = (reader: Reader, roundId: RoundId, number: string): Promise<RemarkingLine[]> =>
  reader.rows<RemarkingLine>(`${LINES} WHERE m.round_id = $1 AND e.number = $2 ORDER BY m.id`, [roundId, number]);

/** One page of what stands in a round, newest first. */
export const standingRemarkings = (
  reader: Reader,
  roundId: RoundId,
  { limit, offset }: { limit: number; offset: number },
): Promise<RemarkingLine[]> =>
  reader.rows<RemarkingLine>(
    `${LINES} WHERE m.round_id = $1 AND m.withdrawn_at IS NULL ORDER BY m.id DESC LIMIT $2 OFFSET $3`,
    [roundId, limit, offset],
  );

export async function countStanding(reader: Reader, roundId: RoundId): Promise<number> {
  const found = await reader.one<{ count: number }>(
    `SELECT count(*)::int AS count FROM remarkings WHERE round_id = $1 AND withdrawn_at IS NULL`,
    [roundId],
  );
  return found?.count ?? 0;
}
