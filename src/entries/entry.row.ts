import { FILINGS_SQL } from './filing.repository.js';
import type { EntryFacts, EntryState } from './entry.facts.js';

/** An entry as it comes from SQL with the aliases of ENTRY_COLUMNS; `code` is added in one place. */
export type EntryRow = Omit<EntryFacts, 'code'> & { state: EntryState };

/** Columns of an EntryFacts; needs `entries e`, `contest_villages v` and `contest_communes k` as in ENTRY_FROM. */
export const ENTRY_COLUMNS = `e.id, e.contest_id AS "contestId", e.village_id AS "villageId", v.name AS "villageName",
  e.commune_id AS "communeId", k.name AS "communeName", k.district_name AS "districtName", e.draft_code AS "draftCode", e.number,
  e.state, e.vetted_level AS "vettedLevel", e.forwarded_level AS "forwardedLevel", e.answers, e.reason,
  e.supplement_due_at AS "supplementDueAt", e.rules_version_id AS "rulesVersionId", e.extension_id AS "extensionId",
  e.created_at AS "createdAt", e.changed_at AS "changedAt", e.changed_by_name AS "changedByName",
  e.submitted_at AS "submittedAt", e.decided_at AS "decidedAt", e.version, ${FILINGS_SQL} AS filings`;

export const ENTRY_FROM = `entries e
  JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
  JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id`;

export const toEntry = (row: EntryRow): EntryFacts => ({ ...row, code: row.number ?? row.draftCode });

/** Columns of an EntryFileFacts; `f` is the alias of entry_files. */
export const FILE_COLUMNS = `f.id, f.entry_id AS "entryId", f.slot_id AS "slotId", f.sha256, f.name, f.kind, f.size, f.pages, f.position,
  f.uploaded_at AS "uploadedAt", f.uploaded_by AS "uploadedBy",
  (SELECT kept.scan_state FROM stored_files kept WHERE kept.sha256 = f.sha256) AS "scanState"`;
