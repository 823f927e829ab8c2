import type { Reader, Tx } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Hundredths } from '../kernel/points.js';
import type { AdvancingRule, PlannedRoundFacts, PlannedRoundId, RoundKind, RoundQuorum } from './round-plan.facts.js';

interface PlannedRow {
  id: PlannedRoundId;
  number: number;
  name: string;
  kind: RoundKind;
  from: Instant;
  until: Instant;
  printed: string;
  weight: string;
  advancing: AdvancingRule['by'];
  count: number | null;
  minimum: Hundredths | null;
  judges: number | null;
  signedPercent: number | null;
  under: RoundQuorum['under'];
}

/** What an organiser says of a round; its number is its place in the list. */
export type RoundPlanWords = Omit<PlannedRoundFacts, 'id' | 'number'>;

/** The rounds that a contest's rules plan, in order; none for a contest of one round that says nothing of it. */
export async function plannedRoundsOf(reader: Reader, contestId: ContestId): Promise<PlannedRoundFacts[]> {
  const rows = await reader.rows<PlannedRow>(
    `SELECT id, number, name, kind, from_at AS "from", until_at AS until, printed, trim_scale(weight)::text AS weight, advancing,
            advancing_count AS count, advancing_hundredths AS minimum, fewest_judges AS judges,
            signed_percent AS "signedPercent", under_quorum AS under
       FROM planned_rounds WHERE contest_id = $1 ORDER BY number`,
    [contestId],
  );
  return rows.map(toPlannedRound);
}

export async function insertPlannedRound(
  tx: Tx,
  contestId: ContestId,
  round: RoundPlanWords,
  { id, number }: { id: string; number: number },
): Promise<void> {
  await tx.changed(
    `INSERT INTO planned_rounds (id, contest_id, number, name, kind, from_at, until_at, printed, weight, advancing, advancing_count,
       advancing_hundredths, fewest_judges, signed_percent, under_quorum)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [id, contestId, number, ...columnsOf(round)],
  );
}

export async function updatePlannedRound(
  tx: Tx,
  contestId: ContestId,
  id: string,
  round: RoundPlanWords,
): Promise<void> {
  await tx.changed(
    `UPDATE planned_rounds SET name = $3, kind = $4, from_at = $5, until_at = $6, printed = $7, weight = $8, advancing = $9,
            advancing_count = $10, advancing_hundredths = $11, fewest_judges = $12, signed_percent = $13, under_quorum = $14
      WHERE contest_id = $2 AND id = $1`,
    [id, contestId, ...columnsOf(round)],
  );
}

/** Takes a round out of the plan, with criteria of its own; those behind it move up by one. */
export async function deletePlannedRound(tx: Tx, contestId: ContestId, id: string): Promise<void> {
  await tx.changed(`DELETE FROM planned_rounds WHERE contest_id = $1 AND id = $2`, [contestId, id]);
  await tx.changed(
    `UPDATE planned_rounds p SET number = o.number
       FROM (SELECT id, row_number() OVER (ORDER BY number)::int AS number FROM planned_rounds WHERE contest_id = $1) o
      WHERE p.id = o.id AND p.number <> o.number`,
    [contestId],
  );
}

/** Counts the rounds anew in the order given; `ids` are all of the contest's. */
export async function orderPlannedRounds(tx: Tx, contestId: ContestId, ids: readonly string[]): Promise<void> {
  await tx.changed(
    `UPDATE planned_rounds p SET number = o.place::int
       FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, place) WHERE p.id = o.id AND p.contest_id = $1`,
    [contestId, ids],
  );
}

function toPlannedRound(row: PlannedRow): PlannedRoundFacts {
  const { advancing, count, minimum, judges, signedPercent, under, ...plain } = row;
  return { ...plain, advancing: toRule(advancing, count ?? 0, minimum ?? 0), quorum: { judges, signedPercent, under } };
}

function toRule(by: AdvancingRule['by'], count: number, minimum: Hundredths): AdvancingRule {
  if (by === 'rank') return { by, count };
  return by === 'threshold' ? { by, minimum } : { by };
}

const columnsOf = ({ advancing, quorum, ...round }: RoundPlanWords): unknown[] => [
  round.name,
  round.kind,
  round.from,
  round.until,
  round.printed,
  round.weight,
  advancing.by,
  advancing.by === 'rank' ? advancing.count : null,
  advancing.by === 'threshold' ? advancing.minimum : null,
  quorum.judges,
  quorum.signedPercent,
  quorum.under,
];
