import { readdir, stat } from 'node:fs/promises';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Breach, type FileLook, Invariants } from '../database/invariants.js';
import type { Reader } from '../database/tx.js';
import { Clock } from '../kernel/clock.js';
import { plusMilliseconds } from '../kernel/instant.js';
import { hashOfFile } from './file-hash.js';
import { FileStore } from './file-store.js';
import { STORAGE_SETTINGS, type StorageSettings } from './storage.settings.js';

/** What is younger may belong to an act that is not over yet. */
const STRAY_AFTER_MILLISECONDS = 24 * 3_600_000;
const AT_ONCE = 5_000;

/** What must hold between the table of stored files and what lies on the disk. */
@Injectable()
export class StorageInvariants implements OnModuleInit {
  constructor(
    private readonly invariants: Invariants,
    private readonly store: FileStore,
    private readonly clock: Clock,
    @Inject(STORAGE_SETTINGS) private readonly settings: Pick<StorageSettings, 'uploadsDir'>,
  ) {}

  onModuleInit(): void {
    this.invariants.keep([
      {
        code: 'storage.files-are-there',
        rule: 'Tệp nào ghi trong kho cũng còn trên đĩa, đúng dung lượng và đúng mã băm',
        breaches: (reader, look) => this.lost(reader, look),
      },
      {
        code: 'storage.no-stray-files',
        rule: 'Trên đĩa không có tệp nào ngoài danh sách của kho',
        breaches: (reader) => this.strays(reader),
      },
    ]);
  }

  private async lost(reader: Reader, look: FileLook): Promise<Breach[]> {
    const found: Breach[] = [];
    for (let after = ''; ;) {
      const files = await reader.rows<{ sha256: string; size: number }>(
        `SELECT sha256, size FROM stored_files WHERE sha256 > $1 ORDER BY sha256 LIMIT $2`,
        [after, AT_ONCE],
      );
      for (const file of files) {
        const fault = await this.faultOf(file, look);
        if (fault !== null) found.push({ row: `stored_files ${file.sha256}`, found: fault });
      }
      const last = files.at(-1);
      if (last === undefined) return found;
      after = last.sha256;
    }
  }

  private async faultOf({ sha256, size }: { sha256: string; size: number }, look: FileLook): Promise<string | null> {
    const bytes = await this.store.sizeOf(sha256);
    if (bytes === null) return 'không còn trên đĩa';
    if (bytes !== size) return `trên đĩa có ${bytes} byte, kho ghi ${size} byte`;
    if (look === 'lengths') return null;
    const now = await hashOfFile(this.store.pathOf(sha256)).catch(() => null);
    if (now === null) return 'không đọc được';
    return now === sha256 ? null : `nội dung đã đổi, mã băm nay là ${now}`;
  }

  private async strays(reader: Reader): Promise<Breach[]> {
    const before = plusMilliseconds(this.clock.now(), -STRAY_AFTER_MILLISECONDS);
    const found: Breach[] = [];
    for (const part of await readdir(this.settings.uploadsDir).catch(() => [])) {
      if (!/^[0-9a-f]{2}$/.test(part)) continue;
      const names = (await readdir(`${this.settings.uploadsDir}/${part}`)).filter((name) =>
        /^[0-9a-f]{64}$/.test(name),
      );
      const unknown = await reader.rows<{ sha256: string }>(
        `SELECT n.sha256 FROM unnest($1::text[]) AS n (sha256) WHERE NOT EXISTS (SELECT FROM stored_files k WHERE k.sha256 = n.sha256)`,
        [names],
      );
      for (const { sha256 } of unknown) {
        const facts = await stat(this.store.pathOf(sha256)).catch(() => null);
        if (facts === null || facts.mtime >= before) continue;
        found.push({ row: `tệp ${part}/${sha256}`, found: `${facts.size} byte, không có trong kho` });
      }
    }
    return found;
  }
}
