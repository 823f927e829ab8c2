import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { isId, type UnitId } from '../../kernel/ids.js';
import { Refused } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { writeWorkbook } from '../../press/workbook.js';
import { announceFile, XLSX } from '../../storage/announce-file.js';
import type { UnitFacts } from '../../units/unit.facts.js';
import { UnitReader } from '../../units/unit.reader.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { SecurityLog } from '../../web/security.log.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { CommunityReach } from '../community.reach.js';
import { RegisterMenu } from '../register.menu.js';
import { GapRepository } from './gap.repository.js';
import { COMMUNES_A_PAGE, toGapSheet, toGapView } from './gap.view.js';
import { unitIn } from './group.form.js';
import { GroupListRepository } from './group.list.repository.js';
import { crumbs, GroupPages } from './group.pages.js';
import { groupPaths } from './group.paths.js';
import { KEEPERS, READERS } from './group.policy.js';
import { readGroupQuery } from './group.query.js';
import { readRole, readRoles } from './role.form.js';
import { RoleRepository } from './role.repository.js';
import { RoleService } from './role.service.js';
import { rolesHref, toRoles } from './role.view.js';

/** Who says what groups must have in them. */
const ROLE_SETTERS = ['organiser', 'admin'] as const;

/** `/nhom/vai-tro`: which required roles are missing where, the list of what is required, and what is said of one group. */
@Controller()
export class RoleController {
  constructor(
    private readonly database: Database,
    private readonly reach: CommunityReach,
    private readonly units: UnitReader,
    private readonly menu: RegisterMenu,
    private readonly lists: GroupListRepository,
    private readonly gaps: GapRepository,
    private readonly roles: RoleRepository,
    private readonly pages: GroupPages,
    private readonly service: RoleService,
    private readonly security: SecurityLog,
  ) {}

  @Get(groupPaths.gaps)
  @Allow(...READERS)
  async showGaps(@TheActor() actor: Actor, @Query() typed: Record<string, unknown>): Promise<Page> {
    const { reader } = this.database;
    const query = readGroupQuery(typed);
    const reach = await this.reach.of(reader, actor);
    const on = query.on ?? this.pages.today;
    const { districtId, kind } = query.filter;
    const at = { on, districtId, kind, limit: COMMUNES_A_PAGE };
    const found = await this.gaps.page(reader, reach, { ...at, offset: (query.page - 1) * COMMUNES_A_PAGE });
    // A page beyond the last is the first.
    const page = found.length > 0 ? query.page : 1;
    const rows = found.length > 0 ? found : await this.gaps.page(reader, reach, { ...at, offset: 0 });
    const { districts } = await this.lists.places(reader, reach, { on, districtId: null, limit: 0 });
    const view = toGapView(
      actor.unitName ?? '',
      { ...query, page },
      {
        rows,
        lacking: await this.gaps.lacking(reader, reach, { on, districtId, kind }),
        districts,
        day: on,
        menu: this.menu.for(actor.role, groupPaths.list),
        rolesHref: (ROLE_SETTERS as readonly string[]).includes(actor.role) ? groupPaths.roles : null,
      },
    );
    return new Page('communities/gaps', view, { breadcrumbs: crumbs([{ href: null, label: 'Vai trò còn thiếu' }]) });
  }

  @Get(groupPaths.gapsSheet)
  @Allow(...READERS)
  async gapsSheet(
    @TheActor() actor: Actor,
    @Query() typed: Record<string, unknown>,
    @Res() res: Response,
  ): Promise<void> {
    const { reader } = this.database;
    const { filter, on } = readGroupQuery(typed);
    const reach = await this.reach.of(reader, actor);
    const day = on ?? this.pages.today;
    const { districtId, kind } = filter;
    const rows = await this.gaps.page(reader, reach, { on: day, districtId, kind, limit: null, offset: 0 });
    announceFile(res, XLSX, `Vai trò còn thiếu ${day}.xlsx`);
    this.security.exported(actor, { view: 'communities/gaps sheet' });
    const heading = [`Vai trò còn thiếu trong các nhóm, tính đến ngày ${formatDay(day)}`];
    await writeWorkbook([toGapSheet(rows, actor.unitName === null ? heading : [actor.unitName, ...heading])], res);
  }

  @Get(groupPaths.roles)
  @Allow(...ROLE_SETTERS)
  showRoles(@TheActor() actor: Actor, @Query('tinh') province: unknown): Promise<Page> {
    return this.rolesPage(actor, unitIn(province), freshForm());
  }

  @Post(groupPaths.roles)
  @Allow(...ROLE_SETTERS)
  async add(@TheAct() act: Act, @Query('tinh') province: unknown, @Body() body: Words): Promise<Answer> {
    const chosen = unitIn(province);
    return answerForm({
      form: readRole(body, await this.provincesOf(act.actor)),
      act: (role) => this.service.add(act, role),
      then: () => new SeeOther(rolesHref(chosen), 'Đã thêm vai trò cần có.'),
      again: (form) => this.rolesPage(act.actor, chosen, form),
    });
  }

  @Post(groupPaths.roleEnd(':role'))
  @Allow(...ROLE_SETTERS)
  async end(@TheAct() act: Act, @Param('role') role: string, @Query('tinh') province: unknown): Promise<SeeOther> {
    if (!isId(role)) throw new Refused({ code: 'not-found' });
    const name = await this.service.end(act, role);
    return new SeeOther(
      rolesHref(unitIn(province)),
      `Đã thôi yêu cầu vai trò “${name}”. Điều đã ghi về vai trò này vẫn được giữ.`,
    );
  }

  @Post(groupPaths.roleSightings(':id'))
  @Allow(...KEEPERS)
  async see(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<Answer> {
    const { group } = await this.pages.seen(act.actor, id);
    const roles = await this.roles.ofGroup(this.database.reader, group);
    return answerForm({
      form: readRoles(body, roles, this.pages.today),
      act: (typed) => this.service.see(act, id, typed),
      then: (news) =>
        new SeeOther(
          groupPaths.one(id),
          news === 0 ? 'Không có gì khác với lần ghi trước.' : 'Đã ghi vai trò trong nhóm.',
        ),
      again: (form) => this.pages.one(act.actor, id, 1, form),
    });
  }

  private async rolesPage(actor: Actor, province: UnitId | null, form: FormState): Promise<Page> {
    const { reader } = this.database;
    const { root } = await this.reach.of(reader, actor);
    const provinces = await this.provincesOf(actor);
    const chosen = provinces.find(({ id }) => id === province) ?? null;
    const roles = await this.roles.listed(reader, root ?? chosen?.id ?? null);
    const view = toRoles(actor.unitName ?? '', form, { root, provinces, chosen, roles });
    const trail = [
      { href: groupPaths.gaps, label: 'Vai trò còn thiếu' },
      { href: null, label: 'Vai trò cần có' },
    ];
    return new Page('communities/roles', view, { breadcrumbs: crumbs(trail) });
  }

  /** The provinces that somebody chooses between, of all times; none for whose role reaches one alone. */
  private async provincesOf(actor: Actor): Promise<UnitFacts[]> {
    const { reader } = this.database;
    const { root } = await this.reach.of(reader, actor);
    return root === null ? this.units.ofLevel(reader, 'province', null) : [];
  }
}
