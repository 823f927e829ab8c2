import { Body, Controller, Get, Post } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type Act, type Actor } from '../kernel/actor.js';
import { obey } from '../kernel/refusal.js';
import { UnitReader } from '../units/unit.reader.js';
import type { UnitFacts } from '../units/unit.facts.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import type { ReadForm } from '../web/form.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import type { NewContest } from './contest.creation.js';
import { contestPaths } from './contest.paths.js';
import { refuseToCreate } from './contest.policy.js';
import { ContestService } from './contest.service.js';
import { field, type FieldSpec } from './parts/field-spec.js';
import { addressFields, kindField, readIdentity, readRehearsal } from './parts/new-contest.fields.js';
import { TypedWords } from '../web/typed-words.js';
import { TEMPLATES } from './templates/all.js';

/** `/to-chuc/cuoc-thi/moi`: a new contest from a template, in a few questions. */
@Controller()
export class CreationController {
  constructor(
    private readonly database: Database,
    private readonly units: UnitReader,
    private readonly contests: ContestService,
  ) {}

  @Get(contestPaths.create)
  @Allow('organiser')
  show(@TheActor() actor: Actor): Promise<Page> {
    const [first] = TEMPLATES;
    return this.page(actor, freshForm({ template: first?.key ?? '', slug: '', code: '', kind: 'rehearsal' }));
  }

  @Post(contestPaths.create)
  @Allow('organiser')
  create(@Body() body: Words, @TheAct() act: Act): Answer {
    return answerForm({
      form: readNewContest(body),
      act: (wanted) => this.contests.createFromTemplate(act, wanted),
      then: (contest) => new SeeOther(contestPaths.setUp(contest.slug), 'Đã lập cuộc thi. Xem từng phần rồi mở.'),
      again: (form) => this.page(act.actor, form),
    });
  }

  private async page(actor: Actor, form: FormState): Promise<Page> {
    obey(refuseToCreate(actor, actor.unitId));
    return new Page(
      'contests/creation',
      { form, fields: fieldsOf(await this.scopes(actor)), action: contestPaths.create, backHref: contestPaths.desk },
      {
        breadcrumbs: [
          { href: contestPaths.desk, label: 'Cuộc thi' },
          { href: null, label: 'Lập cuộc thi' },
        ],
      },
    );
  }

  /** The organiser's own unit; all provinces and districts for one who works for all. */
  private async scopes(actor: Actor): Promise<UnitFacts[]> {
    const { reader } = this.database;
    if (actor.unitId === null) {
      const [provinces, districts] = [
        await this.units.ofLevel(reader, 'province', null),
        await this.units.ofLevel(reader, 'district', null),
      ];
      return [...provinces, ...districts];
    }
    const own = await this.units.byId(reader, actor.unitId);
    return own === null ? [] : [own];
  }
}

const fieldsOf = (scopes: readonly UnitFacts[]): FieldSpec[] => [
  field.radios('template', 'Dùng mẫu', {
    options: TEMPLATES.map(({ key, title, lead }) => ({ value: key, label: title, hint: lead })),
  }),
  field.text('name', 'Tên cuộc thi', {
    hint: 'Để trống thì lấy tên trong mẫu. Không ghi từ “Cuộc thi” ở đầu.',
    optional: true,
  }),
  ...addressFields(),
  field.select('scope', 'Địa bàn', {
    hint: 'Các xã thuộc đơn vị này tham gia.',
    blank: 'Chọn tỉnh hoặc huyện',
    options: scopes.map((unit) => ({ value: unit.id, label: unit.name })),
  }),
  field.text('firstDay', 'Ngày bắt đầu', {
    hint: 'Mọi mốc trong mẫu được dời theo ngày này. Để trống thì giữ ngày của mẫu.',
    width: 'medium',
    optional: true,
  }),
  kindField('rehearsal'),
];

function readNewContest(body: Words): ReadForm<NewContest> {
  const words = new TypedWords(body);
  const template = words.choice(
    'template',
    TEMPLATES.map(({ key }) => key),
    'Chọn một mẫu.',
  );
  return words.done({
    template,
    ...readIdentity(words),
    scopeUnitId: words.id<'unit'>('scope', 'Chọn địa bàn.'),
    firstDay: words.day('firstDay', 'Ngày bắt đầu'),
    rehearsal: readRehearsal(words),
    unitsOn: null,
    officeUnitId: null,
  });
}
