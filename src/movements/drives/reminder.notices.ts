import { inQuotes } from '../../kernel/vietnamese/quotes.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { NewNotice } from '../../notices/notice.facts.js';
import type { RunningDrive } from './behind.repository.js';
import { drivePaths, withChoices } from './drive.paths.js';
import { type Period, sayPeriod } from './drive.periods.js';
import { sayDue } from './report.view.js';

/** At most 65 signs go with a Zalo notice: a long name stays in the text. */
const LONGEST_SUBJECT = 65;
const subjectOf = (lead: string, name: string): string => {
  const whole = `${lead}: ${name}`;
  return whole.length <= LONGEST_SUBJECT ? whole : lead;
};

export type ReportReminder = 'before' | 'after';

/** To communes that have not reported on a period, the day before it is due and the day after; each person once. */
export function reportReminder(
  drive: RunningDrive,
  period: Period,
  { when, unitIds, until }: { when: ReportReminder; unitIds: readonly UnitId[]; until: Instant },
): NewNotice {
  const named = `${sayPeriod(drive, period.on)} của đợt vận động ${inQuotes(drive.name)}`;
  const isBefore = when === 'before';
  return {
    event: 'reminder',
    to: { kind: 'units', role: 'commune', unitIds },
    once: `drive:${drive.id}:${period.on}:${when}`,
    subject: subjectOf(isBefore ? 'Ngày mai hết hạn báo cáo' : 'Quá hạn báo cáo', drive.name),
    paragraphs: isBefore
      ? [`Chưa có báo cáo: ${named}.`, `Hạn gửi: ${sayDue(period.dueOn)}. Nhập số rồi bấm Gửi, mất khoảng một phút.`]
      : [
          `Chưa có báo cáo: ${named}. Đã hết hạn ngày ${sayDue(period.dueOn).replace('hết ngày ', '')}.`,
          'Vẫn gửi được; báo cáo gửi bây giờ ghi là gửi muộn.',
        ],
    action: { label: 'Báo cáo', path: withChoices(drivePaths.report(drive.id), { ky: period.on }) },
    deadlineAt: isBefore ? until : null,
  };
}

/** To communes that owe reports, when their office presses for them; each person once a day. */
export const pressingReminder = (
  drive: Pick<RunningDrive, 'id' | 'name'>,
  { unitIds, today }: { unitIds: readonly UnitId[]; today: Day },
): NewNotice => ({
  event: 'reminder',
  to: { kind: 'units', role: 'commune', unitIds },
  once: `drive:${drive.id}:pressed:${today}`,
  subject: subjectOf('Nhắc gửi báo cáo', drive.name),
  paragraphs: [
    `Đơn vị còn nợ báo cáo của đợt vận động ${inQuotes(drive.name)}.`,
    'Mở mục Báo cáo để xem kỳ nào còn thiếu, nhập số rồi bấm Gửi.',
  ],
  action: { label: 'Báo cáo', path: drivePaths.report(drive.id) },
  deadlineAt: null,
});
