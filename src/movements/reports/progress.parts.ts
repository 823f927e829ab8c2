import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { ContestId, UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { MovementId } from '../movement.facts.js';
import type { ProgressPart } from './progress.facts.js';

/** What a report asks of others: which movement with which contests, whose tree (null: all of it), from which day until which; `today` by the movement's clock. */
export interface PartAsked {
  movementId: MovementId;
  contestIds: readonly ContestId[];
  unitId: UnitId | null;
  fromOn: Day;
  asOf: Day;
  today: Day;
}

export type PartSource = (reader: Reader, asked: PartAsked) => Promise<readonly ProgressPart[]>;

/** Parts of a report that others know: broadcasts, and in rooms above contests and what is done for them. Each leaves its source here when it starts. */
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
