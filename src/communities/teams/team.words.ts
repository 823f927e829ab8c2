import type { ActWords } from '../../audit/audit.words.js';
import type { RefusalWordings } from '../../kernel/refusal.js';

/** How the log calls the acts of this register. */
export const TEAM_ACT_WORDS: ActWords = {
  'community-team.add': 'thêm tổ vào sổ',
  'community-team.edit': 'sửa tổ trong sổ',
  'community-team.found': 'ghi tổ đã thành lập',
  'community-team.dissolve': 'ghi tổ giải thể',
  'community-team.add-household': 'thêm hộ vào danh sách của tổ',
  'community-team.move-household': 'chuyển hộ giữa các tổ',
  'community-team.import-households': 'nhập danh sách hộ từ tệp',
  'community-team.export-households': 'tải danh sách hộ của tổ',
  'community-household.export': 'tải danh sách hộ của xã',
  'community-team.train': 'ghi buổi tập huấn của tổ',
  'community-team.withdraw-training': 'bỏ buổi tập huấn ghi nhầm',
  'team-kind.add-task': 'thêm nhiệm vụ của loại tổ',
  'team-kind.end-task': 'thôi nhiệm vụ của loại tổ',
  'team-kind.bound': 'đặt quy định của loại tổ',
};

/** Every "no" of the register of teams. */
export const TEAM_WORDINGS: RefusalWordings = {
  'team-village-unknown': { status: 422, say: () => 'Chọn thôn, bản có trong danh sách.' },
  'team-known': { status: 422, say: () => 'Thôn, bản này đã có tổ cùng loại, cùng tên. Nhập tên khác.' },
  'team-decision-missing': {
    status: 422,
    say: () => 'Tổ đã thành lập phải có số và ngày quyết định. Nhập đủ hai mục này.',
  },
  'team-has-faults': {
    status: 422,
    say: ({ faults }) => `${String(faults)} Sửa cho đúng, hoặc ghi lý do vẫn thành lập.`,
  },
  'team-founded': { status: 409, say: () => 'Tổ không còn là dự thảo. Tải lại trang để xem thông tin mới nhất.' },
  'team-dissolved': { status: 409, say: () => 'Tổ đã giải thể nên không sửa được.' },
  'training-withdrawn': { status: 409, say: () => 'Buổi tập huấn này đã bỏ. Tải lại trang của tổ.' },
  'team-task-known': { status: 422, say: () => 'Nhiệm vụ này đã có trong danh sách.' },
  'household-listed': { status: 422, say: () => 'Hộ này đã có trong danh sách của tổ.' },
  'household-has-team': {
    status: 422,
    say: ({ team }) =>
      `Hộ này đang do “${String(team)}” phụ trách. Chuyển hộ từ tổ đó; nếu là hộ khác cùng tên chủ hộ thì ghi địa chỉ khác.`,
  },
  'household-target-unknown': { status: 422, say: () => 'Chọn tổ cùng loại trong xã.' },
  'household-moved': { status: 409, say: () => 'Hộ vừa được chuyển khỏi tổ này. Tải lại danh sách.' },
  'household-file-missing': {
    status: 422,
    say: () => 'Chọn tệp (Excel hoặc CSV) hoặc dán nội dung, rồi bấm Kiểm tra tệp.',
  },
  'household-file-faulty': {
    status: 422,
    say: ({ faults }) => `Tệp còn ${String(faults)} chỗ cần sửa, nên chưa nhập dòng nào. Sửa rồi nhập lại.`,
  },
};
