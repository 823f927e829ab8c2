import type { FieldFacts, PrizeTierFacts } from '../contests/contest.facts.js';
import type { RankedEntry } from '../judging/ranked-entry.js';
import type { Award, AwardedBy } from './allocation.js';
import type { AwardLine } from './award.facts.js';
import type { PrintedEntry } from './award.repository.js';

const NOTES: Readonly<Record<AwardedBy, string>> = {
  place: '',
  share: 'Đồng hạng, chia đều tiền thưởng',
  extend: 'Đồng hạng, cùng nhận mức cao',
  order: 'Đồng hạng, thứ tự do Ban Giám khảo quyết định',
};

/**
 * The lines of an award list, by rank and then by number: what is printed of every awarded entry. By the house's rule the
 * contest's first line of text names the entry and its second one who represents it (nhóm, trưởng nhóm).
 */
export function toAwardLines(
  awards: readonly Award[],
  sources: {
    ranking: readonly RankedEntry[];
    tiers: readonly PrizeTierFacts[];
    entries: readonly PrintedEntry[];
    fields: readonly FieldFacts[];
  },
): AwardLine[] {
  const ranked = new Map(sources.ranking.map((one) => [one.entry, one]));
  const tiers = new Map(sources.tiers.map((tier) => [tier.code, tier]));
  const entries = new Map(sources.entries.map((entry) => [entry.entryNumber, entry]));
  const [title, representative] = sources.fields.filter(({ kind }) => kind === 'line');
  return awards.map((award, i) => {
    const [rank, tier, entry] = [ranked.get(award.entry), tiers.get(award.tier), entries.get(award.entry)];
    if (rank === undefined || tier === undefined || entry === undefined) {
      throw new Error(`award of ${award.entry} names an entry, a rank or a tier that is not there`);
    }
    const { answers, ...place } = entry;
    return {
      ...place,
      position: i + 1,
      title: (title === undefined ? undefined : answers[title.code]) ?? entry.villageName,
      representative: (representative === undefined ? undefined : answers[representative.code]) ?? '',
      rank: award.rank,
      score: rank.score,
      exact: rank.exact,
      tieBreak: rank.tieBreak,
      tierCode: tier.code,
      tierName: tier.name,
      amount: award.amount,
      note: NOTES[award.by],
    };
  });
}
