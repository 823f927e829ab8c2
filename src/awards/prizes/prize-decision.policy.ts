import type { PrizeTier } from '../../judging/rules-file.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { AwardDesk } from '../award.desk.js';
import type { Proposal } from '../award.proposal.js';
import type { QuotaShift } from './quota-shifts.js';
import type { SideChoice } from './side-allocation.js';

/**
 * Why prizes cannot be moved so: unknown tiers (`shift-tier-missing`), one and the same (`shift-same-tier`), more than the tier has (`shift-too-many`), or
 * more prizes in all than `most`, the contest's cap (`shift-over-cap`; null: none).
 */
export function refuseToShift(
  { from, to, taken, added }: QuotaShift,
  prizes: readonly PrizeTier[],
  most: number | null,
): Refusal | null {
  const giver = prizes.find(({ tier }) => tier === from);
  if (giver === undefined) return { code: 'shift-tier-missing', field: 'from' };
  if (!prizes.some(({ tier }) => tier === to)) return { code: 'shift-tier-missing', field: 'to' };
  if (from === to) return { code: 'shift-same-tier', field: 'to' };
  if (taken > giver.quantity) return { code: 'shift-too-many', left: giver.quantity, field: 'taken' };
  const after = prizes.reduce((sum, { quantity }) => sum + quantity, added - taken);
  return most !== null && added > taken && after > most
    ? { code: 'shift-over-cap', most, after, field: 'added' }
    : null;
}

/**
 * Why a prize beside the tiers cannot go to these entries: it is not people's to decide, or no longer (`decision-out-of-date`); one of them may not
 * get it or stands twice (`side-choice-unfit`); there are fewer left (`side-choice-too-many`).
 */
export function refuseSideChoice(
  { prize, entries }: SideChoice,
  { side, allocation }: Pick<Proposal, 'side' | 'allocation'>,
  { sidePrizes, tally }: Pick<AwardDesk, 'sidePrizes' | 'tally'>,
): Refusal | null {
  const open = side.open.find((one) => one.prize === prize);
  const besideRank = sidePrizes.find(({ code }) => code === prize)?.besideRank ?? false;
  if (open === undefined) return { code: 'decision-out-of-date' };
  const awarded = new Set(besideRank ? [] : allocation.awards.map(({ entry }) => entry));
  const ranked = (tally?.ranking ?? []).map(({ entry }) => entry);
  const candidates = new Set(open.candidates ?? ranked.filter((entry) => !awarded.has(entry)));
  const unfit = entries.find((entry, index) => !candidates.has(entry) || entries.indexOf(entry) !== index);
  if (unfit !== undefined) return { code: 'side-choice-unfit', entry: unfit, field: 'entries' };
  if (entries.length > open.left) return { code: 'side-choice-too-many', left: open.left, field: 'entries' };
  return null;
}
