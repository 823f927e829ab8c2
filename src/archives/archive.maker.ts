import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { AuditChains } from '../audit/audit.chains.js';
import { EventWalk, toEventLine } from '../audit/event.walk.js';
import { SEAL, type Seal } from '../audit/seal.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import { Database } from '../database/database.js';
import { appliedMigrations } from '../database/open.js';
import type { Reader } from '../database/tx.js';
import type { Instant } from '../kernel/instant.js';
import { obey } from '../kernel/refusal.js';
import { hashedPieces } from '../press/hashed-pieces.js';
import { type ZipFile, zipOf } from '../press/zip.js';
import { FileStore } from '../storage/file-store.js';
import { ARCHIVE_PATHS, type ArchiveManifest, writeArchiveManifest } from './archive.format.js';
import { archiveReadme } from './archive.readme.js';
import { ArchiveRepository } from './archive.repository.js';

/** How far the writing is: stored files that are in, of all. */
export interface ArchiveProgress {
  done: number;
  total: number;
}

/** Writes everything that is one contest's into one archive: its rows, its files, its part of the log. */
@Injectable()
export class ArchiveMaker {
  constructor(
    private readonly database: Database,
    private readonly archives: ArchiveRepository,
    private readonly chains: AuditChains,
    private readonly store: FileStore,
    @Inject(SEAL) private readonly seal: Seal,
  ) {}

  /**
   * Pours the archive into `out`, piece by piece: rows as they stand at one moment, then the files that they name, then the manifest and its
   * signature. Answers what it says of itself. Refuses `archive-while-judging` and `archive-before-bundle`. Ends in an error, and the archive is none, when a stored file is missing or is no longer what its name says.
   */
  async write(
    { id, ...about }: ContestFacts,
    out: Writable,
    { now, told, signal }: { now: Instant; told: (progress: ArchiveProgress) => Promise<void>; signal?: AbortSignal },
  ): Promise<ArchiveManifest> {
    // An archive tells its times to two seconds.
    const madeAt = new Date(Math.floor(now.getTime() / 2000) * 2000);
    const { slug, code, name, rehearsal } = about;
    const facts: Omit<ArchiveManifest, 'format' | 'publicKey'> = {
      madeAt: madeAt.toISOString(),
      contest: { id, slug, code, name, rehearsal },
      migrations: await appliedMigrations(this.database),
      tables: [],
      units: 0,
      persons: 0,
      stored: { files: 0, bytes: 0 },
      audit: { places: 0, root: '', events: 0 },
      files: [],
    };
    await this.database.snapshot(async (reader) => {
      obey(await this.archives.refuseToArchive(reader, id));
      // Instants are written as text: the same rows are the same bytes wherever the server stands.
      await reader.rows(`SELECT set_config('TimeZone', 'UTC', true)`);
      const pieces = zipOf(this.sealed(this.parts(reader, facts, told), facts), madeAt);
      await pipeline(Readable.from(pieces), out, signal === undefined ? {} : { signal });
    });
    return { format: 'hoithi-contest/1', ...facts, publicKey: this.seal.publicKey };
  }

  /** The files in their order, each hashed on its way; then the manifest of them all, and its signature. */
  private async *sealed(
    parts: AsyncIterable<{ path: string; pour: () => AsyncIterable<Buffer> }>,
    facts: Omit<ArchiveManifest, 'format' | 'publicKey'>,
  ): AsyncGenerator<ZipFile> {
    for await (const { path, pour } of parts)
      yield {
        path,
        open: () =>
          hashedPieces(pour(), (whole) => {
            if (path.startsWith('files/') && !path.endsWith(whole.sha256))
              throw new Error(`stored file ${path} is not what its name says`);
            facts.files.push({ path, ...whole });
          }),
      };
    const { bytes, signature } = writeArchiveManifest(facts, this.seal);
    yield { path: ARCHIVE_PATHS.manifest, open: () => [bytes] };
    yield { path: ARCHIVE_PATHS.signature, open: () => [signature] };
  }

  private async *parts(
    reader: Reader,
    facts: Omit<ArchiveManifest, 'format' | 'publicKey'>,
    told: (progress: ArchiveProgress) => Promise<void>,
  ): AsyncGenerator<{ path: string; pour: () => AsyncIterable<Buffer> }> {
    const contestId = facts.contest.id as ContestFacts['id'];
    yield { path: ARCHIVE_PATHS.readme, pour: () => once(archiveReadme(facts)) };
    const units = await this.archives.unitsOf(reader, contestId);
    yield { path: ARCHIVE_PATHS.units, pour: () => poured(units, ({ length }) => void (facts.units += length)) };
    const persons = await this.archives.personsOf(reader, contestId);
    yield { path: ARCHIVE_PATHS.persons, pour: () => poured(persons, ({ length }) => void (facts.persons += length)) };
    for (const shape of await this.archives.shapes(reader)) {
      const table = { name: shape.name, columns: shape.columns, rows: 0 };
      facts.tables.push(table);
      const rows = this.archives.rowsOf(reader, shape, contestId);
      yield {
        path: ARCHIVE_PATHS.table(shape.name),
        pour: () => poured(rows, ({ length }) => void (table.rows += length)),
      };
    }
    yield { path: ARCHIVE_PATHS.audit, pour: () => this.events(reader, facts) };
    // Some hundred bytes a file are kept in mind until the last: the archive's own directory does no less.
    const stored: string[] = [];
    const files = await this.archives.filesOf(reader, contestId);
    const remember = (lines: readonly string[]): void => {
      for (const line of lines) {
        const { sha256, size } = JSON.parse(line) as { sha256: string; size: number };
        stored.push(sha256);
        facts.stored.bytes += size;
      }
      facts.stored.files = stored.length;
    };
    yield { path: ARCHIVE_PATHS.files, pour: () => poured(files, remember) };
    for (const [done, sha256] of stored.entries()) {
      await told({ done, total: stored.length });
      yield { path: ARCHIVE_PATHS.file(sha256), pour: () => this.store.read(sha256) };
    }
    await told({ done: stored.length, total: stored.length });
  }

  /** Whole chains up to the contest's last event in each; its own events in words, all others as a hash. */
  private async *events(reader: Reader, facts: Pick<ArchiveManifest, 'audit' | 'contest'>): AsyncGenerator<Buffer> {
    const walk = new EventWalk();
    for await (const rows of this.chains.upToNow(reader, facts.contest.id)) {
      const lines = rows.map((row) => {
        const isOwn = row.contestId === facts.contest.id;
        const line = toEventLine(row, isOwn);
        const fault = walk.take(line);
        if (fault !== null) throw new Error(`the log is not whole: chain ${row.chain}, place ${row.seq}: ${fault}`);
        if (isOwn) facts.audit.events += 1;
        return JSON.stringify(isOwn ? { ...line, id: row.id } : line);
      });
      yield Buffer.from(lines.map((line) => `${line}\n`).join(''));
    }
    const { events: places, root } = walk.told;
    facts.audit = { ...facts.audit, places, root };
  }
}

async function* once(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

async function* poured(
  batches: AsyncIterable<readonly string[]>,
  told: (lines: readonly string[]) => void,
): AsyncGenerator<Buffer> {
  for await (const lines of batches) {
    told(lines);
    yield Buffer.from(lines.map((line) => `${line}\n`).join(''));
  }
}
