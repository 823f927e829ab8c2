import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { ContestId, EntryId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { isFileKind, KIND_FACTS } from '../storage/file-kinds.js';
import { FileSender } from '../storage/file-sender.js';
import { MAX_PDF_PAGES, PdfFault } from '../storage/pdf-pages.js';
import { Pictures } from '../storage/pictures.js';
import type { BlindReading } from './dossier.view.js';
import type { EntryFileFacts, ShownFile } from './entry.facts.js';
import { EntryReader } from './entry.reader.js';
import { PhotoBinding } from './photo.binding.js';

/** Which file of a dossier is wanted, as an address says it: a part ("goc", "anh", "nho", "gop"), or a page of a PDF. */
export type WantedFile = { file: string; part: string } | { file: string; page: string };

const PAGE = /^[1-9]\d{0,2}$/;

/**
 * Hands out the files of one dossier, for the file routes of every room: the room has asked its own policy about the entry
 * before. A file of another dossier, a removed one, or a part that the file does not have is "not found".
 */
@Injectable()
export class DossierFiles {
  constructor(
    private readonly database: Database,
    private readonly entries: EntryReader,
    private readonly contests: ContestReader,
    private readonly sender: FileSender,
    private readonly pictures: Pictures,
    private readonly binding: PhotoBinding,
  ) {}

  /**
   * The same for readers who see of the list of members its number alone: files in the list's slot are scans of it, and for them
   * "not found".
   */
  async serveToOthers(res: Response, entry: { id: EntryId; contestId: ContestId }, wanted: WantedFile): Promise<void> {
    const { reader } = this.database;
    const file = await this.entries.fileOf(reader, entry.id, wanted.file);
    const design = await this.contests.memberList(reader, entry.contestId);
    if (file === null || file.slotId === design?.slotId) throw new Refused({ code: 'not-found' });
    return this.serve(res, entry.id, wanted);
  }

  /**
   * For readers who must not learn whose the dossier is: pictures and pages that were drawn here, which carry neither names nor
   * what stands inside a file; of files that cannot be drawn the original under a name of ours, if `showsFiles`, else "not found",
   * as is every file that is withheld, or in a slot that the rule hides.
   */
  async serveBlind(
    res: Response,
    entry: { id: EntryId; contestId: ContestId },
    wanted: WantedFile,
    { showsFiles, hidesSlots, withheld }: Omit<BlindReading, 'hides'>,
  ): Promise<void> {
    const file = await this.entries.fileOf(this.database.reader, entry.id, wanted.file);
    if (file === null || !isBlindPart(file, wanted, { showsFiles }) || withheld.includes(file.id))
      throw new Refused({ code: 'not-found' });
    const { reader } = this.database;
    const [design, slots] = [
      await this.contests.memberList(reader, entry.contestId),
      await this.contests.slots(reader, entry.contestId),
    ];
    const slot = slots.find(({ id }) => id === file.slotId);
    if (slot === undefined || slot.id === design?.slotId || hidesSlots.includes(slot.code))
      throw new Refused({ code: 'not-found' });
    return this.hand(res, file, wanted, ({ kind }) => `tep.${kind}`);
  }

  /** A file that stands in no dossier, such as a sample's, under a name of ours; where readers are blind only what was drawn here. */
  async serveSample(
    res: Response,
    file: ShownFile,
    wanted: WantedFile,
    { isBlind }: { isBlind: boolean },
  ): Promise<void> {
    if (isBlind && !isBlindPart(file, wanted, { showsFiles: false })) throw new Refused({ code: 'not-found' });
    return this.handOne(res, file, wanted, ({ kind }) => `tep.${kind}`);
  }

  /** `nameOf` may give the original another name than the sender's, which can betray the commune. */
  async serve(
    res: Response,
    entryId: EntryId,
    wanted: WantedFile,
    nameOf: (file: ShownFile) => string = ({ name }) => name,
  ): Promise<void> {
    return this.hand(res, await this.entries.fileOf(this.database.reader, entryId, wanted.file), wanted, nameOf);
  }

  /** The same for the office that vets it, which also sees what was received before a supplement took its place. */
  async serveReceived(res: Response, entryId: EntryId, wanted: WantedFile): Promise<void> {
    const file = await this.entries.receivedFileOf(this.database.reader, entryId, wanted.file);
    return this.hand(res, file, wanted, ({ name }) => name);
  }

  private async hand(
    res: Response,
    file: EntryFileFacts | null,
    wanted: WantedFile,
    nameOf: (file: ShownFile) => string,
  ): Promise<void> {
    if (file === null) throw new Refused({ code: 'not-found' });
    if (!asksBook(wanted)) return this.handOne(res, file, wanted, nameOf);
    refuseIsolated(file, nameOf);
    const book = await this.binding.bookWith(this.database.reader, file);
    if (book === null) throw new Refused({ code: 'not-found' });
    return this.sender.sendBook(res, book, 'Các ảnh theo thứ tự.pdf');
  }

  private async handOne(
    res: Response,
    file: ShownFile,
    wanted: WantedFile,
    nameOf: (file: ShownFile) => string,
  ): Promise<void> {
    refuseIsolated(file, nameOf);
    if ('page' in wanted) return this.page(res, file, wanted.page);
    const shape = shapeOf(file);
    if (wanted.part === 'goc') {
      const disposition = shape === 'video' ? 'inline' : 'attachment';
      return this.sender.sendFile(res, { ...file, name: nameOf(file) }, { disposition });
    }
    if (shape !== 'image' || (wanted.part !== 'anh' && wanted.part !== 'nho')) throw new Refused({ code: 'not-found' });
    const size = wanted.part === 'anh' ? 'view' : 'thumb';
    this.sender.sendPicture(res, await this.pictures.pictureOf(file, size));
  }

  private async page(res: Response, file: ShownFile, page: string): Promise<void> {
    const isThere = file.kind === 'pdf' && PAGE.test(page) && Number(page) <= Math.min(file.pages ?? 0, MAX_PDF_PAGES);
    if (!isThere) throw new Refused({ code: 'not-found' });
    try {
      this.sender.sendPicture(res, await this.pictures.pageOf(file.sha256, Number(page)));
    } catch (fault) {
      if (fault instanceof PdfFault) throw new Refused({ code: 'not-found' });
      throw fault;
    }
  }
}

/** Is it a picture or a page that was drawn here, or, if films and what cannot be drawn are shown, the original of such a file? */
function isBlindPart(file: ShownFile, wanted: WantedFile, { showsFiles }: { showsFiles: boolean }): boolean {
  const isDrawn = file.kind === 'pdf' ? (file.pages ?? 0) > 0 : shapeOf(file) === 'image';
  const asksOriginal = 'part' in wanted && wanted.part !== 'anh' && wanted.part !== 'nho';
  return !asksOriginal || (showsFiles && !isDrawn && wanted.part === 'goc');
}

const asksBook = (wanted: WantedFile): boolean => 'part' in wanted && wanted.part === 'gop';

function refuseIsolated(file: ShownFile, nameOf: (file: ShownFile) => string): void {
  if (file.scanState === 'infected') throw new Refused({ code: 'file-quarantined', name: nameOf(file) });
}

const shapeOf = ({ kind }: Pick<ShownFile, 'kind'>): string => (isFileKind(kind) ? KIND_FACTS[kind].shape : 'opaque');
