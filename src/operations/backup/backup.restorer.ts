import type { ClientBase } from 'pg';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Database } from '../../database/database.js';
import { appliedMigrations, migrateTo } from '../../database/open.js';
import { migrations } from '../../database/migrations.js';
import { hashOfFile } from '../../storage/file-hash.js';
import { FileStore } from '../../storage/file-store.js';
import type { SnapshotManifest, SnapshotTable } from './backup.manifest.js';
import { type BackupPlace, type KeptSnapshot, measureOf } from './backup.place.js';
import {
  fillTable,
  logRootOf,
  onOwnConnection,
  pourTable,
  refillTables,
  sequencesOf,
  tablesOf,
} from './backup.tables.js';

/** Why a snapshot cannot be put back here, a line each; empty when it can. Reads alone. */
export async function refuseToRestore(database: Database, manifest: SnapshotManifest): Promise<string[]> {
  const known = new Set(migrations.map(({ name }) => name));
  const newer = manifest.migrations.filter((name) => !known.has(name));
  if (newer.length > 0) return [`the snapshot is of a newer version of the platform (${newer.join(', ')})`];
  const standing = await appliedMigrations(database);
  const beyond = standing.filter((name) => !manifest.migrations.includes(name));
  if (beyond.length > 0) return ['the database has a newer schema than the snapshot: begin with an empty one'];
  if (standing.length === 0) return [];
  const found = await database.reader.one<{ isUsed: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM persons) OR EXISTS (SELECT 1 FROM contests) OR EXISTS (SELECT 1 FROM audit_events) AS "isUsed"`,
  );
  return found?.isUsed === false
    ? []
    : ['the database is in use: restore into an empty one (another DATA_DIR or DATABASE_URL)'];
}

/**
 * Puts a snapshot back into an empty database and a store of files: files first, each by its hash; then every table in one transaction, in which
 * keys are checked anew, every table is read back and compared, and the log's Merkle root with it. Then the schema is brought up to this version. With any
 * fault the database is as empty as before; files that were put back by then stay, they are nobody's.
 */
export async function restoreSnapshot(
  target: { database: Database; store: FileStore },
  place: BackupPlace,
  { name, manifest }: KeptSnapshot,
): Promise<void> {
  const { database, store } = target;
  for (const { sha256 } of manifest.files) await restoreFile(store, place, sha256);
  await migrateTo(database, manifest.migrations);
  await onOwnConnection(database, async (client) => {
    // A connection that ends without a commit has done nothing.
    await client.query('BEGIN');
    await refill(client, place, { name, manifest });
    await client.query('COMMIT');
  });
}

async function refill(client: ClientBase, place: BackupPlace, { name, manifest }: KeptSnapshot): Promise<void> {
  const shapes = await tablesOf(client);
  const wanted = new Map(manifest.tables.map((table) => [table.name, table]));
  const isSame = shapes.length === wanted.size && shapes.every((shape) => wanted.has(shape.name));
  if (!isSame) throw new Error('the snapshot has other tables than its own schema');
  const kept = (table: { name: string }): SnapshotTable => wanted.get(table.name) as SnapshotTable;
  await refillTables(client, shapes, (shape) =>
    fillTable(client, kept(shape), place.read(place.pathOfTable(name, shape.name))),
  );
  const standing = new Set((await sequencesOf(client)).map((one) => one.name));
  for (const { name: sequence, value } of manifest.sequences)
    if (value !== null && standing.has(sequence))
      await client.query(`SELECT setval($1::regclass, $2)`, [`"${sequence}"`, value]);
  for (const shape of shapes) {
    const { sha256 } = await measureOf(pourTable(client, shape));
    if (sha256 !== kept(shape).sha256) throw new Error(`table ${shape.name} is not as it was put away`);
  }
  const { root } = await logRootOf(client);
  if (root !== manifest.log.root) throw new Error('the log is not as it was put away');
}

/** Puts a file back unless it is there whole. */
async function restoreFile(store: FileStore, place: BackupPlace, sha256: string): Promise<void> {
  const isThere = (await store.sizeOf(sha256)) !== null && (await hashOfFile(store.pathOf(sha256))) === sha256;
  if (isThere) return;
  const draft = await store.begin();
  try {
    await pipeline(Readable.from(place.read(place.pathOfFile(sha256))), draft.stream);
    if ((await hashOfFile(draft.path)) !== sha256) throw new Error(`file ${sha256} is not what was put away`);
    await store.keep(draft.path, sha256);
  } finally {
    await store.discard(draft.path);
  }
}
