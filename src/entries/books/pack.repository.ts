import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import type { ContestId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** Why an archive could not be made: the disk would be too full, or a fault of ours. */
export type PackFailure = 'no-room' | 'broken';

/** An archive of all dossiers of a contest; `done` of `total` dossiers are in it while it is being made. */
export interface PackFacts {
  id: string;
  contestId: ContestId;
  withBooks: boolean;
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

const COLUMNS = `id, contest_id AS "contestId", with_books AS "withBooks", asked_by_name AS "askedByName", asked_at AS "askedAt", done, total,
  sha256, size, left_out AS "leftOut", made_at AS "madeAt", failure`;
const BEING_MADE = `made_at IS NULL AND failure IS NULL`;

/** The table `dossier_packs`. */
@Injectable()
export class PackRepository {
  byId(reader: Reader, id: string): Promise<PackFacts | null> {
    return reader.one(`SELECT ${COLUMNS} FROM dossier_packs WHERE id = $1`, [id]);
  }

  /** The last one that was asked for; null before there is one. */
  last(reader: Reader, contestId: ContestId): Promise<PackFacts | null> {
    return reader.one(`SELECT ${COLUMNS} FROM dossier_packs WHERE contest_id = $1 ORDER BY asked_at DESC, id LIMIT 1`, [
      contestId,
    ]);
  }

  /** 0 while another one is being made. */
  insert(tx: Tx, act: Act, pack: { id: string; contestId: ContestId; withBooks: boolean }): Promise<number> {
    return tx.changed(
      `INSERT INTO dossier_packs (id, contest_id, with_books, asked_by, asked_by_name, asked_at)
       SELECT $1, $2, $3, $4, $5, $6 WHERE NOT EXISTS (SELECT FROM dossier_packs WHERE contest_id = $2 AND ${BEING_MADE})
       ON CONFLICT DO NOTHING`,
      [pack.id, pack.contestId, pack.withBooks, act.actor.personId, act.actor.name, tx.now],
    );
  }

  /** Numbers of the dossiers that have come in, behind one of them. */
  async numbers(reader: Reader, contestId: ContestId, after: string, limit: number): Promise<string[]> {
    const rows = await reader.rows<{ number: string }>(
      `SELECT number FROM entries WHERE contest_id = $1 AND number COLLATE "C" > $2 ORDER BY number COLLATE "C" LIMIT $3`,
      [contestId, after, limit],
    );
    return rows.map(({ number }) => number);
  }

  /** How many dossiers have come in, and the bytes of all their files. */
  async measure(reader: Reader, contestId: ContestId): Promise<{ dossiers: number; bytes: number }> {
    const found = await reader.one<{ dossiers: number; bytes: number }>(
      `SELECT (SELECT count(*)::int FROM entries WHERE contest_id = $1 AND number IS NOT NULL) AS dossiers,
              (SELECT coalesce(sum(f.size), 0)::bigint FROM entry_files f JOIN entries e ON e.id = f.entry_id
                WHERE e.contest_id = $1 AND e.number IS NOT NULL AND f.removed_at IS NULL) AS bytes`,
      [contestId],
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
