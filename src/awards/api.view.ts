import type { ContestFacts } from '../contests/contest.facts.js';
import type { RecipientKind } from '../contests/recipient-kind.js';
import { amountInWords } from '../kernel/vietnamese/amount-in-words.js';
import { isoLocal } from '../kernel/vietnamese/dates.js';
import type { AwardLine, AwardLineKind, AwardListFacts } from './award.facts.js';
import { tallyCash } from './award.tallies.js';

/** One award as it was published. `score` is decimal text, `amount` whole đồng. */
export interface ApiAward {
  position: number;
  /** `rank`: of a tier; `side`: a prize beside the tiers; `recognition`: without a rank of its own; `reward`: a legal reward form. */
  kind: AwardLineKind;
  /** Who receives it; of a person or household the name is `representative`. */
  recipientKind: RecipientKind;
  entry: string;
  title: string;
  representative: string;
  village: string;
  commune: string;
  district: string | null;
  tier: string;
  rank: number;
  score: string;
  tieBreak: string[];
  amount: number;
  note: string;
}

interface ApiCash {
  name: string;
  count: number;
  amount: number;
}

/** A page of a published award list. Totals are always those of the whole list. */
export interface ApiResults {
  contest: { slug: string; code: string; name: string; rehearsal: boolean; sampleNotes: string | null };
  list: { number: number; publishedAt: string | null };
  totals: {
    count: number;
    amount: number;
    amountInWords: string;
    byTier: ApiCash[];
    byRecipientKind: (ApiCash & { kind: RecipientKind })[];
    byDistrict: ApiCash[];
    byCommune: (ApiCash & { district: string | null })[];
  };
  awards: ApiAward[];
  nextCursor: string | null;
}

export function toApiResults(
  { contest, list }: { contest: ContestFacts; list: AwardListFacts },
  all: readonly AwardLine[],
  page: { lines: readonly AwardLine[]; nextCursor: string | null },
): ApiResults {
  const { byTier, byRecipient, byDistrict, byCommune, total, count } = tallyCash(all);
  return {
    contest: {
      slug: contest.slug,
      code: contest.code,
      name: contest.name,
      rehearsal: contest.rehearsal,
      sampleNotes: contest.sampleNotes === '' ? null : contest.sampleNotes,
    },
    list: { number: list.number, publishedAt: list.publishedAt === null ? null : isoLocal(list.publishedAt) },
    totals: {
      count,
      amount: total,
      amountInWords: amountInWords(total),
      byTier: byTier.map(({ name, count, amount }) => ({ name, count, amount })),
      byRecipientKind: byRecipient,
      byDistrict,
      byCommune: byCommune.map(({ name, districtName, count, amount }) => ({
        name,
        district: districtName,
        count,
        amount,
      })),
    },
    awards: page.lines.map(toApiAward),
    nextCursor: page.nextCursor,
  };
}

const toApiAward = (line: AwardLine): ApiAward => ({
  position: line.position,
  kind: line.kind,
  recipientKind: line.recipientKind,
  entry: line.entryNumber,
  title: line.title,
  representative: line.representative,
  village: line.villageName,
  commune: line.communeName,
  district: line.districtName,
  tier: line.tierName,
  rank: line.rank,
  score: line.score,
  tieBreak: line.tieBreak,
  amount: line.amount,
  note: line.note,
});
