import type { Instant } from '../../../kernel/instant.js';
import { timeLeft as sayTimeLeft } from '../../../kernel/vietnamese/dates.js';

/** `{{timeLeft now entriesDueAt}}`: "Còn 2 ngày 4 giờ", "Đã hết hạn"; "" where there is no bound. */
export const timeLeft = (now: Instant, until: Instant | null): string =>
  until === null ? '' : sayTimeLeft(now, until);
