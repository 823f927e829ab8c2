import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { CountFacts, CountSource, GroupId } from './group.facts.js';
import type { StandingCount } from './growth.js';

const COLUMNS = `n.id, n.counted_on AS "countedOn", n.members, n.source, n.note, n.replaces_id AS "replacesId",
  EXISTS (SELECT 1 FROM community_group_counts r WHERE r.replaces_id = n.id) AS "isReplaced", n.recorded_at AS "recordedAt",
  n.recorded_by_name AS "recordedByName",
  CASE WHEN n.file_sha256 IS NOT NULL THEN json_build_object('sha256', n.file_sha256, 'name', n.file_name, 'kind', n.file_kind, 'size', n.file_size,
    'isInfected', (SELECT f.scan_state = 'infected' FROM stored_files f WHERE f.sha256 = n.file_sha256)) END AS file`;

/** A count to be written. */
export interface NewCount {
  id: string;
  groupId: GroupId;
  countedOn: Day;
  members: number;
  source: CountSource;
  file: { sha256: string; name: string; kind: string; size: number } | null;
  note: string;
  replacesId: string | null;
}

/** Member counts: only ever added. */
@Injectable()
export class CountRepository {
  /** One page of a group's counts, the newest day first, those put right among them. */
  async page(
    reader: Reader,
    groupId: GroupId,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ counts: CountFacts[]; total: number }> {
    const rows = await reader.rows<CountFacts & { total: number }>(
      `SELECT ${COLUMNS}, (count(*) OVER ())::int AS total FROM community_group_counts n WHERE n.group_id = $1
        ORDER BY n.counted_on DESC, n.recorded_at DESC, n.id LIMIT $2 OFFSET $3`,
      [groupId, limit, offset],
    );
    return { counts: rows, total: rows[0]?.total ?? 0 };
  }

  /** The standing counts of a group, newest first, one a day (the later written), at most `limit`. */
  standing(reader: Reader, groupId: GroupId, limit: number): Promise<StandingCount[]> {
    return reader.rows<StandingCount>(
      `SELECT DISTINCT ON (n.counted_on) n.counted_on AS "countedOn", n.members FROM community_group_counts n
        WHERE n.group_id = $1 AND NOT EXISTS (SELECT 1 FROM community_group_counts r WHERE r.replaces_id = n.id)
        ORDER BY n.counted_on DESC, n.recorded_at DESC, n.id LIMIT $2`,
      [groupId, limit],
    );
  }

  /** The last standing count before a day; `but` is left out (the one that is being put right). */
  before(reader: Reader, groupId: GroupId, day: Day, but: string | null): Promise<StandingCount | null> {
    return reader.one<StandingCount>(
      `SELECT n.counted_on AS "countedOn", n.members FROM community_group_counts n
        WHERE n.group_id = $1 AND n.counted_on < $2 AND ($3::uuid IS NULL OR n.id <> $3)
          AND NOT EXISTS (SELECT 1 FROM community_group_counts r WHERE r.replaces_id = n.id)
        ORDER BY n.counted_on DESC, n.recorded_at DESC, n.id LIMIT 1`,
      [groupId, day, but],
    );
  }

  byId(reader: Reader, groupId: GroupId, id: string): Promise<CountFacts | null> {
    return reader.one<CountFacts>(
      `SELECT ${COLUMNS} FROM community_group_counts n WHERE n.group_id = $1 AND n.id = $2`,
      [groupId, id],
    );
  }

  /** Adds counts in one statement, however many; answers how many were added: one that another has put right already is left out. */
  insert(tx: Tx, counts: readonly NewCount[], byName: string): Promise<number> {
    return tx.changed(
      `INSERT INTO community_group_counts (id, group_id, counted_on, members, source, file_sha256, file_name, file_kind, file_size, note,
              replaces_id, recorded_at, recorded_by_name)
       SELECT id, "groupId", "countedOn", members, source, file ->> 'sha256', file ->> 'name', file ->> 'kind', (file ->> 'size')::bigint, note,
              "replacesId", $2, $3
         FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "groupId" uuid, "countedOn" date, members integer, source text, file jsonb, note text,
           "replacesId" uuid)
       ON CONFLICT (replaces_id) DO NOTHING`,
      [JSON.stringify(counts), tx.now, byName],
    );
  }

  /** The groups that a file stands behind. */
  ofBytes(reader: Reader, sha256: string): Promise<{ groupId: string; name: string }[]> {
    return reader.rows(
      `SELECT DISTINCT group_id AS "groupId", file_name AS name FROM community_group_counts WHERE file_sha256 = $1 ORDER BY 1`,
      [sha256],
    );
  }
}
