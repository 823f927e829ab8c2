import { formatPoints } from '../../kernel/vietnamese/numbers.js';

/** "−0,5" or "+1": what was taken or given, in points. */
export const saySigned = (hundredths: number): string =>
  hundredths < 0 ? `−${formatPoints(-hundredths)}` : `+${formatPoints(hundredths)}`;
