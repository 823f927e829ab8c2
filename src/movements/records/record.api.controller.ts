import { Controller, Get, Param, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { Refused } from '../../kernel/refusal.js';
import { isoLocal } from '../../kernel/vietnamese/dates.js';
import { readUnit } from '../../units/unit.asked.js';
import { cutPage, readCursor, readLimit, toDayPlace, toIdPlace, toInstantPlace } from '../../web/cursor.js';
import { readChoice } from '../../web/filter.js';
import { KeyedJson } from '../../web/public-json.js';
import { TheActor, type Words } from '../../web/request.js';
import { Allow, OpenedBy } from '../../web/rights.js';
import { OBSERVATION_KINDS, type ObservationFacts } from './observation.facts.js';
import { ObservationService } from './observation.service.js';
import { PROPOSAL_STATES } from './proposal.facts.js';
import { recordPaths } from './record.paths.js';
import { proposalScope, RECORD_READERS } from './record.policy.js';
import { type ProposalPlace, RecordWalk, type WalkedProposal } from './record.walk.js';

/** For programs: the emulation record of a movement, and the proposals that came of it. Whom one proposes is told on its page alone. */
@Controller()
export class RecordApiController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: ObservationService,
    private readonly walk: RecordWalk,
  ) {}

  /** Observations that stand, the newest day first; a commune reads the good that is written of itself. */
  @Get(recordPaths.apiObservations(':id'))
  @Allow(...RECORD_READERS)
  @OpenedBy('registers')
  async observations(@TheActor() actor: Actor, @Param('id') id: string, @Query() query: Words): Promise<KeyedJson> {
    const { reader } = this.database;
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toIdPlace);
    const only = {
      commune: readUnit('commune', query['commune']),
      kind: readChoice('kind', query['kind'], OBSERVATION_KINDS),
    };
    const { scope } = await this.service.open(reader, actor, id, this.clock.now());
    const found = await this.walk.observations(reader, scope, only, after, limit + 1);
    const { rows, nextCursor } = cutPage(found, limit, (one) => [one.id]);
    return new KeyedJson({ movement: scope.movementId, observations: rows.map(toApiObservation), nextCursor });
  }

  /** Proposals within reach, the newest day first; to communes there are none. */
  @Get(recordPaths.apiProposals(':id'))
  @Allow('vetting', 'organiser', 'auditor')
  @OpenedBy('registers')
  async proposals(@TheActor() actor: Actor, @Param('id') id: string, @Query() query: Words): Promise<KeyedJson> {
    const { reader } = this.database;
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toProposalPlace);
    const state = readChoice('state', query['state'], PROPOSAL_STATES);
    const opened = await this.service.open(reader, actor, id, this.clock.now());
    const scope = proposalScope(opened);
    if (scope === null) throw new Refused({ code: 'not-found' });
    const found = await this.walk.proposals(reader, opened.movement.id, scope, state, after, limit + 1);
    const { rows, nextCursor } = cutPage(found, limit, ({ proposedOn, draftedAt, id: one }) => [
      proposedOn,
      draftedAt.toISOString(),
      one,
    ]);
    return new KeyedJson({ movement: opened.movement.id, proposals: rows.map(toApiProposal), nextCursor });
  }
}

const toApiObservation = (one: ObservationFacts) => ({
  id: one.id,
  commune: { id: one.communeId, name: one.communeName },
  district: one.districtName,
  nowName: one.nowName,
  observedOn: one.observedOn,
  kind: one.kind,
  seen: one.seen,
  byUnit: one.byUnitName,
  recordedAt: isoLocal(one.recordedAt),
  replaces: one.replacesId,
  evidence: one.files.map(({ sha256, kind, size }) => ({ sha256, kind, size })),
  sample: one.sample,
});

const toApiProposal = (one: WalkedProposal) => ({
  id: one.id,
  title: one.title,
  sender: one.senderName,
  addressee: one.addressee,
  proposedOn: one.proposedOn,
  state: one.state,
  submission: one.submissionNumber === null ? null : { number: one.submissionNumber, datedOn: one.submissionDatedOn },
  nominees: { individual: one.individuals, organisation: one.organisations, unit: one.units },
  sample: one.sample,
});

function toProposalPlace([proposedOn, ...rest]: readonly unknown[]): ProposalPlace | null {
  const [day, place] = [toDayPlace([proposedOn, rest[1]]), toInstantPlace(rest)];
  return day === null || place === null ? null : { proposedOn: day.day, draftedAt: place.at, id: place.id };
}
