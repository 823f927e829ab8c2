import { sayPlanNumber } from '../movement.facts.js';
import { inQuotes } from '../../kernel/vietnamese/quotes.js';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { isId, type UnitId } from '../../kernel/ids.js';
import { obey } from '../../kernel/refusal.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { pageNumber } from '../../web/page-number.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { versionOf } from '../movement.form.js';
import { ObservationService } from './observation.service.js';
import { NOMINEE_KINDS } from './proposal.facts.js';
import { readProposal, readReturn, readSubmission, typedProposal } from './proposal.form.js';
import { refuseToChange, refuseToConfirm, refuseToMove, refuseToPropose, refuseToRegister } from './proposal.policy.js';
import { ProposalRegistration } from './proposal.registration.js';
import { ProposalRepository } from './proposal.repository.js';
import { ProposalService } from './proposal.service.js';
import { PROPOSALS_A_PAGE, proposalFormPage, proposalPage, proposalsPage } from './proposal.view.js';
import { recordPaths } from './record.paths.js';
import { RECORD_WRITERS } from './record.policy.js';

/** `/thi-dua/{id}/de-nghi`: proposals to reward people for what was seen of them. */
@Controller()
export class ProposalController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly records: ObservationService,
    private readonly proposals: ProposalRepository,
    private readonly service: ProposalService,
    private readonly registration: ProposalRegistration,
  ) {}

  @Get(recordPaths.proposals(':id'))
  @Allow(...RECORD_WRITERS, 'auditor')
  async list(@TheActor() actor: Actor, @Param('id') id: string, @Query() { xa, loai, trang }: Words): Promise<Page> {
    const { reader } = this.database;
    const opened = await this.records.open(reader, actor, id, this.clock.now());
    const scope = this.service.scope(opened);
    const page = pageNumber(trang);
    const filter = {
      communeId: typeof xa === 'string' && isId(xa) ? (xa as UnitId) : null,
      kind: NOMINEE_KINDS.find((one) => one === loai) ?? null,
    };
    const paging = { limit: PROPOSALS_A_PAGE, offset: (page - 1) * PROPOSALS_A_PAGE };
    const [found, communes] = await Promise.all([
      this.proposals.page(reader, opened.movement.id, scope, filter, paging),
      this.proposals.communes(reader, opened.movement.id, scope),
    ]);
    const mayPropose = refuseToPropose(actor, opened) === null;
    return proposalsPage(opened, { ...found, page, filter, communes, mayPropose });
  }

  @Get(recordPaths.newProposal(':id'))
  @Allow(...RECORD_WRITERS)
  async start(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const opened = await this.proposing(actor, id);
    const { planNumber, planDatedOn, name } = opened.movement;
    const dated = planDatedOn === null ? '' : ` ngày ${formatDay(planDatedOn)}`;
    const grounds = planNumber === '' ? '' : `Căn cứ ${sayPlanNumber(planNumber)}${dated}`;
    const values = {
      title: `trong phong trào thi đua ${inQuotes(name)}`,
      grounds,
      proposedOn: formatDay(opened.today),
    };
    return proposalFormPage(opened, freshForm(values));
  }

  @Post(recordPaths.newProposal(':id'))
  @Allow(...RECORD_WRITERS)
  async begin(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<Answer> {
    const opened = await this.proposing(act.actor, id);
    return answerForm({
      form: readProposal(body),
      act: (words) => this.service.begin(act, id, words),
      then: (one) => new SeeOther(recordPaths.proposal(id, one), 'Đã lập đề nghị. Thêm người, tập thể được đề cử.'),
      again: (form) => Promise.resolve(proposalFormPage(opened, form)),
    });
  }

  @Get(recordPaths.proposal(':id', ':one'))
  @Allow(...RECORD_WRITERS, 'auditor')
  one(@TheActor() actor: Actor, @Param('id') id: string, @Param('one') one: string): Promise<Page> {
    return this.page(actor, id, one, freshForm());
  }

  @Get(recordPaths.editProposal(':id', ':one'))
  @Allow(...RECORD_WRITERS)
  async edit(@TheActor() actor: Actor, @Param('id') id: string, @Param('one') one: string): Promise<Page> {
    const opened = await this.changeable(actor, id, one);
    return proposalFormPage(opened, freshForm(typedProposal(opened.proposal)));
  }

  @Post(recordPaths.editProposal(':id', ':one'))
  @Allow(...RECORD_WRITERS)
  async rewrite(
    @TheAct() act: Act,
    @Param('id') id: string,
    @Param('one') one: string,
    @Body() body: Words,
  ): Promise<Answer> {
    const opened = await this.changeable(act.actor, id, one);
    return answerForm({
      form: readProposal(body),
      act: (words) => this.service.edit(act, { movementId: id, id: one, version: versionOf(body) }, words),
      then: () => new SeeOther(recordPaths.proposal(id, one), 'Đã lưu đề nghị.'),
      again: (form) => Promise.resolve(proposalFormPage(opened, form)),
    });
  }

  @Post(recordPaths.confirmation(':id', ':one'))
  @Allow(...RECORD_WRITERS)
  async confirm(
    @TheAct() act: Act,
    @Param('id') id: string,
    @Param('one') one: string,
    @Body() body: Words,
  ): Promise<SeeOther> {
    await this.service.confirm(act, { movementId: id, id: one, version: versionOf(body) });
    return new SeeOther(recordPaths.proposal(id, one), 'Đã xác nhận đề nghị. Có thể đưa vào tờ trình.');
  }

  @Post(recordPaths.return(':id', ':one'))
  @Allow(...RECORD_WRITERS)
  return(@TheAct() act: Act, @Param('id') id: string, @Param('one') one: string, @Body() body: Words): Answer {
    return answerForm({
      form: readReturn(body),
      act: ({ reason }) => this.service.return(act, { movementId: id, id: one, version: versionOf(body) }, reason),
      then: () => new SeeOther(recordPaths.proposal(id, one), 'Đã trả về dự thảo.'),
      again: (form) => this.page(act.actor, id, one, form),
    });
  }

  @Post(recordPaths.submission(':id', ':one'))
  @Allow(...RECORD_WRITERS)
  submit(@TheAct() act: Act, @Param('id') id: string, @Param('one') one: string, @Body() body: Words): Answer {
    return answerForm({
      form: readSubmission(body),
      act: (words) => this.service.submit(act, { movementId: id, id: one, version: versionOf(body) }, words),
      then: () => new SeeOther(recordPaths.proposal(id, one), 'Đã đưa vào tờ trình. Số tiền giữ nguyên từ lúc này.'),
      again: (form) => this.page(act.actor, id, one, form),
    });
  }

  @Post(recordPaths.removal(':id', ':one'))
  @Allow(...RECORD_WRITERS)
  async discard(
    @TheAct() act: Act,
    @Param('id') id: string,
    @Param('one') one: string,
    @Body() body: Words,
  ): Promise<SeeOther> {
    await this.service.discard(act, { movementId: id, id: one, version: versionOf(body) });
    return new SeeOther(recordPaths.proposals(id), 'Đã bỏ dự thảo đề nghị.');
  }

  private opened(actor: Actor, id: string, one: string) {
    return this.service.open(this.database.reader, actor, { movementId: id, id: one }, this.clock.now());
  }

  private async proposing(actor: Actor, id: string) {
    const opened = await this.records.open(this.database.reader, actor, id, this.clock.now());
    obey(refuseToPropose(actor, opened));
    return opened;
  }

  private async changeable(actor: Actor, id: string, one: string) {
    const opened = await this.opened(actor, id, one);
    obey(refuseToChange(actor, opened, opened.proposal));
    return opened;
  }

  private async page(actor: Actor, id: string, one: string, form: FormState): Promise<Page> {
    const opened = await this.opened(actor, id, one);
    const { proposal } = opened;
    const nominees = await this.service.priced(this.database.reader, proposal);
    const refused = refuseToConfirm(actor, opened, proposal, nominees);
    const registered = await this.registration.registered(actor, proposal);
    const mayRegister = registered === null && refuseToRegister(actor, opened, proposal) === null;
    const place = mayRegister ? await this.registration.place(actor, opened) : null;
    return proposalPage(opened, nominees, {
      mayChange: refuseToChange(actor, opened, proposal) === null,
      mayConfirm: refused === null,
      mayReturn: refuseToMove('return', actor, opened, proposal) === null,
      maySubmit: refuseToMove('submit', actor, opened, proposal) === null,
      registerName: place?.name ?? null,
      registered,
      waitsFor:
        refused?.code === 'proposal-needs-a-second-person' && nominees.length > 0
          ? 'Người thứ hai xác nhận: không phải người lập, cũng không phải người sửa gần nhất.'
          : refused?.code === 'grounds-corrected'
            ? 'Có đề cử dựa vào ghi nhận đã được đính chính hoặc rút. Sửa đề cử đó trước khi xác nhận.'
            : null,
      form,
    });
  }
}
