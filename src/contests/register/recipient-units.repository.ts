import type { Reader } from '../../database/tx.js';
import type { NewRecipient } from '../../documents/document.facts.js';
import type { ContestId, UnitId } from '../../kernel/ids.js';
import type { RecipientChoice } from '../../documents/register/register.form.js';

/** The units that a choice means: communes of the contest, all or those that are this unit or lie in it; or the offices that vet in it. */
export function chosenUnits(
  reader: Reader,
  contestId: ContestId,
  { audience, unitId }: RecipientChoice,
): Promise<NewRecipient[]> {
  return audience === 'commune' ? communes(reader, contestId, unitId) : offices(reader, contestId);
}

const communes = (reader: Reader, contestId: ContestId, unitId: UnitId | null): Promise<NewRecipient[]> =>
  reader.rows<NewRecipient>(
    `SELECT commune_id AS "unitId", 'commune' AS role, name AS "unitName", coalesce(district_sort_key, '') || ' ' || sort_key AS "sortKey"
       FROM contest_communes WHERE contest_id = $1 AND ($2::uuid IS NULL OR commune_id = $2 OR district_id = $2)`,
    [contestId, unitId],
  );

const offices = (reader: Reader, contestId: ContestId): Promise<NewRecipient[]> =>
  reader.rows<NewRecipient>(
    `SELECT u.id AS "unitId", 'vetting' AS role, u.name AS "unitName", u.sort_key AS "sortKey"
       FROM units u WHERE u.id IN (SELECT unit_id FROM contest_vetters WHERE contest_id = $1)`,
    [contestId],
  );
