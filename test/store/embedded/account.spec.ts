import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chooseAccount } from '../../../src/database/embedded/account.js';
import { type Binaries, locateBinaries } from '../../../src/database/embedded/binaries.js';
import { initialiseCluster } from '../../../src/database/embedded/cluster.js';
import { layoutUnder } from '../../../src/database/embedded/layout.js';
import { firstObstacle } from '../../../src/database/embedded/passage.js';
import { isAlive } from '../../../src/database/embedded/process-facts.js';
import { startPostmaster, stopPostmaster } from '../../../src/database/embedded/postmaster.js';
import { OtherProcess } from './other-process.js';

const asRoot = process.getuid?.() === 0 ? describe : describe.skip;
const NOBODY = { uid: 65_534, gid: 65_534 };

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(process.env.HOITHI_TEST_HOME ?? tmpdir(), 'hoithi-account-')); // mode 700
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('The way of another account to a file', () => {
  it('is judged by the one class of bits that fits: owner, group, others', async () => {
    const folder = join(home, 'way');
    const file = join(folder, 'file');
    await mkdir(folder);
    await writeFile(file, '');
    await chmod(home, 0o711);
    const judge = async (folderMode: number, fileMode: number): Promise<string | null> => {
      await chmod(folder, folderMode);
      await chmod(file, fileMode);
      return firstObstacle(file, NOBODY, 'run');
    };
    expect([await judge(0o711, 0o755), await judge(0o711, 0o754), await judge(0o710, 0o755)]).toEqual([
      null,
      file,
      folder,
    ]);
    await chmod(home, 0o700);
    expect(await judge(0o711, 0o755)).toBe(home);
  });
});

asRoot('Root, whom PostgreSQL refuses to serve,', () => {
  it('starts it under another account, without capabilities where the way is free', async () => {
    const open = await mkdtemp(join(process.env.HOITHI_TEST_HOME ?? tmpdir(), 'hoithi-account-'));
    await chmod(open, 0o755);
    const account = chooseAccount(locateBinaries(), open, join(open, 'cluster'));
    expect(account.ids?.uid).toBeGreaterThan(0);
    const obstacle = firstObstacle(locateBinaries().postgres, account.ids!, 'run'); // a clone under /root has one
    expect(account.launch('postgres', []).command).toBe(obstacle === null ? 'postgres' : 'setpriv');
    await rm(open, { recursive: true });
  });

  it('keeps to the owner of a cluster that is there', async () => {
    const cluster = join(home, 'owned');
    await mkdir(cluster);
    await chown(cluster, 12_345, 12_346);
    expect(chooseAccount(locateBinaries(), home, cluster).ids).toEqual({ uid: 12_345, gid: 12_346 });
  });

  it('gets through with programs and data both in folders closed to everybody else', async () => {
    const binaries = await closedCopyOf(locateBinaries());
    const data = join(home, 'data');
    await mkdir(join(data, 'database'), { recursive: true, mode: 0o700 });
    const layout = layoutUnder(data);
    const account = chooseAccount(binaries, layout.folder, layout.cluster);
    expect(account.launch('postgres', []).command).toBe('setpriv');
    await initialiseCluster(layout, binaries, account, 'fleeting');
    const postmaster = await startPostmaster(layout, binaries, account, { fsync: 'off' });
    expect(await ownersOf([layout.folder, layout.cluster, layout.secrets])).toEqual([0, account.ids!.uid, 0]);
    await stopPostmaster(postmaster.pid);
    expect(isAlive(postmaster.pid)).toBe(false);
  });

  it('is told what to do where there is no way through', async () => {
    const binaries = await closedCopyOf(locateBinaries());
    const path = process.env.PATH;
    process.env.PATH = '/nowhere'; // no setpriv
    try {
      expect(() => chooseAccount(binaries, home, join(home, 'cluster'))).toThrow(
        /không đi qua được .*chmod o\+x .*DATABASE_URL/,
      );
    } finally {
      process.env.PATH = path;
    }
  });
});

asRoot('An ordinary account', () => {
  const as = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  const wayIsFree = firstObstacle(join(import.meta.dirname, 'opener.mjs'), NOBODY, 'read') === null;

  (wayIsFree ? it : it.skip)('has a server of its own, and is refused another’s with a sentence', async () => {
    const own = await mkdtemp(join(process.env.HOITHI_TEST_HOME ?? tmpdir(), 'hoithi-account-'));
    await chown(own, NOBODY.uid, NOBODY.gid);
    const other = await OtherProcess.open(own, {}, as);
    expect(other.got.owned).toBe(true);
    expect(await ownersOf([layoutUnder(own).cluster])).toEqual([NOBODY.uid]);
    expect(await other.ask('close')).toEqual({ closed: true });
    await chown(join(own, 'database'), 0, 0);
    const refused = await OtherProcess.open(own, {}, as);
    expect(refused.got.fault).toMatch(/không ghi được vào thư mục .*EACCES.*chạy bằng tài khoản đã tạo ra nó/);
    await rm(own, { recursive: true });
  });
});

const ownersOf = (paths: string[]): Promise<number[]> => Promise.all(paths.map(async (path) => (await stat(path)).uid));

/** The programs as a clone made by root under `umask 077` has them. */
async function closedCopyOf(binaries: Binaries): Promise<Binaries> {
  const native = dirname(dirname(binaries.postgres));
  const copy = join(home, 'closed', 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'go-rwx', copy]);
  const moved = (path: string): string => path.replace(native, copy);
  return {
    ...binaries,
    initdb: moved(binaries.initdb),
    postgres: moved(binaries.postgres),
    library: moved(binaries.library),
  };
}
