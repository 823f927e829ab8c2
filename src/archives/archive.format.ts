import { parseInstant } from '../kernel/instant.js';
import { isSealed, type Seal } from '../audit/seal.js';

export const ARCHIVE_FORMAT = 'hoithi-contest/1';

/** The files of an archive by name; rows and stored files have a folder each. */
export const ARCHIVE_PATHS = {
  readme: 'DOC-TRUOC.txt',
  units: 'units.jsonl',
  persons: 'persons.jsonl',
  files: 'files.jsonl',
  audit: 'audit.jsonl',
  table: (name: string): string => `tables/${name}.jsonl`,
  file: (sha256: string): string => `files/${sha256.slice(0, 2)}/${sha256}`,
  manifest: 'manifest.json',
  signature: 'manifest.sig',
} as const;

/** What an archive says of itself; `manifest.sig` is the signature over these very bytes. */
export interface ArchiveManifest {
  format: typeof ARCHIVE_FORMAT;
  /** When it was made, to the second; the archive's own times are this one. */
  madeAt: string;
  contest: { id: string; slug: string; code: string; name: string; rehearsal: boolean };
  /** The schema that the rows belong to: all migrations that stood, oldest first. */
  migrations: string[];
  /** Tables in the order in which they can be filled; columns in the order of the schema. */
  tables: { name: string; columns: string[]; rows: number }[];
  /** How many units, people and stored files come along; `bytes` of the files. */
  units: number;
  persons: number;
  stored: { files: number; bytes: number };
  /** Places of chains in audit.jsonl, their Merkle root (RFC 6962) in the order of the file, and how many of them are the contest's own events. */
  audit: { places: number; root: string; events: number };
  /** Every file but the manifest and its signature, in the order of the archive. */
  files: { path: string; size: number; sha256: string }[];
  publicKey: string;
}

/** The manifest's bytes and their signature. */
export function writeArchiveManifest(
  facts: Omit<ArchiveManifest, 'format' | 'publicKey'>,
  seal: Seal,
): { bytes: Buffer; signature: Buffer } {
  const manifest: ArchiveManifest = { format: ARCHIVE_FORMAT, ...facts, publicKey: seal.publicKey };
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
  return { bytes, signature: Buffer.from(`${seal.sign(bytes)}\n`) };
}

/** The manifest, or what is wrong with it; `key` is the public key that must have signed it, null for the one it names. */
export function readArchiveManifest(
  bytes: Buffer,
  signature: Buffer,
  key: string | null,
): { manifest: ArchiveManifest } | { fault: string } {
  let manifest: ArchiveManifest;
  try {
    manifest = JSON.parse(bytes.toString('utf8')) as ArchiveManifest;
  } catch {
    return { fault: `${ARCHIVE_PATHS.manifest}: it cannot be read` };
  }
  const { format, publicKey } = manifest;
  if (format !== ARCHIVE_FORMAT)
    return { fault: `${ARCHIVE_PATHS.manifest}: it is of the format ${String(format)}, and not ${ARCHIVE_FORMAT}` };
  if (key !== null && publicKey !== key)
    return { fault: `${ARCHIVE_PATHS.manifest}: it names another public key than the one given` };
  const told = signature.toString('utf8');
  const isSigned = told.endsWith('\n') && isSealed(bytes, told.slice(0, -1), String(publicKey));
  if (!isSigned) return { fault: `${ARCHIVE_PATHS.signature}: it is not the signature of the manifest` };
  return parseInstant(manifest.madeAt) === null
    ? { fault: `${ARCHIVE_PATHS.manifest}: its instant cannot be read` }
    : { manifest };
}
