import type { Instant } from '../../kernel/instant.js';
import type { Refusal, RefusalWordings } from '../../kernel/refusal.js';
import { describeDeadline, formatTime } from '../../kernel/vietnamese/dates.js';
import { formatPhone } from '../../kernel/vietnamese/phones.js';
import type { StatusWord } from '../../web/views/page.js';
import type { ObjectionOutcome } from './objection.facts.js';

/** What came of an objection, as everybody reads it. */
export const OUTCOME_WORDS: Readonly<Record<ObjectionOutcome, StatusWord>> = {
  kept: { word: 'Giữ nguyên kết quả', tone: 'neutral' },
  corrected: { word: 'Đã thay danh sách', tone: 'success' },
  referred: { word: 'Đã chuyển cơ quan có thẩm quyền', tone: 'info' },
  declined: { word: 'Không xem xét', tone: 'warning' },
};

/** "Kiến nghị số 3". */
export const sayObjection = (number: number): string => `Kiến nghị số ${number}`;

/** Whom to turn to instead. */
const elsewhere = ({ contactName, contactPhone }: Refusal): string =>
  typeof contactPhone === 'string' && contactPhone !== ''
    ? ` Gửi văn bản đến Ban Tổ chức, hoặc gọi ${String(contactName)}, ${formatPhone(contactPhone)}.`
    : ' Gửi văn bản đến Ban Tổ chức.';

export const OBJECTION_WORDINGS: RefusalWordings = {
  'objections-not-taken': {
    status: 409,
    say: (refusal) => `Cuộc thi này không nhận kiến nghị trên trang này.${elsewhere(refusal)}`,
  },
  'objections-of-communes': {
    status: 409,
    say: (refusal) => `Trang này chỉ nhận kiến nghị của xã dự thi, gửi bằng tài khoản của xã.${elsewhere(refusal)}`,
  },
  'objection-window-over': {
    status: 409,
    say: (refusal) =>
      `Đã hết thời gian nhận kiến nghị (${describeDeadline(refusal['until'] as Instant)}).${elsewhere(refusal)}`,
  },
  'objection-about-unknown': { status: 422, say: () => 'Chọn danh sách hoặc một hồ sơ có trong danh sách.' },
  'objections-too-many': {
    status: 422,
    say: ({ until }) =>
      `Địa chỉ mạng này vừa gửi nhiều kiến nghị. Gửi lại từ ${formatTime(until as Instant)}; nội dung đã nhập vẫn còn.`,
  },
  'objection-not-corrected': {
    status: 422,
    say: ({ number }) =>
      `Danh sách số ${String(number)} vẫn có hiệu lực. Công bố danh sách thay thế trước, rồi ghi trả lời này.`,
  },
};
