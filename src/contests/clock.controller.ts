import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type Act, type Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { type Instant, plusMilliseconds } from '../kernel/instant.js';
import { Refused } from '../kernel/refusal.js';
import { formatDateTimeLong } from '../kernel/vietnamese/dates.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import type { ReadForm } from '../web/form.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { frameOfContest } from './contest.frame.js';
import { contestPaths } from './contest.paths.js';
import { ContestService } from './contest.service.js';
import { WINDOW_KINDS, WINDOW_NAMES } from './contest.words.js';
import { instantWords } from './parts/instant-words.js';
import type { Desk } from './parts/part.js';
import { PartService } from './parts/part.service.js';
import { deskCrumbs } from './parts/part.view.js';
import { TypedWords } from '../web/typed-words.js';

const MINUTE = 60_000;

/** `/to-chuc/{slug}/dong-ho`: the clock of a rehearsal. A real contest has no such page. */
@Controller()
export class ClockController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parts: PartService,
    private readonly contests: ContestService,
  ) {}

  @Get(contestPaths.clock(':slug'))
  @Allow('organiser')
  async show(@Param('slug') slug: string, @TheActor() actor: Actor): Promise<Page> {
    return this.page(await this.rehearsal(actor, slug), null);
  }

  @Post(contestPaths.clock(':slug'))
  @Allow('organiser')
  async set(@Param('slug') slug: string, @Body() body: Words, @TheAct() act: Act): Promise<Answer> {
    const desk = await this.rehearsal(act.actor, slug);
    return answerForm({
      form: readClock(body, desk),
      act: ({ at }) => this.contests.setClock(act, slug, at),
      then: ({ clockAt }) =>
        new SeeOther(
          contestPaths.clock(slug),
          clockAt === null ? 'Cuộc diễn tập theo giờ thật.' : `Giờ diễn tập: ${formatDateTimeLong(clockAt)}.`,
        ),
      again: async (form) => this.page(await this.rehearsal(act.actor, slug), form),
    });
  }

  private async rehearsal(actor: Actor, slug: string): Promise<Desk> {
    const desk = await this.parts.desk(this.database.reader, actor, slug, this.clock.now());
    if (!desk.contest.rehearsal) throw new Refused({ code: 'not-found' });
    return desk;
  }

  private page(desk: Desk, form: FormState | null): Page {
    const { contest, calendar } = desk;
    return new Page(
      'contests/clock',
      {
        about: contest.name,
        action: contestPaths.clock(contest.slug),
        form: form ?? freshForm(instantWords('at', calendar.now)),
        nowText: formatDateTimeLong(calendar.now),
        isStanding: contest.clockAt !== null,
        jumps: jumpsOf(desk).map(({ value, label }) => ({ value, label })),
        backHref: contestPaths.setUp(contest.slug),
      },
      frameOfContest(contest, calendar, deskCrumbs(desk, { href: null, label: 'Đồng hồ diễn tập' })),
    );
  }
}

interface Jump {
  value: string;
  label: string;
  at: Instant;
}

/** Moments worth a button: as each window begins, and one minute before each ends. */
function jumpsOf({ calendar }: Desk): Jump[] {
  return WINDOW_KINDS.flatMap((kind): Jump[] => {
    const window = calendar.window(kind);
    if (window === null) return [];
    const name = WINDOW_NAMES[kind].toLowerCase();
    const ends = kind === 'submission' ? 'Trước hạn nộp 1 phút' : `Trước khi hết hạn ${name} 1 phút`;
    return [
      { value: `${kind}-from`, label: `Bắt đầu ${name}`, at: window.from },
      { value: `${kind}-end`, label: ends, at: plusMilliseconds(window.until, -MINUTE) },
    ];
  });
}

/** Which button was pressed, and the moment it stands for; null follows the real time. */
function readClock(body: Words, desk: Desk): ReadForm<{ at: Instant | null }> {
  const words = new TypedWords(body);
  const pressed = body['press'];
  if (pressed === 'follow') return words.done({ at: null });
  const jump = jumpsOf(desk).find(({ value }) => value === pressed);
  if (jump !== undefined) return words.done({ at: jump.at });
  const at = words.instant({ date: 'at', time: 'atTime' }, 'Giờ diễn tập');
  if (at === null && body['at'] === '') words.fault('at', 'Nhập ngày cần đặt.', null);
  return words.done({ at });
}
