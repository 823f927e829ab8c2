import type { RefusalWordings } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';

export const DRIVE_WORDINGS: RefusalWordings = {
  'drive-reported': {
    status: 409,
    say: () =>
      'Đợt đã có báo cáo nên không đổi thời gian, nhịp báo cáo và danh sách đơn vị được nữa. Các mục khác vẫn sửa được.',
  },
  'drive-ends-before-reports': {
    status: 409,
    say: ({ on }) =>
      `Đã có báo cáo của kỳ hạn ngày ${formatDay(String(on))} nên đợt không kết thúc trước ngày đó được. Chọn ngày này hoặc muộn hơn.`,
  },
  'drive-scope-empty': {
    status: 422,
    say: ({ on }) => `Ngày ${formatDay(String(on))} địa bàn này không có xã nào. Chọn ngày khác hoặc địa bàn khác.`,
  },
  'drive-file-missing': { status: 422, say: () => 'Chọn tệp rồi gửi.' },
  'drive-agencies-missing': { status: 422, say: () => 'Chọn tệp, hoặc dán bảng vào ô bên dưới.' },
  'drive-not-begun': {
    status: 409,
    say: ({ on }) => `Đợt bắt đầu từ ngày ${formatDay(String(on))}. Từ ngày đó mới báo cáo.`,
  },
  'period-unknown': { status: 422, say: () => 'Đợt không có kỳ báo cáo này, hoặc kỳ chưa bắt đầu. Chọn lại kỳ.' },
  'report-changed': {
    status: 409,
    say: () => 'Kỳ này vừa có báo cáo khác gửi lên. Xem số liệu mới nhất ở trang này rồi đính chính nếu cần.',
  },
  'correction-without-reason': {
    status: 422,
    say: () => 'Kỳ này đã có báo cáo với số khác. Ghi lý do đính chính; số cũ vẫn được giữ lại.',
  },
  'report-confirmed': { status: 409, say: () => 'Báo cáo này đã được xác nhận hoặc đã có bản đính chính thay thế.' },
  'confirmation-not-yours': {
    status: 403,
    say: () => 'Đợt này không cần xác nhận, hoặc việc xác nhận thuộc đơn vị khác.',
  },
  'nobody-owes': { status: 409, say: () => 'Không còn đơn vị nào chậm báo cáo hoặc chưa đạt để nhắc.' },
  'owing-reminded': {
    status: 409,
    say: () => 'Các xã còn nợ báo cáo đã được nhắc hôm nay. Mỗi xã được nhắc một lần mỗi ngày.',
  },
  'figures-unreadable': { status: 422, say: ({ detail }) => `Chưa ghi được báo cáo. ${String(detail)}` },
};
