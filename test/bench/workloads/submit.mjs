import { randomUUID } from 'node:crypto';
import { send } from '../client.mjs';
import { figure, interleave, sayPairs } from '../figures.mjs';
import { load } from '../load.mjs';
import { spending } from '../processes.mjs';
import { overhear, statementWith } from '../traced.mjs';
import { numberOf } from './pages.mjs';

const CONNECTIONS = [1, 8, 32];
const JUDGES = 20;
/** Entries 0, 20, 40 … have their first sheet from judge 0, and so on: 500 a judge, of which the first half is ours, the other the floor's. */
const OWN_SHEETS = 250;

/**
 * P4. Ours: the form as a browser sends it, with token, form key, criteria version and sheet version, answered 303 once it is
 * committed. The floor: the same statements in the same transaction, straight to PostgreSQL from one Node process.
 */
export async function submit(bench) {
  const contest = await bench.contest('judging');
  const { url, child } = await bench.house();
  const judges = [];
  for (let judge = 0; judge < JUDGES; judge += 1) {
    const visitor = await bench.signedIn(`gk-cham-${judge}`);
    const hidden = await visitor.hiddenFields(`/cham/${numberOf(contest, judge)}`);
    judges.push({ cookie: visitor.cookie, csrf: hidden._csrf, rubric: hidden.rubric });
  }
  const sheets = await sheetsOf(await bench.client(), contest);
  const versions = new Map(sheets.map(({ number, version }) => [number, version]));
  const form = formOf({ contest, judges, versions });

  const first = form(0, 0);
  const traced = await overhear(bench, ({ statementsOf }) => statementsOf(first, { warm: 0 }));
  if (traced.answer.status !== 303) throw new Error(`a score form was answered ${traced.answer.status}`);
  const traced0 = sheets.find(({ number }) => first.path.endsWith(number));
  const floor = await bench.floor('submit.mjs', {
    statements: transactionOf(traced.statements),
    like: traced0,
    sheets: Array.from({ length: JUDGES }, (_, judge) =>
      Array.from({ length: OWN_SHEETS }, (__, i) => numberOf(contest, judge + JUDGES * (OWN_SHEETS + i))).map(
        (number) => sheets.find((sheet) => sheet.number === number && sheet.judge === judge),
      ),
    ),
  });

  const seconds = bench.quick ? 1 : 5;
  await load(url, { connections: 8, seconds, expected: 303, requestOf: form });
  await send(`${floor.url}/run?connections=8&seconds=${seconds}`);
  const figures = [];
  for (const many of CONNECTIONS) {
    const pairs = await interleave({
      pairs: bench.pairs,
      ours: () =>
        spending(child, () => load(url, { connections: many, seconds: bench.seconds, expected: 303, requestOf: form })),
      floor: async () =>
        JSON.parse((await send(`${floor.url}/run?connections=${many}&seconds=${bench.seconds}`)).body.toString()),
    });
    const detail = `${sayPairs(pairs)}${many === 1 ? `, ${traced.statements.length} statements` : ''}`;
    figures.push(figure(`score submit, ${many} at once`, pairs.ratio, '× floor', { least: 0.5 }, { detail, pairs }));
  }
  return figures;
}

/** What connection and turn send: each connection is one judge, or one of two windows of the same judge, and goes round its own sheets. */
function formOf({ contest, judges, versions }) {
  return (connection, turn) => {
    const judge = connection % JUDGES;
    const window = Math.floor(connection / JUDGES);
    const number = numberOf(contest, judge + JUDGES * ((turn * 2 + window) % OWN_SHEETS));
    const version = versions.get(number);
    versions.set(number, version + 1);
    const { cookie, csrf, rubric } = judges[judge];
    const words = {
      _csrf: csrf,
      _key: randomUUID(),
      version: String(version),
      rubric,
      comment: 'Nhóm hoạt động đều, thiết thực.',
    };
    for (const [n, code] of ['A', 'B', 'C', 'D', 'E'].entries())
      words[`points[${code}]`] = `${10 + ((turn + n) % 10)},25`;
    return {
      method: 'POST',
      path: `/cham/${number}`,
      headers: { Cookie: cookie, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(words).toString(),
    };
  };
}

async function sheetsOf(client, { code, lower }) {
  const { rows } = await client.query(
    `SELECT e.number, e.id AS "entryId", s.id AS "sheetId", s.version, s.person_id AS "personId",
            substr(p.username, length('gk-${lower}-') + 1)::int AS judge
       FROM score_sheets s JOIN entries e ON e.id = s.entry_id JOIN persons p ON p.id = s.person_id
      WHERE e.number LIKE $1 || '-%' AND p.username LIKE 'gk-' || $2 || '-%'`,
    [code, lower],
  );
  return rows.filter(({ number, judge }) => (Number(number.slice(-6)) - 1) % JUDGES === judge);
}

/** The statements of ours without which nothing would be safe: token of the form, sheet held, sheet written, event written. */
function transactionOf(statements) {
  return [
    statementWith(statements, 'INSERT INTO form_keys'),
    statementWith(statements, 'FOR SHARE OF r'),
    statementWith(statements, 'UPDATE score_sheets SET points'),
    statementWith(statements, 'append_audit_event'),
  ];
}
