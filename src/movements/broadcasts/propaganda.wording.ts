import type { RefusalWordings } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { type Channel, channelInSentence } from './plan.facts.js';

export const PROPAGANDA_WORDINGS: RefusalWordings = {
  'propaganda-not-draft': {
    status: 409,
    say: () => 'Nội dung đã trình hoặc đã duyệt nên không sửa được. Mở bản mới rồi sửa ở đó.',
  },
  'propaganda-moved-on': {
    status: 409,
    say: () => 'Nội dung vừa được người khác xử lý. Xem trạng thái mới ở trang của nội dung.',
  },
  'propaganda-without-reason': { status: 422, say: () => 'Nhập lý do.' },
  'propaganda-needs-second': {
    status: 409,
    say: () => 'Nội dung này do chính ông/bà trình. Đơn vị có người khác duyệt được, nên nhờ người đó duyệt.',
  },
  'propaganda-image-isolated': {
    status: 409,
    say: () => 'Ảnh này bị cách ly vì có mã độc. Mở bản mới và chọn ảnh khác.',
  },
  'plan-not-approved': { status: 409, say: () => 'Nội dung chưa được duyệt hoặc đã rút nên chưa lập lịch được.' },
  'plan-without-form': {
    status: 422,
    say: ({ form }) => `Nội dung chưa có ${String(form)}. Chọn cách khác, hoặc mở bản mới để soạn thêm.`,
  },
  'plan-beyond-validity': {
    status: 422,
    say: ({ on }) => `Nội dung chỉ dùng đến hết ngày ${formatDay(String(on))}. Chọn ngày kết thúc không sau ngày đó.`,
  },
  'plan-without-slots': {
    status: 422,
    say: () => 'Trong thời gian này không có ngày nào rơi vào các thứ đã chọn. Chọn lại.',
  },
  'plan-in-quiet-hours': {
    status: 422,
    say: ({ at, lasts, from, until, source, channel }) =>
      `${String(at)} (dài khoảng ${String(lasts)} phút) rơi vào giờ yên lặng của ${channelInSentence(channel as Channel)}: từ ${String(from)} đến ${String(until)}, ${source === '' ? 'mức của nền tảng, chưa có văn bản' : `theo ${String(source)}`}. Chọn giờ khác.`,
  },
  'plan-without-units': { status: 422, say: () => 'Địa bàn này không có xã nào. Chọn đơn vị khác.' },
  'plan-stopped': { status: 409, say: () => 'Lịch này đã dừng từ trước.' },
  'slot-not-begun': {
    status: 409,
    say: ({ at, on }) => `Buổi ${String(at)} ngày ${formatDay(String(on))} chưa đến giờ. Đến giờ rồi ghi.`,
  },
  'tick-changed': { status: 409, say: () => 'Buổi này vừa được ghi. Xem lại rồi sửa nếu cần.' },
  'tick-without-reason': { status: 422, say: () => 'Ghi lý do sửa; bản ghi cũ vẫn được giữ lại.' },
  'feed-read-too-often': {
    status: 429,
    say: () => 'Lịch được tải quá nhiều lần trong một phút. Đợi một phút rồi thử lại.',
  },
  'feed-made-meanwhile': {
    status: 409,
    say: () => 'Người khác của đơn vị vừa tạo liên kết. Xem lại rồi tạo liên kết mới nếu cần.',
  },
};
