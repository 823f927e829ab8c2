import type { ActWords } from '../audit/audit.words.js';

/** How log and timelines call the acts of this room; the moves of the dossier itself have their words in the entries room. */
export const VETTING_ACT_WORDS: ActWords = {
  'vetting.check': 'đã kiểm tra thành phần hồ sơ',
  'vetting.assign': 'đã giao hồ sơ cho đồng nghiệp',
  'vetting.release': 'đã thôi giao hồ sơ',
  'vetting.remind': 'đã nhắc các xã còn thiếu',
  'vetting.stock-add': 'đã thêm câu mẫu',
  'vetting.stock-remove': 'đã bỏ câu mẫu',
  'vetting.stock-return': 'đã dùng lại câu mẫu',
  'vetting.forward': 'đã chuyển một đợt hồ sơ',
};
