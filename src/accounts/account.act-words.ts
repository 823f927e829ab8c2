import type { ActWords } from '../audit/audit.words.js';

/** How the log calls the acts of this room. */
export const ACCOUNT_ACT_WORDS: ActWords = {
  'session.open': 'đăng nhập',
  'session.refuse': 'đăng nhập không thành công',
  'session.close': 'đăng xuất',
  'session.change-role': 'đổi vai trò',
  'person.end-sessions': 'đăng xuất khỏi mọi máy',
  'person.change-password': 'đổi mật khẩu',
};
