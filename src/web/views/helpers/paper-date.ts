import type { Instant } from '../../../kernel/instant.js';
import { formatPaperDate } from '../../../kernel/vietnamese/dates.js';

/** `{{paperDate issuedAt}}`: "ngày 05 tháng 02 năm 2026", as state papers write it; null leaves the day blank for the clerk. */
export const paperDate = (at: Instant | null): string => (at === null ? BLANK : formatPaperDate(at));

// Spaces that do not collapse, room for a pen.
const BLANK = ['ngày', 'tháng', 'năm'].join('\u00a0'.repeat(6)) + '\u00a0'.repeat(6);
