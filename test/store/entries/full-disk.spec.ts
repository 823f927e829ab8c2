import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { begin, upload } from '../../fixtures/entries.js';
import { noisyFilm, sha256Of, TusClient } from '../../fixtures/tus.js';
import { buildWorld } from '../../fixtures/world.js';

const folder = mkdtempSync(join(tmpdir(), 'hoithi-small-disk-'));
const mounting = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder], { encoding: 'utf8' });
const isMounted = mounting.status === 0;
if (!isMounted)
  process.stderr.write(`the full disk is not tried: this account may not mount one (${mounting.stderr})\n`);

/** TRUST R6: the disk of the files is full in the middle of an upload. */
(isMounted ? describe : describe.skip)('A disk of 3 MB', () => {
  let house: TestApp;
  let xa: Visitor;
  let entry: string;
  const clip = noisyFilm(1_400_000);
  const filler = join(folder, 'somebody-elses');

  beforeAll(async () => {
    house = await startApp({ uploadsDir: folder });
    const world = await buildWorld(house.database);
    xa = await house.signedIn('xa');
    entry = await begin(xa, world.villages.banBo[0]);
  });
  afterAll(async () => {
    await house.close();
    spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  const rows = (): Promise<unknown[]> =>
    house.database.reader.rows(`SELECT name FROM entry_files UNION ALL SELECT sha256 FROM stored_files`);
  const fill = async (): Promise<void> => {
    const { bavail, bsize } = await statfs(folder);
    await writeFile(filler, Buffer.alloc(bavail * bsize - 600_000));
  };

  it('full in the middle is told clearly, keeps what came, leaves no row, and takes the rest when there is room again', async () => {
    const tus = await TusClient.of(xa, house.url, `${entry}/tep/video`);
    const made = await tus.create(`${entry}/tep/video/tus`, { name: 'Clip.mp4', size: clip.length });
    const href = String(made.headers['location']);
    await tus.patch(href, 0, clip.subarray(0, 400_000));
    await fill();
    const answer = await tus.patch(href, 400_000, clip.subarray(400_000));
    expect([answer?.status, answer?.code]).toEqual([507, 'storage-full']);
    expect(answer?.detail).toContain('Máy chủ hết chỗ chứa');
    const offset = await tus.offsetOf(href);
    expect([await rows(), offset >= 400_000, offset < clip.length]).toEqual([[], true, true]);
    await rm(filler);
    expect((await tus.patch(href, offset, clip.subarray(offset)))?.status).toBe(204);
    expect(await rows()).toEqual([{ name: 'Clip.mp4' }, { name: sha256Of(clip) }]);
  });

  it('does not promise what it has not', async () => {
    const tus = await TusClient.of(xa, house.url, `${entry}/tep/bao-cao`);
    const answer = await tus.create(`${entry}/tep/bao-cao/tus`, { name: 'To.pdf', size: 2_500_000 });
    expect([answer.status, answer.code]).toEqual([507, 'storage-full']);
  });

  it('full under a plain form says so, and nothing of the file is left', async () => {
    await fill();
    const before = await rows();
    const answer = await upload(xa, entry, 'bao-cao', [['To.pdf', randomBytes(900_000)]]);
    expect([answer.status, answer.text.includes('Máy chủ hết chỗ chứa')]).toEqual([422, true]);
    expect([await rows(), await readdir(join(folder, 'tmp'))]).toEqual([before, []]);
    await rm(filler);
  });
});
