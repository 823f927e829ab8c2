import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { send, Visitor } from '../client.mjs';
import { PASSWORD } from '../data.mjs';
import { figure } from '../figures.mjs';
import { startHouse } from '../processes.mjs';
import { numberOf } from './pages.mjs';

const JUDGES = 20;
const CODES = ['A', 'B', 'C', 'D', 'E'];

/**
 * R1 (TRUST B.2): a thousand score forms are on their way at once while the server is killed (SIGKILL) at fifty random points. Whoever gets no answer sends the very same form
 * again, as a browser's “try again” does. Then every form's own note is held against the database: each sheet has the points of its form, was saved just once and told just once.
 */
export async function crash(bench) {
  const [each, kills] = bench.quick ? [10, 5] : [50, 50];
  const contest = await bench.contest('judging');
  const client = await bench.client();
  const env = await bench.env();
  let house = await startHouse({ env });
  const port = new URL(house.url).port;
  const forms = [];
  for (let judge = 0; judge < JUDGES; judge += 1) {
    const visitor = await new Visitor(house.url).signIn(`gk-cham-${judge}`, PASSWORD);
    for (let i = 0; i < each; i += 1) {
      const number = numberOf(contest, judge + JUDGES * i);
      const { _csrf, rubric, version } = await visitor.hiddenFields(`/cham/${number}`);
      const points = Object.fromEntries(CODES.map((code, n) => [code, (judge + i * 3 + n) % 20]));
      forms.push({
        judge,
        number,
        cookie: visitor.cookie,
        version: Number(version),
        points,
        body: bodyOf({ _csrf, rubric, version, points }),
      });
    }
  }
  const before = await eventsOf(client);
  const notes = { answered: 0, sent: 0, unanswered: 0, refused: [] };
  const all = Promise.all(forms.map((form) => insist(`${house.url}/cham/${form.number}`, form, notes)));
  let killed = 0;
  const done = all.then(() => true);
  for (; killed < kills; killed += 1) {
    const at = notes.answered + Math.floor((forms.length - notes.answered) / (kills - killed + 1));
    let isOver = false;
    while (!isOver && notes.answered < at) isOver = (await Promise.race([done, pause(1)])) === true;
    if (isOver) break;
    await pause(Math.random() * 10);
    house.child.kill('SIGKILL');
    await house.child.ended;
    house = await startHouse({ env: { ...env, PORT: port } });
  }
  await all;
  const wrong = await wrongSheets(client, forms);
  const told = (await eventsOf(client)) - before;
  house.child.kill('SIGTERM');
  await house.child.ended;
  const detail = `${forms.length} forms, ${killed} kills, ${notes.sent} sendings, ${notes.unanswered} without an answer`;
  return [
    figure('scores acknowledged and lost, saved twice or torn', wrong.length, 'sheets', { most: 0 }, { detail }),
    figure(
      'forms refused',
      notes.refused.length,
      'forms',
      { most: 0 },
      { detail: notes.refused.slice(0, 3).join(' ') },
    ),
    figure('events told beyond one a form', Math.abs(told - forms.length), 'events', { most: 0 }),
  ];
}

const bodyOf = ({ _csrf, rubric, version, points }) =>
  new URLSearchParams({
    _csrf,
    _key: randomUUID(),
    rubric,
    version,
    comment: 'Nhóm hoạt động đều.',
    ...Object.fromEntries(Object.entries(points).map(([code, value]) => [`points[${code}]`, String(value)])),
  }).toString();

/** Sends one form until it is answered. */
async function insist(url, { cookie, body }, notes) {
  const headers = {
    cookie,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
  };
  for (;;) {
    try {
      notes.sent += 1;
      const { status, headers: answer } = await send(url, { method: 'POST', headers, body });
      notes.answered += 1;
      if (status !== 303) notes.refused.push(`${status} ${answer.location ?? url}`);
      return;
    } catch {
      notes.unanswered += 1;
      await pause(20 + Math.random() * 60);
    }
  }
}

/** Sheets that are not just as their form says: its points, one version further. */
async function wrongSheets(client, forms) {
  const { rows } = await client.query(
    `SELECT e.number, substr(p.username, length('gk-cham-') + 1)::int AS judge, s.points, s.version
       FROM score_sheets s JOIN entries e ON e.id = s.entry_id JOIN persons p ON p.id = s.person_id WHERE e.number = ANY($1)`,
    [forms.map(({ number }) => number)],
  );
  return forms.filter(({ judge, number, points, version }) => {
    const sheet = rows.find((row) => row.number === number && row.judge === judge);
    const isSame = CODES.every((code) => Number(sheet?.points[code]) === points[code] * 100);
    return !isSame || Number(sheet?.version) !== version + 1;
  });
}

const eventsOf = async (client) =>
  Number((await client.query(`SELECT count(*) AS count FROM audit_events WHERE act = 'sheet.save'`)).rows[0].count);
