import type { RefusalWordings } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';

export const RECORD_WORDINGS: RefusalWordings = {
  'commune-not-then': {
    status: 422,
    say: ({ on }) => `Ngày ${formatDay(String(on))} chưa có hoặc không còn đơn vị này. Chọn lại đơn vị của ngày đó.`,
  },
  'observation-corrected': {
    status: 409,
    say: () => 'Ghi nhận này đã được đính chính hoặc rút. Mở bản mới nhất để đính chính tiếp.',
  },
  'evidence-isolated': { status: 409, say: () => 'Tệp này đang cách ly vì có mã độc nên không mở được.' },
  'proposal-moved': {
    status: 409,
    say: () => 'Đề nghị không còn ở bước này. Tải lại trang; đề nghị đã xác nhận thì trả về dự thảo rồi mới sửa.',
  },
  'proposal-needs-a-second-person': {
    status: 409,
    say: ({ who }) => `${String(who)} đã lập hoặc vừa sửa đề nghị này. Người khác xác nhận.`,
  },
  'proposal-without-nominees': { status: 409, say: () => 'Chưa đề cử ai. Thêm người, tập thể rồi xác nhận.' },
  'proposal-not-submitted': { status: 409, say: () => 'Đưa đề nghị vào tờ trình rồi mới đưa vào sổ.' },
  'proposal-numbered': {
    status: 409,
    say: ({ number }) => `Tờ trình đã có số ${String(number)}, không cấp số lần nữa.`,
  },
  'proposal-registered': {
    status: 409,
    say: ({ document }) => `Tờ trình đã vào sổ văn bản của cơ quan khác (${String(document)}).`,
  },
  'grounds-corrected': {
    status: 409,
    say: ({ who }) =>
      `Đề cử ${String(who)} dựa vào ghi nhận đã được đính chính hoặc rút. Sửa đề cử này rồi xác nhận lại.`,
  },
};
