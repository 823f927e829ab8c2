import { id } from './data.mjs';

const PLANS = 5;

/**
 * Five plans of a week from Monday, 2021-11-08, for the 10,000 communes of `seedDrive`, two loudspeaker slots a day each; nine of ten slots
 * are ticked, every fiftieth tick corrected once. Answers how many ticks there are.
 */
export async function seedBroadcasts(client) {
  const province = id(`'board-province'`);
  await client.query(`
    INSERT INTO propaganda_items (id, owner_unit_id, owner_name, movement_id, title, source_name, loud_text, zalo_text, state, edition, changed_at,
        changed_by_name)
      SELECT ${id(`'air-item'`, 'p')}, ${province}, 'Tỉnh Bảng', ${id(`'board-movement'`)}, 'Nội dung đo ' || p, 'Sở Đo', 'Kính thưa bà con.', 'Mời bà con vào nhóm.', 'approved', 1,
             '2021-11-01', 'Đo' FROM generate_series(1, ${PLANS}) p;
    INSERT INTO propaganda_editions (item_id, edition, title, source_name, loud_text, zalo_text, approved_at, approved_by_name, approved_alone)
      SELECT id, 1, title, source_name, loud_text, zalo_text, '2021-11-01', 'Đo', false FROM propaganda_items WHERE owner_unit_id = ${province};
    INSERT INTO propaganda_plans (id, item_id, channel, starts_on, ends_on, weekdays, minutes, repeats, note, scope_name, made_at, made_by_name)
      SELECT ${id(`'air-plan'`, 'p')}, ${id(`'air-item'`, 'p')}, 'loudspeaker', '2021-11-08', '2021-11-14', '{1,2,3,4,5,6,7}',
             ARRAY[330 + p, 1050 + p]::smallint[], 1, '', 'Tỉnh Bảng', '2021-11-01', 'Đo' FROM generate_series(1, ${PLANS}) p;
    INSERT INTO propaganda_plan_units (id, plan_id, ordinal, commune_id, commune_name, district_id, district_name, province_id)
      SELECT ${id(`'air-unit'`, 'p', 'u.ordinal')}, ${id(`'air-plan'`, 'p')}, u.ordinal, u.commune_id, u.commune_name, u.district_id, u.district_name,
             ${province} FROM drive_units u CROSS JOIN generate_series(1, ${PLANS}) p WHERE u.drive_id = ${id(`'board-drive'`)};
    INSERT INTO propaganda_ticks (id, plan_unit_id, slot_on, slot_minute, outcome, edition, done_at, ticked_at, by_name, by_role, note)
      SELECT ${id(`'air-tick'`, 'p', 'u.ordinal', 'd', 't')}, ${id(`'air-unit'`, 'p', 'u.ordinal')}, '2021-11-08'::date + d, t + p, 'done', 1,
             '2021-11-20', '2021-11-20', 'Đo', 'commune', ''
        FROM drive_units u CROSS JOIN generate_series(1, ${PLANS}) p CROSS JOIN generate_series(0, 6) d CROSS JOIN unnest(ARRAY[330, 1050]) t
       WHERE u.drive_id = ${id(`'board-drive'`)} AND (u.ordinal + p + d) % 10 <> 0;
    INSERT INTO propaganda_ticks (id, plan_unit_id, slot_on, slot_minute, outcome, edition, ticked_at, by_name, by_role, note, replaces_id, reason)
      SELECT ${id(`'air-correction'`, 't.id::text')}, t.plan_unit_id, t.slot_on, t.slot_minute, 'failed', 1, '2021-11-21', 'Đo', 'commune', 'mất điện',
             t.id, 'ghi nhầm' FROM propaganda_ticks t WHERE t.seq % 50 = 0;`);
  await client.query('VACUUM (ANALYZE)');
  const { rows } = await client.query(`SELECT count(*)::int AS ticks FROM propaganda_ticks`);
  return rows[0].ticks;
}
