import type { Instant } from '../../../kernel/instant.js';
import { isoLocal } from '../../../kernel/vietnamese/dates.js';

/** `<time datetime="{{iso submittedAt}}">`: "2021-11-30T23:59:59.999+07:00", for machines. */
export const iso = (at: Instant): string => isoLocal(at);
