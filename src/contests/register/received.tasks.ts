import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../../accounts/task.source.js';
import { Database } from '../../database/database.js';
import { RECIPIENT_ROLES } from '../../documents/document.facts.js';
import { DocumentReader } from '../../documents/document.reader.js';
import type { Actor } from '../../kernel/actor.js';
import { registerPaths } from './register.paths.js';

/** Documents that a unit has not said it has, as one card of the home page. */
@Injectable()
export class ReceivedTasks implements TaskSource {
  constructor(
    private readonly database: Database,
    private readonly documents: DocumentReader,
  ) {}

  async tasksFor({ role, unitId }: Actor): Promise<Task[]> {
    const known = RECIPIENT_ROLES.find((one) => one === role);
    if (unitId === null || known === undefined) return [];
    const waiting = await this.documents.waitingFor(this.database.reader, { unitId, role: known });
    if (waiting === 0) return [];
    return [
      {
        title: 'Nhận văn bản đến',
        href: registerPaths.received,
        detail: 'Đọc văn bản rồi bấm “Đã nhận”.',
        dueText: null,
        count: waiting,
      },
    ];
  }
}
