import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import type { ContestId, PersonId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { ArchiveProgress } from './archive.maker.js';

/** Why an archive could not be made: the disk would be too full, or a fault of ours. */
export type ArchiveFailure = 'no-room' | 'broken';

/** An archive that somebody asked for; `done` of `total` stored files are in it while it is being made. */
export interface AskedArchive extends ArchiveProgress {
  id: string;
  contestId: ContestId;
  askedBy: PersonId;
  askedByName: string;
  askedAt: Instant;
  /** Where it lies, and its bytes; null before it is made. */
  sha256: string | null;
  size: number | null;
  madeAt: Instant | null;
  failure: ArchiveFailure | null;
}

const COLUMNS = `id, contest_id AS "contestId", asked_by AS "askedBy", asked_by_name AS "askedByName", asked_at AS "askedAt", done, total, sha256, size,
  made_at AS "madeAt", failure`;
const BEING_MADE = `made_at IS NULL AND failure IS NULL`;

/** The table `contest_archives`. */
@Injectable()
export class AskedArchiveRepository {
  byId(reader: Reader, id: string): Promise<AskedArchive | null> {
    return reader.one(`SELECT ${COLUMNS} FROM contest_archives WHERE id = $1`, [id]);
  }

  /** The last one that was asked for; null before there is one. */
  last(reader: Reader, contestId: ContestId): Promise<AskedArchive | null> {
    return reader.one(
      `SELECT ${COLUMNS} FROM contest_archives WHERE contest_id = $1 ORDER BY asked_at DESC, id LIMIT 1`,
      [contestId],
    );
  }

  /** 0 while another one is being made. */
  insert(tx: Tx, act: Act, { id, contestId }: { id: string; contestId: ContestId }): Promise<number> {
    return tx.changed(
      `INSERT INTO contest_archives (id, contest_id, asked_by, asked_by_name, asked_at)
       SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT FROM contest_archives WHERE contest_id = $2 AND ${BEING_MADE})
       ON CONFLICT DO NOTHING`,
      [id, contestId, act.actor.personId, act.actor.name, tx.now],
    );
  }

  async progress(tx: Tx, id: string, { done, total }: ArchiveProgress): Promise<void> {
    await tx.changed(`UPDATE contest_archives SET done = $2, total = $3 WHERE id = $1 AND ${BEING_MADE}`, [
      id,
      done,
      total,
    ]);
  }

  async made(tx: Tx, id: string, { sha256, size }: { sha256: string; size: number }): Promise<void> {
    await tx.changed(
      `UPDATE contest_archives SET sha256 = $2, size = $3, made_at = $4 WHERE id = $1 AND ${BEING_MADE}`,
      [id, sha256, size, tx.now],
    );
  }

  async failed(tx: Tx, id: string, failure: ArchiveFailure): Promise<void> {
    await tx.changed(`UPDATE contest_archives SET failure = $2 WHERE id = $1 AND ${BEING_MADE}`, [id, failure]);
  }
}
