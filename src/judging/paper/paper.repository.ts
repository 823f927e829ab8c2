import { Injectable } from '@nestjs/common';
import type { RubricVersionId } from '../../contests/contest.facts.js';
import type { Reader, Tx } from '../../database/tx.js';
import { JUDGEABLE_SQL } from '../../entries/entry.conditions.js';
import type { ContestId, PersonId, RoundId, SheetId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { SheetWords } from '../sheet.facts.js';
import { BLIND_CODE, meantBy } from '../sheet.row.js';
import type { PaperCase, PaperFacts, PaperScan, PaperState } from './paper.facts.js';

/** The tabs of the list: papers by state, and sheets that nobody has handed in either way. */
export const PAPER_TABS = ['cho-nhap', 'cho-doi-chieu', 'da-xac-nhan', 'ban-in', 'chua-co'] as const;
export type PaperTab = (typeof PAPER_TABS)[number];

const TAB_SQL: Readonly<Record<PaperTab, string>> = {
  'cho-nhap': `ps.state = 'returned'`,
  'cho-doi-chieu': `ps.state = 'typed'`,
  'da-xac-nhan': `ps.state = 'confirmed' AND s.state = 'signed'`,
  'ban-in': `ps.state = 'copy' AND s.state = 'signed'`,
  'chua-co': `s.state <> 'signed' AND s.on_paper_at IS NULL`,
};

/** One line of the list: whose sheet for which dossier, and nothing of what is on it. */
export interface PaperLine {
  judgeCode: string;
  judgeName: string;
  number: string;
  /** What its judge knows the dossier by, and what stands on the paper, where judging is blind; null elsewhere. */
  blindCode: string | null;
  villageName: string;
  communeName: string;
  state: PaperState | null;
  receivedAt: Instant | null;
  typedByName: string | null;
  checkedByName: string | null;
  scans: number;
}

/** Which sheets of the round: of one judge, of a dossier by number or code, or all. */
export interface PaperScope {
  roundId: RoundId;
  judgeCode: string | null;
  number: string | null;
}

const FROM = `FROM score_sheets s JOIN entries e ON e.id = s.entry_id
  JOIN panel_judges p ON p.round_id = s.round_id AND p.person_id = s.person_id AND p.removed_at IS NULL
  LEFT JOIN paper_sheets ps ON ps.sheet_id = s.id
 WHERE s.round_id = $1 AND ($2::text IS NULL OR p.code = $2) AND ($3::text IS NULL OR ${meantBy('$3')})
   AND s.recused_at IS NULL AND ${JUDGEABLE_SQL}`;

const PAPER_COLUMNS = `ps.state, ps.received_at AS "receivedAt", ps.received_by_name AS "receivedByName", ps.typed_at AS "typedAt",
  ps.typed_by AS "typedBy", ps.typed_by_name AS "typedByName", ps.rubric_version_id AS "rubricVersionId", ps.words,
  ps.checked_by AS "checkedBy", ps.checked_by_name AS "checkedByName", ps.check_words AS "checkWords", ps.version`;

type FoundSheet = PaperCase['sheet'] & { judgeable: boolean };

/** SQL of papers. */
@Injectable()
export class PaperRepository {
  async counts(
    reader: Reader,
    { roundId, judgeCode, number }: PaperScope,
  ): Promise<Readonly<Record<PaperTab, number>>> {
    const columns = PAPER_TABS.map((tab) => `count(*) FILTER (WHERE ${TAB_SQL[tab]})::int AS "${tab}"`).join(', ');
    const found = await reader.one<Record<PaperTab, number>>(`SELECT ${columns} ${FROM}`, [roundId, judgeCode, number]);
    if (found === null) throw new Error('a count answered nothing');
    return found;
  }

  /** One page of a tab, GK2 before GK10, each judge's by number of the dossier. */
  list(
    reader: Reader,
    { roundId, judgeCode, number }: PaperScope,
    of: { tab: PaperTab; limit: number; offset: number },
  ): Promise<PaperLine[]> {
    return reader.rows<PaperLine>(
      `SELECT l."judgeCode", l."judgeName", l.number, l."blindCode", v.name AS "villageName", k.name AS "communeName", l.state, l."receivedAt",
              l."typedByName", l."checkedByName",
              (SELECT count(*)::int FROM paper_scans c WHERE c.sheet_id = l.id) AS scans
         FROM (SELECT s.id, e.contest_id, e.village_id, e.commune_id, p.code AS "judgeCode", p.name AS "judgeName", e.number, ${BLIND_CODE} AS "blindCode",
                      ps.state, ps.received_at AS "receivedAt", ps.typed_by_name AS "typedByName", ps.checked_by_name AS "checkedByName"
                 ${FROM} AND ${TAB_SQL[of.tab]} ORDER BY length(p.code), p.code COLLATE "C", e.number LIMIT $4 OFFSET $5) l
         JOIN contest_villages v ON v.contest_id = l.contest_id AND v.village_id = l.village_id
         JOIN contest_communes k ON k.contest_id = l.contest_id AND k.commune_id = l.commune_id
        ORDER BY length(l."judgeCode"), l."judgeCode" COLLATE "C", l.number`,
      [roundId, judgeCode, number, of.limit, of.offset],
    );
  }

  /** One judge's sheet for one dossier by number or code, without what is on it; null when there is none. */
  sheet(reader: Reader, of: { roundId: RoundId; personId: PersonId; number: string }): Promise<FoundSheet | null> {
    return reader.one<FoundSheet>(SHEET, [of.roundId, of.personId, of.number]);
  }

  /** The same, held until this transaction ends, and its round shared with saves but not with closing. */
  async holdSheet(tx: Tx, of: { roundId: RoundId; personId: PersonId; number: string }): Promise<FoundSheet | null> {
    await tx.one(`SELECT 1 AS held FROM judging_rounds WHERE id = $1 FOR SHARE`, [of.roundId]);
    return tx.one<FoundSheet>(`${SHEET} FOR UPDATE OF s`, [of.roundId, of.personId, of.number]);
  }

  paper(reader: Reader, sheetId: SheetId): Promise<PaperFacts | null> {
    return reader.one<PaperFacts>(`SELECT ${PAPER_COLUMNS} FROM paper_sheets ps WHERE ps.sheet_id = $1`, [sheetId]);
  }

  /** Takes a paper in: `returned` shuts the sheet on line. What an earlier paper of the sheet said is kept first. */
  async receive(
    tx: Tx,
    sheetId: SheetId,
    paper: { state: 'copy' | 'returned'; at: Instant; byName: string },
  ): Promise<void> {
    await this.keepTyping(tx, sheetId, { at: paper.at, reason: 'Nhận lại phiếu giấy' });
    await tx.changed(
      `INSERT INTO paper_sheets (sheet_id, state, received_at, received_by_name) VALUES ($1, $2, $3, $4)
       ON CONFLICT (sheet_id) DO UPDATE SET state = $2, received_at = $3, received_by_name = $4, ${UNTYPED}, version = paper_sheets.version + 1`,
      [sheetId, paper.state, paper.at, paper.byName],
    );
    if (paper.state === 'returned')
      await tx.changed(`UPDATE score_sheets SET on_paper_at = $2, version = version + 1 WHERE id = $1`, [
        sheetId,
        paper.at,
      ]);
  }

  /** Gives a paper back: the sheet takes scores on line again. */
  async release(tx: Tx, sheetId: SheetId, version: number): Promise<number> {
    const changed = await tx.changed(`DELETE FROM paper_sheets WHERE sheet_id = $1 AND version = $2`, [
      sheetId,
      version,
    ]);
    if (changed === 1)
      await tx.changed(
        `UPDATE score_sheets SET on_paper_at = NULL, version = version + 1 WHERE id = $1 AND on_paper_at IS NOT NULL`,
        [sheetId],
      );
    return changed;
  }

  type(
    tx: Tx,
    sheetId: SheetId,
    typed: {
      version: number;
      words: SheetWords;
      rubricVersionId: RubricVersionId;
      at: Instant;
      by: PersonId;
      byName: string;
    },
  ): Promise<number> {
    return tx.changed(
      `UPDATE paper_sheets SET state = 'typed', words = $3, rubric_version_id = $4, typed_at = $5, typed_by = $6, typed_by_name = $7,
              version = version + 1 WHERE sheet_id = $1 AND version = $2 AND state = 'returned'`,
      [sheetId, typed.version, JSON.stringify(typed.words), typed.rubricVersionId, typed.at, typed.by, typed.byName],
    );
  }

  typeAgain(
    tx: Tx,
    sheetId: SheetId,
    typed: { version: number; words: SheetWords; at: Instant; by: PersonId; byName: string },
  ): Promise<number> {
    return tx.changed(
      `UPDATE paper_sheets SET check_words = $3, checked_at = $4, checked_by = $5, checked_by_name = $6, version = version + 1
        WHERE sheet_id = $1 AND version = $2 AND state = 'typed'`,
      [sheetId, typed.version, JSON.stringify(typed.words), typed.at, typed.by, typed.byName],
    );
  }

  /** Sends both typings back: they are kept with the reason, and the paper is to be typed anew. */
  async sendBack(tx: Tx, sheetId: SheetId, by: { version: number; at: Instant; reason: string }): Promise<number> {
    await this.keepTyping(tx, sheetId, by);
    return tx.changed(
      `UPDATE paper_sheets SET state = 'returned', ${UNTYPED}, version = version + 1 WHERE sheet_id = $1 AND version = $2`,
      [sheetId, by.version],
    );
  }

  /**
   * Makes the first typing the signed sheet. What was saved on line before is kept as a version that was put aside; the paper's
   * words are kept as a signed one.
   */
  async confirm(
    tx: Tx,
    sheetId: SheetId,
    paper: {
      version: number;
      words: SheetWords;
      totalHundredths: string;
      rubricVersionId: RubricVersionId;
      at: Instant;
      byName: string;
    },
  ): Promise<number> {
    const confirmed = await tx.changed(
      `UPDATE paper_sheets SET state = 'confirmed', version = version + 1 WHERE sheet_id = $1 AND version = $2 AND state = 'typed'`,
      [sheetId, paper.version],
    );
    if (confirmed === 0) return 0;
    const next = `1 + coalesce((SELECT max(number) FROM score_sheet_versions v WHERE v.sheet_id = s.id), 0)`;
    const body = `jsonb_build_object('points', s.points, 'comments', s.comments, 'comment', s.comment, 'totalHundredths', trim_scale(s.total_hundredths)::text)`;
    await tx.changed(
      `INSERT INTO score_sheet_versions (sheet_id, number, signed_at, rubric_version_id, body, reopened_at, reopened_by_name, reopened_reason)
       SELECT s.id, ${next}, NULL, $2, ${body}, $3, $4, 'Thay bằng phiếu giấy đã ký'
         FROM score_sheets s WHERE s.id = $1 AND s.saved_at IS NOT NULL`,
      [sheetId, paper.rubricVersionId, paper.at, paper.byName],
    );
    const signed = await tx.changed(
      `UPDATE score_sheets SET points = $2, comments = $3, comment = $4, total_hundredths = $5, saved_at = $6, signed_at = $6, state = 'signed',
              reopened_reason = NULL, version = version + 1
        WHERE id = $1 AND state IN ('draft', 'reopened') AND recused_at IS NULL AND on_paper_at IS NOT NULL`,
      [
        sheetId,
        JSON.stringify(paper.words.points),
        JSON.stringify(paper.words.comments),
        paper.words.comment,
        paper.totalHundredths,
        paper.at,
      ],
    );
    await tx.changed(
      `INSERT INTO score_sheet_versions (sheet_id, number, signed_at, rubric_version_id, body)
       SELECT s.id, ${next}, $3, $2, ${body} FROM score_sheets s WHERE s.id = $1 AND s.state = 'signed'`,
      [sheetId, paper.rubricVersionId, paper.at],
    );
    return signed;
  }

  /** Scans of a sheet's paper, oldest first. */
  scans(reader: Reader, sheetId: SheetId): Promise<PaperScan[]> {
    return reader.rows<PaperScan>(
      `SELECT c.id, c.sha256, c.name, c.kind, c.size::float8 AS size, c.attached_at AS "attachedAt", c.attached_by_name AS "attachedByName",
              f.scan_state = 'infected' AS "isInfected"
         FROM paper_scans c JOIN stored_files f ON f.sha256 = c.sha256 WHERE c.sheet_id = $1 ORDER BY c.attached_at, c.id`,
      [sheetId],
    );
  }

  /** Answers 0 when the same bytes are attached already. */
  attach(tx: Tx, sheetId: SheetId, scan: Omit<PaperScan, 'isInfected'>): Promise<number> {
    return tx.changed(
      `INSERT INTO paper_scans (id, sheet_id, sha256, name, kind, size, attached_at, attached_by_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT ON CONSTRAINT one_scan_of_the_same_bytes DO NOTHING`,
      [scan.id, sheetId, scan.sha256, scan.name, scan.kind, scan.size, scan.attachedAt, scan.attachedByName],
    );
  }

  private keepTyping(tx: Tx, sheetId: SheetId, by: { at: Instant; reason: string }): Promise<number> {
    return tx.changed(
      `INSERT INTO paper_typings (sheet_id, number, typed_by_name, words, checked_by_name, check_words, ended_at, reason)
       SELECT ps.sheet_id, 1 + coalesce((SELECT max(number) FROM paper_typings t WHERE t.sheet_id = ps.sheet_id), 0),
              ps.typed_by_name, ps.words, ps.checked_by_name, ps.check_words, $2, $3
         FROM paper_sheets ps WHERE ps.sheet_id = $1 AND ps.words IS NOT NULL`,
      [sheetId, by.at, by.reason],
    );
  }
}

const UNTYPED = `typed_at = NULL, typed_by = NULL, typed_by_name = NULL, rubric_version_id = NULL, words = NULL, checked_at = NULL,
  checked_by = NULL, checked_by_name = NULL, check_words = NULL`;

const SHEET = `SELECT s.id, s.person_id AS "personId", s.entry_id AS "entryId", s.state, s.progress, s.recused_at AS "recusedAt",
    s.on_paper_at AS "onPaperAt", s.signed_at AS "signedAt", s.version, e.number, ${BLIND_CODE} AS "blindCode", v.name AS "villageName", k.name AS "communeName",
    s.saved_at IS NOT NULL AS "isWritten", ${JUDGEABLE_SQL} AS judgeable
  FROM score_sheets s JOIN entries e ON e.id = s.entry_id
  JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
  JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
 WHERE s.round_id = $1 AND s.person_id = $2 AND ${meantBy('$3')}`;

/** A scan of a paper by its bytes: the same file may be attached to several sheets. */
export interface FoundScan {
  contestId: ContestId;
  sheetId: SheetId;
  judgeCode: string;
  number: string;
  name: string;
}

export const scansOfBytes = (tx: Tx, sha256: string): Promise<FoundScan[]> =>
  tx.rows<FoundScan>(
    `SELECT r.contest_id AS "contestId", s.id AS "sheetId", p.code AS "judgeCode", e.number, c.name
       FROM paper_scans c JOIN score_sheets s ON s.id = c.sheet_id JOIN judging_rounds r ON r.id = s.round_id
       JOIN panel_judges p ON p.round_id = s.round_id AND p.person_id = s.person_id JOIN entries e ON e.id = s.entry_id
      WHERE c.sha256 = $1 ORDER BY e.number, p.code`,
    [sha256],
  );
