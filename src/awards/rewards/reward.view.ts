import { RECIPIENT_WORDS } from '../../contests/recipient-kind.js';
import { sayPaper } from '../../contests/prize-money.js';
import { Refused } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatPoints } from '../../kernel/vietnamese/numbers.js';
import type { FormState } from '../../web/views/form-state.js';
import type { AwardDesk } from '../award.desk.js';
import { awardPaths } from '../award.paths.js';
import type { RewardBook } from './reward.repository.js';

/** The page on which a legal reward form is granted, with the norms and base salaries that it goes by. */
export function toRewardView(desk: AwardDesk, { norms, bases }: RewardBook, form: FormState): object {
  if (desk.drafted === null) throw new Refused({ code: 'decision-out-of-date' });
  const options = new Map(
    norms.map(({ form: code, recipientKind, name }) => [
      `${code} ${recipientKind}`,
      `${name} – ${RECIPIENT_WORDS[recipientKind].toLowerCase()}`,
    ]),
  );
  return {
    about: desk.contest.code,
    form,
    action: awardPaths.reward(desk.contest.slug),
    backHref: awardPaths.desk(desk.contest.slug),
    version: String(desk.drafted.list.version),
    options: [...options].map(([value, label]) => ({ value, label })),
    norms: norms.map((norm) => ({
      name: norm.name,
      recipient: RECIPIENT_WORDS[norm.recipientKind],
      multiple: formatPoints(norm.multipleHundredths),
      from: formatDay(norm.inForceFrom),
      until: norm.inForceUntil === null ? null : formatDay(norm.inForceUntil),
      paper: sayPaper(norm),
      caveat: norm.caveat,
    })),
    bases: bases.map(({ amount, inForceFrom, document }) => ({
      amount,
      from: formatDay(inForceFrom),
      paper: document === '' ? null : document,
    })),
  };
}
