import { heldInSql, type Invariant } from '../database/invariants.js';

/** What must hold of the tree of units. */
export const UNIT_INVARIANTS: readonly Invariant[] = [
  heldInSql(
    'units.parent-is-above',
    'Đơn vị nào cũng nằm dưới một đơn vị cấp cao hơn',
    `SELECT 'units ' || u.id AS row, format('%s (%s) nằm dưới %s (%s)', u.name, u.level, p.name, p.level) AS found
       FROM units u JOIN units p ON p.id = u.parent_id
      WHERE array_position(ARRAY['province', 'district', 'commune', 'village'], p.level) >=
            array_position(ARRAY['province', 'district', 'commune', 'village'], u.level)`,
  ),
  heldInSql(
    'units.successor-follows',
    'Đơn vị mới bắt đầu không sớm hơn ngày đơn vị cũ hết hiệu lực',
    `SELECT format('unit_successions %s %s', s.old_id, s.new_id) AS row, format('%s hết ngày %s, %s bắt đầu ngày %s', o.name, o.valid_to, n.name, n.valid_from) AS found
       FROM unit_successions s JOIN units o ON o.id = s.old_id JOIN units n ON n.id = s.new_id
      WHERE n.valid_from < o.valid_to`,
  ),
];
