import { heldInSql, type Invariant } from '../../database/invariants.js';

const ROW = `'award_objections ' || o.id AS row`;

/** What must hold of objections and their answers. */
export const OBJECTION_INVARIANTS: readonly Invariant[] = [
  heldInSql(
    'awards.objections-are-told',
    'Kiến nghị nào cũng đúng số, đúng danh sách như nhật ký ghi lúc nhận',
    `SELECT ${ROW}, format('kiến nghị số %s về danh sách số %s; nhật ký ghi %s', o.number, l.number, coalesce(a.facts::text, '(không có)')) AS found
       FROM award_objections o JOIN award_lists l ON l.id = o.list_id
       LEFT JOIN audit_events a ON a.subject_kind = 'objection' AND a.subject_id = o.id::text AND a.act = 'objection.file'
      WHERE l.contest_id <> o.contest_id OR (a.facts ->> 'number', a.facts ->> 'list') IS DISTINCT FROM (o.number::text, l.number::text)`,
  ),
  heldInSql(
    'awards.objections-have-no-gap',
    'Số kiến nghị của mỗi cuộc thi liên tục từ 1',
    `SELECT 'contests ' || contest_id AS row, format('%s kiến nghị, số lớn nhất %s', count(*), max(number)) AS found
       FROM award_objections GROUP BY contest_id HAVING count(*) <> max(number)`,
  ),
  heldInSql(
    'awards.objection-answers-are-dated',
    'Kiến nghị ghi là đã trả lời từ lúc có trả lời đầu tiên, và danh sách thay thế nêu trong trả lời mới hơn danh sách bị kiến nghị',
    `SELECT ${ROW}, format('kiến nghị số %s ghi trả lời lúc %s, trả lời đầu tiên lúc %s', o.number, coalesce(o.answered_at::text, '(chưa)'), coalesce(s.first::text, '(không có)')) AS found
       FROM award_objections o JOIN award_lists l ON l.id = o.list_id
       LEFT JOIN LATERAL (SELECT min(a.answered_at) FILTER (WHERE a.position = 1) AS first, bool_or(c.contest_id <> o.contest_id OR c.number <= l.number) AS strange
         FROM award_objection_answers a LEFT JOIN award_lists c ON c.id = a.correction_id WHERE a.objection_id = o.id) s ON true
      WHERE o.answered_at IS DISTINCT FROM s.first OR s.strange`,
  ),
];
