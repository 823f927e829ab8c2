import { Injectable } from '@nestjs/common';
import { REACHED_COMMUNES } from '../../communities/community.reach.js';
import type { Reader } from '../../database/tx.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { type AskedUnit, isUnit } from '../../units/unit.asked.js';
import type { MovementId } from '../movement.facts.js';
import type { ObservationFacts, ObservationKind } from './observation.facts.js';
import {
  OBSERVATION_COLUMNS,
  OBSERVATION_FROM,
  type ObservationScope,
  OBSERVED,
  scopeValues,
  STANDS,
} from './observation.repository.js';
import type { ProposalFacts, ProposalState } from './proposal.facts.js';
import { PROPOSAL_COLUMNS, type ProposalScope, SEEN_PROPOSALS } from './proposal.repository.js';

/** Where a proposal stands in its list. */
export interface ProposalPlace {
  proposedOn: Day;
  draftedAt: Instant;
  id: string;
}

/** A proposal with how many of each kind it nominates. */
export type WalkedProposal = ProposalFacts & { individuals: number; organisations: number; units: number };

const nominated = (kind: string, name: string): string =>
  `(SELECT count(*)::int FROM reward_nominees n WHERE n.proposal_id = p.id AND n.kind = '${kind}') AS ${name}`;

/** The emulation record from a place on, for programs. Every method is one query. */
@Injectable()
export class RecordWalk {
  /** Observations that stand, the newest day first, behind this one; null: from the newest. */
  observations(
    reader: Reader,
    scope: ObservationScope,
    only: { commune: AskedUnit | null; kind: ObservationKind | null },
    after: string | null,
    limit: number,
  ): Promise<ObservationFacts[]> {
    const values = scopeValues(scope);
    const add = (value: unknown): string => `$${values.push(value)}`;
    const conditions = [OBSERVED, STANDS];
    if (only.commune !== null)
      conditions.push(`(${isUnit('o.commune_id', only.commune, add)} OR ${isUnit('t.now_id', only.commune, add)})`);
    if (only.kind !== null) conditions.push(`o.kind = ${add(only.kind)}`);
    if (after !== null)
      conditions.push(
        `(o.observed_on, o.seq) < (SELECT a.observed_on, a.seq FROM emulation_observations a WHERE a.movement_id = $3 AND a.id = ${add(after)})`,
      );
    return reader.rows<ObservationFacts>(
      `${REACHED_COMMUNES} SELECT ${OBSERVATION_COLUMNS} FROM ${OBSERVATION_FROM}
        WHERE ${conditions.join(' AND ')} ORDER BY o.observed_on DESC, o.seq DESC LIMIT ${add(limit)}`,
      values,
    );
  }

  /** Proposals within reach, the newest day first, behind this place; null: from the newest. A draft may be taken out: no place is looked up by it. */
  proposals(
    reader: Reader,
    movementId: MovementId,
    scope: ProposalScope,
    state: ProposalState | null,
    after: ProposalPlace | null,
    limit: number,
  ): Promise<WalkedProposal[]> {
    return reader.rows<WalkedProposal>(
      `SELECT ${PROPOSAL_COLUMNS}, ${nominated('individual', 'individuals')}, ${nominated('organisation', 'organisations')}, ${nominated('unit', 'units')}
         FROM reward_proposals p
        WHERE ${SEEN_PROPOSALS} AND ($4::text IS NULL OR p.state = $4)
          AND ($5::date IS NULL OR (p.proposed_on, p.drafted_at, p.id) < ($5, $6::timestamptz, $7::uuid))
        ORDER BY p.proposed_on DESC, p.drafted_at DESC, p.id DESC LIMIT $8`,
      [
        movementId,
        scope.all,
        scope.unitId,
        state,
        after?.proposedOn ?? null,
        after?.draftedAt ?? null,
        after?.id ?? null,
        limit,
      ],
    );
  }
}
