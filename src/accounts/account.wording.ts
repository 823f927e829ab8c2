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
  'move-wrong': {
    status: 422,
    say: () =>
      'Tên đăng nhập hoặc mã chưa đúng, hoặc mã đã dùng, đã quá 5 phút. Lấy mã mới ở trình duyệt đang đăng nhập.',
  },
  'move-not-for-admins': {
    status: 403,
    say: () => 'Tài khoản quản trị không chuyển phiên bằng mã được. Đăng nhập bằng mật khẩu ở trình duyệt kia.',
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
  'link-is-dead': {
    status: 404,
    say: () => 'Liên kết này đã dùng, đã hết hạn hoặc đã được thay bằng liên kết mới. Nhờ quản trị viên cấp lại.',
  },
  'username-taken': { status: 422, say: () => 'Tên đăng nhập này đã có người dùng. Chọn tên khác.' },
  'role-already-held': { status: 422, say: () => 'Người này đang giữ đúng vai trò đó rồi.' },
  'role-needs-unit': { status: 422, say: () => 'Vai trò này làm việc cho một đơn vị. Nhập tên đơn vị.' },
  'role-unit-does-not-fit': {
    status: 422,
    say: () => 'Đơn vị này không hợp với vai trò. Chọn đơn vị khác hoặc vai trò khác.',
  },
  'role-needs-contest': { status: 422, say: () => 'Vai trò này thuộc một cuộc thi. Chọn cuộc thi.' },
  'role-has-no-contest': { status: 422, say: () => 'Vai trò này không thuộc riêng cuộc thi nào. Để trống ô Cuộc thi.' },
  'not-on-yourself': {
    status: 403,
    say: () => 'Không tự khóa tài khoản của mình được. Nhờ quản trị viên khác làm việc này.',
  },
  'last-administrator': {
    status: 403,
    say: () => 'Đây là quản trị viên cuối cùng. Giao vai trò Quản trị cho người khác trước.',
  },
  'account-is-disabled': { status: 403, say: () => 'Tài khoản đang khóa. Mở khóa trước, rồi cấp liên kết.' },
  'person-words-wrong': {
    status: 422,
    say: ({ faults }) =>
      Array.isArray(faults) ? faults.join(' ') : 'Kiểm tra lại họ tên, tên đăng nhập và số điện thoại.',
  },
  'key-refused': {
    status: 403,
    say: () =>
      'Khóa API không dùng được: sai, hết hạn, đã thu hồi, hoặc vai trò không còn. Tạo khóa mới ở trang Tài khoản.',
  },
  'key-lacks-scope': {
    status: 403,
    say: ({ scope }) => `Khóa API này không mở phần “${String(scope)}”. Tạo khóa khác có chọn phần đó.`,
  },
  'key-too-busy': {
    status: 429,
    say: ({ retryAfterSeconds }) => `Khóa API này hỏi quá dày. Hỏi lại sau ${String(retryAfterSeconds)} giây.`,
  },
  'key-needs-scope': { status: 422, say: () => 'Chọn ít nhất một phần mà chương trình được đọc.' },
  'key-beyond-role': { status: 422, say: () => 'Vai trò đang dùng không xem được phần đã chọn. Chọn phần khác.' },
  'key-lives-too-long': { status: 422, say: () => 'Chọn một thời hạn trong danh sách.' },
  'too-many-keys': {
    status: 422,
    say: ({ most }) =>
      `Mỗi người có nhiều nhất ${String(most)} khóa đang dùng. Thu hồi khóa không cần nữa rồi tạo lại.`,
  },
  'unit-unknown': { status: 422, say: () => 'Không có đơn vị nào mang mã này và hợp với vai trò.' },
  'contest-unknown': { status: 422, say: () => 'Không có cuộc thi nào ở địa chỉ này.' },
};
