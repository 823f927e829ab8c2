import { heldInSql, type Invariant } from '../../database/invariants.js';

const ROW = `'award_consents ' || k.entry_id AS row`;

/** What must hold of what communes let everybody see. */
export const SHOWING_INVARIANTS: readonly Invariant[] = [
  heldInSql(
    'awards.consent-is-told',
    'Phần hồ sơ cho mọi người xem đúng với lần chọn hoặc rút cuối cùng ghi trong nhật ký',
    `SELECT ${ROW}, format('%s phần, nhật ký ghi %s', CASE WHEN k.withdrawn_at IS NULL THEN cardinality(k.fields) + cardinality(k.files) ELSE 0 END, coalesce(a.act, '(không có)')) AS found
       FROM award_consents k LEFT JOIN LATERAL (SELECT act, facts FROM audit_events WHERE subject_kind = 'entry' AND subject_id = k.entry_id::text
         AND act IN ('entry.show', 'entry.unshow') ORDER BY id DESC LIMIT 1) a ON true
      WHERE a.act IS DISTINCT FROM CASE WHEN k.withdrawn_at IS NULL THEN 'entry.show' ELSE 'entry.unshow' END
         OR (a.act = 'entry.show' AND ((a.facts -> 'shownFields')::jsonb, (a.facts ->> 'shownPhotos')::int) IS DISTINCT FROM (to_jsonb(k.fields), cardinality(k.files)))`,
  ),
  heldInSql(
    'awards.consent-is-of-its-entry',
    'Ảnh cho mọi người xem là tệp của chính hồ sơ đó, trong cuộc thi đó',
    `SELECT ${ROW}, 'có tệp không thuộc hồ sơ, hoặc hồ sơ của cuộc thi khác' AS found
       FROM award_consents k JOIN entries e ON e.id = k.entry_id
      WHERE e.contest_id <> k.contest_id OR NOT k.files <@ ARRAY(SELECT f.id FROM entry_files f WHERE f.entry_id = k.entry_id)`,
  ),
];
