import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import type { BudgetSource, PrizeCeiling } from './prize-money.js';
import { ceilingRows, sourceRows } from './prize-money.repository.js';
import type { SidePrizeFacts } from './side-prize.facts.js';
import { sidePrizeRows } from './side-prize.repository.js';

/** What other rooms read of a contest's prizes beside its tiers; everything in the organiser's order. */
@Injectable()
export class PrizeMoney {
  sidePrizes(reader: Reader, contestId: ContestId): Promise<SidePrizeFacts[]> {
    return sidePrizeRows(reader, contestId);
  }

  /** What papers let prizes be. */
  ceilings(reader: Reader, contestId: ContestId): Promise<PrizeCeiling[]> {
    return ceilingRows(reader, contestId);
  }

  /** Where the money comes from. */
  sources(reader: Reader, contestId: ContestId): Promise<BudgetSource[]> {
    return sourceRows(reader, contestId);
  }
}
