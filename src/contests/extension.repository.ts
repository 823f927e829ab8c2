import type { Reader, Tx } from '../database/tx.js';
import type { ContestId, EntryId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { SCANNER } from '../storage/file-scans.js';
import type { ExtensionFacts } from './contest.facts.js';

export interface ExtensionRow extends ExtensionFacts {
  /** Of the unit, or of the dossier's commune; null for an extension for all. */
  unitName: string | null;
  /** What the dossier is called; null for all others. */
  entryCode: string | null;
  grantedAt: Instant;
  grantedByName: string;
}

/** All extensions, the newest first. */
export const extensionsOf = (reader: Reader, contestId: ContestId): Promise<ExtensionRow[]> =>
  reader.rows<ExtensionRow>(
    `SELECT e.id, e.kind, e.unit_id AS "unitId", e.entry_id AS "entryId", u.name AS "unitName",
            coalesce(d.number, d.draft_code) AS "entryCode", e.until_at AS "untilAt", e.document_number AS "documentNumber",
            e.reason, e.granted_at AS "grantedAt", coalesce(p.full_name, $2) AS "grantedByName"
       FROM window_extensions e LEFT JOIN entries d ON d.id = e.entry_id LEFT JOIN units u ON u.id = coalesce(e.unit_id, d.commune_id)
       LEFT JOIN persons p ON p.id = e.granted_by
      WHERE e.contest_id = $1 ORDER BY e.granted_at DESC, e.id`,
    [contestId, SCANNER.name],
  );

/** A dossier of the contest that is still a draft, by the six signs on its page; null for anything else. */
export const draftByCode = (
  reader: Reader,
  contestId: ContestId,
  code: string,
): Promise<{ id: EntryId; communeId: UnitId } | null> =>
  reader.one(
    `SELECT id, commune_id AS "communeId" FROM entries WHERE contest_id = $1 AND draft_code = $2 AND state = 'draft'`,
    [contestId, code],
  );

export async function insertExtension(
  tx: Tx,
  contestId: ContestId,
  extension: ExtensionFacts & { grantedBy: string | null },
): Promise<void> {
  await tx.changed(
    `INSERT INTO window_extensions (id, contest_id, kind, unit_id, entry_id, until_at, document_number, reason, granted_by, granted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      extension.id,
      contestId,
      extension.kind,
      extension.unitId,
      extension.entryId,
      extension.untilAt,
      extension.documentNumber,
      extension.reason,
      extension.grantedBy,
      tx.now,
    ],
  );
}
