import type { SnapshotManifest } from './backup.manifest.js';
import { type BackupPlace, type KeptSnapshot, measureOf } from './backup.place.js';

/** Everything that is wrong with a snapshot, a line each, naming the table or the file; empty when it can be restored whole. */
export async function faultsOfSnapshot(place: BackupPlace, { name, manifest }: KeptSnapshot): Promise<string[]> {
  const faults: string[] = [];
  for (const table of manifest.tables) {
    const found = await measured(place, place.pathOfTable(name, table.name));
    if (found === null) faults.push(`table ${table.name}: it is missing, or cannot be opened`);
    else if (found.sha256 !== table.sha256) faults.push(`table ${table.name}: it is not what was put away`);
  }
  for (const { sha256 } of manifest.files) {
    const found = await measured(place, place.pathOfFile(sha256));
    if (found === null) faults.push(`file ${sha256}: it is missing, or cannot be opened`);
    else if (found.sha256 !== sha256) faults.push(`file ${sha256}: it is not what was put away`);
  }
  return [...faults, ...lostFiles(manifest)];
}

/** Files that were lost before they could be put away. */
const lostFiles = ({ lost }: SnapshotManifest): string[] =>
  lost.map((sha256) => `file ${sha256}: it was lost before this snapshot was made`);

async function measured(place: BackupPlace, path: string): Promise<{ sha256: string } | null> {
  try {
    return await measureOf(place.read(path));
  } catch {
    return null;
  }
}
