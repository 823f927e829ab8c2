import { heldInSql, type Invariant } from '../../database/invariants.js';

/** What must hold of the emulation record and of proposals that come of it. */
export const RECORD_INVARIANTS: readonly Invariant[] = [
  heldInSql(
    'movements.observation-correction-is-of-the-same-movement',
    'Bản đính chính thay ghi nhận của cùng phong trào và được ghi sau',
    `SELECT 'emulation_observations ' || n.id AS row, format('thay ghi nhận %s', o.id) AS found
       FROM emulation_observations n JOIN emulation_observations o ON o.id = n.replaces_id
      WHERE n.movement_id <> o.movement_id OR n.seq <= o.seq`,
  ),
  heldInSql(
    'movements.nominee-has-grounds',
    'Mỗi đề cử khen thưởng có ghi nhận làm căn cứ, hoặc nêu lý do không có',
    `SELECT 'reward_nominees ' || n.id AS row, 'không có ghi nhận, cũng không có lý do' AS found FROM reward_nominees n
      WHERE n.unlinked_reason IS NULL AND NOT EXISTS (SELECT 1 FROM nominee_observations l WHERE l.nominee_id = n.id)`,
  ),
  heldInSql(
    'movements.nominee-grounds-are-of-the-movement',
    'Ghi nhận làm căn cứ khen thưởng thuộc chính phong trào của đề nghị',
    `SELECT format('nominee_observations %s, %s', l.nominee_id, l.observation_id) AS row, 'ghi nhận của phong trào khác' AS found
       FROM nominee_observations l JOIN reward_nominees n ON n.id = l.nominee_id JOIN reward_proposals p ON p.id = n.proposal_id
       JOIN emulation_observations o ON o.id = l.observation_id WHERE o.movement_id <> p.movement_id`,
  ),
  heldInSql(
    'movements.confirmed-proposal-nominates-somebody',
    'Đề nghị khen thưởng đã xác nhận có người hoặc tập thể được đề cử',
    `SELECT 'reward_proposals ' || p.id AS row, 'không có đề cử nào' AS found FROM reward_proposals p
      WHERE p.state <> 'draft' AND NOT EXISTS (SELECT 1 FROM reward_nominees n WHERE n.proposal_id = p.id)`,
  ),
  heldInSql(
    'movements.amount-is-of-a-submitted-proposal',
    'Tiền thưởng chỉ được giữ lại khi đề nghị đã vào tờ trình',
    `SELECT 'reward_nominees ' || n.id AS row, format('%s đồng, đề nghị còn ở bước %s', n.amount, p.state) AS found
       FROM reward_nominees n JOIN reward_proposals p ON p.id = n.proposal_id WHERE n.amount IS NOT NULL AND p.state <> 'submitted'`,
  ),
];
