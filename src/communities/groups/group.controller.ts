import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import type { UnitId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { pageNumber } from '../../web/page-number.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { freshForm } from '../../web/views/form-state.js';
import { CommunityReach } from '../community.reach.js';
import { RegisterMenu } from '../register.menu.js';
import { readClosing, readGroup, typedGroup, unitIn, versionIn } from './group.form.js';
import { GroupListRepository } from './group.list.repository.js';
import { GROUPS_A_PAGE, MOST_COMMUNES_OFFERED, toGroupList } from './group.list.view.js';
import { crumbs, GroupPages } from './group.pages.js';
import { groupPaths } from './group.paths.js';
import { isKeeper, KEEPERS, READERS, refuseToEdit } from './group.policy.js';
import { readGroupQuery } from './group.query.js';
import { GroupRepository } from './group.repository.js';
import { GroupService } from './group.service.js';

/** `/nhom`: the register of groups, and each group's page and form. */
@Controller()
export class GroupController {
  constructor(
    private readonly database: Database,
    private readonly reach: CommunityReach,
    private readonly menu: RegisterMenu,
    private readonly list: GroupListRepository,
    private readonly groups: GroupRepository,
    private readonly pages: GroupPages,
    private readonly service: GroupService,
  ) {}

  @Get(groupPaths.list)
  @Allow(...READERS)
  async showList(@TheActor() actor: Actor, @Query() typed: Record<string, unknown>): Promise<Page> {
    const { reader } = this.database;
    const query = readGroupQuery(typed);
    const reach = await this.reach.of(reader, actor);
    const day = query.on ?? this.pages.today;
    const { filter } = query;
    const sums = await this.list.sums(reader, reach, { on: day, filter });
    const page = (query.page - 1) * GROUPS_A_PAGE < sums.groups ? query.page : 1;
    const offset = (page - 1) * GROUPS_A_PAGE;
    const rows = await this.list.page(reader, reach, { on: day, filter, limit: GROUPS_A_PAGE, offset });
    const places = await this.list.places(reader, reach, {
      on: day,
      districtId: filter.districtId,
      limit: MOST_COMMUNES_OFFERED,
    });
    // A commune's own list can be narrowed to a village at once; a wider one once a commune has been chosen.
    const communeId = actor.role === 'commune' ? actor.unitId : filter.communeId;
    const villages = communeId === null ? [] : await this.pages.villages(communeId);
    const view = toGroupList(
      actor.unitName ?? '',
      { ...query, page },
      {
        rows,
        sums,
        places,
        villages: villages.map(({ value, label }) => ({ id: value, name: label })),
        day,
        isKeeper: isKeeper(actor),
        menu: this.menu.for(actor.role, groupPaths.list),
      },
    );
    return new Page('communities/groups', view);
  }

  @Get(groupPaths.create)
  @Allow(...KEEPERS)
  async startNew(@TheActor() actor: Actor, @Query('xa') typed: unknown): Promise<Page> {
    const communeId = await this.communeFor(actor, typed);
    if (communeId !== null) {
      return this.pages.form({ communeId, group: null }, freshForm({ kind: 'residents', platform: 'zalo' }));
    }
    const reach = await this.reach.of(this.database.reader, actor);
    const communes = await this.groups.communes(this.database.reader, reach, 2000);
    const view = {
      about: actor.unitName ?? '',
      form: freshForm(),
      action: groupPaths.create,
      communes: communes.map(({ id, name, districtName }) => ({
        value: id,
        label: tellPlace(name, districtName),
      })),
      backHref: groupPaths.list,
    };
    return new Page('communities/group-unit', view, { breadcrumbs: crumbs([{ href: null, label: 'Thêm nhóm' }]) });
  }

  @Post(groupPaths.create)
  @Allow(...KEEPERS)
  async add(@TheAct() act: Act, @Query('xa') typed: unknown, @Body() body: Words): Promise<Answer> {
    const communeId = await this.communeFor(act.actor, typed);
    if (communeId === null) throw new Refused({ code: 'not-found' });
    return answerForm({
      form: await this.read(body, communeId),
      act: ({ words }) => this.service.add(act, communeId, words),
      then: (id) => new SeeOther(groupPaths.one(id), 'Đã ghi nhóm vào sổ.'),
      again: (form) => this.pages.form({ communeId, group: null }, form),
    });
  }

  @Get(groupPaths.one(':id'))
  @Allow(...READERS)
  show(@TheActor() actor: Actor, @Param('id') id: string, @Query('trang') page: unknown): Promise<Page> {
    return this.pages.one(actor, id, pageNumber(page));
  }

  @Get(groupPaths.edit(':id'))
  @Allow(...KEEPERS)
  async edit(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const { group } = await this.pages.seen(actor, id);
    obey(refuseToEdit(actor, group));
    return this.pages.form({ communeId: group.communeId, group }, freshForm(typedGroup(group)));
  }

  @Post(groupPaths.edit(':id'))
  @Allow(...KEEPERS)
  async save(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<Answer> {
    const { group } = await this.pages.seen(act.actor, id);
    return answerForm({
      form: await this.read(body, group.communeId),
      act: (typed) => this.service.edit(act, id, typed),
      then: () => new SeeOther(groupPaths.one(id), 'Đã lưu thông tin nhóm.'),
      again: async (form, refusal) => {
        // What the other wrote is read anew: it came between this form and its press.
        const now = await this.pages.seen(act.actor, id);
        return this.pages.form({ communeId: group.communeId, group: now.group }, form, refusal?.code === 'stale');
      },
    });
  }

  @Get(groupPaths.closing(':id'))
  @Allow(...KEEPERS)
  async startClosing(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const { group } = await this.pages.seen(actor, id);
    obey(refuseToEdit(actor, group));
    return this.pages.closing(group, freshForm({ closedOn: formatDay(this.pages.today) }));
  }

  @Post(groupPaths.closing(':id'))
  @Allow(...KEEPERS)
  async close(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<Answer> {
    await this.pages.seen(act.actor, id);
    return answerForm({
      form: readClosing(body, this.pages.today),
      act: (typed) => this.service.close(act, id, typed),
      then: () => new SeeOther(groupPaths.one(id), 'Đã ghi nhóm ngừng hoạt động.'),
      again: async (form) => this.pages.closing((await this.pages.seen(act.actor, id)).group, form),
    });
  }

  @Post(groupPaths.reopening(':id'))
  @Allow(...KEEPERS)
  async reopen(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<SeeOther> {
    await this.pages.seen(act.actor, id);
    await this.service.reopen(act, id, versionIn(body));
    return new SeeOther(groupPaths.one(id), 'Đã ghi nhóm hoạt động lại.');
  }

  private async read(body: Words, communeId: UnitId) {
    const villages = await this.pages.villages(communeId);
    return readGroup(body, { villages: villages.map(({ value }) => value), today: this.pages.today });
  }

  /** A commune enters groups of its own; an office names the commune, which must be one of its own. Null: none is named. */
  private async communeFor(actor: Actor, typed: unknown): Promise<UnitId | null> {
    if (actor.role === 'commune') return actor.unitId;
    const communeId = unitIn(typed);
    if (communeId === null) return null;
    const reach = await this.reach.of(this.database.reader, actor);
    if (!(await this.groups.reaches(this.database.reader, reach, communeId))) throw new Refused({ code: 'not-found' });
    return communeId;
  }
}
