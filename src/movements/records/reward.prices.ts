import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { Dong } from '../../kernel/money.js';
import type { Day } from '../../kernel/vietnamese/days.js';

/** A form for a kind of recipient. */
export interface AskedPrice {
  form: string;
  recipientKind: 'individual' | 'collective';
}

export interface RewardPrice {
  amount: Dong;
  /** By what it came about: multiple, base salary, paper. */
  words: string;
}

/** Answers in the order asked; null where no norm of the day is known. */
export type PriceSource = (
  reader: Reader,
  on: Day,
  asked: readonly AskedPrice[],
) => Promise<readonly (RewardPrice | null)[]>;

/** What legal reward forms are worth. The book of norms lies in the room of awards, above; it leaves its answer here when it starts. */
@Injectable()
export class RewardPrices {
  private source: PriceSource | null = null;

  answerBy(source: PriceSource): void {
    this.source = source;
  }

  async of(reader: Reader, on: Day, asked: readonly AskedPrice[]): Promise<readonly (RewardPrice | null)[]> {
    if (this.source === null || asked.length === 0) return asked.map(() => null);
    return this.source(reader, on, asked);
  }
}
