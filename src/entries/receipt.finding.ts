import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import type { EntryFacts, ReceiptFacts } from './entry.facts.js';
import type { OpenedEntry } from './entry.opening.js';
import { EntryReader } from './entry.reader.js';
import { numbersMeant, secretMeant } from './look-up.words.js';

/** A dossier with the receipt whose secret was right, and the latest one, which may be another. */
export interface FoundReceipt extends OpenedEntry {
  receipt: ReceiptFacts;
  latest: ReceiptFacts;
}

/** Finds what a paper in somebody's hand belongs to. Asks for nobody's rights: the secret is the key, and the caller counts wrong ones. */
@Injectable()
export class ReceiptFinding {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly entries: EntryReader,
    private readonly contests: ContestReader,
  ) {}

  /**
   * The receipt of this number whose `key` is what was typed, in any case, with or without dashes and spaces; null for an
   * unknown number and a wrong secret alike.
   */
  async by(key: 'secret' | 'checkValue', typed: { number: string; secret: string }): Promise<FoundReceipt | null> {
    const { reader } = this.database;
    let entry: EntryFacts | null = null;
    for (const number of numbersMeant(typed.number)) entry ??= await this.entries.byCode(reader, number);
    if (entry === null) return null;
    const secret = secretMeant(typed.secret);
    const receipts = await this.entries.receiptsOf(reader, entry.id);
    const receipt = receipts.filter((one) => isSame(one[key], secret)).at(-1);
    const latest = receipts.at(-1);
    if (receipt === undefined || latest === undefined) return null;
    const contest = await this.contests.byId(reader, entry.contestId);
    if (contest === null) throw new Error(`entry ${entry.id} has no contest`);
    const calendar = await this.contests.calendarOf(reader, contest, this.clock.now());
    return { entry, contest, calendar, receipt, latest };
  }
}

function isSame(kept: string, typed: string): boolean {
  const [a, b] = [Buffer.from(kept), Buffer.from(typed)];
  return a.length === b.length && timingSafeEqual(a, b);
}
