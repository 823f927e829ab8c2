import type { ActWords } from '../../audit/audit.words.js';
import type { RefusalWordings } from '../../kernel/refusal.js';

/** Every "no" about names that dossiers tell. */
export const FINDING_WORDINGS: RefusalWordings = {
  'not-blind': { status: 409, say: () => 'Cuộc thi này không chấm kín nên không cần soát tên.' },
  'finding-moved': {
    status: 409,
    say: () => 'Chỗ này vừa được xử lý ở nơi khác, hoặc vừa soát lại. Xem lại rồi quyết định.',
  },
};

export const FINDING_ACT_WORDS: ActWords = {
  'naming.search': 'soát tên trong hồ sơ trước khi chấm kín',
  'naming.decide': 'quyết định chỗ có tên trong hồ sơ chấm kín',
};
