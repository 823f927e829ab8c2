import type { ActWords } from '../../audit/audit.words.js';

export const PROGRESS_ACT_WORDS: ActWords = {
  'progress-report.draft': 'lập dự thảo báo cáo phong trào',
  'progress-report.write': 'sửa lời báo cáo phong trào',
  'progress-report.issue': 'chốt báo cáo phong trào',
  'progress-report.discard': 'bỏ dự thảo báo cáo phong trào',
};
