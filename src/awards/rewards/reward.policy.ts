import type { RecipientKind } from '../../contests/recipient-kind.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { AwardDesk } from '../award.desk.js';
import type { Proposal } from '../award.proposal.js';

/** What an organiser asks for: which form, to whom, by a decision of which day. */
export interface WantedReward {
  form: string;
  recipientKind: RecipientKind;
  /** Number of the entry. */
  entry: string;
  /** Name of a person, a household or another collective than the entry's own group; '' for that. */
  recipient: string;
  decidedOn: Day;
}

/**
 * Why a form cannot be granted so: the entry has no rank (`reward-entry-unfit`), a person or household is not named (`reward-recipient-missing`), or the
 * same recipient has the form already (`reward-twice`).
 */
export function refuseToGrant(
  { form, recipientKind, entry, recipient }: WantedReward,
  { rewards }: Pick<Proposal, 'rewards'>,
  { tally }: Pick<AwardDesk, 'tally'>,
): Refusal | null {
  if (!(tally?.ranking ?? []).some((one) => one.entry === entry))
    return { code: 'reward-entry-unfit', entry, field: 'entry' };
  if (recipientKind !== 'collective' && recipient === '')
    return { code: 'reward-recipient-missing', field: 'recipient' };
  const isTwice = rewards.awards.some(
    ({ grant }) =>
      grant.form === form &&
      grant.entry === entry &&
      grant.recipientKind === recipientKind &&
      grant.recipient.toLowerCase() === recipient.toLowerCase(),
  );
  return isTwice ? { code: 'reward-twice', field: 'recipient' } : null;
}
