import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { RegisterMenu } from '../../communities/register.menu.js';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { isId, type UnitId } from '../../kernel/ids.js';
import { Refused } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { pageNumber } from '../../web/page-number.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { SecurityLog } from '../../web/security.log.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { withQuery } from '../../web/with-query.js';
import { filterOf, RESIDENT_FILTERS } from './pledge.filter.js';
import { readHamletWord } from './pledge.form.js';
import { MovementOpening } from '../movement.opening.js';
import { PledgeOpening } from './pledge.opening.js';
import { pledgePaths } from './pledge.paths.js';
import { PLEDGES_A_PAGE } from './pledge.view.js';
import { ResidentRepository } from './resident.repository.js';
import { ResidentService } from './resident.service.js';
import { residencePage, residentsPage } from './resident.view.js';

/** `/cam-ket`: those who live in a commune and pledged to join the groups of its hamlets; for an office, how many live in its tree. */
@Controller()
export class ResidentController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: PledgeOpening,
    private readonly residents: ResidentRepository,
    private readonly service: ResidentService,
    private readonly security: SecurityLog,
    private readonly menu: RegisterMenu,
    private readonly movements: MovementOpening,
  ) {}

  @Get(pledgePaths.residence)
  @Allow('commune', 'vetting')
  async drives(@TheActor() actor: Actor): Promise<Page> {
    const { reader } = this.database;
    const reach = await this.movements.reach(reader, actor);
    if (reach.kind !== 'commune' && reach.kind !== 'tree') throw new Refused({ code: 'not-found' });
    const drives = await (reach.kind === 'commune'
      ? this.residents.drives(reader, reach.unitId)
      : this.residents.drivesOfTree(reader, reach));
    const menu = this.menu.for(actor.role, pledgePaths.residence);
    return residencePage(drives, { about: actor.unitName ?? '', menu, isCommune: reach.kind === 'commune' });
  }

  @Get(pledgePaths.residents(':id'))
  @Allow('commune')
  list(@TheActor() actor: Actor, @Param('id') id: string, @Query() query: Words): Promise<Page> {
    return this.page(actor, id, query, null);
  }

  /** Of one with the button beside the name, or of all who are ticked. */
  @Post(pledgePaths.residents(':id'))
  @Allow('commune')
  async speak(
    @TheAct() act: Act,
    @Param('id') id: string,
    @Query() query: Words,
    @Body() body: Words,
  ): Promise<Answer> {
    const { today } = await this.opening.residence(this.database.reader, act.actor, id, this.clock.now());
    const form = readHamletWord(body, today);
    const isMember = form.meaning?.isMember === true;
    return answerForm({
      form,
      act: ({ picked, ...word }) => this.service.speak(act, id, picked, word),
      then: (people) =>
        new SeeOther(
          withQuery(pledgePaths.residents(id), { loc: text(query['loc']), ban: text(query['ban']) }),
          `Đã ghi ${formatInteger(people)} người ${isMember ? 'đã vào nhóm' : 'không có trong nhóm'}.`,
        ),
      again: (state) => this.page(act.actor, id, query, state),
    });
  }

  private async page(actor: Actor, id: string, query: Words, state: FormState | null): Promise<Page> {
    const { reader } = this.database;
    const opened = await this.opening.residence(reader, actor, id, this.clock.now());
    const { drive, communeId } = opened;
    const filter = filterOf(RESIDENT_FILTERS, query['loc']);
    const village = text(query['ban']);
    const villageId = isId(village) ? (village as UnitId) : null;
    const page = pageNumber(query['trang']);
    const [found, hamlets] = await Promise.all([
      this.residents.page(
        reader,
        communeId,
        { driveId: drive.id, states: filter.states, villageId },
        { limit: PLEDGES_A_PAGE, offset: (page - 1) * PLEDGES_A_PAGE },
      ),
      this.residents.hamlets(reader, communeId, drive.id),
    ]);
    if (found.total > 0) this.security.personalDataViewed(actor, { view: 'movements/residents', drive: id, page });
    return residentsPage(opened, {
      ...found,
      ...{ page, filter, hamlets },
      villageId: villageId ?? '',
      form: state ?? freshForm({ saidOn: formatDay(opened.today) }),
      about: actor.unitName ?? '',
    });
  }
}

const text = (typed: unknown): string => (typeof typed === 'string' ? typed : '');
