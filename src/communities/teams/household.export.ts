import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Act } from '../../kernel/actor.js';
import { Refused } from '../../kernel/refusal.js';
import { CommunityReach } from '../community.reach.js';
import {
  type CommuneOfHouseholds,
  HouseholdListRepository,
  type ListedHousehold,
} from './household.list.repository.js';
import type { TeamFacts } from './team.facts.js';
import { seesPeople } from './team.policy.js';

export type ListFormat = 'xlsx' | 'csv';

/**
 * Lists of households with their names leave the platform. Each time is told to the log (TRUST S48) before a byte is sent, with how many
 * households the file names and none of them. The form's key is not spent: every press takes a file out, and every press is told.
 */
@Injectable()
export class HouseholdExport {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly reach: CommunityReach,
    private readonly lists: HouseholdListRepository,
  ) {}

  /** The list of a team that the actor sees. Refuses `not-allowed` to whoever may not read names. */
  async ofTeam(act: Act, team: TeamFacts, format: ListFormat): Promise<ListedHousehold[]> {
    mayRead(act);
    const press = { ...act, formKey: null };
    return this.database.act(press, async (tx) => {
      const rows = await this.lists.ofTeam(tx, team.id);
      await this.audit.record(tx, press, {
        act: 'community-team.export-households',
        subjectKind: 'community-team',
        subjectId: team.id,
        facts: { name: team.name, households: rows.length, format },
      });
      return rows;
    });
  }

  /** The list of a commune within the actor's reach; of any other it is empty. Refuses `not-allowed` as above. */
  async ofCommune(
    act: Act,
    of: CommuneOfHouseholds & { communeName: string; kindName: string },
    format: ListFormat,
  ): Promise<ListedHousehold[]> {
    mayRead(act);
    const press = { ...act, formKey: null };
    return this.database.act(press, async (tx) => {
      const rows = await this.lists.ofCommune(tx, await this.reach.of(tx, act.actor), of);
      await this.audit.record(tx, press, {
        act: 'community-household.export',
        subjectKind: 'unit',
        subjectId: of.communeId,
        facts: { name: of.communeName, teamKind: of.kindName, households: rows.length, format },
      });
      return rows;
    });
  }
}

function mayRead({ actor }: Act): void {
  if (!seesPeople(actor)) throw new Refused({ code: 'not-allowed' });
}
