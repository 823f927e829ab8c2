import { heldInSql, type Invariant } from '../database/invariants.js';

const STAGES = ['waiting', 'returned', 'passed', 'forwarded', 'rejected', 'closed'] as const;
const COUNTED = STAGES.map((stage) => `count(*) FILTER (WHERE d.stage = '${stage}')::int AS ${stage}`).join(', ');
const KEPT = STAGES.map((stage) => `k.${stage}`).join(', ');
const NOW = STAGES.map((stage) => `coalesce(n.${stage}, 0)`).join(', ');

/** What must hold between dossiers, decisions on them and the desks they lie on. */
export const VETTING_INVARIANTS: readonly Invariant[] = [
  heldInSql(
    'vetting.level-is-decided',
    'Cấp đã thẩm định của hồ sơ đúng với quyết định còn hiệu lực',
    `SELECT 'entries ' || e.id AS row, format('hồ sơ %s ghi cấp %s, quyết định ghi cấp %s', coalesce(e.number, e.draft_code), e.vetted_level, d.level) AS found
       FROM entries e, LATERAL (SELECT coalesce(max(ordinal), 0) AS level FROM vetting_decisions
         WHERE entry_id = e.id AND verb = 'accept' AND undone_at IS NULL) d WHERE d.level <> e.vetted_level`,
  ),
  heldInSql(
    'vetting.forwarding-is-in-a-batch',
    'Hồ sơ đã chuyển cấp trên có trong đợt chuyển',
    `SELECT 'entries ' || e.id AS row, format('hồ sơ %s ghi đã chuyển cấp %s, đợt chuyển ghi cấp %s', coalesce(e.number, e.draft_code), e.forwarded_level, f.level) AS found
       FROM entries e, LATERAL (SELECT coalesce(max(ordinal), 0) AS level FROM forwarded_entries WHERE entry_id = e.id) f
      WHERE f.level <> e.forwarded_level`,
  ),
  heldInSql(
    'vetting.points-are-of-the-dossier',
    'Điểm cần bổ sung thuộc đúng hồ sơ của quyết định',
    `SELECT 'supplement_points ' || p.id AS row, format('thuộc hồ sơ %s, quyết định của hồ sơ %s', p.entry_id, d.entry_id) AS found
       FROM supplement_points p JOIN vetting_decisions d ON d.id = p.decision_id WHERE d.entry_id <> p.entry_id`,
  ),
  heldInSql(
    'vetting.desks-hold-every-dossier',
    'Hàng chờ của cơ quan thẩm định đúng với trạng thái hồ sơ',
    `SELECT 'desk_dossiers ' || e.id || ' ' || t.ordinal AS row,
            format('hồ sơ %s nằm ở ngăn %s, phải ở ngăn %s', e.number, coalesce(d.stage, '(không có)'), desk_stage(e.state, e.vetted_level, e.forwarded_level, t.ordinal)) AS found
       FROM entries e JOIN contest_vetters t ON t.contest_id = e.contest_id AND t.commune_id = e.commune_id AND t.ordinal <= e.forwarded_level + 1
       LEFT JOIN desk_dossiers d ON d.entry_id = e.id AND d.ordinal = t.ordinal
      WHERE e.number IS NOT NULL AND d.stage IS DISTINCT FROM desk_stage(e.state, e.vetted_level, e.forwarded_level, t.ordinal)`,
  ),
  heldInSql(
    'vetting.desks-are-counted',
    'Số đếm ở hàng chờ bằng số hồ sơ trong hàng',
    `SELECT format('desk_counts %s %s %s', k.contest_id, k.ordinal, k.commune_id) AS row, format('ghi %s, đếm lại %s', (${KEPT})::text, (${NOW})::text) AS found
       FROM desk_counts k LEFT JOIN (SELECT d.contest_id, d.ordinal, d.commune_id, ${COUNTED} FROM desk_dossiers d GROUP BY 1, 2, 3) n
         ON n.contest_id = k.contest_id AND n.ordinal = k.ordinal AND n.commune_id = k.commune_id
      WHERE (${KEPT}) IS DISTINCT FROM (${NOW})`,
  ),
];
