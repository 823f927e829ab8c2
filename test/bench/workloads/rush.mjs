import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { Visitor } from '../client.mjs';
import { PASSWORD, seedDrafts } from '../data.mjs';
import { figure, quantile } from '../figures.mjs';
import { memoryOf, stop, watchingMemory } from '../processes.mjs';

const MEGABYTE = 1024 * 1024;
const FILES_EACH = 5;
const FILES_A_SECOND = 2500 / 600;
const PAGES_A_SECOND = 50;
/** A phone's line of 1 Mbit/s: a file of 2 MB takes sixteen seconds, so that some seventy are on their way at any moment. */
const LINE_BYTES = 64 * 1024;
const LINE_MILLISECONDS = 500;

/** P10: the last hour before the deadline. What is asked for comes at its time, whether the server has kept up or not. */
export async function rush(bench) {
  const seconds = bench.quick ? 40 : 600;
  const communes = Math.round((seconds * FILES_A_SECOND) / FILES_EACH);
  const contest = await bench.contest('rush');
  const drafts = await seedDrafts(await bench.client(), contest, { communes, villages: 10 });
  const house = await bench.freshHouse();
  const people = await signInAll(house.url, drafts);
  const office = await new Visitor(house.url).signIn('tham-dinh', PASSWORD);
  const photos = await Promise.all(Array.from({ length: 6 }, () => noisyPhoto()));
  await pause(1_000);
  const idle = await memoryOf(house.child);

  const { sent, views, faults } = { sent: [], views: [], faults: [] };
  const began = performance.now();
  const at = (second) => pause(Math.max(0, began + second * 1000 - performance.now()));
  const sending = people.map(async ({ code, visitor, csrf }, person) => {
    for (let i = 0; i < FILES_EACH; i += 1) {
      await at((person * FILES_EACH + i) / FILES_A_SECOND);
      const file = i === 0 ? await report(photos[0], code) : unlike(photos[i], `${code} ${i}`);
      const slot = i === 0 ? 'bao-cao' : 'anh';
      sent.push(
        sendSlowly(`${house.url}/nop/${code}/tep/${slot}`, {
          visitor,
          csrf,
          file,
          name: i === 0 ? 'Báo cáo.pdf' : `Ảnh ${i}.jpg`,
        })
          .then((status) =>
            status === 303 ? sha256(file) : Promise.reject(new Error(`a file was answered ${status}`)),
          )
          .catch((fault) => void faults.push(fault.message)),
      );
    }
  });
  const looking = Array.from({ length: seconds * PAGES_A_SECOND }, async (_, i) => {
    const due = i / PAGES_A_SECOND;
    await at(due);
    const { visitor, path } = pageOf(i, people, office, contest);
    const { status } = await visitor.get(path).catch((fault) => ({ status: fault.message }));
    views.push(performance.now() - began - due * 1000);
    if (status !== 200) faults.push(`${path} answered ${status}`);
  });
  const { peak } = await watchingMemory(house.child, () => Promise.all([...sending, ...looking]));
  const hashes = (await Promise.all(sent)).filter((hash) => hash !== undefined);
  const { rows } = await (
    await bench.client()
  ).query(
    `SELECT count(*)::int AS n FROM entry_files f JOIN entries e ON e.id = f.entry_id
      WHERE e.draft_code ~ '^VO[0-9]{4}$' AND f.sha256 = ANY($1)`,
    [hashes],
  );
  await stop(house.child);
  const detail = `${communes} communes, ${sent.length} files of 2 MB at 1 Mbit/s, ${views.length} pages, ${seconds} s`;
  return [
    figure(
      'page in the rush, p95',
      quantile(views, 0.95),
      'ms',
      { most: 300 },
      { detail: `p50 ${quantile(views, 0.5).toFixed(0)}, p99 ${quantile(views, 0.99).toFixed(0)} ms; ${detail}` },
    ),
    figure(
      'answers that were faults',
      faults.length,
      '',
      { most: 0 },
      { detail: [...new Set(faults)].slice(0, 3).join('; ') },
    ),
    figure('files lost', sent.length - rows[0].n, '', { most: 0 }),
    figure(
      'memory above rest in the rush',
      (peak() - idle) / MEGABYTE,
      'MiB',
      {},
      { detail: `at rest ${(idle / MEGABYTE).toFixed(0)} MiB` },
    ),
  ];
}

/** A few at a time: checking a password is heavy on purpose. */
async function signInAll(url, drafts) {
  const [people, waiting] = [[], [...drafts]];
  const one = async () => {
    for (let draft = waiting.shift(); draft !== undefined; draft = waiting.shift()) {
      const visitor = await new Visitor(url).signIn(draft.username, PASSWORD);
      const { _csrf: csrf } = await visitor.hiddenFields(`/nop/${draft.code}/tep/anh`);
      people.push({ code: draft.code, visitor, csrf });
    }
  };
  await Promise.all([one(), one(), one(), one()]);
  return people;
}

/** What people look at in the last hour: their desk, their draft, a slot, its check; the office its queue; everybody the contest. */
function pageOf(i, people, office, { slug }) {
  const { visitor, code } = people[(i * 7) % people.length];
  const pages = [
    [visitor, '/nop'],
    [visitor, `/nop/${code}`],
    [visitor, `/nop/${code}/tep/anh`],
    [visitor, `/nop/${code}/kiem-tra`],
    [office, '/tham-dinh'],
    [visitor, `/cuoc-thi/${slug}`],
  ];
  const [who, path] = pages[i % pages.length];
  return { visitor: who, path };
}

/** A photo of 6 megapixels whose noise makes it about 2 MB, as phones do. */
const noisyPhoto = () =>
  sharp({ create: { width: 2800, height: 2100, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 14 } } })
    .jpeg({ quality: 78 })
    .toBuffer();

/** The same picture with a comment of its own, so that every file has its own hash. */
function unlike(photo, words) {
  const comment = Buffer.from(words);
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([head, comment, photo.subarray(2)]);
}

/** A scanned page as PDF. */
async function report(photo, words) {
  const document = new PDFDocument({ size: 'A4', info: { Title: words } });
  const parts = [];
  document.on('data', (part) => parts.push(part));
  document.image(photo, 0, 0, { fit: [595, 842] });
  document.end();
  await once(document, 'end');
  return Buffer.concat(parts);
}

/** The plain form of a slot, over a phone's line. */
function sendSlowly(url, { visitor, csrf, file, name }) {
  const boundary = '----rush';
  const before = `--${boundary}\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${csrf}\r\n--${boundary}\r\nContent-Disposition: form-data; name="tep"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(before), file, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const headers = {
    cookie: visitor.cookie,
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': body.length,
  };
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST', headers, agent: false }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode));
    });
    sending.on('error', reject);
    void (async () => {
      for (let offset = 0; offset < body.length; offset += LINE_BYTES) {
        sending.write(body.subarray(offset, offset + LINE_BYTES));
        await pause(LINE_MILLISECONDS);
      }
      sending.end();
    })();
  });
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
