/** Everybody's password here; the hash is the fixtures' own, made once. */
export const PASSWORD = 'hoithi-demo';
const PASSWORD_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$YZtACqMDdIqCDIUDounG4g$Q00e7Msk9zYQnywolt0hTUtWb7soYURXHjAWtSVoNX8';

/** 10 districts × 50 communes × 20 villages: a contest of 10,000 entries has one of each village. */
const [DISTRICTS, COMMUNES, VILLAGES] = [10, 500, 10_000];

// The same words give the same ids in every run, without a table of them: md5 is drawn into a UUID.
export const id = (...words) => `md5(${words.join(` || '|' || `)})::uuid`;
// The windows of every contest here, as a VALUES list.
const WINDOWS = [
  ['activity', '2021-10-25', '2021-11-26', 'Từ ngày 25/10/2021 đến ngày 25/11/2021'],
  ['submission', '2021-11-01', '2021-12-01', 'trước ngày 01/12/2021'],
  ['vetting', '2021-11-01', '2021-12-11', 'trước ngày 11/12/2021'],
  ['judging', '2021-12-11', '2021-12-21', 'trước ngày 21/12/2021'],
  ['publication', '2021-12-21', '2022-01-31', 'trước ngày 31/01/2022'],
]
  .map(
    ([kind, from, until, printed]) => `('${kind}', '${from}T00:00:00+07:00', '${until}T00:00:00+07:00', '${printed}')`,
  )
  .join(', ');
const CRITERIA = ['A', 'B', 'C', 'D', 'E'];

/** Units and the people who belong to no single contest. Everything is made by INSERT … SELECT on the server. */
export async function seedCountry(client) {
  await client.query(`
    INSERT INTO units (id, level, type, name, code, parent_id, valid_from, sort_key, folded)
      VALUES (${id(`'province'`)}, 'province', 'tỉnh', 'Tỉnh Đo', 'P', NULL, '2021-01-01', 'do', 'tinh do');
    INSERT INTO units (id, level, type, name, code, parent_id, valid_from, sort_key, folded)
      SELECT ${id(`'district'`, 'i')}, 'district', 'huyện', 'Huyện Số ' || i, 'D' || i, ${id(`'province'`)}, '2021-01-01',
             'huyen ' || lpad(i::text, 6, '0'), 'huyen so ' || i FROM generate_series(0, ${DISTRICTS - 1}) i;
    INSERT INTO units (id, level, type, name, code, parent_id, valid_from, sort_key, folded)
      SELECT ${id(`'commune'`, 'i')}, 'commune', 'xã', 'Xã Bản Số ' || i, 'C' || i, ${id(`'district'`, `(i % ${DISTRICTS})`)}, '2021-01-01',
             'xa ' || lpad(i::text, 6, '0'), 'xa ban so ' || i FROM generate_series(0, ${COMMUNES - 1}) i;
    INSERT INTO units (id, level, type, name, code, parent_id, valid_from, sort_key, folded)
      SELECT ${id(`'village'`, 'i')}, 'village', 'bản', 'Bản Nà Số ' || i, NULL, ${id(`'commune'`, `(i % ${COMMUNES})`)}, '2021-01-01',
             'ban ' || lpad(i::text, 6, '0'), 'ban na so ' || i FROM generate_series(0, ${VILLAGES - 1}) i;`);
  const unit = (word, number) => `md5('${word}${number === undefined ? '' : `|${number}`}')::uuid`;
  for (let i = 0; i < 8; i += 1) await seedPerson(client, `xa-${i}`, 'commune', unit('commune', i), null);
  await seedPerson(client, 'tham-dinh', 'vetting', unit('province'), null);
  await seedPerson(client, 'tham-dinh-huyen', 'vetting', unit('district', 0), null);
  await seedPerson(client, 'to-chuc', 'organiser', null, null);
  await seedPerson(client, 'kiem-tra', 'auditor', null, null);
  await seedPerson(client, 'quan-tri', 'admin', null, null);
}

export async function seedPerson(client, username, role, unitSql, contestSql) {
  await client.query(`
    INSERT INTO persons (id, username, full_name, sort_key, folded, password_hash, created_at)
      VALUES (${id(`'person'`, `'${username}'`)}, '${username}', 'Người Đo ${username}', 'do ${username}', 'nguoi do', '${PASSWORD_HASH}', now());
    INSERT INTO role_assignments (id, person_id, role, unit_id, contest_id, granted_at)
      VALUES (${id(`'role'`, `'${username}'`)}, ${id(`'person'`, `'${username}'`)}, '${role}', ${unitSql ?? 'NULL'}, ${contestSql ?? 'NULL'}, now());`);
}

/**
 * One contest of `entries` dossiers, three files each.
 * `stage` `vetting`: all of them wait at their offices (`offices`: of every district, or the one of the province); `judging`: all are judged and half of the sheets are complete;
 * `closed`: every sheet is signed and the round is closed.
 * Every entry has `sheets` sheets of `judges` judges, on five criteria of 20 points.
 */
export async function seedContest(
  client,
  { code, entries, judges, sheets, stage, offices = 'province', files = true },
) {
  const lower = code.toLowerCase();
  const contest = id(`'contest'`, `'${code}'`);
  const round = id(`'round'`, `'${code}'`);
  const rubric = id(`'rubric'`, `'${code}'`);
  const clock = { submission: '2021-11-30', vetting: '2021-12-05', judging: '2021-12-15', closed: '2022-01-05' }[stage];
  await client.query(`
    INSERT INTO contests (id, slug, code, name, noun, village_noun, organiser_name, state, template, scope_unit_id, units_on, rehearsal, clock_at,
        contact_name, contact_phone, quota_percent, quota_strict, aggregate_method, rounding_decimals, rounding_mode, rank_on, tie_break,
        at_boundary, budget, opened_at, created_at)
      VALUES (${contest}, 'do-${lower}', '${code}', 'Cuộc thi đo tốc độ ${code}', 'Cuộc thi', 'bản', 'UBND tỉnh Đo', 'open', 'do', ${id(`'province'`)},
        '2021-11-01', true, '${clock}T09:00:00+07:00', 'Lò Thị Mẫu', '+842133000000', 50, true, 'mean', 2, 'half-up', 'rounded',
        '{criterion:B,criterion:A}', 'decide', 90000000000, '2021-10-25', '2021-10-25');
    INSERT INTO contest_windows (contest_id, kind, from_at, until_at, printed)
      SELECT ${contest}, w.kind, w.a::timestamptz, w.b::timestamptz, w.printed FROM (VALUES ${WINDOWS}) w (kind, a, b, printed);
    INSERT INTO vetting_levels (contest_id, ordinal, name, attached_to, unit_level) VALUES (${contest}, 1, 'Thẩm định', 'level', '${offices}');
    INSERT INTO contest_communes (contest_id, commune_id, name, sort_key, code, district_id, district_name, district_sort_key, village_count)
      SELECT ${contest}, c.id, c.name, c.sort_key, c.code, d.id, d.name, d.sort_key, ${VILLAGES / COMMUNES}
        FROM units c JOIN units d ON d.id = c.parent_id WHERE c.level = 'commune';
    INSERT INTO contest_villages (contest_id, village_id, commune_id, name, sort_key)
      SELECT ${contest}, id, parent_id, name, sort_key FROM units WHERE level = 'village';
    INSERT INTO contest_vetters (contest_id, commune_id, ordinal, unit_id, unit_name)
      SELECT ${contest}, c.id, 1, o.id, o.name
        FROM units c JOIN units o ON o.id = ${offices === 'district' ? 'c.parent_id' : id(`'province'`)} WHERE c.level = 'commune';
    INSERT INTO contest_slots (id, contest_id, code, title, requirement, one_of_group, kinds, max_bytes, max_files, sort_order) VALUES
      (${id(`'slot'`, `'${code}'`, `'pdf'`)}, ${contest}, 'bao-cao', 'Báo cáo thành tích', 'required', NULL, '{pdf,docx}', 20971520, 3, 1),
      (${id(`'slot'`, `'${code}'`, `'jpg'`)}, ${contest}, 'anh', 'Ảnh hoạt động', 'one-of', 'minh-chung', '{jpg,png}', 20971520, 10, 2),
      (${id(`'slot'`, `'${code}'`, `'mp4'`)}, ${contest}, 'video', 'Video', 'one-of', 'minh-chung', '{mp4}', 209715200, 100, 3),
      (${id(`'slot'`, `'${code}'`, `'xlsx'`)}, ${contest}, 'thanh-vien', 'Danh sách thành viên', 'optional', NULL, '{xlsx}', 20971520, 1, 4);
    INSERT INTO contest_fields (id, contest_id, code, label, kind, required, max_length, sort_order) VALUES
      (${id(`'field'`, `'${code}'`, `'1'`)}, ${contest}, 'ten-nhom', 'Tên nhóm Zalo', 'line', true, 200, 1),
      (${id(`'field'`, `'${code}'`, `'2'`)}, ${contest}, 'tom-tat', 'Tóm tắt cách làm', 'text', true, 2000, 2);
    INSERT INTO rubric_versions (id, contest_id, number, in_force_at) VALUES (${rubric}, ${contest}, 1, '2021-10-25');
    INSERT INTO criteria (id, rubric_version_id, code, title, max_hundredths, step_hundredths, weight, sort_order)
      SELECT ${id(`'criterion'`, `'${code}'`, 'c')}, ${rubric}, c, 'Tiêu chí ' || c || ': hiệu quả, thiết thực, sáng tạo', 2000, 25, 1, n
        FROM unnest(ARRAY['${CRITERIA.join(`', '`)}']) WITH ORDINALITY k (c, n);
    INSERT INTO prize_tiers (id, contest_id, code, name, quantity, amount, minimum_hundredths, sort_order) VALUES
      (${id(`'tier'`, `'${code}'`, `'1'`)}, ${contest}, 'nhat', 'Giải Nhất', 10, 15000000, NULL, 1),
      (${id(`'tier'`, `'${code}'`, `'2'`)}, ${contest}, 'nhi', 'Giải Nhì', 40, 10500000, NULL, 2),
      (${id(`'tier'`, `'${code}'`, `'3'`)}, ${contest}, 'ba', 'Giải Ba', 150, 7500000, NULL, 3);
    INSERT INTO rules_versions (id, contest_id, number, title, document_number, issued_on, body, in_force_at)
      VALUES (${id(`'rules'`, `'${code}'`)}, ${contest}, 1, 'Thể lệ', '01/TL-BTC', '2021-10-25', 'Điều 1. Đối tượng dự thi.', '2021-10-25');
    INSERT INTO judging_rounds (id, contest_id, number, name, rubric_version_id) VALUES (${round}, ${contest}, 1, 'Vòng chấm', ${rubric});`);
  await seedEntries(client, { code, entries, stage, contest, files });
  await seedPerson(client, `thu-ky-${lower}`, 'secretary', null, contest);
  for (let i = 0; i < judges; i += 1) await seedPerson(client, `gk-${lower}-${i}`, 'judge', null, contest);
  await client.query(`
    INSERT INTO panel_judges (round_id, person_id, code, name)
      SELECT ${round}, ${id(`'person'`, `'gk-${lower}-' || i`)}, 'GK' || (i + 1), 'Giám Khảo ' || (i + 1) FROM generate_series(0, ${judges - 1}) i;`);
  if (stage === 'judging' || stage === 'closed')
    await seedSheets(client, { code, entries, judges, sheets, stage, round });
  return { code, lower, slug: `do-${lower}`, entries, judges, sheets };
}

const numberOf = (code, i) => `'${code}-211124-' || lpad((${i} + 1)::text, 6, '0')`;

async function seedEntries(client, { code, entries, stage, contest, files }) {
  const judged = stage === 'judging' || stage === 'closed';
  const entry = id(`'entry'`, `'${code}'`, 'i');
  await client.query(`
    INSERT INTO entries (id, contest_id, village_id, commune_id, draft_code, number, state, vetted_level, forwarded_level, answers,
        rules_version_id, created_by, created_at, changed_at, changed_by_name, submitted_at, decided_at)
      SELECT ${entry}, ${contest}, ${id(`'village'`, `(i % ${VILLAGES})`)}, ${id(`'commune'`, `(i % ${COMMUNES})`)},
             '${code}.' || upper(to_hex(i)), ${numberOf(code, 'i')}, '${judged ? 'accepted' : 'submitted'}', ${judged ? '1, 1' : '0, 0'},
             jsonb_build_object('ten-nhom', 'Nhóm Zalo bản Nà số ' || i, 'tom-tat', repeat('Trưởng bản đọc thông báo mỗi tối, nhắc 5K. ', 12)),
             ${id(`'rules'`, `'${code}'`)}, ${id(`'person'`, `'xa-0'`)}, at, at, 'Nguyễn Văn Đường', at, ${judged ? 'at' : 'NULL'}
        FROM (SELECT i, '2021-11-24'::timestamptz + i * interval '7 seconds' AS at FROM generate_series(0, ${entries - 1}) i) g;`);
  if (!files) return;
  const hash = `encode(sha256(('${code}|' || i || k)::bytea), 'hex')`;
  await client.query(`
    INSERT INTO stored_files (sha256, size, kind, stored_at, prepared_at)
      SELECT ${hash}, 250000, k, now(), now() FROM generate_series(0, ${entries - 1}) i CROSS JOIN unnest(ARRAY['pdf', 'jpg', 'xlsx']) k;
    INSERT INTO entry_files (id, entry_id, slot_id, sha256, name, kind, size, pages, position, uploaded_by, uploaded_at)
      SELECT ${id(`'file'`, `'${code}'`, 'i', 'k')}, ${entry}, ${id(`'slot'`, `'${code}'`, 'k')}, ${hash},
             'tệp số ' || i || '.' || k, k, 250000, CASE k WHEN 'pdf' THEN 3 END, 1, ${id(`'person'`, `'xa-0'`)}, '2021-11-24'
        FROM generate_series(0, ${entries - 1}) i CROSS JOIN unnest(ARRAY['pdf', 'jpg', 'xlsx']) k;`);
}

async function seedSheets(client, { code, entries, judges, sheets, stage, round }) {
  const lower = code.toLowerCase();
  const closed = stage === 'closed';
  const step = Math.max(1, Math.floor(judges / sheets));
  const points = CRITERIA.map((c, n) => `'${c}', 25 * (20 + abs(hashint8(i * 31 + k * 7 + ${n})) % 61)`).join(', ');
  await client.query(`
    INSERT INTO score_sheets (id, round_id, person_id, entry_id, position, state, points, comment, total_hundredths, saved_at, signed_at)
      SELECT ${id(`'sheet'`, `'${code}'`, 'i', 'k')}, ${round}, ${id(`'person'`, `'gk-${lower}-' || ((i + k * ${step}) % ${judges})`)},
             ${id(`'entry'`, `'${code}'`, 'i')}, ('x' || substr(md5(i || ':' || k), 1, 8))::bit(31)::int, '${closed ? 'signed' : 'draft'}',
             CASE WHEN scored THEN p ELSE '{}' END, CASE WHEN scored THEN 'Nhóm hoạt động đều.' ELSE '' END,
             CASE WHEN scored THEN (SELECT sum(value::int) FROM jsonb_each_text(p)) END, CASE WHEN scored THEN '2021-12-14'::timestamptz END,
             ${closed ? `'2021-12-20'::timestamptz` : 'NULL'}
        FROM (SELECT i, k, ${closed ? 'true' : `(i + k) % 2 = 0`} AS scored, jsonb_build_object(${points}) AS p
                FROM generate_series(0::bigint, ${entries - 1}) i CROSS JOIN generate_series(0, ${sheets - 1}) k) g;`);
  if (!closed) return;
  await client.query(
    `UPDATE judging_rounds SET closed_at = '2021-12-21', closed_by_name = 'Hoàng Thị Ký', close_reason = 'Đủ phiếu' WHERE id = ${round}`,
  );
}

/** What signing kept of every sheet of a closed contest; a second organiser, to confirm its list; a tie at a boundary is shared. */
export async function seedVersions(client, { code, lower }) {
  const contest = id(`'contest'`, `'${code}'`);
  await client.query(`
    INSERT INTO score_sheet_versions (sheet_id, number, signed_at, rubric_version_id, body)
      SELECT s.id, 1, s.signed_at, r.rubric_version_id, jsonb_build_object('points', s.points)
        FROM score_sheets s JOIN judging_rounds r ON r.id = s.round_id WHERE r.contest_id = ${contest};
    UPDATE contests SET at_boundary = 'share' WHERE id = ${contest};`);
  await seedPerson(client, `to-chuc-${lower}`, 'organiser', null, null);
}

/** The published list of a closed contest: its first `prizes` entries by number. What it says does not matter here, its size does. */
export async function seedAwards(client, { code }, prizes) {
  const list = id(`'list'`, `'${code}'`);
  await client.query(`
    INSERT INTO award_lists (id, contest_id, round_id, number, state, drafted_by, drafted_by_name, drafted_at, confirmed_by, confirmed_by_name,
        confirmed_at, published_by_name, published_at, total, input_sha256)
      VALUES (${list}, ${id(`'contest'`, `'${code}'`)}, ${id(`'round'`, `'${code}'`)}, 1, 'published', ${id(`'person'`, `'to-chuc'`)}, 'A', now(),
        ${id(`'person'`, `'quan-tri'`)}, 'B', now(), 'A', now(), ${prizes * 7_500_000}, '0');
    INSERT INTO award_lines (list_id, position, kind, recipient_kind, entry_id, entry_number, title, village_name, commune_id, commune_name, commune_sort_key,
        district_id, district_name, district_sort_key, representative, rank, score, exact, tie_break, tier_code, tier_name, amount)
      SELECT ${list}, row_number() OVER (ORDER BY e.number), 'rank', 'collective', e.id, e.number, e.answers ->> 'ten-nhom', v.name, k.commune_id, k.name, k.sort_key,
             k.district_id, k.district_name, k.district_sort_key, 'Lò Văn Mẫu', row_number() OVER (ORDER BY e.number), '87.50', '175/2', '{}', 'ba', 'Giải Ba', 7500000
        FROM entries e
        JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
        JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
       WHERE e.contest_id = ${id(`'contest'`, `'${code}'`)} ORDER BY e.number LIMIT ${prizes};`);
}

/** One dossier still being made by `xa-0`, to send files to. */
export async function seedDraft(client, { code }, draftCode) {
  await client.query(`
    INSERT INTO entries (id, contest_id, village_id, commune_id, draft_code, state, created_by, created_at, changed_at, changed_by_name)
      SELECT ${id(`'draft'`, `'${draftCode}'`)}, ${id(`'contest'`, `'${code}'`)}, village_id, commune_id, '${draftCode}', 'draft',
             ${id(`'person'`, `'xa-0'`)}, now(), now(), 'Người Đo'
        FROM contest_villages WHERE contest_id = ${id(`'contest'`, `'${code}'`)} AND commune_id = ${id(`'commune'`, '0')} LIMIT 1;
    INSERT INTO window_extensions (id, contest_id, kind, unit_id, until_at, document_number, reason, granted_by, granted_at)
      VALUES (${id(`'extension'`, `'${draftCode}'`)}, ${id(`'contest'`, `'${code}'`)}, 'submission', ${id(`'commune'`, '0')}, '2022-12-31', '1/QĐ', 'Đo',
        ${id(`'person'`, `'to-chuc'`)}, now());`);
}

/**
 * Drafts of villages that have no dossier yet, `each` in so many communes, with an official for each commune. `villages` says
 * from which of a commune's twenty on. `isWhole`: with words and files, ready to be sent. Answers [{ code, username }].
 */
export async function seedDrafts(client, { code }, { communes, each = 1, villages = 0, isWhole = false }) {
  for (let i = 0; i < communes; i += 1)
    await seedPerson(client, `voi-${i}`, 'commune', `md5('commune|${i}')::uuid`, null);
  const answers = isWhole ? `'{"ten-nhom": "Nhóm Zalo bản Nà", "tom-tat": "Đọc thông báo mỗi tối."}'` : `'{}'`;
  await client.query(`
    INSERT INTO entries (id, contest_id, village_id, commune_id, draft_code, state, answers, created_by, created_at, changed_at, changed_by_name)
      SELECT ${id(`'draft'`, 'i', 'k')}, ${id(`'contest'`, `'${code}'`)}, ${id(`'village'`, `(i + ${COMMUNES} * (k + ${villages}))`)},
             ${id(`'commune'`, 'i')}, 'VO' || lpad((i * ${each} + k)::text, 4, '0'), 'draft', ${answers}, ${id(`'person'`, `'voi-' || i`)},
             now(), now(), 'Người Đo'
        FROM generate_series(0, ${communes - 1}) i CROSS JOIN generate_series(0, ${each - 1}) k`);
  if (isWhole) await giveFiles(client, { code, communes, each });
  return Array.from({ length: communes * each }, (_, i) => ({
    code: `VO${String(i).padStart(4, '0')}`,
    username: `voi-${Math.floor(i / each)}`,
  }));
}

async function giveFiles(client, { code, communes, each }) {
  const all = `generate_series(0, ${communes - 1}) i CROSS JOIN generate_series(0, ${each - 1}) k CROSS JOIN unnest(ARRAY['pdf', 'jpg']) f`;
  const hash = `encode(sha256(('${code}|voi|' || i || '|' || k || f)::bytea), 'hex')`;
  await client.query(`
    INSERT INTO stored_files (sha256, size, kind, stored_at, prepared_at) SELECT ${hash}, 250000, f, now(), now() FROM ${all};
    INSERT INTO entry_files (id, entry_id, slot_id, sha256, name, kind, size, pages, position, uploaded_by, uploaded_at)
      SELECT ${id(`'voi'`, 'i', 'k', 'f')}, ${id(`'draft'`, 'i', 'k')}, ${id(`'slot'`, `'${code}'`, 'f')}, ${hash}, 'tệp.' || f, f, 250000,
             CASE f WHEN 'pdf' THEN 3 END, 1, ${id(`'person'`, `'voi-' || i`)}, now() FROM ${all};`);
}

/** Events of the past, so that the log is as long as a real contest's; their hashes are not real. */
export async function seedEvents(client, { code }, count) {
  await client.query(`
    INSERT INTO audit_events (chain, seq, at, person_id, person_name, role, act, subject_kind, subject_id, contest_id, entry_id, facts, request_id, hash)
      SELECT 'seed', i, '2021-12-14'::timestamptz + i * interval '1 second', ${id(`'person'`, `'to-chuc'`)}, 'Người Đo', 'judge', 'sheet.save',
             'score-sheet', i::text, ${id(`'contest'`, `'${code}'`)}, ${id(`'entry'`, `'${code}'`, `(i % 1000)`)}, '{"filled":["A","B","C","D","E"]}', 'SEED', '\\x00'
        FROM generate_series(1, ${count}) i;`);
}
