import { Body, Controller, Post } from '@nestjs/common';
import { frameOfContest } from '../contests/contest.frame.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { obey, type Refusal, Refused } from '../kernel/refusal.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { parsedForm } from '../web/form.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { Wording } from '../web/wording.js';
import { AssignmentService } from './assignment.service.js';
import { BulkAcceptanceService } from './bulk-acceptance.service.js';
import { toBulkAcceptance } from './bulk-acceptance.view.js';
import { blockedOf } from './forwarding.service.js';
import { QueueRepository } from './queue.repository.js';
import { readFormDesk, readSeen, readTicked } from './ticked.form.js';
import { type OpenedDesk, VettingOpening } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';
import { withQuery } from '../web/with-query.js';
import { refuseOutsideVetting, refuseTicks } from './vetting.policy.js';

/** What is done to several dossiers of the queue at once: accepted, given to a colleague, their communes reminded. */
@Controller()
export class BulkController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly wording: Wording,
    private readonly contests: ContestReader,
    private readonly opening: VettingOpening,
    private readonly assignments: AssignmentService,
    private readonly acceptances: BulkAcceptanceService,
    private readonly queue: QueueRepository,
  ) {}

  @Post(vettingPaths.assignment)
  @Allow('vetting')
  async assign(@TheAct() act: Act, @Body() body: Words): Promise<SeeOther> {
    const { contest, level } = await readFormDesk(this.contests, this.database.reader, body);
    const to = body['to'];
    const done = await this.assignments.assign(act, {
      contestId: contest.id,
      level,
      codes: readTicked(body),
      to: typeof to === 'string' && to !== '' ? to : null,
    });
    const said =
      done.to === null ? `Đã thôi giao ${done.count} hồ sơ.` : `Đã giao ${done.count} hồ sơ cho ${done.to.name}.`;
    return new SeeOther(queueOf(contest, level), said);
  }

  /** First what would happen to each that was ticked; its button then sends those that can be accepted, as they were seen. */
  @Post(vettingPaths.acceptance)
  @Allow('vetting')
  async accept(@TheAct() act: Act, @Body() body: Words): Promise<Answer> {
    const { contest, level } = await readFormDesk(this.contests, this.database.reader, body);
    const seen = readSeen(body);
    if (seen.length === 0) return this.preview(act.actor, { contest, level, codes: readTicked(body) }, null);
    const codes = seen.map(({ code }) => code);
    return answerForm({
      form: parsedForm(body, seen, []),
      act: (dossiers) => this.acceptances.accept(act, { contestId: contest.id, level, dossiers }),
      then: (count) => new SeeOther(queueOf(contest, level), `Đã tiếp nhận ${count} hồ sơ.`),
      again: (_state, refusal) => this.preview(act.actor, { contest, level, codes }, refusal),
    });
  }

  /** Leads to the reminders of the communes of what was ticked. Nothing is written yet. */
  @Post(vettingPaths.reminderChoice)
  @Allow('vetting')
  async remind(@TheActor() actor: Actor, @Body() body: Words): Promise<SeeOther> {
    const codes = readTicked(body);
    const { contest, level } = await readFormDesk(this.contests, this.database.reader, body);
    const { desk } = await this.openDesk(actor, contest, level);
    obey(refuseTicks(codes.length));
    const communes = await this.queue.communesOf(this.database.reader, desk, codes);
    if (communes.length === 0) throw new Refused({ code: 'not-found' });
    return new SeeOther(
      withQuery(vettingPaths.reminders, { 'cuoc-thi': contest.slug, cap: level, xa: communes.join(' ') }),
    );
  }

  private async openDesk(actor: Actor, contest: ContestFacts, level: number): Promise<OpenedDesk> {
    const asked = { slug: contest.slug, level };
    const opened = await this.opening.desk(this.database.reader, actor, asked, this.clock.now());
    if (opened === null) throw new Refused({ code: 'not-found' });
    return opened;
  }

  private async preview(
    actor: Actor,
    { contest, level, codes }: { contest: ContestFacts; level: number; codes: readonly string[] },
    refusal: Refusal | null,
  ): Promise<Page> {
    const opened = await this.openDesk(actor, contest, level);
    const { desk, calendar } = opened;
    obey(refuseTicks(codes.length) ?? refuseOutsideVetting(contest, desk.unitId, calendar));
    const candidates = await this.acceptances.candidatesOf(this.database.reader, actor, opened, codes);
    const view = toBulkAcceptance(opened, candidates, {
      blocked: blockedOf(refusal).map(({ code, refusal: why }) => ({
        code,
        href: vettingPaths.one(code),
        why: this.wording.of(why).sentence,
      })),
      say: (why) => this.wording.of(why).sentence,
    });
    const breadcrumbs = [
      { href: view.backHref, label: 'Hồ sơ thẩm định' },
      { href: null, label: 'Tiếp nhận nhiều hồ sơ' },
    ];
    return new Page('vetting/bulk-acceptance', view, frameOfContest(contest, calendar, breadcrumbs));
  }
}

const queueOf = (contest: ContestFacts, level: number): string =>
  withQuery(vettingPaths.queue, { 'cuoc-thi': contest.slug, cap: level });
