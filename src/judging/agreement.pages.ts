import { Injectable } from '@nestjs/common';
import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import { frameOfContest, overseerCrumbs } from '../contests/contest.frame.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { obey, Refused } from '../kernel/refusal.js';
import { Page } from '../web/answer.js';
import type { Words } from '../web/request.js';
import { SecurityLog } from '../web/security.log.js';
import type { Breadcrumb } from '../web/views/page.js';
import { AgreementReports, type RoundAgreement } from './agreement.reports.js';
import { toAgreementView } from './agreement.view.js';
import { JudgingResults } from './judging.results.js';
import { refuseToSeeScores } from './judging.policy.js';
import { judgingPaths } from './judging.paths.js';
import { roundAsked, roundChoice } from './round.choice.js';
import type { RoundFacts } from './round.facts.js';
import { RoundRepository } from './round.repository.js';
import { aboutOf, SecretaryStandings } from './secretary.standing.js';

/** Milliseconds that a page waits for a report that is being computed; a large contest's is there when the page is asked again. */
const PATIENCE = 4000;

interface Asked {
  actor: Actor;
  contest: ContestFacts;
  calendar: Calendar;
  round: RoundFacts | null;
  rounds: readonly RoundFacts[];
  address: string;
  crumbs: Breadcrumb[];
}

/** What the sheets of a closed round say about the judges, for the secretary, organisers and auditors. Advice only: it changes no rank. */
@Injectable()
export class AgreementPages {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly standings: SecretaryStandings,
    private readonly rounds: RoundRepository,
    private readonly results: JudgingResults,
    private readonly reports: AgreementReports,
    private readonly security: SecurityLog,
  ) {}

  async secretary(actor: Actor, query: Words): Promise<Page> {
    const standing = await this.standings.of(actor, query);
    return this.page({ ...standing, actor, address: judgingPaths.agreement, crumbs: [] });
  }

  /** For organisers of the contest and for the auditor; to anybody else the contest has no such page. */
  async organiser(actor: Actor, slug: string, query: Words): Promise<Page> {
    const { reader } = this.database;
    const contest = await this.contests.bySlug(reader, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    const [calendar, rounds] = await Promise.all([
      this.contests.calendarOf(reader, contest, this.clock.now()),
      this.rounds.all(reader, contest.id),
    ]);
    const crumbs = overseerCrumbs(actor, contest, { href: null, label: 'Mức thống nhất' });
    const address = judgingPaths.organiserAgreement(slug);
    return this.page({ actor, contest, calendar, round: roundAsked(rounds, query), rounds, address, crumbs });
  }

  private async page({ actor, contest, calendar, round, rounds, address, crumbs }: Asked): Promise<Page> {
    const standing = round ?? { contestId: contest.id, closedAt: null, closedByName: null };
    const refusal = refuseToSeeScores(actor, contest, standing, 'everybody');
    if (refusal !== null && refusal.code !== 'scores-hidden') obey(refusal);
    const shown = refusal === null && round !== null ? await this.shown(actor, contest, round) : HIDDEN;
    return new Page(
      'judging/agreement',
      { about: aboutOf({ contest, round }), choice: roundChoice(address, round, rounds), address, ...shown },
      frameOfContest(contest, calendar, crumbs),
    );
  }

  private async shown(actor: Actor, contest: ContestFacts, round: RoundFacts): Promise<typeof HIDDEN> {
    this.security.scoresViewed(actor, { view: 'judging/agreement', contest: contest.slug });
    const { reader } = this.database;
    const [found, names] = await Promise.all([
      orLate(this.reports.of(reader, contest, round)),
      this.results.judgeNames(reader, round.id),
    ]);
    if (found === null) return { ...HIDDEN, hidden: false, pending: true };
    const { answer } = found;
    if (answer === null) return { ...HIDDEN, hidden: false, none: noneText(found) };
    return { ...HIDDEN, hidden: false, view: toAgreementView({ ...found, answer }, names) };
  }
}

const HIDDEN = {
  hidden: true,
  pending: false,
  none: null as string | null,
  view: null as ReturnType<typeof toAgreementView> | null,
};

const noneText = ({ sheets }: RoundAgreement): string =>
  sheets === 0
    ? 'Vòng này không có phiếu chốt nào được tính.'
    : 'Các giám khảo của vòng này chấm những tiêu chí khác nhau, nên tổng điểm của họ không so với nhau được.';

/** The report, or null when it is not there in time; it goes on being computed. */
function orLate(report: Promise<RoundAgreement>): Promise<RoundAgreement | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE);
  });
  return Promise.race([report, late]).finally(() => clearTimeout(timer));
}
