import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { type AssignmentId, type PersonId, isId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { type FormAnswer, Page, SeeOther, answerForm } from '../web/answer.js';
import { BASE_URL, type BaseUrl } from '../web/base-url.js';
import { parsedForm, wordsOf } from '../web/form.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import type { FormState } from '../web/views/form-state.js';
import { SecurityLog } from '../web/security.log.js';
import { accountPaths } from './account.paths.js';
import { GrantReader, type UnitChoice } from './grant.reading.js';
import { PeopleReader } from './people.reader.js';
import { PeopleRepository } from './people.repository.js';
import { PeopleService } from './people.service.js';
import { toLinkView, trailTo } from './people.view.js';
import type { PersonFacts } from './person.facts.js';
import { toPersonView } from './person.view.js';
import { readNameAndPhone } from './person.words.js';

const wordOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '');
interface Sent {
  edit: FormState | null;
  isStale: boolean;
  grant: FormState | null;
  unitChoices: UnitChoice[];
}
const NOTHING_SENT: Sent = { edit: null, isStale: false, grant: null, unitChoices: [] };

/** One person's account in the hands of an administrator. */
@Controller()
export class PersonController {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleReader,
    private readonly repository: PeopleRepository,
    private readonly service: PeopleService,
    private readonly grants: GrantReader,
    @Inject(BASE_URL) private readonly baseUrl: BaseUrl,
    private readonly security: SecurityLog,
  ) {}

  @Get(accountPaths.person(':id'))
  @Allow('admin')
  async show(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    return this.page(actor, id, NOTHING_SENT);
  }

  @Post(accountPaths.person(':id'))
  @Allow('admin')
  edit(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): FormAnswer {
    const read = readNameAndPhone({ fullName: wordOf(body['fullName']), phone: wordOf(body['phone']) });
    const version = Number(wordOf(body['version'])) || 0;
    return answerForm({
      form: parsedForm(body, 'faults' in read ? null : read, 'faults' in read ? read.faults : []),
      act: (words) => this.service.edit(act, { id: personIdOf(id), ...words, version }),
      then: () => new SeeOther(accountPaths.person(id), 'Đã lưu.'),
      again: (edit, refusal) => this.page(act.actor, id, { ...NOTHING_SENT, edit, isStale: refusal?.code === 'stale' }),
    });
  }

  @Post(accountPaths.personRoles(':id'))
  @Allow('admin')
  async grant(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<FormAnswer> {
    const { grant, faults, unitChoices } = await this.grants.read(this.database.reader, wordsOf(body));
    return answerForm({
      form: parsedForm(body, grant, faults),
      act: (given) => this.service.grantRole(act, { ...given, personId: personIdOf(id) }),
      then: () => new SeeOther(accountPaths.person(id), 'Đã giao vai trò.'),
      again: (state) => this.page(act.actor, id, { ...NOTHING_SENT, grant: state, unitChoices }),
    });
  }

  @Post(accountPaths.personRoleRevocation(':id', ':assignmentId'))
  @Allow('admin')
  async revoke(
    @TheAct() act: Act,
    @Param('id') id: string,
    @Param('assignmentId') assignmentId: string,
  ): Promise<SeeOther> {
    if (!isId(assignmentId)) throw new Refused({ code: 'not-found' });
    await this.service.revokeRole(act, personIdOf(id), assignmentId as AssignmentId);
    return new SeeOther(accountPaths.person(id), 'Đã thu hồi vai trò.');
  }

  @Post(accountPaths.personLink(':id'))
  @Allow('admin')
  async issueLink(@TheAct() act: Act, @Param('id') id: string): Promise<Page> {
    const link = await this.service.issueLink(act, personIdOf(id));
    const person = await this.load(id);
    const view = toLinkView(person, link, { baseUrl: this.baseUrl(), sharers: 0 });
    return new Page('accounts/link', view, { breadcrumbs: trailTo('Liên kết dùng một lần', person) });
  }

  @Post(accountPaths.personSignOut(':id'))
  @Allow('admin')
  async signOut(@TheAct() act: Act, @Param('id') id: string): Promise<SeeOther> {
    await this.service.endSessions(act, personIdOf(id));
    return new SeeOther(accountPaths.person(id), 'Đã đăng xuất người này khỏi mọi máy.');
  }

  @Post(accountPaths.personClosure(':id'))
  @Allow('admin')
  async disable(@TheAct() act: Act, @Param('id') id: string): Promise<SeeOther> {
    await this.service.disable(act, personIdOf(id));
    return new SeeOther(accountPaths.person(id), 'Đã khóa tài khoản. Người này không vào được nữa.');
  }

  @Post(accountPaths.personReopening(':id'))
  @Allow('admin')
  async enable(@TheAct() act: Act, @Param('id') id: string): Promise<SeeOther> {
    await this.service.enable(act, personIdOf(id));
    return new SeeOther(accountPaths.person(id), 'Đã mở khóa tài khoản.');
  }

  private async load(id: string): Promise<PersonFacts> {
    const person = await this.people.byId(this.database.reader, personIdOf(id));
    if (person === null) throw new Refused({ code: 'not-found' });
    return person;
  }

  private async page(actor: Actor, id: string, sent: Sent): Promise<Page> {
    const person = await this.load(id);
    const [roles, contests] = await Promise.all([
      this.people.assignmentsOf(this.database.reader, person.id),
      this.repository.contests(this.database.reader),
    ]);
    this.security.personalDataViewed(actor, { view: 'accounts/person', person: person.id });
    return new Page('accounts/person', toPersonView(person, { roles, contests }, sent), {
      breadcrumbs: trailTo(null, person),
    });
  }
}

const personIdOf = (id: string): PersonId => {
  if (!isId(id)) throw new Refused({ code: 'not-found' });
  return id as PersonId;
};
