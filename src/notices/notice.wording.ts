import type { RefusalWordings } from '../kernel/refusal.js';

/** Every "no" of the notices room. */
export const NOTICE_WORDINGS: RefusalWordings = {
  'mail-not-set': {
    status: 409,
    say: () => 'Chưa gửi được thư: máy chủ này chưa đặt SMTP_URL. Đặt SMTP_URL, khởi động lại hệ thống rồi gửi thử.',
  },
  'too-many-webhooks': {
    status: 422,
    say: ({ most }) => `Mỗi cuộc thi báo tin cho nhiều nhất ${String(most)} địa chỉ. Bỏ một địa chỉ trước.`,
  },
  'no-own-address': {
    status: 409,
    say: () =>
      'Chưa gửi được: tài khoản này chưa có địa chỉ thư. Nhập địa chỉ ở trang “Cách nhận thông báo” rồi gửi thử.',
  },
};
