import type { Instant } from '../../../kernel/instant.js';
import { formatDate } from '../../../kernel/vietnamese/dates.js';

/** `{{date submittedAt}}`: "30/11/2021", a day in Viet Nam; "–" for null. */
export const date = (at: Instant | null): string => (at === null ? '–' : formatDate(at));
