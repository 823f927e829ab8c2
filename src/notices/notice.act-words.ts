import type { ActWords } from '../audit/audit.words.js';

/** How the log calls the acts of this room. */
export const NOTICE_ACT_WORDS: ActWords = {
  'notice.read': 'đánh dấu đã đọc thông báo',
  'notice.choose-channel': 'chọn cách nhận thông báo',
  'notice.try-mail': 'gửi thư thử',
  'webhook.add': 'thêm địa chỉ nhận tin',
  'webhook.change-secret': 'đổi khóa ký của địa chỉ nhận tin',
  'webhook.stop': 'tạm ngừng báo tin',
  'webhook.start': 'bật lại báo tin',
  'webhook.remove': 'bỏ địa chỉ nhận tin',
  'webhook.send-again': 'gửi lại một tin',
};
