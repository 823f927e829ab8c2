import { Injectable } from '@nestjs/common';
import { frameOfContest, overseerCrumbs } from '../../contests/contest.frame.js';
import { refuseToOrganise } from '../../contests/contest.policy.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { Page } from '../../web/answer.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import type { StatusWord } from '../../web/views/page.js';
import { judgingPaths } from '../judging.paths.js';
import { JudgingResults } from '../judging.results.js';
import type { WaitingEntry } from '../results.facts.js';
import { secretaryPage, SecretaryStandings } from '../secretary.standing.js';
import { NO_RULE, OWN_LIMITS, VOID_FAR, wordsOfRule } from './spread.form.js';
import { isScored, remarkersFor, spreadRuleOf } from './spread.repository.js';
import { SPREAD_MODELS } from './spread.rule.js';
import { saySpreadRule } from './spread.words.js';

const WAITS: Readonly<Record<WaitingEntry['waitsFor'], StatusWord>> = {
  head: { word: 'Chờ trưởng ban quyết định', tone: 'warning' },
  third: { word: 'Cần chấm lần ba', tone: 'warning' },
  panel: { word: 'Cần chấm tập thể', tone: 'danger' },
};

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

  async list(actor: Actor, form: FormState = freshForm()): Promise<Page> {
    const standing = await this.standings.of(actor);
    const { contest, round } = standing;
    if (round === null) return secretaryPage(standing, 'judging/no-round', { panelHref: judgingPaths.panel });
    const { reader } = this.database;
    const rule = await spreadRuleOf(reader, contest.id);
    const waiting = round.closedAt === null ? await this.results.waiting(reader, contest, round.id) : [];
    return secretaryPage(
      standing,
      'judging/spread',
      {
        form,
        ruleText: rule?.text ?? null,
        noRuleText:
          rule === null ? 'Cuộc thi không đặt quy định về chênh lệch điểm: mọi phiếu đã chốt đều được tính.' : null,
        lines: waiting.map(({ place, waitsFor, opened }) => ({
          number: place.number,
          villageName: place.villageName,
          status: WAITS[waitsFor],
          openedText: opened === null ? null : `Đã giao ${opened}, chờ chốt phiếu`,
          href: opened === null ? judgingPaths.spreadOf(place.number) : null,
        })),
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
    const rule = await spreadRuleOf(reader, contest.id);
    if (found === undefined || rule === null || found.opened !== null || round.closedAt !== null) {
      if (form === null) throw new Refused({ code: 'not-found' });
      // What was sent came too late: it is said above the list of what still waits.
      return this.list(actor, form);
    }
    const { place, waitsFor, markers } = found;
    const judges = waitsFor === 'head' ? [] : await remarkersFor(reader, round.id, place.entryId);
    return secretaryPage(
      standing,
      'judging/spread-one',
      {
        form: form ?? freshForm({ counted: markers.join(',') }),
        action: judgingPaths.spreadOf(number),
        backHref: judgingPaths.spread,
        number,
        placeText: place.villageName,
        status: WAITS[waitsFor],
        ruleText: rule.text,
        way: waitsFor,
        markersText: markers.join(', '),
        choices:
          waitsFor !== 'head'
            ? null
            : [
                { value: markers.join(','), label: `Trung bình của ${markers.join(' và ')}`, hint: null },
                ...markers.map((code) => ({ value: code, label: `Điểm của ${code}`, hint: null })),
              ],
        judges: judges.map(({ code, name }) => ({ value: code, label: `${code} – ${name}` })),
        button: waitsFor === 'head' ? 'Ghi quyết định' : 'Giao chấm lại',
      },
      CRUMBS(number),
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
      models: [
        { value: NO_RULE, label: 'Không xử lý chênh lệch', hint: 'Mọi phiếu đã chốt đều được tính.' },
        {
          value: 'third-at-20',
          label: 'Hai giám khảo, chênh từ 20% thang điểm thì chấm lần ba',
          hint: SPREAD_MODELS['third-at-20'].text,
        },
        { value: 'literature', label: 'Ba mức như thi ngữ văn', hint: SPREAD_MODELS.literature.text },
        { value: OWN_LIMITS, label: 'Giới hạn riêng của cuộc thi', hint: 'Nhập các mức ở dưới.' },
        {
          value: VOID_FAR,
          label: 'Hủy điểm lệch xa điểm trung bình',
          hint: 'Điểm nào lệch quá giới hạn so với trung bình của mọi điểm đã chấm thì không tính. Cần từ ba giám khảo.',
        },
      ],
      measures: [
        { value: 'points', label: 'Điểm', hint: null },
        { value: 'percent', label: 'Phần trăm thang điểm', hint: null },
      ],
      edges: [
        { value: 'duoi', label: 'dưới giới hạn này' },
        { value: 'khong-qua', label: 'không quá giới hạn này' },
      ],
      beyonds: [
        { value: 'head', label: 'Trưởng ban quyết định điểm được tính, có biên bản', hint: null },
        { value: 'third', label: 'Chấm lần ba', hint: null },
        { value: 'panel', label: 'Hủy các điểm đã chấm, chấm lại tập thể', hint: null },
      ],
      thirds: [
        { value: 'official', label: 'Điểm lần ba là điểm chính thức', hint: null },
        {
          value: 'compared',
          label: 'So với các điểm trước',
          hint: 'Có điểm bằng nhau thì lấy các điểm đó; mọi điểm lệch nhau không quá giới hạn dưới đây thì tính tất cả; lệch hơn thì chấm tập thể.',
        },
      ],
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
