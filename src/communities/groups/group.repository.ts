import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import { fold } from '../../kernel/vietnamese/fold.js';
import { sortKey } from '../../kernel/vietnamese/sort-key.js';
import { REACHED_COMMUNES, type Reach } from '../community.reach.js';
import type { GroupFacts, GroupId, GroupPerson, GroupWords } from './group.facts.js';

const COLUMNS = `g.id, g.commune_id AS "communeId", c.name AS "communeName", d.name AS "districtName", g.village_id AS "villageId",
  v.name AS "villageName", g.kind, g.platform, g.name, g.link, g.decision_number AS "decisionNumber", g.decision_on AS "decisionOn",
  g.decision_issuer AS "decisionIssuer", g.households, g.population, g.figures_on AS "figuresOn", g.note, g.sample, g.closed_on AS "closedOn",
  g.closed_reason AS "closedReason", g.changed_at AS "changedAt", g.changed_by_name AS "changedByName", g.version,
  (SELECT coalesce(json_agg(json_build_object('part', p.part, 'fullName', p.full_name, 'post', p.post) ORDER BY p.ordinal), '[]'::json)
     FROM community_group_people p WHERE p.group_id = g.id) AS people`;
const WITH_UNITS = `community_groups g JOIN units c ON c.id = g.commune_id
  LEFT JOIN units d ON d.id = c.parent_id AND d.level = 'district' LEFT JOIN units v ON v.id = g.village_id`;

/** The standing count of group `g`: the last day's, of two for one day the later written; what was put right does not count. */
export const standingCount = (
  until = 'NULL',
): string => `(SELECT n.members, n.counted_on, n.source FROM community_group_counts n
    WHERE n.group_id = g.id AND (${until}::date IS NULL OR n.counted_on <= ${until}::date)
      AND NOT EXISTS (SELECT 1 FROM community_group_counts r WHERE r.replaces_id = n.id)
    ORDER BY n.counted_on DESC, n.recorded_at DESC, n.id LIMIT 1)`;

/** A new group with the unit that it is entered under; its place among those that came in with it. */
export interface NewGroup extends GroupWords {
  id: GroupId;
  communeId: UnitId;
  sample: boolean;
  listOrder: number;
}

/** Groups of the register; their counts and roles have repositories of their own. */
@Injectable()
export class GroupRepository {
  /** A group within somebody's reach; null for what lies outside and for none. */
  byId(reader: Reader, { root }: Reach, id: string): Promise<GroupFacts | null> {
    return reader.one<GroupFacts>(
      `${REACHED_COMMUNES} SELECT ${COLUMNS} FROM ${WITH_UNITS} WHERE g.id = $3 AND EXISTS (SELECT 1 FROM standing t WHERE t.commune_id = g.commune_id)`,
      [root, null, id],
    );
  }

  /** Is the commune within the reach? */
  async reaches(reader: Reader, { root }: Reach, communeId: UnitId): Promise<boolean> {
    const row = await reader.one(`${REACHED_COMMUNES} SELECT 1 AS there FROM standing WHERE commune_id = $3`, [
      root,
      null,
      communeId,
    ]);
    return row !== null;
  }

  /** Communes within a reach, as they stand in the units (also ended ones), by name; `districtName` tells namesakes apart. */
  communes(
    reader: Reader,
    { root }: Reach,
    limit: number,
  ): Promise<{ id: UnitId; name: string; type: string; code: string | null; districtName: string | null }[]> {
    return reader.rows(
      `${REACHED_COMMUNES} SELECT c.id, c.name, c.type, c.code, d.name AS "districtName" FROM standing t JOIN units c ON c.id = t.commune_id
         LEFT JOIN units d ON d.id = c.parent_id AND d.level = 'district' ORDER BY c.sort_key, d.sort_key, c.id LIMIT $3`,
      [root, null, limit],
    );
  }

  /** Other groups at work that claim the same link, wherever they are: name, unit, and whether the reader may open them. */
  sameLink(
    reader: Reader,
    { root }: Reach,
    group: Pick<GroupFacts, 'id' | 'link'>,
  ): Promise<{ id: GroupId; name: string; communeName: string; isWithin: boolean }[]> {
    return reader.rows(
      `${REACHED_COMMUNES} SELECT g.id, g.name, c.name AS "communeName", EXISTS (SELECT 1 FROM standing t WHERE t.commune_id = g.commune_id) AS "isWithin"
         FROM community_groups g JOIN units c ON c.id = g.commune_id
        WHERE g.link = $3 AND g.id <> $4 AND g.closed_on IS NULL ORDER BY c.sort_key, g.sort_key, g.id LIMIT 20`,
      [root, null, group.link, group.id],
    );
  }

  /** Adds groups and the people who run them, each kind in one statement however many there are. */
  async insert(tx: Tx, groups: readonly NewGroup[], byName: string): Promise<void> {
    const rows = groups.map((one) => ({ ...one, folded: fold(one.name), sortKey: sortKey(one.name) }));
    await tx.changed(
      `INSERT INTO community_groups (id, commune_id, village_id, kind, platform, name, folded, sort_key, link, decision_number, decision_on,
              decision_issuer, households, population, figures_on, note, sample, list_order, created_at, changed_at, changed_by_name)
       SELECT id, "communeId", "villageId", kind, platform, name, folded, "sortKey", link, "decisionNumber", "decisionOn", "decisionIssuer",
              households, population, "figuresOn", note, sample, "listOrder", $2, $2, $3
         FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "communeId" uuid, "villageId" uuid, kind text, platform text, name text, folded text,
           "sortKey" text, link text, "decisionNumber" text, "decisionOn" date, "decisionIssuer" text, households integer, population integer,
           "figuresOn" date, note text, sample boolean, "listOrder" integer)`,
      [JSON.stringify(rows), tx.now, byName],
    );
    await this.addPeople(tx, groups);
  }

  /** Writes over a group of that version; 0 when somebody was quicker or it has closed. */
  async update(
    tx: Tx,
    { id, version }: { id: GroupId; version: number },
    words: GroupWords,
    byName: string,
  ): Promise<number> {
    const changed = await tx.changed(
      `UPDATE community_groups SET village_id = $3, kind = $4, platform = $5, name = $6, folded = $7, sort_key = $8, link = $9,
              decision_number = $10, decision_on = $11, decision_issuer = $12, households = $13, population = $14, figures_on = $15, note = $16,
              changed_at = $17, changed_by_name = $18, version = version + 1
        WHERE id = $1 AND version = $2 AND closed_on IS NULL`,
      [
        ...[
          id,
          version,
          words.villageId,
          words.kind,
          words.platform,
          words.name,
          fold(words.name),
          sortKey(words.name),
        ],
        ...[words.link, words.decisionNumber, words.decisionOn, words.decisionIssuer, words.households],
        ...[words.population, words.figuresOn, words.note, tx.now, byName],
      ],
    );
    if (changed === 0) return 0;
    await tx.changed(`DELETE FROM community_group_people WHERE group_id = $1`, [id]);
    await this.addPeople(tx, [{ id, people: words.people }]);
    return changed;
  }

  /** The group stopped on a day; 0 when somebody was quicker. */
  close(
    tx: Tx,
    { id, version }: { id: GroupId; version: number },
    closing: { on: string; reason: string; byName: string },
  ): Promise<number> {
    return tx.changed(
      `UPDATE community_groups SET closed_on = $3, closed_reason = $4, changed_at = $5, changed_by_name = $6, version = version + 1
        WHERE id = $1 AND version = $2 AND closed_on IS NULL`,
      [id, version, closing.on, closing.reason, tx.now, closing.byName],
    );
  }

  reopen(tx: Tx, { id, version }: { id: GroupId; version: number }, byName: string): Promise<number> {
    return tx.changed(
      `UPDATE community_groups SET closed_on = NULL, closed_reason = NULL, changed_at = $3, changed_by_name = $4, version = version + 1
        WHERE id = $1 AND version = $2 AND closed_on IS NOT NULL`,
      [id, version, tx.now, byName],
    );
  }

  private async addPeople(tx: Tx, groups: readonly { id: GroupId; people: readonly GroupPerson[] }[]): Promise<void> {
    const rows = groups.flatMap(({ id, people }) => people.map((one, ordinal) => ({ ...one, id, ordinal })));
    if (rows.length === 0) return;
    await tx.changed(
      `INSERT INTO community_group_people (group_id, ordinal, part, full_name, post)
       SELECT id, ordinal, part, "fullName", post
         FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, ordinal integer, part text, "fullName" text, post text)`,
      [JSON.stringify(rows)],
    );
  }
}
