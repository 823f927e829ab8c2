import { decimalText } from '../kernel/integers.js';
import { isoLocal } from '../kernel/vietnamese/dates.js';
import type { Instant } from '../kernel/instant.js';
import type { EntryProgress } from './progress.repository.js';
import type { MatrixRow } from './results.facts.js';
import type { PanelJudge, RoundFacts } from './round.facts.js';
import type { ListedSheet } from './sheet.repository.js';

const isoOrNull = (at: Instant | null): string | null => (at === null ? null : isoLocal(at));

export const toApiRound = ({ number, name, closedAt }: Pick<RoundFacts, 'number' | 'name' | 'closedAt'>) => ({
  number,
  name,
  closedAt: isoOrNull(closedAt),
});

/** A judge's own sheet: built of what the judge's list shows, where judging is blind a code and no place. */
export const toApiSheet = (sheet: ListedSheet) => ({
  entry: sheet.number,
  village: sheet.villageName,
  commune: sheet.communeName,
  progress: sheet.progress,
  total: sheet.totalHundredths === null ? null : pointsOf(sheet.totalHundredths),
  savedAt: isoOrNull(sheet.savedAt),
  isJudged: sheet.judgeable,
  reopenedReason: sheet.reopenedReason,
});

/** How far a judge is, as the secretary sees it. */
export const toApiJudge = ({ code, name, room, removedAt, counts }: PanelJudge) => ({
  code,
  name,
  room,
  isRemoved: removedAt !== null,
  sheets: {
    none: counts.none,
    draft: counts.draft,
    done: counts.done,
    signed: counts.signed,
    recused: counts.recused,
  },
});

export const toApiProgress = ({ number, villageName, communeName, given, complete, signed }: EntryProgress) => ({
  entry: number,
  village: villageName,
  commune: communeName,
  given,
  complete,
  signed,
});

/** A line of a closed round. */
export const toApiScore = (row: MatrixRow) => ({
  entry: row.number,
  village: row.villageName,
  commune: row.communeName,
  district: row.districtName,
  rank: row.rank,
  score: row.score,
  exact: row.exact,
  tieBreak: row.tieBreak,
  totals: Object.entries(row.totals).map(([judge, total]) => ({ judge, total })),
});

/** Hundredths as decimal text; they have decimals of their own where a criterion is weighted. */
function pointsOf(hundredths: string): string {
  const [whole = '0', rest = ''] = hundredths.split('.');
  return `${decimalText(BigInt(whole), 2)}${rest}`;
}
