import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../../accounts/task.source.js';
import { Database } from '../../database/database.js';
import { DocumentReader } from '../../documents/document.reader.js';
import { addresseeOf } from '../../documents/register/addressee.js';
import type { Actor } from '../../kernel/actor.js';
import { registerPaths } from './register.paths.js';

/** Documents that a unit has not said it has, as one card of the home page. */
@Injectable()
export class ReceivedTasks implements TaskSource {
  constructor(
    private readonly database: Database,
    private readonly documents: DocumentReader,
  ) {}

  async tasksFor(actor: Actor): Promise<Task[]> {
    const addressee = addresseeOf(actor);
    if (addressee === null) return [];
    const waiting = await this.documents.waitingFor(this.database.reader, addressee);
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
