import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { isId, type UnitId } from '../../kernel/ids.js';
import { Refused } from '../../kernel/refusal.js';
import { dayOf, type Day } from '../../kernel/vietnamese/days.js';
import { UnitReader } from '../../units/unit.reader.js';
import { Page } from '../../web/answer.js';
import { differenceRow, type DifferenceRow } from '../../web/views/difference.js';
import type { FormState } from '../../web/views/form-state.js';
import { CommunityReach, type Reach } from '../community.reach.js';
import { RegisterMenu } from '../register.menu.js';
import { CountRepository } from './count.repository.js';
import { GROUP_KINDS, type GroupFacts } from './group.facts.js';
import { typedGroup } from './group.form.js';
import { PLATFORMS } from './group.link.js';
import { groupPaths } from './group.paths.js';
import { isKeeper } from './group.policy.js';
import { GroupPresentations } from './group.presentations.js';
import { GroupRepository } from './group.repository.js';
import { COUNTS_A_PAGE, placeOf, toGroupView } from './group.view.js';
import { KIND_WORDS, PLATFORM_WORDS } from './group.words.js';
import { RoleRepository } from './role.repository.js';

/** A group that somebody sees, with how far they see. */
export interface SeenGroup {
  group: GroupFacts;
  reach: Reach;
}

/** The pages of one group. */
@Injectable()
export class GroupPages {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reach: CommunityReach,
    private readonly units: UnitReader,
    private readonly menu: RegisterMenu,
    private readonly groups: GroupRepository,
    private readonly counts: CountRepository,
    private readonly roles: RoleRepository,
    private readonly presentations: GroupPresentations,
  ) {}

  get today(): Day {
    return dayOf(this.clock.now());
  }

  /** A group within the reader's reach; any other is not found, the same as one that is not there. */
  async seen(actor: Actor, id: string): Promise<SeenGroup> {
    const { reader } = this.database;
    const reach = await this.reach.of(reader, actor);
    const group = isId(id) ? await this.groups.byId(reader, reach, id) : null;
    if (group === null) throw new Refused({ code: 'not-found' });
    return { group, reach };
  }

  /** The group's own page; `form` is that of its roles when it comes back. */
  async one(actor: Actor, id: string, page: number, form: FormState | null = null): Promise<Page> {
    const { reader } = this.database;
    const { group, reach } = await this.seen(actor, id);
    const { counts, total } = await this.counts.page(reader, group.id, {
      limit: COUNTS_A_PAGE,
      offset: (page - 1) * COUNTS_A_PAGE,
    });
    const view = toGroupView(group, {
      menu: this.menu.for(actor.role, groupPaths.list),
      isKeeper: isKeeper(actor),
      doubles: group.link === null || group.closedOn !== null ? [] : await this.groups.sameLink(reader, reach, group),
      counts,
      countsTotal: total,
      page,
      standing: await this.counts.standing(reader, group.id, COUNTS_A_PAGE * page + 1),
      roles: await this.roles.ofGroup(reader, group),
      entries: await this.presentations.of(reader, group.id, actor),
      nowName: await this.nowName(group),
      today: this.today,
      form,
    });
    return new Page('communities/group', view, { breadcrumbs: crumbs([{ href: null, label: group.name }]) });
  }

  /** The form of a group, new (`group` null) or stored; `isStale` shows the two side by side. */
  async form(at: { communeId: UnitId; group: GroupFacts | null }, form: FormState, isStale = false): Promise<Page> {
    const { group, communeId } = at;
    const villages = await this.villages(communeId);
    const commune = await this.units.byId(this.database.reader, communeId);
    const heading = group === null ? 'Thêm nhóm' : 'Sửa nhóm';
    const view = {
      heading,
      about: group === null ? (commune?.name ?? '') : placeOf(group),
      form,
      version: group?.version ?? null,
      action: group === null ? `${groupPaths.create}?xa=${communeId}` : groupPaths.edit(group.id),
      difference: isStale && group !== null ? differencesOf(form, group, villages) : null,
      villages,
      kinds: GROUP_KINDS.map((value) => ({ value, label: KIND_WORDS[value] })),
      platforms: PLATFORMS.map((value) => ({ value, label: PLATFORM_WORDS[value] })),
      button: group === null ? 'Ghi vào sổ' : 'Lưu',
      backHref: group === null ? groupPaths.list : groupPaths.one(group.id),
    };
    const trail = group === null ? [] : [{ href: groupPaths.one(group.id), label: group.name }];
    return new Page('communities/group-form', view, {
      breadcrumbs: crumbs([...trail, { href: null, label: heading }]),
    });
  }

  async closing(group: GroupFacts, form: FormState): Promise<Page> {
    const view = {
      about: group.name,
      form,
      version: group.version,
      action: groupPaths.closing(group.id),
      backHref: groupPaths.one(group.id),
    };
    const trail = [
      { href: groupPaths.one(group.id), label: group.name },
      { href: null, label: 'Ngừng hoạt động' },
    ];
    return Promise.resolve(new Page('communities/group-closing', view, { breadcrumbs: crumbs(trail) }));
  }

  /** The villages that a group of this commune may be of, of all times. */
  async villages(communeId: UnitId): Promise<{ value: UnitId; label: string }[]> {
    const units = await this.units.children(this.database.reader, communeId, { on: null });
    return units.filter(({ level }) => level === 'village').map(({ id, name }) => ({ value: id, label: name }));
  }

  /** What the group's commune has become, when it is no longer there today: the names of those that took over from it. */
  private async nowName({ communeId }: GroupFacts): Promise<string | null> {
    const successors = await this.units.successors(this.database.reader, communeId);
    const there = successors.filter(({ on }) => on !== null && on <= this.today);
    return there.length === 0 ? null : there.map(({ name }) => name).join(', ');
  }
}

export const crumbs = (trail: readonly { href: string | null; label: string }[]) => [
  { href: groupPaths.list, label: 'Nhóm cộng đồng' },
  ...trail,
];

const LABELS: readonly (readonly [keyof ReturnType<typeof typedGroup>, string])[] = [
  ['villageId', 'Thôn, bản'],
  ['kind', 'Loại nhóm'],
  ['name', 'Tên nhóm'],
  ['platform', 'Nền tảng'],
  ['link', 'Liên kết'],
  ['owner', 'Trưởng nhóm'],
  ['ownerPost', 'Chức vụ của trưởng nhóm'],
  ['deputies', 'Phó nhóm'],
  ['admins', 'Quản trị khác'],
  ['decisionNumber', 'Số, ký hiệu quyết định'],
  ['decisionOn', 'Ngày quyết định'],
  ['decisionIssuer', 'Cơ quan ban hành'],
  ['households', 'Số hộ'],
  ['population', 'Số dân'],
  ['figuresOn', 'Ngày của số hộ, số dân'],
  ['note', 'Ghi chú'],
];

/** One's own words beside what a colleague has stored meanwhile. */
function differencesOf(
  form: FormState,
  group: GroupFacts,
  villages: readonly { value: string; label: string }[],
): DifferenceRow[] {
  const saved = typedGroup(group);
  const say = (name: string, value: string): string => {
    if (name === 'villageId') return villages.find((one) => one.value === value)?.label ?? 'Của cả xã';
    if (name === 'kind') return KIND_WORDS[value as keyof typeof KIND_WORDS] ?? value;
    if (name === 'platform') return PLATFORM_WORDS[value as keyof typeof PLATFORM_WORDS] ?? value;
    return value;
  };
  return LABELS.map(([name, label]) =>
    differenceRow(label, say(name, String(form.values[name] ?? '')), say(name, saved[name])),
  );
}
