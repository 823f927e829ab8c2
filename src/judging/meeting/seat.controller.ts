import { Body, Controller, Get, Injectable, Post } from '@nestjs/common';
import { frameOfContest } from '../../contests/contest.frame.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { Refused } from '../../kernel/refusal.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { parsedForm } from '../../web/form.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { judgingPaths } from '../judging.paths.js';
import { PanelRepository } from '../panel.repository.js';
import { placeOf } from '../sheet.service.js';
import { readVote } from './meeting.form.js';
import { MeetingRepository } from './meeting.repository.js';
import { MeetingService } from './meeting.service.js';
import { markOf, toSeatView } from './meeting.view.js';

/** Loads a member's screen. */
@Injectable()
export class SeatPages {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly panel: PanelRepository,
    private readonly meetings: MeetingRepository,
  ) {}

  async page(actor: Actor, form: FormState): Promise<Page> {
    const { contestId, personId } = placeOf({ actor });
    const { reader } = this.database;
    const standing = await this.contests.withCalendar(reader, contestId, this.clock.now());
    if (standing === null) throw new Refused({ code: 'not-found' });
    const meeting = await this.meetings.runningFor(reader, contestId, personId);
    const shown = meeting?.currentEntryId ?? null;
    const [members, item, questions, sheet] =
      meeting === null
        ? [[], null, [], null]
        : await Promise.all([
            this.meetings.members(reader, meeting.id),
            shown === null ? null : this.meetings.itemForMember(reader, meeting.id, shown),
            shown === null ? [] : this.meetings.questions(reader, meeting.id, shown),
            shown === null ? null : this.panel.sheetOf(reader, meeting.roundId, personId, shown),
          ]);
    const member = members.find((one) => one.personId === personId) ?? null;
    const view = toSeatView({ meeting, member, members, item, questions, hasSheet: sheet !== null }, form);
    const { contest, calendar } = standing;
    return new Page('judging/seat', { contestName: contest.name, form, ...view }, frameOfContest(contest, calendar));
  }

  /** By what a screen sees that it is behind: another meeting, or another standing of it. */
  async mark(actor: Actor): Promise<{ mark: string }> {
    const { contestId, personId } = placeOf({ actor });
    return { mark: markOf(await this.meetings.runningFor(this.database.reader, contestId, personId)) };
  }
}

/** A member's screen at a meeting: the dossier that is discussed, and the vote. */
@Controller()
export class SeatController {
  constructor(
    private readonly pages: SeatPages,
    private readonly service: MeetingService,
  ) {}

  @Get(judgingPaths.seat)
  @Allow('judge')
  seat(@TheActor() actor: Actor): Promise<Page> {
    return this.pages.page(actor, freshForm());
  }

  @Get(judgingPaths.seatMark)
  @Allow('judge')
  mark(@TheActor() actor: Actor): Promise<{ mark: string }> {
    return this.pages.mark(actor);
  }

  @Post(judgingPaths.seat)
  @Allow('judge')
  vote(@TheAct() act: Act, @Body() body: Words): Answer {
    const choice = readVote(body['choice']);
    const question = typeof body['question'] === 'string' ? body['question'] : '';
    const faults = choice === null ? [{ field: 'choice', text: 'Chọn một ý kiến rồi gửi.' }] : [];
    return answerForm({
      form: parsedForm(body, { choice: choice ?? 'abstain', question }, faults),
      act: (asked) => this.service.vote(act, asked),
      then: () => new SeeOther(judgingPaths.seat, 'Đã ghi ý kiến của ông/bà.'),
      again: (state) => this.pages.page(act.actor, state),
    });
  }
}
