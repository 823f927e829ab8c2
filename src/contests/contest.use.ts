import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import type { RubricVersionId } from './contest.facts.js';

/** How many score sheets with at least one score were written against this version of the criteria. */
export type CountScores = (reader: Reader, rubricVersionId: RubricVersionId) => Promise<number>;
/** How many dossiers the contest has, drafts and withdrawn ones included. */
export type CountEntries = (reader: Reader, contestId: ContestId) => Promise<number>;

/** A round of judging as the contest's settings look at it: whether any sheet of it has a score, and whether it is closed. */
export interface RoundUse {
  number: number;
  scored: boolean;
  closed: boolean;
}
export type CountRounds = (reader: Reader, contestId: ContestId) => Promise<RoundUse[]>;

/**
 * What already rests on a contest's settings. Dossiers and score sheets belong to rooms above, which tell here how they are
 * counted when they start (`onModuleInit`); a room that is not part of the house counts as nothing.
 */
@Injectable()
export class ContestUse {
  private scoreCount: CountScores = () => Promise.resolve(0);
  private entryCount: CountEntries = () => Promise.resolve(0);

  private roundCount: CountRounds = () => Promise.resolve([]);

  countRoundsBy(count: CountRounds): void {
    this.roundCount = count;
  }

  /** The contest's rounds of judging, by number. */
  rounds(reader: Reader, contestId: ContestId): Promise<RoundUse[]> {
    return this.roundCount(reader, contestId);
  }

  countScoresBy(count: CountScores): void {
    this.scoreCount = count;
  }

  countEntriesBy(count: CountEntries): void {
    this.entryCount = count;
  }

  scores(reader: Reader, rubricVersionId: RubricVersionId): Promise<number> {
    return this.scoreCount(reader, rubricVersionId);
  }

  entries(reader: Reader, contestId: ContestId): Promise<number> {
    return this.entryCount(reader, contestId);
  }
}
