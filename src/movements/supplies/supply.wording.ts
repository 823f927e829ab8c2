import type { RefusalWordings } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';

export const SUPPLY_WORDINGS: RefusalWordings = {
  'posting-of-withdrawn': { status: 409, say: () => 'Nội dung đã rút nên không đăng nữa. Gỡ tin đã đăng nếu còn.' },
  'posting-without-form': { status: 409, say: () => 'Nội dung này không có tin Zalo hay ảnh để đăng vào nhóm.' },
  'posting-ahead': {
    status: 422,
    say: ({ today }) => `Ngày đăng chưa đến. Nhập ngày không sau hôm nay, ${formatDay(String(today))}.`,
  },
  'posting-too-early': {
    status: 422,
    say: ({ from }) => `Ngày đăng phải từ ${formatDay(String(from))} trở lại đây.`,
  },
  'posting-after-validity': {
    status: 422,
    say: ({ until }) => `Nội dung chỉ dùng đến hết ngày ${formatDay(String(until))}. Nhập ngày không sau ngày đó.`,
  },
  'posting-noted': { status: 409, say: () => 'Các nhóm này đã được ghi cho ngày đó rồi.' },
  'posting-struck': { status: 409, say: () => 'Lần đăng này đã được gạch từ trước.' },
  'posting-without-reason': { status: 422, say: () => 'Nhập lý do.' },
};
