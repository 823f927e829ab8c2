import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import { JobHandlers } from '../jobs/job.handlers.js';
import { readClamdUrl, scanWithClamd, type Verdict } from './clamd.js';
import { FileStore } from './file-store.js';
import { STORAGE_SETTINGS, type StorageSettings } from './storage.settings.js';

export const SCAN_STATES = ['unscanned', 'clean', 'infected'] as const;
/** "unscanned" also while the scanner is down, slow or not there: clean is only what was looked at. */
export type ScanState = (typeof SCAN_STATES)[number];

/** Who stands in the log for what follows from a find. */
export const SCANNER = { name: 'Máy quét mã độc', role: 'system', requestId: 'SCAN' } as const;

/** Told inside the transaction that notes a find, so that both are true or neither. */
export type OnInfected = (tx: Tx, found: { sha256: string; finding: string }) => Promise<void>;

const EVERY_SECONDS = 15;
const BATCH = 50;

/** Shows every stored file to the scanner of CLAMD_URL, oldest first, also those that came before it was configured. */
@Injectable()
export class FileScans implements OnModuleInit {
  private readonly listeners: OnInfected[] = [];

  constructor(
    private readonly database: Database,
    private readonly store: FileStore,
    private readonly handlers: JobHandlers,
    @Inject(STORAGE_SETTINGS) private readonly settings: StorageSettings,
  ) {}

  onModuleInit(): void {
    if (this.settings.clamdUrl === null) return;
    this.handlers.every('storage.scan', EVERY_SECONDS, async (_about, run) => {
      while (!run.signal.aborted && (await this.scanSome(run.signal)) === BATCH);
    });
  }

  /** A room that has to act when one of its files is found infected. */
  onInfected(listener: OnInfected): void {
    this.listeners.push(listener);
  }

  /** Scans up to fifty files and answers how many; throws when the scanner gives no verdict, and those left stay unscanned. */
  async scanSome(signal?: AbortSignal): Promise<number> {
    const address = this.settings.clamdUrl === null ? null : readClamdUrl(this.settings.clamdUrl);
    if (address === null) return 0;
    const files = await this.database.reader.rows<{ sha256: string }>(
      `SELECT sha256 FROM stored_files WHERE scan_state = 'unscanned' ORDER BY scan_tried_at NULLS FIRST, stored_at, sha256 LIMIT $1`,
      [BATCH],
    );
    for (const { sha256 } of files) {
      if (signal?.aborted === true) break;
      try {
        await this.note(sha256, await scanWithClamd(address, this.store.read(sha256)));
      } catch (fault) {
        // One that is too long for the scanner must not keep those behind it from being scanned next time.
        await this.database.transaction((tx) =>
          tx.changed(`UPDATE stored_files SET scan_tried_at = $2 WHERE sha256 = $1`, [sha256, tx.now]),
        );
        throw fault;
      }
    }
    return files.length;
  }

  private async note(sha256: string, verdict: Verdict): Promise<void> {
    await this.database.transaction(async (tx) => {
      const finding = verdict.state === 'infected' ? verdict.finding : null;
      const changed = await tx.changed(
        `UPDATE stored_files SET scan_state = $2, scan_finding = $3, scanned_at = $4
          WHERE sha256 = $1 AND scan_state = 'unscanned'`,
        [sha256, verdict.state, finding, tx.now],
      );
      if (changed === 0 || finding === null) return;
      for (const listener of this.listeners) await listener(tx, { sha256, finding });
    });
  }
}
