import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import { JUDGEABLE_SQL } from '../entries/entry.conditions.js';
import type { PersonId, RoundId } from '../kernel/ids.js';
import { JUDGED_NUMBER } from './sheet.row.js';
import { OWN_COLUMNS, OWN_ENTRY, type OwnSheet } from './sheet.repository.js';

/** A complete sheet with its place among the judge's own. */
export type RankedSheet = OwnSheet & {
  rank: number | null;
  /** How many sheets have this total, itself included. */
  equals: number;
  /** What is missing to the sheet above, exact decimal text in hundredths; null for the first. */
  gapHundredths: string | null;
  aboveNumber: string | null;
};

/** SQL of a judge's own sheets with all their words, page by page. */
@Injectable()
export class OwnSheetRepository {
  /**
   * One page of a judge's own complete sheets, highest total first, equals in the judge's own order. Equal totals share a rank
   * (1, 2, 2, 4); an entry that has left the contest takes no place and has none.
   */
  async byTotal(
    reader: Reader,
    { roundId, personId }: { roundId: RoundId; personId: PersonId },
    of: { limit: number; offset: number },
  ): Promise<RankedSheet[]> {
    return reader.rows<RankedSheet>(
      `SELECT ${OWN_COLUMNS}, CASE WHEN s.counts THEN s.rank END AS rank, s.equals,
              trim_scale(s.above - s.total_hundredths)::text AS "gapHundredths", CASE WHEN s.counts THEN s.above_number END AS "aboveNumber"
         FROM (SELECT s.*, ${JUDGEABLE_SQL} AS counts, rank() OVER (PARTITION BY ${JUDGEABLE_SQL} ORDER BY s.total_hundredths DESC)::int AS rank,
                      count(*) OVER (PARTITION BY ${JUDGEABLE_SQL}, s.total_hundredths)::int AS equals,
                      lag(s.total_hundredths) OVER above_me AS above, lag(${JUDGED_NUMBER}) OVER above_me AS above_number
                 FROM score_sheets s JOIN entries e ON e.id = s.entry_id
                WHERE s.round_id = $1 AND s.person_id = $2 AND s.progress IN ('done', 'signed')
               WINDOW above_me AS (PARTITION BY ${JUDGEABLE_SQL} ORDER BY s.total_hundredths DESC, s.position, s.id)) s ${OWN_ENTRY}
        ORDER BY s.total_hundredths DESC, s.position, s.id LIMIT $3 OFFSET $4`,
      [roundId, personId, of.limit, of.offset],
    );
  }

  /** One page of a judge's signed sheets with their words, by entry number. */
  async signedSheets(
    reader: Reader,
    { roundId, personId }: { roundId: RoundId; personId: PersonId },
    of: { limit: number; offset: number },
  ): Promise<OwnSheet[]> {
    return reader.rows<OwnSheet>(
      `SELECT ${OWN_COLUMNS} FROM score_sheets s ${OWN_ENTRY}
        WHERE s.round_id = $1 AND s.person_id = $2 AND s.progress = 'signed' ORDER BY number LIMIT $3 OFFSET $4`,
      [roundId, personId, of.limit, of.offset],
    );
  }

  /** One page of a judge's own sheets with their words, those declined left out, in the judge's own order. */
  ownSheets(
    reader: Reader,
    { roundId, personId }: { roundId: RoundId; personId: PersonId },
    of: { limit: number; offset: number },
  ): Promise<OwnSheet[]> {
    return reader.rows<OwnSheet>(
      `SELECT ${OWN_COLUMNS}
         FROM (SELECT * FROM score_sheets WHERE round_id = $1 AND person_id = $2 AND progress <> 'recused'
                ORDER BY position, id LIMIT $3 OFFSET $4) s ${OWN_ENTRY}
        ORDER BY s.position, s.id`,
      [roundId, personId, of.limit, of.offset],
    );
  }
}
