import type { Database } from '../../../src/database/database.js';

/** What the demonstration does not play, straight to the tables: a meeting, a filing, a list to put right, a webhook. */
export async function giveTheRest(database: Database): Promise<void> {
  const account = (name: string, of = 'id'): string => `(SELECT ${of} FROM persons WHERE username = '${name}')`;
  const held = (name: string): string =>
    `(SELECT unit_id FROM role_assignments a JOIN persons p ON p.id = a.person_id WHERE p.username = '${name}')`;
  const awarded = `(SELECT e.id FROM entries e JOIN award_lines l ON l.entry_id = e.id WHERE e.commune_id = ${held('xa')} ORDER BY e.number LIMIT 1)`;
  await database.transaction(async (tx) => {
    for (const sql of [
      `INSERT INTO panel_meetings (id, contest_id, round_id, number, place, chair_name, opened_at, opened_by_name, closed_at)
       SELECT gen_random_uuid(), contest_id, id, 1, 'Phòng họp số 2', 'Lê Thanh Vinh', '2021-12-19T08:00Z', 'Vũ Thị Thu Hương', '2021-12-19T09:00Z' FROM judging_rounds`,
      `INSERT INTO meeting_members (meeting_id, person_id, code, name, present)
       SELECT m.id, j.person_id, j.code, j.name, true FROM panel_meetings m JOIN panel_judges j ON j.round_id = m.round_id`,
      `INSERT INTO meeting_entries (meeting_id, entry_id, position, notes, conclusion, shown_at, saved_at)
       SELECT m.id, l.entry_id, row_number() OVER (ORDER BY l.position), 'Hai ý kiến khác nhau', 'Giữ nguyên điểm', m.opened_at, m.opened_at
         FROM panel_meetings m CROSS JOIN award_lines l WHERE l.kind = 'rank'`,
      `INSERT INTO meeting_questions (id, meeting_id, entry_id, number, wording, asked_at, closed_at, voters)
       SELECT gen_random_uuid(), meeting_id, entry_id, position, 'Có giữ nguyên điểm không?', shown_at, shown_at,
              ARRAY(SELECT person_id FROM panel_judges) FROM meeting_entries`,
      `INSERT INTO meeting_votes (question_id, person_id, choice, cast_at, cast_by_name)
       SELECT q.id, j.person_id, 'yes', q.asked_at, 'Vũ Thị Thu Hương' FROM meeting_questions q CROSS JOIN panel_judges j`,
      `INSERT INTO entry_filings (id, entry_id, person_id, person_name, unit_id, unit_name, brought_by, brought_duty, reason, way, begun_at, sent_at)
       SELECT gen_random_uuid(), ${awarded}, ${account('tham-dinh')}, ${account('tham-dinh', 'full_name')}, ${held('tham-dinh')}, 'Huyện Tam Đường',
              'Lò Thị Bông', 'Công chức xã', 'Xã mất mạng', 'usb', '2021-11-19T08:00Z', '2021-11-19T09:00Z'`,
      `UPDATE entry_receipts SET body = body || jsonb_build_object('filed', jsonb_build_object('unitName', 'Huyện Tam Đường', 'personName', 'Nguyễn Thị Minh Hạnh',
              'broughtBy', 'Lò Thị Bông', 'broughtDuty', 'Công chức xã', 'reason', 'Xã mất mạng', 'way', 'usb')) WHERE entry_id = ${awarded}`,
      `INSERT INTO pending_member_lists (entry_id, rows, version, changed_at, changed_by_name, touched_at)
       SELECT ${awarded}, jsonb_build_array(jsonb_build_object('line', 1, 'cells', (SELECT members -> 0 FROM entry_member_lists WHERE entry_id = ${awarded}), 'unread', '[]'::jsonb)),
              1, now(), 'Lò Thị Thắm', now()`,
      `INSERT INTO webhooks (id, contest_id, url, events, made_at, made_by_name, stopped_at, stopped_by)
       SELECT gen_random_uuid(), id, 'https://tinh.example.vn/', '{entry.accepted}', now(), 'Hoàng Đức Khánh', now(), 'hand' FROM contests`,
      `INSERT INTO webhook_deliveries (id, webhook_id, event, entry_id, happened_at, state, not_before, tries, status, said)
       SELECT gen_random_uuid(), id, 'entry.accepted', ${awarded}, now(), 'failed', now(), 1, 500, 'Máy chủ bận' FROM webhooks`,
    ])
      await tx.changed(sql, []);
  });
}

/** The judging of the demonstration, open again, with a pack out at each judge. */
export async function reopenJudging(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    for (const sql of [
      `UPDATE judging_rounds SET closed_at = NULL, closed_by_name = NULL, close_reason = NULL`,
      `UPDATE contests SET clock_at = '2021-12-15T02:00Z'`,
      `INSERT INTO pack_takings (id, round_id, person_id, contents, entries, taken_at)
       SELECT gen_random_uuid(), j.round_id, j.person_id, c, 1, '2021-12-15T01:00Z' FROM panel_judges j CROSS JOIN unnest('{dossiers,marks}'::text[]) c`,
    ])
      await tx.changed(sql, []);
  });
}
