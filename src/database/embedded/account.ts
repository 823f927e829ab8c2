import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresFault, USE_OWN_SERVER } from './fault.js';
import { type AccountIds, firstObstacle } from './passage.js';

/** How a program of PostgreSQL is called: a command line and what `spawn` needs to know beside it. */
export interface Launch {
  command: string;
  args: string[];
  options: { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number };
}

/** Under which account, and by which way, PostgreSQL's programs are started. */
export interface Account {
  /** Null: the account that runs this process. Else files must be given to this one. */
  ids: AccountIds | null;
  launch(program: string, args: string[]): Launch;
}

/**
 * PostgreSQL refuses to run as root. So root starts it as the owner of an existing cluster, or as the system's `postgres`, or as
 * `nobody`. Where that account may not pass through a folder on the way (a clone under /root, a `mktemp -d`), it gets the one
 * capability that lets it, through util-linux `setpriv`. Without that way, a fault that says how to mend it.
 * `folder` is the existing folder in which `cluster` lies or will lie.
 */
export function chooseAccount(binaries: Binaries, folder: string, cluster: string): Account {
  if (process.getuid?.() !== 0)
    return { ids: null, launch: (command, args) => ({ command, args, options: surroundings() }) };
  const ids = existsSync(cluster) ? ownerOf(cluster) : systemAccount();
  const obstacle =
    firstObstacle(binaries.postgres, ids, 'run') ??
    firstObstacle(binaries.initdb, ids, 'run') ??
    firstObstacle(binaries.library, ids, 'read') ??
    firstObstacle(folder, ids, 'enter');
  if (obstacle === null) {
    return { ids, launch: (command, args) => ({ command, args, options: { ...surroundings(), ...ids } }) };
  }
  const withPassage: Account = {
    ids,
    launch: (program, args) => ({
      command: 'setpriv',
      args: [...passageFor(ids), program, ...args],
      options: surroundings(),
    }),
  };
  refuseWithoutPassage(withPassage, binaries, obstacle);
  return withPassage;
}

/**
 * The children's environment: nothing of ours, above all none of the PG* variables, which would send initdb and postgres
 * to another server's folder, port or time zone. Started in `/`, since the working folder may be closed to the other account.
 */
function surroundings(): { cwd: string; env: NodeJS.ProcessEnv } {
  return { cwd: '/', env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } };
}

/**
 * CAP_DAC_OVERRIDE passes closed folders. PostgreSQL asks access(2) about its own program file, which looks at the real user
 * and drops capabilities unless `no_setuid_fixup` is set (capabilities(7), access(2)); hence the secure bit.
 */
const passageFor = ({ uid, gid }: AccountIds): string[] => [
  `--reuid=${uid}`,
  `--regid=${gid}`,
  '--clear-groups',
  '--securebits=+no_setuid_fixup',
  '--inh-caps=+dac_override',
  '--ambient-caps=+dac_override',
];

function ownerOf(cluster: string): AccountIds {
  const { uid, gid } = statSync(cluster);
  return uid === 0 ? systemAccount() : { uid, gid };
}

function systemAccount(): AccountIds {
  const lines = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : [];
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    // macOS writes nobody's number as -2, which it reads back as an unsigned one.
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new EmbeddedPostgresFault(
    `PostgreSQL không chạy dưới quyền root, và máy này không có tài khoản “postgres” hay “nobody” để chạy thay. ` +
      `Cách sửa: chạy bằng một tài khoản thường, hoặc ${USE_OWN_SERVER}.`,
  );
}

function refuseWithoutPassage(account: Account, binaries: Binaries, obstacle: string): void {
  const { command, args, options } = account.launch(binaries.postgres, ['--version']);
  const trial = spawnSync(command, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (trial.status === 0) return;
  throw new EmbeddedPostgresFault(
    `PostgreSQL không chạy dưới quyền root, và tài khoản chạy thay (số ${account.ids?.uid}) không đi qua được ${obstacle}. ` +
      `Cách sửa, chọn một: chạy bằng một tài khoản thường; chuyển dự án và DATA_DIR tới nơi mọi tài khoản đi qua được (ví dụ /opt/hoithi); ` +
      `chạy “chmod o+x ${obstacle}”; hoặc ${USE_OWN_SERVER}.`,
    { cause: trial.error ?? new Error(trial.stderr.trim()) },
  );
}
