import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import { Database } from '../database/database.js';
import { JobHandlers } from '../jobs/job.handlers.js';
import { Jobs } from '../jobs/jobs.js';
import type { EntryId } from '../kernel/ids.js';
import { PhotoBooks } from '../storage/photo-books.js';
import type { EntryFileFacts } from './entry.facts.js';
import { EntryReader } from './entry.reader.js';
import { photosToBind } from './photo.order.js';

const KIND = 'entries.bind-photos';

/** Several photos in one slot are read as one PDF. It is made when the dossier comes in, before anybody waits for it. */
@Injectable()
export class PhotoBinding implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly handlers: JobHandlers,
    private readonly jobs: Jobs,
    private readonly entries: EntryReader,
    private readonly books: PhotoBooks,
  ) {}

  onModuleInit(): void {
    this.handlers.on<{ entryId: EntryId }>(KIND, async ({ entryId }) => void (await this.bindAll(entryId)));
  }

  /** In the act by which a dossier comes in: its photos are to be bound. */
  async ask(tx: Tx, entryId: EntryId): Promise<void> {
    await this.jobs.add(tx, { kind: KIND, once: entryId, about: { entryId } });
  }

  /** Makes the PDF of every slot of a dossier that has several photos, and answers how many there are. */
  async bindAll(entryId: EntryId): Promise<number> {
    const files = await this.entries.filesOf(this.database.reader, entryId);
    const slots = [...new Set(files.map(({ slotId }) => slotId))];
    let bound = 0;
    for (const slotId of slots) {
      const photos = photosToBind(files, slotId);
      if (photos.length === 0) continue;
      // A photo that cannot be drawn spoils no other slot; its reader is told so when he opens it.
      await this.books.bookOf(photos).then(
        () => (bound += 1),
        () => undefined,
      );
    }
    return bound;
  }

  /** The PDF of the slot in which this file stands; null where it is not one of several photos. Made now if it is not there. */
  async bookWith(reader: Reader, file: EntryFileFacts): Promise<Buffer | null> {
    const photos = photosToBind(await this.entries.filesOf(reader, file.entryId), file.slotId);
    return photos.some(({ id }) => id === file.id) ? this.books.bookOf(photos) : null;
  }
}
