import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandFault } from '../../kernel/command-fault.js';
import { type Cipher, cipherOf, type Encryption, newEncryption, NO_CIPHER } from './backup.cipher.js';
import { BackupPlace } from './backup.place.js';

const PLACE_FORMAT = 'hoithi-backups/1';

/** What a place says of itself in `place.json`, from its first snapshot on. */
interface PlaceFacts {
  format: typeof PLACE_FORMAT;
  encryption: Encryption | null;
}

/**
 * A place of backups that is there. A CommandFault where there is none, where it is encrypted and no passphrase was given, and for a wrong one.
 */
export async function openPlace(folder: string, passphrase: string | null): Promise<BackupPlace> {
  const facts = await factsOf(folder);
  if (facts === null) throw new CommandFault([`${folder}: there are no backups here`], false);
  return new BackupPlace(folder, cipherFor(folder, facts, passphrase));
}

/** The same, begun when it is not there: encrypted when a passphrase is given, and for good. */
export async function ensurePlace(folder: string, passphrase: string | null): Promise<BackupPlace> {
  const facts = await factsOf(folder);
  if (facts !== null) return new BackupPlace(folder, cipherFor(folder, facts, passphrase));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const made = passphrase === null ? { encryption: null, cipher: NO_CIPHER } : newEncryption(passphrase);
  const begun: PlaceFacts = { format: PLACE_FORMAT, encryption: made.encryption };
  await writeFile(join(folder, 'place.json'), `${JSON.stringify(begun, null, 2)}\n`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  });
  return new BackupPlace(folder, made.cipher);
}

async function factsOf(folder: string): Promise<PlaceFacts | null> {
  const text = await readFile(join(folder, 'place.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const facts = JSON.parse(text) as PlaceFacts;
    if (facts.format === PLACE_FORMAT) return facts;
  } catch {
    // Told below, with what is no JSON at all.
  }
  throw new CommandFault([`${join(folder, 'place.json')}: it is not of a place of backups`], false);
}

function cipherFor(folder: string, { encryption }: PlaceFacts, passphrase: string | null): Cipher {
  if (encryption === null) {
    if (passphrase === null) return NO_CIPHER;
    throw new CommandFault(
      [`${folder}: these backups are not encrypted; begin another place for encrypted ones`],
      false,
    );
  }
  if (passphrase === null)
    throw new CommandFault([`${folder}: these backups are encrypted: give --passphrase-file`], true);
  const cipher = cipherOf(encryption, passphrase);
  if (cipher === null) throw new CommandFault([`${folder}: this is not the passphrase of these backups`], false);
  return cipher;
}
