import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { type Breach, type FileLook, Invariants } from '../../database/invariants.js';
import type { Reader } from '../../database/tx.js';

/** A row that is not as it must be, with the rule that it breaks. */
export interface RuledBreach extends Breach {
  code: string;
  rule: string;
}

/** What a check of the whole data came to. */
export interface CheckedData {
  look: FileLook;
  /** How many rules were asked. */
  invariants: number;
  milliseconds: number;
  /** By rule, in no order within one. */
  breaches: RuledBreach[];
}

/** Asks every room's invariants of the live data. */
@Injectable()
export class DataCheck {
  constructor(
    private readonly database: Database,
    private readonly invariants: Invariants,
  ) {}

  /** Of one moment, while people go on: nobody waits for it, nothing is written. */
  async run(look: FileLook): Promise<CheckedData> {
    const begun = performance.now();
    const breaches = await this.database.snapshot((reader) => this.breachesIn(reader, look));
    const milliseconds = Math.round(performance.now() - begun);
    return { look, invariants: this.invariants.all().length, milliseconds, breaches };
  }

  /** Every breach that this reader can see. */
  async breachesIn(reader: Reader, look: FileLook): Promise<RuledBreach[]> {
    const found: RuledBreach[] = [];
    for (const { code, rule, breaches } of this.invariants.all())
      for (const { row, found: what } of await breaches(reader, look)) found.push({ code, rule, row, found: what });
    return found;
  }
}
