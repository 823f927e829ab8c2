import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { send, Visitor } from '../client.mjs';
import { PASSWORD, seedDraft } from '../data.mjs';
import { filmHead } from '../film.mjs';
import { figure } from '../figures.mjs';
import { memoryOf, stop, watchingMemory } from '../processes.mjs';

const MEGABYTE = 1024 * 1024;
const CUT_EVERY = 64 * 1024;
const CHUNK = 256 * 1024;
const word = (text) => Buffer.from(text).toString('base64');

/** A client of tus 1.0 with a signed-in person's cookies. Counts what it hands to the network. */
class Sender {
  sent = 0;

  constructor(url, visitor, token) {
    this.url = url;
    this.headers = { cookie: visitor.cookie, 'x-csrf-token': token, 'tus-resumable': '1.0.0' };
  }

  /** Announces a file; the same one again answers the transfer under way. */
  async announce(slot, name, size) {
    const metadata = `filename ${word(name)},fingerprint ${word('bench')}`;
    const headers = { ...this.headers, 'upload-length': size, 'upload-metadata': metadata, 'content-length': 0 };
    const answer = await send(`${this.url}${slot}/tus`, { method: 'POST', headers });
    if (answer.status !== 201) throw new Error(`announcing answered ${answer.status}: ${answer.body}`);
    return { href: answer.headers.location, offset: Number(answer.headers['upload-offset']) };
  }

  async offsetOf(href) {
    const answer = await send(this.url + href, { method: 'HEAD', headers: this.headers });
    if (answer.status !== 200) throw new Error(`asking for the offset answered ${answer.status}`);
    return Number(answer.headers['upload-offset']);
  }

  async patch(href, offset, body) {
    this.sent += body.length;
    const headers = this.about(offset, body.length);
    const answer = await send(this.url + href, { method: 'PATCH', headers, body });
    if (answer.status !== 204) throw new Error(`a chunk was answered ${answer.status}: ${answer.body}`);
  }

  /** Sends the first bytes of a chunk and lets the line break; resolves when they are out, or the line was dead before. */
  patchAndBreak(href, offset, chunk) {
    const part = chunk.subarray(0, CUT_EVERY);
    return new Promise((resolve) => {
      const sending = request(this.url + href, {
        method: 'PATCH',
        headers: this.about(offset, chunk.length),
        agent: false,
      });
      sending.on('error', resolve);
      sending.write(part, () => {
        this.sent += part.length;
        sending.socket?.destroySoon();
        resolve();
      });
    });
  }

  about(offset, length) {
    return {
      ...this.headers,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': offset,
      'content-length': length,
    };
  }
}

/** TRUST R9: 50 MB over a line that breaks every 64 KiB, to a server that is killed ten times on the way. */
export async function resume(bench) {
  const kills = bench.quick ? 3 : 10;
  const file = randomBytes((bench.quick ? 8 : 50) * MEGABYTE);
  filmHead(file.length).copy(file);
  await seedDraft(await bench.client(), await bench.contest('judgingSmall'), 'DUT001');
  let house = await bench.freshHouse();
  const visitor = await new Visitor(house.url).signIn('xa-0', PASSWORD);
  const slot = '/nop/DUT001/tep/video';
  const sender = new Sender(house.url, visitor, (await visitor.hiddenFields(slot))._csrf);
  let { href, offset } = await sender.announce(slot, 'Clip.mp4', file.length);
  let killed = 0;
  while (offset < file.length) {
    if (killed < kills && offset > ((killed + 1) * file.length) / (kills + 1)) {
      // In the middle of a chunk, with no word of warning.
      const sending = sender.patchAndBreak(href, offset, file.subarray(offset, offset + CHUNK));
      house.child.kill('SIGKILL');
      await Promise.all([sending, house.child.ended]);
      house = await bench.freshHouse();
      sender.url = house.url;
      killed += 1;
      // As somebody does who chooses the file again.
      ({ href, offset } = await sender.announce(slot, 'Clip.mp4', file.length));
      continue;
    }
    await sender.patchAndBreak(href, offset, file.subarray(offset, offset + CHUNK));
    const wanted = Math.min(file.length, offset + CUT_EVERY);
    for (let tries = 0; offset < wanted && tries < 200; tries++) {
      await pause(2);
      offset = await sender.offsetOf(href);
    }
  }
  await sender.patch(href, offset, Buffer.alloc(0));
  const { rows } = await (
    await bench.client()
  ).query(`SELECT f.sha256 FROM entry_files f JOIN entries e ON e.id = f.entry_id WHERE e.draft_code = 'DUT001'`);
  const isEqual = rows[0]?.sha256 === createHash('sha256').update(file).digest('hex');
  await stop(house.child);
  const detail = `${Math.ceil(file.length / CUT_EVERY)} cuts, ${killed} kills`;
  return [
    figure('hash of a file whose line and server kept breaking', isEqual ? 1 : 0, 'equal', { least: 1 }, { detail }),
    figure('sent more than once', (sender.sent / file.length - 1) * 100, '%', { most: 5 }, { detail }),
  ];
}

/** Twenty people send a video each at the same time, in chunks of 4 MB as on a good line. */
export async function crowd(bench) {
  const [people, size] = [20, (bench.quick ? 20 : 200) * MEGABYTE - 1024];
  const contest = await bench.contest('judgingSmall');
  const client = await bench.client();
  const codes = Array.from({ length: people }, (_, i) => `DONG${String(i + 10)}`);
  const early = 'DONG99';
  for (const code of [early, ...codes]) await seedDraft(client, contest, code);
  const house = await bench.freshHouse();
  const visitor = await new Visitor(house.url).signIn('xa-0', PASSWORD);
  const token = (await visitor.hiddenFields(`/nop/${codes[0]}/tep/video`))._csrf;
  const [first, further] = [randomBytes(4 * MEGABYTE), randomBytes(4 * MEGABYTE)];
  filmHead(size).copy(first);
  const sendOne = async (code) => {
    const sender = new Sender(house.url, visitor, token);
    const { href } = await sender.announce(`/nop/${code}/tep/video`, `${code}.mp4`, size);
    for (let offset = 0; offset < size; offset += first.length)
      await sender.patch(href, offset, (offset === 0 ? first : further).subarray(0, size - offset));
  };
  // A server that has taken one file before has its code compiled: what it then needs more is for the crowd.
  await sendOne(early);
  await pause(1_000);
  const idle = await memoryOf(house.child);
  const began = performance.now();
  const { peak } = await watchingMemory(house.child, () => Promise.all(codes.map(sendOne)));
  const seconds = (performance.now() - began) / 1000;
  await stop(house.child);
  const rate = ((people * size) / MEGABYTE / seconds).toFixed(0);
  return [
    figure(
      `memory above rest while ${people} send ${Math.round(size / MEGABYTE)} MB each`,
      (peak() - idle) / MEGABYTE,
      'MiB',
      { most: 100 },
      { detail: `at rest ${(idle / MEGABYTE).toFixed(0)} MiB; ${rate} MB/s in all` },
    ),
  ];
}
