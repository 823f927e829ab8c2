import type { Actor } from '../kernel/actor.js';

/** One thing to do, as a card on the home page. */
export interface Task {
  /** Verb first: "Bổ sung hồ sơ ZALO21-211124-0007". */
  title: string;
  href: string;
  /** One line: what stands there, or who waits for it. */
  detail: string;
  /** "Hạn: 23:59 thứ Ba, 30/11/2021"; null when nothing presses. */
  dueText: string | null;
  /** How many of them there are; null when it is one. */
  count: number | null;
}

/** What a room adds to the home page. Answers quickly, with as many queries for one task as for a hundred; most urgent first. */
export interface TaskSource {
  tasksFor(actor: Actor): Promise<Task[]>;
}

/** The sources of all rooms, in the order in which their tasks stand on the page: a list that the top of the house fills. */
export const TASK_SOURCES = Symbol('task-sources');
