import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/tx.js';
import { newId, type UnitId } from '../kernel/ids.js';
import { fold } from '../kernel/vietnamese/fold.js';
import { unitSortKey } from '../kernel/vietnamese/sort-key.js';
import type { Day } from '../kernel/vietnamese/days.js';
import type { SuccessionFacts, UnitLevel } from './unit.facts.js';

/** A unit to be written; sort key and folded name are made from its name. */
export interface NewUnit {
  level: UnitLevel;
  type: string;
  name: string;
  code: string | null;
  parentId: UnitId | null;
  validFrom: Day;
  validTo: Day | null;
  /** Place in the official list. */
  sortOrder: number;
  sample: boolean;
  note: string | null;
}

/** The identity of a coded unit: the same three never name two units. */
export interface UnitKey {
  level: UnitLevel;
  code: string;
  validFrom: Day;
}
export const keyText = ({ level, code, validFrom }: UnitKey): string => `${level} ${code} ${validFrom}`;

/** Writes units, aliases and successions, each kind in one statement however many there are. */
@Injectable()
export class UnitRepository {
  /** The ids of those coded units that are there already, by `keyText`. */
  async idsByKey(tx: Tx, keys: readonly UnitKey[]): Promise<Map<string, UnitId>> {
    const rows = await tx.rows<UnitKey & { id: UnitId }>(
      `SELECT u.id, u.level, u.code, u.valid_from AS "validFrom" FROM units u
         JOIN jsonb_to_recordset($1::jsonb) AS k(level text, code text, "validFrom" date)
           ON u.level = k.level AND u.code = k.code AND u.valid_from = k."validFrom"`,
      [JSON.stringify(keys)],
    );
    return new Map(rows.map((row) => [keyText(row), row.id]));
  }

  /** Adds units, in the order given; answers their ids in that order. Parents may be among them when they have ids already. */
  async add(tx: Tx, units: readonly (NewUnit & { id?: UnitId })[]): Promise<UnitId[]> {
    const rows = units.map((unit) => ({
      ...unit,
      id: unit.id ?? newId<'unit'>(),
      sortKey: unitSortKey(unit.name, unit.type),
      folded: fold(unit.name),
    }));
    await tx.changed(
      `INSERT INTO units (id, level, type, name, code, parent_id, valid_from, valid_to, sort_order, sort_key, folded, sample, note)
       SELECT id, level, type, name, code, "parentId", "validFrom", "validTo", "sortOrder", "sortKey", folded, sample, note
         FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, level text, type text, name text, code text, "parentId" uuid,
           "validFrom" date, "validTo" date, "sortOrder" integer, "sortKey" text, folded text, sample boolean, note text)`,
      [JSON.stringify(rows)],
    );
    return rows.map(({ id }) => id);
  }

  /** Adds other names; one that a unit has already stays. Answers how many were new. */
  async addAliases(tx: Tx, aliases: readonly { unitId: UnitId; alias: string }[]): Promise<number> {
    return tx.changed(
      `INSERT INTO unit_aliases (unit_id, alias, folded)
       SELECT "unitId", alias, folded FROM jsonb_to_recordset($1::jsonb) AS r("unitId" uuid, alias text, folded text)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(aliases.map(({ unitId, alias }) => ({ unitId, alias, folded: fold(alias) })))],
    );
  }

  /** Removes an alias; answers whether there was one. */
  async removeAlias(tx: Tx, unitId: UnitId, alias: string): Promise<boolean> {
    return (await tx.changed('DELETE FROM unit_aliases WHERE unit_id = $1 AND alias = $2', [unitId, alias])) === 1;
  }

  async addSuccessions(
    tx: Tx,
    successions: readonly { oldId: UnitId; newId: UnitId; kind: SuccessionFacts['kind']; document: string }[],
  ): Promise<number> {
    return tx.changed(
      `INSERT INTO unit_successions (old_id, new_id, kind, document)
       SELECT "oldId", "newId", kind, document
         FROM jsonb_to_recordset($1::jsonb) AS r("oldId" uuid, "newId" uuid, kind text, document text)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(successions)],
    );
  }
}
