import type { Reader, Tx } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import type { RulesAttachmentFacts, RulesFacts, RulesVersionId } from './contest.facts.js';

/** A version of the rules with why it was written. */
export interface RulesRow extends RulesFacts {
  changeNote: string;
  attachmentCount: number;
}

const RULES_COLUMNS = `r.id, r.number, r.title, r.document_number AS "documentNumber", r.issued_on AS "issuedOn", r.body,
  r.in_force_at AS "inForceAt", r.change_note AS "changeNote",
  (SELECT count(*)::int FROM rules_attachments a WHERE a.rules_version_id = r.id) AS "attachmentCount"`;

/** All versions, the newest number first. */
export const rulesVersions = (reader: Reader, contestId: ContestId): Promise<RulesRow[]> =>
  reader.rows<RulesRow>(
    `SELECT ${RULES_COLUMNS} FROM rules_versions r WHERE r.contest_id = $1 ORDER BY r.number DESC`,
    [contestId],
  );

const ATTACHMENT_COLUMNS = `a.id, a.rules_version_id AS "rulesVersionId", a.name, a.file_sha256 AS sha256, f.kind, f.size,
  f.scan_state AS "scanState"`;

export const attachmentsOf = (reader: Reader, rulesVersionId: RulesVersionId): Promise<RulesAttachmentFacts[]> =>
  reader.rows<RulesAttachmentFacts>(
    `SELECT ${ATTACHMENT_COLUMNS}
       FROM rules_attachments a JOIN stored_files f ON f.sha256 = a.file_sha256
      WHERE a.rules_version_id = $1 ORDER BY a.sort_order, a.id`,
    [rulesVersionId],
  );

/** One attachment of any version of this contest's rules, or null. */
export const attachmentById = (
  reader: Reader,
  contestId: ContestId,
  id: string,
): Promise<RulesAttachmentFacts | null> =>
  reader.one<RulesAttachmentFacts>(
    `SELECT ${ATTACHMENT_COLUMNS}
       FROM rules_attachments a JOIN rules_versions r ON r.id = a.rules_version_id JOIN stored_files f ON f.sha256 = a.file_sha256
      WHERE r.contest_id = $1 AND a.id = $2`,
    [contestId, id],
  );

/** Infected papers of these contests, by version of the rules: the organiser has to send others. */
export const isolatedAttachments = (
  reader: Reader,
  contestIds: readonly ContestId[],
): Promise<{ contestId: ContestId; rulesVersionId: RulesVersionId; names: string[] }[]> =>
  reader.rows(
    `SELECT r.contest_id AS "contestId", r.id AS "rulesVersionId", array_agg(a.name ORDER BY a.sort_order, a.id) AS names
       FROM rules_attachments a JOIN rules_versions r ON r.id = a.rules_version_id JOIN stored_files f ON f.sha256 = a.file_sha256
      WHERE r.contest_id = ANY($1) AND f.scan_state = 'infected' GROUP BY r.id ORDER BY r.number DESC, r.id`,
    [contestIds],
  );

/** The papers of all contests that are these bytes. */
export const attachmentsOfBytes = (
  tx: Tx,
  sha256: string,
): Promise<{ contestId: ContestId; rulesVersionId: RulesVersionId; number: number; name: string }[]> =>
  tx.rows(
    `SELECT r.contest_id AS "contestId", r.id AS "rulesVersionId", r.number, a.name
       FROM rules_attachments a JOIN rules_versions r ON r.id = a.rules_version_id
      WHERE a.file_sha256 = $1 ORDER BY r.contest_id, r.number, a.sort_order, a.id`,
    [sha256],
  );

type RulesWords = Omit<RulesRow, 'attachmentCount'>;

export async function insertRules(tx: Tx, contestId: ContestId, rules: RulesWords): Promise<void> {
  await tx.changed(
    `INSERT INTO rules_versions (id, contest_id, number, title, document_number, issued_on, body, change_note, in_force_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      rules.id,
      contestId,
      rules.number,
      rules.title,
      rules.documentNumber,
      rules.issuedOn,
      rules.body,
      rules.changeNote,
      rules.inForceAt,
    ],
  );
}

export async function updateRules(tx: Tx, contestId: ContestId, rules: RulesWords): Promise<void> {
  await tx.changed(
    `UPDATE rules_versions SET title = $3, document_number = $4, issued_on = $5, body = $6, change_note = $7, in_force_at = $8
      WHERE contest_id = $1 AND id = $2`,
    [
      contestId,
      rules.id,
      rules.title,
      rules.documentNumber,
      rules.issuedOn,
      rules.body,
      rules.changeNote,
      rules.inForceAt,
    ],
  );
}

export async function deleteRules(tx: Tx, contestId: ContestId, id: string): Promise<void> {
  await tx.changed(`DELETE FROM rules_versions WHERE contest_id = $1 AND id = $2`, [contestId, id]);
}

export async function insertAttachment(
  tx: Tx,
  contestId: ContestId,
  attachment: Pick<RulesAttachmentFacts, 'id' | 'rulesVersionId' | 'name' | 'sha256'>,
): Promise<void> {
  await tx.changed(
    `INSERT INTO rules_attachments (id, rules_version_id, file_sha256, name, sort_order)
     SELECT $3, r.id, $4, $5, (SELECT count(*) + 1 FROM rules_attachments WHERE rules_version_id = r.id)
       FROM rules_versions r WHERE r.contest_id = $1 AND r.id = $2`,
    [contestId, attachment.rulesVersionId, attachment.id, attachment.sha256, attachment.name],
  );
}

export async function deleteAttachment(tx: Tx, contestId: ContestId, id: string): Promise<void> {
  await tx.changed(
    `DELETE FROM rules_attachments a USING rules_versions r WHERE r.id = a.rules_version_id AND r.contest_id = $1 AND a.id = $2`,
    [contestId, id],
  );
}
