import type { Reader, Tx } from '../database/tx.js';
import type { ContestId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { ExtensionFacts } from './contest.facts.js';

export interface ExtensionRow extends ExtensionFacts {
  unitName: string;
  grantedAt: Instant;
  grantedByName: string;
}

/** All extensions, the newest first. */
export const extensionsOf = (reader: Reader, contestId: ContestId): Promise<ExtensionRow[]> =>
  reader.rows<ExtensionRow>(
    `SELECT e.id, e.kind, e.unit_id AS "unitId", u.name AS "unitName", e.until_at AS "untilAt", e.document_number AS "documentNumber",
            e.reason, e.granted_at AS "grantedAt", p.full_name AS "grantedByName"
       FROM window_extensions e JOIN units u ON u.id = e.unit_id JOIN persons p ON p.id = e.granted_by
      WHERE e.contest_id = $1 ORDER BY e.granted_at DESC, e.id`,
    [contestId],
  );

export async function insertExtension(
  tx: Tx,
  contestId: ContestId,
  extension: ExtensionFacts & { unitId: UnitId; grantedBy: string },
): Promise<void> {
  await tx.changed(
    `INSERT INTO window_extensions (id, contest_id, kind, unit_id, until_at, document_number, reason, granted_by, granted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      extension.id,
      contestId,
      extension.kind,
      extension.unitId,
      extension.untilAt,
      extension.documentNumber,
      extension.reason,
      extension.grantedBy,
      tx.now,
    ],
  );
}
