import type { ActWords } from '../audit/audit.words.js';

/** How the log calls the acts of this room. */
export const NOTICE_ACT_WORDS: ActWords = {
  'notice.read': 'đánh dấu đã đọc thông báo',
  'notice.choose-channel': 'chọn cách nhận thông báo',
  'notice.try-mail': 'gửi thư thử',
};
