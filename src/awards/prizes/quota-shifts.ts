import type { PrizeTier } from '../../judging/rules-file.js';

/** A recorded decision that some prizes of one tier become prizes of another: 1 Nhất less, 2 Ba more. */
export interface QuotaShift {
  from: string;
  taken: number;
  to: string;
  added: number;
}

/**
 * The tiers as they are after people moved quotas, oldest shift first. A shift that names a tier that is not there, or takes more than its
 * tier has at that moment, moves nothing and is answered as `stale`. Amounts and floors stay as the rules have them.
 */
export function shiftQuotas(
  prizes: readonly PrizeTier[],
  shifts: readonly QuotaShift[],
): { prizes: PrizeTier[]; stale: QuotaShift[] } {
  const shifted = prizes.map((prize) => ({ ...prize }));
  const stale: QuotaShift[] = [];
  for (const shift of shifts) {
    const from = shifted.find(({ tier }) => tier === shift.from);
    const to = shifted.find(({ tier }) => tier === shift.to);
    if (from === undefined || to === undefined || from === to || shift.taken > from.quantity) stale.push(shift);
    else {
      from.quantity -= shift.taken;
      to.quantity += shift.added;
    }
  }
  return { prizes: shifted, stale };
}
