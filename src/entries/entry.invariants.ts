import { heldInSql, type Invariant } from '../database/invariants.js';
import { ENTRY_STATES } from './entry.facts.js';

const STATES = ENTRY_STATES.map((state) => `'${state}'`).join(', ');
const NAME = `coalesce(e.number, e.draft_code)`;

/** What must hold of dossiers and their papers. */
export const ENTRY_INVARIANTS: readonly Invariant[] = [
  heldInSql(
    'entries.state-is-told',
    'Trạng thái hồ sơ đúng với bước chuyển cuối cùng ghi trong nhật ký',
    // Every move of a dossier tells where it led; a draft that was only begun has none.
    `SELECT 'entries ' || e.id AS row, format('hồ sơ %s ở trạng thái %s, nhật ký ghi %s', ${NAME}, e.state, coalesce(l.state, 'draft')) AS found
       FROM entries e
       LEFT JOIN LATERAL (SELECT a.facts ->> 'to' AS state FROM audit_events a
         WHERE a.entry_id = e.id AND a.facts ->> 'to' IN (${STATES}) ORDER BY a.id DESC LIMIT 1) l ON true
      WHERE coalesce(l.state, 'draft') <> e.state`,
  ),
  heldInSql(
    'entries.begun-by-an-act',
    'Hồ sơ nào cũng có thao tác lập hồ sơ trong nhật ký',
    `SELECT 'entries ' || e.id AS row, format('hồ sơ %s không có trong nhật ký', ${NAME}) AS found
       FROM entries e WHERE NOT EXISTS (SELECT FROM audit_events a WHERE a.entry_id = e.id)`,
  ),
  heldInSql(
    'entries.village-is-of-its-commune',
    'Hồ sơ thuộc đúng xã của thôn, bản trong danh sách đơn vị của cuộc thi',
    `SELECT 'entries ' || e.id AS row, format('hồ sơ %s ghi xã %s, danh sách ghi xã %s', ${NAME}, e.commune_id, v.commune_id) AS found
       FROM entries e JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
      WHERE v.commune_id <> e.commune_id`,
  ),
  heldInSql(
    'entries.rules-are-of-its-contest',
    'Hồ sơ nộp theo thể lệ và quyết định gia hạn của chính cuộc thi đó',
    `SELECT 'entries ' || e.id AS row, format('hồ sơ %s theo thể lệ hoặc gia hạn của cuộc thi khác', ${NAME}) AS found
       FROM entries e LEFT JOIN rules_versions r ON r.id = e.rules_version_id LEFT JOIN window_extensions x ON x.id = e.extension_id
      WHERE r.contest_id <> e.contest_id OR x.contest_id <> e.contest_id`,
  ),
  heldInSql(
    'entries.files-are-of-its-contest',
    'Tệp của hồ sơ nằm trong mục của chính cuộc thi đó',
    `SELECT 'entry_files ' || f.id AS row, format('tệp “%s” của hồ sơ %s nằm trong mục của cuộc thi khác', f.name, ${NAME}) AS found
       FROM entry_files f JOIN entries e ON e.id = f.entry_id JOIN contest_slots s ON s.id = f.slot_id WHERE s.contest_id <> e.contest_id`,
  ),
  heldInSql(
    'entries.file-size-is-kept-size',
    'Dung lượng ghi ở hồ sơ bằng dung lượng tệp trong kho',
    `SELECT 'entry_files ' || f.id AS row, format('tệp “%s” ghi %s byte, kho ghi %s byte', f.name, f.size, k.size) AS found
       FROM entry_files f JOIN stored_files k ON k.sha256 = f.sha256 WHERE k.size <> f.size`,
  ),
  heldInSql(
    'entries.receipts-are-whole',
    'Hồ sơ đã nộp có đủ giấy biên nhận, đánh số từ lần 1',
    `SELECT 'entries ' || e.id AS row, format('hồ sơ %s có %s giấy, giấy cuối ghi lần %s', ${NAME}, r.papers, r.last) AS found
       FROM entries e, LATERAL (SELECT count(*) AS papers, coalesce(max(round), 0) AS last FROM entry_receipts WHERE entry_id = e.id) r
      WHERE r.papers <> r.last OR (e.submitted_at IS NOT NULL) <> (r.papers > 0)`,
  ),
  heldInSql(
    'entries.received-files-are-kept',
    'Tệp ghi trên giấy biên nhận còn trong kho',
    `SELECT 'entry_receipts ' || r.id AS row, format('không còn tệp “%s” (%s)', f ->> 'name', f ->> 'sha256') AS found
       FROM entry_receipts r, LATERAL jsonb_array_elements(r.body::jsonb -> 'files') f
      WHERE NOT EXISTS (SELECT FROM stored_files k WHERE k.sha256 = f ->> 'sha256')`,
  ),
  heldInSql(
    'entries.transfers-are-kept',
    'Lần tải lên đã xong có tệp trong kho',
    `SELECT 'entry_transfers ' || t.id AS row, format('không có tệp %s', t.sha256) AS found
       FROM entry_transfers t WHERE t.state = 'kept' AND NOT EXISTS (SELECT FROM stored_files k WHERE k.sha256 = t.sha256)`,
  ),
];
