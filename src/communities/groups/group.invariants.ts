import { heldInSql, type Invariant } from '../../database/invariants.js';
import { readLink } from './group.link.js';

/** What must hold of the register of groups. */
export const GROUP_INVARIANTS: readonly Invariant[] = [
  heldInSql(
    'communities.correction-is-of-the-same-group',
    'Số thành viên đính chính thay số của chính nhóm đó',
    `SELECT 'community_group_counts ' || n.id AS row, format('thay số của nhóm %s', o.group_id) AS found
       FROM community_group_counts n JOIN community_group_counts o ON o.id = n.replaces_id
      WHERE n.group_id <> o.group_id OR n.recorded_at < o.recorded_at`,
  ),
  heldInSql(
    'communities.group-is-of-a-village-of-its-commune',
    'Nhóm đứng ở thôn, bản của chính xã đã lập sổ',
    `SELECT 'community_groups ' || g.id AS row, format('thôn, bản %s không thuộc đơn vị %s', v.name, c.name) AS found
       FROM community_groups g JOIN units v ON v.id = g.village_id JOIN units c ON c.id = g.commune_id
      WHERE (v.level, v.parent_id) IS DISTINCT FROM ('village', g.commune_id)`,
  ),
  {
    code: 'communities.link-is-in-one-form',
    rule: 'Liên kết của nhóm giữ ở một dạng viết, để liên kết trùng được nhận ra',
    async breaches(reader) {
      const groups = await reader.rows<{ id: string; link: string }>(
        `SELECT id, link FROM community_groups WHERE link IS NOT NULL ORDER BY id`,
      );
      return groups
        .filter(({ link }) => readLink(link)?.link !== link)
        .map(({ id, link }) => ({ row: `community_groups ${id}`, found: `giữ ${link}` }));
    },
  },
];
