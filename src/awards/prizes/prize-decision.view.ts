import { Refused } from '../../kernel/refusal.js';
import { formatDecimal, formatMoney } from '../../kernel/vietnamese/numbers.js';
import { shareEqually, sumDong, timesDong } from '../../kernel/money.js';
import type { FormState } from '../../web/views/form-state.js';
import type { AwardDesk } from '../award.desk.js';
import { awardPaths } from '../award.paths.js';
import { prizeName } from './decision.words.js';

/** The page on which one tied group is decided; `group` counts from 1. What each choice would mean is computed, not promised. */
export function toTieView(desk: AwardDesk, group: number, form: FormState): object {
  const tied = desk.drafted?.proposal.allocation.undecided[group - 1];
  if (desk.drafted === null || tied === undefined) throw new Refused({ code: 'decision-out-of-date' });
  const nameOf = (code: string): string => prizeName(desk, code);
  const pool = sumDong(tied.covered.map(({ quantity, amount }) => timesDong(quantity, amount)));
  const [highest] = tied.covered;
  const shares = shareEqually(pool, tied.entries.length);
  const shareText =
    shares[0] === shares.at(-1)
      ? formatMoney(shares[0] ?? 0)
      : `${formatMoney(shares.at(-1) ?? 0)} hoặc ${formatMoney(shares[0] ?? 0)}`;
  const positions = tied.covered
    .map(({ tier, quantity, amount }) => `${quantity} ${nameOf(tier)} (${formatMoney(amount)})`)
    .join(', ');
  return {
    about: desk.contest.code,
    form,
    action: awardPaths.tie(desk.contest.slug, group),
    backHref: awardPaths.desk(desk.contest.slug),
    version: String(desk.drafted.list.version),
    lead: `${tied.entries.length} hồ sơ cùng hạng ${tied.rank}, nhưng chỉ còn ${positions}.`,
    entries: tied.entries.map((number) => {
      const place = desk.tally?.places.get(number);
      const ranked = desk.tally?.ranking.find((one) => one.entry === number);
      return {
        number,
        village: place?.villageName ?? '',
        commune: place?.communeName ?? '',
        score: formatDecimal(ranked?.score ?? ''),
        placeName: `place[${number}]`,
      };
    }),
    choices: [
      {
        value: 'share',
        label: 'Chia đều',
        hint: `Gộp ${formatMoney(pool)}, mỗi hồ sơ nhận ${shareText}, ghi ${nameOf(highest?.tier ?? '')}.`,
      },
      {
        value: 'extend',
        label: 'Cùng nhận mức cao',
        hint: `Mỗi hồ sơ nhận đủ ${formatMoney(highest?.amount ?? 0)}, tổng ${formatMoney(timesDong(tied.entries.length, highest?.amount ?? 0))}.`,
      },
      {
        value: 'order',
        label: 'Xếp thứ tự theo quyết định của Ban Giám khảo',
        hint: 'Ghi thứ tự từng hồ sơ ở bảng dưới.',
      },
      { value: 'withhold', label: 'Không trao các giải này', hint: 'Không hồ sơ nào trong nhóm nhận giải.' },
    ],
  };
}

/** The page on which a person says why positions of a tier stay withheld. */
export function toWithheldView(desk: AwardDesk, tierCode: string, form: FormState): object {
  const withheld = desk.drafted?.proposal.unexplained.find(({ tier }) => tier === tierCode);
  const tier = desk.tiers.find(({ code }) => code === tierCode);
  if (desk.drafted === null || withheld === undefined || tier === undefined)
    throw new Refused({ code: 'decision-out-of-date' });
  const quantity = desk.drafted.proposal.prizes.find((one) => one.tier === tierCode)?.quantity ?? tier.quantity;
  return {
    about: desk.contest.code,
    form,
    action: awardPaths.withheld(desk.contest.slug, tierCode),
    backHref: awardPaths.desk(desk.contest.slug),
    version: String(desk.drafted.list.version),
    facts: [
      { label: 'Giải', value: tier.name },
      { label: 'Số giải không trao', value: `${withheld.quantity} trong ${quantity}` },
      { label: 'Mức thưởng', value: formatMoney(tier.amount) },
      {
        label: 'Điểm tối thiểu',
        value: tier.minimum === null ? 'Không đặt' : formatDecimal((tier.minimum / 100).toFixed(2)),
      },
    ],
  };
}

/** The page on which people leave a tier without a winner. */
export function toEmptyTierView(desk: AwardDesk, form: FormState): object {
  if (desk.drafted === null) throw new Refused({ code: 'decision-out-of-date' });
  const { allocation, prizes } = desk.drafted.proposal;
  const given = prizes.filter(
    ({ tier }) =>
      allocation.awards.some((award) => award.tier === tier) ||
      allocation.undecided.some(({ tiers }) => tiers.includes(tier)),
  );
  return {
    about: desk.contest.code,
    form,
    action: awardPaths.emptyTier(desk.contest.slug),
    backHref: awardPaths.desk(desk.contest.slug),
    version: String(desk.drafted.list.version),
    tiers: given.map(({ tier, quantity, amount }) => ({
      value: tier,
      label: `${prizeName(desk, tier)}: ${quantity} giải × ${formatMoney(amount)}`,
    })),
  };
}

/** The page on which prizes move from one tier to another. */
export function toShiftView(desk: AwardDesk, form: FormState): object {
  if (desk.drafted === null) throw new Refused({ code: 'decision-out-of-date' });
  const { prizes, total, budget } = desk.drafted.proposal;
  return {
    about: desk.contest.code,
    form,
    action: awardPaths.shift(desk.contest.slug),
    backHref: awardPaths.desk(desk.contest.slug),
    version: String(desk.drafted.list.version),
    facts: [
      { label: 'Danh sách hiện có', value: formatMoney(total) },
      { label: 'Kinh phí', value: budget === null ? 'Chưa nhập' : formatMoney(budget) },
    ],
    tiers: prizes.map(({ tier, quantity, amount }) => ({
      value: tier,
      label: `${prizeName(desk, tier)}: ${quantity} giải × ${formatMoney(amount)}`,
    })),
  };
}
