/**
 * A table whose rows a contest's archive takes along. `of`: its own column that names the contest; or `by`: its column that names a row (`id`) of
 * another table in the archive.
 */
export type ArchivedTable = { name: string; of: string } | { name: string; by: string; parent: string };

const of = (...names: string[]): ArchivedTable[] => names.map((name) => ({ name, of: 'contest_id' }));
const by = (by: string, parent: string, ...names: string[]): ArchivedTable[] =>
  names.map((name) => ({ name, by, parent }));

/** Every table of a contest, those that others refer to first. A test holds that each table of the schema is here or below. */
export const ARCHIVED: readonly ArchivedTable[] = [
  { name: 'contests', of: 'id' },
  ...of('contest_windows', 'contest_communes', 'contest_villages', 'contest_vetters', 'vetting_levels'),
  ...of('contest_bodies'),
  ...by('body_id', 'contest_bodies', 'contest_body_members'),
  ...of('rules_versions'),
  ...by('rules_version_id', 'rules_versions', 'rules_attachments'),
  ...of('contest_slots', 'contest_fields', 'contest_member_lists', 'planned_rounds', 'rubric_versions'),
  ...by('rubric_version_id', 'rubric_versions', 'criteria'),
  ...of('prize_tiers', 'side_prizes', 'prize_ceilings', 'budget_sources', 'spread_rules', 'paper_words'),
  ...of('practice_dossiers'),
  ...by('practice_id', 'practice_dossiers', 'practice_files', 'practice_marks'),
  ...of('broadcasts', 'entries', 'window_extensions', 'entry_counters'),
  ...by('entry_id', 'entries', 'entry_files', 'entry_filings', 'entry_member_lists', 'entry_receipts'),
  ...by('entry_id', 'entries', 'entry_sightings', 'pending_member_lists', 'slot_reopenings'),
  ...by('entry_id', 'entries', 'vetting_checklists', 'vetting_checks', 'vetting_decisions', 'supplement_points'),
  ...of('forwarding_batches'),
  ...by('batch_id', 'forwarding_batches', 'forwarded_entries'),
  ...of('commune_reminders', 'desk_dossiers'),
  ...by('entry_id', 'entries', 'name_findings', 'name_searches'),
  ...of('judging_rounds'),
  ...by('round_id', 'judging_rounds', 'round_entries', 'panel_judges', 'judge_conflicts', 'judge_reminders'),
  ...by('round_id', 'judging_rounds', 'score_sheets'),
  ...by('sheet_id', 'score_sheets', 'score_sheet_versions', 'paper_sheets', 'paper_typings', 'paper_scans'),
  ...by('round_id', 'judging_rounds', 'score_returns', 'pack_takings', 'outside_imports'),
  ...by('import_id', 'outside_imports', 'outside_marks'),
  ...by('round_id', 'judging_rounds', 'remarkings', 'score_adjustments', 'round_results', 'paper_checks'),
  ...by('check_id', 'paper_checks', 'paper_check_sheets'),
  ...of('panel_meetings'),
  ...by('meeting_id', 'panel_meetings', 'meeting_entries', 'meeting_members', 'meeting_questions'),
  ...by('question_id', 'meeting_questions', 'meeting_votes'),
  ...of('award_lists'),
  ...by('list_id', 'award_lists', 'award_lines', 'award_decisions', 'award_list_files', 'award_bundles'),
  ...by('list_id', 'award_lists', 'award_certificates'),
  ...of('award_payments', 'award_consents', 'contest_objection_rules', 'award_objections'),
  ...by('objection_id', 'award_objections', 'award_objection_answers'),
  ...of('documents'),
  ...by('document_id', 'documents', 'document_bases', 'document_recipients'),
];

/** Every other table, and why it does not come along. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  audit_events: 'in audit.jsonl, with its chains',
  audit_heads: 'of chains, which are in audit.jsonl',
  log_heads: 'signed heads are of the whole log of one installation',
  log_leaves: 'signed heads are of the whole log of one installation',
  persons: 'in persons.jsonl, without what anybody could sign in with',
  role_assignments: 'rights are given anew in each installation',
  units: 'in units.jsonl, matched by code',
  unit_aliases: 'of the units, which each installation keeps',
  unit_successions: 'of the units, which each installation keeps',
  stored_files: 'in files.jsonl, with the files',
  storage_usage:
    'who may still store how much is counted by each installation; what came along is not counted against anybody',
  desk_counts: 'counted anew from the desks',
  document_series: 'continued behind the numbers that come along',
  entry_holders: 'who has a draft open at this moment',
  entry_transfers: 'files that are still arriving',
  slot_links: 'links that open a place to somebody without an account',
  dossier_packs: 'archives that can be made anew',
  contest_archives: 'archives that can be made anew',
  contest_arrivals: 'tells how a contest came into this installation',
  notices: 'letters to accounts of this installation',
  notice_addresses: 'mail addresses of accounts',
  notice_mails: 'letters to accounts of this installation',
  notice_showings: 'letters to accounts of this installation',
  stock_reasons: 'sentences of an office, for all its contests',
  stock_reason_removals: 'sentences of an office, for all its contests',
  known_ceilings: 'ships with the platform',
  award_embargoes: 'publishes by itself in a role that somebody holds in this installation',
  reward_norms: 'norms of one installation for all its contests; grants keep what they were computed from',
  base_salaries: 'norms of one installation for all its contests; grants keep what they were computed from',
  program_keys: 'opens an account',
  webhooks: 'tells systems of this installation’s neighbours, signed with its secret',
  webhook_deliveries: 'tells systems of this installation’s neighbours, signed with its secret',
  invitations: 'opens an account',
  sessions: 'of signed-in people',
  session_moves: 'of signed-in people',
  sign_in_delays: 'of signed-in people',
  form_keys: 'of forms sent in the last days',
  entry_presentations: 'names groups of the register of communities, which is kept by each installation',
  community_groups: 'the register of communities is kept by each installation',
  community_group_people: 'the register of communities is kept by each installation',
  community_group_counts: 'the register of communities is kept by each installation',
  community_roles: 'the register of communities is kept by each installation',
  community_role_sightings: 'the register of communities is kept by each installation',
  team_kinds: 'the register of communities is kept by each installation',
  team_kind_bounds: 'the register of communities is kept by each installation',
  community_teams: 'the register of communities is kept by each installation',
  community_team_members: 'the register of communities is kept by each installation',
  team_kind_tasks: 'the register of communities is kept by each installation',
  community_team_trainings: 'the register of communities is kept by each installation',
  community_team_attendances: 'the register of communities is kept by each installation',
  community_households: 'the register of communities is kept by each installation',
  community_household_assignments: 'the register of communities is kept by each installation',
  jobs: 'work of this installation',
  data_checks: 'of the whole database',
  movements: 'around contests, and of units that go on',
  movement_contests: 'names a movement of this installation',
  drives: 'of a movement',
  drive_indicators: 'of a movement',
  drive_units: 'of a movement',
  drive_reports: 'of a movement',
  drive_figures: 'of a movement',
  drive_standings: 'of a movement',
  drive_checks: 'of a movement',
  drive_pledges: 'of a movement',
  drive_pledge_words: 'of a movement',
  progress_reports: 'of a movement',
  emulation_observations: 'of a movement',
  emulation_observation_files: 'of a movement',
  reward_proposals: 'of a movement',
  reward_nominees: 'of a movement',
  nominee_observations: 'of a movement',
  propaganda_items: 'around contests, and of units that go on',
  propaganda_editions: 'of an item of propaganda',
  drive_reminders: 'of a movement',
  propaganda_plans: 'of an item of propaganda',
  propaganda_plan_units: 'of an item of propaganda',
  propaganda_ticks: 'of an item of propaganda',
  propaganda_unit_weeks: 'of an item of propaganda',
  propaganda_postings: 'of an item of propaganda',
  propaganda_quiet_hours: 'of the whole installation',
  broadcast_feeds: 'links into this installation',
  schema_migrations: 'in the manifest',
};

/** Columns that the database counts itself from other rows of the archive. */
export const COUNTED: Readonly<Record<string, readonly string[]>> = {
  panel_judges: ['sheets_none', 'sheets_draft', 'sheets_done', 'sheets_signed', 'sheets_recused'],
};

/** Columns that name a row of a table further down: put in once that is there. */
export const LATE: Readonly<Record<string, readonly string[]>> = { entries: ['extension_id'] };

/** Columns that people write on rows which a trigger lays when their dossier comes in; the key of the row as the database knows it. */
export const LAID: Readonly<Record<string, { key: string; columns: readonly string[] }>> = {
  desk_dossiers: { key: 'entry_id, ordinal', columns: ['assigned_to', 'assigned_to_name', 'assigned_at'] },
};

/** Which rows of a table are the contest's, as a condition; $1 is its id. */
export function rowsOfContest(table: ArchivedTable): string {
  if ('of' in table) return `"${table.of}" = $1`;
  const parent = ARCHIVED.find(({ name }) => name === table.parent);
  if (parent === undefined) throw new Error(`${table.name} hangs on ${table.parent}, which is in no archive`);
  return `"${table.by}" IN (SELECT id FROM "${parent.name}" WHERE ${rowsOfContest(parent)})`;
}
