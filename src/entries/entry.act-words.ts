import type { ActWords } from '../audit/audit.words.js';
import { MEMBER_ACT_WORDS } from './member.act-words.js';
import { ENTRY_MOVES } from './entry.moves.js';

/** How log and timelines call the acts of this room. */
export const ENTRY_ACT_WORDS: ActWords = {
  'entry.create': 'đã tạo bản nháp',
  'entry.present': 'đã chọn nhóm trong sổ',
  'entry.write': 'đã sửa thông tin',
  'entry.add-files': 'đã gửi tệp',
  'entry.begin-transfer': 'đã bắt đầu gửi một tệp',
  'entry.drop-transfer': 'đã bỏ một tệp đang gửi dở',
  'entry.refuse-transfer': 'đã gửi một tệp không nhận được',
  'entry.reuse-file': 'đã dùng lại một tệp của mục khác',
  'entry.remove-file': 'đã xóa một tệp',
  'entry.quarantine-file': 'đã cách ly một tệp có mã độc',
  'entry.order-files': 'đã đổi thứ tự tệp',
  'entry.take-over': 'đã nhận phụ trách hồ sơ',
  'entry.copy': 'đã chép từ hồ sơ khác của xã',
  'entry.lend-slot': 'đã tạo liên kết gửi nhờ',
  'entry.end-lending': 'đã đóng liên kết gửi nhờ',
  'entry.add-lent-file': 'đã gửi tệp qua liên kết gửi nhờ',
  'entry.begin-filing': 'đã nhận nộp thay cho xã',
  'entry.end-filing': 'đã thôi nộp thay',
  'entry.supplement': 'đã gửi bổ sung',
  'entry.forward': 'đã chuyển hồ sơ lên trên',
  'dossier-pack.ask': 'tạo gói tất cả hồ sơ',
  ...MEMBER_ACT_WORDS,
  ...Object.fromEntries(Object.entries(ENTRY_MOVES).map(([verb, move]) => [`entry.${verb}`, move.told])),
};
