import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import type { Deed } from '../audit/audit.event.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import { obey, Refused, type Refusal } from '../kernel/refusal.js';
import { type AwardDesk, AwardDesks, type Drafted } from './award.desk.js';

/** What every act on an award list starts from and ends with: one transaction on the desk as it is at that moment, and a line in the log. */
@Injectable()
export class DraftActs {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly desks: AwardDesks,
  ) {}

  onDesk<Result>(act: Act, slug: string, work: (tx: Tx, desk: AwardDesk) => Promise<Result>): Promise<Result> {
    return this.database.act(act, async (tx) => work(tx, await this.desks.of(tx, slug, tx.now)));
  }

  /** An act on the list that waits, at the version its page showed. Refuses what `policy` refuses, then `stale`. */
  onDraft<Result>(
    act: Act,
    slug: string,
    version: number,
    policy: (actor: Act['actor'], desk: AwardDesk, drafted: Drafted) => Refusal | null,
    work: (tx: Tx, desk: AwardDesk, drafted: Drafted) => Promise<Result>,
  ): Promise<Result> {
    return this.onDesk(act, slug, async (tx, desk) => {
      if (desk.drafted === null) throw new Refused({ code: 'not-found' });
      obey(policy(act.actor, desk, desk.drafted));
      if (desk.drafted.list.version !== version) throw new Refused({ code: 'stale' });
      return work(tx, desk, desk.drafted);
    });
  }

  tell(
    tx: Tx,
    act: Act,
    { contest, calendar }: AwardDesk,
    deed: Omit<Deed, 'subjectKind' | 'contestId' | 'contestAt'>,
  ): Promise<void> {
    return this.audit.record(tx, act, {
      ...deed,
      subjectKind: 'award-list',
      contestId: contest.id,
      contestAt: contest.rehearsal ? calendar.now : null,
    });
  }
}

/** Refuses `stale` for a write that found its row moved on. */
export function unlessMoved(changed: number): void {
  if (changed === 0) throw new Refused({ code: 'stale' });
}
