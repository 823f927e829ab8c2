import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import type { RubricVersionId } from './contest.facts.js';

/** How many score sheets with at least one score were written against this version of the criteria. */
export type CountScores = (reader: Reader, rubricVersionId: RubricVersionId) => Promise<number>;
/** How many dossiers the contest has, drafts and withdrawn ones included. */
export type CountEntries = (reader: Reader, contestId: ContestId) => Promise<number>;

/**
 * What already rests on a contest's settings. Dossiers and score sheets belong to rooms above, which tell here how they are
 * counted when they start (`onModuleInit`); a room that is not part of the house counts as nothing.
 */
@Injectable()
export class ContestUse {
  private scoreCount: CountScores = () => Promise.resolve(0);
  private entryCount: CountEntries = () => Promise.resolve(0);

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
