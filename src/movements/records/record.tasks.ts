import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../../accounts/task.source.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { MovementOpening } from '../movement.opening.js';
import { ProposalRepository } from './proposal.repository.js';
import { recordPaths } from './record.paths.js';

/** Proposals to reward people that wait for the second person. */
@Injectable()
export class RecordTasks implements TaskSource {
  constructor(
    private readonly database: Database,
    private readonly movements: MovementOpening,
    private readonly proposals: ProposalRepository,
  ) {}

  async tasksFor(actor: Actor): Promise<Task[]> {
    if (actor.role !== 'vetting' && actor.role !== 'organiser') return [];
    const { reader } = this.database;
    const reach = await this.movements.reach(reader, actor);
    if (reach.kind === 'nothing') return [];
    const { count, movementId, id, title } = await this.proposals.toConfirm(reader, actor.personId, {
      contestId: reach.kind === 'contest' ? reach.contestId : null,
      treeId: reach.kind === 'tree' ? reach.unitId : null,
    });
    if (count === 0 || movementId === null || id === null) return [];
    return [
      {
        title: 'Xác nhận đề nghị khen thưởng',
        href: recordPaths.proposal(movementId, id),
        detail: title ?? '',
        dueText: null,
        count: count > 1 ? count : null,
      },
    ];
  }
}
