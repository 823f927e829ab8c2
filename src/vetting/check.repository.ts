import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { EntryId, PersonId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Checklist, CheckFacts, DeskFacts } from './vetting.facts.js';

/** Who writes a checklist, when, and about which receipt. */
export interface CheckStamp {
  round: number;
  personId: PersonId;
  name: string;
  at: Instant;
}

/** A file of this dossier whose very bytes also lie in another submitted dossier of the contest. */
export interface DuplicateRow {
  sha256: string;
  /** Numbers of those that this desk may see. */
  codes: string[];
  /** How many others there are that it may not see. */
  elsewhere: number;
}

@Injectable()
export class CheckRepository {
  /** The checklist of a dossier at a level as it stands; version 0 and no checks before anybody began. */
  async checklist(reader: Reader, entryId: EntryId, level: number): Promise<Checklist> {
    const row = await reader.one<{
      version: number;
      changedByName: string;
      changedAt: Instant;
      checks: RawCheck[] | null;
    }>(
      `SELECT l.version, l.changed_by_name AS "changedByName", l.changed_at AS "changedAt",
              (SELECT json_agg(json_build_object('slotId', k.slot_id, 'fieldId', k.field_id, 'verdict', k.verdict, 'reasonKind', k.reason_kind,
                        'note', k.note, 'round', k.round, 'checkedByName', k.checked_by_name, 'checkedAt', k.checked_at))
                 FROM vetting_checks k WHERE k.entry_id = l.entry_id AND k.ordinal = l.ordinal) AS checks
         FROM vetting_checklists l WHERE l.entry_id = $1 AND l.ordinal = $2`,
      [entryId, level],
    );
    if (row === null) return { version: 0, changedByName: null, changedAt: null, checks: [] };
    return { ...row, checks: (row.checks ?? []).map((one) => ({ ...one, checkedAt: new Date(one.checkedAt) })) };
  }

  /** Takes the next version of a checklist; 0 rows when somebody else has taken it. */
  async touch(
    tx: Tx,
    { entryId, level, version }: { entryId: EntryId; level: number; version: number },
    by: CheckStamp,
  ): Promise<number> {
    return tx.changed(
      `INSERT INTO vetting_checklists AS l (entry_id, ordinal, version, changed_by, changed_by_name, changed_at)
       SELECT $1, $2, 1, $4, $5, $6 WHERE $3 = 0 OR EXISTS (SELECT 1 FROM vetting_checklists WHERE entry_id = $1 AND ordinal = $2)
       ON CONFLICT (entry_id, ordinal) DO UPDATE SET version = l.version + 1, changed_by = $4, changed_by_name = $5, changed_at = $6
        WHERE l.version = $3`,
      [entryId, level, version, by.personId, by.name, by.at],
    );
  }

  /** Writes what was found in the places given; other places keep what they have. */
  async write(
    tx: Tx,
    { entryId, level }: { entryId: EntryId; level: number },
    checks: readonly Pick<CheckFacts, 'slotId' | 'fieldId' | 'verdict' | 'reasonKind' | 'note'>[],
    by: CheckStamp,
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO vetting_checks (entry_id, ordinal, slot_id, field_id, verdict, reason_kind, note, round, checked_by, checked_by_name, checked_at)
       SELECT $1, $2, c."slotId", c."fieldId", c.verdict, c."reasonKind", c.note, $4, $5, $6, $7
         FROM json_to_recordset($3::json) AS c("slotId" uuid, "fieldId" uuid, verdict text, "reasonKind" text, note text)
       ON CONFLICT ON CONSTRAINT place_is_checked_once_a_level DO UPDATE
         SET verdict = EXCLUDED.verdict, reason_kind = EXCLUDED.reason_kind, note = EXCLUDED.note, round = EXCLUDED.round,
             checked_by = EXCLUDED.checked_by, checked_by_name = EXCLUDED.checked_by_name, checked_at = EXCLUDED.checked_at`,
      [entryId, level, JSON.stringify(checks), by.round, by.personId, by.name, by.at],
    );
  }

  /**
   * Files of a dossier that other submitted dossiers of its contest hold byte for byte. Only numbers of the desk's own
   * communes are named; of others no more than how many. Drafts are nobody's business and are not counted.
   */
  async duplicates(reader: Reader, entryId: EntryId, desk: DeskFacts): Promise<DuplicateRow[]> {
    return byFile(
      await reader.rows<FoundElsewhere>(
        `SELECT DISTINCT f.sha256, o.number AS code, ${IS_OWN} AS own
           FROM entry_files f JOIN entry_files g ON g.sha256 = f.sha256 AND g.entry_id <> f.entry_id AND g.removed_at IS NULL
           JOIN entries o ON o.id = g.entry_id
          WHERE f.entry_id = $1 AND f.removed_at IS NULL AND ${HAS_COME}
          ORDER BY f.sha256, o.number LIMIT ${MOST_FOUND}`,
        [entryId, desk.contestId, desk.level, desk.unitId],
      ),
    );
  }

  /**
   * Pictures of a dossier that look much like another's of its contest, the same bytes left out: of 64 bits of what they look like
   * at most `NEAR_BITS` differ. Named and counted as duplicates are.
   */
  async likenesses(reader: Reader, entryId: EntryId, desk: DeskFacts): Promise<DuplicateRow[]> {
    return byFile(
      await reader.rows<FoundElsewhere>(
        `SELECT DISTINCT f.sha256, o.number AS code, ${IS_OWN} AS own
           FROM entry_files f JOIN stored_files a ON a.sha256 = f.sha256 AND a.picture_hash IS NOT NULL
           CROSS JOIN LATERAL (${QUARTERS.map(alikeInQuarter).join(' UNION ')}) b
           JOIN entry_files g ON g.sha256 = b.sha256 AND g.entry_id <> f.entry_id AND g.removed_at IS NULL
           JOIN entries o ON o.id = g.entry_id
          WHERE f.entry_id = $1 AND f.removed_at IS NULL AND ${HAS_COME}
          ORDER BY f.sha256, o.number LIMIT ${MOST_FOUND}`,
        [entryId, desk.contestId, desk.level, desk.unitId],
      ),
    );
  }
}

/** Of two photos of one motif some ten bits differ, of copies that went through a chat none to three. */
const NEAR_BITS = 3;
// Four quarters and three bits: one quarter is equal, and each has its index (the very expressions of the migration).
const QUARTERS = [
  '((picture_hash >> 48) & 65535)',
  '((picture_hash >> 32) & 65535)',
  '((picture_hash >> 16) & 65535)',
  '(picture_hash & 65535)',
];
const alikeInQuarter = (quarter: string): string =>
  `SELECT c.sha256 FROM stored_files c
    WHERE c.picture_hash IS NOT NULL AND ${quarter.replace('picture_hash', 'c.picture_hash')} = ${quarter.replace('picture_hash', 'a.picture_hash')}
      AND c.sha256 <> a.sha256 AND bit_count((a.picture_hash # c.picture_hash)::bit(64)) <= ${NEAR_BITS}`;
const MOST_FOUND = 100;

// $2 contest, $3 level, $4 office; `o` is the other dossier: may this desk see it, and has it come in at all?
const IS_OWN = `(o.forwarded_level >= $3 - 1 AND EXISTS (
  SELECT 1 FROM contest_vetters t WHERE t.contest_id = o.contest_id AND t.commune_id = o.commune_id AND t.ordinal = $3 AND t.unit_id = $4))`;
const HAS_COME = `o.contest_id = $2 AND o.number IS NOT NULL AND o.state <> 'withdrawn'`;

interface FoundElsewhere {
  sha256: string;
  code: string;
  own: boolean;
}

function byFile(rows: readonly FoundElsewhere[]): DuplicateRow[] {
  const found = new Map<string, DuplicateRow>();
  for (const { sha256, code, own } of rows) {
    const row = found.get(sha256) ?? { sha256, codes: [], elsewhere: 0 };
    if (own) row.codes.push(code);
    else row.elsewhere += 1;
    found.set(sha256, row);
  }
  return [...found.values()];
}

type RawCheck = Omit<CheckFacts, 'checkedAt'> & { checkedAt: string };
