import type { StatusWord } from '../web/views/page.js';
import type { DecisionVerb, ReasonKind, Stage } from './vetting.facts.js';

/** What an office calls each stage, and the colour of its tag. */
export const STAGE_WORDS: Readonly<Record<Stage, StatusWord>> = {
  waiting: { word: 'Chờ thẩm định', tone: 'violet' },
  returned: { word: 'Chờ xã bổ sung', tone: 'warning' },
  passed: { word: 'Đủ điều kiện, chờ chuyển', tone: 'teal' },
  forwarded: { word: 'Đã chuyển', tone: 'success' },
  rejected: { word: 'Không được tiếp nhận', tone: 'danger' },
  closed: { word: 'Đã rút hoặc dừng', tone: 'neutral' },
};

/** What somebody did when a dossier came to this stage, for the colleague whose press came too late. */
export const STAGE_TOLD: Readonly<Record<Stage, string>> = {
  waiting: 'xã đã gửi bổ sung',
  returned: 'đã yêu cầu bổ sung',
  passed: 'đã tiếp nhận',
  forwarded: 'đã chuyển lên trên',
  rejected: 'đã quyết định không tiếp nhận',
  closed: 'hồ sơ đã rút hoặc dừng xử lý',
};

export const REASON_WORDS: Readonly<Record<ReasonKind, string>> = {
  missing: 'Thiếu',
  wrong: 'Sai',
  unreadable: 'Không đọc được',
  expired: 'Hết hạn',
  other: 'Lý do khác',
};

export const DECISION_WORDS: Readonly<Record<DecisionVerb, string>> = {
  accept: 'Tiếp nhận: hồ sơ đủ điều kiện',
  reject: 'Không tiếp nhận',
  return: 'Yêu cầu bổ sung',
};
