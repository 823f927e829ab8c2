import type { Instant } from '../../../kernel/instant.js';
import { type MeterFacts, meterFacts as drawMeter } from '../charts.js';
import { type DueFacts, dueFacts as judgeDue } from '../due.js';

/** `{{#with (dueFacts now until)}}`: tone and words of a deadline, for the partial `due`. Nothing inside for a null bound. */
export const dueFacts = (now: Instant, until: Instant | null): DueFacts | null =>
  until === null ? null : judgeDue(now, until);

/** `{{#with (meterFacts part need whole)}}`: where the meter's bar ends and its mark stands, for the partial `quota-meter`. */
export const meterFacts = (part: number, need: number, whole: number): MeterFacts => drawMeter({ part, need, whole });
