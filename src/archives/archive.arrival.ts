import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { arrivedChain, AuditArrivals } from '../audit/audit.arrivals.js';
import { readCanonical } from '../audit/audit.event.js';
import { Audit } from '../audit/audit.js';
import { fingerprintOf } from '../audit/seal.js';
import { Database } from '../database/database.js';
import { appliedMigrations } from '../database/open.js';
import type { Tx } from '../database/tx.js';
import { CommandFault } from '../kernel/command-fault.js';
import { type ContestId, newId } from '../kernel/ids.js';
import { hashOfFile } from '../storage/file-hash.js';
import { FileStore } from '../storage/file-store.js';
import { noteStoredFile } from '../storage/stored-files.js';
import { ARCHIVE_PATHS } from './archive.format.js';
import { type ArchivedEvent, openArchive, type OpenArchive } from './archive.reading.js';
import { ArchiveRepository } from './archive.repository.js';
import { ArrivalRoom, isKept } from './arrival.room.js';
import { ArrivalRepository, type ArchivedUnit } from './arrival.repository.js';

/** What an archive makes here, or would. */
export interface Arrived {
  slug: string;
  code: string;
  name: string;
  madeAt: string;
  /** Of the key that signed it. */
  fingerprint: string;
  tables: number;
  rows: number;
  files: number;
  bytes: number;
  events: number;
  /** Units and people that were not here, by name; everybody else was found. */
  newUnits: string[];
  newPersons: number;
}

/** How an archive is to be taken in. */
export interface ArrivalWish {
  /** Null keeps the slug that it has. */
  slug: string | null;
  /** The public key that must have signed it; null for the one that it names. */
  key: string | null;
  dryRun: boolean;
}

interface Terminal {
  name: string;
  role: string;
  requestId: string;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Takes a contest in from an archive that another installation made. */
@Injectable()
export class ArchiveArrival {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly events: AuditArrivals,
    private readonly archives: ArchiveRepository,
    private readonly arrivals: ArrivalRepository,
    private readonly store: FileStore,
    private readonly room: ArrivalRoom,
  ) {}

  /**
   * Reads the archive whole, then takes everything in with one transaction, or nothing. Rows keep their ids; units become those of this installation
   * that have their code; people who are not here are entered by name, without a way to sign in. With `dryRun` all of it is tried and nothing stands.
   * A CommandFault names everything that is in the way.
   */
  async take(by: Terminal, path: string, wish: ArrivalWish): Promise<Arrived> {
    const opened = await openArchive(path, wish.key).catch((cause: NodeJS.ErrnoException) => {
      throw new CommandFault([`${path}: cannot be read (${cause.code ?? 'unknown'})`], true);
    });
    if ('faults' in opened)
      throw new CommandFault(
        opened.faults.map((fault) => `${path}: ${fault}`),
        false,
      );
    const { archive } = opened;
    try {
      await this.refuse(archive, wish);
      await this.room.refuse(archive.manifest);
      if (!wish.dryRun) await this.keepFiles(archive);
      return await this.database.transaction((tx) => this.write(tx, by, archive, wish), { dryRun: wish.dryRun });
    } catch (fault) {
      throw toCommandFault(fault);
    } finally {
      await archive.close();
    }
  }

  /** Whatever can be known before anything is written. */
  private async refuse({ manifest }: OpenArchive, wish: ArrivalWish): Promise<void> {
    const { reader } = this.database;
    const faults: string[] = [];
    const here = await appliedMigrations(this.database);
    const unlike = [
      ...manifest.migrations.filter((name) => !here.includes(name)).map((name) => `${name} is not here`),
      ...here.filter((name) => !manifest.migrations.includes(name)).map((name) => `${name} is here alone`),
    ];
    if (unlike.length > 0) faults.push(`it is of another version of the platform: migration ${unlike.join(', ')}`);
    const shapes = await this.archives.shapes(reader);
    const asIs = JSON.stringify(manifest.tables.map(({ name, columns }) => [name, columns]));
    if (unlike.length === 0 && asIs !== JSON.stringify(shapes.map(({ name, columns }) => [name, columns])))
      faults.push('its tables are not those of its own version');
    if (wish.slug !== null && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(wish.slug))
      faults.push(`${wish.slug}: a slug has small letters, digits and single hyphens`);
    const { id, code } = manifest.contest;
    faults.push(...(await this.arrivals.standing(reader, { id, code, slug: wish.slug ?? manifest.contest.slug })));
    if (faults.length > 0) throw new CommandFault(faults, false);
  }

  /** Files first, each under its hash, as a file is kept before an act that names it: what is left of an arrival that failed is nobody's. */
  private async keepFiles(archive: OpenArchive): Promise<void> {
    for (const { path, sha256 } of archive.manifest.files) {
      if (!isKept(path)) continue;
      const isThere = (await this.store.sizeOf(sha256)) !== null;
      if (isThere && (await hashOfFile(this.store.pathOf(sha256))) === sha256) continue;
      const draft = await this.store.begin();
      try {
        await pipeline(Readable.from(archive.pour(path)), draft.stream);
        await this.store.keep(draft.path, sha256);
      } finally {
        await this.store.discard(draft.path);
      }
    }
  }

  private async write(tx: Tx, by: Terminal, archive: OpenArchive, wish: ArrivalWish): Promise<Arrived> {
    const { manifest } = archive;
    const slug = wish.slug ?? manifest.contest.slug;
    const { unitsHere, newUnits } = await this.takeUnits(tx, archive);
    let newPersons = 0;
    for await (const lines of archive.lines(ARCHIVE_PATHS.persons))
      newPersons += await this.arrivals.enterPersons(tx, lines);
    await this.takeFiles(tx, archive);
    // An id of a unit is the same text wherever it stands in a row, in a column of its own or within JSON.
    const local = (line: string): string => line.replaceAll(UUID, (id) => unitsHere.get(id) ?? id);
    const shapes = await this.archives.shapes(tx);
    for (const shape of shapes)
      for await (const lines of archive.lines(ARCHIVE_PATHS.table(shape.name))) {
        const rows = lines.map(local);
        await this.arrivals.fill(tx, shape, shape.name === 'contests' ? rows.map((row) => withSlug(row, slug)) : rows);
      }
    for (const { name } of shapes)
      for await (const lines of archive.lines(ARCHIVE_PATHS.table(name))) await this.arrivals.fillLate(tx, name, lines);
    const { id: contestId, code, name } = manifest.contest;
    let rows = 0;
    for (const [index, { table }] of shapes.entries()) {
      const told = manifest.tables[index]?.rows ?? 0;
      const standing = await this.arrivals.count(tx, table, contestId);
      if (standing !== told)
        throw new CommandFault([`table ${table.name}: ${told} rows were told, ${standing} are this contest's`], false);
      rows += told;
    }
    await this.arrivals.continueSeries(tx, contestId);
    const events = await this.takeEvents(tx, archive);
    const { madeAt, publicKey, stored } = manifest;
    const fingerprint = fingerprintOf(publicKey);
    await this.audit.recordSystem(tx, by, {
      act: 'contest.arrive',
      subjectKind: 'contest',
      subjectId: contestId,
      contestId,
      facts: { from: manifest.contest.slug, madeAt, manifestSha256: archive.manifestSha256, fingerprint, events },
    });
    return {
      slug,
      code,
      name,
      madeAt,
      fingerprint,
      tables: shapes.length,
      rows,
      files: stored.files,
      bytes: stored.bytes,
      events,
      newUnits,
      newPersons,
    };
  }

  /** Finds every unit of the archive here, or enters it; a code that bears another name here is a fault. Answers what each is called here by id. */
  private async takeUnits(
    tx: Tx,
    archive: OpenArchive,
  ): Promise<{ unitsHere: Map<string, string>; newUnits: string[] }> {
    const unitsHere = new Map<string, string>();
    const newUnits: string[] = [];
    const otherwise: string[] = [];
    for await (const lines of archive.lines(ARCHIVE_PATHS.units))
      for (const line of lines) {
        const unit = JSON.parse(line) as ArchivedUnit;
        const parent = unit.parent_id === null ? null : (unitsHere.get(unit.parent_id) ?? null);
        const here = await this.arrivals.unitHere(tx, unit, parent);
        // A code that means another unit here would give one commune's dossiers to another.
        if (here !== null && here.folded !== unit.folded)
          otherwise.push(`unit ${unit.code ?? ''}: it is “${unit.name}” in the archive and “${here.name}” here`);
        unitsHere.set(unit.id, here?.id ?? unit.id);
        if (here !== null) continue;
        await this.arrivals.enterUnit(tx, JSON.stringify({ ...unit, parent_id: parent }));
        newUnits.push(unit.name);
      }
    if (otherwise.length > 0) throw new CommandFault(otherwise, false);
    return { unitsHere, newUnits };
  }

  private async takeFiles(tx: Tx, archive: OpenArchive): Promise<void> {
    const known = new Map(archive.manifest.files.map(({ path, sha256 }) => [path, sha256]));
    for await (const lines of archive.lines(ARCHIVE_PATHS.files)) {
      for (const line of lines) {
        const { sha256 } = JSON.parse(line) as { sha256: string };
        if (known.get(ARCHIVE_PATHS.file(sha256)) !== sha256)
          throw new CommandFault([`file ${sha256}: it is told of and is not in the archive`], false);
      }
      await this.arrivals.noteFiles(tx, lines);
    }
  }

  /** The contest's own events, as they happened, in a chain of their own; and the log as it was sealed, kept beside it. */
  private async takeEvents(tx: Tx, archive: OpenArchive): Promise<number> {
    const { manifest } = archive;
    const contestId = manifest.contest.id as ContestId;
    await this.arrivals.beginEvents(tx);
    for await (const lines of archive.lines(ARCHIVE_PATHS.audit)) {
      const own = lines.flatMap((line) => {
        const event = JSON.parse(line) as ArchivedEvent;
        return 'text' in event && event.id !== undefined ? [{ id: event.id, text: event.text }] : [];
      });
      const strange = own.find(({ text }) => readCanonical(text).contestId !== contestId);
      if (strange !== undefined)
        throw new CommandFault([`${ARCHIVE_PATHS.audit}: event ${strange.id} is another contest's`], false);
      await this.arrivals.putEvents(tx, own);
    }
    const id = newId();
    const chain = arrivedChain(id);
    const events = await this.events.append(tx, chain, told(this.arrivals.events(tx)));
    const log = manifest.files.find(({ path }) => path === ARCHIVE_PATHS.audit);
    if (log === undefined) throw new Error('the archive has no log');
    await noteStoredFile(tx, { sha256: log.sha256, size: log.size, kind: 'jsonl' });
    await this.arrivals.note(tx, {
      id,
      contestId,
      slug: manifest.contest.slug,
      madeAt: new Date(manifest.madeAt),
      manifestSha256: archive.manifestSha256,
      publicKey: manifest.publicKey,
      logSha256: log.sha256,
      logRoot: manifest.audit.root,
      places: manifest.audit.places,
      events,
      chain,
    });
    return events;
  }
}

async function* told(batches: AsyncIterable<readonly string[]>) {
  for await (const texts of batches) yield texts.map(readCanonical);
}

const withSlug = (row: string, slug: string): string => JSON.stringify({ ...(JSON.parse(row) as object), slug });

/** A row that the database does not take is a fault of the archive, or of what stands here: named by its table and key. */
function toCommandFault(fault: unknown): unknown {
  const { code, table, detail, constraint, message } = fault as Record<string, string | undefined>;
  // SQLSTATE 23…: a constraint; 22…: a value that is none.
  if (fault instanceof CommandFault || !/^2[23][0-9A-Z]{3}$/.test(code ?? '')) return fault;
  return new CommandFault(
    [`table ${table ?? '?'}: ${detail ?? message ?? 'a row is not taken'} (${constraint ?? code ?? ''})`],
    false,
  );
}
