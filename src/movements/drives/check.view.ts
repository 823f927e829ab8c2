import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { Page } from '../../web/answer.js';
import type { FormState } from '../../web/views/form-state.js';
import { frameOfMovement } from '../movement.view.js';
import type { CheckFacts } from './check.repository.js';
import type { DriveUnitFacts } from './drive.facts.js';
import type { OpenedDrive } from './drive.opening.js';
import { drivePaths, withChoices } from './drive.paths.js';

const WAYS = { in: 'Vào', out: 'Ra' } as const;

/** The log of a gate, newest first, with its sums. */
export function toChecks(checks: readonly CheckFacts[]) {
  const sum = (of: (check: CheckFacts) => number): number => checks.reduce((total, check) => total + of(check), 0);
  return {
    caption: `${checks.length} lượt kiểm soát gần nhất`,
    sumText: `${sum(({ people }) => people)} người, trong đó ${sum(({ withoutApp }) => withoutApp)} người chưa cài ứng dụng.`,
    rows: checks.map((one) => ({
      at: formatDateTime(one.checkedAt),
      way: WAYS[one.way],
      people: one.people,
      withoutApp: one.withoutApp,
      controller: one.controllerName,
    })),
  };
}

/** `/bao-cao/{drive}/kiem-soat`: who came in and went out of an agency, in numbers. */
export function checksPage(
  opened: OpenedDrive,
  unit: DriveUnitFacts,
  { checks, form }: { checks: readonly CheckFacts[]; form: FormState },
): Page {
  const { drive } = opened;
  return new Page(
    'movements/checks',
    {
      about: unit.name,
      form,
      lead: 'Ghi số người, không ghi tên người ra vào.',
      action: drivePaths.checks(drive.id),
      unitId: unit.id,
      ways: [
        { value: 'in', label: WAYS.in },
        { value: 'out', label: WAYS.out },
      ],
      checks: checks.length === 0 ? null : toChecks(checks),
      backHref: withChoices(drivePaths.report(drive.id), { 'don-vi': unit.id }),
    },
    frameOfMovement(opened, { href: null, label: drive.name }),
  );
}
