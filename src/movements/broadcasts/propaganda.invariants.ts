import { heldInSql, type Invariant } from '../../database/invariants.js';

/** What must hold of propaganda. */
export const PROPAGANDA_INVARIANTS: readonly Invariant[] = [
  heldInSql(
    'movements.propaganda-editions-are-counted',
    'Nội dung tuyên truyền có đủ các bản đã duyệt, đánh số từ 1',
    `SELECT 'propaganda_items ' || i.id AS row, format('ghi %s bản, còn giữ %s', i.edition, e.kept) AS found
       FROM propaganda_items i CROSS JOIN LATERAL (
         SELECT count(*) AS kept, coalesce(max(edition), 0) AS newest FROM propaganda_editions WHERE item_id = i.id) e
      WHERE (e.kept, e.newest) IS DISTINCT FROM (i.edition, i.edition)`,
  ),
  heldInSql(
    'movements.approved-propaganda-is-its-edition',
    'Nội dung đã duyệt đúng lời của bản duyệt mới nhất',
    `SELECT 'propaganda_items ' || i.id AS row, format('khác bản %s', i.edition) AS found
       FROM propaganda_items i JOIN propaganda_editions e ON e.item_id = i.id AND e.edition = i.edition
      WHERE i.state = 'approved' AND (i.title, i.source_name, i.loud_text, i.zalo_text, i.valid_until, i.image_sha256)
            IS DISTINCT FROM (e.title, e.source_name, e.loud_text, e.zalo_text, e.valid_until, e.image_sha256)`,
  ),
  heldInSql(
    'movements.tick-lies-in-its-plan',
    'Buổi đã ghi nằm đúng ngày, thứ và giờ của lịch',
    `SELECT 'propaganda_ticks ' || t.id AS row, format('buổi %s phút thứ %s, lịch từ %s đến %s', t.slot_on, t.slot_minute, p.starts_on, p.ends_on) AS found
       FROM propaganda_ticks t JOIN propaganda_plan_units u ON u.id = t.plan_unit_id JOIN propaganda_plans p ON p.id = u.plan_id
      WHERE t.slot_on NOT BETWEEN p.starts_on AND p.ends_on OR NOT extract(isodow FROM t.slot_on)::smallint = ANY (p.weekdays)
         OR NOT t.slot_minute = ANY (p.minutes)
         OR (t.slot_on + make_interval(mins => t.slot_minute)) AT TIME ZONE 'Asia/Ho_Chi_Minh' > t.ticked_at`,
  ),
  heldInSql(
    'movements.tick-correction-is-of-the-same-slot',
    'Bản ghi sửa thay bản ghi của cùng đơn vị, cùng buổi',
    `SELECT 'propaganda_ticks ' || n.id AS row, format('thay bản ghi buổi %s phút thứ %s', o.slot_on, o.slot_minute) AS found
       FROM propaganda_ticks n JOIN propaganda_ticks o ON o.id = n.replaces_id
      WHERE (n.plan_unit_id, n.slot_on, n.slot_minute) IS DISTINCT FROM (o.plan_unit_id, o.slot_on, o.slot_minute) OR n.seq <= o.seq`,
  ),
  heldInSql(
    'movements.unit-weeks-are-their-ticks',
    'Số buổi đếm sẵn theo tuần của đơn vị đúng với các buổi đã ghi',
    `SELECT 'propaganda_unit_weeks ' || coalesce(w.plan_unit_id, t.plan_unit_id) || ' ' || coalesce(w.week_on, t.week_on) AS row,
            format('đếm sẵn %s đã phát và %s không phát được, buổi đã ghi là %s và %s', bit_count(w.done), bit_count(w.failed), bit_count(t.done),
                   bit_count(t.failed)) AS found
       FROM propaganda_unit_weeks w FULL JOIN (
         SELECT plan_unit_id, week_on, coalesce(bit_or(place) FILTER (WHERE outcome = 'done'), 0::bit(84)) AS done,
                coalesce(bit_or(place) FILTER (WHERE outcome = 'failed'), 0::bit(84)) AS failed
           FROM (SELECT DISTINCT ON (s.plan_unit_id, s.slot_on, s.slot_minute) s.plan_unit_id, monday_of(s.slot_on) AS week_on, s.outcome,
                        set_bit(0::bit(84), place_in_week(s.slot_on, s.slot_minute, p.minutes), 1) AS place
                   FROM propaganda_ticks s JOIN propaganda_plan_units u ON u.id = s.plan_unit_id JOIN propaganda_plans p ON p.id = u.plan_id
                  ORDER BY s.plan_unit_id, s.slot_on, s.slot_minute, s.seq DESC) l
          WHERE place IS NOT NULL GROUP BY plan_unit_id, week_on) t ON t.plan_unit_id = w.plan_unit_id AND t.week_on = w.week_on
      WHERE (w.done, w.failed) IS DISTINCT FROM (t.done, t.failed)`,
  ),
];
