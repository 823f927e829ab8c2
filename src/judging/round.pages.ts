import { Injectable } from '@nestjs/common';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Refused } from '../kernel/refusal.js';
import { describeDeadline, formatDateTime } from '../kernel/vietnamese/dates.js';
import type { Page } from '../web/answer.js';
import type { Words } from '../web/request.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { judgingPaths } from './judging.paths.js';
import { JudgingResults } from './judging.results.js';
import { openWorkOf, sayOpenWork } from './open.work.js';
import { refuseToArrange, refuseToClose, refuseUnderQuorum } from './judging.policy.js';
import { quorumOf } from './round.rules.js';
import { sameCriteria } from './judging.service.js';
import { isFromOutside } from './outside/outside.policy.js';
import { PanelRepository } from './panel.repository.js';
import { ProgressRepository } from './progress.repository.js';
import { inRound, roundChoice } from './round.choice.js';
import { sayShortage, shortOfQuorum } from './round.quorum.js';
import { nextTasks, withoutPanel } from './desk.tasks.js';
import { toEntryLine, toJudgeProgress } from './progress.view.js';
import { spreadRuleOf } from './spread/spread.repository.js';
import { dueOf, secretaryPage, SecretaryStandings } from './secretary.standing.js';

const SHOWN = 50;

/** Loads the secretary's pages about the round as a whole: what is to be done, closing, new criteria. */
@Injectable()
export class RoundPages {
  constructor(
    private readonly database: Database,
    private readonly standings: SecretaryStandings,
    private readonly contests: ContestReader,
    private readonly panel: PanelRepository,
    private readonly progress: ProgressRepository,
    private readonly results: JudgingResults,
  ) {}

  async closing(actor: Actor, query: Words, form: FormState = freshForm()): Promise<Page> {
    const standing = await this.standings.of(actor, query);
    const { contest, round, rounds, calendar } = standing;
    if (round === null) return secretaryPage(standing, 'judging/no-round', { panelHref: judgingPaths.panel });
    const { reader } = this.database;
    const quorum = quorumOf(contest, round);
    const isOpen = round.closedAt === null;
    const [judges, totals, done, work, waiting] = await Promise.all([
      this.panel.judges(reader, round.id),
      this.progress.totals(reader, contest.id, round.id, quorum),
      this.progress.panelDone(reader, round.id),
      isOpen ? openWorkOf(reader, round.id, quorum) : null,
      isOpen ? this.results.waiting(reader, contest, round.id) : [],
    ]);
    const shortage = shortOfQuorum(round.quorum, { entriesBelow: totals.belowQuorum, ...done });
    const isShort = refuseUnderQuorum(round, shortage) !== null;
    const lacking = await this.progress.entries(reader, contest.id, round.id, {
      quorum,
      lackingOnly: true,
      limit: SHOWN,
      offset: 0,
    });
    const rule = isOpen ? await spreadRuleOf(reader, contest.id) : null;
    // The rule about gaps asks for so many first marks, also where the quorum is lower.
    const unmarked =
      rule === null || rule.markers <= quorum
        ? 0
        : (await this.progress.totals(reader, contest.id, round.id, rule.markers)).belowQuorum;
    const refused = refuseToClose(actor, contest, round, calendar);
    const window = calendar.roundWindow(round.number);
    return secretaryPage(standing, 'judging/closing', {
      choice: roundChoice(judgingPaths.closing, round, rounds),
      form,
      action: judgingPaths.closing,
      version: round.version,
      closed:
        round.closedAt === null
          ? null
          : {
              text: `Vòng chấm đã khóa lúc ${formatDateTime(round.closedAt)}, người khóa: ${round.closedByName ?? ''}.`,
              reason: round.closeReason ?? '',
              matrixHref: inRound(judgingPaths.matrix, round, rounds),
            },
      canClose: refused === null && !isShort,
      shortage:
        shortage === null || round.closedAt !== null
          ? null
          : {
              heading: isShort ? 'Chưa khóa được theo thể lệ' : 'Chưa đủ theo thể lệ; khóa thì ghi rõ lý do',
              sentences: sayShortage(shortage),
            },
      notYetText:
        refused === null || round.closedAt !== null
          ? null
          : window === null
            ? 'Cuộc thi chưa đặt thời gian chấm.'
            : `Chưa đến thời gian chấm. Bắt đầu lúc ${formatDateTime(window.from)}.`,
      earlyText:
        refused === null && window !== null && calendar.roundPhase(round.number) === 'open'
          ? `Thời gian chấm còn đến ${describeDeadline(window.until)}. ${isFromOutside(round) ? 'Khóa bây giờ thì không nhập bảng điểm khác được.' : 'Khóa bây giờ thì giám khảo không chấm tiếp được.'}`
          : null,
      judges: judges.map((judge) => toJudgeProgress(judge, standing)).filter(({ unsigned }) => unsigned > 0),
      isFromOutside: isFromOutside(round),
      outsideHref: judgingPaths.outside,
      quorumText: `Cần ít nhất ${quorum} phiếu đã chốt để xếp hạng.`,
      openWork: work === null ? [] : sayOpenWork(work, waiting, { entries: unmarked, markers: rule?.markers ?? 0 }),
      lackingCount: totals.belowQuorum,
      entriesCount: totals.entries,
      lacking: lacking.map((entry) => toEntryLine(entry, quorum)),
      lackingMore: Math.max(0, totals.belowQuorum - lacking.length),
      progressHref: inRound(`${judgingPaths.progress}?loc=thieu#ho-so`, round, rounds),
    });
  }

  async rubric(actor: Actor, form: FormState = freshForm()): Promise<Page> {
    const standing = await this.standings.withRound(actor);
    const { contest, round } = standing;
    const { reader } = this.database;
    const [old, next, scored] = await Promise.all([
      this.contests.rubricVersion(reader, round.rubricVersionId),
      this.contests.currentRubricOfRound(reader, contest.id, round.number),
      this.progress.scoredSheets(reader, round.rubricVersionId),
    ]);
    if (old === null || next === null) throw new Refused({ code: 'not-found' });
    const same = new Set(sameCriteria(old.criteria, next.criteria));
    const codes = new Set(next.criteria.map(({ code }) => code));
    return secretaryPage(
      standing,
      'judging/rubric',
      {
        form,
        action: judgingPaths.rubric,
        version: round.version,
        isCurrent: old.versionId === next.versionId,
        canMove: old.versionId !== next.versionId && refuseToArrange(actor, contest, round) === null,
        oldNumber: old.number,
        newNumber: next.number,
        scored,
        rows: [
          ...next.criteria.map(({ code, title }) => ({
            code,
            title,
            effect: same.has(code) ? 'Giữ điểm đã chấm' : 'Giám khảo chấm lại',
          })),
          ...old.criteria
            .filter(({ code }) => !codes.has(code))
            .map(({ code, title }) => ({ code, title, effect: 'Bỏ; điểm cũ được giữ trong bản lưu' })),
        ],
        backHref: judgingPaths.secretary,
      },
      [
        { href: judgingPaths.secretary, label: 'Thư ký' },
        { href: null, label: 'Tiêu chí' },
      ],
    );
  }

  /** What stands in the way today, as a list of tasks. */
  async desk(actor: Actor, query: Words): Promise<Page> {
    const standing = await this.standings.of(actor, query);
    const { contest, round, rounds } = standing;
    if (round === null) return secretaryPage(standing, 'judging/no-round', { panelHref: judgingPaths.panel });
    const { reader } = this.database;
    const [judges, totals, rubric, plans] = await Promise.all([
      this.panel.judges(reader, round.id),
      this.progress.totals(reader, contest.id, round.id, quorumOf(contest, round)),
      this.contests.currentRubricOfRound(reader, contest.id, round.number),
      this.contests.plannedRounds(reader, contest.id),
    ]);
    const unsigned = judges.filter(({ counts }) => counts.none + counts.draft + counts.done > 0).length;
    const todo = (done: boolean) => (done ? { word: 'Xong', tone: 'success' } : { word: 'Cần làm', tone: 'warning' });
    const tasks = [
      {
        label: 'Lập Ban Giám khảo và phân công',
        href: judgingPaths.panel,
        hint:
          judges.length === 0
            ? 'Chưa có giám khảo'
            : `${judges.length} giám khảo; ${totals.unassigned} hồ sơ chưa phân công`,
        status: todo(judges.length > 0 && totals.unassigned === 0),
      },
      ...(rubric === null || rubric.versionId === round.rubricVersionId
        ? []
        : [
            {
              label: 'Chuyển vòng chấm sang bộ tiêu chí mới',
              href: judgingPaths.rubric,
              hint: `Ban Tổ chức đã ban hành bản số ${rubric.number}`,
              status: todo(false),
            },
          ]),
      {
        label: 'Theo dõi tiến độ chấm',
        href: judgingPaths.progress,
        hint: unsigned === 0 ? 'Mọi giám khảo đã chốt điểm' : `${unsigned} giám khảo còn phiếu chưa chốt`,
        status: todo(judges.length > 0 && unsigned === 0),
      },
      {
        label: 'Tập chấm',
        href: judgingPaths.practiceProgress,
        hint: 'Giám khảo nào đã chấm thử, còn lệch nhau bao nhiêu',
        status: null,
      },
      {
        label: 'In phiếu chấm',
        href: judgingPaths.prints,
        hint: 'Phiếu trống có sẵn tên và mã; phiếu có điểm sau khi khóa',
        status: null,
      },
      {
        label: 'Nhập phiếu giấy',
        href: judgingPaths.papersIn,
        hint: 'Ghi nhận phiếu nộp về, nhập hai lần, đính kèm bản quét',
        status: null,
      },
      {
        label: 'Cộng, trừ điểm',
        href: judgingPaths.adjustments,
        hint: 'Nộp muộn, quá giờ, điểm thưởng; trước khi khóa vòng chấm',
        status: null,
      },
      {
        label: 'Chênh lệch điểm',
        href: judgingPaths.spread,
        hint: 'Hồ sơ cần chấm lại hoặc chờ trưởng ban quyết định theo quy định',
        status: null,
      },
      {
        label: 'Khóa vòng chấm',
        href: judgingPaths.closing,
        hint: `${totals.belowQuorum} hồ sơ chưa đủ phiếu chốt`,
        status: todo(round.closedAt !== null),
      },
      ...nextTasks(standing, plans),
      {
        label: 'Đối soát phiếu giấy',
        href: judgingPaths.crosscheck(contest.slug),
        hint: 'Rút phiếu ngẫu nhiên so với phiếu có chữ ký',
        status: null,
      },
      {
        label: 'Họp Ban Giám khảo',
        href: judgingPaths.meetings,
        hint: round.closedAt === null ? 'Sau khi khóa vòng chấm' : 'Bàn từng hồ sơ, biểu quyết, biên bản',
        status: null,
      },
      { label: 'Bảng tổng hợp điểm', href: judgingPaths.matrix, hint: 'Xem được sau khi khóa vòng chấm', status: null },
    ];
    return secretaryPage(standing, 'judging/desk', {
      choice: roundChoice(judgingPaths.secretary, round, rounds),
      due: dueOf(standing),
      tasks: (isFromOutside(round) ? withoutPanel(tasks, totals) : tasks).map((task) => ({
        ...task,
        href: inRound(task.href, round, rounds),
      })),
    });
  }
}
