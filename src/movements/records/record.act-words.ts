import type { ActWords } from '../../audit/audit.words.js';

/** How the log calls the acts of the emulation record. */
export const RECORD_ACT_WORDS: ActWords = {
  'emulation.observe': 'ghi nhận thi đua',
  'emulation.correct': 'đính chính ghi nhận thi đua',
  'emulation.quarantine': 'cách ly tệp kèm ghi nhận thi đua',
  'reward-proposal.begin': 'lập đề nghị khen thưởng theo dõi thi đua',
  'reward-proposal.edit': 'sửa đề nghị khen thưởng theo dõi thi đua',
  'reward-proposal.nominate': 'đề cử khen thưởng',
  'reward-proposal.edit-nominee': 'sửa đề cử khen thưởng',
  'reward-proposal.drop-nominee': 'bỏ đề cử khen thưởng',
  'reward-proposal.confirm': 'xác nhận đề nghị khen thưởng theo dõi thi đua',
  'reward-proposal.return': 'trả đề nghị khen thưởng về dự thảo',
  'reward-proposal.submit': 'đưa đề nghị khen thưởng vào tờ trình',
  'reward-proposal.discard': 'bỏ dự thảo đề nghị khen thưởng',
};
