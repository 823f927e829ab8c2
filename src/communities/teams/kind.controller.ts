import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { isId } from '../../kernel/ids.js';
import { Refused } from '../../kernel/refusal.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { READERS } from '../groups/group.policy.js';
import { KindRepository } from './kind.repository.js';
import { TaskRepository, type TeamTask } from './task.repository.js';
import { TaskService } from './task.service.js';
import type { TeamKind } from './team.facts.js';
import { readBounds, readTask, typedBounds } from './team.form.js';
import { crumbs } from './team.pages.js';
import { teamPaths } from './team.paths.js';
import { KIND_SETTERS } from './team.policy.js';
import { TeamService } from './team.service.js';
import { boundsWords, noTasksWords } from './team.view.js';

/** `/to/loai`: what teams of each kind must keep to, by which paper, and what was before. */
@Controller()
export class KindController {
  constructor(
    private readonly database: Database,
    private readonly kinds: KindRepository,
    private readonly service: TeamService,
    private readonly tasks: TaskRepository,
    private readonly taskService: TaskService,
  ) {}

  @Get(teamPaths.kinds)
  @Allow(...READERS)
  async list(@TheActor() actor: Actor): Promise<Page> {
    const kinds = await this.kinds.all(this.database.reader);
    const sets = (KIND_SETTERS as readonly string[]).includes(actor.role);
    const rows = kinds.map((kind) => ({
      name: kind.name,
      bounds: boundsWords(kind),
      source: kind.source || null,
      href: sets ? teamPaths.kind(kind.id) : null,
    }));
    return new Page('communities/team-kinds', { rows }, { breadcrumbs: crumbs([{ href: null, label: 'Loại tổ' }]) });
  }

  @Get(teamPaths.kind(':id'))
  @Allow(...KIND_SETTERS)
  async one(@Param('id') id: string): Promise<Page> {
    const [kind, ...before] = await this.known(id);
    return this.page(kind, before, freshForm(typedBounds(kind)));
  }

  @Post(teamPaths.kind(':id'))
  @Allow(...KIND_SETTERS)
  async save(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<Answer> {
    await this.known(id);
    return answerForm({
      form: readBounds(body),
      act: (given) => this.service.bound(act, id, given),
      then: () => new SeeOther(teamPaths.kinds, 'Đã ghi quy định mới. Quy định trước đó vẫn được giữ.'),
      again: async (form) => {
        const [kind, ...before] = await this.known(id);
        return this.page(kind, before, form);
      },
    });
  }

  @Post(teamPaths.kindTasks(':id'))
  @Allow(...KIND_SETTERS)
  async addTask(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<Answer> {
    await this.known(id);
    return answerForm({
      form: readTask(body),
      act: (task) => this.taskService.add(act, id, task),
      then: () => new SeeOther(teamPaths.kind(id), 'Đã thêm nhiệm vụ.'),
      again: async (form) => {
        const [kind, ...before] = await this.known(id);
        return this.page(kind, before, { ...form, values: { ...typedBounds(kind), ...form.values } });
      },
    });
  }

  @Post(teamPaths.kindTaskEnd(':id', ':task'))
  @Allow(...KIND_SETTERS)
  async endTask(@TheAct() act: Act, @Param('id') id: string, @Param('task') task: string): Promise<SeeOther> {
    await this.known(id);
    if (!isId(task)) throw new Refused({ code: 'not-found' });
    await this.taskService.end(act, id, task);
    return new SeeOther(teamPaths.kind(id), 'Đã thôi nhiệm vụ này.');
  }

  private async page(kind: TeamKind, before: readonly TeamKind[], form: FormState): Promise<Page> {
    return kindPage(kind, before, form, await this.tasks.ofKind(this.database.reader, kind.id));
  }

  private async known(id: string): Promise<[TeamKind, ...TeamKind[]]> {
    const [kind, ...before] = isId(id) ? await this.kinds.history(this.database.reader, id) : [];
    if (kind === undefined) throw new Refused({ code: 'not-found' });
    return [kind, ...before];
  }
}

function kindPage(kind: TeamKind, before: readonly TeamKind[], form: FormState, tasks: readonly TeamTask[]): Page {
  const view = {
    about: kind.name,
    form,
    version: kind.version,
    action: teamPaths.kind(kind.id),
    backHref: teamPaths.kinds,
    nowText: `${boundsWords(kind)}${kind.source === '' ? '' : ` (${kind.source})`}`,
    tasksText: tasks.length > 0 ? 'Các nhiệm vụ đang áp dụng:' : noTasksWords(kind.source),
    tasks: tasks.map((one) => ({ ...one, endAction: teamPaths.kindTaskEnd(kind.id, one.id) })),
    taskAction: teamPaths.kindTasks(kind.id),
    before: before.map((one) => ({
      bounds: boundsWords(one),
      source: one.source || null,
      by: `${one.recordedByName}, ${formatDateTime(one.recordedAt)}`,
    })),
  };
  const trail = [
    { href: teamPaths.kinds, label: 'Loại tổ' },
    { href: null, label: kind.name },
  ];
  return new Page('communities/team-kind', view, { breadcrumbs: crumbs(trail) });
}
