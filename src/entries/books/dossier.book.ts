import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { ContestFacts } from '../../contests/contest.facts.js';
import type { Instant } from '../../kernel/instant.js';
import { pressPdf, restPdfPress } from '../../press/pdf.js';
import { isFileKind, KIND_FACTS } from '../../storage/file-kinds.js';
import { FileStore } from '../../storage/file-store.js';
import { bindPdfs, type BoundPart, countPagesToBind, restPdfBinder } from '../../storage/pdf-binding.js';
import { PdfFault, type PdfFaultCode } from '../../storage/pdf-pages.js';
import { PhotoBooks } from '../../storage/photo-books.js';
import { type DossierFacts, type DossierView, toDossierView } from '../dossier.view.js';
import type { EntryFacts, ShownFile } from '../entry.facts.js';
import { fileHrefsBelow } from '../entry.paths.js';
import { type BookEntry, type BookFile, toBookCover } from './book.paper.js';

/** A dossier as the reader of its book may see it; `members` says whether the files of the list's slot are his. */
export interface BookedDossier extends DossierFacts {
  entry: EntryFacts;
  contest: Pick<ContestFacts, 'name' | 'noun' | 'organiserName' | 'rehearsal'>;
  /** The contest's present moment. */
  madeAt: Instant;
}

/** What of a dossier did not become pages, and why. */
export type LeftOut = Pick<BookFile, 'slot' | 'name'> & { reason: string };

/** Bytes of one book's files together: what the binder can hold of pages at once. What is beyond is named on the cover. */
const MOST_BYTES = 200 * 1024 * 1024;
const FAULTS: Readonly<Record<PdfFaultCode, string>> = {
  encrypted: 'có mật khẩu',
  unreadable: 'không đọc được',
  'too-large': 'quá lớn để gộp',
  'too-slow': 'quá nặng để gộp',
  'no-such-page': 'không đọc được',
};

interface Gathered {
  file: BookFile;
  part: BoundPart | null;
}

/** A whole dossier as one PDF to be read, printed and kept: its cover, then every PDF and photo page after page, each with a bookmark. */
@Injectable()
export class DossierBooks {
  constructor(
    private readonly store: FileStore,
    private readonly photos: PhotoBooks,
  ) {}

  /**
   * Writes the book at `out`, where no file is yet, and answers what had to be left out; the cover names it with the reason. Photos go without
   * the place and owner that a phone writes into them, PDFs without scripts and attachments. One photo at a time is in memory: its page waits
   * in a file beside `out`.
   */
  async make(dossier: BookedDossier, out: string): Promise<LeftOut[]> {
    const pages = await mkdtemp(`${out}-`);
    try {
      return await this.makeOf(dossier, out, pages);
    } finally {
      await rm(pages, { recursive: true, force: true });
    }
  }

  private async makeOf(dossier: BookedDossier, out: string, folder: string): Promise<LeftOut[]> {
    const view = toDossierView(dossier, fileHrefsBelow(''));
    const gathered = await this.gather(view, dossier.files, folder);
    const { faults } = await this.bind(dossier, view, gathered, out);
    const parts = gathered.filter(({ part }) => part !== null);
    // A PDF may be counted and still not be taken in: then all is bound once more without it, so that the cover says so.
    const broken = parts.filter((_, index) => faults[index + 1] !== null && faults[index + 1] !== undefined);
    if (broken.length > 0) {
      for (const one of broken) {
        one.part = null;
        one.file.leftOut = FAULTS.unreadable;
      }
      await this.store.discard(out);
      await this.bind(dossier, view, gathered, out);
    }
    return gathered.flatMap(({ file: { slot, name, leftOut } }) =>
      leftOut === null ? [] : [{ slot, name, reason: leftOut }],
    );
  }

  private async bind(
    { entry, contest, madeAt }: BookedDossier,
    view: DossierView,
    gathered: readonly Gathered[],
    out: string,
  ) {
    const about: BookEntry = {
      entry,
      contest,
      madeAt,
      answers: view.answers,
      members: view.slots.flatMap(({ title, members }) =>
        members === null ? [] : [{ slot: title, text: members.text }],
      ),
    };
    const cover = await pressPdf(
      toBookCover(
        about,
        gathered.map(({ file }) => file),
      ),
    );
    // Of the two threads a book needs, one is there at a time.
    await restPdfPress();
    const parts = gathered.flatMap(({ part }) => (part === null ? [] : [part]));
    const title = `${entry.code} – ${entry.villageName}`;
    const bound = await bindPdfs({
      out,
      title,
      parts: [{ pdf: { bytes: cover }, title: 'Tờ bìa', under: null }, ...parts],
    });
    await restPdfBinder();
    return bound;
  }

  private async gather(view: DossierView, files: readonly ShownFile[], folder: string): Promise<Gathered[]> {
    const byId = new Map<string, ShownFile>(files.map((file) => [file.id, file]));
    const gathered: Gathered[] = [];
    let left = MOST_BYTES;
    for (const slot of view.slots) {
      const own = slot.files.flatMap(({ id }) => byId.get(id) ?? []);
      for (const [index, file] of own.entries()) {
        const told = { slot: slot.title, name: file.name, kindWord: slot.files[index]?.kindWord ?? file.kind };
        const pages =
          file.size > left ? FAULTS['too-large'] : await this.pagesOf(file, join(folder, `${gathered.length}.pdf`));
        if (typeof pages === 'string') {
          gathered.push({ file: { ...told, pages: null, leftOut: pages }, part: null });
          continue;
        }
        left -= file.size;
        const title = own.length === 1 ? slot.title : `${index + 1}/${own.length}: ${file.name}`;
        const part = { pdf: pages.pdf, title, under: own.length === 1 ? null : slot.title };
        gathered.push({ file: { ...told, pages: pages.count, leftOut: null }, part });
      }
    }
    return gathered;
  }

  /** The file as a PDF, or why it cannot be one; a photo's page is drawn into `drawn`. */
  private async pagesOf(
    { sha256, kind, scanState, pages }: ShownFile,
    drawn: string,
  ): Promise<{ pdf: BoundPart['pdf']; count: number } | string> {
    if (scanState === 'infected') return 'có mã độc, đã cách ly';
    const shape = isFileKind(kind) ? KIND_FACTS[kind].shape : 'opaque';
    try {
      if (shape === 'image') {
        await writeFile(drawn, await this.photos.pageOf({ sha256, kind }), { flag: 'wx', mode: 0o640 });
        return { pdf: { path: drawn }, count: 1 };
      }
      const pdf = { path: this.store.pathOf(sha256) };
      // As it was counted when it came in; what has no number yet is counted by the thread that binds.
      const count = shape === 'pages' ? (pages ?? (await countPagesToBind(pdf))) : null;
      if (count !== null) return typeof count === 'number' ? { pdf, count } : FAULTS[count];
    } catch (fault) {
      return fault instanceof PdfFault ? FAULTS[fault.code] : FAULTS.unreadable;
    }
    return shape === 'video' ? 'là video, xem tệp gốc' : 'không phải PDF hay ảnh, xem tệp gốc';
  }
}
