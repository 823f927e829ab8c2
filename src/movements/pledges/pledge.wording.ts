import type { RefusalWordings } from '../../kernel/refusal.js';
import { PLEDGE_STATUS_WORDS } from './pledge.moves.js';
import type { PledgeState } from './pledge.facts.js';

export const PLEDGE_WORDINGS: RefusalWordings = {
  'pledge-listed': {
    status: 422,
    say: () => 'Người cùng họ tên, cùng chức vụ đã có trong danh sách. Người khác thì ghi chức vụ khác.',
  },
  'pledge-gone': {
    status: 409,
    say: ({ state }) =>
      `Người này không còn trong danh sách (${PLEDGE_STATUS_WORDS[state as PledgeState].word.toLowerCase()}). Tải lại trang.`,
  },
  'pledge-erased': { status: 409, say: () => 'Họ tên đã được xóa sau khi phong trào kết thúc nên không sửa được nữa.' },
  'pledges-changed': {
    status: 409,
    say: () => 'Có người vừa được ghi hoặc sửa ở nơi khác. Chưa ghi gì. Xem lại danh sách rồi chọn lại.',
  },
  'pledge-file-missing': { status: 422, say: () => 'Chọn tệp, hoặc dán bảng vào ô bên dưới.' },
  'pledge-file-faulty': { status: 422, say: ({ faults }) => `Danh sách có ${String(faults)} chỗ sai. Chưa ghi gì.` },
  'drive-pledged': {
    status: 409,
    say: () => 'Đợt đã có người cam kết nên không thay danh sách cơ quan được nữa.',
  },
};
