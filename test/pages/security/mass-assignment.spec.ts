import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { crawlAs } from '../rights/crawl.js';
import type { Phase } from '../rights/phases.js';
import { type Principal, PRINCIPALS } from '../rights/principals.js';
import { type Stage, setStage } from '../rights/stage.js';
import { formsIn, kindOf, type SeenForm } from './forms.js';

jest.setTimeout(240_000);

/** Forms that edit words and numbers, and by whom: whatever else is sent with them, nothing else may move (S5). */
const EDITING: readonly { phase: Phase; account: string; forms: RegExp; accepted: number }[] = [
  { phase: 'submission', account: 'xa', forms: /^\/nop\/\{code\}\/thong-tin$|^\/nop\/moi$/, accepted: 1 },
  {
    phase: 'submission',
    account: 'to-chuc',
    forms:
      /^\/to-chuc\/[a-z0-9-]+\/(?:thong-tin-chung|chi-tieu|xep-hang|kinh-phi|(?:thanh-phan|thong-tin|tieu-chi|giai-thuong-co-cau)\/\{id\})$/,
    accepted: 4,
  },
  {
    phase: 'submission',
    account: 'quan-tri',
    forms: /^\/quan-tri\/nguoi-dung\/\{id\}$|^\/quan-tri\/don-vi\/\{id\}\/ten-khac$/,
    accepted: 1,
  },
  { phase: 'submission', account: 'tham-dinh', forms: /^\/tham-dinh\/\{code\}$/, accepted: 1 },
  { phase: 'judging', account: 'giam-khao-1', forms: /^\/cham\/\{code\}$/, accepted: 1 },
];

/** What a form of those kinds has no business with: who somebody is, whose a thing is, where it stands, what it came to. */
const PROTECTED: Record<string, string> = {
  persons: 'id, username, password_hash, disabled_at, session_epoch, created_at',
  role_assignments: 'id, person_id, role, unit_id, contest_id, title, granted_at, revoked_at',
  invitations: 'token_hash, person_id, kind, consumed_at',
  units: 'id, level, type, name, code, parent_id, valid_from, valid_to, sample',
  contests: 'id, template, state, scope_unit_id, units_on, rehearsal, clock_at, opened_at, created_at',
  entries:
    'id, contest_id, village_id, commune_id, draft_code, number, state, vetted_level, forwarded_level, reason, supplement_due_at, rules_version_id, extension_id, created_by, created_at, submitted_at, decided_at',
  entry_files: 'id, entry_id, slot_id, sha256, name, uploaded_by, uploaded_at, removed_at',
  entry_receipts: 'id, entry_id, round, received_by, secret, check_value, body::text',
  judging_rounds: 'id, contest_id, number, rubric_version_id, closed_at, closed_by_name',
  panel_judges: 'round_id, person_id, code, unit_id, signed_at, removed_at',
  score_sheets:
    'id, round_id, person_id, entry_id, position, state, signed_at, recused_at, recused_reason, reopened_reason',
  award_lists: 'id, contest_id, state, drafted_by, confirmed_by, published_at, total',
  contest_slots: 'id, contest_id',
  contest_fields: 'id, contest_id',
  criteria: 'id, rubric_version_id',
  prize_tiers: 'id, contest_id',
  vetting_decisions: 'id, entry_id, verb',
};

interface Column {
  name: string;
  type: string;
}

/** A value for every column of every table that would do harm if it were believed. */
function harmIn(stage: Stage, { name, type }: Column): string {
  if (name === 'role') return 'admin';
  if (name === 'state') return 'accepted';
  if (name === 'commune_id' || name === 'unit_id') return stage.own.units.binhLu;
  if (name === 'person_id' || name.endsWith('_by')) return stage.own.actors.admin.personId;
  if (name === 'contest_id') return stage.other.contestId;
  if (type === 'uuid') return stage.other.contestId;
  if (type.startsWith('timestamp') || type === 'date') return '2030-01-01T00:00:00Z';
  if (type === 'boolean') return 'true';
  return /int|numeric/.test(type) ? '7319' : 'gian-lan';
}

const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

describe.each(['submission', 'judging'] as const satisfies readonly Phase[])('In the phase "%s"', (phase) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(phase);
  });
  afterAll(() => stage.close());

  // Read anew each time: what was accepted before has moved the version on.
  const formOn = async (who: Principal, path: string, kind: string): Promise<SeenForm> => {
    const page = await stage.client.send({ path, cookie: stage.keys.get(who)?.cookie ?? '' });
    const form = formsIn(page, path).find(({ action, method }) => method === 'post' && kindOf(action) === kind);
    if (form === undefined) throw new Error(`${path} shows no form ${kind} any more`);
    return form;
  };

  const guarded = async (): Promise<Record<string, string[]>> => {
    const kept: Record<string, string[]> = {};
    for (const [table, columns] of Object.entries(PROTECTED)) {
      const rows = await stage.app.database.reader.rows<{ row: string }>(
        `SELECT (t.*)::text AS row FROM (SELECT ${columns} FROM ${table} ORDER BY 1, 2) t`,
        [],
      );
      kept[table] = rows.map(({ row }) => row);
    }
    return kept;
  };

  /** The page that shows each kind of form. */
  const formsOf = async (who: Principal, forms: RegExp): Promise<ReadonlyMap<string, string>> => {
    const found = new Map<string, string>();
    await crawlAs(
      stage,
      who,
      (path, heard) => {
        for (const form of formsIn(heard, path)) {
          const kind = kindOf(form.action);
          if (form.method === 'post' && forms.test(kind) && !found.has(kind)) found.set(kind, path);
        }
      },
      { only: 'own' },
    );
    return found;
  };

  const asked = EDITING.filter((editing) => editing.phase === phase);
  it.each(asked)(
    'the forms of $account take what they ask for, and nothing else under any column’s name',
    async (editing) => {
      const who = PRINCIPALS.find(({ account }) => account === editing.account) as Principal;
      const found = await formsOf(who, editing.forms);
      const columns = await stage.app.database.reader.rows<Column>(
        `SELECT DISTINCT ON (column_name) column_name AS name, data_type AS type FROM information_schema.columns WHERE table_schema = 'public'`,
        [],
      );
      const before = await guarded();
      const keys = stage.keys.get(who);
      let taken = 0;
      for (const [kind, path] of found) {
        const form = await formOn(who, path, kind);
        const own = new Map(
          [...Object.entries(form.firstChoices), ...form.fields].map(([name, value]) => [
            name,
            name === 'reason' && value === '' ? 'Thử quyền.' : value,
          ]),
        );
        const more = columns.flatMap((column) =>
          [column.name, camel(column.name)].map((name) => [name, harmIn(stage, column)] as const),
        );
        const words = {
          ...Object.fromEntries(more.filter(([name]) => !own.has(name))),
          ...Object.fromEntries(own),
          _csrf: keys?.csrf ?? '',
        };
        const { status } = await stage.client.form({ path: form.action, cookie: keys?.cookie ?? '' }, words);
        if (status === 303) taken += 1;
        expect([form.action, status < 500]).toEqual([form.action, true]);
      }
      expect(taken).toBeGreaterThanOrEqual(editing.accepted);
      const after = await guarded();
      // What was there is unchanged; a form that makes something new may add a row.
      for (const [table, rows] of Object.entries(before)) {
        expect({ table, lost: rows.filter((row) => !after[table]?.includes(row)) }).toEqual({ table, lost: [] });
      }
    },
  );
});
