import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Reader } from '../database/tx.js';
import type { AuditRow } from './audit.event.js';
import { AuditRepository } from './audit.repository.js';

const EVENTS_AT_ONCE = 2000;

/** The log as it leaves the platform: whole chains, in which every place can be computed again. */
@Injectable()
export class AuditChains {
  constructor(
    private readonly database: Database,
    private readonly events: AuditRepository,
  ) {}

  /**
   * Every chain that a contest has events in up to a deed ("award-list.publish" of a list), from its first place to its last such event, with what else
   * stands between. By chain and place, some thousand events at a time. A deed that was never done is a fault of the caller's.
   */
  async *upTo(deed: { act: string; subjectId: string }, contestId: string): AsyncGenerator<AuditRow[]> {
    const { reader } = this.database;
    const last = await this.events.firstOf(reader, deed);
    if (last === null) throw new Error(`the log tells of no ${deed.act} of ${deed.subjectId}`);
    yield* this.pour(reader, contestId, last);
  }

  /** The same of a contest up to this moment, as the reader sees the log. */
  upToNow(reader: Reader, contestId: string): AsyncGenerator<AuditRow[]> {
    return this.pour(reader, contestId, Number.MAX_SAFE_INTEGER);
  }

  private async *pour(reader: Reader, contestId: string, last: number): AsyncGenerator<AuditRow[]> {
    for (const { chain, seq: end } of await this.events.chainsOf(reader, contestId, last)) {
      for (let seq = 0; seq < end;) {
        const rows = await this.events.ofChain(reader, chain, { after: seq, end }, EVENTS_AT_ONCE);
        if (rows.length === 0) throw new Error(`chain ${chain} is cut at place ${seq}`);
        yield rows;
        seq = rows.at(-1)?.seq ?? end;
      }
    }
  }
}
