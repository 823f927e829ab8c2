import { heldInSql, type Invariant } from '../database/invariants.js';

/** What must hold of a contest's own set-up. */
export const CONTEST_INVARIANTS: readonly Invariant[] = [
  heldInSql(
    'contests.villages-are-counted',
    'Số thôn, bản ghi ở mỗi xã bằng số thôn, bản trong danh sách',
    `SELECT format('contest_communes %s %s', k.contest_id, k.commune_id) AS row, format('%s ghi %s, danh sách có %s', k.name, k.village_count, v.villages) AS found
       FROM contest_communes k, LATERAL (SELECT count(*) AS villages FROM contest_villages
         WHERE contest_id = k.contest_id AND commune_id = k.commune_id) v WHERE v.villages <> k.village_count`,
  ),
  heldInSql(
    'contests.rules-are-counted',
    'Các bản thể lệ đánh số liên tục từ 1',
    `SELECT 'contests ' || contest_id AS row, format('có %s bản, bản cuối ghi số %s', count(*), max(number)) AS found
       FROM rules_versions GROUP BY contest_id HAVING count(*) <> max(number)`,
  ),
  heldInSql(
    'contests.rubrics-are-counted',
    'Các bản tiêu chí của mỗi vòng đánh số liên tục từ 1',
    `SELECT format('rubric_versions %s %s', contest_id, planned_round_id) AS row, format('có %s bản, bản cuối ghi số %s', count(*), max(number)) AS found
       FROM rubric_versions GROUP BY contest_id, planned_round_id HAVING count(*) <> max(number)`,
  ),
  heldInSql(
    'contests.rubric-is-of-its-contest',
    'Bản tiêu chí của một vòng thuộc chính cuộc thi đó',
    `SELECT 'rubric_versions ' || b.id AS row, format('vòng “%s” là của cuộc thi khác', q.name) AS found
       FROM rubric_versions b JOIN planned_rounds q ON q.id = b.planned_round_id WHERE q.contest_id <> b.contest_id`,
  ),
  heldInSql(
    'contests.parts-weigh-real-criteria',
    'Phần tính điểm nào cũng có hệ số lớn hơn 0 và chỉ lấy tiêu chí có trong bản tiêu chí',
    `SELECT 'contests ' || c.id AS row, format('phần “%s”, hệ số %s, tiêu chí %s', p ->> 'name', p ->> 'weight', p ->> 'criteria') AS found
       FROM contests c, LATERAL jsonb_array_elements(c.aggregate_parts) p
      WHERE c.state <> 'draft' AND ((p ->> 'weight')::numeric <= 0 OR EXISTS (
        SELECT FROM jsonb_array_elements_text(p -> 'criteria') wanted (code) WHERE NOT EXISTS (
          SELECT FROM criteria t JOIN rubric_versions b ON b.id = t.rubric_version_id WHERE b.contest_id = c.id AND t.code = wanted.code)))`,
  ),
];
