import type { Instant } from '../kernel/instant.js';
import type { RefusalWordings } from '../kernel/refusal.js';
import { describeSpan, formatDateTime } from '../kernel/vietnamese/dates.js';
import { formatDay } from '../kernel/vietnamese/days.js';
import { formatMoney } from '../kernel/vietnamese/numbers.js';
import { awardPaths } from './award.paths.js';

export const AWARD_WORDINGS: RefusalWordings = {
  'results-unpublished': { status: 404, say: () => 'Kết quả cuộc thi này chưa được công bố.' },
  'results-replaced': {
    status: 409,
    say: () => 'Danh sách vừa được thay bằng danh sách khác. Đọc lại từ trang đầu.',
  },
  'payment-exceeds': {
    status: 422,
    say: ({ left }) =>
      Number(left) > 0
        ? `Hồ sơ chỉ còn phải chi ${formatMoney(Number(left))}. Ghi số tiền không quá số này.`
        : 'Hồ sơ không còn tiền phải chi.',
  },
  'payment-day': {
    status: 422,
    say: ({ from, until }) =>
      `Ngày chi phải từ ${formatDay(String(from))} (ngày công bố) đến ${formatDay(String(until))}.`,
  },
  'receipt-used': {
    status: 422,
    say: ({ holder }) => `Số chứng từ này đã ghi cho hồ sơ ${String(holder)}. Kiểm tra lại số.`,
  },
  'bundle-not-made': {
    status: 409,
    say: () => 'Gói kết quả đang được đóng. Chờ ít phút rồi tải lại.',
  },
  'award-list-missing': {
    status: 409,
    say: () => 'Chưa có danh sách khen thưởng nên chưa lập được văn bản. Lập danh sách ở trang Giải thưởng trước.',
  },
  'round-not-closed': {
    status: 409,
    say: () => 'Vòng chấm chưa khóa nên chưa lập được danh sách. Đề nghị Tổ thư ký khóa vòng chấm trước.',
  },
  'award-draft-waits': {
    status: 409,
    say: ({ number }) =>
      `Danh sách số ${String(number)} chưa công bố. Làm tiếp danh sách đó thay vì lập danh sách mới.`,
  },
  'award-list-locked': {
    status: 409,
    say: ({ state }) =>
      state === 'confirmed'
        ? 'Danh sách đã được xác nhận nên không sửa được. Muốn sửa, đưa về dự thảo và ghi lý do.'
        : state === 'draft'
          ? 'Danh sách còn là dự thảo. Cần người thứ hai xác nhận trước khi công bố.'
          : 'Danh sách đã công bố nên không sửa được. Muốn thay đổi, lập danh sách mới để thay thế.',
  },
  'second-person-needed': {
    status: 409,
    say: ({ draftedBy }) =>
      `Danh sách do ${String(draftedBy)} lập. Người xác nhận phải là một thành viên khác của Ban Tổ chức.`,
  },
  'award-input-changed': {
    status: 409,
    say: () => 'Điểm, quy tắc, cơ cấu giải hoặc kinh phí đã thay đổi sau khi lập danh sách. Bỏ dự thảo này và lập lại.',
  },
  'decision-stale': {
    status: 409,
    say: () => 'Có quyết định không còn khớp với danh sách. Bỏ quyết định đó, rồi quyết định lại nếu cần.',
  },
  'side-prize-open': {
    status: 409,
    say: ({ prizes }) =>
      `Còn ${String(prizes)} giải phụ chưa quyết định. Chọn hồ sơ nhận hoặc ghi lý do không trao, rồi xác nhận.`,
  },
  'shift-tier-missing': { status: 422, say: () => 'Chọn một hạng giải trong cơ cấu giải.' },
  'shift-same-tier': { status: 422, say: () => 'Chọn hạng giải khác với hạng bớt đi.' },
  'shift-too-many': {
    status: 422,
    say: ({ left }) => `Hạng giải này chỉ còn ${String(left)} giải. Nhập số không quá số này.`,
  },
  'shift-over-cap': {
    status: 422,
    say: ({ most, after }) =>
      `Chuyển như vậy thành ${String(after)} giải theo hạng, quá ${String(most)} giải mà thể lệ cho theo tỷ lệ. Giảm số giải thêm.`,
  },
  'side-choice-unfit': {
    status: 422,
    say: ({ entry }) =>
      `Hồ sơ ${String(entry)} không nhận được giải này: ghi sai số, ghi hai lần, chưa được xếp hạng, hoặc đã có giải chính.`,
  },
  'side-choice-too-many': {
    status: 422,
    say: ({ left }) => `Giải này chỉ còn trao cho ${String(left)} hồ sơ. Bỏ bớt.`,
  },
  'reward-entry-unfit': {
    status: 422,
    say: ({ entry }) => `Hồ sơ ${String(entry)} không có trong các hồ sơ được xếp hạng. Kiểm tra lại số.`,
  },
  'reward-recipient-missing': { status: 422, say: () => 'Ghi họ tên cá nhân hoặc chủ hộ được khen.' },
  'reward-twice': { status: 422, say: () => 'Người nhận này đã được ghi hình thức khen thưởng đó.' },
  'reward-norm-missing': {
    status: 422,
    say: ({ on }) =>
      `Chưa có hệ số của hình thức này cho ngày ${formatDay(String(on))} nên không tính được tiền thưởng. Ghi thêm ở trang Định mức khen thưởng (${awardPaths.norms}), chọn hình thức khác hoặc sửa ngày quyết định.`,
  },
  'base-salary-missing': {
    status: 422,
    say: ({ on }) =>
      `Chưa có mức lương cơ sở cho ngày ${formatDay(String(on))} nên không tính được tiền thưởng. Ghi thêm ở trang Định mức khen thưởng (${awardPaths.norms}) hoặc sửa ngày quyết định.`,
  },
  'tie-undecided': {
    status: 409,
    say: ({ groups }) =>
      `Còn ${String(groups)} nhóm đồng hạng chưa quyết định. Quyết định từng nhóm, ghi lý do, rồi xác nhận.`,
  },
  'withheld-unexplained': {
    status: 409,
    say: () => 'Còn giải không trao mà chưa ghi lý do. Ghi lý do cho từng giải, rồi xác nhận.',
  },
  'over-budget': {
    status: 409,
    say: ({ over }) =>
      `Tổng tiền thưởng vượt kinh phí ${formatMoney(Number(over))}. Sửa cơ cấu giải hoặc kinh phí, rồi lập lại danh sách.`,
  },
  'embargo-past': {
    status: 422,
    say: () => 'Thời điểm này đã qua. Nhập thời điểm sau lúc này, hoặc công bố ngay.',
  },
  'embargo-outside-window': {
    status: 422,
    say: ({ from, until }) =>
      `Thời gian công bố của cuộc thi là ${describeSpan({ from: from as Instant, until: until as Instant })}. Nhập thời điểm trong thời gian này.`,
  },
  'embargo-stands': {
    status: 409,
    say: ({ at }) => `Đã hẹn công bố lúc ${formatDateTime(at as Instant)}. Muốn công bố ngay thì bỏ hẹn trước.`,
  },
  'embargo-missing': { status: 409, say: () => 'Danh sách không còn hẹn giờ công bố. Tải lại trang.' },
  'embargo-setter-left': { status: 409, say: () => 'Người hẹn giờ không còn là thành viên Ban Tổ chức.' },
  'publication-not-begun': {
    status: 409,
    say: ({ from }) =>
      from === null
        ? 'Chưa đặt thời gian công bố. Đặt mốc công bố trước.'
        : `Chưa đến thời gian công bố. Có thể công bố từ ${formatDateTime(from as Instant)}.`,
  },
  'decision-out-of-date': {
    status: 409,
    say: () => 'Việc này không còn phải quyết định hoặc đã được quyết định. Tải lại trang để xem danh sách mới.',
  },
  'supersede-reason-missing': { status: 422, say: () => 'Ghi lý do thay danh sách đã công bố.' },
  'order-incomplete': {
    status: 422,
    say: () => 'Xếp thứ tự cho đủ mọi hồ sơ trong nhóm, mỗi hồ sơ một số khác nhau, từ 1 trở đi.',
  },
};
