import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { obey, Refused } from '../kernel/refusal.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import type { Page } from '../web/answer.js';
import type { Words } from '../web/request.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { pagingOf } from '../web/views/page.js';
import { quorumOf } from './round.rules.js';
import { judgingPaths } from './judging.paths.js';
import { refuseOutsideRound, refuseToArrange, refuseToReopen } from './judging.policy.js';
import { pageNumberOf } from './page.number.js';
import { PanelRepository } from './panel.repository.js';
import { inRound, roundChoice } from './round.choice.js';
import { toActivity, toEntryLine, toJudgeProgress, toSheetLine } from './progress.view.js';
import { JudgeActivityRepository } from './reminder/judge-activity.repository.js';
import { ProgressRepository } from './progress.repository.js';
import { dueOf, secretaryPage, SecretaryStandings } from './secretary.standing.js';

const PAGE_SIZE = 50;
const CRUMB = { href: judgingPaths.progress, label: 'Tiến độ' };

/** Loads the secretary's pages about how far judging is. Done and not done, never how many points. */
@Injectable()
export class ProgressPages {
  constructor(
    private readonly database: Database,
    private readonly standings: SecretaryStandings,
    private readonly panel: PanelRepository,
    private readonly progress: ProgressRepository,
    private readonly activity: JudgeActivityRepository,
  ) {}

  async progressPage(actor: Actor, query: Words, form: FormState = freshForm()): Promise<Page> {
    const standing = await this.standings.of(actor, query);
    const { contest, round, rounds } = standing;
    if (round === null) return secretaryPage(standing, 'judging/no-round', { panelHref: judgingPaths.panel });
    const { reader } = this.database;
    const quorum = quorumOf(contest, round);
    const [judges, totals, activity] = await Promise.all([
      this.panel.judges(reader, round.id),
      this.progress.totals(reader, contest.id, round.id, quorum),
      this.activity.of(reader, round.id),
    ]);
    const canRemind = round.id === rounds.at(-1)?.id && refuseOutsideRound(contest, round, standing.calendar) === null;
    const lines = judges.map((judge) => ({
      ...toJudgeProgress(judge, standing),
      ...toActivity(activity.find(({ personId }) => personId === judge.personId)),
    }));
    const lackingOnly = query['loc'] === 'thieu';
    const total = lackingOnly ? totals.belowQuorum : totals.entries;
    const page = pageNumberOf(query['trang'], total, PAGE_SIZE);
    const of = { quorum, lackingOnly, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
    const entries = await this.progress.entries(reader, contest.id, round.id, of);
    const hrefOf = (number: number): string =>
      inRound(`${judgingPaths.progress}?${lackingOnly ? 'loc=thieu&' : ''}trang=${number}#ho-so`, round, rounds);
    return secretaryPage(standing, 'judging/progress', {
      choice: roundChoice(judgingPaths.progress, round, rounds),
      closedText: round.closedAt === null ? null : `Vòng chấm đã khóa lúc ${formatDateTime(round.closedAt)}.`,
      due: dueOf(standing),
      figures: [
        { value: totals.entries, label: 'hồ sơ trong diện chấm', href: null, note: null },
        {
          value: totals.unassigned,
          label: 'chưa có giám khảo',
          href: totals.unassigned > 0 ? judgingPaths.plan : null,
          note: null,
        },
        {
          value: totals.entries - totals.belowQuorum,
          label: 'đã đủ phiếu chốt',
          href: null,
          note: `Cần ít nhất ${quorum} phiếu mỗi hồ sơ`,
        },
      ],
      form,
      judges: lines,
      remindAction: canRemind && lines.some(({ unsigned }) => unsigned > 0) ? judgingPaths.remind : null,
      tabs: [
        {
          label: 'Tất cả',
          href: inRound(`${judgingPaths.progress}#ho-so`, round, rounds),
          current: !lackingOnly,
          count: totals.entries,
        },
        {
          label: 'Chưa đủ phiếu chốt',
          href: inRound(`${judgingPaths.progress}?loc=thieu#ho-so`, round, rounds),
          current: lackingOnly,
          count: totals.belowQuorum,
        },
      ],
      entries: entries.map((entry) => toEntryLine(entry, quorum)),
      paging: total <= PAGE_SIZE ? null : pagingOf({ page, pageSize: PAGE_SIZE, total, hrefOf }),
    });
  }

  async judgePage(actor: Actor, code: string, query: Words): Promise<Page> {
    const standing = await this.standings.withRound(actor, query);
    const { contest, round, rounds, calendar } = standing;
    const judge = await this.panel.byCode(this.database.reader, round.id, code);
    if (judge === null) throw new Refused({ code: 'not-found' });
    const total = Object.values(judge.counts).reduce((sum, count) => sum + count, 0);
    const page = pageNumberOf(query['trang'], total, PAGE_SIZE);
    const of = { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
    const lines = await this.progress.sheets(this.database.reader, round.id, judge.personId, of);
    const signed = { state: 'signed' } as const;
    const canReopen = refuseToReopen(actor, { contest, round, calendar, sheet: signed }) === null;
    const canLift = judge.removedAt === null && refuseToArrange(actor, contest, round) === null;
    const hrefOf = (number: number): string =>
      inRound(`${judgingPaths.progressOf(code)}?trang=${number}`, round, rounds);
    const model = {
      ...toJudgeProgress(judge, standing),
      removed: judge.removedAt !== null,
      lines: lines.map((line) =>
        toSheetLine(line, {
          reopenHref: canReopen ? judgingPaths.reopening(code, line.number) : null,
          liftHref: canLift ? judgingPaths.conflict(code, line.number) : null,
        }),
      ),
      paging: total <= PAGE_SIZE ? null : pagingOf({ page, pageSize: PAGE_SIZE, total, hrefOf }),
    };
    return secretaryPage(standing, 'judging/judge-progress', model, [CRUMB, { href: null, label: code }]);
  }

  async reopening(
    actor: Actor,
    of: { judgeCode: string; number: string },
    form: FormState = freshForm(),
  ): Promise<Page> {
    const standing = await this.standings.withRound(actor);
    const { contest, round, calendar } = standing;
    const { reader } = this.database;
    const judge = await this.panel.byCode(reader, round.id, of.judgeCode);
    const sheet = judge === null ? null : await this.progress.standing(reader, round.id, judge.personId, of.number);
    if (judge === null || sheet === null) throw new Refused({ code: 'not-found' });
    obey(refuseToReopen(actor, { contest, round, calendar, sheet }));
    const model = {
      number: sheet.number,
      form,
      action: judgingPaths.reopening(judge.code, sheet.number),
      version: sheet.version,
      backHref: judgingPaths.progressOf(judge.code),
      facts: [
        { label: 'Giám khảo', value: `${judge.code} – ${judge.name}` },
        { label: 'Hồ sơ', value: `${sheet.number}, ${sheet.villageName}` },
        { label: 'Chốt lúc', value: sheet.signedAt === null ? null : formatDateTime(sheet.signedAt) },
      ],
    };
    const crumbs = [
      CRUMB,
      { href: judgingPaths.progressOf(judge.code), label: judge.code },
      { href: null, label: 'Mở lại phiếu' },
    ];
    return secretaryPage(standing, 'judging/reopening', model, crumbs);
  }
}
