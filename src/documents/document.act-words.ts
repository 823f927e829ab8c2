import type { ActWords } from '../audit/audit.words.js';

/** How the log calls the acts of this room. */
export const DOCUMENT_ACT_WORDS: ActWords = {
  'document.draft': 'đưa văn bản vào sổ',
  'document.discard': 'bỏ dự thảo văn bản khỏi sổ',
  'document.sign': 'ghi văn bản được ký',
  'document.attach': 'tải lên bản văn bản đã ký',
  'document.quarantine': 'cách ly bản văn bản đã ký',
  'document.number': 'ghi số, ngày văn bản',
  'document.issue': 'ban hành văn bản',
  'document.recall': 'thu hồi văn bản',
  'document.show': 'công khai văn bản',
  'document.hide': 'thôi công khai văn bản',
  'document.add-basis': 'thêm căn cứ của văn bản',
  'document.remove-basis': 'xóa căn cứ của văn bản',
  'document.add-recipients': 'thêm nơi nhận văn bản',
  'document.remove-recipient': 'bỏ nơi nhận văn bản',
  'document.dispatch': 'gửi văn bản đến đơn vị',
  'document.remind': 'nhắc đơn vị chưa nhận văn bản',
  'document.receive': 'xác nhận đã nhận văn bản',
};
