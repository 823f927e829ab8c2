import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Reader } from '../../database/tx.js';
import { JobHandlers } from '../../jobs/job.handlers.js';
import type { Act } from '../../kernel/actor.js';
import type { UnitId } from '../../kernel/ids.js';
import { type Instant, plusMilliseconds } from '../../kernel/instant.js';
import { Refused } from '../../kernel/refusal.js';
import { startOfDay } from '../../kernel/vietnamese/dates.js';
import { type Day, dayBefore, dayOf } from '../../kernel/vietnamese/days.js';
import type { NoticeOffice } from '../../notices/notice.facts.js';
import { Notices } from '../../notices/notices.js';
import { movementNow } from '../movement.policy.js';
import { type AskedPeriod, BehindRepository, type RunningDrive } from './behind.repository.js';
import type { DriveFacts, DriveId, Schedule } from './drive.facts.js';
import { DriveOpening, type OpenedDrive } from './drive.opening.js';
import { type Period, periodsUntil } from './drive.periods.js';
import { pressingReminder, type ReportReminder, reportReminder } from './reminder.notices.js';

const EVERY_SECONDS = 900;
const DAY = 86_400_000;
/** Older periods are on the board; nobody is reminded of them any more. */
const NEWEST_PERIODS = 4;
/** For so long after its end a drive is still asked about. */
const DAYS_AFTER = 30;

/** The periods that are due by tomorrow, the newest first: what is due later is not owed yet. */
export function duePeriods(driveId: DriveId, schedule: Schedule, today: Day): AskedPeriod[] {
  return periodsUntil(schedule, today, NEWEST_PERIODS)
    .filter(({ dueOn }) => dayBefore(dueOn) <= today)
    .map(({ on, dueOn }) => ({ driveId, periodOn: on, isLate: dueOn < today }));
}

/** The first day on which a drive may have ended and still be asked about. */
export const runningSince = (now: Instant): Day => dayOf(plusMilliseconds(now, -DAYS_AFTER * DAY));

/**
 * Reminds communes of reports: the day before a period is due and the day after, by the movement’s own clock, each person once; and
 * when an office presses. All in the name of the unit that holds the movement, or of the office. Nobody is mailed out of a rehearsal.
 */
@Injectable()
export class ReportReminders implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly opening: DriveOpening,
    private readonly behind: BehindRepository,
    private readonly notices: Notices,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.every('movements.remind', EVERY_SECONDS, async () => void (await this.remind()));
  }

  /**
   * One look at every running drive; answers how many periods were found due. A mail that waits for the morning goes to those alone who
   * still owe then, told yesterday or today. Two queries, and at most two statements for each period.
   */
  async remind(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const drives = await this.behind.running(tx, runningSince(tx.now), null);
      const due = drives.flatMap((drive) => reminded(drive, movementNow(drive, tx.now)));
      if (due.length === 0) return 0;
      const asked = due.map(({ drive, period }) => ({ driveId: drive.id, periodOn: period.on, isLate: false }));
      const found = await this.behind.communes(tx, asked, { kind: 'all' });
      for (const { drive, period, when, isDue, now } of due) {
        const unitIds = found.find((one) => one.driveId === drive.id && one.periodOn === period.on)?.communeIds ?? [];
        const notice = reportReminder(drive, period, { when, unitIds, until: endOf(period.dueOn) });
        if (isDue && unitIds.length > 0) this.notices.tell(tx, speakerOf(drive), now, notice);
        await this.notices.keepMails(tx, notice.once, unitIds);
      }
      return due.filter(({ isDue }) => isDue).length;
    });
  }

  /** How many communes within reach owe a report which is due by tomorrow, and how many of them were pressed today. */
  owing(
    reader: Reader,
    { drive, today, reach }: Pick<OpenedDrive, 'drive' | 'today' | 'reach'>,
    realNow: Instant,
  ): Promise<{ communes: number; pressed: number }> {
    const asked = duePeriods(drive.id, drive, today);
    return this.behind.owing(reader, drive.id, asked, reach, dayOf(realNow));
  }

  /** Reminds the communes within reach that owe a report, each once a day; answers how many. Refuses `not-found`, `nobody-owes`, `owing-reminded`. */
  press(act: Act, id: string): Promise<number> {
    return this.database.act(act, async (tx) => {
      const { actor } = act;
      const opened = await this.opening.open(tx, actor, id, tx.now);
      const { drive, movement, now } = opened;
      const found = await this.behind.communes(tx, duePeriods(drive.id, drive, opened.today), opened.reach);
      const communes = [...new Set(found.flatMap(({ communeIds }) => communeIds))];
      if (communes.length === 0) throw new Refused({ code: 'nobody-owes' });
      const today = dayOf(tx.now);
      const unitIds = await this.behind.press(tx, drive.id, communes, { today, byName: actor.name });
      if (unitIds.length === 0) throw new Refused({ code: 'owing-reminded' });
      const office =
        actor.role === 'vetting' && actor.unitId !== null ? { id: actor.unitId, name: actor.unitName } : null;
      const speaker = speakerOf(
        movement,
        office && { unitId: office.id, name: office.name ?? '', contact: actor.name },
      );
      this.notices.tell(tx, speaker, now, pressingReminder(drive, { unitIds, today }));
      await this.record(tx, act, opened, drive, unitIds.length);
      return unitIds.length;
    });
  }

  private record(
    tx: Parameters<Audit['record']>[0],
    act: Act,
    { movement, now }: OpenedDrive,
    drive: DriveFacts,
    communes: number,
  ) {
    return this.audit.record(tx, act, {
      act: 'drive.remind',
      subjectKind: 'drive',
      subjectId: drive.id,
      contestId: act.actor.contestId,
      contestAt: movement.rehearsal ? now : null,
      facts: { drive: drive.name, units: communes },
    });
  }
}

interface Reminded {
  drive: RunningDrive;
  period: Period;
  when: ReportReminder;
  /** To be told today; otherwise it was told yesterday, and its mails may still wait for the morning. */
  isDue: boolean;
  now: Instant;
}

/** The periods of a drive that are due tomorrow or were due yesterday, and those that were so a day ago. */
function reminded(drive: RunningDrive, now: Instant): Reminded[] {
  const today = dayOf(now);
  const days = [today, dayBefore(today)];
  return periodsUntil(drive, today, 3).flatMap((period) =>
    days.flatMap((day) => {
      const when = whenOn(day, period);
      return when === null ? [] : [{ drive, period, when, isDue: day === today, now }];
    }),
  );
}

function whenOn(day: Day, { dueOn }: Period): ReportReminder | null {
  if (dayBefore(dueOn) === day) return 'before';
  return dueOn === dayBefore(day) ? 'after' : null;
}

/** The moment at which a day is over. */
const endOf = (day: Day): Instant => plusMilliseconds(startOfDay(new Date(`${day}T12:00:00+07:00`)), DAY);

/** The office that presses, or the unit that holds the movement with the agency that may be asked. */
function speakerOf(
  {
    ownerUnitId,
    ownerName,
    standingAgency,
    rehearsal,
  }: Pick<RunningDrive, 'ownerUnitId' | 'ownerName' | 'standingAgency' | 'rehearsal'>,
  office: { unitId: UnitId; name: string; contact: string } | null = null,
): NoticeOffice {
  return {
    id: null,
    officeId: office?.unitId ?? ownerUnitId,
    organiserName: office?.name ?? ownerName,
    contactName: office?.contact ?? standingAgency,
    contactPhone: '',
    rehearsal,
    scopeUnitId: null,
  };
}
