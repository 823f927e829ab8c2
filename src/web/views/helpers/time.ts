import type { Instant } from '../../../kernel/instant.js';
import { formatTime } from '../../../kernel/vietnamese/dates.js';

/** `{{time submittedAt}}`: "23:59" in Viet Nam; "–" for null. */
export const time = (at: Instant | null): string => (at === null ? '–' : formatTime(at));
