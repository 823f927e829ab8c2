import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import { JUDGEABLE_SQL } from '../../entries/entry.conditions.js';
import type { PersonId, RoundId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Hundredths } from '../../kernel/points.js';
import type { SheetWords } from '../sheet.facts.js';
import { JUDGED_COMMUNE, JUDGED_DISTRICT, JUDGED_NUMBER, JUDGED_VILLAGE } from '../sheet.row.js';

/** One sheet of the round as it is printed: whose it is, for which dossier. `words` is null on a blank one. */
export interface PrintedSheet {
  judgeCode: string;
  judgeName: string;
  number: string;
  villageName: string;
  communeName: string;
  districtName: string | null;
  words: (SheetWords & { totalHundredths: string; signedAt: Instant }) | null;
}

/** What is printed: one judge's sheets or, with `personId` null, everybody's on the panel. */
export interface PrintScope {
  roundId: RoundId;
  personId: PersonId | null;
}

interface FilledRow extends Omit<PrintedSheet, 'words'> {
  points: Record<string, Hundredths>;
  comments: Record<string, string>;
  comment: string;
  totalHundredths: string;
  signedAt: Instant;
}

const FROM = `FROM score_sheets s JOIN entries e ON e.id = s.entry_id
  JOIN panel_judges p ON p.round_id = s.round_id AND p.person_id = s.person_id AND p.removed_at IS NULL
  JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
  JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
 WHERE s.round_id = $1 AND ($2::uuid IS NULL OR s.person_id = $2) AND s.recused_at IS NULL AND ${JUDGEABLE_SQL}`;
// By its code alone where judging is blind, whoever prints: a judge will hold it.
const NAMES = `p.code AS "judgeCode", p.name AS "judgeName", ${JUDGED_NUMBER} AS number, ${JUDGED_VILLAGE} AS "villageName",
  ${JUDGED_COMMUNE} AS "communeName", ${JUDGED_DISTRICT} AS "districtName"`;
const ORDER = `ORDER BY length(p.code), p.code COLLATE "C", ${JUDGED_NUMBER} LIMIT $3 OFFSET $4`;

/** SQL of sheets to print: GK2 before GK10, each judge's by number of the dossier, or by its code where judging is blind. */
@Injectable()
export class SheetPrintRepository {
  async count(
    reader: Reader,
    { roundId, personId }: PrintScope,
    { signedOnly }: { signedOnly: boolean },
  ): Promise<number> {
    const found = await reader.one<{ count: number }>(
      `SELECT count(*)::int AS count ${FROM} AND (NOT $3 OR s.state = 'signed')`,
      [roundId, personId, signedOnly],
    );
    return found?.count ?? 0;
  }

  /** Sheets to be filled in by hand: no word of what is on them is read (S6). */
  async blank(
    reader: Reader,
    { roundId, personId }: PrintScope,
    of: { limit: number; offset: number },
  ): Promise<PrintedSheet[]> {
    const rows = await reader.rows<Omit<PrintedSheet, 'words'>>(`SELECT ${NAMES} ${FROM} ${ORDER}`, [
      roundId,
      personId,
      of.limit,
      of.offset,
    ]);
    return rows.map((row) => ({ ...row, words: null }));
  }

  /** Signed sheets with what is on them. Ask who may see scores first. */
  async filled(
    reader: Reader,
    { roundId, personId }: PrintScope,
    of: { limit: number; offset: number },
  ): Promise<PrintedSheet[]> {
    const rows = await reader.rows<FilledRow>(
      `SELECT ${NAMES}, s.points, s.comments, s.comment, trim_scale(s.total_hundredths)::text AS "totalHundredths",
              s.signed_at AS "signedAt" ${FROM} AND s.state = 'signed' ${ORDER}`,
      [roundId, personId, of.limit, of.offset],
    );
    return rows.map(({ points, comments, comment, totalHundredths, signedAt, ...names }) => ({
      ...names,
      words: { points, comments, comment, totalHundredths, signedAt },
    }));
  }
}
