import type { Instant } from '../kernel/instant.js';
import type { PersonId, RoundId } from '../kernel/ids.js';
import { describeDeadline, isoLocal } from '../kernel/vietnamese/dates.js';
import type { NewNotice } from '../notices/notice.facts.js';
import { judgingPaths } from './judging.paths.js';

/** To a judge who was given sheets: how many, and until when. Never which dossiers: their names betray communes. */
export const assignmentNotice = (
  judge: { personId: PersonId; sheets: number },
  { roundId, at, untilAt }: { roundId: RoundId; at: Instant; untilAt: Instant | null },
): NewNotice => ({
  event: 'assignment',
  to: { kind: 'people', personIds: [judge.personId] },
  once: `assign:${roundId}:${isoLocal(at)}`,
  subject: `Được phân công chấm ${judge.sheets} hồ sơ`,
  paragraphs: [
    `Được phân công chấm thêm ${judge.sheets} hồ sơ. Danh sách ở trang Chấm.`,
    ...(untilAt === null ? [] : [`Hạn chấm: ${describeDeadline(untilAt)}.`]),
  ],
  action: { label: 'Mở danh sách chấm', path: judgingPaths.list },
  deadlineAt: untilAt,
});

/** To a judge who is behind, when the secretary asks for it: how many sheets are left, and until when. Told once a minute. */
export const judgeReminder = (
  judge: { personId: PersonId; sheets: number },
  { roundId, at, untilAt }: { roundId: RoundId; at: Instant; untilAt: Instant | null },
): NewNotice => ({
  event: 'reminder',
  to: { kind: 'people', personIds: [judge.personId] },
  once: `remind-judge:${roundId}:${isoLocal(at).slice(0, 16)}`,
  subject: `Còn ${judge.sheets} phiếu chưa chốt`,
  paragraphs: [
    `Còn ${judge.sheets} phiếu chưa chốt. Chấm xong thì chốt ở trang Tổng kết.`,
    ...(untilAt === null ? [] : [`Hạn chấm: ${describeDeadline(untilAt)}.`]),
  ],
  action: { label: 'Mở danh sách chấm', path: judgingPaths.list },
  deadlineAt: untilAt,
});

/** To the members of a meeting that begins: where, who presides, and the way to the screen. No dossier is named. */
export const meetingNotice = (
  meeting: { id: string; number: number; place: string; chairName: string },
  personIds: readonly PersonId[],
): NewNotice => ({
  event: 'meeting',
  to: { kind: 'people', personIds },
  once: `meeting:${meeting.id}`,
  subject: `Phiên họp Ban Giám khảo ${meeting.number} đã mở`,
  paragraphs: [`Phiên họp đã mở. Địa điểm: ${meeting.place}. Chủ trì: ${meeting.chairName}.`],
  action: { label: 'Vào phiên họp', path: judgingPaths.seat },
  deadlineAt: null,
});

/** To the secretary: a scan of a signed paper was found infected. Whose it is, and nothing of what is on it. */
export const scanIsolatedNotice = (scan: {
  judgeCode: string;
  number: string;
  name: string;
  sha256: string;
}): NewNotice => ({
  event: 'isolation',
  to: { kind: 'contest', roles: ['secretary'] },
  once: `scan:${scan.judgeCode}:${scan.number}:${scan.sha256}`,
  subject: `Bản quét bị cách ly: ${scan.judgeCode}, ${scan.number}`,
  paragraphs: [
    `Tệp “${scan.name}” đính kèm phiếu của ${scan.judgeCode} cho hồ sơ ${scan.number} có mã độc nên không ai mở được nữa. Điểm đã nhập giữ nguyên.`,
    'Quét lại phiếu giấy trên máy sạch rồi đính kèm tệp mới.',
  ],
  action: { label: 'Mở phiếu giấy', path: judgingPaths.paperIn(scan.judgeCode, scan.number) },
  deadlineAt: null,
});

/** The round is over, for those who worked in it: no figures, no names. */
export const roundClosedNotice = (roundId: RoundId): NewNotice => ({
  event: 'round-closed',
  to: { kind: 'contest', roles: ['judge', 'secretary', 'organiser'] },
  once: `round-closed:${roundId}`,
  subject: 'Vòng chấm đã khóa',
  paragraphs: ['Vòng chấm đã khóa. Phiếu điểm không sửa được nữa. Kết quả được giữ kín đến khi công bố.'],
  action: null,
  deadlineAt: null,
});
