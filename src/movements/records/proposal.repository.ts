import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { Actor } from '../../kernel/actor.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Dong } from '../../kernel/money.js';
import type { MovementId } from '../movement.facts.js';
import type { Submission } from './proposal.form.js';
import type {
  NomineeFacts,
  NomineeId,
  NomineeKind,
  NomineeWords,
  ProposalFacts,
  ProposalId,
  ProposalState,
  ProposalWords,
} from './proposal.facts.js';

/** Which proposals of a movement somebody sees: all, or those of one tree. */
export interface ProposalScope {
  all: boolean;
  unitId: UnitId;
}

export type ListedProposal = ProposalFacts & { nominees: number };

export const PROPOSAL_COLUMNS = `p.id, p.movement_id AS "movementId", p.unit_id AS "unitId", p.sender_unit_id AS "senderUnitId", p.sender_name AS "senderName", p.title,
  p.addressee, p.grounds, p.proposed_on AS "proposedOn", p.state, p.drafted_at AS "draftedAt", p.drafted_by AS "draftedBy",
  p.drafted_by_name AS "draftedByName", p.written_by AS "writtenBy", p.written_by_name AS "writtenByName", p.confirmed_at AS "confirmedAt",
  p.confirmed_by_name AS "confirmedByName", p.submitted_at AS "submittedAt", p.submitted_by_name AS "submittedByName",
  p.submission_number AS "submissionNumber", p.submission_dated_on AS "submissionDatedOn", p.sample, p.version`;
/** $1 movement, $2 and $3 the scope. */
export const SEEN_PROPOSALS = `p.movement_id = $1 AND ($2::boolean OR p.unit_id = $3)`;

/** Proposals to reward somebody, and who is nominated in them. */
@Injectable()
export class ProposalRepository {
  /** One page of those within reach, the newest day first; with a commune or a kind only those that nominate such. */
  async page(
    reader: Reader,
    movementId: MovementId,
    scope: ProposalScope,
    filter: { communeId: UnitId | null; kind: NomineeKind | null },
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ proposals: ListedProposal[]; total: number }> {
    const found = await reader.rows<ListedProposal & { total: number }>(
      `SELECT ${PROPOSAL_COLUMNS}, (SELECT count(*)::int FROM reward_nominees n WHERE n.proposal_id = p.id) AS nominees, (count(*) OVER ())::int AS total
         FROM reward_proposals p
        WHERE ${SEEN_PROPOSALS} AND (($4::uuid IS NULL AND $5::text IS NULL) OR EXISTS (
                SELECT 1 FROM reward_nominees n WHERE n.proposal_id = p.id AND ($4::uuid IS NULL OR n.commune_id = $4) AND ($5::text IS NULL OR n.kind = $5)))
        ORDER BY p.proposed_on DESC, p.drafted_at DESC, p.id LIMIT $6 OFFSET $7`,
      [movementId, scope.all, scope.unitId, filter.communeId, filter.kind, limit, offset],
    );
    return { proposals: found.map(({ total: _, ...one }) => one), total: found[0]?.total ?? 0 };
  }

  /** Communes that somebody is nominated of, for the filter; at most 500. */
  communes(reader: Reader, movementId: MovementId, scope: ProposalScope): Promise<{ id: UnitId; name: string }[]> {
    return reader.rows(
      `SELECT n.commune_id AS id, min(concat_ws(', ', n.commune_name, n.district_name)) AS name
         FROM reward_nominees n JOIN reward_proposals p ON p.id = n.proposal_id
        WHERE ${SEEN_PROPOSALS} AND n.commune_id IS NOT NULL GROUP BY 1 ORDER BY 2 LIMIT 500`,
      [movementId, scope.all, scope.unitId],
    );
  }

  byId(reader: Reader, movementId: MovementId, scope: ProposalScope, id: string): Promise<ProposalFacts | null> {
    return reader.one(`SELECT ${PROPOSAL_COLUMNS} FROM reward_proposals p WHERE ${SEEN_PROPOSALS} AND p.id = $4`, [
      movementId,
      scope.all,
      scope.unitId,
      id,
    ]);
  }

  async hold(tx: Tx, id: string): Promise<void> {
    await tx.rows(`SELECT 1 FROM reward_proposals WHERE id = $1 FOR UPDATE`, [id]);
  }

  async insert(
    tx: Tx,
    one: ProposalWords &
      Pick<ProposalFacts, 'id' | 'movementId' | 'unitId' | 'senderUnitId' | 'senderName' | 'draftedAt' | 'sample'>,
    by: Pick<Actor, 'personId' | 'name'>,
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO reward_proposals (id, movement_id, unit_id, sender_unit_id, sender_name, title, addressee, grounds, proposed_on, drafted_at, drafted_by,
         drafted_by_name, written_by, written_by_name, sample) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $11, $12, $13)`,
      [
        one.id,
        one.movementId,
        one.unitId,
        one.senderUnitId,
        one.senderName,
        one.title,
        one.addressee,
        one.grounds,
        one.proposedOn,
        one.draftedAt,
        by.personId,
        by.name,
        one.sample,
      ],
    );
  }

  /** 0 when somebody was quicker. */
  update(
    tx: Tx,
    id: ProposalId,
    version: number,
    words: ProposalWords,
    by: Pick<Actor, 'personId' | 'name'>,
  ): Promise<number> {
    return tx.changed(
      `UPDATE reward_proposals SET title = $3, addressee = $4, grounds = $5, proposed_on = $6, written_by = $7, written_by_name = $8, version = version + 1
        WHERE id = $1 AND version = $2 AND state = 'draft'`,
      [id, version, words.title, words.addressee, words.grounds, words.proposedOn, by.personId, by.name],
    );
  }

  /** Whoever changes a nominee has changed the proposal. 0 when somebody was quicker. */
  touch(tx: Tx, id: ProposalId, version: number, by: Pick<Actor, 'personId' | 'name'>): Promise<number> {
    return tx.changed(
      `UPDATE reward_proposals SET written_by = $3, written_by_name = $4, version = version + 1 WHERE id = $1 AND version = $2 AND state = 'draft'`,
      [id, version, by.personId, by.name],
    );
  }

  /** 0 when its state or version has moved on. */
  move(
    tx: Tx,
    at: { id: ProposalId; version: number; from: readonly ProposalState[]; to: ProposalState },
    by: Pick<Actor, 'personId' | 'name'>,
    moved: { at: Instant; submission: Submission | null },
  ): Promise<number> {
    return tx.changed(
      `UPDATE reward_proposals SET state = $4, version = version + 1,
              confirmed_at = CASE $4 WHEN 'confirmed' THEN $5 WHEN 'draft' THEN NULL ELSE confirmed_at END,
              confirmed_by = CASE $4 WHEN 'confirmed' THEN $6 WHEN 'draft' THEN NULL ELSE confirmed_by END,
              confirmed_by_name = CASE $4 WHEN 'confirmed' THEN $7 WHEN 'draft' THEN NULL ELSE confirmed_by_name END,
              submitted_at = CASE $4 WHEN 'submitted' THEN $5 END, submitted_by_name = CASE $4 WHEN 'submitted' THEN $7 END,
              submission_number = $8, submission_dated_on = $9
        WHERE id = $1 AND version = $2 AND state = ANY($3)`,
      [
        at.id,
        at.version,
        at.from,
        at.to,
        moved.at,
        by.personId,
        by.name,
        moved.submission?.number ? moved.submission.number : null,
        moved.submission?.datedOn ?? null,
      ],
    );
  }

  /** 0 when somebody was quicker, or it is no draft. */
  remove(tx: Tx, id: ProposalId, version: number): Promise<number> {
    return tx.changed(`DELETE FROM reward_proposals WHERE id = $1 AND version = $2 AND state = 'draft'`, [id, version]);
  }

  /** Who is nominated, in the order of the list; `id` for one alone. At most 2,000. */
  nominees(reader: Reader, proposalId: ProposalId, id: string | null = null): Promise<NomineeFacts[]> {
    return reader.rows(
      `SELECT n.id, n.kind, n.name, n.post, n.commune_id AS "communeId", n.commune_name AS "communeName", n.district_name AS "districtName", n.achievements,
              n.form, n.form_name AS "formName", n.unlinked_reason AS "unlinkedReason", n.amount::float8 AS amount, coalesce(g.grounds, '[]'::json) AS grounds
         FROM reward_nominees n LEFT JOIN LATERAL (
           SELECT json_agg(json_build_object('id', o.id, 'communeName', o.commune_name, 'observedOn', o.observed_on, 'kind', o.kind, 'seen', o.seen,
                     'stands', NOT o.withdraws AND NOT EXISTS (SELECT 1 FROM emulation_observations x WHERE x.replaces_id = o.id))
                   ORDER BY o.observed_on, o.seq) AS grounds
             FROM nominee_observations l JOIN emulation_observations o ON o.id = l.observation_id WHERE l.nominee_id = n.id) g ON true
        WHERE n.proposal_id = $1 AND ($2::uuid IS NULL OR n.id = $2) ORDER BY n.ordinal LIMIT 2000`,
      [proposalId, id],
    );
  }

  /** Writes a nominee, new at the end of the list or over the one that is there, with what it rests on. */
  async putNominee(
    tx: Tx,
    proposalId: ProposalId,
    id: NomineeId,
    one: NomineeWords & { communeName: string | null; districtName: string | null },
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO reward_nominees (id, proposal_id, ordinal, kind, name, post, commune_id, commune_name, district_name, achievements, form, form_name, unlinked_reason)
       SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 FROM reward_nominees WHERE proposal_id = $2
       ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, post = excluded.post, commune_id = excluded.commune_id,
         commune_name = excluded.commune_name, district_name = excluded.district_name, achievements = excluded.achievements, form = excluded.form,
         form_name = excluded.form_name, unlinked_reason = excluded.unlinked_reason`,
      [
        id,
        proposalId,
        one.kind,
        one.name,
        one.post,
        one.communeId,
        one.communeName,
        one.districtName,
        one.achievements,
        one.form,
        one.formName,
        one.unlinkedReason,
      ],
    );
    await tx.changed(`DELETE FROM nominee_observations WHERE nominee_id = $1`, [id]);
    await tx.changed(`INSERT INTO nominee_observations (nominee_id, observation_id) SELECT $1, unnest($2::uuid[])`, [
      id,
      one.observations,
    ]);
  }

  removeNominee(tx: Tx, proposalId: ProposalId, id: string): Promise<number> {
    return tx.changed(`DELETE FROM reward_nominees WHERE proposal_id = $1 AND id = $2`, [proposalId, id]);
  }

  /** Keeps what each form is worth; null where no norm is known. */
  async keepAmounts(tx: Tx, amounts: readonly { id: NomineeId; amount: Dong | null }[]): Promise<void> {
    await tx.changed(
      `UPDATE reward_nominees n SET amount = a.amount FROM json_to_recordset($1::json) AS a (id uuid, amount bigint) WHERE a.id = n.id`,
      [JSON.stringify(amounts)],
    );
  }

  /**
   * Drafts with somebody in them that this person may confirm: of all movements ($2 and $3 null), of one contest's, or of one tree and of the
   * movements that its unit holds.
   */
  async toConfirm(
    reader: Reader,
    personId: string,
    within: { contestId: string | null; treeId: string | null },
  ): Promise<{ count: number; movementId: string | null; id: string | null; title: string | null }> {
    const row = await reader.one<{ count: number; movementId: string | null; id: string | null; title: string | null }>(
      `SELECT count(*)::int AS count, (array_agg(p.movement_id ORDER BY p.drafted_at, p.id))[1] AS "movementId",
              (array_agg(p.id ORDER BY p.drafted_at, p.id))[1] AS id, (array_agg(p.title ORDER BY p.drafted_at, p.id))[1] AS title
         FROM reward_proposals p JOIN movements m ON m.id = p.movement_id
        WHERE p.state = 'draft' AND $1::uuid NOT IN (p.drafted_by, p.written_by) AND EXISTS (SELECT 1 FROM reward_nominees n WHERE n.proposal_id = p.id)
          AND ($2::uuid IS NULL OR EXISTS (SELECT 1 FROM movement_contests c WHERE c.movement_id = p.movement_id AND c.contest_id = $2))
          AND ($3::uuid IS NULL OR p.unit_id = $3 OR m.owner_unit_id = $3)`,
      [personId, within.contestId, within.treeId],
    );
    return row ?? { count: 0, movementId: null, id: null, title: null };
  }
}
