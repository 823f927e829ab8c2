import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import type { ContestId, UnitId } from '../kernel/ids.js';
import type { Day } from '../kernel/vietnamese/days.js';
import type { DeskFacts } from './vetting.facts.js';

/** How a commune stands: its villages in the snapshot, those with a dossier that counts, and its dossiers by stage. */
export interface CommuneProgress {
  communeId: UnitId;
  communeName: string;
  districtName: string | null;
  villages: number;
  /** Villages with a dossier that was submitted and neither rejected nor withdrawn. */
  entered: number;
  /** The others, by name. */
  missing: string[];
  waiting: number;
  returned: number;
  passed: number;
  forwarded: number;
  rejected: number;
}

/** A dossier counts for its commune's quota from its submission on, unless it was rejected, withdrawn or disqualified. */
const COUNTS = `e.state IN ('submitted', 'accepted', 'returned')`;

@Injectable()
export class ProgressRepository {
  /** Communes of a contest within one unit (null: all of them) with their villages and how many had a dossier by the end of a day. */
  entered(
    reader: Reader,
    contestId: ContestId,
    { unitId, asOf }: { unitId: UnitId | null; asOf: Day },
  ): Promise<Pick<CommuneProgress, 'communeName' | 'districtName' | 'villages' | 'entered'>[]> {
    return reader.rows(
      `SELECT k.name AS "communeName", k.district_name AS "districtName", k.village_count AS villages, count(DISTINCT e.village_id)::int AS entered
         FROM contest_communes k LEFT JOIN entries e ON e.contest_id = k.contest_id AND e.commune_id = k.commune_id AND ${COUNTS}
              AND e.submitted_at < (($3::date + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh')
        WHERE k.contest_id = $1 AND k.village_count > 0 AND ($2::uuid IS NULL OR k.district_id = $2 OR k.commune_id = $2)
        GROUP BY k.contest_id, k.commune_id ORDER BY k.district_sort_key NULLS FIRST, k.sort_key, k.commune_id`,
      [contestId, unitId, asOf],
    );
  }

  /** The communes of a desk that have somebody to enter, by district and name, each with its count; one query however many there are. */
  async ofDesk(reader: Reader, desk: DeskFacts): Promise<CommuneProgress[]> {
    return reader.rows<CommuneProgress>(
      `SELECT k.commune_id AS "communeId", k.name AS "communeName", k.district_name AS "districtName", k.village_count AS villages,
              coalesce(n.entered, 0) AS entered, coalesce(n.waiting, 0) AS waiting, coalesce(n.returned, 0) AS returned,
              coalesce(n.passed, 0) AS passed, coalesce(n.forwarded, 0) AS forwarded, coalesce(n.rejected, 0) AS rejected,
              CASE WHEN coalesce(n.entered, 0) >= k.village_count THEN '{}' ELSE ARRAY(SELECT v.name FROM contest_villages v WHERE v.contest_id = k.contest_id AND v.commune_id = k.commune_id AND NOT EXISTS (
                      SELECT 1 FROM entries e WHERE e.contest_id = v.contest_id AND e.village_id = v.village_id AND ${COUNTS})
                     ORDER BY v.sort_key, v.village_id) END AS missing
         FROM contest_vetters t JOIN contest_communes k ON k.contest_id = t.contest_id AND k.commune_id = t.commune_id
         LEFT JOIN LATERAL (
           SELECT count(DISTINCT e.village_id) FILTER (WHERE ${COUNTS}) AS entered,
                  count(*) FILTER (WHERE e.state IN ('submitted', 'accepted') AND e.vetted_level = $2 - 1 AND e.forwarded_level = $2 - 1) AS waiting,
                  count(*) FILTER (WHERE e.state = 'returned' AND e.forwarded_level = $2 - 1) AS returned,
                  count(*) FILTER (WHERE e.state = 'accepted' AND e.vetted_level >= $2 AND e.forwarded_level = $2 - 1) AS passed,
                  count(*) FILTER (WHERE e.forwarded_level >= $2) AS forwarded,
                  count(*) FILTER (WHERE e.state = 'rejected' AND e.forwarded_level = $2 - 1) AS rejected
             FROM entries e WHERE e.contest_id = k.contest_id AND e.commune_id = k.commune_id AND e.number IS NOT NULL) n ON true
        WHERE t.contest_id = $1 AND t.ordinal = $2 AND t.unit_id = $3 AND k.village_count > 0
        ORDER BY k.district_sort_key NULLS FIRST, k.sort_key, k.commune_id`,
      [desk.contestId, desk.level, desk.unitId],
    );
  }
}
