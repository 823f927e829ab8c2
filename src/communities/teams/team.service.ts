import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { newId, type UnitId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { UnitReader } from '../../units/unit.reader.js';
import { CommunityReach } from '../community.reach.js';
import { HouseholdRepository } from './household.repository.js';
import { KindRepository } from './kind.repository.js';
import type { TeamBounds, TeamFacts, TeamId, TeamWords } from './team.facts.js';
import { teamFaults } from './team.faults.js';
import { mayMove, TEAM_MOVES } from './team.moves.js';
import { refuseToEditTeam } from './team.policy.js';
import { TeamRepository } from './team.repository.js';

/** Teams: entered, edited, founded by a decision, dissolved. Nothing of them is ever deleted. */
@Injectable()
export class TeamService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly reach: CommunityReach,
    private readonly units: UnitReader,
    private readonly teams: TeamRepository,
    private readonly kinds: KindRepository,
    private readonly households: HouseholdRepository,
  ) {}

  /** Enters a team as a draft, with faults or without, and answers its id. Refuses `team-known`, `team-village-unknown`. */
  add(act: Act, communeId: UnitId, words: TeamWords, { sample = false } = {}): Promise<TeamId> {
    return this.database.act(act, async (tx) => {
      if (act.actor.role !== 'commune' || act.actor.unitId !== communeId) throw new Refused({ code: 'not-found' });
      await this.mustFit(tx, { ...words, communeId }, null);
      const id = newId<'community-team'>();
      const members = words.members.map((one) => ({ ...one, id: null }));
      await this.teams.insert(tx, { ...words, members, id, communeId, sample }, act.actor.name);
      await this.record(tx, act, 'community-team.add', id, toldOf(words));
      return id;
    });
  }

  /** Writes over a team of any state but dissolved; its kind stays. Refuses `stale`, `team-known`, `team-decision-missing`, `team-dissolved`. */
  edit(act: Act, id: string, { words, version }: { words: TeamWords; version: number }): Promise<void> {
    return this.database.act(act, async (tx) => {
      const team = await this.editable(tx, act, id);
      if (team.version !== version) throw stale(team);
      if (team.state === 'founded' && (words.decisionNumber === '' || words.decisionOn === null))
        throw new Refused({ code: 'team-decision-missing', field: 'decisionNumber' });
      await this.mustFit(tx, { ...words, kindId: team.kindId, communeId: team.communeId }, team.id);
      // Only a member of this very team keeps an id; a foreign one is a new member.
      const own = new Set(team.members.map((one) => one.id));
      const members = words.members.map((one) => ({ ...one, id: one.id !== null && own.has(one.id) ? one.id : null }));
      const changed = await this.teams.update(tx, { id: team.id, version }, { ...words, members }, act.actor.name);
      if (changed === 0) throw stale(team);
      await this.record(tx, act, 'community-team.edit', team.id, { before: toldOf(team), after: toldOf(words) });
    });
  }

  /**
   * Founds a draft by the commune's decision. Refuses `team-has-faults` while it does not keep the bounds of its kind, unless a reason is given,
   * which stays on record; `stale`, `team-founded`.
   */
  found(act: Act, id: string, given: { number: string; on: Day; despite: string; version: number }): Promise<void> {
    return this.database.act(act, async (tx) => {
      await this.teams.hold(tx, id);
      const team = await this.editable(tx, act, id);
      if (!mayMove('found', team.state)) throw new Refused({ code: 'team-founded' });
      const faults = teamFaults(figuresOf(team), team);
      if (faults.length > 0 && given.despite === '')
        throw new Refused({ code: 'team-has-faults', field: 'despite', faults: faults.join(' ') });
      const despite = faults.length > 0 ? given.despite : null;
      const at = { id: team.id, version: given.version, from: TEAM_MOVES.found.from };
      const { number, on } = given;
      if ((await this.teams.found(tx, at, { number, on, despite, byName: act.actor.name })) === 0) throw stale(team);
      const facts = { name: team.name, decisionNumber: number, decisionOn: on, teamFaults: faults };
      await this.record(tx, act, 'community-team.found', team.id, facts, despite);
    });
  }

  /** Dissolves a team; its households are without one from then on. Refuses `stale`, `team-dissolved`. */
  dissolve(act: Act, id: string, { on, reason, version }: { on: Day; reason: string; version: number }): Promise<void> {
    return this.database.act(act, async (tx) => {
      await this.teams.hold(tx, id);
      const team = await this.editable(tx, act, id);
      const at = { id: team.id, version, from: TEAM_MOVES.dissolve.from };
      if ((await this.teams.dissolve(tx, at, { on, reason, byName: act.actor.name })) === 0) throw stale(team);
      const households = await this.households.releaseAll(tx, team.id, {
        name: act.actor.name,
        reason: 'Tổ giải thể',
      });
      await this.record(tx, act, 'community-team.dissolve', team.id, { name: team.name, day: on, households }, reason);
    });
  }

  /** Sets what teams of a kind must keep to; what was stays on record. Refuses `stale`, `not-found`. */
  bound(act: Act, id: string, given: TeamBounds & { source: string; version: number }): Promise<void> {
    return this.database.act(act, async (tx) => {
      const [kind] = await this.kinds.history(tx, id);
      if (kind === undefined) throw new Refused({ code: 'not-found' });
      if ((await this.kinds.bound(tx, { id: kind.id, version: given.version }, given, act.actor.name)) === 0)
        throw stale({ changedByName: kind.recordedByName, changedAt: kind.recordedAt });
      const { membersMin, membersMax, householdsMin, householdsMax, leaders, source } = given;
      await this.audit.record(tx, act, {
        act: 'team-kind.bound',
        subjectKind: 'team-kind',
        subjectId: kind.id,
        facts: { name: kind.name, membersMin, membersMax, householdsMin, householdsMax, leaders, source },
      });
    });
  }

  /** A team within the actor's reach that can be written to. Refuses `not-found`, `not-allowed`, `team-dissolved`. */
  async editable(tx: Tx, act: Act, id: string): Promise<TeamFacts> {
    const team = await this.teams.byId(tx, await this.reach.of(tx, act.actor), id);
    if (team === null) throw new Refused({ code: 'not-found' });
    obey(refuseToEditTeam(act.actor, team));
    return team;
  }

  /** The log counts people and households and names none. */
  record(
    tx: Tx,
    act: Act,
    deed: string,
    id: TeamId,
    facts: Record<string, unknown>,
    reason: string | null = null,
  ): Promise<void> {
    return this.audit.record(tx, act, { act: deed, subjectKind: 'community-team', subjectId: id, facts, reason });
  }

  private async mustFit(tx: Tx, at: TeamWords & { communeId: UnitId }, except: TeamId | null): Promise<void> {
    if (at.villageId !== null && (await this.units.byId(tx, at.villageId))?.parentId !== at.communeId)
      throw new Refused({ code: 'team-village-unknown', field: 'villageId' });
    if (await this.teams.isNamed(tx, at, except)) throw new Refused({ code: 'team-known', field: 'name' });
  }
}

export const figuresOf = (team: Pick<TeamFacts, 'members' | 'households'>) => ({
  members: team.members.length,
  leaders: team.members.filter(({ isLeader }) => isLeader).length,
  households: team.households,
});

const stale = (one: { changedByName: string; changedAt: Date }): Refused =>
  new Refused({ code: 'stale', changedBy: one.changedByName, changedAtText: formatDateTime(one.changedAt) });

const toldOf = ({ name, decisionNumber, decisionOn, members }: Omit<TeamWords, 'kindId' | 'villageId'>) => ({
  name,
  decisionNumber,
  decisionOn,
  members: members.length,
  leaders: members.filter(({ isLeader }) => isLeader).length,
});
