import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';

/** Counts something of a contest that lies in a room above this one. */
export type CountInContest = (reader: Reader, contestId: ContestId) => Promise<number>;

/**
 * What already rests on a contest's settings. Dossiers and score sheets belong to rooms above, which tell here how they are
 * counted when they start (`onModuleInit`); a room that is not part of the house counts as nothing.
 */
@Injectable()
export class ContestUse {
  private scoreCount: CountInContest = () => Promise.resolve(0);
  private entryCount: CountInContest = () => Promise.resolve(0);

  /** Judging says how many score sheets of the contest hold at least one score. */
  countScoresBy(count: CountInContest): void {
    this.scoreCount = count;
  }

  /** Entries say how many dossiers the contest has, drafts and withdrawn ones included. */
  countEntriesBy(count: CountInContest): void {
    this.entryCount = count;
  }

  scores(reader: Reader, contestId: ContestId): Promise<number> {
    return this.scoreCount(reader, contestId);
  }

  entries(reader: Reader, contestId: ContestId): Promise<number> {
    return this.entryCount(reader, contestId);
  }
}
