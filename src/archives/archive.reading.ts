import { type FileHandle, open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import type { EventLine } from '../audit/event.walk.js';
import { EventWalk } from '../audit/event.walk.js';
import { hashedPieces } from '../press/hashed-pieces.js';
import { zipOf } from '../press/zip.js';
import { pourZipMember, readZipDirectory, readZipMember, ZipFault, type ZipMember } from '../storage/zip-directory.js';
import { ARCHIVE_PATHS, type ArchiveManifest, readArchiveManifest } from './archive.format.js';

/** A million files, each told in some hundred bytes of the directory; the files themselves may weigh what a disk holds. */
const BOUNDS = { members: 1_000_000, directoryBytes: 256 * 1024 * 1024, inflatedBytes: Number.MAX_SAFE_INTEGER };
const MOST_MANIFEST_BYTES = 512 * 1024 * 1024;
const LINES_AT_ONCE = 500;
const BYTES_AT_ONCE = 4 * 1024 * 1024;

/** The event of audit.jsonl that is the contest's own has the number it had in its log, by which such events can be put in order. */
export type ArchivedEvent = EventLine & { id?: number };

/** An archive whose every byte was found right. */
export class OpenArchive {
  constructor(
    readonly manifest: ArchiveManifest,
    readonly manifestSha256: string,
    private readonly file: FileHandle,
    private readonly members: ReadonlyMap<string, ZipMember>,
  ) {}

  /** The bytes of one of its files. */
  pour(path: string): AsyncGenerator<Buffer> {
    const member = this.members.get(path);
    if (member === undefined) throw new Error(`${path} is not in the archive`);
    return pourZipMember(this.file, member);
  }

  /** The lines of one of its files, some hundred at a time. */
  lines(path: string): AsyncGenerator<string[]> {
    return linesOf(this.pour(path));
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

/** Lines of a text as they come, some hundred at a time. A line ends with \\n alone: what people typed may hold any other sign. */
export async function* linesOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let gathered: string[] = [];
  let length = 0;
  for await (const piece of pieces) {
    const lines = (rest + decoder.write(piece)).split('\n');
    rest = lines.pop() ?? '';
    gathered.push(...lines);
    length += piece.length;
    if (gathered.length === 0 || (gathered.length < LINES_AT_ONCE && length < BYTES_AT_ONCE)) continue;
    yield gathered;
    [gathered, length] = [[], 0];
  }
  if (gathered.length > 0) yield gathered;
}

/**
 * Opens an archive and reads all of it: the directory, the manifest and its signature (by `key` where one is given), every file's hash, that packing
 * the files again gives the very bytes of the archive, and the chains of the log with their root. Answers the archive, which the caller closes, or
 * everything that is wrong with it, naming the file. Memory stays small whatever the archive weighs.
 */
export async function openArchive(
  path: string,
  key: string | null,
): Promise<{ archive: OpenArchive } | { faults: string[] }> {
  const file = await open(path);
  let opened: OpenArchive | null = null;
  try {
    const { size } = await file.stat();
    const members = await readZipDirectory(file, size, BOUNDS);
    if (members.some(({ method }) => method !== 0)) return { faults: ['it is packed by another program'] };
    const byPath = new Map(members.map((member) => [member.name, member]));
    const bytesOf = async (name: string): Promise<Buffer> => {
      const member = byPath.get(name);
      return member === undefined ? Buffer.alloc(0) : readZipMember(file, member, MOST_MANIFEST_BYTES);
    };
    const bytes = await bytesOf(ARCHIVE_PATHS.manifest);
    const read = readArchiveManifest(bytes, await bytesOf(ARCHIVE_PATHS.signature), key);
    if ('fault' in read) return { faults: [read.fault] };
    const { manifest } = read;
    const misplaced = misplacedIn(members, manifest);
    if (misplaced !== null) return { faults: [misplaced] };
    const { faults, hashes } = await compareWhole(file, { size, members, manifest });
    if (faults.length > 0) return { faults };
    const archive = new OpenArchive(manifest, hashes.get(ARCHIVE_PATHS.manifest) ?? '', file, byPath);
    const broken = await brokenLog(archive);
    if (broken !== null) return { faults: [broken] };
    opened = archive;
    return { archive };
  } catch (fault) {
    if (fault instanceof ZipFault) return { faults: ['it is no whole archive'] };
    throw fault;
  } finally {
    if (opened === null) await file.close();
  }
}

/** The files are those of the manifest in its order, then the manifest and its signature. */
function misplacedIn(members: readonly ZipMember[], manifest: ArchiveManifest): string | null {
  const known = [...manifest.files.map(({ path }) => path), ARCHIVE_PATHS.manifest, ARCHIVE_PATHS.signature];
  for (const [index, path] of known.entries())
    if (members[index]?.name !== path) return `${path}: it is missing, or not in its place in the manifest`;
  const stranger = members[known.length];
  return stranger === undefined ? null : `${stranger.name}: it is not in the manifest`;
}

/** Packs the files again, compares with the archive byte by byte, and hashes each on its way. */
async function compareWhole(
  file: FileHandle,
  { size, members, manifest }: { size: number; members: readonly ZipMember[]; manifest: ArchiveManifest },
): Promise<{ faults: string[]; hashes: Map<string, string> }> {
  const wanted = new Map(manifest.files.map((one) => [one.path, one]));
  const hashes = new Map<string, string>();
  const faults: string[] = [];
  const files = members.map((member) => ({
    path: member.name,
    open: () =>
      hashedPieces(pourZipMember(file, member), (whole) => {
        hashes.set(member.name, whole.sha256);
        const told = wanted.get(member.name);
        if (told !== undefined && (told.size !== whole.size || told.sha256 !== whole.sha256))
          faults.push(`${member.name}: it is not the file that was signed`);
      }),
  }));
  let at = 0;
  let isSame = true;
  for await (const piece of zipOf(files, new Date(manifest.madeAt))) {
    const there = Buffer.alloc(piece.length);
    const { bytesRead } = await file.read(there, 0, piece.length, at);
    isSame &&= bytesRead === piece.length && there.equals(piece);
    at += piece.length;
  }
  if (faults.length === 0 && (!isSame || at !== size)) faults.push('the archive: its headers were changed');
  return { faults, hashes };
}

/** The first place of the log that is wrong; null when its chains are whole and their root is the one that was signed. */
async function brokenLog(archive: OpenArchive): Promise<string | null> {
  const { places, root } = archive.manifest.audit;
  const walked = await walkLog(archive.lines(ARCHIVE_PATHS.audit));
  if ('fault' in walked) return walked.fault;
  if (walked.events !== places) return `${ARCHIVE_PATHS.audit}: it has another number of events than was signed`;
  return walked.root === root ? null : `${ARCHIVE_PATHS.audit}: its Merkle root is not the one that was signed`;
}

/** Walks a log as archives have it: how many places, and the root over their hashes; or the first line that is wrong. */
export async function walkLog(
  batches: AsyncIterable<readonly string[]>,
): Promise<{ events: number; root: string } | { fault: string }> {
  const walk = new EventWalk();
  let at = 0;
  for await (const lines of batches)
    for (const line of lines) {
      at += 1;
      const what = follows(walk, line);
      if (what !== null) return { fault: `${ARCHIVE_PATHS.audit}:${at}: ${what}` };
    }
  return walk.told;
}

function follows(walk: EventWalk, line: string): string | null {
  try {
    return walk.take(JSON.parse(line) as ArchivedEvent);
  } catch {
    return 'it is not written as an event is';
  }
}
