import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { isId, type UnitId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { versionOf } from '../movement.form.js';
import { ObservationRepository } from './observation.repository.js';
import { ObservationService } from './observation.service.js';
import type { NomineeFacts } from './proposal.facts.js';
import { readNominee, typedNominee } from './proposal.form.js';
import { refuseToChange } from './proposal.policy.js';
import { ProposalRepository } from './proposal.repository.js';
import { type OpenedProposal, ProposalService } from './proposal.service.js';
import { nomineeFormPage } from './proposal.view.js';
import { recordPaths } from './record.paths.js';
import { RECORD_WRITERS } from './record.policy.js';

/** Observations to choose from on one page; of more communes than one, the newest. */
const MOST_OFFERED = 100;

/** Who is nominated in a proposal. */
@Controller()
export class NomineeController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly records: ObservationService,
    private readonly observations: ObservationRepository,
    private readonly proposals: ProposalRepository,
    private readonly service: ProposalService,
  ) {}

  @Get(recordPaths.newNominee(':id', ':one'))
  @Allow(...RECORD_WRITERS)
  async start(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Param('one') one: string,
    @Query('xa') xa: unknown,
  ): Promise<Page> {
    const opened = await this.changeable(actor, id, one);
    const communeId = communeIn(xa);
    return this.formPage(opened, null, communeId, freshForm({ kind: 'individual', communeId: communeId ?? '' }));
  }

  @Post(recordPaths.newNominee(':id', ':one'))
  @Allow(...RECORD_WRITERS)
  async add(
    @TheAct() act: Act,
    @Param('id') id: string,
    @Param('one') one: string,
    @Query('xa') xa: unknown,
    @Body() body: Words,
  ): Promise<Answer> {
    const opened = await this.changeable(act.actor, id, one);
    return this.put(act, opened, null, communeIn(xa), body);
  }

  @Get(recordPaths.nominee(':id', ':one', ':nominee'))
  @Allow(...RECORD_WRITERS)
  async edit(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Param('one') one: string,
    @Param('nominee') nomineeId: string,
    @Query('xa') xa: unknown,
  ): Promise<Page> {
    const opened = await this.changeable(actor, id, one);
    const nominee = await this.known(opened, nomineeId);
    return this.formPage(opened, nominee, communeIn(xa) ?? nominee.communeId, freshForm(typedNominee(nominee)));
  }

  @Post(recordPaths.nominee(':id', ':one', ':nominee'))
  @Allow(...RECORD_WRITERS)
  async rewrite(
    @TheAct() act: Act,
    @Param('id') id: string,
    @Param('one') one: string,
    @Param('nominee') nomineeId: string,
    @Query('xa') xa: unknown,
    @Body() body: Words,
  ): Promise<Answer> {
    const opened = await this.changeable(act.actor, id, one);
    const nominee = await this.known(opened, nomineeId);
    return this.put(act, opened, nominee, communeIn(xa) ?? nominee.communeId, body);
  }

  @Post(recordPaths.nomineeRemoval(':id', ':one', ':nominee'))
  @Allow(...RECORD_WRITERS)
  async drop(
    @TheAct() act: Act,
    @Param('id') id: string,
    @Param('one') one: string,
    @Param('nominee') nomineeId: string,
    @Body() body: Words,
  ): Promise<SeeOther> {
    await this.service.drop(act, { movementId: id, id: one, version: versionOf(body), nomineeId });
    return new SeeOther(recordPaths.proposal(id, one), 'Đã bỏ đề cử.');
  }

  private async changeable(actor: Actor, id: string, one: string): Promise<OpenedProposal> {
    const at = { movementId: id, id: one };
    const opened = await this.service.open(this.database.reader, actor, at, this.clock.now());
    obey(refuseToChange(actor, opened, opened.proposal));
    return opened;
  }

  private async known({ proposal }: OpenedProposal, id: string): Promise<NomineeFacts> {
    const [found] = isId(id) ? await this.proposals.nominees(this.database.reader, proposal.id, id) : [];
    if (found === undefined) throw new Refused({ code: 'not-found' });
    return found;
  }

  private async put(
    act: Act,
    opened: OpenedProposal,
    nominee: NomineeFacts | null,
    communeId: UnitId | null,
    body: Words,
  ): Promise<Answer> {
    const { movement, proposal } = opened;
    const { observations } = await this.offered(opened, communeId);
    const at = { movementId: movement.id, id: proposal.id, version: versionOf(body), nomineeId: nominee?.id ?? null };
    return answerForm({
      form: readNominee(
        body,
        observations.map(({ id }) => id),
      ),
      act: (words) => this.service.nominate(act, at, words),
      then: () => new SeeOther(recordPaths.proposal(movement.id, proposal.id), 'Đã ghi đề cử.'),
      again: (form) => this.formPage(opened, nominee, communeId, form),
    });
  }

  /** Good that was seen and stands: of one commune, or the newest of all within reach. */
  private offered({ scope }: OpenedProposal, communeId: UnitId | null) {
    const paging = { limit: MOST_OFFERED, offset: 0 };
    return this.observations.page(this.database.reader, scope, { communeId, kind: 'merit' }, paging);
  }

  private async formPage(
    opened: OpenedProposal,
    nominee: NomineeFacts | null,
    communeId: UnitId | null,
    form: FormState,
  ): Promise<Page> {
    const [communes, { observations, total }] = await Promise.all([
      this.records.communes(this.database.reader, opened, opened.proposal.proposedOn),
      this.offered(opened, communeId),
    ]);
    return nomineeFormPage(opened, { nominee, communes, communeId, offered: observations, total, form });
  }
}

const communeIn = (typed: unknown): UnitId | null =>
  typeof typed === 'string' && isId(typed) ? (typed as UnitId) : null;
