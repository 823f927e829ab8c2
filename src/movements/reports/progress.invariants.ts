import { heldInSql, type Invariant } from '../../database/invariants.js';

/** What must hold of reports upward. */
export const PROGRESS_INVARIANTS: readonly Invariant[] = [
  heldInSql(
    'movements.issued-report-is-as-it-was',
    'Số liệu của báo cáo đã chốt đúng mã băm',
    `SELECT 'progress_reports ' || id AS row, format('mã băm ghi %s', facts_sha256) AS found FROM progress_reports
      WHERE facts IS NOT NULL AND encode(sha256(convert_to(facts, 'UTF8')), 'hex') <> facts_sha256`,
  ),
  heldInSql(
    'movements.report-has-its-words',
    'Báo cáo phong trào có đủ các đoạn lời',
    `SELECT 'progress_reports ' || id AS row, 'thiếu đoạn lời' AS found FROM progress_reports
      WHERE NOT words ?& ARRAY['addressee', 'bases', 'opening', 'done', 'behind', 'next', 'asks', 'recipients']`,
  ),
];
