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
];
