import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { type UnitId, isId } from '../kernel/ids.js';
import { tidyName } from '../kernel/vietnamese/fold.js';
import { UnitReader } from '../units/unit.reader.js';
import { type FormAnswer, Page, answerForm } from '../web/answer.js';
import { BASE_URL, type BaseUrl } from '../web/base-url.js';
import { parsedForm, wordsOf } from '../web/form.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { SecurityLog } from '../web/security.log.js';
import { accountPaths } from './account.paths.js';
import { GrantReader, type UnitChoice } from './grant.reading.js';
import { PeopleRepository } from './people.repository.js';
import { PeopleService } from './people.service.js';
import { PEOPLE_PER_PAGE, readRole, toLinkView, toNewPersonView, toPeopleView, trailTo } from './people.view.js';
import { readNewPerson } from './person.words.js';

const wordOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '');

/** The list of people, and entering a new one. */
@Controller()
export class PeopleController {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleRepository,
    private readonly service: PeopleService,
    private readonly grants: GrantReader,
    private readonly units: UnitReader,
    @Inject(BASE_URL) private readonly baseUrl: BaseUrl,
    private readonly security: SecurityLog,
  ) {}

  @Get(accountPaths.people)
  @Allow('admin')
  async list(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    const { reader } = this.database;
    const typedUnit = wordOf(query['don-vi']);
    const unit = isId(typedUnit) ? await this.units.byId(reader, typedUnit as UnitId) : null;
    const filter = {
      typed: tidyName(wordOf(query['tim'])),
      role: readRole(query['vai-tro']),
      unitId: unit?.id ?? null,
    };
    const wanted = Math.min(Math.max(1, Number.parseInt(wordOf(query['trang']), 10) || 1), 10_000);
    const pageOf = (page: number) =>
      this.people.list(reader, filter, { offset: (page - 1) * PEOPLE_PER_PAGE, limit: PEOPLE_PER_PAGE });
    const found = await pageOf(wanted);
    // A page beyond the last is the first one (UX 1a, row 14).
    const page = found.length === 0 ? 1 : wanted;
    const people = page === wanted ? found : await pageOf(1);
    this.security.personalDataViewed(actor, { view: 'accounts/people', page });
    return new Page('accounts/people', toPeopleView({ ...filter, unitName: unit?.name ?? null }, people, page));
  }

  @Get(accountPaths.newPerson)
  @Allow('admin')
  async start(): Promise<Page> {
    return this.newPage(freshForm(), []);
  }

  @Post(accountPaths.newPerson)
  @Allow('admin')
  async invite(@TheAct() act: Act, @Body() body: Words): Promise<FormAnswer> {
    const { reader } = this.database;
    const person = readNewPerson({
      username: wordOf(body['username']),
      fullName: wordOf(body['fullName']),
      phone: wordOf(body['phone']),
    });
    const { grant, faults, unitChoices } = await this.grants.read(reader, wordsOf(body));
    const meaning = 'person' in person && grant !== null ? { person: person.person, grant } : null;
    return answerForm({
      form: parsedForm(body, meaning, [...('faults' in person ? person.faults : []), ...faults]),
      act: async (sent) => {
        const { personId, link } = await this.service.invite(act, sent.person, sent.grant);
        const { fullName, username, phone } = sent.person;
        const sharers = phone === null ? 0 : await this.people.sharersOf(reader, phone, personId);
        return toLinkView({ id: personId, name: fullName, username }, link, { baseUrl: this.baseUrl(), sharers });
      },
      then: (view) => new Page('accounts/link', view, { breadcrumbs: trailTo('Liên kết dùng một lần') }),
      again: (state) => this.newPage(state, unitChoices),
    });
  }

  private async newPage(form: FormState, unitChoices: UnitChoice[]): Promise<Page> {
    const contests = await this.people.contests(this.database.reader);
    return new Page('accounts/new-person', toNewPersonView(form, contests, unitChoices), {
      breadcrumbs: trailTo('Thêm người dùng'),
    });
  }
}
