import type { Reader, Tx } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import type { BodyFacts, MemberFacts } from './contest.facts.js';

/** The bodies of a contest in the organiser's order, with how many members each has. */
export const bodiesOf = (reader: Reader, contestId: ContestId): Promise<BodyFacts[]> =>
  reader.rows<BodyFacts>(
    `SELECT b.id, b.kind, b.name, b.founded_by AS "foundedBy",
            (SELECT count(*)::int FROM contest_body_members m WHERE m.body_id = b.id) AS "memberCount"
       FROM contest_bodies b WHERE b.contest_id = $1 ORDER BY b.sort_order, b.id`,
    [contestId],
  );

/** Everybody of every body: body by body, each in its own order. */
export const membersOf = (reader: Reader, contestId: ContestId): Promise<MemberFacts[]> =>
  reader.rows<MemberFacts>(
    `SELECT m.id, m.body_id AS "bodyId", b.name AS "bodyName", m.full_name AS "fullName", m.title, m.position
       FROM contest_body_members m JOIN contest_bodies b ON b.id = m.body_id
      WHERE b.contest_id = $1 ORDER BY b.sort_order, b.id, m.sort_order, m.id`,
    [contestId],
  );

type BodyWords = Pick<BodyFacts, 'id' | 'kind' | 'name' | 'foundedBy'>;
type MemberWords = Omit<MemberFacts, 'bodyName'>;

export async function insertBody(tx: Tx, contestId: ContestId, body: BodyWords, order: number): Promise<void> {
  await tx.changed(
    `INSERT INTO contest_bodies (id, contest_id, kind, name, founded_by, sort_order) VALUES ($1, $2, $3, $4, $5, $6)`,
    [body.id, contestId, body.kind, body.name, body.foundedBy, order],
  );
}

export async function updateBody(tx: Tx, contestId: ContestId, body: BodyWords): Promise<void> {
  await tx.changed(
    `UPDATE contest_bodies SET kind = $3, name = $4, founded_by = $5 WHERE contest_id = $1 AND id = $2`,
    [contestId, body.id, body.kind, body.name, body.foundedBy],
  );
}

export async function deleteBody(tx: Tx, contestId: ContestId, id: string): Promise<void> {
  await tx.changed(`DELETE FROM contest_bodies WHERE contest_id = $1 AND id = $2`, [contestId, id]);
}

export async function orderBodies(tx: Tx, contestId: ContestId, ids: readonly string[]): Promise<void> {
  await tx.changed(
    `UPDATE contest_bodies t SET sort_order = o.place FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, place)
      WHERE t.id = o.id AND t.contest_id = $1`,
    [contestId, ids],
  );
}

/** Adds a member to a body of this contest; nothing happens when the body is another contest's. */
export async function insertMember(tx: Tx, contestId: ContestId, member: MemberWords, order: number): Promise<void> {
  await tx.changed(
    `INSERT INTO contest_body_members (id, body_id, full_name, title, position, sort_order)
     SELECT $3, b.id, $4, $5, $6, $7 FROM contest_bodies b WHERE b.contest_id = $1 AND b.id = $2`,
    [contestId, member.bodyId, member.id, member.fullName, member.title, member.position, order],
  );
}

export async function updateMember(tx: Tx, contestId: ContestId, member: MemberWords): Promise<void> {
  await tx.changed(
    `UPDATE contest_body_members m SET body_id = b.id, full_name = $4, title = $5, position = $6
       FROM contest_bodies b WHERE b.contest_id = $1 AND b.id = $2 AND m.id = $3
        AND m.body_id IN (SELECT id FROM contest_bodies WHERE contest_id = $1)`,
    [contestId, member.bodyId, member.id, member.fullName, member.title, member.position],
  );
}

export async function deleteMember(tx: Tx, contestId: ContestId, id: string): Promise<void> {
  await tx.changed(
    `DELETE FROM contest_body_members m USING contest_bodies b WHERE b.id = m.body_id AND b.contest_id = $1 AND m.id = $2`,
    [contestId, id],
  );
}

export async function orderMembers(tx: Tx, contestId: ContestId, ids: readonly string[]): Promise<void> {
  await tx.changed(
    `UPDATE contest_body_members m SET sort_order = o.place
       FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, place), contest_bodies b
      WHERE m.id = o.id AND b.id = m.body_id AND b.contest_id = $1`,
    [contestId, ids],
  );
}
