import type { ActWords } from '../../audit/audit.words.js';

/** How the log calls what is done with pledges. No event names a person, nor repeats a reason that may. */
export const PLEDGE_ACT_WORDS: ActWords = {
  'drive.pledge': 'ghi người cam kết vào nhóm nơi ở',
  'drive.pledge-import': 'nhập danh sách người cam kết từ tệp',
  'drive.pledge-edit': 'sửa người cam kết',
  'drive.pledge-correct': 'đính chính người cam kết',
  'drive.pledge-withdraw': 'rút người cam kết',
  'drive.pledge-confirm': 'xác nhận đã vào nhóm nơi ở',
  'drive.pledge-deny': 'báo không có trong nhóm nơi ở',
  'drive.erase-pledges': 'xóa họ tên người cam kết sau thời hạn lưu',
};
