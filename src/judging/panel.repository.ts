import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { ContestId, EntryId, PersonId, RoundId, SheetId, UnitId } from '../kernel/ids.js';
import { newId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { type Pair, type Room, sheetPosition } from './assignment.js';
import { judgedInRound } from './round.scope.js';
import type { AssignableEntry, ConflictFacts, PanelCandidate, PanelJudge } from './round.facts.js';
import { BLIND_CODE, COUNTS_JSON, UNTOUCHED_SHEET } from './sheet.row.js';

const JUDGE_COLUMNS = `p.person_id AS "personId", p.code, p.name, p.unit_id AS "unitId", u.name AS "unitName", p.room, p.signed_at AS "signedAt",
  p.removed_at AS "removedAt", ${COUNTS_JSON} AS counts`;
/** GK2 before GK10: by the length of the code, then by its signs. */
const BY_CODE = `length(p.code), p.code COLLATE "C"`;

/** A unit that a judge may come from, or that a judge may be given: a commune or district of the contest. */
export interface AreaFacts {
  id: UnitId;
  name: string;
}

/** SQL of panels, conflicts of interest and assignments. */
@Injectable()
export class PanelRepository {
  /** The judges of a round by code, those taken off left out. */
  judges(reader: Reader, roundId: RoundId): Promise<PanelJudge[]> {
    return reader.rows<PanelJudge>(
      `SELECT ${JUDGE_COLUMNS} FROM panel_judges p LEFT JOIN units u ON u.id = p.unit_id
        WHERE p.round_id = $1 AND p.removed_at IS NULL ORDER BY ${BY_CODE}`,
      [roundId],
    );
  }

  /** A judge of the round by code, also one taken off; null when there is none. */
  byCode(reader: Reader, roundId: RoundId, code: string): Promise<PanelJudge | null> {
    return reader.one<PanelJudge>(
      `SELECT ${JUDGE_COLUMNS} FROM panel_judges p LEFT JOIN units u ON u.id = p.unit_id WHERE p.round_id = $1 AND p.code = $2`,
      [roundId, code],
    );
  }

  byPerson(reader: Reader, roundId: RoundId, personId: PersonId): Promise<PanelJudge | null> {
    return reader.one<PanelJudge>(
      `SELECT ${JUDGE_COLUMNS} FROM panel_judges p LEFT JOIN units u ON u.id = p.unit_id WHERE p.round_id = $1 AND p.person_id = $2`,
      [roundId, personId],
    );
  }

  /** The rounds of a contest whose panel somebody is on, newest first, with the judge's place on it; rounds left are left out. */
  async placesOf(
    reader: Reader,
    contestId: ContestId,
    personId: PersonId,
  ): Promise<{ roundId: RoundId; judge: PanelJudge }[]> {
    const rows = await reader.rows<PanelJudge & { roundId: RoundId }>(
      `SELECT p.round_id AS "roundId", ${JUDGE_COLUMNS}
         FROM judging_rounds r JOIN panel_judges p ON p.round_id = r.id AND p.person_id = $2 AND p.removed_at IS NULL
         LEFT JOIN units u ON u.id = p.unit_id
        WHERE r.contest_id = $1 ORDER BY r.number DESC`,
      [contestId, personId],
    );
    return rows.map(({ roundId, ...judge }) => ({ roundId, judge }));
  }

  /** People with the judge's role in the contest who are not on the panel, by name. */
  candidates(reader: Reader, contestId: ContestId, roundId: RoundId | null): Promise<PanelCandidate[]> {
    return reader.rows<PanelCandidate>(
      `SELECT x.id AS "personId", x.full_name AS name
         FROM role_assignments a JOIN persons x ON x.id = a.person_id
        WHERE a.contest_id = $1 AND a.role = 'judge' AND a.revoked_at IS NULL AND x.disabled_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM panel_judges p WHERE p.round_id = $2 AND p.person_id = x.id AND p.removed_at IS NULL)
        ORDER BY x.sort_key, x.id`,
      [contestId, roundId],
    );
  }

  /** Puts somebody on the panel, or back on it. Sheets of an earlier time on the panel count again. */
  add(
    tx: Tx,
    roundId: RoundId,
    judge: { personId: PersonId; code: string; name: string; unitId: UnitId | null },
  ): Promise<number> {
    return tx.changed(
      `INSERT INTO panel_judges (round_id, person_id, code, name, unit_id) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (round_id, person_id) DO UPDATE SET removed_at = NULL, code = $3, name = $4, unit_id = $5
         WHERE panel_judges.removed_at IS NOT NULL`,
      [roundId, judge.personId, judge.code, judge.name, judge.unitId],
    );
  }

  /** Every code that was ever used in the contest's rounds: a code names one person for good. */
  async codes(reader: Reader, roundId: RoundId): Promise<{ code: string; personId: PersonId }[]> {
    return reader.rows(
      `SELECT DISTINCT p.code, p.person_id AS "personId", length(p.code)
         FROM judging_rounds r JOIN panel_judges p ON p.round_id = r.id
        WHERE r.contest_id = (SELECT contest_id FROM judging_rounds WHERE id = $1) ORDER BY length(p.code), p.code`,
      [roundId],
    );
  }

  remove(tx: Tx, roundId: RoundId, personId: PersonId, at: Instant): Promise<number> {
    return tx.changed(
      `UPDATE panel_judges SET removed_at = $3 WHERE round_id = $1 AND person_id = $2 AND removed_at IS NULL`,
      [roundId, personId, at],
    );
  }

  setUnit(tx: Tx, roundId: RoundId, personId: PersonId, unitId: UnitId | null): Promise<number> {
    return tx.changed(
      `UPDATE panel_judges SET unit_id = $3 WHERE round_id = $1 AND person_id = $2 AND removed_at IS NULL`,
      [roundId, personId, unitId],
    );
  }

  /** Writes down which room each judge of the round sits in; whoever is named in none sits in none. */
  async setRooms(tx: Tx, roundId: RoundId, rooms: readonly Room[]): Promise<void> {
    const seats = rooms.flatMap(({ name, judges }) => [...judges].map((personId) => ({ personId, name })));
    await tx.changed(
      `UPDATE panel_judges p
          SET room = (SELECT g.name FROM unnest($2::uuid[], $3::text[]) AS g (person_id, name) WHERE g.person_id = p.person_id)
        WHERE p.round_id = $1`,
      [roundId, seats.map(({ personId }) => personId), seats.map(({ name }) => name)],
    );
  }

  /** Sheets of a judge for entries of the judge's own unit, not yet excluded. */
  async ownUnitSheets(reader: Reader, roundId: RoundId, personId: PersonId): Promise<SheetId[]> {
    const rows = await reader.rows<{ id: SheetId }>(
      `SELECT s.id FROM panel_judges p JOIN score_sheets s ON s.round_id = p.round_id AND s.person_id = p.person_id
         JOIN entries e ON e.id = s.entry_id
         JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
        WHERE p.round_id = $1 AND p.person_id = $2 AND s.recused_at IS NULL
          AND p.unit_id IN (e.village_id, e.commune_id, k.district_id)`,
      [roundId, personId],
    );
    return rows.map(({ id }) => id);
  }

  /** The sheet of one judge for one entry, whatever its state; null when that entry was not given to that judge. */
  sheetOf(reader: Reader, roundId: RoundId, personId: PersonId, entryId: EntryId): Promise<{ id: SheetId } | null> {
    return reader.one(`SELECT id FROM score_sheets WHERE round_id = $1 AND person_id = $2 AND entry_id = $3`, [
      roundId,
      personId,
      entryId,
    ]);
  }

  /** Everything judges may be given in the round, by number. */
  entries(reader: Reader, contestId: ContestId, roundId: RoundId): Promise<AssignableEntry[]> {
    return reader.rows<AssignableEntry>(
      `SELECT e.id, e.number, e.village_id AS "villageId", e.commune_id AS "communeId", k.district_id AS "districtId"
         FROM entries e JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
        WHERE e.contest_id = $1 AND ${judgedInRound('$1', '$2')} ORDER BY e.number`,
      [contestId, roundId],
    );
  }

  /** Pairs of judge and entry that have a sheet, recused ones left out, by entry and judge. */
  given(reader: Reader, roundId: RoundId): Promise<Pair[]> {
    return reader.rows<Pair>(
      `SELECT s.person_id AS "personId", s.entry_id AS "entryId" FROM score_sheets s WHERE s.round_id = $1 AND s.recused_at IS NULL
        ORDER BY s.entry_id, s.person_id`,
      [roundId],
    );
  }

  /** Conflicts declared or pinned, newest first. */
  conflicts(reader: Reader, roundId: RoundId): Promise<ConflictFacts[]> {
    return reader.rows<ConflictFacts>(
      `SELECT f.person_id AS "personId", p.code AS "judgeCode", p.name AS "judgeName", f.entry_id AS "entryId", e.number AS "entryNumber", ${BLIND_CODE} AS "blindCode",
              f.kind, f.reason, f.declared_at AS "declaredAt"
         FROM judge_conflicts f JOIN panel_judges p ON p.round_id = f.round_id AND p.person_id = f.person_id
         JOIN entries e ON e.id = f.entry_id
        WHERE f.round_id = $1 ORDER BY f.declared_at DESC, e.number, p.code`,
      [roundId],
    );
  }

  /** Gives sheets to judges, each at its place in that judge's own order. Pairs that exist are left as they are; answers how many were new. */
  assign(tx: Tx, roundId: RoundId, pairs: readonly Pair[]): Promise<number> {
    return tx.changed(
      `INSERT INTO score_sheets (id, round_id, person_id, entry_id, position, state)
       SELECT g.id, $1, g.person_id, g.entry_id, g.position, 'draft'
         FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::int[]) AS g (id, person_id, entry_id, position)
         ON CONFLICT ON CONSTRAINT one_sheet_per_judge_and_entry DO NOTHING`,
      [
        roundId,
        pairs.map(() => newId()),
        pairs.map((pair) => pair.personId),
        pairs.map((pair) => pair.entryId),
        pairs.map((pair) => sheetPosition(pair.personId, pair.entryId)),
      ],
    );
  }

  /** Takes back sheets on which nothing was ever written, on line or on paper. Answers how many. */
  takeBack(tx: Tx, roundId: RoundId, personId: PersonId | null): Promise<number> {
    return tx.changed(
      `DELETE FROM score_sheets s WHERE s.round_id = $1 AND ($2::uuid IS NULL OR s.person_id = $2) AND ${UNTOUCHED_SHEET}`,
      [roundId, personId],
    );
  }

  /** Communes and districts of the contest, districts first, each by name. */
  areas(reader: Reader, contestId: ContestId): Promise<(AreaFacts & { kind: 'district' | 'commune' })[]> {
    return reader.rows(
      `SELECT id, name, kind FROM (
         SELECT DISTINCT district_id AS id, district_name AS name, 'district' AS kind, district_sort_key AS sort_key
           FROM contest_communes WHERE contest_id = $1 AND district_id IS NOT NULL
         UNION ALL
         SELECT commune_id, name || coalesce(', ' || district_name, ''), 'commune', sort_key FROM contest_communes WHERE contest_id = $1) a
        ORDER BY kind DESC, sort_key, id`,
      [contestId],
    );
  }
}
