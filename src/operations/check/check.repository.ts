import { Injectable } from '@nestjs/common';
import type { FileLook } from '../../database/invariants.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { Instant } from '../../kernel/instant.js';
import type { CheckedData, RuledBreach } from './data-check.js';

/** A check as it was noted: of its breaches the first, `total` counts all. */
export interface NotedCheck {
  at: Instant;
  look: FileLook;
  milliseconds: number;
  invariants: number;
  total: number;
  breaches: RuledBreach[];
}

/** The first of them say what is wrong; ten thousand more say nothing else. */
const BREACHES_NOTED = 200;
const KEPT_DAYS = 30;
const COLUMNS = `at, look, milliseconds, invariants, total, breaches`;

/** The table `data_checks`. */
@Injectable()
export class CheckRepository {
  /** Notes a check, and forgets those older than a month. */
  async note(tx: Tx, { look, milliseconds, invariants, breaches }: CheckedData): Promise<void> {
    await tx.changed(
      `INSERT INTO data_checks (at, look, milliseconds, invariants, total, breaches) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (at) DO NOTHING`,
      [tx.now, look, milliseconds, invariants, breaches.length, JSON.stringify(breaches.slice(0, BREACHES_NOTED))],
    );
    await tx.changed(`DELETE FROM data_checks WHERE at < $1::timestamptz - make_interval(days => $2)`, [
      tx.now,
      KEPT_DAYS,
    ]);
  }

  last(reader: Reader): Promise<NotedCheck | null> {
    return reader.one(`SELECT ${COLUMNS} FROM data_checks ORDER BY at DESC LIMIT 1`);
  }

  /** The last one that read every byte of every file. */
  lastWhole(reader: Reader): Promise<NotedCheck | null> {
    return reader.one(`SELECT ${COLUMNS} FROM data_checks WHERE look = 'hashes' ORDER BY at DESC LIMIT 1`);
  }
}
