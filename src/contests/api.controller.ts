import { Controller, Get, Param, Query } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { isId } from '../kernel/ids.js';
import { parseInstant } from '../kernel/instant.js';
import { obey, Refused } from '../kernel/refusal.js';
import { readCursor, readLimit, writeCursor } from '../web/cursor.js';
import { PublicJson } from '../web/public-json.js';
import { Public } from '../web/rights.js';
import { type ApiContest, type ApiContestSummary, toApiContest, toApiSummary } from './api.view.js';
import { type PlaceInList, publicContestsAfter } from './contest.list.repository.js';
import { contestPaths } from './contest.paths.js';
import { refuseToShow } from './contest.policy.js';
import { ContestReader } from './contest.reader.js';

/** For programs: what everybody may read of contests that are open. */
@Controller()
export class ContestApiController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
  ) {}

  @Get(contestPaths.apiAll)
  @Public()
  async list(@Query('limit') typedLimit: unknown, @Query('cursor') typedCursor: unknown): Promise<PublicJson> {
    const { reader } = this.database;
    const limit = readLimit(typedLimit);
    const found = await publicContestsAfter(reader, readCursor(typedCursor, toPlace), limit + 1);
    const page = found.slice(0, limit);
    const calendars = await this.contests.calendarsOf(reader, page, this.clock.now());
    const contests = page.flatMap((contest): ApiContestSummary[] => {
      const calendar = calendars.get(contest.id);
      return calendar === undefined ? [] : [toApiSummary({ contest, calendar })];
    });
    const last = found.length > limit ? page.at(-1) : undefined;
    return new PublicJson({
      contests,
      nextCursor: last?.openedAt ? writeCursor([last.openedAt.toISOString(), last.id]) : null,
    });
  }

  @Get(contestPaths.api(':slug'))
  @Public()
  async show(@Param('slug') slug: string): Promise<PublicJson> {
    const { reader } = this.database;
    const contest = await this.contests.bySlug(reader, slug);
    obey(refuseToShow(contest));
    if (contest === null) throw new Refused({ code: 'not-found' });
    const [calendar, slots, rubric, tiers] = await Promise.all([
      this.contests.calendarOf(reader, contest, this.clock.now()),
      this.contests.slots(reader, contest.id),
      this.contests.currentRubric(reader, contest.id),
      this.contests.tiers(reader, contest.id),
    ]);
    const shown: ApiContest = toApiContest({ contest, calendar }, { slots, criteria: rubric?.criteria ?? [], tiers });
    return new PublicJson(shown);
  }
}

const toPlace = ([openedAt, id]: readonly unknown[]): PlaceInList | null => {
  const at = typeof openedAt === 'string' ? parseInstant(openedAt) : null;
  return at !== null && typeof id === 'string' && isId(id) ? { openedAt: at, id } : null;
};
