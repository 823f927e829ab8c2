import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/** How the files stand that come piece by piece, for whoever watches the platform. */
@Injectable()
export class TransferFigures {
  constructor(private readonly database: Database) {}

  /** Those of the last seven days: later they are swept, and what has become of them is in the dossiers. */
  async standing(): Promise<Record<'unfinished' | 'finished' | 'failed', number>> {
    const row = await this.database.reader.one<Record<'unfinished' | 'finished' | 'failed', number>>(
      `SELECT count(*) FILTER (WHERE state = 'arriving')::int AS unfinished,
              count(*) FILTER (WHERE state = 'kept')::int AS finished,
              count(*) FILTER (WHERE state = 'refused')::int AS failed
         FROM entry_transfers`,
    );
    return row ?? { unfinished: 0, finished: 0, failed: 0 };
  }
}
