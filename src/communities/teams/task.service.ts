import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Act } from '../../kernel/actor.js';
import { Refused } from '../../kernel/refusal.js';
import { KindRepository } from './kind.repository.js';
import { TaskRepository, type TeamTask } from './task.repository.js';

/** What teams of a kind do, as a paper says: added and ended, never deleted. */
@Injectable()
export class TaskService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly kinds: KindRepository,
    private readonly tasks: TaskRepository,
  ) {}

  /** Refuses `team-task-known`, `not-found`. */
  add(act: Act, kindId: string, task: Omit<TeamTask, 'id'>): Promise<void> {
    return this.database.act(act, async (tx) => {
      const [kind] = await this.kinds.history(tx, kindId);
      if (kind === undefined) throw new Refused({ code: 'not-found' });
      if ((await this.tasks.add(tx, kind.id, task)) === 0)
        throw new Refused({ code: 'team-task-known', field: 'description' });
      await this.audit.record(tx, act, {
        act: 'team-kind.add-task',
        subjectKind: 'team-kind',
        subjectId: kind.id,
        facts: { name: kind.name, task: task.description, source: task.source },
      });
    });
  }

  /** Refuses `not-found` for a task that is not asked for. */
  end(act: Act, kindId: string, id: string): Promise<void> {
    return this.database.act(act, async (tx) => {
      const [kind] = await this.kinds.history(tx, kindId);
      if (kind === undefined || (await this.tasks.end(tx, kind.id, id)) === 0) throw new Refused({ code: 'not-found' });
      await this.audit.record(tx, act, {
        act: 'team-kind.end-task',
        subjectKind: 'team-kind',
        subjectId: kind.id,
        facts: { name: kind.name },
      });
    });
  }
}
