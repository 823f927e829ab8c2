import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import type { ContestId, PersonId, UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** Why an archive could not be made: the disk would be too full, or a fault of ours. */
export type PackFailure = 'no-room' | 'broken';

/** Whose dossiers an archive holds: all of a contest, or those that lie on one desk of a vetting office. */
export interface PackedDossiers {
  contestId: ContestId;
  desk: { unitId: UnitId; level: number } | null;
}

/** An archive of dossiers; `done` of `total` dossiers are in it while it is being made. */
export interface PackFacts {
  id: string;
  contestId: ContestId;
  officeId: UnitId | null;
  officeLevel: number | null;
  /** The office by its full name; null for all of the contest. */
  officeName: string | null;
  withBooks: boolean;
  askedBy: PersonId;
  askedByName: string;
  askedAt: Instant;
  done: number;
  total: number;
  /** Where it lies, and its bytes; null before it is made. */
  sha256: string | null;
  size: number | null;
  /** How many files could not be put in. */
  leftOut: number | null;
  madeAt: Instant | null;
  failure: PackFailure | null;
}

const COLUMNS = `id, contest_id AS "contestId", office_id AS "officeId", office_level AS "officeLevel",
  (SELECT u.name FROM units u WHERE u.id = office_id) AS "officeName", with_books AS "withBooks", asked_by AS "askedBy",
  asked_by_name AS "askedByName", asked_at AS "askedAt", done, total, sha256, size, left_out AS "leftOut", made_at AS "madeAt", failure`;
const BEING_MADE = `made_at IS NULL AND failure IS NULL`;
// $1 contest, $2 office, $3 its level; both null for all of the contest: the parameters that every statement about some dossiers begins with.
const keyOf = ({ contestId, desk }: PackedDossiers): unknown[] => [
  contestId,
  desk?.unitId ?? null,
  desk?.level ?? null,
];
const OF_THESE = `contest_id = $1 AND office_id IS NOT DISTINCT FROM $2::uuid AND office_level IS NOT DISTINCT FROM $3::int`;
const COME_IN = `entries e WHERE e.contest_id = $1 AND e.number IS NOT NULL
          AND ($2::uuid IS NULL OR EXISTS (SELECT FROM desk_dossiers d
            WHERE d.contest_id = $1 AND d.unit_id = $2 AND d.ordinal = $3::int AND d.entry_id = e.id))`;

/** The table `dossier_packs`. */
@Injectable()
export class PackRepository {
  byId(reader: Reader, id: string): Promise<PackFacts | null> {
    return reader.one(`SELECT ${COLUMNS} FROM dossier_packs WHERE id = $1`, [id]);
  }

  /** The last one that was asked for of these dossiers; null before there is one. */
  last(reader: Reader, of: PackedDossiers): Promise<PackFacts | null> {
    return reader.one(
      `SELECT ${COLUMNS} FROM dossier_packs WHERE ${OF_THESE} ORDER BY asked_at DESC, id LIMIT 1`,
      keyOf(of),
    );
  }

  /** 0 while another one of the same dossiers is being made. */
  insert(
    tx: Tx,
    { actor }: Act,
    { id, of, withBooks }: { id: string; of: PackedDossiers; withBooks: boolean },
  ): Promise<number> {
    return tx.changed(
      `INSERT INTO dossier_packs (id, contest_id, office_id, office_level, with_books, asked_by, asked_by_name, asked_at)
       SELECT $4, $1, $2::uuid, $3::int, $5, $6, $7, $8 WHERE NOT EXISTS (SELECT FROM dossier_packs WHERE ${OF_THESE} AND ${BEING_MADE})
       ON CONFLICT DO NOTHING`,
      [...keyOf(of), id, withBooks, actor.personId, actor.name, tx.now],
    );
  }

  /** Numbers of the dossiers that have come in, behind one of them, in their order. */
  async numbers(reader: Reader, of: PackedDossiers, after: string, limit: number): Promise<string[]> {
    const rows = await reader.rows<{ number: string }>(
      `SELECT e.number FROM ${COME_IN} AND e.number COLLATE "C" > $4 ORDER BY e.number COLLATE "C" LIMIT $5`,
      [...keyOf(of), after, limit],
    );
    return rows.map(({ number }) => number);
  }

  /** How many dossiers have come in, and the bytes of all their files. */
  async measure(reader: Reader, of: PackedDossiers): Promise<{ dossiers: number; bytes: number }> {
    const found = await reader.one<{ dossiers: number; bytes: number }>(
      `SELECT count(*)::int AS dossiers,
              coalesce(sum((SELECT sum(f.size) FROM entry_files f WHERE f.entry_id = e.id AND f.removed_at IS NULL)), 0)::bigint AS bytes
         FROM ${COME_IN}`,
      keyOf(of),
    );
    return found ?? { dossiers: 0, bytes: 0 };
  }

  async progress(tx: Tx, id: string, { done, total }: { done: number; total: number }): Promise<void> {
    await tx.changed(`UPDATE dossier_packs SET done = $2, total = $3 WHERE id = $1 AND ${BEING_MADE}`, [
      id,
      done,
      total,
    ]);
  }

  async made(
    tx: Tx,
    id: string,
    { sha256, size, leftOut }: { sha256: string; size: number; leftOut: number },
  ): Promise<void> {
    await tx.changed(
      `UPDATE dossier_packs SET sha256 = $2, size = $3, left_out = $4, made_at = $5 WHERE id = $1 AND ${BEING_MADE}`,
      [id, sha256, size, leftOut, tx.now],
    );
  }

  async failed(tx: Tx, id: string, failure: PackFailure): Promise<void> {
    await tx.changed(`UPDATE dossier_packs SET failure = $2 WHERE id = $1 AND ${BEING_MADE}`, [id, failure]);
  }
}
