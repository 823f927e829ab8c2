import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { JobHandlers } from '../jobs/job.handlers.js';
import { isFileKind, KIND_FACTS } from './file-kinds.js';
import { examinePdf } from './pdf-pages.js';
import { FileStore } from './file-store.js';
import { Pictures } from './pictures.js';

const EVERY_SECONDS = 10;
const BATCH = 20;
/** What is shown of a PDF without being asked for; later pages are drawn when somebody looks. */
const FIRST_PAGES = 10;

/** Makes the pictures of files that have come in, before anybody waits for them. What is gone is made again when it is asked for. */
@Injectable()
export class FilePreparation implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly handlers: JobHandlers,
    private readonly pictures: Pictures,
    private readonly store: FileStore,
  ) {}

  onModuleInit(): void {
    this.handlers.every('storage.prepare', EVERY_SECONDS, async (_about, run) => {
      while (!run.signal.aborted && (await this.prepareSome(run.signal)) === BATCH);
    });
  }

  /** Makes the pictures of up to twenty files, oldest first, and answers how many files that were. */
  async prepareSome(signal?: AbortSignal): Promise<number> {
    const files = await this.database.reader.rows<{ sha256: string; kind: string }>(
      `SELECT sha256, kind FROM stored_files WHERE prepared_at IS NULL AND scan_state <> 'infected'
        ORDER BY stored_at, sha256 LIMIT $1`,
      [BATCH],
    );
    for (const file of files) {
      if (signal?.aborted === true) break;
      // One that cannot be drawn is not tried for ever: its reader is told so when he opens it.
      const hash = await this.prepare(file).catch(() => null);
      await this.database.transaction((tx) =>
        tx.changed(`UPDATE stored_files SET prepared_at = $2, picture_hash = $3 WHERE sha256 = $1`, [
          file.sha256,
          tx.now,
          hash === null ? null : String(hash),
        ]),
      );
    }
    return files.length;
  }

  /** Answers what a picture looks like; null for everything else. */
  private async prepare(file: { sha256: string; kind: string }): Promise<bigint | null> {
    const shape = isFileKind(file.kind) ? KIND_FACTS[file.kind].shape : 'opaque';
    if (shape === 'image') {
      await this.pictures.pictureOf(file, 'thumb');
      await this.pictures.pictureOf(file, 'view');
      return this.pictures.hashOf(file);
    }
    if (shape !== 'pages') return null;
    const { pages } = await examinePdf({ path: this.store.pathOf(file.sha256) });
    for (let page = 1; page <= Math.min(pages, FIRST_PAGES); page++) await this.pictures.pageOf(file.sha256, page);
    return null;
  }
}
