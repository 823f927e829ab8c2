import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { TeamId, TeamKindId } from './team.facts.js';

/** What the rooms above read of the register of teams. */
@Injectable()
export class TeamReader {
  /** Are there teams that a demonstration made up? */
  async hasSamples(reader: Reader): Promise<boolean> {
    return (await reader.one(`SELECT 1 AS there FROM community_teams WHERE sample LIMIT 1`)) !== null;
  }

  /** The members of a team today, in their order. */
  members(reader: Reader, teamId: TeamId): Promise<{ id: string; fullName: string }[]> {
    return reader.rows(
      `SELECT id, full_name AS "fullName" FROM community_team_members WHERE team_id = $1 AND left_at IS NULL ORDER BY ordinal, id`,
      [teamId],
    );
  }

  /** The kind of this name. Throws for an unknown one: kinds are ours. */
  async kind(reader: Reader, name: string): Promise<TeamKindId> {
    const kind = await reader.one<{ id: TeamKindId }>(`SELECT id FROM team_kinds WHERE name = $1`, [name]);
    if (kind === null) throw new Error(`there is no kind of team “${name}”`);
    return kind.id;
  }
}
