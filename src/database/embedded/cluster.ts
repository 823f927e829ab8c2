import { execFile } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';
import { codeOf, EmbeddedPostgresFault, USE_OWN_SERVER } from './fault.js';
import type { ClusterLayout } from './layout.js';

/** Is there a cluster already? One whose making was broken off does not count: it bears another name until it is whole. */
export const hasCluster = (layout: ClusterLayout): boolean => existsSync(layout.cluster);

/** Refuses a cluster that another major version of PostgreSQL made: its files cannot be read by this one. */
export async function refuseOtherMajor(layout: ClusterLayout, binaries: Binaries): Promise<void> {
  const made = (await readOwn(join(layout.cluster, 'PG_VERSION'))).trim();
  if (Number(made) === binaries.major) return;
  throw new EmbeddedPostgresFault(
    `Cơ sở dữ liệu ở ${layout.cluster} do PostgreSQL ${made} tạo, còn bản này kèm PostgreSQL ${binaries.major}; hai bản không đọc được tệp của nhau. ` +
      `Dữ liệu vẫn nguyên. Cách sửa, chọn một: dùng lại bản phần mềm cũ để sao lưu rồi khôi phục ở bản này; ` +
      `đặt DATA_DIR sang một thư mục mới; hoặc ${USE_OWN_SERVER}.`,
  );
}

/**
 * Makes the cluster: UTF-8, code point order with Unicode case (builtin C.UTF-8; Vietnamese order is asked for by name),
 * checksums, passwords for everybody, superuser `postgres`. A new password is written to the secrets. Half-made ones are removed.
 * `durable: false` skips waiting for the disk, for tests.
 */
export async function initialiseCluster(
  layout: ClusterLayout,
  binaries: Binaries,
  account: Account,
  durable: 'durable' | 'fleeting',
): Promise<void> {
  const draft = `${layout.cluster}.unfinished`;
  const draftPassword = join(layout.folder, 'initdb-password.unfinished');
  await rm(draft, { recursive: true, force: true });
  await rm(draftPassword, { force: true });
  await mkdir(layout.secrets, { recursive: true, mode: 0o700 });
  const password = randomBytes(32).toString('base64url');
  await writeFile(layout.passwordFile, `${password}\n`, { mode: 0o600, flush: true });
  try {
    await mkdir(draft, { mode: 0o700 });
    await writeFile(draftPassword, `${password}\n`, { mode: 0o600, flag: 'wx' });
    await giveTo(account, draft, draftPassword);
    await runInitdb(account, binaries, [
      `--pgdata=${draft}`,
      '--username=postgres',
      `--pwfile=${draftPassword}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
      '--no-instructions',
      ...(durable === 'durable' ? [] : ['--no-sync']),
    ]);
    await rename(draft, layout.cluster);
  } finally {
    await rm(draftPassword, { force: true });
  }
}

async function giveTo(account: Account, ...paths: string[]): Promise<void> {
  const { ids } = account;
  if (ids === null) return;
  try {
    for (const path of paths) await chown(path, ids.uid, ids.gid);
  } catch (cause) {
    throw new EmbeddedPostgresFault(
      `PostgreSQL không chạy dưới quyền root, và không giao được ${paths[0]} cho tài khoản số ${ids.uid} (${codeOf(cause)}). ` +
        `Cách sửa, chọn một: chạy bằng một tài khoản thường; đặt DATA_DIR trên một ổ đĩa của chính máy này; hoặc ${USE_OWN_SERVER}.`,
      { cause },
    );
  }
}

function runInitdb(account: Account, binaries: Binaries, args: string[]): Promise<void> {
  const launch = account.launch(binaries.initdb, args);
  return new Promise((resolve, reject) => {
    execFile(launch.command, launch.args, launch.options, (cause, _said, complained) => {
      if (cause === null) return resolve();
      reject(
        new EmbeddedPostgresFault(
          `Không tạo được cơ sở dữ liệu kèm theo: ${complained.trim() || cause.message}\n` +
            `Cách sửa: kiểm tra chỗ trống và quyền ghi của DATA_DIR, hoặc ${USE_OWN_SERVER}.`,
          { cause },
        ),
      );
    });
  });
}

/** The two who may sign in: the superuser, for starting and guarding the server, and the owner of the one database, for the rest. */
export interface Passwords {
  superuser: string;
  application: string;
}

/** Reads the superuser's password and derives the application's, so that knowing the latter does not give the former. */
export async function readPasswords(layout: ClusterLayout): Promise<Passwords> {
  const superuser = (await readOwn(layout.passwordFile)).trim();
  return { superuser, application: createHmac('sha256', superuser).update('role hoithi').digest('base64url') };
}

/** Reads a file that must be there and be ours. */
async function readOwn(path: string): Promise<string> {
  let text = '';
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') {
      throw new EmbeddedPostgresFault(
        `Không đọc được ${path} (${codeOf(cause)}). Cách sửa: chạy bằng tài khoản đã tạo ra cơ sở dữ liệu này, hoặc bằng root.`,
        { cause },
      );
    }
  }
  if (text.trim() !== '') return text;
  throw new EmbeddedPostgresFault(
    `Cơ sở dữ liệu kèm theo thiếu tệp ${path}. Dữ liệu còn lại vẫn nguyên. ` +
      `Cách sửa: khôi phục tệp này từ bản sao lưu, hoặc đặt DATA_DIR sang một thư mục mới.`,
  );
}
