import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { handPaper, type PaperFormat, paperRoutes, ThePaperFormat } from '../../documents/paper.answer.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { formatTime } from '../../kernel/vietnamese/dates.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { parsedForm, readForm } from '../../web/form.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { judgingPaths } from '../judging.paths.js';
import {
  MeetingMovedForm,
  QuestionForm,
  readHands,
  readOpening,
  readPresent,
  ShowForm,
  WordsForm,
} from './meeting.form.js';
import { meetingNumber, MeetingPages } from './meeting.pages.js';
import { MeetingService } from './meeting.service.js';

const part = (name: string): string => judgingPaths.meetingPart(':number', name);

/** The secretary calls the panel together and steers its meeting. */
@Controller()
export class MeetingController {
  constructor(
    private readonly pages: MeetingPages,
    private readonly service: MeetingService,
  ) {}

  @Get(judgingPaths.meetings)
  @Allow('secretary')
  list(@TheActor() actor: Actor): Promise<Page> {
    return this.pages.list(actor);
  }

  @Post(judgingPaths.meetings)
  @Allow('secretary')
  open(@TheAct() act: Act, @Body() body: Words): Answer {
    return answerForm({
      form: readOpening(body),
      act: (asked) => this.service.open(act, asked),
      then: ({ number }) => new SeeOther(judgingPaths.meeting(number), `Đã mở phiên họp ${number}.`),
      again: (state) => this.pages.list(act.actor, state),
    });
  }

  @Get(judgingPaths.meeting(':number'))
  @Allow('secretary')
  page(@TheActor() actor: Actor, @Param('number') number: string, @Query() query: Words): Promise<Page> {
    return this.pages.page(actor, number, query);
  }

  @Post(part('co-mat'))
  @Allow('secretary')
  attend(@TheAct() act: Act, @Param('number') number: string, @Body() body: Words): Answer {
    return answerForm({
      form: parsedForm(body, readPresent(body), []),
      act: (present) => this.service.setPresent(act, meetingNumber(number), present),
      then: () => new SeeOther(judgingPaths.meeting(number), 'Đã ghi người có mặt.'),
      again: (state, refusal) => this.pages.page(act.actor, number, {}, { which: 'present', state, refusal }),
    });
  }

  @Post(part('hien'))
  @Allow('secretary')
  show(@TheAct() act: Act, @Param('number') number: string, @Body() body: Words): Answer {
    return answerForm({
      form: readForm(ShowForm, body),
      act: ({ meeting, entry }) => this.service.show(act, meetingNumber(number), { version: Number(meeting), entry }),
      then: () => new SeeOther(`${judgingPaths.meeting(number)}#dang-ban`),
      again: (state, refusal) =>
        this.pages.page(act.actor, number, {}, { which: 'question', state: { ...state, values: {} }, refusal }),
    });
  }

  @Post(part('ghi'))
  @Allow('secretary')
  write(@TheAct() act: Act, @Param('number') number: string, @Body() body: Words): Answer {
    return answerForm({
      form: readForm(WordsForm, body),
      act: (said) => this.service.saveWords(act, meetingNumber(number), { ...said, version: Number(said.version) }),
      then: ({ item }) =>
        new SeeOther(
          `${judgingPaths.meeting(number)}?ho-so=${item.number}#dang-ban`,
          `Đã lưu ghi chép ${item.number}.`,
        ),
      again: (state, refusal) => this.pages.page(act.actor, number, {}, { which: 'words', state, refusal }),
    });
  }

  /** What is written so far, sent by the page itself while the secretary goes on writing. */
  @Post(part('nhap'))
  @Allow('secretary')
  @HttpCode(200)
  async autosave(@TheAct() act: Act, @Param('number') number: string, @Body() body: Words): Promise<object> {
    const { meaning, words } = readForm(WordsForm, body);
    const version = Number(words['version']);
    if (meaning === null) {
      await this.pages.open(act.actor, number);
      return { version, savedAt: null, faults: 1, note: null };
    }
    const { savedAt } = await this.service.saveWords(act, meetingNumber(number), { ...meaning, version });
    return { version: version + 1, savedAt: formatTime(savedAt), faults: 0, note: null };
  }

  @Post(part('hoi'))
  @Allow('secretary')
  ask(@TheAct() act: Act, @Param('number') number: string, @Body() body: Words): Answer {
    return answerForm({
      form: readForm(QuestionForm, body),
      act: ({ meeting, wording }) =>
        this.service.ask(act, meetingNumber(number), { version: Number(meeting), wording }),
      then: () =>
        new SeeOther(`${judgingPaths.meeting(number)}#bieu-quyet`, 'Đã đưa nội dung biểu quyết lên màn hình.'),
      again: (state, refusal) => this.pages.page(act.actor, number, {}, { which: 'question', state, refusal }),
    });
  }

  @Post(part('phieu'))
  @Allow('secretary')
  hands(@TheAct() act: Act, @Param('number') number: string, @Body() body: Words): Answer {
    return answerForm({
      form: parsedForm(body, { votes: readHands(body), close: body['then'] === 'chot' }, []),
      act: (asked) => this.service.recordVotes(act, meetingNumber(number), asked),
      then: ({ closed }) =>
        new SeeOther(`${judgingPaths.meeting(number)}#bieu-quyet`, closed ? 'Đã chốt biểu quyết.' : 'Đã ghi ý kiến.'),
      again: (state, refusal) => this.pages.page(act.actor, number, {}, { which: 'hands', state, refusal }),
    });
  }

  @Post(part('ket-thuc'))
  @Allow('secretary')
  close(@TheAct() act: Act, @Param('number') number: string, @Body() body: Words): Answer {
    return answerForm({
      form: readForm(MeetingMovedForm, body),
      act: ({ meeting }) => this.service.close(act, meetingNumber(number), { version: Number(meeting) }),
      then: () =>
        new SeeOther(judgingPaths.meetingPart(number, 'bien-ban'), 'Phiên họp đã kết thúc. Xem lại biên bản.'),
      again: (state, refusal) =>
        this.pages.page(act.actor, number, {}, { which: 'question', state: { ...state, values: {} }, refusal }),
    });
  }

  @Get(part('bien-ban'))
  @Allow('secretary')
  minutes(@TheActor() actor: Actor, @Param('number') number: string): Promise<Page> {
    return this.pages.minutes(actor, number);
  }

  @Get(paperRoutes(part('bien-ban')))
  @Allow('secretary')
  async minutesFile(
    @TheActor() actor: Actor,
    @Param('number') number: string,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    await handPaper(res, format, await this.pages.minutesFile(actor, number));
  }
}
