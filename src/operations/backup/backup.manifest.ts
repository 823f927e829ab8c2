import { createHash } from 'node:crypto';
import { isSealed, type Seal } from '../../audit/seal.js';

export const SNAPSHOT_FORMAT = 'hoithi-snapshot/1';

/** A table as a snapshot has it: the text of COPY, rows by primary key; generated columns are left to be generated again. */
export interface SnapshotTable {
  name: string;
  columns: string[];
  rows: number;
  bytes: number;
  sha256: string;
}

/** What a snapshot holds; written last, so that one without a manifest never was finished. */
export interface SnapshotManifest {
  format: typeof SNAPSHOT_FORMAT;
  madeAt: string;
  /** Migrations that stood, oldest first: the schema that the tables belong to. */
  migrations: string[];
  tables: SnapshotTable[];
  /** Where each counter stood; null: never used. */
  sequences: { name: string; value: string | null }[];
  /** Stored files by their hash, in its order. */
  files: { sha256: string; size: number }[];
  /** Files that the database names and the store had no more, or whose bytes were not theirs. */
  lost: string[];
  /** All events of the log by id: how many, and the Merkle root over their hashes. */
  log: { events: number; root: string };
  publicKey: string;
}

/** The manifest's bytes and, in a second file, their signature: no bit of it changes unseen. */
export function writeManifest(
  facts: Omit<SnapshotManifest, 'publicKey'>,
  seal: Seal,
): { bytes: Buffer; signature: Buffer } {
  const manifest: SnapshotManifest = { ...facts, publicKey: seal.publicKey };
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
  return { bytes, signature: Buffer.from(`${seal.sign(bytes)}\n`) };
}

/** The manifest, or null where it is not the one that was signed. */
export function readManifest(bytes: Buffer, signature: Buffer): SnapshotManifest | null {
  const told = signature.toString('utf8');
  try {
    const manifest = JSON.parse(bytes.toString('utf8')) as SnapshotManifest;
    const isOurs = told.endsWith('\n') && isSealed(bytes, told.slice(0, -1), manifest.publicKey);
    return isOurs && manifest.format === SNAPSHOT_FORMAT ? manifest : null;
  } catch {
    return null;
  }
}

/** Counts and hashes what flows by. */
export class Measure {
  bytes = 0;
  /** Lines, which are rows in the text of COPY. */
  lines = 0;
  private readonly hash = createHash('sha256');

  take(piece: Buffer): void {
    this.bytes += piece.length;
    for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) this.lines += 1;
    this.hash.update(piece);
  }

  sha256(): string {
    return this.hash.digest('hex');
  }
}
