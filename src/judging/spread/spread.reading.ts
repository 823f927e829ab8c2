import type { CriterionFacts } from '../../contests/contest.facts.js';
import type { Reader } from '../../database/tx.js';
import type { ContestId, EntryId, RoundId } from '../../kernel/ids.js';
import type { EntryPlace, WaitingEntry } from '../results.facts.js';
import type { SignedSheet } from '../results.repository.js';
import { maximumOf } from '../sheet.total.js';
import { remarkingsOf, spreadRuleOf } from './spread.repository.js';
import type { SpreadGround } from './spread.rule.js';
import { countedSheets, type Remarking } from './spread.settlement.js';

interface OfRound {
  contestId: ContestId;
  roundId: RoundId;
}

/** What was opened or decided for each ground; null where the rule needs nobody's word. */
const WAYS_OF: Readonly<Record<SpreadGround, Remarking['way'] | null>> = {
  agreement: null,
  far: null,
  head: 'head',
  third: 'third',
  'two-equal': 'third',
  three: 'third',
  panel: 'panel',
};

/** Signed sheets of a round by entry, GK2 before GK10. */
type SheetsOfEntries = ReadonlyMap<EntryId, readonly SignedSheet[]>;

/** Which sheets of an entry count, on what ground, and the reason that was written down with it; `by` null while it waits for somebody. */
export interface SettledEntry {
  counted: readonly SignedSheet[];
  by: SpreadGround | null;
  reason: string | null;
}

export type SettledEntries = ReadonlyMap<EntryId, SettledEntry>;

/** Which sheets of each entry count by the contest's rule about gaps, none of one that still waits for somebody; null without a rule. */
export async function countedByRule(
  reader: Reader,
  { contestId, roundId }: OfRound,
  { sheets, criteria }: { sheets: SheetsOfEntries; criteria: readonly CriterionFacts[] },
): Promise<SettledEntries | null> {
  const rule = await spreadRuleOf(reader, contestId);
  if (rule === null) return null;
  const remarkings = await remarkingsOf(reader, roundId);
  const maximumHundredths = maximumOf(criteria);
  return new Map(
    [...sheets].map(([entryId, mine]) => {
      const own = remarkings.get(entryId) ?? [];
      const { counted, verdict } = countedSheets(mine, { rule, remarkings: own, maximumHundredths });
      const by = verdict.settled ? verdict.by : null;
      return [
        entryId,
        { counted, by, reason: own.find(({ way }) => way === WAYS_OF[by ?? 'agreement'])?.reason ?? null },
      ];
    }),
  );
}

/**
 * Entries whose signed marks lie so far apart that the contest's rule waits for somebody, by number, with the codes of their first
 * markers. Tells who is waited for and no mark, so the secretary may see it while judging is open (S6). None without a rule.
 */
export async function waitingByRule(
  reader: Reader,
  { contestId, roundId }: OfRound,
  {
    places,
    sheets,
    criteria,
  }: { places: readonly EntryPlace[]; sheets: SheetsOfEntries; criteria: readonly CriterionFacts[] },
): Promise<WaitingEntry[]> {
  const rule = await spreadRuleOf(reader, contestId);
  if (rule === null) return [];
  const remarkings = await remarkingsOf(reader, roundId);
  const maximumHundredths = maximumOf(criteria);
  return places.flatMap((place): WaitingEntry[] => {
    const own = remarkings.get(place.entryId) ?? [];
    const mine = sheets.get(place.entryId) ?? [];
    const { verdict } = countedSheets(mine, { rule, remarkings: own, maximumHundredths });
    if (verdict.settled || verdict.waitsFor === 'marks') return [];
    const again = own.map(({ judgeCode }) => judgeCode);
    const markers = mine.map(({ judgeCode }) => judgeCode).filter((code) => !again.includes(code));
    const opened = own.find(({ way }) => way === verdict.waitsFor)?.judgeCode ?? null;
    return [{ place, waitsFor: verdict.waitsFor, markers, opened }];
  });
}
