import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Reader } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { newId, type UnitId } from '../../kernel/ids.js';
import { Refused } from '../../kernel/refusal.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { UnitReader } from '../../units/unit.reader.js';
import { CommunityReach } from '../community.reach.js';
import type { GroupFacts, GroupKind, RoleStanding, RoleState } from './group.facts.js';
import { GroupService } from './group.service.js';
import { RoleRepository } from './role.repository.js';

/** What somebody says of the roles in a group on a day. */
export interface TypedRoles {
  seenOn: Day;
  states: ReadonlyMap<string, RoleState>;
}

/** Required roles: what is asked for, and whether it is there. */
@Injectable()
export class RoleService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly reach: CommunityReach,
    private readonly units: UnitReader,
    private readonly groups: GroupService,
    private readonly roles: RoleRepository,
  ) {}

  /**
   * Notes which of a group's required roles are in it on a day: those of which something new is said, or the same again on a later day.
   * Answers how many. Roles that are not asked of the group are passed over. Refuses `group-closed`.
   */
  see(act: Act, groupId: string, { seenOn, states }: TypedRoles): Promise<number> {
    return this.database.act(act, async (tx) => {
      const group = await this.groups.editable(tx, act, groupId);
      const asked = await this.roles.ofGroup(tx, group);
      const news = asked.flatMap(({ roleId, name, state, seenOn: last }) => {
        const said = states.get(roleId);
        if (said === undefined) return [];
        const isNew = said !== state || (said !== 'unknown' && last !== null && seenOn > last);
        return isNew ? [{ id: newId(), groupId: group.id, roleId, state: said, seenOn, name }] : [];
      });
      if (news.length > 0) await this.roles.addSightings(tx, news, act.actor.name);
      await this.audit.record(tx, act, {
        act: 'community-group.see-role',
        subjectKind: 'community-group',
        subjectId: group.id,
        facts: {
          name: group.name,
          day: seenOn,
          groupRoles: news.map((one) => ({ name: one.name, roleState: one.state })),
        },
      });
      return news.length;
    });
  }

  /** What is asked of a group, with what was said last; in the order of the list. */
  askedOf(reader: Reader, group: Pick<GroupFacts, 'id' | 'kind' | 'communeId'>): Promise<RoleStanding[]> {
    return this.roles.ofGroup(reader, group);
  }

  /**
   * Asks for one more role in groups of a kind, in one province or (null) in every one. An organiser of one province or contest asks for it there
   * alone, whatever is named. Refuses `role-known`, `role-province-unknown`.
   */
  add(
    act: Act,
    role: { groupKind: GroupKind; name: string; source: string; provinceId: UnitId | null },
  ): Promise<void> {
    return this.database.act(act, async (tx) => {
      const { root } = await this.reach.of(tx, act.actor);
      const provinceId = root ?? role.provinceId;
      const province = provinceId === null ? null : await this.units.byId(tx, provinceId);
      if (root === null && province !== null && province.level !== 'province')
        throw new Refused({ code: 'role-province-unknown', field: 'provinceId' });
      const added = await this.roles.add(tx, { id: newId(), ...role, provinceId });
      if (added === 0) throw new Refused({ code: 'role-known', field: 'name' });
      await this.audit.record(tx, act, {
        act: 'community-role.add',
        subjectKind: 'community-role',
        subjectId: role.name,
        facts: {
          name: role.name,
          groupKind: role.groupKind,
          source: role.source,
          province: province?.name ?? null,
        },
      });
    });
  }

  /** No longer asks for a role. Refuses `not-found` for one of another province, and for one that has ended. */
  end(act: Act, id: string): Promise<string> {
    return this.database.act(act, async (tx) => {
      const { root } = await this.reach.of(tx, act.actor);
      const mine = await this.roles.byId(tx, id);
      if (mine === null || (root !== null && mine.provinceId !== root)) throw new Refused({ code: 'not-found' });
      const ended = await this.roles.end(tx, id);
      if (ended === null) throw new Refused({ code: 'not-found' });
      await this.audit.record(tx, act, {
        act: 'community-role.end',
        subjectKind: 'community-role',
        subjectId: ended.name,
        facts: { name: ended.name, groupKind: ended.groupKind },
      });
      return ended.name;
    });
  }
}
