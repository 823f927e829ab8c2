import pg from 'pg';
import { randomBytes } from 'node:crypto';
import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chooseAccount } from './account.js';
import { locateBinaries } from './binaries.js';
import { hasCluster, initialiseCluster, type Passwords, readPasswords, refuseOtherMajor } from './cluster.js';
import { codeOf, EmbeddedPostgresFault } from './fault.js';
import { type ClusterLayout, layoutUnder } from './layout.js';
import { Ownership } from './ownership.js';
import { findPostmaster, isPostmasterOf, type Postmaster, startPostmaster, stopPostmaster } from './postmaster.js';
import { takeStartLock } from './start-lock.js';

/** A first start makes the cluster, a start after a crash replays the log: another process may have to wait that long. */
const START_PATIENCE_MS = 180_000;
const STOP_PATIENCE_MS = 10_000;
const ENTER_PATIENCE_MS = 10_000;
/** SQLSTATE invalid_password. */
const WRONG_PASSWORD = '28P01';
const DATABASE = 'hoithi';
const ROLE = 'hoithi';

/** The way to the embedded server, for one process. */
export interface EmbeddedPostgres {
  /** The database `hoithi`, as the role that owns it and nothing else. */
  url: string;
  /** Does this process stop the server when it closes? A guest becomes owner when the owner goes; so it may change. */
  readonly owned: boolean;
  /**
   * Close all connections of your own first. The owner stops the server, unless others are still connected: then it is left to
   * them, and a guest takes it over. A guest only leaves. Never throws for a server that has already gone.
   */
  close(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  dataDir: string;
  /** Hears, in Vietnamese, what takes longer or what was found. */
  log: (line: string) => void;
}

/**
 * The PostgreSQL server under `dataDir`: found running (left by a killed process, or in use by another) or started, made first if
 * there is none. Listens on 127.0.0.1 at a port of its own; disturbs no other PostgreSQL of the machine nor is disturbed by one.
 * Throws EmbeddedPostgresFault with a sentence for the operator when that cannot be.
 */
export async function openEmbeddedPostgres({ dataDir, log }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const layout = await makeLayout(dataDir);
  const lock = await takeStartLock(layout.startLock, START_PATIENCE_MS);
  if (lock === null) {
    throw new EmbeddedPostgresFault(
      `Một tiến trình khác đang mở cơ sở dữ liệu ở ${layout.folder} mà mãi chưa xong. Cách sửa: chờ nó xong hoặc dừng nó, rồi thử lại.`,
    );
  }
  try {
    return await openLocked(layout, log);
  } finally {
    await lock.release();
  }
}

async function openLocked(layout: ClusterLayout, log: (line: string) => void): Promise<EmbeddedPostgres> {
  const ownName = `hoithi-${process.pid}-${randomBytes(4).toString('hex')}`;
  const giveUpAt = performance.now() + ENTER_PATIENCE_MS;
  for (;;) {
    const { postmaster, passwords, isNew } = await findOrStart(layout, log);
    const ownership = new Ownership(urlOf(postmaster, 'postgres', passwords.superuser, 'postgres'), ownName);
    try {
      await ensureDatabase(await ownership.begin(), passwords);
      return {
        url: `${urlOf(postmaster, ROLE, passwords.application, DATABASE)}?application_name=${ownName}`,
        get owned() {
          return ownership.owned;
        },
        close: () => close(layout, postmaster, ownership, log),
      };
    } catch (cause) {
      await ownership.end();
      if (isNew) await stopPostmaster(postmaster.pid);
      // A server that was killed a moment ago may still look alive, or be restarting: look again.
      if (isNew || codeOf(cause) === WRONG_PASSWORD || performance.now() > giveUpAt) throw notLetIn(layout, cause);
      await pause(100);
    }
  }
}

async function makeLayout(dataDir: string): Promise<ClusterLayout> {
  const folder = join(dataDir, 'database');
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new EmbeddedPostgresFault(
      `Không tạo được hoặc không ghi được vào thư mục ${folder} (${codeOf(cause)}). ` +
        `Cách sửa: chạy bằng tài khoản đã tạo ra nó, hoặc đặt DATA_DIR tới nơi ghi được.`,
      { cause },
    );
  }
  return layoutUnder(dataDir);
}

async function findOrStart(
  layout: ClusterLayout,
  log: (line: string) => void,
): Promise<{ postmaster: Postmaster; passwords: Passwords; isNew: boolean }> {
  const binaries = locateBinaries();
  if (hasCluster(layout)) {
    await refuseOtherMajor(layout, binaries);
    const passwords = await readPasswords(layout);
    const postmaster = await findPostmaster(layout);
    if (postmaster !== null) return { postmaster, passwords, isNew: false };
  }
  const account = chooseAccount(binaries, layout.folder, layout.cluster);
  if (!hasCluster(layout)) {
    log('Đang tạo cơ sở dữ liệu lần đầu…');
    await initialiseCluster(layout, binaries, account, 'durable');
  }
  const passwords = await readPasswords(layout);
  return { postmaster: await startPostmaster(layout, binaries, account, {}), passwords, isNew: true };
}

function notLetIn(layout: ClusterLayout, cause: unknown): EmbeddedPostgresFault {
  return new EmbeddedPostgresFault(
    `Cơ sở dữ liệu ở ${layout.cluster} đang chạy nhưng không cho vào (${codeOf(cause) ?? String(cause)}). ` +
      `Cách sửa: xem ${layout.log}; nếu mật khẩu ở ${layout.passwordFile} đã bị thay, hãy khôi phục tệp ấy.`,
    { cause },
  );
}

/** The application's role owns its database and is no superuser: SQL slipped into it cannot reach files or start programs. */
async function ensureDatabase(client: pg.Client, passwords: Passwords): Promise<void> {
  const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [ROLE]);
  if (role.rowCount === 0)
    await client.query(`CREATE ROLE ${ROLE} LOGIN PASSWORD ${pg.escapeLiteral(passwords.application)}`);
  const database = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
  if (database.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${ROLE}`);
}

const urlOf = (postmaster: Postmaster, user: string, password: string, database: string): string =>
  `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${postmaster.port}/${database}`;

async function close(
  layout: ClusterLayout,
  postmaster: Postmaster,
  ownership: Ownership,
  log: (line: string) => void,
): Promise<void> {
  // Whoever opens meanwhile waits for us, and then finds either a running server or none, never one that is going.
  const lock = await takeStartLock(layout.startLock, STOP_PATIENCE_MS).catch(() => null);
  try {
    const owner = await ownership.ask().catch(() => false);
    const company = owner && (lock === null || (await ownership.hasCompany().catch(() => false)));
    await ownership.end();
    if (!owner) return;
    if (company) log('Cơ sở dữ liệu vẫn chạy vì còn tiến trình khác đang dùng.');
    else if (isPostmasterOf(postmaster.pid, layout)) await stopPostmaster(postmaster.pid);
  } finally {
    await lock?.release();
  }
}
