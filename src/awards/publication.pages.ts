import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { sayDocument } from '../documents/document.number.js';
import { DocumentReader } from '../documents/document.reader.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { obey } from '../kernel/refusal.js';
import { formatDate, formatDateTime, formatDateTimeLong, formatTime } from '../kernel/vietnamese/dates.js';
import { dayOf, formatDay } from '../kernel/vietnamese/days.js';
import { Page } from '../web/answer.js';
import { SecurityLog } from '../web/security.log.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { Wording } from '../web/wording.js';
import { type AwardDesk, AwardDesks, type Drafted } from './award.desk.js';
import { awardPaths } from './award.paths.js';
import { refuseToSeeList } from './award.policy.js';
import { awardFrame, toLineView, toNothingWaiting, toTalliesView } from './award.view.js';
import { refuseBeforeEmbargo } from './embargo/embargo.policy.js';
import type { EmbargoFacts } from './embargo/embargo.repository.js';

/** What the public will see, looked at before it is published, with what can be done about it: publish, or set the moment. */
@Injectable()
export class PublicationPages {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly desks: AwardDesks,
    private readonly documents: DocumentReader,
    private readonly wording: Wording,
    private readonly security: SecurityLog,
  ) {}

  /** `again`: a form that comes back. Refuses whoever may not see the list. */
  async page(actor: Actor, slug: string, again: FormState | null): Promise<Page> {
    const desk = await this.desks.of(this.database.reader, slug, this.clock.now());
    obey(refuseToSeeList(actor, desk.contest));
    if (desk.drafted === null)
      return new Page('awards/nothing-waiting', toNothingWaiting(desk), awardFrame(desk, actor, 'Công bố'));
    this.security.scoresViewed(actor, { view: 'awards/publication', contest: slug });
    const { list, lines, embargo } = desk.drafted;
    const model = {
      about: desk.contest.code,
      form: again ?? freshForm(embargo === null ? {} : typedOf(embargo)),
      action: awardPaths.publication(slug),
      backHref: awardPaths.desk(slug),
      version: String(list.version),
      number: list.number,
      isConfirmed: list.state === 'confirmed',
      rehearsal: desk.contest.rehearsal,
      replaces: desk.published?.number ?? null,
      lines: lines.map((line) => toLineView(line, null)),
      tallies: toTalliesView(lines),
      embargo: embargo === null ? null : await this.embargoView(desk, desk.drafted, embargo),
      mayPublishNow: refuseBeforeEmbargo(embargo, desk.calendar.now) === null,
      embargoHref: awardPaths.embargo(slug),
    };
    return new Page('awards/publication', model, awardFrame(desk, actor, 'Công bố'));
  }

  private async embargoView(desk: AwardDesk, { list }: Drafted, embargo: EmbargoFacts): Promise<object> {
    const { contest, calendar } = desk;
    const { at, heldCode } = embargo;
    const from = calendar.window('publication')?.from ?? null;
    return {
      atText: formatDateTimeLong(at),
      setText: `${embargo.setByName} hẹn lúc ${formatDateTime(embargo.setAt)}.`,
      isAhead: refuseBeforeEmbargo(embargo, calendar.now) !== null,
      heldText: heldCode === null ? null : this.wording.of({ code: heldCode, from, state: list.state }).sentence,
      liftHref: awardPaths.embargoLifting(contest.slug),
      decisionText: await this.laterDecision(desk, embargo),
    };
  }

  /** The result may not be older than the decision that gives the prizes: a decision of the register with a later date is named. */
  private async laterDecision({ contest }: AwardDesk, { at }: EmbargoFacts): Promise<string | null> {
    const decision = (await this.documents.ofPapers(this.database.reader, contest.id)).get('quyet-dinh');
    if (decision === undefined || decision.datedOn === null || decision.datedOn <= dayOf(at)) return null;
    return `${sayDocument(decision)} ghi ngày ${formatDay(decision.datedOn)}, sau ngày hẹn công bố. Kiểm tra lại giờ hẹn.`;
  }
}

/** The moment as its form shows it, ready to be moved. */
const typedOf = ({ at, supersedeReason }: EmbargoFacts) => ({
  date: formatDate(at),
  time: formatTime(at),
  supersedeReason,
});
