import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { Day } from '../../kernel/vietnamese/days.js';

/** What a list of people says of one agency on a day: who stands on it, and of whom the hamlet says that he or she is in its group. */
export interface PledgeFigures {
  pledged: number;
  confirmed: number;
}

/** With what the report of an agency begins. */
@Injectable()
export class PledgeFigureReader {
  /** Of those who stand on the list now: who had pledged by the end of the day, and who was in a group by then. One query. */
  async ofUnit(reader: Reader, unitId: string, on: Day): Promise<PledgeFigures> {
    const row = await reader.one<PledgeFigures>(
      `SELECT count(*)::int AS pledged,
              (count(*) FILTER (WHERE p.state = 'confirmed' AND (SELECT w.said_on FROM drive_pledge_words w WHERE w.pledge_id = p.id
                 ORDER BY w.ordinal DESC LIMIT 1) <= $2))::int AS confirmed
         FROM drive_pledges p WHERE p.drive_unit_id = $1 AND p.state IN ('pledged', 'confirmed', 'absent') AND p.pledged_on <= $2`,
      [unitId, on],
    );
    return row ?? { pledged: 0, confirmed: 0 };
  }
}
