import type { RefusalWordings } from '../kernel/refusal.js';

/** Every "no" to a file that comes piece by piece. */
export const TRANSFER_WORDINGS: RefusalWordings = {
  'offset-differs': {
    status: 409,
    say: () => 'Tệp này đang được gửi từ một nơi khác. Đợi một lát, trang sẽ gửi tiếp từ chỗ đã nhận.',
  },
  'transfer-gone': {
    status: 404,
    say: () => 'Phần đã gửi của tệp này không còn (đã bỏ, hoặc để quá 7 ngày). Chọn lại tệp để gửi từ đầu.',
  },
  'transfer-is-over': { status: 409, say: () => 'Tệp này đã được nhận đủ. Muốn bỏ thì xóa tệp trong mục.' },
  'too-many-transfers': {
    status: 429,
    say: () => 'Nhiều nơi đang gửi cùng lúc. Trang sẽ tự gửi tiếp sau ít giây; phần đã gửi không mất.',
  },
  'chunk-differs': {
    status: 422,
    say: () => 'Một phần tệp bị sai trên đường truyền. Trang sẽ tự gửi lại phần đó.',
  },
};
