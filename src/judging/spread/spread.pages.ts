import { Injectable } from '@nestjs/common';
import { frameOfContest, overseerCrumbs } from '../../contests/contest.frame.js';
import { refuseToOrganise } from '../../contests/contest.policy.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { Page } from '../../web/answer.js';
import type { Words } from '../../web/request.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { pagingOf } from '../../web/views/page.js';
import { judgingPaths } from '../judging.paths.js';
import { JudgingResults } from '../judging.results.js';
import { pageNumberOf } from '../page.number.js';
import type { RoundFacts } from '../round.facts.js';
import { secretaryPage, type SecretaryStanding, SecretaryStandings } from '../secretary.standing.js';
import { wordsOfRule } from './spread.form.js';
import {
  countStanding,
  isScored,
  remarkersFor,
  type RemarkingLine,
  remarkingLog,
  spreadRuleOf,
  standingRemarkings,
} from './spread.repository.js';
import {
  RULE_CHOICES,
  spreadHref,
  type SpreadPlaces,
  toHistory,
  toStandingLine,
  toWaitingPage,
  WAITS,
} from './spread.view.js';
import { saySpreadRule } from './spread.words.js';

const PAGE_SIZE = 50;

/** Pages about marks that lie apart. The secretary learns which dossiers and what the rule asks for, never a mark (S6). */
@Injectable()
export class SpreadPages {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly standings: SecretaryStandings,
    private readonly results: JudgingResults,
  ) {}

  async list(actor: Actor, query: Words = {}, form: FormState = freshForm()): Promise<Page> {
    const standing = await this.standings.of(actor);
    const { contest, round } = standing;
    if (round === null) return secretaryPage(standing, 'judging/no-round', { panelHref: judgingPaths.panel });
    const { reader } = this.database;
    const rule = await spreadRuleOf(reader, contest.id);
    const waiting = round.closedAt === null ? await this.results.waiting(reader, contest, round.id) : [];
    const total = await countStanding(reader, round.id);
    const at: SpreadPlaces = {
      waiting: pageNumberOf(query['cho'], waiting.length, PAGE_SIZE),
      standing: pageNumberOf(query['trang'], total, PAGE_SIZE),
    };
    const of = { limit: PAGE_SIZE, offset: (at.standing - 1) * PAGE_SIZE };
    const lines = await standingRemarkings(reader, round.id, of);
    const hrefOf = (standing: number): string => spreadHref({ ...at, standing });
    const shown = toWaitingPage(waiting, { pageSize: PAGE_SIZE, at });
    return secretaryPage(
      standing,
      'judging/spread',
      {
        form,
        settled: lines.map(toStandingLine),
        paging: total <= PAGE_SIZE ? null : pagingOf({ page: at.standing, pageSize: PAGE_SIZE, total, hrefOf }),
        ruleText: rule?.text ?? null,
        noRuleText:
          rule === null ? 'Cuộc thi không đặt quy định về chênh lệch điểm: mọi phiếu đã chốt đều được tính.' : null,
        lines: shown.lines,
        waitingPaging: shown.paging,
        waitingCount: waiting.length,
      },
      CRUMBS(null),
    );
  }

  async one(actor: Actor, number: string, form: FormState | null = null): Promise<Page> {
    const standing = await this.standings.withRound(actor);
    const { reader } = this.database;
    const { contest, round } = standing;
    const waiting = await this.results.waiting(reader, contest, round.id);
    const found = waiting.find(({ place }) => place.number === number);
    const [rule, log] = await Promise.all([spreadRuleOf(reader, contest.id), remarkingLog(reader, round.id, number)]);
    if (found === undefined || rule === null || found.opened !== null || round.closedAt !== null) {
      if (log.length > 0) return this.history(standing, log, form);
      if (form === null) throw new Refused({ code: 'not-found' });
      // What was sent came too late: it is said above the list of what still waits.
      return this.list(actor, {}, form);
    }
    const { place, waitsFor, markers } = found;
    const judges = waitsFor === 'head' ? [] : await remarkersFor(reader, round.id, place.entryId);
    return secretaryPage(
      standing,
      'judging/spread-one',
      {
        form: form ?? freshForm({ counted: markers }),
        action: judgingPaths.spreadOf(number),
        backHref: judgingPaths.spread,
        number,
        placeText: place.villageName,
        status: WAITS[waitsFor],
        ruleText: rule.text,
        way: waitsFor,
        markersText: markers.join(', '),
        choices:
          waitsFor !== 'head' ? null : markers.map((code) => ({ value: code, label: `Điểm của ${code}`, hint: null })),
        events: toHistory(log),
        panelHref: judgingPaths.panel,
        judges: judges.map(({ code, name }) => ({ value: code, label: `${code} – ${name}` })),
        button: waitsFor === 'head' ? 'Ghi quyết định' : 'Giao chấm lại',
      },
      CRUMBS(number),
    );
  }

  /** What was done about an entry; a decision of the head that stands may be taken back while the round is open. */
  private history(
    standing: SecretaryStanding & { round: RoundFacts },
    log: readonly RemarkingLine[],
    form: FormState | null,
  ): Page {
    const { round } = standing;
    const last = log.at(-1);
    if (last === undefined) throw new Refused({ code: 'not-found' });
    const decided = log.find(({ way, withdrawnAt }) => way === 'head' && withdrawnAt === null) ?? null;
    return secretaryPage(
      standing,
      'judging/spread-history',
      {
        form: form ?? freshForm(),
        number: last.number,
        placeText: last.villageName,
        ruleText: last.ruleText,
        events: toHistory(log),
        withdrawHref: decided === null || round.closedAt !== null ? null : judgingPaths.spreadWithdrawal(last.number),
        lockedText:
          decided !== null && round.closedAt !== null ? 'Vòng chấm đã khóa nên không bỏ quyết định được nữa.' : null,
        backHref: judgingPaths.spread,
      },
      CRUMBS(last.number),
    );
  }

  async rule(actor: Actor, slug: string, form: FormState | null = null): Promise<Page> {
    const { reader } = this.database;
    const contest = await this.contests.bySlug(reader, slug);
    obey(refuseToOrganise(actor, contest));
    if (contest === null) throw new Refused({ code: 'not-found' });
    const [rule, scored, calendar] = await Promise.all([
      spreadRuleOf(reader, contest.id),
      isScored(reader, contest.id),
      this.contests.calendarOf(reader, contest, this.clock.now()),
    ]);
    const model = {
      contestName: contest.name,
      form: form ?? freshForm(wordsOfRule(rule)),
      action: judgingPaths.spreadRule(slug),
      lockedText: scored ? 'Đã có giám khảo chấm điểm nên quy định không đổi được nữa.' : null,
      ruleText: rule?.text ?? 'Không có: mọi phiếu đã chốt đều được tính.',
      doneText: rule === null || rule.text === saySpreadRule(rule) ? null : saySpreadRule(rule),
      ...RULE_CHOICES,
    };
    const crumbs = overseerCrumbs(actor, contest, { href: null, label: 'Chênh lệch điểm' });
    return new Page('judging/spread-rule', model, frameOfContest(contest, calendar, crumbs));
  }
}

const CRUMBS = (last: string | null) => [
  { href: judgingPaths.secretary, label: 'Thư ký' },
  { href: last === null ? null : judgingPaths.spread, label: 'Chênh lệch điểm' },
  ...(last === null ? [] : [{ href: null, label: last }]),
];
