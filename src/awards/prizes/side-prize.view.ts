import { sayPrizeBasis } from '../../contests/contest.words.js';
import { Refused } from '../../kernel/refusal.js';
import { formatMoney } from '../../kernel/vietnamese/numbers.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import type { FormState } from '../../web/views/form-state.js';
import type { AwardDesk } from '../award.desk.js';
import { awardPaths } from '../award.paths.js';
import { sayDecision } from './decision.words.js';

/** The page on which a prize beside the tiers is given or withheld: ticks where equals stand for it, else numbers to type. */
export function toSidePrizeView(desk: AwardDesk, code: string, form: FormState): object {
  const open = desk.drafted?.proposal.side.open.find(({ prize }) => prize === code);
  const prize = desk.sidePrizes.find((one) => one.code === code);
  if (desk.drafted === null || open === undefined || prize === undefined)
    throw new Refused({ code: 'decision-out-of-date' });
  const placeOf = (number: string): string => {
    const place = desk.tally?.places.get(number);
    return place === undefined ? number : `${number} – ${tellPlace(place.villageName, place.communeName)}`;
  };
  return {
    about: desk.contest.code,
    form,
    action: awardPaths.sidePrize(desk.contest.slug, code.slice('phu:'.length)),
    backHref: awardPaths.desk(desk.contest.slug),
    version: String(desk.drafted.list.version),
    heading: prize.name,
    facts: [
      { label: 'Căn cứ', value: sayPrizeBasis(prize) },
      { label: 'Còn trao', value: `${open.left} giải` },
      { label: 'Mức thưởng', value: formatMoney(prize.amount) },
      { label: 'Hồ sơ đã có giải chính', value: prize.besideRank ? 'Vẫn được nhận' : 'Không nhận' },
    ],
    choices: [
      { value: 'give', label: 'Trao' },
      { value: 'withhold', label: 'Không trao giải này' },
    ],
    tied: open.candidates?.map((number) => ({ value: number, label: placeOf(number) })) ?? null,
    tiedLabel: `Chọn ${open.left} trong các hồ sơ bằng điểm`,
  };
}

/** The page that asks why a decision is withdrawn. */
export function toWithdrawalView(desk: AwardDesk, id: string, form: FormState): object {
  const decision = desk.drafted?.decisions.find((one) => one.id === id && one.withdrawnAt === null);
  if (desk.drafted === null || decision === undefined) throw new Refused({ code: 'decision-out-of-date' });
  return {
    about: desk.contest.code,
    form,
    action: awardPaths.decisionWithdrawal(desk.contest.slug, id),
    backHref: awardPaths.desk(desk.contest.slug),
    version: String(desk.drafted.list.version),
    facts: [
      { label: 'Quyết định', value: sayDecision(decision, desk) },
      { label: 'Lý do đã ghi', value: decision.reason },
      { label: 'Người quyết định', value: decision.decidedByName },
    ],
  };
}
