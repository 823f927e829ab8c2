import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import { describeDeadline, formatDateTime } from '../kernel/vietnamese/dates.js';
import { formatPhone } from '../kernel/vietnamese/phones.js';
import type { EntryFacts } from './entry.facts.js';
import { isJudgeable } from './entry.facts.js';

/**
 * Where a dossier stands, in one or two sentences for the commune: who has it, what comes next, by when (UX §2, states).
 * `office` is the office that decides next, null when none is left.
 */
export function tellWhereItStands(
  entry: EntryFacts,
  contest: ContestFacts,
  calendar: Calendar,
  office: string | null,
): string {
  const by = office ?? contest.organiserName;
  const vetting = calendar.window('vetting');
  const until = vetting === null ? '' : ` Thời gian thẩm định: ${describeDeadline(vetting.until)}.`;
  switch (entry.state) {
    case 'draft':
      return 'Bản nháp, chỉ xã thấy. Hồ sơ chỉ được tính khi đã bấm Nộp hồ sơ.';
    case 'submitted':
      return `Hồ sơ đang ở ${by}, chờ thẩm định.${until}`;
    case 'accepted':
      return isJudgeable(entry, contest)
        ? `Hồ sơ đủ điều kiện và đã chuyển đến ${contest.organiserName}. Xã không phải làm gì thêm.`
        : `Hồ sơ đủ điều kiện, đang ở nơi thẩm định, chờ chuyển đến ${contest.organiserName}.`;
    case 'returned': {
      const { supplementDueAt } = entry;
      if (supplementDueAt !== null && calendar.now >= supplementDueAt)
        return `Đã hết hạn bổ sung (${describeDeadline(supplementDueAt)}). Hồ sơ chờ ${by} quyết định.`;
      const due = supplementDueAt === null ? '' : ` Hạn bổ sung: ${describeDeadline(supplementDueAt)}.`;
      return `${by} yêu cầu bổ sung. Sửa các mục được nêu rồi bấm Gửi bổ sung.${due}`;
    }
    case 'rejected':
      return 'Hồ sơ không được tiếp nhận. Xem lý do bên dưới.';
    case 'withdrawn':
      return 'Xã đã rút hồ sơ này. Hồ sơ chỉ còn để xem lại.';
    case 'disqualified':
      return 'Hồ sơ đã dừng xử lý. Xem lý do bên dưới.';
  }
}

/** "Lò Thị Mẫu, điện thoại 0213 3000 000": whom to call about the contest; null when it names nobody. */
export function sayContact({
  contactName,
  contactPhone,
}: Pick<ContestFacts, 'contactName' | 'contactPhone'>): string | null {
  const phone = contactPhone === '' ? '' : `điện thoại ${formatPhone(contactPhone)}`;
  const parts = [contactName, phone].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(', ');
}

/** "Lò Văn Bo sửa lần cuối lúc 09:40 ngày 24/11/2021." */
export const sayLastChange = ({ changedByName, changedAt }: Pick<EntryFacts, 'changedByName' | 'changedAt'>): string =>
  `${changedByName} sửa lần cuối lúc ${formatDateTime(changedAt)}.`;
