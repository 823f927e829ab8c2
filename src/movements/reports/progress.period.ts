import { dayBefore, type Day, formatDay } from '../../kernel/vietnamese/days.js';
import type { MovementFacts } from '../movement.facts.js';
import type { ProgressPeriod } from './progress.facts.js';

const DAY_MILLISECONDS = 86_400_000;
const shifted = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MILLISECONDS).toISOString().slice(0, 10);

/** The week from Monday to Sunday that a day lies in. */
export function weekOf(day: Day): ProgressPeriod {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const fromOn = shifted(day, -weekday);
  return { kind: 'weekly', fromOn, toOn: shifted(fromOn, 6) };
}

/** The week before the one that a day lies in. */
export const weekBefore = (day: Day): ProgressPeriod => weekOf(shifted(weekOf(day).fromOn, -1));

/** The movement as a whole. */
export const wholeOf = ({ startsOn, endsOn }: Pick<MovementFacts, 'startsOn' | 'endsOn'>): ProgressPeriod => ({
  kind: 'final',
  fromOn: startsOn,
  toOn: endsOn,
});

/** The last day whose figures count: the period’s, or today while it lasts. */
export const asOfDay = ({ toOn }: Pick<ProgressPeriod, 'toOn'>, today: Day): Day => (toOn < today ? toOn : today);

/** The day on which the standing before the period is read. */
export const eveOf = ({ fromOn }: Pick<ProgressPeriod, 'fromOn'>): Day => dayBefore(fromOn);

/** "tuần từ ngày 15/11/2021 đến ngày 21/11/2021", "cả đợt, từ ngày … đến ngày …" */
export const sayPeriod = ({ kind, fromOn, toOn }: ProgressPeriod): string =>
  `${kind === 'weekly' ? 'tuần' : 'toàn phong trào'} từ ngày ${formatDay(fromOn)} đến ngày ${formatDay(toOn)}`;
