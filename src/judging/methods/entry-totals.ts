import type { Rational } from '../../kernel/rational.js';

/** An entry with each judge's weighted total, `judges` beside them. */
export interface EntryTotals {
  entry: string;
  judges: readonly string[];
  totals: readonly Rational[];
}

/** What one judge gave: the places of entries in the list of all, and the totals beside them. */
export interface JudgeTotals {
  judge: string;
  places: number[];
  totals: Rational[];
}

/** The same totals gathered by judge, judges in plain code-unit order, places ascending. */
export function byJudge(entries: readonly EntryTotals[]): JudgeTotals[] {
  const gathered = new Map<string, JudgeTotals>();
  for (const [place, { judges, totals }] of entries.entries()) {
    judges.forEach((judge, index) => {
      let mine = gathered.get(judge);
      if (mine === undefined) gathered.set(judge, (mine = { judge, places: [], totals: [] }));
      const total = totals[index];
      if (total === undefined) throw new RangeError(`judge ${judge} has no total`);
      mine.places.push(place);
      mine.totals.push(total);
    });
  }
  return [...gathered.values()].sort((a, b) => (a.judge < b.judge ? -1 : 1));
}

/** How many sheets are missing until every judge has scored every entry. */
export function sheetsMissing(entries: readonly EntryTotals[]): number {
  const judges = new Set(entries.flatMap((entry) => entry.judges)).size;
  return entries.reduce((missing, entry) => missing + judges - entry.judges.length, 0);
}
