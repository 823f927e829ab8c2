import { Injectable } from '@nestjs/common';
import type { Calendar } from '../../contests/calendar.js';
import type { ContestFacts } from '../../contests/contest.facts.js';
import { frameOfContest, overseerCrumbs } from '../../contests/contest.frame.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { Page } from '../../web/answer.js';
import type { Words } from '../../web/request.js';
import { SecurityLog } from '../../web/security.log.js';
import { type Breadcrumb, pagingOf } from '../../web/views/page.js';
import { JudgingResults } from '../judging.results.js';
import { refuseToSeeScores } from '../judging.policy.js';
import { judgingPaths } from '../judging.paths.js';
import { pageNumberOf } from '../page.number.js';
import { roundChoice } from '../round.choice.js';
import type { RoundFacts } from '../round.facts.js';
import { RoundRepository } from '../round.repository.js';
import { SecretaryStandings } from '../secretary.standing.js';
import { ContestResults } from './contest.results.js';
import { sayResult, toResultLines } from './result.view.js';

const PAGE_SIZE = 100;

interface Asked {
  actor: Actor;
  contest: ContestFacts;
  calendar: Calendar;
  rounds: readonly RoundFacts[];
  query: Words;
  /** The page's own address and that of the matrix beside it. */
  address: string;
  matrixAddress: string;
  crumbs: Breadcrumb[];
}

/** Loads what the rounds of a contest come to together. A contest of one round has no such page: its matrix says it all. */
@Injectable()
export class ResultPages {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly standings: SecretaryStandings,
    private readonly rounds: RoundRepository,
    private readonly results: ContestResults,
    private readonly judging: JudgingResults,
    private readonly security: SecurityLog,
  ) {}

  async secretary(actor: Actor, query: Words): Promise<Page> {
    const { contest, calendar, rounds } = await this.standings.of(actor);
    const [address, matrixAddress] = [judgingPaths.result, judgingPaths.matrix];
    return this.page({ actor, contest, calendar, rounds, query, address, matrixAddress, crumbs: [] });
  }

  async organiser(actor: Actor, slug: string, query: Words): Promise<Page> {
    const { reader } = this.database;
    const contest = await this.contests.bySlug(reader, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    const [calendar, rounds] = await Promise.all([
      this.contests.calendarOf(reader, contest, this.clock.now()),
      this.rounds.all(reader, contest.id),
    ]);
    const [address, matrixAddress] = [judgingPaths.organiserResult(slug), judgingPaths.organiserMatrix(slug)];
    const crumbs = overseerCrumbs(actor, contest, { href: null, label: 'Kết quả chung' });
    return this.page({ actor, contest, calendar, rounds, query, address, matrixAddress, crumbs });
  }

  private async page(asked: Asked): Promise<Page> {
    const { actor, contest, calendar, rounds, query, address, matrixAddress, crumbs } = asked;
    const last = rounds.at(-1) ?? { contestId: contest.id, closedAt: null };
    const refusal = refuseToSeeScores(actor, contest, last, 'everybody');
    if (refusal !== null && refusal.code !== 'scores-hidden') obey(refusal);
    const { reader } = this.database;
    const result = refusal === null && rounds.length > 1 ? await this.results.of(reader, contest) : null;
    const choice = [...(roundChoice(matrixAddress, null, rounds) ?? []), resultTab(address, true)];
    const about = { contestName: contest.name, choice };
    const frame = frameOfContest(contest, calendar, crumbs);
    if (result === null) return new Page('judging/result', { ...about, result: null }, frame);
    this.security.scoresViewed(actor, { view: 'judging/result', contest: contest.slug });
    const everything = { order: 'place', limit: Number.MAX_SAFE_INTEGER, offset: 0 } as const;
    const matrices = await Promise.all(
      rounds.map(async ({ id }) => (await this.judging.matrix(reader, contest, id, everything)).rows),
    );
    const lines = toResultLines(result, matrices, (number) => `${matrixAddress}/${number}?chung=1`);
    const page = pageNumberOf(query['trang'], lines.length, PAGE_SIZE);
    const hrefOf = (to: number): string => `${address}?trang=${to}`;
    const model = {
      ...about,
      result: {
        formula: sayResult(contest, result),
        rounds: rounds.map(({ number, name }) => ({ label: `${number}. ${name}` })),
        lines: lines.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
        paging: lines.length <= PAGE_SIZE ? null : pagingOf({ page, pageSize: PAGE_SIZE, total: lines.length, hrefOf }),
      },
    };
    return new Page('judging/result', model, frame);
  }
}

/** The link to the page of the whole result, beside those of the rounds. */
export const resultTab = (href: string, current: boolean): { label: string; href: string; current: boolean } => ({
  label: 'Kết quả chung',
  href,
  current,
});
