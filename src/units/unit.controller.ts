import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type Act } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { type UnitId, isId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { type Day, dayBefore, dayOf, formatDay, parseDay } from '../kernel/vietnamese/days.js';
import { tidyName } from '../kernel/vietnamese/fold.js';
import { type FormAnswer, Page, SeeOther, answerForm } from '../web/answer.js';
import { readForm } from '../web/form.js';
import { TheAct, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, faultyForm, freshForm } from '../web/views/form-state.js';
import { UNIT_LEVELS, type UnitFacts, type UnitLevel } from './unit.facts.js';
import { AliasForm, OfficeForm } from './unit.form.js';
import { unitPaths, unitRoutes } from './unit.paths.js';
import { UnitReader } from './unit.reader.js';
import { UnitService } from './unit.service.js';
import { toUnitView, toUnitsView } from './unit.view.js';

const MOST_HITS = 50;
const wordOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 100) : '');

/** Units as administrators see them: the tree, one unit, its other names. */
@Controller()
export class UnitController {
  constructor(
    private readonly database: Database,
    private readonly units: UnitReader,
    private readonly service: UnitService,
    private readonly clock: Clock,
  ) {}

  @Get(unitPaths.units)
  @Allow('admin')
  async list(@Query() query: Words): Promise<Page> {
    const { reader } = this.database;
    const today = dayOf(this.clock.now());
    const asked = readQuery(query);
    const hits =
      asked.typed === '' ? null : await this.units.search(reader, asked.typed, { ...asked, limit: MOST_HITS });
    const provinces = hits === null ? await this.units.ofLevel(reader, 'province', null) : [];
    const form = formOfQuery({ tim: asked.typed, cap: asked.level ?? '', ngay: asked.typedDay }, asked);
    return new Page('units/index', toUnitsView(form, asked, { hits, most: MOST_HITS, provinces, today }));
  }

  @Get(unitRoutes.unit)
  @Allow('admin')
  async show(@Param('id') id: string, @Query() query: Words): Promise<Page> {
    return this.page(id, query, {});
  }

  @Post(unitRoutes.aliases)
  @Allow('admin')
  addAlias(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): FormAnswer {
    return answerForm({
      form: readForm(AliasForm, body),
      act: ({ alias }) => this.service.addAlias(act, unitIdOf(id), alias),
      then: () => new SeeOther(unitPaths.unit(unitIdOf(id)), 'Đã thêm tên khác.'),
      again: (alias) => this.page(id, {}, { alias }),
    });
  }

  @Post(unitRoutes.aliasRemoval)
  @Allow('admin')
  async removeAlias(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<SeeOther> {
    await this.service.removeAlias(act, unitIdOf(id), wordOf(body['alias']));
    return new SeeOther(unitPaths.unit(unitIdOf(id)), 'Đã bỏ tên khác.');
  }

  @Post(unitRoutes.offices)
  @Allow('admin')
  addOffice(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): FormAnswer {
    return answerForm({
      form: readForm(OfficeForm, body),
      act: ({ name }) => this.service.addOffice(act, unitIdOf(id), name),
      then: () => new SeeOther(unitPaths.unit(unitIdOf(id)), 'Đã thêm cơ quan.'),
      again: (office) => this.page(id, {}, { office }),
    });
  }

  private async page(id: string, query: Words, sent: { alias?: FormState; office?: FormState }): Promise<Page> {
    const { reader } = this.database;
    const unit = await this.units.byId(reader, unitIdOf(id));
    if (unit === null) throw new Refused({ code: 'not-found' });
    const today = dayOf(this.clock.now());
    const typedDay = wordOf(query['ngay']);
    const on = parseDay(typedDay) ?? lastDayOf(unit, today);
    const order = query['sap'] === 'ma' ? 'official' : 'name';
    const [ancestors, predecessors, successors, aliases, children] = await Promise.all([
      this.units.ancestors(reader, unit.id),
      this.units.predecessors(reader, unit.id),
      this.units.successors(reader, unit.id),
      this.units.aliases(reader, unit.id),
      this.units.children(reader, unit.id, { on, order }),
    ]);
    const day = formOfQuery(
      { ngay: typedDay === '' ? formatDay(on) : typedDay, sap: order === 'official' ? 'ma' : 'ten' },
      { typedDay, on: parseDay(typedDay) },
    );
    const view = toUnitView(
      unit,
      { ancestors, predecessors, successors, aliases, children, on, order, today },
      { day, alias: sent.alias ?? freshForm(), office: sent.office ?? freshForm() },
    );
    return new Page(
      'units/unit',
      { ...view, form: sent.alias ?? sent.office ?? day },
      { breadcrumbs: trailOf(unit, ancestors) },
    );
  }
}

const unitIdOf = (id: string): UnitId => {
  if (!isId(id)) throw new Refused({ code: 'not-found' });
  return id as UnitId;
};

/** Today, or for a unit that has ended, its last day. */
const lastDayOf = ({ validTo }: UnitFacts, today: Day): Day =>
  validTo !== null && validTo <= today ? dayBefore(validTo) : today;

function readQuery(query: Words): { typed: string; level: UnitLevel | null; typedDay: string; on: Day | null } {
  const typedDay = wordOf(query['ngay']).trim();
  return {
    typed: tidyName(wordOf(query['tim'])),
    level: UNIT_LEVELS.find((level) => level === query['cap']) ?? null,
    typedDay,
    on: parseDay(typedDay),
  };
}

const formOfQuery = (values: Record<string, string>, asked: { typedDay: string; on: Day | null }): FormState =>
  asked.typedDay !== '' && asked.on === null
    ? faultyForm(values, [{ field: 'ngay', text: `Ngày “${asked.typedDay}” chưa đúng. Nhập như 01/07/2025.` }])
    : freshForm(values);

const trailOf = (unit: UnitFacts, ancestors: readonly UnitFacts[]) => [
  { href: unitPaths.units, label: 'Đơn vị' },
  ...[...ancestors].reverse().map(({ id, name }) => ({ href: unitPaths.unit(id), label: name })),
  { href: null, label: unit.name },
];
