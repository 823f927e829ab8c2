import { heldInSql, type Invariant } from '../../database/invariants.js';

/** What must hold of drives and of what is reported in them. */
export const DRIVE_INVARIANTS: readonly Invariant[] = [
  heldInSql(
    'movements.correction-is-of-the-same-period',
    'Bản đính chính thay báo cáo của cùng đơn vị, cùng kỳ',
    `SELECT 'drive_reports ' || n.id AS row, format('thay báo cáo của kỳ %s', o.period_on) AS found
       FROM drive_reports n JOIN drive_reports o ON o.id = n.replaces_id
      WHERE (n.drive_unit_id, n.period_on) IS DISTINCT FROM (o.drive_unit_id, o.period_on) OR n.seq <= o.seq`,
  ),
  heldInSql(
    'movements.report-has-every-figure',
    'Mỗi báo cáo có đủ số của các chỉ số trong đợt',
    `SELECT 'drive_reports ' || r.id AS row, 'thiếu hoặc thừa số của chỉ số' AS found
       FROM drive_reports r JOIN drive_units u ON u.id = r.drive_unit_id
      WHERE (SELECT count(*) FROM drive_indicators i WHERE i.drive_id = u.drive_id)
         <> (SELECT count(*) FROM drive_figures f JOIN drive_indicators i ON i.id = f.indicator_id AND i.drive_id = u.drive_id WHERE f.report_id = r.id)`,
  ),
];
