import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../accounts/task.source.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import type { ContestId } from '../kernel/ids.js';
import type { RoundFacts } from './round.facts.js';
import { Clock } from '../kernel/clock.js';
import { formatDateTimeLong } from '../kernel/vietnamese/dates.js';
import { plusMilliseconds } from '../kernel/instant.js';
import { doneAndLeft } from './judge.view.js';
import { quorumOf } from './round.rules.js';
import { judgingPaths } from './judging.paths.js';
import { refuseOutsideRound } from './judging.policy.js';
import { MeetingRepository } from './meeting/meeting.repository.js';
import { FindingRepository } from './naming/finding.repository.js';
import { PanelRepository } from './panel.repository.js';
import { ProgressRepository } from './progress.repository.js';
import { RoundRepository } from './round.repository.js';
import { SheetRepository } from './sheet.repository.js';

/** What judging adds to the home page of a judge and of a secretary. */
@Injectable()
export class JudgingTasks implements TaskSource {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly rounds: RoundRepository,
    private readonly panel: PanelRepository,
    private readonly sheets: SheetRepository,
    private readonly progress: ProgressRepository,
    private readonly meetings: MeetingRepository,
    private readonly findings: FindingRepository,
  ) {}

  async tasksFor(actor: Actor): Promise<Task[]> {
    const { contestId, role } = actor;
    if (contestId === null || (role !== 'judge' && role !== 'secretary')) return [];
    const [meeting, work] = await Promise.all([this.meeting(actor, contestId), this.work({ ...actor, contestId })]);
    return [...meeting, ...work];
  }

  /** A meeting that runs: the member's way to the screen. */
  private async meeting(actor: Actor, contestId: ContestId): Promise<Task[]> {
    if (actor.role !== 'judge') return [];
    const running = await this.meetings.runningFor(this.database.reader, contestId, actor.personId);
    if (running === null) return [];
    const detail = `${running.place}. Chủ trì: ${running.chairName}`;
    return [{ title: 'Vào phiên họp Ban Giám khảo', href: judgingPaths.seat, detail, dueText: null, count: null }];
  }

  private async work(actor: Actor & { contestId: ContestId }): Promise<Task[]> {
    const { reader } = this.database;
    const [contest, round] = await Promise.all([
      this.contests.byId(reader, actor.contestId),
      this.rounds.latest(reader, actor.contestId),
    ]);
    if (contest === null || contest.state !== 'open') return [];
    if (round !== null && round.closedAt !== null)
      return actor.role === 'secretary' ? this.nextRound(contest.id, round) : [];
    const calendar = await this.contests.calendarOf(reader, contest, this.clock.now());
    const number = round?.number ?? 1;
    const window = calendar.roundWindow(number);
    // The last moment in words: midnight of the day after reads as 23:59 of the day itself.
    const dueText = window === null ? null : `Hạn: ${formatDateTimeLong(plusMilliseconds(window.until, -1))}`;
    if (actor.role === 'judge') {
      const judge = round === null ? null : await this.panel.byPerson(reader, round.id, actor.personId);
      if (round === null || judge === null || judge.removedAt !== null) return [];
      if (refuseOutsideRound(contest, round, calendar) !== null) return [];
      const lost = await this.sheets.lost(reader, { roundId: round.id, personId: judge.personId });
      const { left } = doneAndLeft(judge.counts, lost);
      const tasks: Task[] = [];
      if (left > 0)
        tasks.push({
          title: 'Chấm hồ sơ',
          href: judgingPaths.list,
          detail: `Còn ${left} hồ sơ chưa chấm xong`,
          dueText,
          count: left,
        });
      if (left === 0 && judge.counts.done > 0)
        tasks.push({
          title: 'Chốt điểm',
          href: judgingPaths.summary,
          detail: `${judge.counts.done} phiếu đã đủ điểm, chưa chốt`,
          dueText,
          count: judge.counts.done,
        });
      return tasks;
    }
    if (round === null)
      return [
        {
          title: 'Lập Ban Giám khảo',
          href: judgingPaths.panel,
          detail: 'Chưa có giám khảo nào',
          dueText: null,
          count: null,
        },
      ];
    const names = contest.blind.isBlind ? await this.naming(contest.id) : [];
    const totals = await this.progress.totals(reader, contest.id, round.id, quorumOf(contest, round));
    const tasks: Task[] = [...names];
    if (totals.unassigned > 0)
      tasks.push({
        title: 'Phân công chấm',
        href: judgingPaths.panel,
        detail: `${totals.unassigned} hồ sơ chưa có giám khảo`,
        dueText,
        count: totals.unassigned,
      });
    const phase = calendar.roundPhase(number);
    if (phase === 'open' || phase === 'over')
      tasks.push({
        title: phase === 'over' ? 'Khóa vòng chấm' : 'Theo dõi tiến độ chấm',
        href: phase === 'over' ? judgingPaths.closing : judgingPaths.progress,
        detail:
          totals.belowQuorum === 0
            ? `Cả ${totals.entries} hồ sơ đã đủ phiếu chốt`
            : `${totals.belowQuorum}/${totals.entries} hồ sơ chưa đủ phiếu chốt`,
        dueText: phase === 'over' ? null : dueText,
        count: totals.belowQuorum === 0 ? null : totals.belowQuorum,
      });
    return tasks;
  }

  /** Names that dossiers tell are looked for before judges read them. */
  private async naming(contestId: ContestId): Promise<Task[]> {
    const { entries, searched, open } = await this.findings.standing(this.database.reader, contestId);
    if (open === 0 && searched === entries) return [];
    const detail =
      open > 0 ? `${open} chỗ có tên nơi dự thi, chưa quyết định` : `${entries - searched} hồ sơ chưa soát`;
    return [
      {
        title: 'Soát tên trong hồ sơ chấm kín',
        href: judgingPaths.findings,
        detail,
        dueText: null,
        count: open === 0 ? null : open,
      },
    ];
  }

  /** A closed round is followed by the next one, where the rules plan it. */
  private async nextRound(contestId: ContestId, { number }: RoundFacts): Promise<Task[]> {
    const plans = await this.contests.plannedRounds(this.database.reader, contestId);
    const next = plans.find((one) => one.number === number + 1);
    if (next === undefined) return [];
    return [
      {
        title: `Mở vòng ${next.number}: ${next.name}`,
        href: judgingPaths.next,
        detail: 'Xem hồ sơ nào vào vòng sau',
        dueText: null,
        count: null,
      },
    ];
  }
}
