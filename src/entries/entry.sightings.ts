import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Reader } from '../database/tx.js';
import type { Instant } from '../kernel/instant.js';
import type { EntryFacts, EntryState } from './entry.facts.js';

type Seen = Pick<EntryFacts, 'id' | 'version' | 'state'>;

/** What an office has just decided, and may take back while nobody has seen it. */
const DECIDED: readonly EntryState[] = ['accepted', 'rejected', 'returned'];

/** Whether the commune has looked at its dossier since an office decided on it. Kept once for each version, by the first look. */
@Injectable()
export class EntrySightings {
  constructor(private readonly database: Database) {}

  /** Somebody of the commune, or whoever holds its receipt, looks at the dossier. `at` is the contest's present moment. */
  async note(entry: Seen, at: Instant): Promise<void> {
    if (!DECIDED.includes(entry.state)) return;
    if ((await this.of(this.database.reader, entry)) !== null) return;
    await this.database.transaction((tx) =>
      tx.changed(`INSERT INTO entry_sightings (entry_id, version, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [
        entry.id,
        entry.version,
        at,
      ]),
    );
  }

  /** When the dossier was first looked at as it stands now; null when nobody has. */
  async of(reader: Reader, entry: Omit<Seen, 'state'>): Promise<Instant | null> {
    const row = await reader.one<{ at: Instant }>(
      `SELECT at FROM entry_sightings WHERE entry_id = $1 AND version = $2`,
      [entry.id, entry.version],
    );
    return row?.at ?? null;
  }
}
