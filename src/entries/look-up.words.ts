import { signsOf } from '../kernel/typed-signs.js';

/**
 * The numbers that somebody may have meant: "zalo21 211124 7" is none, "ZALO212111240007" is "ZALO21-211124-0007". The contest's
 * code may end in digits and a day may have more than 9 999 dossiers, hence sometimes several,
 * the likeliest first. Empty: no number at all.
 */
export function numbersMeant(typed: string): string[] {
  const signs = signsOf(typed);
  if (signs.length > 30) return [];
  return [4, 5, 6].flatMap((digits) => {
    const match = new RegExp(
      `^([A-Z0-9]{2,12})(\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]))(\\d{${digits}})$`,
    ).exec(signs);
    return match === null ? [] : [`${match[1]}-${match[2]}-${match[3]}`];
  });
}

/** A secret as it is kept, from what was typed. */
export const secretMeant = (typed: string): string => signsOf(typed).slice(0, 20);
