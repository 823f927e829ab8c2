import type { Instant } from '../../kernel/instant.js';
import type { PersonId } from '../../kernel/ids.js';
import { describeDeadline } from '../../kernel/vietnamese/dates.js';
import type { NewNotice } from '../../notices/notice.facts.js';
import type { ReminderHours } from '../../notices/notice.timing.js';
import { awardPaths } from '../award.paths.js';
import type { ObjectionId } from './objection.facts.js';
import { sayObjection } from './objection.wording.js';

const TO_ANSWER: NewNotice['to'] = { kind: 'contest', roles: ['organiser', 'secretary'] };

/** To whoever answers: that one has come in, and by when. What it says is read on its page alone. */
export const objectionNotice = (
  slug: string,
  { id, number, dueAt }: { id: ObjectionId; number: number; dueAt: Instant },
): NewNotice => ({
  event: 'objection',
  to: TO_ANSWER,
  once: `objection:${id}`,
  subject: `Có kiến nghị về kết quả, số ${number}`,
  paragraphs: [`${sayObjection(number)} vừa được gửi. Hạn trả lời: ${describeDeadline(dueAt)}.`],
  action: { label: 'Xem và trả lời', path: awardPaths.objectionAnswer(slug, number) },
  deadlineAt: dueAt,
});

/** To the account that sent it: that an answer stands. */
export const answerNotice = (
  slug: string,
  { id, number, position, personId }: { id: ObjectionId; number: number; position: number; personId: PersonId },
): NewNotice => ({
  event: 'objection',
  to: { kind: 'people', personIds: [personId] },
  once: `objection-answer:${id}:${position}`,
  subject: `Đã trả lời kiến nghị số ${number}`,
  paragraphs: ['Ban Tổ chức đã trả lời kiến nghị về kết quả. Trả lời được đăng cho mọi người xem.'],
  action: { label: 'Xem trả lời', path: awardPaths.objection(slug, number) },
  deadlineAt: null,
});

/** Before the end of the last day for an answer: how many still wait for it. Once for each step before it. */
export const unansweredNotice = (
  { id, slug }: { id: string; slug: string },
  { dueAt, count, hours }: { dueAt: Instant; count: number; hours: ReminderHours },
): NewNotice => ({
  event: 'reminder',
  to: TO_ANSWER,
  once: `objections:${id}:${dueAt.getTime()}:${hours}`,
  subject: `Còn ${count} kiến nghị chưa trả lời`,
  paragraphs: [`${count} kiến nghị về kết quả chưa được trả lời. Hạn: ${describeDeadline(dueAt)}.`],
  action: { label: 'Mở danh sách kiến nghị', path: awardPaths.objectionDesk(slug) },
  deadlineAt: dueAt,
});
