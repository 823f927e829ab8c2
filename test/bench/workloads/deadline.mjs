import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { send, Visitor } from '../client.mjs';
import { PASSWORD, seedDrafts } from '../data.mjs';
import { filmHead } from '../film.mjs';
import { figure } from '../figures.mjs';
import { stop } from '../processes.mjs';

const [COMMUNES, EACH] = [50, 20];
/** Each round has a deadline of its own, at which so many press “Nộp hồ sơ”: from this long before it, since the server has two cores, to two milliseconds after. */
const AT_ONCE = 20;
const [FIRST_MILLISECONDS, LAST_MILLISECONDS] = [-90, 2];
const AHEAD_MILLISECONDS = 400;

/**
 * A thousand dossiers sent around fifty deadlines, so close that some are judged within two milliseconds of theirs, and a file
 * half-way through at each.
 * The rule: what the database's clock saw before the deadline is in, everything else is late. Client and database share one
 * clock here, so an answer is wrong when a dossier sent after the deadline was taken, one answered before it was late, or the
 * instant kept with a taken one is not before it.
 */
export async function deadline(bench) {
  const rounds = bench.quick ? 5 : (COMMUNES * EACH) / AT_ONCE;
  const contest = await bench.contest('deadline');
  const client = await bench.client();
  const drafts = await seedDrafts(client, contest, { communes: COMMUNES, each: EACH, isWhole: true });
  await client.query(`UPDATE contests SET rehearsal = false, clock_at = NULL WHERE slug = $1`, [contest.slug]);
  const moveDeadline = async (until) =>
    client.query(
      `UPDATE contest_windows SET until_at = $2 WHERE kind = 'submission' AND contest_id = (SELECT id FROM contests WHERE slug = $1)`,
      [contest.slug, until],
    );
  await moveDeadline(new Date(Date.now() + 3_600_000));
  const house = await bench.freshHouse();
  const visitors = [];
  for (let i = 0; i < COMMUNES; i += 1) {
    const visitor = await new Visitor(house.url).signIn(`voi-${i}`, PASSWORD);
    // The first page after signing in sets the cookie that all forms then go by.
    await visitor.get('/nop');
    visitors.push(visitor);
  }
  const tally = { taken: 0, late: 0, wrong: [], lost: [] };

  for (let round = 0; round < rounds; round += 1) {
    await moveDeadline(new Date(Date.now() + 3_600_000));
    const mine = drafts.slice(round * AT_ONCE, (round + 1) * AT_ONCE);
    const forms = await Promise.all(
      mine.map(async (draft, i) => {
        const visitor = visitors[Math.floor((round * AT_ONCE + i) / EACH)];
        return { ...draft, visitor, fields: await visitor.hiddenFields(`/nop/${draft.code}/kiem-tra`) };
      }),
    );
    const upload = await beginUpload(house.url, forms[0]);
    const until = new Date(Date.now() + AHEAD_MILLISECONDS);
    await moveDeadline(until);
    const answers = await Promise.all(
      forms.map(async ({ code, visitor, fields }, i) => {
        await waitUntil(
          until.getTime() + FIRST_MILLISECONDS + ((LAST_MILLISECONDS - FIRST_MILLISECONDS) * i) / (AT_ONCE - 1),
        );
        const sentAt = Date.now();
        const { status } = await visitor.post(`/nop/${code}/kiem-tra`, { ...fields, camKet: '1' });
        return { code, status, sentAt, answeredAt: Date.now() };
      }),
    );
    const { rows } = await client.query(
      `SELECT draft_code AS code, submitted_at AS at FROM entries WHERE draft_code = ANY($1) AND state = 'submitted'`,
      [mine.map(({ code }) => code)],
    );
    const kept = new Map(rows.map(({ code, at }) => [code, at]));
    for (const { code, status, sentAt, answeredAt } of answers) {
      const at = kept.get(code);
      if (status === 303) tally.taken += 1;
      else if (status === 409) tally.late += 1;
      else tally.wrong.push(`${code} answered ${status}`);
      if ((status === 303) !== (at !== undefined)) tally.lost.push(code);
      if (status === 303 && (sentAt > until.getTime() || (at ?? until) >= until))
        tally.wrong.push(`${code} was late and taken`);
      if (status === 409 && answeredAt < until.getTime()) tally.wrong.push(`${code} was in time and refused`);
    }
    const fate = await upload.end();
    if (fate !== null) tally.lost.push(fate);
  }
  await stop(house.child);
  const detail = `${tally.taken} taken, ${tally.late} late, ${rounds} deadlines`;
  return [
    figure(
      'misjudged at the deadline',
      tally.wrong.length,
      '',
      { most: 0 },
      { detail: [detail, ...tally.wrong.slice(0, 3)].join('; ') },
    ),
    figure(
      'lost at the deadline',
      tally.lost.length,
      '',
      { most: 0 },
      { detail: [`${rounds} files half-way`, ...tally.lost.slice(0, 3)].join('; ') },
    ),
  ];
}

/** As exactly as timers allow: the last milliseconds are spent looking at the clock. */
async function waitUntil(instant) {
  const early = instant - Date.now() - 4;
  if (early > 0) await pause(early);
  while (Date.now() < instant) await new Promise(setImmediate);
}

/** Half of a chunk before the deadline, the rest after it. `end` answers null when every byte that had come is still there. */
async function beginUpload(url, { code, visitor, fields }) {
  const headers = { cookie: visitor.cookie, 'x-csrf-token': fields._csrf, 'tus-resumable': '1.0.0' };
  const bytes = randomBytes(512 * 1024);
  filmHead(bytes.length).copy(bytes);
  const name = Buffer.from('Clip.mp4').toString('base64');
  const announced = await send(`${url}/nop/${code}/tep/video/tus`, {
    method: 'POST',
    headers: {
      ...headers,
      'upload-length': bytes.length,
      'upload-metadata': `filename ${name},fingerprint YmVuY2g=`,
      'content-length': 0,
    },
  });
  if (announced.status !== 201) throw new Error(`announcing answered ${announced.status}`);
  const href = announced.headers.location;
  const about = {
    ...headers,
    'content-type': 'application/offset+octet-stream',
    'upload-offset': 0,
    'content-length': bytes.length,
  };
  const sending = request(url + href, { method: 'PATCH', headers: about, agent: false });
  const answered = new Promise((resolve) => {
    sending.on('response', (answer) => answer.resume().on('end', () => resolve(answer.statusCode)));
    sending.on('error', () => resolve('no answer'));
  });
  sending.write(bytes.subarray(0, 300 * 1024));
  return {
    end: async () => {
      sending.end(bytes.subarray(300 * 1024));
      const status = await answered;
      const seen = await send(url + href, { method: 'HEAD', headers });
      // The first slice had come in time; a dossier that was sent meanwhile has no unfinished files any more.
      const has = Number(seen.headers['upload-offset'] ?? 0);
      if (seen.status === 200 && has >= 256 * 1024) return null;
      return [404, 409, 410].includes(seen.status)
        ? null
        : `${code}: PATCH ${status}, HEAD ${seen.status}, ${has} bytes`;
    },
  };
}
