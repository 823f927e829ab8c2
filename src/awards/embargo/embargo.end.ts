import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PeopleReader } from '../../accounts/people.reader.js';
import { Audit } from '../../audit/audit.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import { JobHandlers } from '../../jobs/job.handlers.js';
import type { Actor } from '../../kernel/actor.js';
import type { AwardListId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { isoLocal } from '../../kernel/vietnamese/dates.js';
import { Notices } from '../../notices/notices.js';
import { heldNotice } from '../award.notices.js';
import { refuseToPublish } from '../award.policy.js';
import { DraftActs } from '../draft.acts.js';
import { Publication } from '../publication.js';
import { nextLookAt } from './embargo.policy.js';
import { holdEmbargo, standingEmbargo, type StandingEmbargo } from './embargo.repository.js';
import { type EmbargoJob, PUBLISH_AT } from './embargo.service.js';

/** As the log names whoever holds a list back. */
const CLOCKWORK = { name: 'Hẹn giờ công bố', role: 'system', requestId: 'EMBARGO' } as const;

/**
 * What happens when the moment of a list comes (decision 0049): it goes out in the name of whoever set the moment, by the very
 * transaction of a press, or it is held and the organisers are told why.
 */
@Injectable()
export class EmbargoEnd implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly drafts: DraftActs,
    private readonly contests: ContestReader,
    private readonly people: PeopleReader,
    private readonly publication: Publication,
    private readonly notices: Notices,
    private readonly audit: Audit,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.on<EmbargoJob>(PUBLISH_AT, ({ listId }) => this.look(listId));
  }

  /** Harmless to repeat. Answers when to look again; nothing when the list is out, held, or has no moment any more. */
  async look(listId: AwardListId): Promise<Instant | void> {
    const { reader } = this.database;
    const embargo = await standingEmbargo(reader, listId);
    if (embargo === null) return;
    const again = await this.nextLook(embargo);
    if (again !== null) return again;
    const actor = await this.people.actorIn(reader, embargo.assignmentId);
    const refused = actor === null ? 'embargo-setter-left' : await this.publish(actor, listId, embargo);
    if (refused !== null) await this.hold(listId, embargo, refused);
  }

  private nextLook({ slug, at }: StandingEmbargo): Promise<Instant | null> {
    return this.database.transaction(async (tx) => {
      const contest = await this.contests.bySlug(tx, slug);
      if (contest === null) throw new Error('an embargo of no contest');
      const { now } = await this.contests.calendarOf(tx, contest, tx.now);
      return nextLookAt(contest, { at, now, realNow: tx.now });
    });
  }

  /** Null when it is out; the code of what refused it otherwise. Moved on meanwhile is no answer: the job tries again. */
  private async publish(actor: Actor, listId: AwardListId, { slug, at }: StandingEmbargo): Promise<string | null> {
    try {
      await this.drafts.onDesk({ actor, formKey: null, requestId: CLOCKWORK.requestId }, slug, async (tx, desk) => {
        const { drafted } = desk;
        if (drafted?.list.id !== listId || drafted.embargo?.at.getTime() !== at.getTime())
          throw new Refused({ code: 'stale' });
        obey(refuseToPublish(actor, desk.contest, drafted, desk.calendar, desk.inputSha256 ?? ''));
        await this.publication.bringOut(
          tx,
          { actor, formKey: null, requestId: CLOCKWORK.requestId },
          {
            desk,
            drafted,
            reason: drafted.embargo.supersedeReason,
          },
        );
      });
      return null;
    } catch (fault) {
      if (fault instanceof Refused && fault.refusal.code !== 'stale') return fault.refusal.code;
      throw fault;
    }
  }

  private async hold(listId: AwardListId, { slug, at }: StandingEmbargo, code: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const contest = await this.contests.bySlug(tx, slug);
      if (contest === null) throw new Error('an embargo of no contest');
      const { now } = await this.contests.calendarOf(tx, contest, tx.now);
      if ((await holdEmbargo(tx, listId, { at, heldAt: now, code })) === 0) return;
      await this.audit.recordSystem(tx, CLOCKWORK, {
        act: 'award-list.hold',
        subjectKind: 'award-list',
        subjectId: listId,
        contestId: contest.id,
        contestAt: contest.rehearsal ? now : null,
        facts: { embargoAt: isoLocal(at), held: code },
      });
      this.notices.tell(tx, contest, now, heldNotice(contest, { listId, at }));
    });
  }
}
