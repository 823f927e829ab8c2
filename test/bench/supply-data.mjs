import { id, seedPerson } from './data.mjs';

const GROUPS = 3;
const PLEDGES = 10;

/**
 * Three groups of each of the 10,000 communes of `seedDrive`, in which the items of `seedBroadcasts` were posted, two of three of them; and a
 * drive in the same communes that keeps pledges, ten of each agency: three of them live in a hundred communes, 300 in each, the others all
 * over. `xa-bang` acts for the first commune. Answers what was made.
 */
export async function seedSupplies(client) {
  const [province, drive] = [id(`'board-province'`), id(`'pledge-drive'`)];
  const commune = (number) => id(`'board-commune'`, number);
  await client.query(`
    INSERT INTO community_groups (id, commune_id, kind, platform, name, folded, sort_key, created_at, changed_at, changed_by_name)
      SELECT ${id(`'board-group'`, 'i', 'g')}, ${commune('i')}, 'residents', 'zalo', 'Nhóm đo ' || g, 'nhom do ' || g, 'nhom do ' || g, '2021-10-01', '2021-10-01', 'Đo'
        FROM generate_series(0, 9999) i CROSS JOIN generate_series(1, ${GROUPS}) g;
    INSERT INTO propaganda_postings (id, item_id, edition, group_id, posted_on, noted_at, by_name, by_role)
      SELECT ${id(`'board-posting'`, 'p.id::text', 'i', 'g')}, p.id, 1, ${id(`'board-group'`, 'i', 'g')}, '2021-11-08'::date + i % 7, '2021-11-20', 'Đo', 'commune'
        FROM propaganda_items p CROSS JOIN generate_series(0, 9999) i CROSS JOIN generate_series(1, ${GROUPS}) g
       WHERE p.owner_unit_id = ${province} AND (i + g) % 3 <> 0;
    INSERT INTO drives (id, movement_id, template, name, scope_unit_id, units_on, reporters, rhythm, due_weekday, confirms, starts_on, ends_on, guidance,
        made_at, made_by_name, keeps_pledges)
      VALUES (${drive}, ${id(`'board-movement'`)}, 'do', 'Cam kết đo', ${province}, '2021-09-27', 'communes', 'weekly', 5, 'nobody', '2021-09-27',
        '2021-12-05', '', '2021-09-20', 'Đo', true);
    INSERT INTO drive_units (id, drive_id, ordinal, commune_id, commune_name, district_id, district_name, district_sort_key, province_id, name, sort_key)
      SELECT ${id(`'pledge-unit'`, 'u.ordinal')}, ${drive}, u.ordinal, u.commune_id, u.commune_name, u.district_id, u.district_name, u.district_sort_key,
             u.province_id, u.name, u.sort_key FROM drive_units u WHERE u.drive_id = ${id(`'board-drive'`)};
    INSERT INTO drive_pledges (id, drive_unit_id, full_name, post, sort_key, same_key, commune_id, district_id, province_id, pledged_on, state, added_at,
        added_by_name)
      SELECT ${id(`'pledge'`, 'i', 'k')}, ${id(`'pledge-unit'`, '(i + 1)')}, 'Lò Văn ' || k, 'Cán bộ', 'van ' || k, 'van ' || k, c.id, c.parent_id, ${province},
             '2021-11-01', CASE k % 3 WHEN 0 THEN 'confirmed' ELSE 'pledged' END, '2021-11-01', 'Đo'
        FROM generate_series(0, 9999) i CROSS JOIN generate_series(1, ${PLEDGES}) k
        JOIN units c ON c.id = CASE WHEN k <= 3 THEN ${commune('(i % 100)')} ELSE ${commune('((i * 7 + k) % 10000)')} END;
    INSERT INTO drive_pledge_words (pledge_id, ordinal, is_member, said_on, said_at, by_name)
      SELECT id, 1, true, '2021-11-10', '2021-11-10', 'Đo' FROM drive_pledges WHERE state = 'confirmed';`);
  await seedPerson(client, 'xa-bang', 'commune', commune('0'), null);
  await client.query('VACUUM (ANALYZE)');
  const { rows } = await client.query(
    `SELECT ${drive} AS drive, ${id(`'air-item'`, '1')} AS item, (SELECT count(*)::int FROM propaganda_postings) AS postings,
            (SELECT count(*)::int FROM drive_pledges) AS pledges`,
  );
  return rows[0];
}
