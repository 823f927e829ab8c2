import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { RegisterMenu } from '../communities/register.menu.js';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { obey } from '../kernel/refusal.js';
import { dayOf } from '../kernel/vietnamese/days.js';
import { type Answer, answerForm, type Page, SeeOther } from '../web/answer.js';
import { pageNumber } from '../web/page-number.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { DriveRepository } from './drives/drive.repository.js';
import { readMovement, readNewMovement, versionOf } from './movement.form.js';
import { MovementOpening } from './movement.opening.js';
import { movementPaths } from './movement.paths.js';
import { refuseToKeep } from './movement.policy.js';
import { MovementRepository } from './movement.repository.js';
import { MovementService } from './movement.service.js';
import { movementFormPage, movementPage, MOVEMENTS_A_PAGE, movementsPage, typedMovement } from './movement.view.js';

/** `/phong-trao`: emulation movements with the contests and drives in them. */
@Controller()
export class MovementController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: MovementOpening,
    private readonly movements: MovementRepository,
    private readonly drives: DriveRepository,
    private readonly service: MovementService,
    private readonly menu: RegisterMenu,
  ) {}

  @Get(movementPaths.list)
  @Allow('commune', 'vetting', 'organiser', 'auditor', 'admin')
  async list(@TheActor() actor: Actor, @Query('trang') typed: unknown): Promise<Page> {
    const { reader } = this.database;
    const page = pageNumber(typed);
    const reach = await this.opening.reach(reader, actor);
    const paging = { limit: MOVEMENTS_A_PAGE, offset: (page - 1) * MOVEMENTS_A_PAGE };
    const found = await this.movements.list(reader, reach, paging);
    return movementsPage(found, {
      page,
      mayBegin: actor.role === 'organiser' || actor.role === 'vetting' || actor.role === 'commune',
      menu: this.menu.for(actor.role, movementPaths.list),
    });
  }

  @Get(movementPaths.create)
  @Allow('commune', 'organiser', 'vetting')
  async startNew(@TheActor() actor: Actor): Promise<Page> {
    const [owner, other] = await this.opening.owners(this.database.reader, actor, dayOf(this.clock.now()));
    return this.newPage(actor, freshForm(owner !== undefined && other === undefined ? { owner: owner.id } : {}));
  }

  @Post(movementPaths.create)
  @Allow('commune', 'organiser', 'vetting')
  async begin(@TheAct() act: Act, @Body() body: Words): Promise<Answer> {
    const owners = await this.opening.owners(this.database.reader, act.actor, dayOf(this.clock.now()));
    return answerForm({
      form: readNewMovement(
        body,
        owners.map(({ id }) => id),
      ),
      act: (words) => this.service.begin(act, words),
      then: (id) => new SeeOther(movementPaths.one(id), 'Đã lập phong trào. Thêm các đợt vận động bên dưới.'),
      again: (form) => this.newPage(act.actor, form),
    });
  }

  @Get(movementPaths.one(':id'))
  @Allow('commune', 'vetting', 'organiser', 'auditor', 'admin')
  async one(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const { reader } = this.database;
    const opened = await this.opening.open(reader, actor, id, this.clock.now());
    const { reach } = opened;
    const all = await this.drives.ofMovement(reader, opened.movement.id);
    if (reach.kind !== 'commune' || opened.keeps) return movementPage(opened, all, reach.kind === 'commune');
    const own = new Set((await this.drives.ofCommune(reader, reach.unitId)).map((one) => one.id));
    return movementPage(
      opened,
      all.filter((one) => own.has(one.id)),
      true,
    );
  }

  @Get(movementPaths.edit(':id'))
  @Allow('commune', 'organiser', 'vetting')
  async edit(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const movement = await this.kept(actor, id);
    return movementFormPage({ movement, owners: [], form: freshForm(typedMovement(movement)) });
  }

  @Post(movementPaths.edit(':id'))
  @Allow('commune', 'organiser', 'vetting')
  async rewrite(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<Answer> {
    await this.kept(act.actor, id);
    return answerForm({
      form: readMovement(body),
      act: (words) => this.service.edit(act, { id, version: versionOf(body) }, words),
      then: () => new SeeOther(movementPaths.one(id), 'Đã lưu phong trào.'),
      again: async (form) => movementFormPage({ movement: await this.kept(act.actor, id), owners: [], form }),
    });
  }

  private async kept(actor: Actor, id: string) {
    const { reach, movement } = await this.opening.open(this.database.reader, actor, id, this.clock.now());
    obey(refuseToKeep(actor, reach, movement));
    return movement;
  }

  private async newPage(actor: Actor, form: FormState): Promise<Page> {
    const owners = await this.opening.owners(this.database.reader, actor, dayOf(this.clock.now()));
    return movementFormPage({ movement: null, owners, form });
  }
}
