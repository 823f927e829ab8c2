import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { AwardListId, ContestId } from '../../kernel/ids.js';
import type { HashedFile, KeptFile, SnapshotUnit } from './bundle.contents.js';

/** A bundle as it lies in the store; `size` in bytes. */
export interface MadeBundle {
  sha256: string;
  size: number;
}

/** What a bundle is written from and what is kept of it. */
@Injectable()
export class BundleRepository {
  async keep(tx: Tx, listId: AwardListId, files: readonly KeptFile[]): Promise<void> {
    await tx.changed(
      `INSERT INTO award_list_files (list_id, position, path, content)
       SELECT $1, position, path, content FROM jsonb_to_recordset($2::jsonb) AS file(position int, path text, content text)`,
      [listId, JSON.stringify(files.map((file, position) => ({ ...file, position })))],
    );
  }

  /** In the order of the bundle; empty for a list that is not published, or was before files were kept. */
  kept(reader: Reader, listId: AwardListId): Promise<KeptFile[]> {
    return reader.rows(`SELECT path, content FROM award_list_files WHERE list_id = $1 ORDER BY position`, [listId]);
  }

  async note(tx: Tx, listId: AwardListId, made: MadeBundle): Promise<void> {
    await tx.changed(
      `INSERT INTO award_bundles (list_id, sha256, size) VALUES ($1, $2, $3) ON CONFLICT (list_id) DO NOTHING`,
      [listId, made.sha256, made.size],
    );
  }

  /** The bundle of a list in the store; null before it was made. */
  made(reader: Reader, listId: AwardListId): Promise<MadeBundle | null> {
    return reader.one(`SELECT sha256, size FROM award_bundles WHERE list_id = $1`, [listId]);
  }

  /** Files of the entries that have a sheet, by number, slot and place; those taken out of the dossier are left out. */
  hashedFiles(reader: Reader, contestId: ContestId): Promise<HashedFile[]> {
    return reader.rows(
      `SELECT e.number AS entry, s.code AS slot, f.sha256, f.size
         FROM entries e
         JOIN entry_files f ON f.entry_id = e.id AND f.removed_at IS NULL
         JOIN contest_slots s ON s.id = f.slot_id
        WHERE e.contest_id = $1 AND EXISTS (SELECT 1 FROM score_sheets h WHERE h.entry_id = e.id)
        ORDER BY e.number COLLATE "C", s.code COLLATE "C", f.position, f.id`,
      [contestId],
    );
  }

  /** The communes of the contest's snapshot, by district and name. */
  units(reader: Reader, contestId: ContestId): Promise<SnapshotUnit[]> {
    return reader.rows(
      `SELECT code, name AS commune, district_name AS district, village_count AS villages FROM contest_communes
        WHERE contest_id = $1 ORDER BY district_sort_key, sort_key, commune_id`,
      [contestId],
    );
  }
}
