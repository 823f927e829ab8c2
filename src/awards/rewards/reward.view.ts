import { RECIPIENT_WORDS } from '../../contests/recipient-kind.js';
import { Refused } from '../../kernel/refusal.js';
import type { FormState } from '../../web/views/form-state.js';
import type { AwardDesk } from '../award.desk.js';
import { awardPaths } from '../award.paths.js';
import { toBaseRow, toNormRow } from './norm.view.js';
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
    normsHref: awardPaths.norms,
    norms: norms.map(toNormRow),
    bases: bases.map(toBaseRow),
  };
}
