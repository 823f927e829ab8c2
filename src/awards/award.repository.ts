import type { Workings } from '../judging/workings.js';
import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { Act, Actor } from '../kernel/actor.js';
import { type AwardListId, type ContestId, newId, type PersonId, type RoundId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Dong } from '../kernel/money.js';
import type { AwardDecisionFacts, AwardLine, AwardListFacts, NewDecision } from './award.facts.js';

const LIST_COLUMNS = `id, contest_id AS "contestId", round_id AS "roundId", number, state, drafted_by AS "draftedBy",
  drafted_by_name AS "draftedByName", drafted_at AS "draftedAt", confirmed_by AS "confirmedBy", confirmed_by_name AS "confirmedByName",
  confirmed_at AS "confirmedAt", published_by_name AS "publishedByName", published_at AS "publishedAt", superseded_at AS "supersededAt",
  supersede_reason AS "supersedeReason", total, input_sha256 AS "inputSha256", version`;

const LINE_COLUMNS = `position, kind, recipient_kind AS "recipientKind", entry_id AS "entryId", entry_number AS "entryNumber", title, village_name AS "villageName",
  commune_id AS "communeId", commune_name AS "communeName", commune_sort_key AS "communeSortKey", district_id AS "districtId", district_name AS "districtName",
  district_sort_key AS "districtSortKey", representative, rank, score, exact, tie_break AS "tieBreak", tier_code AS "tierCode",
  tier_name AS "tierName", amount, note`;

/** A contest between the closing of its last round and its publication. */
export interface WaitingContest {
  slug: string;
  code: string;
  name: string;
  /** Of the list that waits; null when none was drafted. */
  state: 'draft' | 'confirmed' | null;
  draftedBy: PersonId | null;
  /** It goes out by itself at a moment that lies ahead. */
  waitsForItsMoment: boolean;
}

@Injectable()
export class AwardRepository {
  /** The list that is worked on (draft or confirmed), or null. */
  async waiting(reader: Reader, contestId: ContestId): Promise<AwardListFacts | null> {
    return reader.one(
      `SELECT ${LIST_COLUMNS} FROM award_lists WHERE contest_id = $1 AND state IN ('draft', 'confirmed')`,
      [contestId],
    );
  }

  /** Contests of this organiser whose last round is closed and whose result is not published yet, newest first. */
  async waitingContests(
    reader: Reader,
    { contestId, unitId }: Pick<Actor, 'contestId' | 'unitId'>,
    now: Instant,
  ): Promise<WaitingContest[]> {
    return reader.rows(
      `SELECT c.slug, c.code, c.name, l.state, l.drafted_by AS "draftedBy",
              EXISTS (SELECT FROM award_embargoes e WHERE e.list_id = l.id AND e.held_at IS NULL AND e.at > coalesce(c.clock_at, $3)) AS "waitsForItsMoment"
         FROM contests c
         LEFT JOIN award_lists l ON l.contest_id = c.id AND l.state IN ('draft', 'confirmed')
        WHERE c.state = 'open' AND ($1::uuid IS NULL OR c.id = $1) AND ($2::uuid IS NULL OR $1::uuid IS NOT NULL OR c.scope_unit_id = $2)
          AND EXISTS (SELECT 1 FROM judging_rounds r WHERE r.contest_id = c.id AND r.closed_at IS NOT NULL
                        AND r.number >= (SELECT count(*) FROM planned_rounds q WHERE q.contest_id = c.id))
          AND (l.id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM award_lists p WHERE p.contest_id = c.id AND p.state = 'published'))
        ORDER BY c.opened_at DESC, c.id`,
      [contestId, unitId, now],
    );
  }

  async byId(reader: Reader, id: AwardListId): Promise<AwardListFacts | null> {
    return reader.one(`SELECT ${LIST_COLUMNS} FROM award_lists WHERE id = $1`, [id]);
  }

  /** The list in force, or null. */
  async published(reader: Reader, contestId: ContestId): Promise<AwardListFacts | null> {
    return reader.one(`SELECT ${LIST_COLUMNS} FROM award_lists WHERE contest_id = $1 AND state = 'published'`, [
      contestId,
    ]);
  }

  /** The same by the contest's name in addresses. */
  async publishedOf(reader: Reader, slug: string): Promise<AwardListFacts | null> {
    return reader.one(
      `SELECT ${LIST_COLUMNS} FROM award_lists WHERE contest_id = (SELECT id FROM contests WHERE slug = $1) AND state = 'published'`,
      [slug],
    );
  }

  /** Lists that were published and are no longer in force, newest first. */
  async superseded(reader: Reader, contestId: ContestId): Promise<AwardListFacts[]> {
    return reader.rows(
      `SELECT ${LIST_COLUMNS} FROM award_lists WHERE contest_id = $1 AND state = 'superseded' ORDER BY number DESC`,
      [contestId],
    );
  }

  /** Starts a draft under the next number; two hands at once get two numbers, of which the policy lets one stand. */
  async insertDraft(
    tx: Tx,
    act: Act,
    draft: { contestId: ContestId; roundId: RoundId; inputSha256: string; at: Instant },
  ): Promise<{ id: AwardListId; number: number }> {
    const id = newId<'award-list'>();
    const row = await tx.one<{ number: number }>(
      `INSERT INTO award_lists (id, contest_id, round_id, number, state, drafted_by, drafted_by_name, drafted_at, input_sha256)
       SELECT $1, $2, $3, coalesce(max(number), 0) + 1, 'draft', $4, $5, $6, $7 FROM award_lists WHERE contest_id = $2
       RETURNING number`,
      [id, draft.contestId, draft.roundId, act.actor.personId, act.actor.name, draft.at, draft.inputSha256],
    );
    if (row === null) throw new Error('a draft was not inserted');
    return { id, number: row.number };
  }

  /** Drops a draft that nobody confirmed, with its decisions. 0 when it has moved on. */
  async deleteDraft(tx: Tx, list: AwardListFacts): Promise<number> {
    return tx.changed(`DELETE FROM award_lists WHERE id = $1 AND state = 'draft' AND version = $2`, [
      list.id,
      list.version,
    ]);
  }

  async confirm(tx: Tx, act: Act, list: AwardListFacts, at: Instant): Promise<number> {
    return tx.changed(
      `UPDATE award_lists SET state = 'confirmed', confirmed_by = $3, confirmed_by_name = $4, confirmed_at = $5, version = version + 1
        WHERE id = $1 AND state = 'draft' AND version = $2`,
      [list.id, list.version, act.actor.personId, act.actor.name, at],
    );
  }

  async takeBack(tx: Tx, list: AwardListFacts): Promise<number> {
    return tx.changed(
      `UPDATE award_lists SET state = 'draft', confirmed_by = NULL, confirmed_by_name = NULL, confirmed_at = NULL, version = version + 1
        WHERE id = $1 AND state = 'confirmed' AND version = $2`,
      [list.id, list.version],
    );
  }

  async publish(tx: Tx, act: Act, list: AwardListFacts, { total, at }: { total: Dong; at: Instant }): Promise<number> {
    return tx.changed(
      `UPDATE award_lists SET state = 'published', published_by_name = $3, published_at = $4, total = $5, version = version + 1
        WHERE id = $1 AND state = 'confirmed' AND version = $2`,
      [list.id, list.version, act.actor.name, at, total],
    );
  }

  async supersede(tx: Tx, list: AwardListFacts, { reason, at }: { reason: string; at: Instant }): Promise<number> {
    return tx.changed(
      `UPDATE award_lists SET state = 'superseded', superseded_at = $3, supersede_reason = $4, version = version + 1
        WHERE id = $1 AND state = 'published' AND version = $2`,
      [list.id, list.version, at, reason],
    );
  }

  /** Touches the list's version, so that two decisions taken on the same page do not both stand unseen. 0 when it has moved on. */
  async touchDraft(tx: Tx, list: AwardListFacts, version: number): Promise<number> {
    return tx.changed(
      `UPDATE award_lists SET version = version + 1 WHERE id = $1 AND state = 'draft' AND version = $2`,
      [list.id, version],
    );
  }

  /** The same of a confirmed list, whose lines nobody can change: for what is set beside it. */
  async touchConfirmed(tx: Tx, list: AwardListFacts): Promise<number> {
    return tx.changed(
      `UPDATE award_lists SET version = version + 1 WHERE id = $1 AND state = 'confirmed' AND version = $2`,
      [list.id, list.version],
    );
  }

  async insertDecision(tx: Tx, act: Act, listId: AwardListId, decision: NewDecision, at: Instant): Promise<void> {
    await tx.changed(
      `INSERT INTO award_decisions (id, list_id, kind, entries, tiers, choice, chosen_order, quantities, document_number, reward, reason, decided_by,
         decided_by_name, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        newId(),
        listId,
        decision.kind,
        decision.entries,
        decision.tiers,
        decision.choice,
        decision.order,
        decision.quantities,
        decision.documentNumber,
        decision.reward === null ? null : JSON.stringify(decision.reward),
        decision.reason,
        act.actor.personId,
        act.actor.name,
        at,
      ],
    );
  }

  /** A decision stays readable and counts no longer. 0 when it has been withdrawn meanwhile. */
  async withdrawDecision(
    tx: Tx,
    act: Act,
    id: AwardDecisionFacts['id'],
    { reason, at }: { reason: string; at: Instant },
  ): Promise<number> {
    return tx.changed(
      `UPDATE award_decisions SET withdrawn_at = $2, withdrawn_by_name = $3, withdrawn_reason = $4 WHERE id = $1 AND withdrawn_at IS NULL`,
      [id, at, act.actor.name, reason],
    );
  }

  /** Decisions over a list, oldest first, withdrawn ones as well. */
  async decisions(reader: Reader, listId: AwardListId): Promise<AwardDecisionFacts[]> {
    return reader.rows(
      `SELECT id, kind, entries, tiers, choice, chosen_order AS "order", quantities, document_number AS "documentNumber", reward, reason,
              decided_by_name AS "decidedByName", decided_at AS "decidedAt", withdrawn_at AS "withdrawnAt", withdrawn_by_name AS "withdrawnByName",
              withdrawn_reason AS "withdrawnReason"
         FROM award_decisions WHERE list_id = $1 ORDER BY seq`,
      [listId],
    );
  }

  /** Freezes the lines of a list, all in one statement. */
  async insertLines(
    tx: Tx,
    listId: AwardListId,
    lines: readonly (AwardLine & { workings: Workings })[],
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO award_lines (list_id, position, kind, recipient_kind, entry_id, entry_number, title, village_name, commune_id, commune_name, commune_sort_key,
         district_id, district_name, district_sort_key, representative, rank, score, exact, tie_break, tier_code, tier_name, amount, note, workings)
       SELECT $1, position, kind, "recipientKind", "entryId", "entryNumber", title, "villageName", "communeId", "communeName", "communeSortKey", "districtId", "districtName",
              "districtSortKey", representative, rank, score, exact, "tieBreak", "tierCode", "tierName", amount, note, workings
         FROM jsonb_to_recordset($2::jsonb) AS line(position int, kind text, "recipientKind" text, "entryId" uuid, "entryNumber" text, title text, "villageName" text,
              "communeId" uuid, "communeName" text, "communeSortKey" text, "districtId" uuid, "districtName" text, "districtSortKey" text,
              representative text, rank int, score text, exact text, "tieBreak" text[], "tierCode" text, "tierName" text, amount bigint, note text, workings jsonb)`,
      [listId, JSON.stringify(lines)],
    );
  }

  /** A published list's lines in order; `communeId` narrows to one commune. */
  async lines(reader: Reader, listId: AwardListId, communeId: string | null = null): Promise<AwardLine[]> {
    return reader.rows(
      `SELECT ${LINE_COLUMNS} FROM award_lines WHERE list_id = $1 AND ($2::uuid IS NULL OR commune_id = $2) ORDER BY position`,
      [listId, communeId],
    );
  }

  /** How the rank of an entry in a published list came about; null where the list was published before that was kept. */
  async workings(reader: Reader, listId: AwardListId, entry: string): Promise<Workings | null> {
    const found = await reader.one<{ workings: Workings | null }>(
      `SELECT workings FROM award_lines WHERE list_id = $1 AND entry_number = $2 ORDER BY position LIMIT 1`,
      [listId, entry],
    );
    return found?.workings ?? null;
  }

  /** What is printed about entries, by number: for freezing a list and for previewing it. */
  async printedEntries(reader: Reader, contestId: ContestId, numbers: readonly string[]): Promise<PrintedEntry[]> {
    return reader.rows(
      `SELECT e.id AS "entryId", e.number AS "entryNumber", e.answers, v.name AS "villageName", c.commune_id AS "communeId",
              c.name AS "communeName", c.sort_key AS "communeSortKey", c.district_id AS "districtId", c.district_name AS "districtName", c.district_sort_key AS "districtSortKey"
         FROM entries e
         JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
         JOIN contest_communes c ON c.contest_id = e.contest_id AND c.commune_id = e.commune_id
        WHERE e.contest_id = $1 AND e.number = ANY($2)`,
      [contestId, numbers],
    );
  }
}

/** An entry as the papers name it. */
export type PrintedEntry = Pick<
  AwardLine,
  | 'entryId'
  | 'entryNumber'
  | 'villageName'
  | 'communeId'
  | 'communeName'
  | 'communeSortKey'
  | 'districtId'
  | 'districtName'
  | 'districtSortKey'
> & { answers: Record<string, string> };
