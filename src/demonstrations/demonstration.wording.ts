import type { ActWords } from '../audit/audit.words.js';
import type { RefusalWordings } from '../kernel/refusal.js';

export const DEMONSTRATION_WORDINGS: RefusalWordings = {
  'demonstration-not-ours': {
    status: 409,
    say: ({ slug }) =>
      `Cuộc thi “${String(slug)}” trong hệ thống không phải cuộc thi diễn tập do phần mềm nạp. Không có gì bị thay đổi.`,
  },
  'demonstration-names-taken': {
    status: 409,
    say: ({ usernames }) =>
      `Tên đăng nhập ${(usernames as string[]).join(', ')} đang là của người khác, không phải tài khoản diễn tập. Không có gì bị thay đổi. Hãy nạp diễn tập vào một cơ sở dữ liệu riêng.`,
  },
};

/** How the log calls the acts of this room. */
export const DEMONSTRATION_ACT_WORDS: ActWords = {
  'demonstration.begin': 'bắt đầu nạp diễn tập',
  'demonstration.load': 'nạp xong diễn tập',
  'demonstration.add-person': 'tạo tài khoản diễn tập',
};
