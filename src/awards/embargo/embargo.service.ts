import { Injectable } from '@nestjs/common';
import type { Tx } from '../../database/tx.js';
import { Jobs } from '../../jobs/jobs.js';
import type { Act } from '../../kernel/actor.js';
import type { AwardListId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { isoLocal } from '../../kernel/vietnamese/dates.js';
import { AwardRepository } from '../award.repository.js';
import { DraftActs, unlessMoved } from '../draft.acts.js';
import { nextLookAt, refuseToLiftEmbargo, refuseToSetEmbargo } from './embargo.policy.js';
import { dropEmbargo, keepEmbargo } from './embargo.repository.js';

/** Brings a list out when its moment comes. */
export const PUBLISH_AT = 'awards.publish-at';
export type EmbargoJob = { listId: AwardListId };

/** Setting, moving and taking away the moment at which a confirmed list goes out by itself. */
@Injectable()
export class EmbargoService {
  constructor(
    private readonly drafts: DraftActs,
    private readonly awards: AwardRepository,
    private readonly jobs: Jobs,
  ) {}

  /** Sets the moment, or moves it. Refuses what `refuseToSetEmbargo` does, `supersede-reason-missing`, `stale`. */
  async set(act: Act, slug: string, said: { at: Instant; supersedeReason: string; version: number }): Promise<void> {
    await this.drafts.onDraft(
      act,
      slug,
      said.version,
      (actor, { contest, calendar, inputSha256, published }, { list }) =>
        refuseToSetEmbargo(actor, contest, list, { calendar, at: said.at, inputSha256: inputSha256 ?? '' }) ??
        (published !== null && said.supersedeReason === ''
          ? { code: 'supersede-reason-missing', field: 'supersedeReason' }
          : null),
      async (tx, desk, { list, embargo }) => {
        const now = desk.calendar.now;
        unlessMoved(await this.awards.touchConfirmed(tx, list));
        const { assignmentId, name: setByName } = act.actor;
        const { at, supersedeReason } = said;
        await keepEmbargo(tx, list.id, { at, supersedeReason, assignmentId, setByName, setAt: now });
        await this.lookFor(tx, list.id, nextLookAt(desk.contest, { at, now, realNow: tx.now }) ?? tx.now);
        const before = embargo === null ? {} : { before: isoLocal(embargo.at) };
        await this.drafts.tell(tx, act, desk, {
          act: 'award-list.set-embargo',
          subjectId: list.id,
          facts: { number: list.number, embargoAt: isoLocal(at), ...before },
        });
      },
    );
  }

  /** Takes the moment away: the list waits for a press again. */
  async lift(act: Act, slug: string, version: number): Promise<void> {
    await this.drafts.onDraft(
      act,
      slug,
      version,
      (actor, { contest }, { list, embargo }) => refuseToLiftEmbargo(actor, contest, list, embargo),
      async (tx, desk, { list, embargo }) => {
        unlessMoved(await this.awards.touchConfirmed(tx, list));
        unlessMoved(await dropEmbargo(tx, list.id));
        const facts = { number: list.number, embargoAt: embargo === null ? null : isoLocal(embargo.at) };
        await this.drafts.tell(tx, act, desk, { act: 'award-list.lift-embargo', subjectId: list.id, facts });
      },
    );
  }

  /** One job a list, however often its moment is moved: it looks at the moment that stands, and comes again when that lies ahead. */
  private lookFor(tx: Tx, listId: AwardListId, notBefore: Instant): Promise<void> {
    return this.jobs.add(tx, { kind: PUBLISH_AT, about: { listId } satisfies EmbargoJob, once: listId, notBefore });
  }
}
