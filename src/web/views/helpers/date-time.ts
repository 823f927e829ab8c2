import type { Instant } from '../../../kernel/instant.js';
import { formatDateTime } from '../../../kernel/vietnamese/dates.js';

/** `{{dateTime submittedAt}}`: "23:59 ngày 30/11/2021" in Viet Nam; "–" for null. */
export const dateTime = (at: Instant | null): string => (at === null ? '–' : formatDateTime(at));
