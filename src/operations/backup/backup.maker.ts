import type { ClientBase } from 'pg';
import type { Seal } from '../../audit/seal.js';
import type { Database } from '../../database/database.js';
import { appliedMigrations } from '../../database/open.js';
import { FileStore } from '../../storage/file-store.js';
import { SNAPSHOT_FORMAT, type SnapshotTable, writeManifest } from './backup.manifest.js';
import { type BackupPlace, type Draft, pour, snapshotName } from './backup.place.js';
import { logRootOf, onOwnConnection, pourTable, sequencesOf, tablesOf } from './backup.tables.js';

/** What was put away. */
export interface MadeSnapshot {
  name: string;
  tables: number;
  rows: number;
  files: number;
  /** Files that were not in the place before, and their bytes. */
  newFiles: number;
  newBytes: number;
  /** Stored files that could not be put away: missing, or no longer what their name says. */
  lost: string[];
}

/** `keep`: older snapshots beyond so many are removed afterwards, null: none; `leaveFree`: bytes of the disk that are left alone. */
export interface SnapshotBounds {
  keep: number | null;
  leaveFree: number;
}
const NO_BOUNDS: SnapshotBounds = { keep: null, leaveFree: 0 };

/**
 * Puts the whole platform away as it stands at one moment: every table in one repeatable-read transaction, then every stored file that those tables
 * name. Files are kept before an act that names them commits, and are never changed: what the tables name is there. Nobody waits meanwhile.
 */
export async function makeSnapshot(
  source: { database: Database; store: FileStore; seal: Seal },
  place: BackupPlace,
  now: Date,
  { keep, leaveFree }: SnapshotBounds = NO_BOUNDS,
): Promise<MadeSnapshot> {
  const { database, store, seal } = source;
  const name = snapshotName(now);
  return onOwnConnection(database, async (client) => {
    // One at a time, of all processes: what one is about to name another must not clear away. Let go with the connection.
    await client.query(`SELECT pg_advisory_lock(hashtext('backups'))`);
    const draft = await place.begin(name);
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const migrations = await appliedMigrations(database);
      const tables = await writeTables(client, draft);
      const { rows: files } = await client.query<{ sha256: string; size: number }>(
        `SELECT sha256, size FROM stored_files ORDER BY sha256`,
      );
      const [sequences, log] = [await sequencesOf(client), await logRootOf(client)];
      await client.query('COMMIT');
      await place.refuseWithoutRoom(files, leaveFree);
      const put = await putFiles(store, place, files);
      const facts = { format: SNAPSHOT_FORMAT, madeAt: now.toISOString(), migrations, tables, sequences } as const;
      const kept = files.filter(({ sha256 }) => !put.lost.includes(sha256));
      await draft.finish(writeManifest({ ...facts, files: kept, lost: put.lost, log }, seal));
      if (keep !== null) await place.prune(keep);
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      return { name, tables: tables.length, rows, files: kept.length, ...put };
    } catch (error) {
      await draft.drop();
      throw error;
    }
  });
}

/** Puts away the files that are not there yet. */
async function putFiles(
  store: FileStore,
  place: BackupPlace,
  files: readonly { sha256: string; size: number }[],
): Promise<Pick<MadeSnapshot, 'newFiles' | 'newBytes' | 'lost'>> {
  const put = { newFiles: 0, newBytes: 0, lost: [] as string[] };
  for (const { sha256, size } of files) {
    if (await place.hasFile(sha256)) continue;
    const isThere = (await store.sizeOf(sha256)) !== null;
    const isWhole = isThere && (await place.putFile(sha256, pour(store.pathOf(sha256))));
    if (!isWhole) put.lost.push(sha256);
    else put.newFiles += 1;
    if (isWhole) put.newBytes += size;
  }
  return put;
}

async function writeTables(client: ClientBase, draft: Draft): Promise<SnapshotTable[]> {
  const written: SnapshotTable[] = [];
  for (const table of await tablesOf(client)) {
    const measure = await draft.table(table.name, pourTable(client, table));
    written.push({ name: table.name, columns: table.columns, ...measure });
  }
  return written;
}
