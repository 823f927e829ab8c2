import { Injectable } from '@nestjs/common';
import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import { frameOfContest, overseerCrumbs } from '../contests/contest.frame.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { Refused } from '../kernel/refusal.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import { Page } from '../web/answer.js';
import type { Words } from '../web/request.js';
import { SecurityLog } from '../web/security.log.js';
import type { Breadcrumb } from '../web/views/page.js';
import { JudgingResults } from './judging.results.js';
import { refuseToSeeScores } from './judging.policy.js';
import { judgingPaths } from './judging.paths.js';
import { sayFormula } from './matrix.view.js';
import { type ContestResult, ContestResults } from './result/contest.results.js';
import { isOutsideCode } from './outside/outside.marks.js';
import { inRound, roundAsked } from './round.choice.js';
import type { RoundFacts } from './round.facts.js';
import { RoundRepository } from './round.repository.js';
import { aboutOf, SecretaryStandings } from './secretary.standing.js';
import { sayUncounted } from './spread/spread.words.js';
import { workingsOf } from './workings.js';
import { toWorkedSteps } from './workings.view.js';

interface Asked {
  actor: Actor;
  contest: ContestFacts;
  calendar: Calendar;
  round: RoundFacts | null;
  rounds: readonly RoundFacts[];
  number: string;
  /** The contest's result of all rounds together instead of one round's. */
  ofContest: boolean;
  /** The table of all scores, which this page hangs below. */
  matrixHref: string;
  crumbs: Breadcrumb[];
}

type Ranked = Pick<ContestResult, 'tally' | 'criteria' | 'judges'>;

/** How one rank of a closed round came about, for those who may see its scores. Constant queries; computed from the sheets anew. */
@Injectable()
export class WorkingsPages {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly standings: SecretaryStandings,
    private readonly rounds: RoundRepository,
    private readonly results: JudgingResults,
    private readonly contestResults: ContestResults,
    private readonly security: SecurityLog,
  ) {}

  async secretary(actor: Actor, number: string, query: Words): Promise<Page> {
    const standing = await this.standings.of(actor, query);
    const crumbs = [
      { href: judgingPaths.matrix, label: 'Tổng hợp điểm' },
      { href: null, label: number },
    ];
    return this.page({
      ...standing,
      actor,
      number,
      ofContest: query['chung'] === '1',
      matrixHref: judgingPaths.matrix,
      crumbs,
    });
  }

  /** For organisers of the contest and for the auditor; to anybody else there is no such page. */
  async organiser(actor: Actor, slug: string, number: string, query: Words): Promise<Page> {
    const { reader } = this.database;
    const contest = await this.contests.bySlug(reader, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    const [calendar, rounds] = await Promise.all([
      this.contests.calendarOf(reader, contest, this.clock.now()),
      this.rounds.all(reader, contest.id),
    ]);
    const matrixHref = judgingPaths.organiserMatrix(slug);
    const crumbs = overseerCrumbs(actor, contest, { href: null, label: number });
    return this.page({
      actor,
      contest,
      calendar,
      round: roundAsked(rounds, query),
      rounds,
      number,
      ofContest: query['chung'] === '1',
      matrixHref,
      crumbs,
    });
  }

  private async page(asked: Asked): Promise<Page> {
    const { actor, contest, calendar, round, rounds, number, matrixHref, crumbs } = asked;
    const standing = round ?? { contestId: contest.id, closedAt: null, closedByName: null };
    // Before closing there is no rank, hence no such page: whoever typed the address learns nothing from the answer.
    if (round === null || refuseToSeeScores(actor, contest, standing, 'everybody') !== null)
      throw new Refused({ code: 'not-found' });
    this.security.scoresViewed(actor, { view: 'judging/workings', contest: contest.slug });
    const { tally, criteria, judges } = await (asked.ofContest
      ? this.ofContest(contest)
      : this.ofRound(contest, round));
    const place = tally.places.get(number);
    const { entries, rules } = tally.input;
    const ranked = tally.ranking.find(({ entry }) => entry === number);
    if (place === undefined || ranked === undefined) throw new Refused({ code: 'not-found' });
    const workings = workingsOf({ entries, scoring: rules.scoring, ranking: tally.ranking })(number);
    const nameOf = (entry: string): string => {
      const other = tally.places.get(entry);
      return other === undefined ? entry : `${other.villageName} (${entry})`;
    };
    return new Page(
      'judging/workings',
      {
        about: aboutOf({ contest, round }),
        lead: `${tellPlace(place.villageName, place.communeName)} – ${number}: hạng ${ranked.rank}`,
        sampleNotes: contest.sampleNotes,
        unshown: null,
        formula: sayFormula(contest, round, criteria),
        uncounted: sayUncounted(tally.uncounted.get(number) ?? []),
        steps: toWorkedSteps(workings, { marks: true, nameOf }),
        outcome: null,
        sources: sourcesAmong(judges),
        backHref: inRound(matrixHref, round, rounds),
        backLabel: 'Bảng tổng hợp điểm',
      },
      frameOfContest(contest, calendar, crumbs),
    );
  }

  private async ofRound(contest: ContestFacts, round: RoundFacts): Promise<Ranked> {
    const { reader } = this.database;
    const [tally, rubric, judges] = await Promise.all([
      this.results.rankingOf(reader, contest, round.id),
      this.contests.rubricVersion(reader, round.rubricVersionId),
      this.results.judgeNames(reader, round.id),
    ]);
    return { tally, criteria: rubric?.criteria ?? [], judges };
  }

  private async ofContest(contest: ContestFacts): Promise<Ranked> {
    const result = await this.contestResults.of(this.database.reader, contest);
    if (result === null) throw new Refused({ code: 'not-found' });
    return result;
  }
}

/** What stands behind codes that are no judge's: points from outside, with where they come from. */
const sourcesAmong = (judges: ReadonlyMap<string, string>): string[] =>
  [...judges].filter(([code]) => isOutsideCode(code)).map(([code, name]) => `${code} – ${name}.`);
