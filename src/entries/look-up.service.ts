import { Injectable } from '@nestjs/common';
import { PairDelay } from '../accounts/pair.delay.js';
import { Database } from '../database/database.js';
import { Refused } from '../kernel/refusal.js';
import type { ReceiptFacts } from './entry.facts.js';
import type { OpenedEntry } from './entry.opening.js';
import { EntryReader } from './entry.reader.js';
import { EntrySightings } from './entry.sightings.js';
import { ReceiptFinding } from './receipt.finding.js';

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
    private readonly delay: PairDelay,
    private readonly receipts: ReceiptFinding,
    private readonly entries: EntryReader,
    private readonly sightings: EntrySightings,
  ) {}

  /**
   * The dossier of this number, when the secret is one of its receipts'. Typed in any case, with or without dashes and spaces.
   * Refused as `look-up-wrong`, the same for an unknown number and a wrong secret; as `sign-in-wait` (429) after too many
   * wrong pairs of one address or for one number.
   */
  async find(typed: { number: string; secret: string; address: string }): Promise<FoundEntry> {
    const { number, address } = typed;
    const found = await this.delay.ask({ door: 'look-up', address, number }, () => this.receipts.by('secret', typed));
    if (found === null) throw new Refused({ code: 'look-up-wrong', field: 'ma' });
    const { entry, contest, calendar, latest } = found;
    await this.sightings.note(entry, calendar.now);
    const office = await this.entries.nextOfficeOf(this.database.reader, entry);
    return { entry, contest, calendar, receipt: latest, office };
  }
}
