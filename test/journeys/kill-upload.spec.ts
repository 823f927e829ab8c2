import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { hiddenFields, type Visitor } from '../app.js';
import { begin, upload } from '../fixtures/entries.js';
import { mp4File } from '../fixtures/files.js';
import { noisyFilm, sha256Of, TusClient } from '../fixtures/tus.js';
import { Platform } from '../process.js';
import { openSharedWorld, type SharedWorld, signIn } from './shared-world.js';

/* The server ends while a file is half-way in: by a kill, and by being asked to (TRUST R24). */
let shared: SharedWorld;
let server: Platform;

beforeAll(async () => {
  shared = await openSharedWorld();
  server = await Platform.start(shared.env);
});
afterAll(() => shared.close());

describe('Killed amid an upload of 20 MB', () => {
  it('the dossier names no part of a file, and takes the whole one afterwards', async () => {
    const xa = await signIn(server.url, 'xa');
    const entry = await begin(xa, shared.world.villages.banBo[10]);
    const action = `${entry}/tep/video`;
    const clip = mp4File(20_000_000);
    randomBytes(19_000_000).copy(clip, 1000);
    const half = await sendHalf(xa, action, clip);
    const arriving = await half.arrived();
    await server.kill();
    expect(arriving).toBeGreaterThan(1_000_000); // else nothing was interrupted
    server = await Platform.start(shared.env, { port: server.port });
    const files =
      'SELECT name, size, sha256 FROM entry_files f JOIN contest_slots s ON s.id = f.slot_id WHERE s.code = $1';
    expect(await shared.database.reader.rows(files, ['video'])).toEqual([]);
    expect((await xa.get(action)).text).not.toContain('Clip.mp4');
    expect((await upload(xa, entry, 'video', [['Clip.mp4', clip]])).status).toBe(303);
    const sha256 = createHash('sha256').update(clip).digest('hex');
    expect(await shared.database.reader.rows(files, ['video'])).toEqual([
      { name: 'Clip.mp4', size: clip.length, sha256 },
    ]);
  });
});

describe('Killed three times while a file comes piece by piece', () => {
  it('nothing acknowledged is lost, and the same file announced again goes on from there', async () => {
    const xa = await signIn(server.url, 'xa');
    const slot = `${await begin(xa, shared.world.villages.banBo[8])}/tep/video`;
    const tus = await TusClient.of(xa, server.url, slot);
    const film = noisyFilm(2_400_000);
    const announce = () => tus.create(`${slot}/tus`, { name: 'Phim.mp4', size: film.length });
    const href = String((await announce()).headers['location']);
    let offset = 0;
    for (let kills = 0; kills < 3; kills++) {
      const acknowledged = offset + 600_000;
      expect((await tus.patch(href, offset, film.subarray(offset, acknowledged)))?.status).toBe(204);
      await tus.patch(href, acknowledged, film.subarray(acknowledged), { cutAfter: 50_000 });
      await server.kill();
      server = await Platform.start(shared.env, { port: server.port });
      const again = await announce();
      expect(again.headers['location']).toBe(href);
      offset = Number(again.headers['upload-offset']);
      expect(offset).toBeGreaterThanOrEqual(acknowledged);
    }
    expect((await tus.patch(href, offset, film.subarray(offset)))?.status).toBe(204);
    const files = await shared.database.reader.rows(`SELECT sha256 FROM entry_files WHERE name = 'Phim.mp4'`);
    expect(files).toEqual([{ sha256: sha256Of(film) }]);
  });
});

describe('Asked to stop amid an upload', () => {
  it('the server takes nobody new, finishes what it began, and only then ends', async () => {
    const xa = await signIn(server.url, 'xa');
    const action = `${await begin(xa, shared.world.villages.banBo[9])}/tep/video`;
    const half = await sendHalf(xa, action, mp4File(2_000_000));
    expect(await half.arrived()).toBeGreaterThan(500_000);
    const stopped = server.stop('SIGTERM');
    expect(await isRefusedSoon()).toBe(true);
    expect(await half.rest()).toBe(303);
    expect((await stopped).code).toBe(0);
    const stored = await shared.database.reader.rows('SELECT size FROM entry_files WHERE size = 2000000');
    expect(stored).toHaveLength(1);
  });
});

/** Does the server turn new visitors away before long? */
async function isRefusedSoon(): Promise<boolean> {
  const giveUpAt = performance.now() + 30_000;
  while (performance.now() < giveUpAt) {
    const answer = await fetch(`${server.url}/healthz`, { headers: { connection: 'close' } }).catch(() => null);
    if (answer === null) return true;
    await pause(20);
  }
  return false;
}

/** Bytes of the files that are arriving. */
async function bytesInside(): Promise<number> {
  const folder = join(shared.uploadsDir, 'tmp');
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A file of which one half was sent and the line is still open. */
interface HalfSent {
  /** How many bytes of it lie in the store, once there are nearly as many as were sent. */
  arrived(): Promise<number>;
  /** Sends the other half; the status of the answer. */
  rest(): Promise<number>;
}

async function sendHalf(visitor: Visitor, action: string, content: Buffer): Promise<HalfSent> {
  const before = await bytesInside();
  const page = await visitor.get(action);
  const access = { domain: '127.0.0.1', path: '/', secure: false, script: false };
  const cookie = visitor.agent.jar.getCookies(access).toValueString();
  const fields = Object.entries(hiddenFields(page.text, action)).map(
    ([name, value]) => `--XX\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `${fields.join('')}--XX\r\nContent-Disposition: form-data; name="tep"; filename="Clip.mp4"\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--XX--\r\n')]);
  const sending = httpRequest(`${server.url}${action}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'multipart/form-data; boundary=XX', 'content-length': body.length },
  });
  const answered = new Promise<number>((resolve, reject) => {
    sending.once('response', (response) => resolve(response.resume().statusCode ?? 0)).once('error', reject);
  });
  answered.catch(() => undefined); // the line breaks with the process, as it should
  const half = body.length / 2;
  await new Promise((resolve) => sending.write(body.subarray(0, half), resolve));
  return {
    async arrived() {
      const giveUpAt = performance.now() + 30_000;
      for (;;) {
        const bytes = (await bytesInside()) - before;
        if (bytes > half * 0.9 || performance.now() > giveUpAt) return bytes;
        await pause(20);
      }
    },
    rest() {
      sending.end(body.subarray(half));
      return answered;
    },
  };
}
