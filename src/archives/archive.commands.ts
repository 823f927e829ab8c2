import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { CommandFault } from '../kernel/command-fault.js';
import { ArchiveArrival, type ArrivalWish, type Arrived } from './archive.arrival.js';
import type { ArchiveManifest } from './archive.format.js';
import { ArchiveMaker } from './archive.maker.js';

interface Terminal {
  name: string;
  role: string;
  requestId: string;
}

/** `contest export --format archive`: the whole contest into one file, which is there when it is whole, and not before. */
export async function exportArchive(
  house: INestApplicationContext,
  by: Terminal,
  { slug, out }: { slug: string; out: string },
): Promise<ArchiveManifest> {
  const database = house.get(Database);
  const contest = await house.get(ContestReader).bySlug(database.reader, slug);
  if (contest === null) throw new CommandFault([`no contest "${slug}"`], false);
  const draft = `${out}.unfinished`;
  try {
    const stream = createWriteStream(draft, { mode: 0o600, flush: true });
    const now = house.get(Clock).now();
    const manifest = await house.get(ArchiveMaker).write(contest, stream, { now, told: () => Promise.resolve() });
    await database.transaction((tx) =>
      house.get(Audit).recordSystem(tx, by, {
        act: 'contest-archive.export',
        subjectKind: 'contest',
        subjectId: contest.id,
        contestId: contest.id,
        facts: { madeAt: manifest.madeAt, files: manifest.stored.files },
      }),
    );
    await rename(draft, out);
    return manifest;
  } catch (cause) {
    throw toFault(cause, out);
  } finally {
    await rm(draft, { force: true });
  }
}

/** `contest import`: what it made, or with `dryRun` would make. */
export const importArchive = (
  house: INestApplicationContext,
  by: Terminal,
  { file, ...wish }: ArrivalWish & { file: string },
): Promise<Arrived> => house.get(ArchiveArrival).take(by, file, wish);

/** What the file system says is the call's fault, or the store's, and no fault of ours. */
function toFault(cause: unknown, out: string): unknown {
  const { code, path } = cause as NodeJS.ErrnoException;
  if (code === undefined || path === undefined) return cause;
  return path.startsWith(out)
    ? new CommandFault([`${out}: cannot be written (${code})`], true)
    : new CommandFault([`stored file ${path}: cannot be read (${code})`], false);
}
