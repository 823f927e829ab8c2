import { readFile } from 'node:fs/promises';
import type { Seal } from '../../audit/seal.js';
import type { Database } from '../../database/database.js';
import { CommandFault } from '../../kernel/command-fault.js';
import type { FileStore } from '../../storage/file-store.js';
import { faultsOfSnapshot } from './backup.checker.js';
import { makeSnapshot, type MadeSnapshot } from './backup.maker.js';
import { ensurePlace, openPlace } from './backup.opening.js';
import type { BackupPlace, KeptSnapshot } from './backup.place.js';
import { refuseToRestore, restoreSnapshot } from './backup.restorer.js';

/** Which place, and how it is opened. */
export interface PlaceChoice {
  folder: string;
  passphraseFile: string | null;
}

/** A snapshot as the commands tell of it. */
export interface ToldSnapshot {
  snapshot: string;
  madeAt: string;
  tables: number;
  rows: number;
  files: number;
  events: number;
  logRoot: string;
}

/** `hoithi backup create`. A snapshot that had to leave files out is made all the same, and the command fails, naming them. */
export async function createBackup(
  source: { database: Database; store: FileStore; seal: Seal },
  choice: PlaceChoice,
  now: Date,
): Promise<MadeSnapshot> {
  const place = await ensurePlace(choice.folder, await passphraseOf(choice));
  const made = await makeSnapshot(source, place, now);
  if (made.lost.length > 0)
    throw new CommandFault(
      [
        `snapshot ${made.name} was made without ${made.lost.length} files:`,
        ...made.lost.map((sha256) => `file ${sha256}: it is missing from the store, or has changed`),
      ],
      false,
    );
  return made;
}

/** `hoithi backup verify`: reads everything again. Anything wrong is a CommandFault that names every table and file. */
export async function verifyBackup(choice: PlaceChoice, name: string | null): Promise<ToldSnapshot> {
  const { place, snapshot } = await openSnapshot(choice, name);
  await refuseFaulty(place, snapshot);
  return told(snapshot);
}

/** `hoithi backup restore`: into an empty database, after everything was read and found right. With `dryRun` that is all. */
export async function restoreBackup(
  target: { database: Database; store: FileStore },
  choice: PlaceChoice,
  { name, dryRun }: { name: string | null; dryRun: boolean },
): Promise<ToldSnapshot> {
  const { place, snapshot } = await openSnapshot(choice, name);
  const refusals = await refuseToRestore(target.database, snapshot.manifest);
  if (refusals.length > 0) throw new CommandFault(refusals, false);
  await refuseFaulty(place, snapshot);
  if (!dryRun) await restoreSnapshot(target, place, snapshot);
  return told(snapshot);
}

async function openSnapshot(
  choice: PlaceChoice,
  wanted: string | null,
): Promise<{ place: BackupPlace; snapshot: KeptSnapshot }> {
  const place = await openPlace(choice.folder, await passphraseOf(choice));
  const names = await place.names();
  const name = wanted ?? names.at(-1);
  if (name === undefined || !names.includes(name))
    throw new CommandFault([`${choice.folder}: there is no snapshot${name === undefined ? '' : ` ${name}`}`], false);
  const manifest = await place.manifestOf(name);
  if (manifest === null)
    throw new CommandFault([`snapshot ${name}: its manifest is missing, or not the one that was signed`], false);
  return { place, snapshot: { name, manifest } };
}

async function refuseFaulty(place: BackupPlace, snapshot: KeptSnapshot): Promise<void> {
  const faults = await faultsOfSnapshot(place, snapshot);
  if (faults.length > 0) throw new CommandFault([`snapshot ${snapshot.name} is not whole:`, ...faults], false);
}

const told = ({ name, manifest }: KeptSnapshot): ToldSnapshot => ({
  snapshot: name,
  madeAt: manifest.madeAt,
  tables: manifest.tables.length,
  rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
  files: manifest.files.length,
  events: manifest.log.events,
  logRoot: manifest.log.root,
});

async function passphraseOf({ passphraseFile }: PlaceChoice): Promise<string | null> {
  if (passphraseFile === null) return null;
  const text = await readFile(passphraseFile, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new CommandFault([`${passphraseFile}: cannot be read (${cause.code ?? 'unknown'})`], true);
  });
  const passphrase = text.replace(/\r?\n$/, '');
  if (passphrase.length < 12) throw new CommandFault([`${passphraseFile}: a passphrase has at least 12 signs`], true);
  return passphrase;
}
