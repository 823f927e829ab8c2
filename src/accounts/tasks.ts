import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { TASK_SOURCES, type Task, type TaskSource } from './task.source.js';

/** Everything that waits for somebody, from all rooms. */
@Injectable()
export class Tasks {
  constructor(@Optional() @Inject(TASK_SOURCES) private readonly sources: readonly TaskSource[] = []) {}

  /** The tasks of this actor: rooms in the order of the house, each room's most urgent first. */
  async of(actor: Actor): Promise<Task[]> {
    return (await Promise.all(this.sources.map((source) => source.tasksFor(actor)))).flat();
  }
}
