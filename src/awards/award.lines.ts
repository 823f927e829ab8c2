import type { FieldFacts, PrizeTierFacts } from '../contests/contest.facts.js';
import type { SidePrizeFacts } from '../contests/side-prize.facts.js';
import type { RankedEntry } from '../judging/ranked-entry.js';
import { parseRational, toDecimal } from '../kernel/rational.js';
import { formatDecimal } from '../kernel/vietnamese/numbers.js';
import type { Award, AwardedBy } from './allocation.js';
import type { AwardLine } from './award.facts.js';
import type { PrintedEntry } from './award.repository.js';
import type { SideAward } from './prizes/side-allocation.js';
import { type RewardAward, sayProduct } from './rewards/reward-norms.js';

const NOTES: Readonly<Record<AwardedBy, string>> = {
  place: '',
  share: 'Đồng hạng, chia đều tiền thưởng',
  extend: 'Đồng hạng, cùng nhận mức cao',
  order: 'Đồng hạng, thứ tự do Ban Giám khảo quyết định',
};

/** Reasons are for the minutes and the log; the list says only by what a prize beside the tiers was given. */
function sideNote({ basis, mean }: SideAward, { criterion }: SidePrizeFacts): string {
  if (basis === 'choice') return 'Ban Tổ chức chọn';
  if (mean === null) return '';
  const exact = parseRational(mean);
  const points = exact === null ? '' : formatDecimal(toDecimal(exact, { decimals: 2, mode: 'half-up' }));
  return `Điểm trung bình tiêu chí ${criterion ?? ''}: ${points}`;
}

/** A prize of the contest goes to the entry's own group, person or household. */
const receiverOf = (prize: Pick<PrizeTierFacts, 'recipientKind'> | undefined) => ({
  recipientKind: prize?.recipientKind ?? 'collective',
  recipient: '',
});

/**
 * The lines of an award list: prizes by rank and then by number, behind them the prizes beside the tiers in the order of the contest, then reward forms: what is printed of every awarded entry. By the house's rule the
 * contest's first line of text names the entry and its second one who represents it (nhóm, trưởng nhóm).
 */
export function toAwardLines(
  awards: { ranked: readonly Award[]; side: readonly SideAward[]; rewards: readonly RewardAward[] },
  sources: {
    ranking: readonly RankedEntry[];
    tiers: readonly PrizeTierFacts[];
    sidePrizes: readonly SidePrizeFacts[];
    entries: readonly PrintedEntry[];
    fields: readonly FieldFacts[];
  },
): AwardLine[] {
  const ranked = new Map(sources.ranking.map((one) => [one.entry, one]));
  const tiers = new Map(sources.tiers.map((tier) => [tier.code, tier]));
  const entries = new Map(sources.entries.map((entry) => [entry.entryNumber, entry]));
  const [title, representative] = sources.fields.filter(({ kind }) => kind === 'line');
  const sidePrizes = new Map(sources.sidePrizes.map((prize) => [prize.code, prize]));
  const won = [
    ...awards.ranked.map(({ entry, tier: code, amount, by }) => {
      const prize = tiers.get(code);
      return { entry, prize, kind: 'rank' as const, amount, note: NOTES[by], ...receiverOf(prize) };
    }),
    ...awards.side.map((award) => {
      const prize = sidePrizes.get(award.prize);
      const kind = award.basis === 'floor' ? ('recognition' as const) : ('side' as const);
      const note = prize === undefined ? '' : sideNote(award, prize);
      return { entry: award.entry, prize, kind, amount: award.amount, note, ...receiverOf(prize) };
    }),
    ...awards.rewards.map(({ grant, entry, amount }) => {
      const { form: code, name, recipientKind, recipient } = grant;
      return {
        entry,
        prize: { code, name },
        kind: 'reward' as const,
        amount,
        note: sayProduct(grant),
        recipientKind,
        recipient,
      };
    }),
  ];
  return won.map(({ entry: number, prize, kind, amount, note, recipientKind, recipient }, i) => {
    const [rank, entry] = [ranked.get(number), entries.get(number)];
    if (rank === undefined || prize === undefined || entry === undefined) {
      throw new Error(`award of ${number} names an entry, a rank or a prize that is not there`);
    }
    const { answers, ...place } = entry;
    const said = recipient === '' ? null : recipient;
    const named = recipientKind === 'collective' ? { group: said, person: null } : { group: null, person: said };
    return {
      ...place,
      position: i + 1,
      kind,
      recipientKind,
      title: named.group ?? (title === undefined ? undefined : answers[title.code]) ?? entry.villageName,
      representative: named.person ?? (representative === undefined ? undefined : answers[representative.code]) ?? '',
      rank: rank.rank,
      score: rank.score,
      exact: rank.exact,
      tieBreak: rank.tieBreak,
      tierCode: prize.code,
      tierName: prize.name,
      amount,
      note,
    };
  });
}
