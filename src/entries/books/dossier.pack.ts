import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import type { ContestFacts, FieldFacts, SlotFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Instant } from '../../kernel/instant.js';
import { hashedPieces } from '../../press/hashed-pieces.js';
import { type ZipFile, zipOf } from '../../press/zip.js';
import { isFileKind, KIND_FACTS } from '../../storage/file-kinds.js';
import { FileStore } from '../../storage/file-store.js';
import { toDossierView } from '../dossier.view.js';
import type { EntryFacts } from '../entry.facts.js';
import { fileHrefsBelow } from '../entry.paths.js';
import { EntryReader } from '../entry.reader.js';
import { membersCounted } from '../member.aside.js';
import { MemberReader } from '../member.reader.js';
import { DossierBooks } from './dossier.book.js';
import { type PackedDossiers, PackRepository } from './pack.repository.js';

/** What the archive says of itself, last in it: every other file by path, size and hash, so that whoever has it can hold it against the files. */
export interface PackManifest {
  format: 'hoithi-dossiers-1';
  contest: { slug: string; code: string; name: string };
  /** Whose desk it is taken from, and at which level of vetting; null: the whole contest. */
  office: { name: string; level: number } | null;
  madeAt: string;
  dossiers: { number: string; village: string; commune: string; state: string }[];
  files: { path: string; size: number; sha256: string; dossier: string; slot: string | null; name: string | null }[];
  /** Files that could not be put in whole, or not into the dossier's PDF, and why. */
  leftOut: { dossier: string; slot: string; name: string; reason: string }[];
}

export const MANIFEST_PATH = 'muc-luc.json';
const STEP = 50;

/** What the making of an archive tells on its way. */
interface Making {
  desk: PackedDossiers['desk'];
  withBooks: boolean;
  madeAt: Instant;
  /** Called after each dossier; throws to stop. */
  told: (done: number) => Promise<void>;
}

/** The dossiers of a contest, or of one of its vetting offices, that have come in, as one archive. */
@Injectable()
export class DossierPack {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly members: MemberReader,
    private readonly packs: PackRepository,
    private readonly books: DossierBooks,
    private readonly store: FileStore,
  ) {}

  /**
   * The archive piece by piece: a folder for each dossier by number, its files under names of ours (`slot-1.pdf`: a sender's name becomes no path),
   * its PDF where wanted, and the manifest last. Holds what those who oversee a contest may open: nothing isolated, no scan of a list of members.
   * Memory stays that of one dossier and the manifest. `manifest` fills on the way.
   */
  pour(contest: ContestFacts, manifest: PackManifest, making: Making): AsyncGenerator<Buffer> {
    return zipOf(this.files(contest, manifest, making), making.madeAt);
  }

  private async *files(contest: ContestFacts, manifest: PackManifest, making: Making): AsyncGenerator<ZipFile> {
    const { reader } = this.database;
    const fields = await this.contests.fields(reader, contest.id);
    const slots = await this.contests.slots(reader, contest.id);
    let done = 0;
    for (let after = ''; ;) {
      const numbers = await this.packs.numbers(reader, { contestId: contest.id, desk: making.desk }, after, STEP);
      const entries = await this.entries.byNumbers(reader, contest.id, numbers);
      for (const entry of entries.sort((a, b) => (a.code < b.code ? -1 : 1))) {
        yield* this.dossier({ contest, fields, slots }, entry, manifest, making);
        done += 1;
        await making.told(done);
      }
      after = numbers.at(-1) ?? '';
      if (numbers.length < STEP) break;
    }
    yield { path: MANIFEST_PATH, open: () => [Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)] };
  }

  private async *dossier(
    design: { contest: ContestFacts; fields: readonly FieldFacts[]; slots: readonly SlotFacts[] },
    entry: EntryFacts,
    manifest: PackManifest,
    { withBooks, madeAt }: Making,
  ): AsyncGenerator<ZipFile> {
    const { reader } = this.database;
    const files = await this.entries.filesOf(reader, entry.id);
    const members = membersCounted(await this.members.standingOf(reader, entry));
    const facts = { ...design, entry, files, members };
    const dossier = entry.code;
    const { villageName: village, communeName: commune, state } = entry;
    manifest.dossiers.push({ number: dossier, village, commune, state });
    const byId = new Map<string, (typeof files)[number]>(files.map((file) => [file.id, file]));
    for (const slot of toDossierView(facts, fileHrefsBelow('')).slots)
      for (const [index, { id }] of slot.files.entries()) {
        const file = byId.get(id);
        if (file === undefined) continue;
        const reason = file.scanState === 'infected' ? 'có mã độc, đã cách ly' : await this.missing(file);
        if (reason !== null) {
          manifest.leftOut.push({ dossier, slot: slot.title, name: file.name, reason });
          continue;
        }
        const ending = isFileKind(file.kind) ? KIND_FACTS[file.kind].endings[0] : 'bin';
        const path = `${dossier}/${slot.code}-${index + 1}.${ending}`;
        const about = { dossier, slot: slot.title, name: file.name };
        yield {
          path,
          open: () =>
            hashedPieces(
              this.store.read(file.sha256),
              (whole) => void manifest.files.push({ path, ...whole, ...about }),
            ),
        };
      }
    if (!withBooks) return;
    const made = join(tmpdir(), `hoithi-${randomUUID()}.pdf`);
    try {
      const left = await this.books.make({ ...facts, madeAt }, made);
      for (const one of left) manifest.leftOut.push({ dossier, ...one });
      const path = `${dossier}/ho-so.pdf`;
      yield {
        path,
        open: () =>
          hashedPieces(
            createReadStream(made),
            (whole) => void manifest.files.push({ path, ...whole, dossier, slot: null, name: null }),
          ),
      };
    } finally {
      await rm(made, { force: true });
    }
  }

  /** A file that the store has lost is told of, and the others still go out. */
  private async missing({ sha256, size }: { sha256: string; size: number }): Promise<string | null> {
    return (await this.store.sizeOf(sha256)) === size ? null : 'không còn trong kho';
  }
}
