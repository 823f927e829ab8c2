import type { PlannedRoundFacts } from '../contests/round-plan.facts.js';
import { judgingPaths } from './judging.paths.js';
import type { SecretaryStanding } from './secretary.standing.js';

/** One thing to do on the secretary's desk. */
export interface DeskTask {
  label: string;
  href: string;
  hint: string;
  status: { word: string; tone: string } | null;
}

/** The desk of a round in which nobody judges: its points are brought in instead. */
export function withoutPanel<Task extends DeskTask>(
  tasks: readonly Task[],
  { entries, belowQuorum }: { entries: number; belowQuorum: number },
): DeskTask[] {
  const ofPanel: readonly string[] = [
    judgingPaths.panel,
    judgingPaths.progress,
    judgingPaths.prints,
    judgingPaths.papersIn,
    judgingPaths.spread,
  ];
  const isDone = entries > 0 && belowQuorum === 0;
  const bring = {
    label: 'Nhập điểm từ bên ngoài',
    href: judgingPaths.outside,
    hint: `${entries - belowQuorum}/${entries} hồ sơ đã có điểm`,
    status: isDone ? { word: 'Xong', tone: 'success' } : { word: 'Cần làm', tone: 'warning' },
  };
  const others = tasks.filter(({ href }) => !ofPanel.includes(href));
  return [
    bring,
    ...others.map((task) =>
      task.href === judgingPaths.closing ? { ...task, hint: `${belowQuorum} hồ sơ chưa có điểm` } : task,
    ),
  ];
}

/** In a contest of several rounds: the way to the next one, or to what this one was opened with. */
export function nextTasks({ round, rounds }: SecretaryStanding, plans: readonly PlannedRoundFacts[]): DeskTask[] {
  const newest = rounds.at(-1);
  if (plans.length < 2 || newest === undefined || round?.id !== newest.id) return [];
  const next = plans.find(({ number }) => number === newest.number + 1);
  if (next !== undefined)
    return [
      {
        label: `Mở vòng ${next.number}: ${next.name}`,
        href: judgingPaths.next,
        hint: newest.closedAt === null ? 'Sau khi khóa vòng này' : 'Xem hồ sơ nào vào vòng sau',
        status: newest.closedAt === null ? null : { word: 'Cần làm', tone: 'warning' },
      },
    ];
  return newest.closedAt === null
    ? [
        {
          label: 'Danh sách vào vòng này',
          href: judgingPaths.next,
          hint: 'Hoàn tác được khi chưa giao phiếu',
          status: null,
        },
      ]
    : [];
}
