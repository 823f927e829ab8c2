import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import { isId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { AuditRow } from './audit.event.js';

/** What the auditor may ask the log for; null asks for everything. Instants are real time, `until` exclusive. */
export interface AuditFilter {
  contestId: string | null;
  entryId: string | null;
  personId: string | null;
  /** "entry.submit", or "entry." for everything that happens to entries. */
  act: string | null;
  from: Instant | null;
  until: Instant | null;
}

/** Who and what was meant by names. */
export interface NamedInLog {
  personId: string | null;
  entryId: string | null;
  contestId: string | null;
}

const COLUMNS = `id, chain, seq, at, person_id AS "personId", person_name AS "personName", role, unit_name AS "unitName", act,
  subject_kind AS "subjectKind", subject_id AS "subjectId", contest_id AS "contestId", entry_id AS "entryId", reason,
  facts::text AS "factsText", contest_at AS "contestAt", request_id AS "requestId", hash`;

@Injectable()
export class AuditRepository {
  /**
   * One page of events, newest first, older than `beforeId` (null: from the newest). Walks an index, never the whole log: between days
   * that of time, in whose order they come then. Acts that ran at once may stand there otherwise than by their ids.
   */
  async page(reader: Reader, filter: AuditFilter, beforeId: number | null, limit: number): Promise<AuditRow[]> {
    const isOfDays = filter.from !== null || filter.until !== null;
    const isBehind = isOfDays && beforeId !== null;
    const where: string[] = [isBehind ? '(at, id) < ((SELECT at FROM audit_events WHERE id = $1), $1)' : 'id < $1'];
    const values: unknown[] = [beforeId ?? Number.MAX_SAFE_INTEGER];
    const narrow = (condition: (parameter: string) => string, value: unknown): void => {
      if (value === null) return;
      values.push(value);
      where.push(condition(`$${values.length}`));
    };
    narrow((p) => `contest_id = ${p}`, filter.contestId);
    narrow((p) => `entry_id = ${p}`, filter.entryId);
    narrow((p) => `person_id = ${p}`, filter.personId);
    narrow((p) => `starts_with(act, ${p})`, filter.act);
    narrow((p) => `at >= ${p}`, filter.from);
    narrow((p) => `at < ${p}`, filter.until);
    values.push(limit);
    return reader.rows<AuditRow>(
      `SELECT ${COLUMNS} FROM audit_events WHERE ${where.join(' AND ')} ORDER BY ${isOfDays ? 'at DESC, id DESC' : 'id DESC'} LIMIT $${values.length}`,
      values,
    );
  }

  /** The contests that events can be narrowed to, newest first, at most a hundred; one contest alone where `only` names it. */
  async contests(reader: Reader, only: string | null): Promise<{ id: string; name: string }[]> {
    return reader.rows(
      `SELECT id, code || ' – ' || name AS name FROM contests WHERE $1::uuid IS NULL OR id = $1 ORDER BY created_at DESC, id LIMIT 100`,
      [only],
    );
  }

  /** Whom a user name, which dossier a number or draft code and which contest a slug means; null where nobody and nothing bears it. */
  async named(
    reader: Reader,
    { username, code, slug = '' }: { username: string; code: string; slug?: string },
  ): Promise<NamedInLog> {
    const found = await reader.one<NamedInLog>(
      `SELECT (SELECT id FROM persons WHERE username = $1) AS "personId",
              (SELECT id FROM entries WHERE number = $2 OR draft_code = $2 LIMIT 1) AS "entryId",
              (SELECT id FROM contests WHERE slug = $3) AS "contestId"`,
      [username, code, slug],
    );
    return found ?? { personId: null, entryId: null, contestId: null };
  }

  /** The whole life of one dossier, oldest first. */
  async ofEntry(reader: Reader, entryId: string): Promise<AuditRow[]> {
    return reader.rows<AuditRow>(`SELECT ${COLUMNS} FROM audit_events WHERE entry_id = $1 ORDER BY id`, [entryId]);
  }

  /** Events in the order in which they are chained, after a place in it; for the verifier. */
  async afterPlace(reader: Reader, chain: string, seq: number, limit: number): Promise<AuditRow[]> {
    return reader.rows<AuditRow>(
      `SELECT ${COLUMNS} FROM audit_events WHERE (chain, seq) > ($1, $2) ORDER BY chain, seq LIMIT $3`,
      [chain, seq, limit],
    );
  }

  /** The chains in which a contest's events stand up to the event of this id, by chain, and the place of the last of them. */
  async chainsOf(reader: Reader, contestId: string, lastId: number): Promise<{ chain: string; seq: number }[]> {
    return reader.rows(
      `SELECT chain, max(seq) AS seq FROM audit_events WHERE contest_id = $1 AND id <= $2 GROUP BY chain ORDER BY chain COLLATE "C"`,
      [contestId, lastId],
    );
  }

  /** Events of one chain behind a place, up to another, in their order. */
  async ofChain(
    reader: Reader,
    chain: string,
    { after, end }: { after: number; end: number },
    limit: number,
  ): Promise<AuditRow[]> {
    return reader.rows<AuditRow>(
      `SELECT ${COLUMNS} FROM audit_events WHERE chain = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4`,
      [chain, after, end, limit],
    );
  }

  /** The id of the first event by which this was done to a subject of the act’s own kind ("award-list.publish"); null when it never was. */
  async firstOf(reader: Reader, { act, subjectId }: { act: string; subjectId: string }): Promise<number | null> {
    const found = await reader.one<{ id: number }>(
      `SELECT id FROM audit_events WHERE subject_kind = $3 AND subject_id = $2 AND act = $1 ORDER BY id LIMIT 1`,
      [act, subjectId, act.slice(0, act.indexOf('.'))],
    );
    return found?.id ?? null;
  }

  /** Where every chain stands by its head. */
  async heads(reader: Reader): Promise<{ chain: string; seq: number; hash: Buffer }[]> {
    return reader.rows(`SELECT chain, seq, hash FROM audit_heads ORDER BY chain`);
  }

  /** Whose acts a chain holds, by the name the person has today; null for the system's own. */
  async nameOfChain(reader: Reader, chain: string): Promise<string | null> {
    if (!isId(chain)) return null;
    const person = await reader.one<{ name: string }>(`SELECT full_name AS name FROM persons WHERE id = $1`, [chain]);
    return person?.name ?? null;
  }
}
