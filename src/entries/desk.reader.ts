import { Injectable } from '@nestjs/common';
import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts, VillageFacts } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import type { Reader } from '../database/tx.js';
import type { UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { EntryFacts } from './entry.facts.js';
import { EntryReader } from './entry.reader.js';

/** How a commune stands in one contest: its villages by name, and its dossiers in the order of `EntryReader.ofCommune`. */
export interface CommuneStanding {
  contest: ContestFacts;
  communeId: UnitId;
  calendar: Calendar;
  villages: readonly VillageFacts[];
  entries: readonly EntryFacts[];
}

/** What a commune's desk and its tasks rest on. */
@Injectable()
export class DeskReader {
  constructor(
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
  ) {}

  /** The commune in each of these contests, in their order: three statements in one message, however many contests there are. */
  async standingsOf(
    reader: Reader,
    contests: readonly ContestFacts[],
    communeId: UnitId,
    realNow: Instant,
  ): Promise<CommuneStanding[]> {
    const ids = contests.map(({ id }) => id);
    const [calendars, villages, all] = await Promise.all([
      this.contests.calendarsOf(reader, contests, realNow),
      this.contests.villagesIn(reader, ids, communeId),
      this.entries.ofCommuneIn(reader, ids, communeId),
    ]);
    const entries = Map.groupBy(all, ({ contestId }) => contestId);
    return contests.flatMap((contest) => {
      const calendar = calendars.get(contest.id);
      if (calendar === undefined) return [];
      return [
        {
          contest,
          communeId,
          calendar,
          villages: villages.get(contest.id) ?? [],
          entries: entries.get(contest.id) ?? [],
        },
      ];
    });
  }
}
