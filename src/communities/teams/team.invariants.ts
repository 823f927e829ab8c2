import { heldInSql, type Invariant } from '../../database/invariants.js';

/** What must hold of teams and of the lists of households that they look after. */
export const TEAM_INVARIANTS: readonly Invariant[] = [
  heldInSql(
    'communities.team-is-of-a-village-of-its-commune',
    'Tổ đứng ở thôn, bản của chính xã đã lập sổ',
    `SELECT 'community_teams ' || t.id AS row, format('thôn, bản %s không thuộc đơn vị %s', v.name, c.name) AS found
       FROM community_teams t JOIN units v ON v.id = t.village_id JOIN units c ON c.id = t.commune_id
      WHERE (v.level, v.parent_id) IS DISTINCT FROM ('village', t.commune_id)`,
  ),
  heldInSql(
    'communities.household-is-of-a-village-of-its-commune',
    'Hộ đứng ở thôn, bản của chính xã đã lập sổ',
    `SELECT 'community_households ' || h.id AS row, format('thôn, bản %s không thuộc đơn vị %s', v.name, c.name) AS found
       FROM community_households h JOIN units v ON v.id = h.village_id JOIN units c ON c.id = h.commune_id
      WHERE (v.level, v.parent_id) IS DISTINCT FROM ('village', h.commune_id)`,
  ),
  heldInSql(
    'communities.household-is-with-a-team-of-its-commune',
    'Hộ do tổ của chính xã mình phụ trách',
    `SELECT 'community_household_assignments ' || a.id AS row, format('hộ của đơn vị %s, tổ của đơn vị %s', h.commune_id, t.commune_id) AS found
       FROM community_household_assignments a JOIN community_households h ON h.id = a.household_id JOIN community_teams t ON t.id = a.team_id
      WHERE h.commune_id <> t.commune_id`,
  ),
  heldInSql(
    'communities.household-is-with-one-team-at-a-time',
    'Trong cùng một loại tổ, mỗi lúc một hộ do một tổ phụ trách',
    `SELECT 'community_household_assignments ' || later.id AS row, format('bắt đầu khi tổ %s còn phụ trách', before.team_id) AS found
       FROM (SELECT *, lag(id) OVER (PARTITION BY household_id, kind_id ORDER BY from_at, until_at NULLS LAST, id) AS before_id
               FROM community_household_assignments) later
       JOIN community_household_assignments before ON before.id = later.before_id
      WHERE before.until_at IS NULL OR before.until_at > later.from_at`,
  ),
  heldInSql(
    'communities.dissolved-team-looks-after-nobody',
    'Tổ đã giải thể không còn phụ trách hộ nào',
    `SELECT 'community_teams ' || t.id AS row, format('còn %s hộ', count(*)) AS found
       FROM community_teams t JOIN community_household_assignments a ON a.team_id = t.id AND a.until_at IS NULL
      WHERE t.state = 'dissolved' GROUP BY t.id`,
  ),
  heldInSql(
    'communities.attendance-is-of-a-member',
    'Người dự tập huấn là thành viên của tổ được tập huấn',
    `SELECT format('community_team_attendances %s, %s', a.training_id, a.member_id) AS row, format('thành viên của tổ %s', m.team_id) AS found
       FROM community_team_attendances a JOIN community_team_trainings t ON t.id = a.training_id JOIN community_team_members m ON m.id = a.member_id
      WHERE m.team_id <> t.team_id`,
  ),
];
