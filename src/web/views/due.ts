import type { Instant } from '../../kernel/instant.js';
import { timeLeft } from '../../kernel/vietnamese/dates.js';

const HOUR = 3_600_000;

/** How a deadline looks at a moment: colour by time left (UX §2), words, and the two instants a script ticks between. */
export interface DueFacts {
  tone: 'far' | 'near' | 'soon' | 'urgent' | 'past';
  isRunning: boolean;
  isUrgent: boolean;
  left: string;
  untilMs: number;
  nowMs: number;
}

/** Neutral from 72 hours, blue below, amber below 24, red with the word "gấp" below 1; at the bound itself it is past. */
export function dueFacts(now: Instant, until: Instant): DueFacts {
  const milliseconds = until.getTime() - now.getTime();
  const tone = toneOf(milliseconds);
  return {
    tone,
    isRunning: tone !== 'past',
    isUrgent: tone === 'urgent',
    left: timeLeft(now, until),
    untilMs: until.getTime(),
    nowMs: now.getTime(),
  };
}

function toneOf(milliseconds: number): DueFacts['tone'] {
  if (milliseconds <= 0) return 'past';
  if (milliseconds < HOUR) return 'urgent';
  if (milliseconds < 24 * HOUR) return 'soon';
  return milliseconds < 72 * HOUR ? 'near' : 'far';
}
