import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act } from '../../kernel/actor.js';
import { Refused } from '../../kernel/refusal.js';
import { type HouseholdId, HouseholdRepository, type HouseholdWords } from './household.repository.js';
import { TeamRepository } from './team.repository.js';
import { TeamService } from './team.service.js';

/** The named lists of households that teams look after. */
@Injectable()
export class HouseholdService {
  constructor(
    private readonly database: Database,
    private readonly teams: TeamRepository,
    private readonly service: TeamService,
    private readonly households: HouseholdRepository,
  ) {}

  /** Gives a household to a team; entered in the register when it is new. Refuses `household-has-team` with the team's name, `household-listed`. */
  add(act: Act, teamId: string, words: HouseholdWords): Promise<void> {
    return this.database.act(act, async (tx) => {
      await this.teams.hold(tx, teamId);
      const team = await this.service.editable(tx, act, teamId);
      const household = await this.households.take(tx, team, words);
      if (household.teamId === team.id) throw new Refused({ code: 'household-listed', field: 'headName' });
      if (household.teamId !== null)
        throw new Refused({ code: 'household-has-team', field: 'headName', team: household.teamName });
      await this.households.assign(
        tx,
        [{ householdId: household.id, teamId: team.id, kindId: team.kindId }],
        act.actor.name,
      );
      await this.service.record(tx, act, 'community-team.add-household', team.id, { name: team.name });
    });
  }

  /** Moves a household to another team of the same kind and commune, or (null) out of any; the stay that ends keeps its reason. Refuses `household-moved`. */
  move(act: Act, teamId: string, householdId: string, to: { teamId: string | null; reason: string }): Promise<void> {
    return this.database.act(act, async (tx) => {
      // Always in the same order, so that two who move to and fro do not wait for one another.
      for (const id of [teamId, to.teamId].filter((one) => one !== null).sort()) await this.teams.hold(tx, id);
      const team = await this.service.editable(tx, act, teamId);
      const target = to.teamId === null ? null : await this.service.editable(tx, act, to.teamId);
      if (
        target !== null &&
        (target.kindId !== team.kindId || target.communeId !== team.communeId || target.id === team.id)
      )
        throw new Refused({ code: 'household-target-unknown', field: 'to' });
      const by = { name: act.actor.name, reason: to.reason };
      if ((await this.households.release(tx, { teamId: team.id, householdId }, by)) === 0)
        throw new Refused({ code: 'household-moved' });
      if (target !== null) {
        await this.households.assign(
          tx,
          [{ householdId: householdId as HouseholdId, teamId: target.id, kindId: team.kindId }],
          act.actor.name,
        );
      }
      const facts = { name: team.name, toTeam: target?.name ?? null };
      await this.service.record(tx, act, 'community-team.move-household', team.id, facts, to.reason);
    });
  }
}
