import { Injectable } from '@nestjs/common';
import type { CommuneFacts } from '../contests/contest.facts.js';
import type { Reader } from '../database/tx.js';
import type { EntryFacts } from '../entries/entry.facts.js';
import type { ContestId, EntryId, UnitId } from '../kernel/ids.js';
import type { DeskFacts } from './vetting.facts.js';

const DESK_COLUMNS = `t.contest_id AS "contestId", t.ordinal AS level, l.name AS "levelName", t.unit_id AS "unitId", t.unit_name AS "unitName"`;
const DESK_FROM = `contest_vetters t JOIN vetting_levels l ON l.contest_id = t.contest_id AND l.ordinal = t.ordinal`;

/** Which office vets what: read from the snapshot of the contest, where it was frozen when the contest opened. */
@Injectable()
export class DeskRepository {
  /** The desks of an office in contests that are open, newest contest first, lowest level first. A contest of null means all. */
  async ofUnit(reader: Reader, unitId: UnitId, contestId: ContestId | null): Promise<DeskFacts[]> {
    return reader.rows<DeskFacts>(
      `SELECT ${DESK_COLUMNS}
         FROM contests c JOIN vetting_levels l ON l.contest_id = c.id
         CROSS JOIN LATERAL (SELECT * FROM contest_vetters WHERE unit_id = $1 AND contest_id = c.id AND ordinal = l.ordinal LIMIT 1) t
        WHERE c.state = 'open' AND ($2::uuid IS NULL OR c.id = $2)
        ORDER BY c.opened_at DESC, c.id, l.ordinal`,
      [unitId, contestId],
    );
  }

  /** The office's desk that a dossier is at or has passed last; null when it is not of this office's communes or has not come up to it. */
  async ofEntry(
    reader: Reader,
    unitId: UnitId,
    entry: Pick<EntryFacts, 'contestId' | 'communeId' | 'forwardedLevel'>,
  ): Promise<DeskFacts | null> {
    return reader.one<DeskFacts>(
      `SELECT ${DESK_COLUMNS} FROM ${DESK_FROM}
        WHERE t.contest_id = $1 AND t.commune_id = $2 AND t.unit_id = $3 AND t.ordinal <= $4 + 1
        ORDER BY t.ordinal DESC LIMIT 1`,
      [entry.contestId, entry.communeId, unitId, entry.forwardedLevel],
    );
  }

  /** Those of some dossiers that an office sees, as `refuseToSee` says: of its communes, come in, and come up to one of its levels. */
  async seenFrom(
    reader: Reader,
    unitId: UnitId,
    entryIds: readonly EntryId[],
  ): Promise<{ id: EntryId; number: string }[]> {
    return reader.rows(
      `SELECT e.id, e.number FROM entries e
        WHERE e.id = ANY($2) AND e.number IS NOT NULL AND EXISTS (
          SELECT 1 FROM contest_vetters t WHERE t.contest_id = e.contest_id AND t.commune_id = e.commune_id AND t.unit_id = $1
             AND t.ordinal <= e.forwarded_level + 1)`,
      [unitId, entryIds],
    );
  }

  /** The communes that a desk looks after, by district and name. */
  async communesOf(reader: Reader, desk: DeskFacts): Promise<CommuneFacts[]> {
    return reader.rows<CommuneFacts>(
      `SELECT k.commune_id AS id, k.name, k.code, k.district_id AS "districtId", k.district_name AS "districtName",
              k.village_count AS "villageCount"
         FROM contest_vetters t JOIN contest_communes k ON k.contest_id = t.contest_id AND k.commune_id = t.commune_id
        WHERE t.contest_id = $1 AND t.ordinal = $2 AND t.unit_id = $3
        ORDER BY k.district_sort_key NULLS FIRST, k.sort_key, k.commune_id`,
      [desk.contestId, desk.level, desk.unitId],
    );
  }

  /** Who receives what this desk forwards: the offices of the next level, or nobody when it goes to the committee. */
  async receiversOf(reader: Reader, desk: DeskFacts): Promise<string[]> {
    const rows = await reader.rows<{ name: string }>(
      `SELECT DISTINCT up.unit_name AS name FROM contest_vetters t
         JOIN contest_vetters up ON up.contest_id = t.contest_id AND up.commune_id = t.commune_id AND up.ordinal = t.ordinal + 1
        WHERE t.contest_id = $1 AND t.ordinal = $2 AND t.unit_id = $3 ORDER BY 1`,
      [desk.contestId, desk.level, desk.unitId],
    );
    return rows.map(({ name }) => name);
  }
}
