import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { newId, type UnitId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { UnitReader } from '../../units/unit.reader.js';
import { CommunityReach } from '../community.reach.js';
import type { GroupFacts, GroupId, GroupWords } from './group.facts.js';
import type { TypedGroup } from './group.form.js';
import { refuseToEdit } from './group.policy.js';
import { GroupRepository } from './group.repository.js';

/** The register of groups: entered, kept up to date, closed. Nothing of it is ever deleted. */
@Injectable()
export class GroupService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly reach: CommunityReach,
    private readonly units: UnitReader,
    private readonly groups: GroupRepository,
  ) {}

  /** Enters a group of a commune within the actor's reach and answers its id. Refuses `group-unit-unknown`. `sample` marks one that is made up. */
  add(act: Act, communeId: UnitId, words: GroupWords, { sample = false } = {}): Promise<GroupId> {
    return this.database.act(act, async (tx) => {
      await this.mustReach(tx, act, { communeId, villageId: words.villageId });
      const id = newId<'community-group'>();
      await this.groups.insert(tx, [{ ...words, id, communeId, sample, listOrder: 0 }], act.actor.name);
      await this.record(tx, act, 'community-group.add', id, toldOf(words));
      return id;
    });
  }

  /** Writes over a group. Refuses `stale` when somebody else was quicker, `group-closed`, `group-unit-unknown`. */
  edit(act: Act, id: string, { words, version }: TypedGroup): Promise<void> {
    return this.database.act(act, async (tx) => {
      const group = await this.editable(tx, act, id);
      await this.mustReach(tx, act, { communeId: group.communeId, villageId: words.villageId });
      if ((await this.groups.update(tx, { id: group.id, version }, words, act.actor.name)) === 0) throw stale(group);
      await this.record(tx, act, 'community-group.edit', group.id, { before: toldOf(group), after: toldOf(words) });
    });
  }

  /** The group stopped on a day; its counts and roles stay. Refuses `stale`, `group-closed`. */
  close(act: Act, id: string, closing: { on: string; reason: string; version: number }): Promise<void> {
    return this.database.act(act, async (tx) => {
      const group = await this.editable(tx, act, id);
      const { on, reason, version } = closing;
      const changed = await this.groups.close(tx, { id: group.id, version }, { on, reason, byName: act.actor.name });
      if (changed === 0) throw stale(group);
      await this.record(tx, act, 'community-group.close', group.id, { name: group.name, day: on }, reason);
    });
  }

  /** A closed group is at work again. Refuses `stale`, `group-open`. */
  reopen(act: Act, id: string, version: number): Promise<void> {
    return this.database.act(act, async (tx) => {
      const group = await this.found(tx, act, id);
      if (group.closedOn === null) throw new Refused({ code: 'group-open' });
      if ((await this.groups.reopen(tx, { id: group.id, version }, act.actor.name)) === 0) throw stale(group);
      await this.record(tx, act, 'community-group.reopen', group.id, { name: group.name });
    });
  }

  /** A group within the actor's reach that can be written to. Refuses `not-found`, `not-allowed`, `group-closed`. */
  async editable(tx: Tx, act: Act, id: string): Promise<GroupFacts> {
    const group = await this.found(tx, act, id);
    obey(refuseToEdit(act.actor, group));
    return group;
  }

  private async found(tx: Tx, act: Act, id: string): Promise<GroupFacts> {
    const group = await this.groups.byId(tx, await this.reach.of(tx, act.actor), id);
    if (group === null) throw new Refused({ code: 'not-found' });
    return group;
  }

  /** The commune is one of the actor's and the village one of the commune's. */
  private async mustReach(tx: Tx, act: Act, at: { communeId: UnitId; villageId: UnitId | null }): Promise<void> {
    const reach = await this.reach.of(tx, act.actor);
    if (!(await this.groups.reaches(tx, reach, at.communeId))) throw new Refused({ code: 'not-found' });
    if (at.villageId === null) return;
    const village = await this.units.byId(tx, at.villageId);
    if (village?.parentId !== at.communeId) throw new Refused({ code: 'group-unit-unknown', field: 'villageId' });
  }

  private record(
    tx: Tx,
    act: Act,
    deed: string,
    id: GroupId,
    facts: Record<string, unknown>,
    reason: string | null = null,
  ): Promise<void> {
    return this.audit.record(tx, act, { act: deed, subjectKind: 'community-group', subjectId: id, facts, reason });
  }
}

const stale = (group: GroupFacts): Refused =>
  new Refused({ code: 'stale', changedBy: group.changedByName, changedAtText: formatDateTime(group.changedAt) });

/** What the log keeps of a group. The people who run it are public by their post (the founding decision names them). */
const toldOf = ({ people, ...words }: GroupWords): Record<string, unknown> => ({
  name: words.name,
  groupKind: words.kind,
  platform: words.platform,
  link: words.link,
  decisionNumber: words.decisionNumber,
  decisionOn: words.decisionOn,
  decisionIssuer: words.decisionIssuer,
  households: words.households,
  population: words.population,
  figuresOn: words.figuresOn,
  groupPeople: people.map(({ part, fullName, post }) => `${part} ${fullName}${post === '' ? '' : ` (${post})`}`),
});
