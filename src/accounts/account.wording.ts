import type { RefusalWordings } from '../kernel/refusal.js';

export const ACCOUNT_WORDINGS: RefusalWordings = {
  'sign-in-wait': {
    status: 429,
    say: ({ retryAfterSeconds, untilText }) =>
      `Đã thử quá nhiều lần. Thử lại sau ${String(retryAfterSeconds)} giây, từ ${String(untilText)} trở đi.`,
  },
  'wrong-credentials': {
    status: 422,
    say: () => 'Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra bộ gõ và phím viết hoa rồi nhập lại.',
  },
  'account-without-role': {
    status: 422,
    say: () => 'Tài khoản này chưa được giao vai trò nào. Liên hệ quản trị viên để được giao vai trò.',
  },
  'wrong-old-password': {
    status: 422,
    say: () => 'Mật khẩu đang dùng chưa đúng. Nhập lại mật khẩu đang dùng.',
  },
  'password-too-short': {
    status: 422,
    say: () => 'Mật khẩu cần ít nhất 8 ký tự. Nên đặt một câu dễ nhớ, có thể có dấu cách.',
  },
  'password-too-long': { status: 422, say: () => 'Mật khẩu dài nhất 200 ký tự.' },
  'password-too-common': {
    status: 422,
    say: () => 'Mật khẩu này quá dễ đoán. Chọn một câu riêng, ví dụ bốn từ không liên quan nhau.',
  },
  'password-is-a-name': {
    status: 422,
    say: () => 'Mật khẩu không được là tên đăng nhập, họ tên hay tên đơn vị. Chọn một câu riêng.',
  },
};
