import { heldInSql, type Invariant } from '../../database/invariants.js';

/** What must hold of people who pledged. */
export const PLEDGE_INVARIANTS: readonly Invariant[] = [
  heldInSql(
    'movements.pledge-stands-as-the-hamlet-said',
    'Người cam kết được ghi đã vào nhóm hay không đúng như lời xác nhận mới nhất',
    `SELECT 'drive_pledges ' || p.id AS row, format('trạng thái %s, lời mới nhất %s', p.state, coalesce(w.is_member::text, 'không có')) AS found
       FROM drive_pledges p
       LEFT JOIN LATERAL (SELECT o.is_member FROM drive_pledge_words o WHERE o.pledge_id = p.id ORDER BY o.ordinal DESC LIMIT 1) w ON true
      WHERE CASE p.state WHEN 'confirmed' THEN w.is_member IS DISTINCT FROM true WHEN 'absent' THEN w.is_member IS DISTINCT FROM false
                         WHEN 'pledged' THEN w.is_member IS NOT NULL ELSE false END`,
  ),
  heldInSql(
    'movements.replaced-pledge-has-its-correction',
    'Người cam kết đã đính chính có đúng một bản thay, của cùng cơ quan',
    `SELECT 'drive_pledges ' || coalesce(o.id, n.id) AS row, format('trạng thái %s, bản thay %s', o.state, coalesce(n.id::text, 'không có')) AS found
       FROM drive_pledges o FULL JOIN (SELECT * FROM drive_pledges WHERE replaces_id IS NOT NULL) n ON n.replaces_id = o.id
      WHERE (o.state = 'replaced') IS DISTINCT FROM (n.id IS NOT NULL) OR n.drive_unit_id <> o.drive_unit_id OR n.seq <= o.seq`,
  ),
  heldInSql(
    'movements.pledge-lives-where-its-village-is',
    'Thôn, bản nơi ở thuộc xã nơi ở của người cam kết',
    `SELECT 'drive_pledges ' || p.id AS row, format('thôn, bản của %s', coalesce(v.parent_id::text, 'không đơn vị nào')) AS found
       FROM drive_pledges p JOIN units v ON v.id = p.village_id WHERE v.parent_id IS DISTINCT FROM p.commune_id`,
  ),
  heldInSql(
    'movements.pledge-is-in-a-drive-that-keeps-them',
    'Chỉ đợt có danh sách cam kết mới có người cam kết',
    `SELECT 'drive_pledges ' || p.id AS row, 'đợt không có danh sách cam kết' AS found
       FROM drive_pledges p JOIN drive_units u ON u.id = p.drive_unit_id JOIN drives d ON d.id = u.drive_id WHERE NOT d.keeps_pledges`,
  ),
];
