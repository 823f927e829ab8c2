import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type DelayRule, SignInDelay } from '../accounts/sign-in.delay.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { Refused } from '../kernel/refusal.js';
import type { EntryFacts, ReceiptFacts } from './entry.facts.js';
import type { OpenedEntry } from './entry.opening.js';
import { EntryReader } from './entry.reader.js';
import { EntrySightings } from './entry.sightings.js';
import { numbersMeant, secretMeant } from './look-up.words.js';

/** Ten wrong pairs from one address are free; then a minute, two, four … (UX §1b, /tra-cuu). A town hall may stand behind it. */
export const ADDRESS_LOOK_UPS: DelayRule = {
  free: 10,
  firstWaitSeconds: 60,
  longestWaitSeconds: 900,
  forgottenAfterSeconds: 3600,
};
/** And for one dossier, from wherever: of 29^8 secrets a guesser tries some 100 a day. */
export const DOSSIER_LOOK_UPS: DelayRule = {
  free: 20,
  firstWaitSeconds: 60,
  longestWaitSeconds: 900,
  forgottenAfterSeconds: 86_400,
};

/** A dossier that was found by its number and the secret of one of its receipts. */
export interface FoundEntry extends OpenedEntry {
  /** The latest receipt: when it was received last. */
  receipt: ReceiptFacts;
  office: string | null;
}

/** Where a dossier stands, for whoever holds its receipt, without an account. */
@Injectable()
export class LookUpService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly delay: SignInDelay,
    private readonly entries: EntryReader,
    private readonly contests: ContestReader,
    private readonly sightings: EntrySightings,
  ) {}

  /**
   * The dossier of this number, when the secret is one of its receipts'. Typed in any case, with or without dashes and spaces.
   * Refused as `look-up-wrong`, the same for an unknown number and a wrong secret; as `sign-in-wait` (429) after too many
   * wrong pairs of one address or for one number, counted in the database for all processes.
   */
  async find(typed: { number: string; secret: string; address: string }): Promise<FoundEntry> {
    const numbers = numbersMeant(typed.number);
    const subjects = [`look-up:${typed.address}`, `look-up-of:${numbers[0] ?? 'unknown'}`] as const;
    await this.database.transaction(async (tx) => {
      await this.delay.book(tx, subjects[0], ADDRESS_LOOK_UPS);
      if (numbers.length > 0) await this.delay.book(tx, subjects[1], DOSSIER_LOOK_UPS);
    });
    const found = await this.match(numbers, secretMeant(typed.secret));
    if (found === null) throw new Refused({ code: 'look-up-wrong', field: 'ma' });
    await this.database.transaction(async (tx) => {
      for (const subject of subjects) await this.delay.refund(tx, subject);
    });
    await this.sightings.note(found.entry, found.calendar.now);
    return found;
  }

  private async match(numbers: readonly string[], secret: string): Promise<FoundEntry | null> {
    const { reader } = this.database;
    let entry: EntryFacts | null = null;
    for (const number of numbers) entry ??= await this.entries.byCode(reader, number);
    const receipts = entry === null ? [] : await this.entries.receiptsOf(reader, entry.id);
    const [receipt, isRight] = [receipts.at(-1), receipts.some((one) => isSame(one.secret, secret))];
    if (entry === null || receipt === undefined || !isRight) return null;
    const contest = await this.contests.byId(reader, entry.contestId);
    if (contest === null) throw new Error(`entry ${entry.id} has no contest`);
    const calendar = await this.contests.calendarOf(reader, contest, this.clock.now());
    return { entry, contest, calendar, receipt, office: await this.entries.nextOfficeOf(reader, entry) };
  }
}

function isSame(kept: string, typed: string): boolean {
  const [a, b] = [Buffer.from(kept), Buffer.from(typed)];
  return a.length === b.length && timingSafeEqual(a, b);
}
