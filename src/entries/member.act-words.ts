import type { ActWords } from '../audit/audit.words.js';

/** How log and timelines call what happens to lists of members. */
export const MEMBER_ACT_WORDS: ActWords = {
  'entry.import-members': 'đã đọc tệp danh sách thành viên',
  'entry.open-members': 'đã mở danh sách thành viên để sửa',
  'entry.edit-members': 'đã sửa danh sách thành viên đang soát',
  'entry.drop-members': 'đã bỏ bản danh sách thành viên đang soát',
  'entry.take-members': 'đã lấy danh sách thành viên vào hồ sơ',
  'entry.remove-members': 'đã xóa danh sách thành viên',
};
