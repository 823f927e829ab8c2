import type { RefusalWordings } from '../../kernel/refusal.js';

export const PROGRESS_WORDINGS: RefusalWordings = {
  'progress-period-reported': {
    status: 422,
    say: () => 'Kỳ này đã có báo cáo. Mở báo cáo đó để sửa; nếu vẫn cần lập thêm thì đánh dấu vào ô này.',
  },
  'progress-issued': {
    status: 409,
    say: () => 'Báo cáo đã chốt nên giữ nguyên. Cần sửa số liệu thì lập báo cáo khác cho cùng kỳ.',
  },
  'progress-not-issued': { status: 409, say: () => 'Chốt báo cáo trước khi đưa vào sổ văn bản.' },
};
