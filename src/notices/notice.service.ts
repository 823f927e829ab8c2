import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { Act } from '../kernel/actor.js';
import { Refused } from '../kernel/refusal.js';
import { type AddressFacts, NoticeRepository } from './notice.repository.js';

/** What people do with their own notices. */
@Injectable()
export class NoticeService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly notices: NoticeRepository,
  ) {}

  /** Marks these of one's own notices, or with null all of them, as read; answers how many were new. Others' ids change nothing. */
  async markRead(act: Act, ids: readonly string[] | null): Promise<number> {
    const { personId } = act.actor;
    return this.database.act(act, async (tx) => {
      const read = await this.notices.markRead(tx, personId, ids);
      await this.audit.record(tx, act, {
        act: 'notice.read',
        subjectKind: 'person',
        subjectId: personId,
        facts: { read },
      });
      return read;
    });
  }

  /** Sets one's address and whether mail goes there. Refuses `stale` when another window of oneself was quicker. */
  async chooseAddress(act: Act, chosen: AddressFacts): Promise<void> {
    const { personId } = act.actor;
    await this.database.act(act, async (tx) => {
      if ((await this.notices.chooseAddress(tx, personId, chosen)) === 0) throw new Refused({ code: 'stale' });
      await this.audit.record(tx, act, {
        act: 'notice.choose-channel',
        subjectKind: 'person',
        subjectId: personId,
        facts: { byEmail: chosen.byEmail, hasAddress: chosen.email !== null },
      });
    });
  }
}
