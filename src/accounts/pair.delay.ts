import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { signsOf } from '../kernel/typed-signs.js';
import { type DelayRule, SignInDelay } from './sign-in.delay.js';

/** Ten wrong pairs from one address are free; then a minute, two, four … (UX §1b, /tra-cuu). A town hall may stand behind it. */
export const ADDRESS_PAIRS: DelayRule = {
  free: 10,
  firstWaitSeconds: 60,
  longestWaitSeconds: 900,
  forgottenAfterSeconds: 3600,
};
/** And for one number, from wherever: of 29^8 secrets a guesser tries some 100 a day. */
export const NUMBER_PAIRS: DelayRule = {
  free: 20,
  firstWaitSeconds: 60,
  longestWaitSeconds: 900,
  forgottenAfterSeconds: 86_400,
};

const LONGEST_NUMBER = 40;

/** A number and the secret that belongs to it, typed by somebody without an account. */
export interface AskedPair {
  /** What is asked for, which is counted by itself: "look-up". */
  door: string;
  address: string;
  /** As typed. */
  number: string;
}

/** The doors that a number and a secret open without an account: wrong pairs are counted, and soon wait. */
@Injectable()
export class PairDelay {
  constructor(
    private readonly database: Database,
    private readonly delay: SignInDelay,
  ) {}

  /**
   * What `find` finds, null when the pair is wrong. The try is booked before anybody looks and taken back when it was right.
   * Refused as `sign-in-wait` (429) after too many wrong pairs of one address or for one number, counted in the database for all
   * processes.
   */
  async ask<Found>({ door, address, number }: AskedPair, find: () => Promise<Found | null>): Promise<Found | null> {
    // Another spelling of a number is no fresh start, and what is longer than any number is no number of its own.
    const subjects: (readonly [string, DelayRule])[] = [
      [`${door}:${address}`, ADDRESS_PAIRS],
      [`${door}-of:${signsOf(number).slice(0, LONGEST_NUMBER)}`, NUMBER_PAIRS],
    ];
    await this.database.transaction(async (tx) => {
      for (const [subject, rule] of subjects) await this.delay.book(tx, subject, rule);
    });
    const found = await find();
    if (found === null) return null;
    await this.database.transaction(async (tx) => {
      for (const [subject] of subjects) await this.delay.refund(tx, subject);
    });
    return found;
  }
}
