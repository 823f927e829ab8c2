import { heldInSql, type Invariant } from '../database/invariants.js';

/** Lists whose lines are frozen. */
const FROZEN = `l.state IN ('published', 'superseded')`;
const ROW = `'award_lists ' || l.id AS row`;

/** Grants of reward forms, with what each comes to: multiple × base salary, up to the next step of its rounding. */
const GRANTS = `SELECT *, ceil(multiple * base / (100.0 * step)) * step AS worth FROM (
  SELECT id, seq, list_id, entries, tiers, withdrawn_at, reward, tiers[1] AS form, reward ->> 'recipientKind' AS recipient_kind, reward ->> 'rounding' AS rounding,
         (reward ->> 'multipleHundredths')::numeric AS multiple, (reward ->> 'base')::numeric AS base, (reward ->> 'decidedOn')::date AS decided_on,
         CASE reward ->> 'rounding' WHEN 'up-ten-thousand' THEN 10000 ELSE 1 END AS step
    FROM award_decisions WHERE kind = 'reward') d WHERE true`;

/** Was this row of the book there when the grant `g` was made? */
const KNOWN = (row: string): string =>
  `g.seq > ${row}.recorded_after AND (${row}.withdrawn_after IS NULL OR g.seq <= ${row}.withdrawn_after)`;

/** What must hold of award lists and of the money that goes with them, to the đồng. */
export const AWARD_INVARIANTS: readonly Invariant[] = [
  heldInSql(
    'awards.total-is-sum-of-lines',
    'Tổng tiền thưởng của danh sách bằng tổng các dòng',
    `SELECT ${ROW}, format('danh sách số %s ghi %s đồng, cộng các dòng được %s đồng', l.number, l.total, s.total) AS found
       FROM award_lists l, LATERAL (SELECT coalesce(sum(amount), 0) AS total FROM award_lines WHERE list_id = l.id) s
      WHERE ${FROZEN} AND l.total IS DISTINCT FROM s.total`,
  ),
  heldInSql(
    'awards.published-as-the-log-tells',
    'Số dòng và tổng tiền đã công bố đúng như nhật ký ghi',
    `SELECT ${ROW}, format('danh sách số %s có %s dòng, %s đồng; nhật ký ghi %s dòng, %s đồng', l.number, s.lines, l.total, a.lines, a.total) AS found
       FROM award_lists l CROSS JOIN LATERAL (SELECT count(*) AS lines FROM award_lines WHERE list_id = l.id) s
       LEFT JOIN LATERAL (SELECT (facts ->> 'lines')::bigint AS lines, (facts ->> 'total')::bigint AS total FROM audit_events
         WHERE subject_kind = 'award-list' AND subject_id = l.id::text AND act = 'award-list.publish' ORDER BY id LIMIT 1) a ON true
      WHERE ${FROZEN} AND (a.lines, a.total) IS DISTINCT FROM (s.lines, l.total)`,
  ),
  heldInSql(
    'awards.state-is-told',
    'Trạng thái danh sách khen thưởng đúng với bước chuyển cuối cùng ghi trong nhật ký',
    `SELECT ${ROW}, format('danh sách số %s ở trạng thái %s, nhật ký ghi %s', l.number, l.state, coalesce(a.state, '(không có)')) AS found
       FROM award_lists l LEFT JOIN LATERAL (
         SELECT CASE act WHEN 'award-list.confirm' THEN 'confirmed' WHEN 'award-list.publish' THEN 'published'
                  WHEN 'award-list.supersede' THEN 'superseded' ELSE 'draft' END AS state
           FROM audit_events WHERE subject_kind = 'award-list' AND subject_id = l.id::text
            AND act IN ('award-list.draft', 'award-list.confirm', 'award-list.take-back', 'award-list.publish', 'award-list.supersede')
          ORDER BY id DESC LIMIT 1) a ON true
      WHERE a.state IS DISTINCT FROM l.state`,
  ),
  heldInSql(
    'awards.two-people-as-the-log-tells',
    'Danh sách do hai người khác nhau lập và xác nhận, đúng như nhật ký ghi',
    `SELECT ${ROW}, format('danh sách số %s: người lập %s, người xác nhận %s', l.number, l.drafted_by_name, l.confirmed_by_name) AS found
       FROM award_lists l
       LEFT JOIN LATERAL (SELECT person_id FROM audit_events WHERE subject_kind = 'award-list' AND subject_id = l.id::text
         AND act = 'award-list.draft' ORDER BY id LIMIT 1) d ON true
       LEFT JOIN LATERAL (SELECT person_id FROM audit_events WHERE subject_kind = 'award-list' AND subject_id = l.id::text
         AND act = 'award-list.confirm' ORDER BY id DESC LIMIT 1) c ON true
      WHERE l.state <> 'draft' AND (d.person_id IS DISTINCT FROM l.drafted_by OR c.person_id IS DISTINCT FROM l.confirmed_by
        OR l.drafted_by IS NOT DISTINCT FROM l.confirmed_by)`,
  ),
  heldInSql(
    'awards.lines-are-of-its-contest',
    'Dòng khen thưởng là hồ sơ của chính cuộc thi đó',
    `SELECT format('award_lines %s %s', n.list_id, n.position) AS row, format('hồ sơ %s là của cuộc thi khác', n.entry_number) AS found
       FROM award_lines n JOIN award_lists l ON l.id = n.list_id JOIN entries e ON e.id = n.entry_id JOIN judging_rounds r ON r.id = l.round_id
      WHERE e.contest_id <> l.contest_id OR r.contest_id <> l.contest_id`,
  ),
  heldInSql(
    'awards.superseded-list-has-a-successor',
    'Danh sách đã bị thay thì có danh sách mới hơn đang có hiệu lực',
    `SELECT ${ROW}, format('danh sách số %s đã bị thay nhưng không có danh sách nào sau đó', l.number) AS found
       FROM award_lists l WHERE l.state = 'superseded' AND NOT EXISTS (
         SELECT FROM award_lists n WHERE n.contest_id = l.contest_id AND n.state = 'published' AND n.number > l.number)`,
  ),
  heldInSql(
    'awards.reward-is-multiple-of-base-salary',
    'Tiền của hình thức khen thưởng bằng hệ số nhân mức lương cơ sở đã ghi trong quyết định',
    `SELECT format('award_lines %s %s', n.list_id, n.position) AS row, format('%s của hồ sơ %s ghi %s đồng, quyết định tính ra %s đồng', n.tier_name, n.entry_number,
              n.amount, coalesce(string_agg(d.worth::text, ', '), '(không có quyết định)')) AS found
       FROM award_lines n LEFT JOIN LATERAL (${GRANTS} AND list_id = n.list_id AND withdrawn_at IS NULL AND tiers[1] = n.tier_code
         AND entries[1] = n.entry_number AND reward ->> 'recipientKind' = n.recipient_kind) d ON true
      WHERE n.kind = 'reward' GROUP BY n.list_id, n.position HAVING bool_and(d.worth IS DISTINCT FROM n.amount)`,
  ),
  heldInSql(
    'awards.reward-goes-by-its-papers',
    'Hệ số và mức lương cơ sở của mỗi quyết định khen thưởng đúng với văn bản có hiệu lực vào ngày quyết định',
    // A row counts for the grants made after it was written and until it was withdrawn; one without an end, until that was written. What came
    // from another installation went by the rows of that one.
    `SELECT 'award_decisions ' || id AS row, format('hệ số %s, lương cơ sở %s đồng không có trong bảng vào ngày %s', multiple / 100.0, base, decided_on) AS found
       FROM (${GRANTS}) g
      WHERE NOT EXISTS (SELECT FROM award_lists l JOIN contest_arrivals a ON a.contest_id = l.contest_id WHERE l.id = g.list_id)
        AND (NOT EXISTS (SELECT FROM reward_norms m WHERE m.form = g.form AND m.recipient_kind = g.recipient_kind AND m.multiple_hundredths = g.multiple
               AND m.rounding = g.rounding AND ${KNOWN('m')} AND g.decided_on >= m.in_force_from
               AND (g.decided_on <= coalesce(m.in_force_until, 'infinity') OR g.seq <= m.closed_after))
          OR g.base IS DISTINCT FROM (SELECT b.amount FROM base_salaries b WHERE b.in_force_from <= g.decided_on AND ${KNOWN('b')}
               ORDER BY b.in_force_from DESC LIMIT 1))`,
  ),
  heldInSql(
    'awards.embargo-is-kept',
    'Danh sách hẹn giờ không công bố trước giờ hẹn, và hẹn giờ chỉ có ở danh sách đã được người thứ hai xác nhận',
    `SELECT ${ROW}, format('danh sách số %s, trạng thái %s, hẹn %s, công bố %s', l.number, l.state, e.at, coalesce(l.published_at::text, '(chưa)')) AS found
       FROM award_embargoes e JOIN award_lists l ON l.id = e.list_id WHERE l.state = 'draft' OR (e.held_at IS NULL AND l.published_at < e.at)`,
  ),
  heldInSql(
    'awards.embargo-has-its-job',
    'Danh sách đang chờ đến giờ hẹn thì có việc trong hàng đợi để công bố',
    `SELECT ${ROW}, format('danh sách số %s hẹn %s nhưng không có việc nào công bố', l.number, e.at) AS found
       FROM award_embargoes e JOIN award_lists l ON l.id = e.list_id WHERE l.state = 'confirmed' AND e.held_at IS NULL
        AND NOT EXISTS (SELECT FROM jobs j WHERE j.kind = 'awards.publish-at' AND j.once = l.id::text)`,
  ),
  heldInSql(
    'awards.payment-is-of-an-award',
    'Khoản chi nào cũng thuộc hồ sơ trong danh sách đã công bố và không vượt tổng các giải của hồ sơ đó',
    `SELECT 'award_payments ' || p.id AS row, format('phiếu chi %s: %s đồng, dòng khen thưởng %s', p.receipt_number, p.amount, coalesce(d.amount || ' đồng', '(không có)')) AS found
       FROM award_payments p LEFT JOIN LATERAL (SELECT sum(n.amount) AS amount FROM award_lists l JOIN award_lines n ON n.list_id = l.id
         WHERE l.contest_id = p.contest_id AND l.number = p.list_number AND ${FROZEN} AND n.entry_id = p.entry_id) d ON true
      WHERE d.amount IS NULL OR p.amount > d.amount`,
  ),
  heldInSql(
    'awards.nobody-is-paid-twice',
    'Tổng chi còn hiệu lực cho một hồ sơ không vượt mức thưởng cao nhất đã công bố cho hồ sơ đó',
    `SELECT format('award_payments %s %s', p.contest_id, p.entry_id) AS row, format('đã chi %s đồng, mức thưởng cao nhất %s đồng', p.paid, d.most) AS found
       FROM (SELECT contest_id, entry_id, sum(amount) AS paid FROM award_payments WHERE withdrawn_at IS NULL GROUP BY 1, 2) p,
            LATERAL (SELECT coalesce(max(won.amount), 0) AS most FROM (
              SELECT sum(n.amount) AS amount FROM award_lists l JOIN award_lines n ON n.list_id = l.id
               WHERE l.contest_id = p.contest_id AND n.entry_id = p.entry_id AND ${FROZEN} GROUP BY l.id) won) d
      WHERE p.paid > d.most`,
  ),
];
