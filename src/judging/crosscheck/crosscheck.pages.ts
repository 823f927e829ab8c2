import { Injectable } from '@nestjs/common';
import type { ContestFacts } from '../../contests/contest.facts.js';
import { frameOfContest, overseerCrumbs } from '../../contests/contest.frame.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { Page } from '../../web/answer.js';
import type { Words } from '../../web/request.js';
import { SecurityLog } from '../../web/security.log.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { type Breadcrumb, pagingOf } from '../../web/views/page.js';
import { judgingPaths } from '../judging.paths.js';
import { refuseToCrosscheck, refuseToSeeScores } from '../judging.policy.js';
import { JudgingResults } from '../judging.results.js';
import { pageNumberOf } from '../page.number.js';
import { roundAsked, roundChoice } from '../round.choice.js';
import type { RoundFacts } from '../round.facts.js';
import { RoundRepository } from '../round.repository.js';
import { expectedSheets, sheetBounds } from './crosscheck.draw.js';
import { RISKS } from './crosscheck.form.js';
import { type CheckFacts, CrosscheckRepository } from './crosscheck.repository.js';
import { sayRisk, toCheckLine, toSheetLine, verdictOf } from './crosscheck.view.js';

/** Rows a page: to work with, and `?hang=1000` to print the whole list. */
const PAGE_SIZES: Readonly<Record<string, number>> = { '100': 100, '1000': 1000 };

/** Pages of comparing with paper: the draws of a round, one draw's list, one sheet of it. For closed rounds; before, they say so. */
@Injectable()
export class CrosscheckPages {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly rounds: RoundRepository,
    private readonly results: JudgingResults,
    private readonly checks: CrosscheckRepository,
    private readonly security: SecurityLog,
  ) {}

  async list(actor: Actor, slug: string, query: Words, form: FormState | null = null): Promise<Page> {
    const contest = await this.contest(slug);
    const { reader } = this.database;
    const rounds = await this.rounds.all(reader, contest.id);
    const round = roundAsked(rounds, query);
    const standing = round ?? { contestId: contest.id, closedAt: null };
    const refused = refuseToSeeScores(actor, contest, standing, 'everybody');
    if (refused !== null && refused.code !== 'scores-hidden') obey(refused);
    const address = judgingPaths.crosscheck(slug);
    const isClosed = refused === null && round !== null;
    const stakes = isClosed ? await this.stakes(contest, round) : null;
    const checks = isClosed ? await this.checks.all(reader, round.id) : [];
    const mayDraw = stakes !== null && refuseToCrosscheck(actor, contest, standing) === null;
    return this.page(actor, contest, 'judging/crosschecks', null, {
      choice: roundChoice(address, round, rounds),
      form: form ?? freshForm({ places: String(stakes?.places ?? 1), risk: '5' }),
      action: address,
      roundNumber: round?.number ?? null,
      notYetText: isClosed ? null : 'Đối soát được sau khi khóa vòng chấm, với các phiếu đã chốt.',
      noLineText: isClosed && stakes === null ? 'Vòng này có ít hơn hai hạng nên không có gì để đối soát.' : null,
      risks: mayDraw
        ? RISKS.map((risk) => ({
            value: String(risk),
            label: sayRisk(risk),
            hint:
              risk === 0
                ? `${formatInteger(stakes.population)} phiếu.`
                : `Khoảng ${formatInteger(Math.round(stakes.expected[risk] ?? 0))}/${formatInteger(stakes.population)} phiếu với ${stakes.places} hạng đầu.`,
          }))
        : null,
      checks: checks.map((check) => toCheckLine(slug, check)),
    });
  }

  async draw(actor: Actor, slug: string, number: string, query: Words, form: FormState = freshForm()): Promise<Page> {
    const { contest, check, round } = await this.found(actor, slug, number);
    this.security.scoresViewed(actor, { view: 'judging/crosscheck', contest: slug });
    const { reader } = this.database;
    const pageSize = PAGE_SIZES[String(query['hang'] ?? '')] ?? 100;
    const page = pageNumberOf(query['trang'], check.drawn, pageSize);
    const [lines, judges, rubric] = await Promise.all([
      this.checks.lines(reader, check.id, { limit: pageSize, offset: (page - 1) * pageSize }),
      this.results.judgeNames(reader, round.id),
      this.contests.rubricVersion(reader, round.rubricVersionId),
    ]);
    const codes = rubric?.criteria.map(({ code }) => code) ?? [];
    const address = judgingPaths.crosscheckDraw(slug, number);
    const sized = pageSize === 100 ? '' : `hang=${pageSize}&`;
    return this.page(actor, contest, 'judging/crosscheck', check, {
      form,
      action: address,
      canRecord: refuseToCrosscheck(actor, contest, round) === null,
      facts: [
        { label: 'Số mồi', value: check.seed },
        { label: 'Mức', value: `${sayRisk(check.riskPercent)}, ${check.places} hạng đầu` },
        {
          label: 'Số phiếu rút',
          value: `${formatInteger(check.drawn)}/${formatInteger(check.population)} phiếu được tính`,
        },
        { label: 'Người rút', value: check.drawnByName },
      ],
      drawnAt: check.drawnAt,
      verdict: verdictOf(check),
      roundNumber: round.number,
      criteria: codes,
      lines: lines.map((line) => toSheetLine(line, { slug, number: check.number, codes, judges })),
      anyOpen: lines.some(({ result }) => result === null),
      printHref: pageSize === 100 && check.drawn > 100 ? `${address}?hang=1000` : null,
      paging:
        check.drawn <= pageSize
          ? null
          : pagingOf({ page, pageSize, total: check.drawn, hrefOf: (to) => `${address}?${sized}trang=${to}` }),
      signers: [
        { title: 'NGƯỜI ĐỐI SOÁT', note: null, name: '' },
        { title: 'TỔ THƯ KÝ', note: null, name: '' },
      ],
    });
  }

  async line(
    actor: Actor,
    slug: string,
    of: { number: string; line: string },
    form: FormState | null = null,
  ): Promise<Page> {
    const { contest, check, round } = await this.found(actor, slug, of.number);
    obey(refuseToCrosscheck(actor, contest, round));
    this.security.scoresViewed(actor, { view: 'judging/crosscheck', contest: slug });
    const { reader } = this.database;
    const found = /^[1-9]\d{0,5}$/.test(of.line) ? await this.checks.line(reader, check.id, Number(of.line)) : null;
    if (found === null) throw new Refused({ code: 'not-found' });
    const [judges, rubric] = await Promise.all([
      this.results.judgeNames(reader, round.id),
      this.contests.rubricVersion(reader, round.rubricVersionId),
    ]);
    const codes = rubric?.criteria.map(({ code }) => code) ?? [];
    const shown = toSheetLine(found, { slug, number: check.number, codes, judges });
    return this.page(actor, contest, 'judging/crosscheck-line', check, {
      form: form ?? freshForm({ result: found.result ?? 'differs', reason: found.reason ?? '' }),
      action: judgingPaths.crosscheckLine(slug, of.number, of.line),
      backHref: judgingPaths.crosscheckDraw(slug, of.number),
      version: found.version,
      sheet: shown,
      choices: [
        { value: 'agrees', label: 'Khớp với phiếu giấy', hint: null },
        { value: 'differs', label: 'Không khớp', hint: null },
      ],
    });
  }

  /** What a draw of a closed round would be about: the prizes' ranks, as far as there is a line; null where there is none. */
  private async stakes(
    contest: ContestFacts,
    round: RoundFacts,
  ): Promise<{ places: number; population: number; expected: Readonly<Record<number, number>> } | null> {
    const { reader } = this.database;
    const { input, ranking } = await this.results.rankingOf(reader, contest, round.id);
    const last = ranking.at(-1)?.rank ?? 1;
    if (last === 1) return null;
    const prizes = input.rules.prizes.reduce((sum, { quantity }) => sum + quantity, 0);
    const places = Math.max(1, Math.min(prizes, last - 1));
    const bounds = sheetBounds(input.entries, ranking, { scoring: input.rules.scoring, places });
    const expected = Object.fromEntries(RISKS.map((risk) => [risk, expectedSheets(bounds, risk)]));
    return { places, population: bounds.length, expected };
  }

  private async contest(slug: string): Promise<ContestFacts> {
    const contest = await this.contests.bySlug(this.database.reader, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    return contest;
  }

  private async found(
    actor: Actor,
    slug: string,
    number: string,
  ): Promise<{ contest: ContestFacts; check: CheckFacts; round: RoundFacts }> {
    const contest = await this.contest(slug);
    const { reader } = this.database;
    const check = /^[1-9]\d{0,5}$/.test(number) ? await this.checks.byNumber(reader, contest.id, Number(number)) : null;
    const round = check && (await this.rounds.byId(reader, check.roundId));
    if (check === null || round === null) throw new Refused({ code: 'not-found' });
    obey(refuseToSeeScores(actor, contest, round, 'everybody'));
    return { contest, check, round };
  }

  private async page(
    actor: Actor,
    contest: ContestFacts,
    view: string,
    check: CheckFacts | null,
    model: object,
  ): Promise<Page> {
    const calendar = await this.contests.calendarOf(this.database.reader, contest, this.clock.now());
    const here: Breadcrumb[] = [
      { href: check === null ? null : judgingPaths.crosscheck(contest.slug), label: 'Đối soát phiếu giấy' },
      ...(check === null ? [] : [{ href: null, label: `Lần ${check.number}` }]),
    ];
    const crumbs =
      actor.role === 'secretary'
        ? [{ href: judgingPaths.secretary, label: 'Thư ký' }, ...here]
        : overseerCrumbs(actor, contest, ...here);
    const about = check === null ? null : `Lần rút số ${check.number}`;
    return new Page(view, { contestName: contest.name, about, ...model }, frameOfContest(contest, calendar, crumbs));
  }
}
