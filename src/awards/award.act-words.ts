import type { ActWords } from '../audit/audit.words.js';

/** How the log calls the acts of this room. */
export const AWARD_ACT_WORDS: ActWords = {
  'award-list.draft': 'lập danh sách khen thưởng',
  'award-list.discard': 'bỏ dự thảo danh sách',
  'award-list.decide': 'quyết định về giải',
  'award-list.withdraw-decision': 'bỏ quyết định về giải',
  'award-list.confirm': 'xác nhận danh sách',
  'award-list.take-back': 'đưa danh sách về dự thảo',
  'award-list.set-embargo': 'hẹn giờ công bố',
  'award-list.lift-embargo': 'bỏ hẹn giờ công bố',
  'award-list.hold': 'chưa công bố được lúc đã hẹn',
  'award-list.publish': 'công bố kết quả',
  'award-list.supersede': 'thay danh sách đã công bố',
  'paper-words.edit': 'sửa lời văn văn bản',
  'reward-norm.add': 'ghi hệ số khen thưởng',
  'reward-norm.close': 'ghi ngày hết hiệu lực của hệ số khen thưởng',
  'reward-norm.withdraw': 'bỏ hệ số khen thưởng',
  'base-salary.add': 'ghi mức lương cơ sở',
  'base-salary.withdraw': 'bỏ mức lương cơ sở',
  'objection.file': 'gửi kiến nghị về kết quả',
  'objection.answer': 'trả lời kiến nghị về kết quả',
  'entry.show': 'chọn phần hồ sơ được giải cho mọi người xem',
  'entry.unshow': 'rút, không cho mọi người xem hồ sơ',
  'award-payment.pay': 'ghi chi tiền thưởng',
  'award-payment.withdraw': 'bỏ lần chi tiền thưởng',
  'results.export': 'xuất kết quả',
};
