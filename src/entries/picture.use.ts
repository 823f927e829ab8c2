import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import { type PicturesInUse, StorageSweep } from '../storage/storage.sweep.js';
import { type EntryFileFacts, isUsable } from './entry.facts.js';
import { photosToBind } from './photo.order.js';

type Standing = Pick<EntryFileFacts, 'entryId' | 'slotId' | 'sha256' | 'kind' | 'scanState'>;

/** Which pictures of files the dossiers still need: the sweep of the store leaves them. */
@Injectable()
export class PictureUse implements OnModuleInit {
  constructor(private readonly sweep: StorageSweep) {}

  onModuleInit(): void {
    this.sweep.keepPicturesOf((reader) => this.inUse(reader));
  }

  /**
   * Files that stand in a slot or in a receipt of a dossier that was not withdrawn, but for isolated ones, which nobody may open;
   * and the photos of each slot as they are read today. All contests at once: two queries, however many dossiers there are.
   */
  private async inUse(reader: Reader): Promise<PicturesInUse> {
    const standing = await reader.rows<Standing>(
      `SELECT f.entry_id AS "entryId", f.slot_id AS "slotId", f.sha256, f.kind, b.scan_state AS "scanState"
         FROM entry_files f JOIN entries e ON e.id = f.entry_id JOIN stored_files b ON b.sha256 = f.sha256
        WHERE f.removed_at IS NULL AND e.state <> 'withdrawn'
        ORDER BY f.entry_id, f.slot_id, f.position, f.uploaded_at, f.id`,
    );
    const received = await reader.rows<{ sha256: string }>(
      `SELECT DISTINCT listed ->> 'sha256' AS sha256
         FROM entry_receipts r JOIN entries e ON e.id = r.entry_id
        CROSS JOIN LATERAL jsonb_array_elements(r.body::jsonb -> 'files') listed
         JOIN stored_files b ON b.sha256 = listed ->> 'sha256'
        WHERE e.state <> 'withdrawn' AND b.scan_state <> 'infected'`,
    );
    const slots = Map.groupBy(standing, ({ entryId, slotId }) => `${entryId} ${slotId}`);
    return {
      files: [...standing.filter(isUsable), ...received].map(({ sha256 }) => sha256),
      books: [...slots.values()].flatMap((files) => {
        const photos = photosToBind(files, files[0]?.slotId ?? '');
        return photos.length === 0 ? [] : [photos];
      }),
    };
  }
}
