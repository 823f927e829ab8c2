import { heldInSql, type Invariant } from '../../database/invariants.js';

/** What must hold of postings in groups. */
export const SUPPLY_INVARIANTS: readonly Invariant[] = [
  heldInSql(
    'movements.posting-lies-in-validity',
    'Lần đăng vào nhóm nằm trong thời gian dùng của nội dung và không sau ngày ghi',
    `SELECT 'propaganda_postings ' || p.id AS row, format('ghi đăng ngày %s, duyệt ngày %s, dùng đến %s', p.posted_on, f.first_on,
            coalesce(e.valid_until::text, 'khi rút')) AS found
       FROM propaganda_postings p JOIN propaganda_editions e ON e.item_id = p.item_id AND e.edition = p.edition
       CROSS JOIN LATERAL (SELECT (min(o.approved_at) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS first_on
                             FROM propaganda_editions o WHERE o.item_id = p.item_id) f
      WHERE p.posted_on < f.first_on OR p.posted_on > e.valid_until OR p.posted_on > (p.noted_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`,
  ),
];
