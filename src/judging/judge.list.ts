import { Injectable } from '@nestjs/common';
import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import { frameOfContest } from '../contests/contest.frame.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { obey, Refused } from '../kernel/refusal.js';
import { Page } from '../web/answer.js';
import type { Words } from '../web/request.js';
import type { FormState } from '../web/views/form-state.js';
import { JudgeDesks } from './judge.desk.js';
import { toJudgeList, toRecusal, toSummary } from './judge.pages.js';
import { judgingPaths } from './judging.paths.js';
import { refuseOutsideRound, refuseToRecuse } from './judging.policy.js';
import { OwnSheetRepository } from './own-sheet.repository.js';
import { pageNumberOf } from './page.number.js';
import { PanelRepository } from './panel.repository.js';
import { type PanelJudge, type RoundFacts, SHEET_PROGRESS, type SheetProgress } from './round.facts.js';
import { roundAsked } from './round.choice.js';
import { RoundRepository } from './round.repository.js';
import type { SheetFacts } from './sheet.facts.js';
import { toPapers } from './sheet.paper.js';
import { SheetRepository } from './sheet.repository.js';
import { placeOf } from './sheet.service.js';

const LIST_SIZE = 50;
const SUMMARY_SIZE = 100;
const SHOWN_INCOMPLETE = 50;

/** The filters of the judge's list, by the word in the address. */
export const LIST_FILTERS: Readonly<Record<string, readonly SheetProgress[] | 'put-off' | null>> = {
  '': null,
  chua: ['none'],
  nhap: ['draft'],
  sau: 'put-off',
  xong: ['done', 'signed'],
};

/** Where a judge stands: contest, round, own place on the panel. */
export interface JudgeStanding {
  contest: ContestFacts;
  calendar: Calendar;
  /** Null before there is a round, or when this judge is not (any more) on any panel; `rounds` are those the judge is on. */
  place: { round: RoundFacts; rounds: readonly RoundFacts[]; judge: PanelJudge } | null;
}

/** Loads the judge's pages about all of the judge's own sheets. */
@Injectable()
export class JudgeLists {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly rounds: RoundRepository,
    private readonly panel: PanelRepository,
    private readonly sheets: SheetRepository,
    private readonly own: OwnSheetRepository,
    private readonly desks: JudgeDesks,
  ) {}

  async page(actor: Actor, query: Words): Promise<Page> {
    const standing = await this.standingOf(actor, query);
    const typed = typeof query['loc'] === 'string' ? query['loc'] : '';
    const filter = Object.hasOwn(LIST_FILTERS, typed) ? typed : '';
    const { place } = standing;
    if (place === null) return this.framed(standing, 'judging/list', toJudgeList({ ...standing, filter }));
    const of = { roundId: place.round.id, personId: place.judge.personId };
    const progress = LIST_FILTERS[filter] ?? null;
    const { reader } = this.database;
    const putOff = await this.sheets.countPutOff(reader, of);
    const total =
      progress === 'put-off'
        ? putOff
        : (progress ?? SHEET_PROGRESS).reduce((sum, one) => sum + place.judge.counts[one], 0);
    const page = pageNumberOf(query['trang'], total, LIST_SIZE);
    const [lines, lost, next] = await Promise.all([
      this.sheets.list(reader, of, { progress, limit: LIST_SIZE, offset: (page - 1) * LIST_SIZE }),
      this.sheets.lost(reader, of),
      this.sheets.firstLeft(reader, of.roundId, of.personId),
    ]);
    const shown = { lines, lost, next, putOff, page, total, pageSize: LIST_SIZE };
    return this.framed(standing, 'judging/list', toJudgeList({ ...standing, filter, shown }));
  }

  async summary(actor: Actor, form: FormState, query: Words = {}): Promise<Page> {
    const standing = await this.standingOf(actor, query);
    const { place, contest, calendar } = standing;
    if (place === null) return this.framed(standing, 'judging/list', toJudgeList({ ...standing, filter: '' }));
    const of = { roundId: place.round.id, personId: place.judge.personId };
    const { reader } = this.database;
    const total = place.judge.counts.done + place.judge.counts.signed;
    const page = pageNumberOf(query['trang'], total, SUMMARY_SIZE);
    const [sheets, incomplete, shownIncomplete] = await Promise.all([
      this.own.byTotal(reader, of, { limit: SUMMARY_SIZE, offset: (page - 1) * SUMMARY_SIZE }),
      this.sheets.incomplete(reader, of.roundId, of.personId),
      this.sheets.incompleteNamed(reader, of, SHOWN_INCOMPLETE),
    ]);
    const outside = refuseOutsideRound(contest, place.round, calendar);
    const view = toSummary({
      ...standing,
      place,
      sheets,
      incompleteCount: incomplete.length,
      incomplete: shownIncomplete,
      outside,
      form,
      page,
      total,
      pageSize: SUMMARY_SIZE,
    });
    return this.framed(standing, 'judging/summary', view);
  }

  /** Signed sheets as papers, by entry number; unsigned ones are not printed as sheets. */
  async papers(actor: Actor, query: Words): Promise<Page> {
    const standing = await this.standingOf(actor, query);
    const { place } = standing;
    if (place === null) throw new Refused({ code: 'not-found' });
    const { reader } = this.database;
    const total = place.judge.counts.signed;
    const page = pageNumberOf(query['trang'], total, SUMMARY_SIZE);
    const of = { roundId: place.round.id, personId: place.judge.personId };
    const [sheets, rubric] = await Promise.all([
      this.own.signedSheets(reader, of, { limit: SUMMARY_SIZE, offset: (page - 1) * SUMMARY_SIZE }),
      this.contests.rubricVersion(reader, place.round.rubricVersionId),
    ]);
    const view = toPapers({
      ...standing,
      place,
      sheets,
      criteria: rubric?.criteria ?? [],
      page,
      total,
      pageSize: SUMMARY_SIZE,
    });
    return this.framed(standing, 'judging/papers', view, 'Phiếu chấm');
  }

  async recusal(actor: Actor, number: string, form: FormState): Promise<Page> {
    const desk = await this.desks.of(actor, number);
    obey(refuseToRecuse(actor, desk));
    const crumbs = [
      { href: judgingPaths.list, label: 'Chấm' },
      { href: judgingPaths.sheet(number), label: number },
      { href: null, label: 'Không chấm' },
    ];
    return new Page('judging/recusal', toRecusal(desk, form), frameOfContest(desk.contest, desk.calendar, crumbs));
  }

  /** Where “save and next” leads: the next sheet in the judge's order that lacks points, or null when none does. */
  async nextAfter(sheet: SheetFacts): Promise<string | null> {
    return (await this.sheets.neighbours(this.database.reader, sheet)).nextLeft;
  }

  /** The newest round whose panel the judge is on, or the former one that the address names. */
  async standingOf(actor: Actor, query: Words = {}): Promise<JudgeStanding> {
    const { contestId, personId } = placeOf({ actor });
    const { reader } = this.database;
    const [standing, rounds, places] = await Promise.all([
      this.contests.withCalendar(reader, contestId, this.clock.now()),
      this.rounds.all(reader, contestId),
      this.panel.placesOf(reader, contestId, personId),
    ]);
    if (standing === null) throw new Refused({ code: 'not-found' });
    const mine = rounds.filter(({ id }) => places.some(({ roundId }) => roundId === id));
    const round = roundAsked(mine, query);
    const judge = places.find(({ roundId }) => roundId === round?.id)?.judge;
    return { ...standing, place: round === null || judge === undefined ? null : { round, rounds: mine, judge } };
  }

  private framed({ contest, calendar }: JudgeStanding, view: string, model: object, here: string | null = null): Page {
    const crumbs =
      here === null
        ? []
        : [
            { href: judgingPaths.summary, label: 'Tổng kết' },
            { href: null, label: here },
          ];
    return new Page(view, model, frameOfContest(contest, calendar, crumbs));
  }
}
