import type { RefusalWordings } from '../kernel/refusal.js';
import { formatDay } from '../kernel/vietnamese/days.js';
import type { DocumentState } from './document.facts.js';
import { DOCUMENT_STATUS_WORDS } from './document.moves.js';

export const DOCUMENT_WORDINGS: RefusalWordings = {
  'document-moved': {
    status: 409,
    say: ({ state }) =>
      `Văn bản đang ở trạng thái “${DOCUMENT_STATUS_WORDS[state as DocumentState]?.word ?? ''}” nên không làm được việc này.`,
  },
  'document-changed': {
    status: 409,
    say: () => 'Văn bản vừa được người khác cập nhật. Xem lại trang này rồi làm tiếp.',
  },
  'document-under-way': {
    status: 409,
    say: () => 'Văn bản này đã có trong sổ và chưa ban hành. Mở bản trong sổ, hoặc bỏ bản đó rồi đưa lại vào sổ.',
  },
  'document-not-correctable': { status: 409, say: () => 'Chỉ sửa, thay được văn bản đã ban hành và chưa thu hồi.' },
  'document-day-ahead': {
    status: 422,
    say: ({ today }) => `Ngày này chưa đến. Nhập ngày không sau ${formatDay(String(today))}.`,
  },
  'document-before-signature': {
    status: 422,
    say: ({ signedOn }) => `Ngày văn bản không được trước ngày ký (${formatDay(String(signedOn))}).`,
  },
  'document-number-used': {
    status: 422,
    say: ({ year }) =>
      `Số này đã cấp cho văn bản khác của cơ quan trong năm ${String(year)}. Nhập số khác, hoặc để trống để lấy số tiếp theo.`,
  },
  'document-without-copy': { status: 409, say: () => 'Tải lên bản PDF đã ký trước khi ban hành.' },
  'document-copy-infected': {
    status: 409,
    say: () => 'Bản đã ký có mã độc nên bị cách ly. Tải lên bản sạch.',
  },
  'document-file-isolated': {
    status: 409,
    say: () => 'Tệp văn bản bị cách ly vì có mã độc, chưa tải được. Liên hệ cơ quan gửi.',
  },
  'document-bases-fail': {
    status: 409,
    say: ({ numbers }) =>
      `Căn cứ chưa dùng được vào ngày văn bản: ${((numbers as readonly string[] | undefined) ?? []).join(', ')}. Sửa ở mục Căn cứ trước khi ban hành.`,
  },
  'document-awaits-result': {
    status: 409,
    say: () =>
      'Văn bản này nói về kết quả chưa công bố nên chưa gửi được. Công bố kết quả trước, hoặc chờ đến giờ đã hẹn, rồi gửi.',
  },
  'document-received': { status: 409, say: ({ byName }) => `Đơn vị đã xác nhận nhận văn bản này (${String(byName)}).` },
  'document-of-forerunner': {
    status: 409,
    say: ({ unit }) => `Văn bản gửi ${String(unit)}, đơn vị trước đây: chỉ đọc, không xác nhận nhận thay.`,
  },
  'no-new-recipient': { status: 422, say: () => 'Các đơn vị này đã có trong danh sách nhận.' },
  'nobody-to-send': { status: 409, say: () => 'Không còn đơn vị nào chưa gửi. Thêm nơi nhận trước.' },
  'nobody-to-remind': {
    status: 409,
    say: () => 'Không còn đơn vị nào cần nhắc hôm nay: mỗi đơn vị chưa nhận được nhắc một lần mỗi ngày.',
  },
};
