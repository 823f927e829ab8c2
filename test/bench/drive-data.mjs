import { id, seedPerson } from './data.mjs';

const [DISTRICTS, COMMUNES, TODAY] = [100, 10_000, 3_000];
const WEEKS = 10;

/**
 * A province of 10,000 communes (merged into 3,000 on 1 July 2025) and one weekly drive in which they have reported for ten weeks: two
 * indicators, every twentieth report corrected once, every fortieth commune silent. Its office is `tham-dinh-bang`. Answers the drive's id
 * and what was made.
 */
export async function seedDrive(client) {
  const province = id(`'board-province'`);
  await client.query(`
    INSERT INTO units (id, level, type, name, code, parent_id, valid_from, sort_key, folded)
      VALUES (${province}, 'province', 'tỉnh', 'Tỉnh Bảng', 'BP', NULL, '2021-01-01', 'bang', 'tinh bang');
    INSERT INTO units (id, level, type, name, code, parent_id, valid_from, valid_to, sort_key, folded)
      SELECT ${id(`'board-district'`, 'i')}, 'district', 'huyện', 'Huyện Bảng ' || i, 'BD' || i, ${province}, '2021-01-01', '2025-07-01',
             'huyen ' || lpad(i::text, 6, '0'), 'huyen bang ' || i FROM generate_series(0, ${DISTRICTS - 1}) i;
    INSERT INTO units (id, level, type, name, code, parent_id, valid_from, valid_to, sort_key, folded)
      SELECT ${id(`'board-commune'`, 'i')}, 'commune', 'xã', 'Xã Bảng ' || i, 'BC' || i, ${id(`'board-district'`, `(i % ${DISTRICTS})`)}, '2021-01-01',
             '2025-07-01', 'xa ' || lpad(i::text, 6, '0'), 'xa bang ' || i FROM generate_series(0, ${COMMUNES - 1}) i;
    INSERT INTO units (id, level, type, name, code, parent_id, valid_from, sort_key, folded)
      SELECT ${id(`'board-today'`, 'i')}, 'commune', 'xã', 'Xã Nay ' || i, 'BN' || i, ${province}, '2025-07-01',
             'xa nay ' || lpad(i::text, 6, '0'), 'xa nay ' || i FROM generate_series(0, ${TODAY - 1}) i;
    INSERT INTO unit_successions (old_id, new_id, kind, document)
      SELECT ${id(`'board-commune'`, 'i')}, ${id(`'board-today'`, `(i % ${TODAY})`)}, 'merged_whole', 'Đo' FROM generate_series(0, ${COMMUNES - 1}) i;
    INSERT INTO movements (id, name, owner_unit_id, standing_agency, plan_number, starts_on, ends_on, made_at, made_by_name)
      VALUES (${id(`'board-movement'`)}, 'Phong trào đo', ${province}, 'Sở Đo', '1/KH', '2021-09-27', '2021-12-05', '2021-09-20', 'Đo');
    INSERT INTO drives (id, movement_id, template, name, scope_unit_id, units_on, reporters, rhythm, due_weekday, confirms, starts_on, ends_on, guidance,
        made_at, made_by_name)
      VALUES (${id(`'board-drive'`)}, ${id(`'board-movement'`)}, 'do', 'Đợt đo', ${province}, '2021-09-27', 'communes', 'weekly', 5, 'nobody', '2021-09-27',
        '2021-12-05', '', '2021-09-20', 'Đo');
    INSERT INTO drive_indicators (id, drive_id, ordinal, name, noun, whole, whole_name, target, only_grows) VALUES
      (${id(`'board-indicator'`, '1')}, ${id(`'board-drive'`)}, 1, 'Người quan tâm', 'người', 'none', NULL, 600, true),
      (${id(`'board-indicator'`, '2')}, ${id(`'board-drive'`)}, 2, 'Hộ đã vào nhóm', 'hộ', 'typed', 'Số hộ', 80, false);
    INSERT INTO drive_units (id, drive_id, ordinal, commune_id, commune_name, district_id, district_name, district_sort_key, province_id, name, sort_key)
      SELECT ${id(`'board-unit'`, 'i')}, ${id(`'board-drive'`)}, i + 1, c.id, c.name, d.id, d.name, d.sort_key, ${province}, c.name, c.sort_key
        FROM generate_series(0, ${COMMUNES - 1}) i JOIN units c ON c.id = ${id(`'board-commune'`, 'i')} JOIN units d ON d.id = c.parent_id;
    CREATE TEMP TABLE board_reports AS
      SELECT i, w, k, ${id(`'board-report'`, 'i', 'w', 'k')} AS id, CASE k WHEN 1 THEN ${id(`'board-report'`, 'i', 'w', '0')} END AS replaces_id,
             '2021-09-27'::date + 7 * w AS period_on
        FROM generate_series(0, ${WEEKS - 1}) w CROSS JOIN generate_series(0, 1) k CROSS JOIN generate_series(0, ${COMMUNES - 1}) i
       WHERE i % 40 <> 39 AND (k = 0 OR (i + w) % 20 = 0);
    INSERT INTO drive_reports (id, drive_unit_id, period_on, due_on, reported_at, by_name, by_role, way, note, doubts, replaces_id, reason)
      SELECT id, ${id(`'board-unit'`, 'i')}, period_on, period_on + 4, (period_on + 2 + k + i % 4)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh', 'Người Đo',
             'commune', 'page', '', CASE WHEN i % 50 = 0 THEN ARRAY['jumps'] ELSE '{}' END, replaces_id, CASE k WHEN 1 THEN 'đếm lại' END
        FROM board_reports ORDER BY w, k, i;
    INSERT INTO drive_figures (report_id, indicator_id, part, whole)
      SELECT id, ${id(`'board-indicator'`, '1')}, 10 + (i * 7919 % 1000) + w * 20 + k, NULL FROM board_reports
      UNION ALL
      SELECT id, ${id(`'board-indicator'`, '2')}, 10 + (i * 7919 % 90) + w, 100 + i % 30 FROM board_reports;`);
  await seedPerson(client, 'tham-dinh-bang', 'vetting', province, null);
  const { rows } = await client.query(
    `SELECT ${id(`'board-drive'`)} AS id, (SELECT count(*)::int FROM drive_units) AS units, (SELECT count(*)::int FROM drive_reports) AS reports,
            ${id(`'board-commune'`, '0')} AS commune`,
  );
  await client.query('VACUUM (ANALYZE)');
  await client.query('CHECKPOINT').catch(() => undefined);
  return rows[0];
}
