import { heldInSql, type Invariant } from '../../database/invariants.js';
import { IS_DOUBTED, IS_LATE } from './drive.columns.js';

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
    'movements.report-is-of-a-period-of-its-drive',
    'Kỳ báo cáo nằm trong thời gian của đợt',
    `SELECT 'drive_reports ' || r.id AS row, format('kỳ từ %s, hạn %s, đợt từ %s đến %s', r.period_on, r.due_on, d.starts_on, d.ends_on) AS found
       FROM drive_reports r JOIN drive_units u ON u.id = r.drive_unit_id JOIN drives d ON d.id = u.drive_id
      WHERE r.period_on > d.ends_on OR r.due_on NOT BETWEEN d.starts_on AND d.ends_on OR r.due_on < r.period_on`,
  ),
  heldInSql(
    'movements.report-has-every-figure',
    'Mỗi báo cáo có đủ số của các chỉ số trong đợt',
    `SELECT 'drive_reports ' || r.id AS row, 'thiếu hoặc thừa số của chỉ số' AS found
       FROM drive_reports r JOIN drive_units u ON u.id = r.drive_unit_id
      WHERE (SELECT count(*) FROM drive_indicators i WHERE i.drive_id = u.drive_id)
         <> (SELECT count(*) FROM drive_figures f JOIN drive_indicators i ON i.id = f.indicator_id AND i.drive_id = u.drive_id WHERE f.report_id = r.id)`,
  ),
  heldInSql(
    'movements.standing-is-the-newest-report',
    'Số của đơn vị trên bảng tiến độ là số của báo cáo mới nhất',
    `WITH told AS (
       SELECT f.indicator_id, r.drive_unit_id, r.seq, r.period_on, r.reported_at, ${IS_LATE} AS is_late, ${IS_DOUBTED} AS is_doubted, f.part, f.whole
         FROM (SELECT DISTINCT ON (drive_unit_id) * FROM drive_reports ORDER BY drive_unit_id, period_on DESC, seq DESC) r
         JOIN drive_figures f ON f.report_id = r.id)
     SELECT format('drive_standings %s, %s', coalesce(s.drive_unit_id, t.drive_unit_id), coalesce(s.indicator_id, t.indicator_id)) AS row,
            format('đang giữ %s, báo cáo mới nhất là %s', coalesce(s.part::text, 'không có'), coalesce(t.part::text, 'không có')) AS found
       FROM drive_standings s FULL JOIN told t ON (t.indicator_id, t.drive_unit_id) = (s.indicator_id, s.drive_unit_id)
      WHERE (s.report_seq, s.period_on, s.reported_at, s.is_late, s.is_doubted, s.part, s.whole)
            IS DISTINCT FROM (t.seq, t.period_on, t.reported_at, t.is_late, t.is_doubted, t.part, t.whole)`,
  ),
];
