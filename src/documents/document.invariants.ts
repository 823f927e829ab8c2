import { heldInSql, type Invariant } from '../database/invariants.js';

const ROW = `'documents ' || d.id AS row`;

/** What must hold of the register of documents. */
export const DOCUMENT_INVARIANTS: readonly Invariant[] = [
  heldInSql(
    'documents.paper-fits-its-hash',
    'Nội dung văn bản giữ trong sổ khớp mã băm của nó',
    `SELECT ${ROW}, format('văn bản %s: mã băm ghi %s…', d.symbol, left(d.paper_sha256, 12)) AS found
       FROM documents d WHERE d.paper IS NOT NULL AND encode(sha256(convert_to(d.paper, 'UTF8')), 'hex') <> d.paper_sha256`,
  ),
  heldInSql(
    'documents.series-has-no-gap',
    'Số văn bản của một cơ quan trong năm nối tiếp nhau từ 01, không trống số nào',
    // The series of a rehearsal that was cleared away has no documents left; what it counted is no matter.
    `SELECT format('document_series %s %s', s.series, s.year) AS row, format('không có văn bản số %s', n) AS found
       FROM document_series s, generate_series(1, s.last) AS n
      WHERE EXISTS (SELECT FROM documents d WHERE d.series = s.series AND d.year = s.year)
        AND NOT EXISTS (SELECT FROM documents d WHERE d.series = s.series AND d.year = s.year AND d.number = n)`,
  ),
  heldInSql(
    'documents.correction-stays-in-its-register',
    'Văn bản sửa, thay ở cùng sổ với văn bản được sửa, thay',
    `SELECT ${ROW}, format('văn bản %s sửa văn bản của sổ khác', d.symbol) AS found
       FROM documents d JOIN documents c ON c.id = d.corrects_id
      WHERE (d.contest_id, d.unit_id) IS DISTINCT FROM (c.contest_id, c.unit_id)`,
  ),
  heldInSql(
    'documents.rehearsal-is-numbered-apart',
    'Văn bản diễn tập của cơ quan không lấy số của dãy thật, văn bản thật không lấy số của dãy diễn tập',
    `SELECT ${ROW}, format('văn bản %s/%s ở dãy số “%s”', d.number, d.symbol, d.series) AS found
       FROM documents d
      WHERE d.unit_id IS NOT NULL AND d.series IS NOT NULL
        AND CASE WHEN d.rehearsal_of IS NULL THEN d.series ~ '^[0-9a-f]{8}-[0-9a-f]{4}-' ELSE NOT starts_with(d.series, d.rehearsal_of || ' ') END`,
  ),
  heldInSql(
    'documents.state-is-told',
    'Trạng thái văn bản đúng với bước chuyển cuối cùng ghi trong nhật ký',
    `SELECT ${ROW}, format('văn bản %s ở trạng thái %s, nhật ký ghi %s', d.symbol, d.state, coalesce(a.state, '(không có)')) AS found
       FROM documents d LEFT JOIN LATERAL (
         SELECT CASE act WHEN 'document.sign' THEN 'signed' WHEN 'document.number' THEN 'numbered' WHEN 'document.issue' THEN 'issued'
                  WHEN 'document.recall' THEN 'recalled' ELSE 'draft' END AS state
           FROM audit_events WHERE subject_kind = 'document' AND subject_id = d.id::text
            AND act IN ('document.draft', 'document.sign', 'document.number', 'document.issue', 'document.recall')
          ORDER BY id DESC LIMIT 1) a ON true
      WHERE a.state IS DISTINCT FROM d.state`,
  ),
];
