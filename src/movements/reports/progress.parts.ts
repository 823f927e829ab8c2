import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { ContestId, UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { ProgressPart } from './progress.facts.js';

/** What a report asks of the rooms above: the movement's contests, whose tree (null: all of it), until which day. */
export interface PartAsked {
  contestIds: readonly ContestId[];
  unitId: UnitId | null;
  asOf: Day;
}

export type PartSource = (reader: Reader, asked: PartAsked) => Promise<readonly ProgressPart[]>;

/** Parts of a report that rooms above know: contests and what is done for them. Each room leaves its source here when it starts. */
@Injectable()
export class ProgressParts {
  private readonly sources: PartSource[] = [];

  add(source: PartSource): void {
    this.sources.push(source);
  }

  async of(reader: Reader, asked: PartAsked): Promise<ProgressPart[]> {
    return (await Promise.all(this.sources.map((source) => source(reader, asked)))).flat();
  }
}
