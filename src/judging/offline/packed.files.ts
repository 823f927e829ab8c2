import { Injectable } from '@nestjs/common';
import type { DossierView } from '../../entries/dossier.view.js';
import type { EntryFileFacts } from '../../entries/entry.facts.js';
import type { ZipFile } from '../../press/zip.js';
import { isFileKind, KIND_FACTS } from '../../storage/file-kinds.js';
import { FileStore } from '../../storage/file-store.js';
import { MAX_PDF_PAGES, PdfFault } from '../../storage/pdf-pages.js';
import { Pictures } from '../../storage/pictures.js';

/** A file of a dossier as its page in the pack shows it, and what of it lies beside that page. */
export interface PackedFile {
  label: string;
  kindWord: string;
  /** To be opened, relative to the dossier's page; null for one that is shown as pictures alone, or is not in the pack. */
  href: string | null;
  /** Shown in the page. */
  pictures: { href: string; alt: string }[];
  note: string | null;
  /** Paths relative to the dossier's page. */
  contents: ZipFile[];
}

type Shown = DossierView['slots'][number]['files'][number];

/** The files of a dossier as they go into a pack: under names of ours, since a sender's own can betray more than the file. */
@Injectable()
export class PackedFiles {
  constructor(
    private readonly store: FileStore,
    private readonly pictures: Pictures,
  ) {}

  /**
   * What the dossier's view shows and opens, and nothing else: photos redrawn; originals where the view opens them (films only if
   * wanted); of a PDF that the view does not open, its pages as pictures. Nothing isolated. Bytes are read when their turn comes.
   */
  async ofSlot(
    slot: DossierView['slots'][number],
    files: readonly EntryFileFacts[],
    { withFilms }: { withFilms: boolean },
  ): Promise<PackedFile[]> {
    const byId = new Map<string, EntryFileFacts>(files.map((file) => [file.id, file]));
    const packed: PackedFile[] = [];
    for (const [index, shown] of slot.files.entries()) {
      const file = byId.get(shown.id);
      if (file !== undefined)
        packed.push(await this.one(file, shown, { stem: `${slot.code}-${index + 1}`, withFilms }));
    }
    return packed;
  }

  private async one(
    file: EntryFileFacts,
    shown: Shown,
    { stem, withFilms }: { stem: string; withFilms: boolean },
  ): Promise<PackedFile> {
    const facts = isFileKind(file.kind) ? KIND_FACTS[file.kind] : null;
    const none = { label: shown.label, kindWord: shown.kindWord, href: null, pictures: [], note: null, contents: [] };
    if (file.scanState === 'infected') return { ...none, note: shown.text };
    if (shown.imageHref !== null) {
      const href = `${stem}.webp`;
      const picture = { path: href, open: () => this.picture(file) };
      return { ...none, href, pictures: [{ href, alt: shown.label }], contents: [picture] };
    }
    if (shown.originalHref === null)
      return shown.pages.length > 0 ? this.drawn(file, none, stem) : { ...none, note: shown.text };
    if (facts?.shape === 'video' && !withFilms)
      return { ...none, note: 'Gói này không có video. Xem video trên trang chấm.' };
    const href = `${stem}.${facts?.endings[0] ?? 'bin'}`;
    return { ...none, href, contents: [{ path: href, open: () => this.original(file) }] };
  }

  /** A PDF as pictures of its pages. Drawn before its page is written, which so can say what could not be drawn. */
  private async drawn(file: EntryFileFacts, none: PackedFile, stem: string): Promise<PackedFile> {
    const count = file.pages ?? 0;
    const pages = Array.from({ length: Math.min(count, MAX_PDF_PAGES) }, (_, index) => index + 1);
    const missing: number[] = [];
    for (const page of pages) if (!(await this.canDraw(file, page))) missing.push(page);
    const drawn = pages
      .filter((page) => !missing.includes(page))
      .map((page) => ({ page, href: `${stem}-trang-${String(page).padStart(3, '0')}.webp` }));
    return {
      ...none,
      pictures: drawn.map(({ page, href }) => ({ href, alt: `${none.label}, trang ${page}` })),
      note: sayLeftOut({ count, shown: pages.length, missing }),
      contents: drawn.map(({ page, href }) => ({ path: href, open: () => this.page(file, page) })),
    };
  }

  private async canDraw({ sha256 }: EntryFileFacts, page: number): Promise<boolean> {
    try {
      await this.pictures.pageOf(sha256, page);
      return true;
    } catch (fault) {
      if (fault instanceof PdfFault) return false;
      throw fault;
    }
  }

  private async *page({ sha256 }: EntryFileFacts, page: number): AsyncGenerator<Buffer> {
    yield await this.pictures.pageOf(sha256, page);
  }

  private async *picture(file: EntryFileFacts): AsyncGenerator<Buffer> {
    yield await this.pictures.pictureOf(file, 'view');
  }

  /** The bytes as they were sent; a file that has vanished from the store breaks the archive off instead of leaving it short. */
  private async *original(file: EntryFileFacts): AsyncGenerator<Buffer> {
    if ((await this.store.sizeOf(file.sha256)) !== file.size)
      throw new Error(`stored file ${file.sha256} is missing or has changed`);
    yield* this.store.read(file.sha256) as AsyncIterable<Buffer>;
  }
}

function sayLeftOut({ count, shown, missing }: { count: number; shown: number; missing: number[] }): string | null {
  const said = [
    ...(count > shown ? [`Chỉ có ${shown} trang đầu trong ${count} trang.`] : []),
    ...(missing.length > 0 ? [`Không vẽ được trang ${missing.join(', ')}.`] : []),
  ];
  return said.length === 0 ? null : said.join(' ');
}
