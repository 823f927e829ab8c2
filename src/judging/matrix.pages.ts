import { Inject, Injectable } from '@nestjs/common';
import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import { frameOfContest, overseerCrumbs } from '../contests/contest.frame.js';
import { ContestReader } from '../contests/contest.reader.js';
import { paperLinks } from '../documents/paper.answer.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { obey, Refused } from '../kernel/refusal.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { Page } from '../web/answer.js';
import type { Words } from '../web/request.js';
import { type Breadcrumb, pagingOf } from '../web/views/page.js';
import { SecurityLog } from '../web/security.log.js';
import { JudgingResults } from './judging.results.js';
import { quorumOf } from './round.rules.js';
import { refuseToSeeScores } from './judging.policy.js';
import { judgingPaths } from './judging.paths.js';
import { sayFormula, spreadPlot, toMatrixLine } from './matrix.view.js';
import { pageNumberOf } from './page.number.js';
import { isFromOutside } from './outside/outside.policy.js';
import { ProgressRepository } from './progress.repository.js';
import type { RoundFacts } from './round.facts.js';
import { resultTab } from './result/result.pages.js';
import { RESULT_SEQUEL, type ResultSequel } from './result/result.sequel.js';
import { inRound, roundAsked, type RoundChoice, roundChoice } from './round.choice.js';
import { RoundRepository } from './round.repository.js';
import { spreadRuleOf } from './spread/spread.repository.js';
import { aboutOf, SecretaryStandings } from './secretary.standing.js';

/** Rows a page: to read, and `?hang=1000` to print the whole table with the signatures below it. */
const PAGE_SIZES: Readonly<Record<string, number>> = { '100': 100, '1000': 1000 };
/** More judges than this do not fit across an A4 sheet held upright. */
const MOST_JUDGES_UPRIGHT = 6;

interface Asked {
  actor: Actor;
  contest: ContestFacts;
  calendar: Calendar;
  round: RoundFacts | null;
  rounds: readonly RoundFacts[];
  query: Words;
  /** The page's own address, without a query. */
  address: string;
  resultAddress: string;
  crumbs: Breadcrumb[];
}

/** Loads the matrix entries × judges, for the secretary and for organisers. Before closing: counts only. */
@Injectable()
export class MatrixPages {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly standings: SecretaryStandings,
    private readonly progress: ProgressRepository,
    private readonly results: JudgingResults,
    private readonly rounds: RoundRepository,
    private readonly security: SecurityLog,
    @Inject(RESULT_SEQUEL) private readonly sequel: ResultSequel,
  ) {}

  async secretary(actor: Actor, query: Words): Promise<Page> {
    const standing = await this.standings.of(actor, query);
    return this.page({
      ...standing,
      actor,
      query,
      address: judgingPaths.matrix,
      resultAddress: judgingPaths.result,
      crumbs: [],
    });
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
    const round = roundAsked(rounds, query);
    const crumbs = overseerCrumbs(actor, contest, { href: null, label: 'Kết quả chấm' });
    return this.page({
      actor,
      contest,
      calendar,
      round,
      rounds,
      query,
      address: judgingPaths.organiserMatrix(slug),
      resultAddress: judgingPaths.organiserResult(slug),
      crumbs,
    });
  }

  private async page(asked: Asked): Promise<Page> {
    const { actor, contest, calendar, round, crumbs } = asked;
    const standing = round ?? { contestId: contest.id, closedAt: null, closedByName: null };
    const refusal = refuseToSeeScores(actor, contest, standing, 'everybody');
    if (refusal !== null && refusal.code !== 'scores-hidden') obey(refusal);
    const model =
      refusal === null && round !== null ? await this.matrix(asked, round) : await this.counts(contest, round);
    return new Page(
      'judging/matrix',
      { contestName: aboutOf(asked), choice: choiceOf(asked), ...model },
      frameOfContest(contest, calendar, crumbs),
    );
  }

  /** While the round is open: how many are done, and nothing else. */
  private async counts(contest: ContestFacts, round: RoundFacts | null): Promise<object> {
    const quorum = quorumOf(contest, round);
    const { reader } = this.database;
    const totals =
      round === null
        ? { entries: 0, unassigned: 0, belowQuorum: 0 }
        : await this.progress.totals(reader, contest.id, round.id, quorum);
    return {
      matrix: null,
      figures: [
        { value: totals.entries, label: 'hồ sơ trong diện chấm', href: null, note: null },
        { value: totals.entries - totals.belowQuorum, label: 'đã đủ phiếu chốt', href: null, note: null },
        { value: totals.belowQuorum, label: 'chưa đủ phiếu chốt', href: null, note: null },
      ],
    };
  }

  private async matrix({ actor, contest, query, address, rounds }: Asked, round: RoundFacts): Promise<object> {
    // Each view of scores leaves a line (TRUST A.3); a GET writes nothing to the database (S19).
    this.security.scoresViewed(actor, { view: 'judging/matrix', contest: contest.slug });
    const { reader } = this.database;
    const [judges, rubric, rule] = await Promise.all([
      this.results.judgeNames(reader, round.id),
      this.contests.rubricVersion(reader, round.rubricVersionId),
      spreadRuleOf(reader, contest.id),
    ]);
    const typedSize = String(query['hang'] ?? '');
    const pageSize = PAGE_SIZES[typedSize] ?? 100;
    const order = query['sap'] === 'chenh-lech' ? 'spread' : 'place';
    const typedPage = /^[1-9]\d{0,5}$/.test(String(query['trang'])) ? Number(query['trang']) : 1;
    let { rows, total } = await this.results.matrix(reader, contest, round.id, {
      order,
      limit: pageSize,
      offset: (typedPage - 1) * pageSize,
    });
    const page = pageNumberOf(query['trang'], total, pageSize);
    if (page !== typedPage)
      ({ rows, total } = await this.results.matrix(reader, contest, round.id, { order, limit: pageSize, offset: 0 }));
    const hrefOf = (to: number, by: 'place' | 'spread' = order): string => {
      const kept = new URLSearchParams();
      if (by === 'spread') kept.set('sap', 'chenh-lech');
      if (pageSize !== 100) kept.set('hang', String(pageSize));
      if (to > 1) kept.set('trang', String(to));
      return inRound(kept.size === 0 ? address : `${address}?${kept.toString()}`, round, rounds);
    };
    const codes = [...judges.keys()];
    const isSecretary = address === judgingPaths.matrix;
    return {
      figures: [],
      matrix: {
        sequel: await this.sequel.linksFor(reader, actor, contest),
        agreementHref: inRound(
          isSecretary ? judgingPaths.agreement : judgingPaths.organiserAgreement(contest.slug),
          round,
          rounds,
        ),
        closedText: `Vòng chấm đã khóa lúc ${round.closedAt === null ? '' : formatDateTime(round.closedAt)}. ${total} hồ sơ, ${isFromOutside(round) ? 'điểm nhập từ bên ngoài' : `${judges.size} giám khảo`}.`,
        papers: [
          {
            label: 'Bảng tổng hợp điểm',
            files: paperLinks(
              inRound(
                isSecretary ? judgingPaths.tablePaper : judgingPaths.organiserTablePaper(contest.slug),
                round,
                rounds,
              ),
            ),
          },
          {
            label: 'Biên bản chấm',
            files: paperLinks(
              inRound(
                isSecretary ? judgingPaths.minutesPaper : judgingPaths.organiserMinutesPaper(contest.slug),
                round,
                rounds,
              ),
            ),
          },
        ],
        sampleNotes: contest.sampleNotes,
        formula: [
          ...sayFormula(contest, round, rubric?.criteria ?? []),
          ...(rule === null
            ? []
            : [`Chênh lệch điểm: ${rule.text} Điểm gạch ngang không được tính, lý do ở cột Ghi chú.`]),
        ],
        judges: [...judges].map(([code, name]) => ({ code, name })),
        lines: rows.map((row) => toMatrixLine(row, codes, (number) => inRound(`${address}/${number}`, round, rounds))),
        orderText: order === 'place' ? 'Xếp theo hạng' : 'Xếp theo chênh lệch, lớn nhất trước',
        placeHref: hrefOf(1, 'place'),
        placeDirection: order === 'place' ? 'ascending' : null,
        spreadHref: hrefOf(1, 'spread'),
        spreadDirection: order === 'spread' ? 'descending' : null,
        printHref:
          pageSize === 100
            ? inRound(`${address}?hang=1000${order === 'spread' ? '&sap=chenh-lech' : ''}`, round, rounds)
            : null,
        printsAcross: judges.size > MOST_JUDGES_UPRIGHT,
        plot: spreadPlot(rows, codes),
        paging: total <= pageSize ? null : pagingOf({ page, pageSize, total, hrefOf: (to) => hrefOf(to) }),
        signers: [
          { title: 'TỔ THƯ KÝ', note: null, name: '' },
          { title: 'TRƯỞNG BAN GIÁM KHẢO', note: null, name: '' },
        ],
      },
    };
  }
}

/** The matrices of the other rounds, and what all of them come to. */
function choiceOf({ address, resultAddress, round, rounds }: Asked): RoundChoice {
  const choice = roundChoice(address, round, rounds);
  return choice && [...choice, resultTab(resultAddress, false)];
}
