import type { Hundredths } from '../../../kernel/points.js';
import { formatPoints } from '../../../kernel/vietnamese/numbers.js';

/** `{{points hundredths}}`: 875 is "8,75", 800 is "8"; "–" for null, which is not yet scored. */
export const points = (hundredths: Hundredths | null): string => (hundredths === null ? '–' : formatPoints(hundredths));
