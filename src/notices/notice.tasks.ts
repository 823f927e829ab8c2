import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../accounts/task.source.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { noticePaths } from './notice.paths.js';
import { NoticeRepository } from './notice.repository.js';
import { sayUnread } from './notice.view.js';

/** Unread notices, as one card of the home page. */
@Injectable()
export class NoticeTasks implements TaskSource {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeRepository,
  ) {}

  async tasksFor(actor: Actor): Promise<Task[]> {
    const unread = await this.notices.unreadOf(this.database.reader, actor.personId);
    if (unread === 0) return [];
    return [
      { title: 'Đọc thông báo mới', href: noticePaths.list, detail: sayUnread(unread), dueText: null, count: null },
    ];
  }
}
