import type { ActWords } from '../audit/audit.words.js';

/** How the log calls the acts of this room. */
export const ACCOUNT_ACT_WORDS: ActWords = {
  'session.open': 'đăng nhập',
  'session.refuse': 'đăng nhập không thành công',
  'session.offer': 'lấy mã chuyển phiên sang trình duyệt khác',
  'session.move': 'chuyển phiên sang trình duyệt khác',
  'session.close': 'đăng xuất',
  'session.change-role': 'đổi vai trò',
  'person.end-sessions': 'đăng xuất khỏi mọi máy',
  'person.change-password': 'đổi mật khẩu',
  'person.invite': 'mời người dùng mới',
  'person.edit': 'sửa họ tên, số điện thoại',
  'person.grant-role': 'giao vai trò',
  'person.revoke-role': 'thu hồi vai trò',
  'person.disable': 'khóa tài khoản',
  'person.enable': 'mở khóa tài khoản',
  'person.issue-link': 'cấp liên kết đặt mật khẩu',
  'person.activate': 'kích hoạt tài khoản',
  'person.reset-password': 'đặt lại mật khẩu',
  'program-key.make': 'tạo khóa API',
  'program-key.revoke': 'thu hồi khóa API',
};
