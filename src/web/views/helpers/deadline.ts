import { type Instant, plusMilliseconds } from '../../../kernel/instant.js';
import { formatDateTimeLong, startOfDay } from '../../../kernel/vietnamese/dates.js';

/**
 * `{{deadline entriesDueAt}}`: "23:59 thứ Ba, 30/11/2021 (giờ Việt Nam)" for the bound 00:00 of 01/12/2021, which is itself
 * too late; "trước 17:00 thứ Ba, 30/11/2021 (giờ Việt Nam)" for any other hour; "–" for null.
 */
export function deadline(until: Instant | null): string {
  if (until === null) return '–';
  const isMidnight = startOfDay(until).getTime() === until.getTime();
  const told = isMidnight ? formatDateTimeLong(plusMilliseconds(until, -1)) : `trước ${formatDateTimeLong(until)}`;
  return `${told} (giờ Việt Nam)`;
}
