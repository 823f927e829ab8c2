import { Injectable } from '@nestjs/common';
import type { Act } from '../kernel/actor.js';
import type { AwardListId } from '../kernel/ids.js';
import { obey, Refused } from '../kernel/refusal.js';
import { refuseToConfirm, refuseToDecide, refuseToDraft, refuseToPublish, refuseToTakeBack } from './award.policy.js';
import { AwardRepository } from './award.repository.js';
import { DraftActs, unlessMoved } from './draft.acts.js';
import { dropEmbargo } from './embargo/embargo.repository.js';
import { Publication } from './publication.js';

/** The acts on award lists. Each is one transaction that starts from the desk as it is at that moment. */
@Injectable()
export class AwardService {
  constructor(
    private readonly drafts: DraftActs,
    private readonly awards: AwardRepository,
    private readonly publication: Publication,
  ) {}

  /** Drafts the next list from the closed round's ranks. Refuses `round-not-closed`, `award-draft-waits`. */
  async draft(act: Act, slug: string): Promise<{ id: AwardListId; number: number }> {
    return this.drafts.onDesk(act, slug, async (tx, desk) => {
      obey(refuseToDraft(act.actor, desk.contest, desk.result?.round ?? null, desk.drafted?.list ?? null));
      if (desk.result === null || desk.inputSha256 === null) throw new Refused({ code: 'round-not-closed' });
      const list = {
        contestId: desk.contest.id,
        roundId: desk.result.round.id,
        inputSha256: desk.inputSha256,
        at: desk.calendar.now,
      };
      const made = await this.awards.insertDraft(tx, act, list);
      await this.drafts.tell(tx, act, desk, {
        act: 'award-list.draft',
        subjectId: made.id,
        facts: { number: made.number, input: desk.inputSha256 },
      });
      return made;
    });
  }

  /** Drops a draft, with its decisions; the log keeps what they were. */
  async discard(act: Act, slug: string, version: number): Promise<void> {
    await this.drafts.onDraft(
      act,
      slug,
      version,
      (actor, desk, { list }) => refuseToDecide(actor, desk.contest, list),
      async (tx, desk, drafted) => {
        unlessMoved(await this.awards.deleteDraft(tx, drafted.list));
        const decisions = drafted.decisions.map(({ kind, choice, entries, tiers, quantities, reward, reason }) => ({
          kind,
          choice,
          entries,
          tiers,
          quantities,
          reward,
          reason,
        }));
        await this.drafts.tell(tx, act, desk, {
          act: 'award-list.discard',
          subjectId: drafted.list.id,
          facts: { number: drafted.list.number, decisions },
        });
      },
    );
  }

  /** The second person's confirmation. */
  async confirm(act: Act, slug: string, version: number): Promise<void> {
    await this.drafts.onDraft(
      act,
      slug,
      version,
      (actor, desk, { list, proposal }) => refuseToConfirm(actor, desk.contest, list, proposal, desk.inputSha256 ?? ''),
      async (tx, desk, { list, proposal }) => {
        unlessMoved(await this.awards.confirm(tx, act, list, desk.calendar.now));
        await this.drafts.tell(tx, act, desk, {
          act: 'award-list.confirm',
          subjectId: list.id,
          facts: { number: list.number, total: proposal.total },
        });
      },
    );
  }

  /** A confirmed list goes back to the desk, and the moment at which it was to go out is gone with that. */
  async takeBack(act: Act, slug: string, said: { reason: string; version: number }): Promise<void> {
    await this.drafts.onDraft(
      act,
      slug,
      said.version,
      (actor, desk, { list }) => refuseToTakeBack(actor, desk.contest, list),
      async (tx, desk, { list }) => {
        unlessMoved(await this.awards.takeBack(tx, list));
        await dropEmbargo(tx, list.id);
        await this.drafts.tell(tx, act, desk, {
          act: 'award-list.take-back',
          subjectId: list.id,
          reason: said.reason,
          facts: { number: list.number },
        });
      },
    );
  }

  /** Publishes the confirmed list at once; a list published before is superseded with the reason. */
  async publish(
    act: Act,
    slug: string,
    said: { reason: string; version: number },
  ): Promise<{ number: number; total: number }> {
    return this.drafts.onDraft(
      act,
      slug,
      said.version,
      (actor, desk, drafted) => refuseToPublish(actor, desk.contest, drafted, desk.calendar, desk.inputSha256 ?? ''),
      (tx, desk, drafted) => this.publication.bringOut(tx, act, { desk, drafted, reason: said.reason }),
    );
  }
}
