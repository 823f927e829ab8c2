import { Injectable } from '@nestjs/common';
import { ContestReader } from '../contests/contest.reader.js';
import type { Act } from '../kernel/actor.js';
import type { AwardListId } from '../kernel/ids.js';
import { obey, Refused } from '../kernel/refusal.js';
import type { RoundTally } from '../judging/results.facts.js';
import { type Workings, workingsOf } from '../judging/workings.js';
import { Notices } from '../notices/notices.js';
import { publicationNotice } from './award.notices.js';
import { refuseToConfirm, refuseToDecide, refuseToDraft, refuseToPublish, refuseToTakeBack } from './award.policy.js';
import type { AwardLine } from './award.facts.js';
import { AwardRepository } from './award.repository.js';
import { BundleKeeper } from './bundle/bundle.keeper.js';
import { DraftActs, unlessMoved } from './draft.acts.js';
import { issueCertificates } from './papers/certificate.repository.js';

/** The acts on award lists. Each is one transaction that starts from the desk as it is at that moment. */
@Injectable()
export class AwardService {
  constructor(
    private readonly drafts: DraftActs,
    private readonly awards: AwardRepository,
    private readonly contests: ContestReader,
    private readonly notices: Notices,
    private readonly bundles: BundleKeeper,
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

  /** A confirmed list goes back to the desk. */
  async takeBack(act: Act, slug: string, said: { reason: string; version: number }): Promise<void> {
    await this.drafts.onDraft(
      act,
      slug,
      said.version,
      (actor, desk, { list }) => refuseToTakeBack(actor, desk.contest, list),
      async (tx, desk, { list }) => {
        unlessMoved(await this.awards.takeBack(tx, list));
        await this.drafts.tell(tx, act, desk, {
          act: 'award-list.take-back',
          subjectId: list.id,
          reason: said.reason,
          facts: { number: list.number },
        });
      },
    );
  }

  /**
   * Publishes the confirmed list: its lines, and what its bundle says, are frozen as they are now, and a list published before is superseded with the
   * reason, all or nothing.
   */
  async publish(
    act: Act,
    slug: string,
    said: { reason: string; version: number },
  ): Promise<{ number: number; total: number }> {
    return this.drafts.onDraft(
      act,
      slug,
      said.version,
      (actor, desk, { list }) =>
        refuseToPublish(actor, desk.contest, list, desk.calendar, desk.inputSha256 ?? '') ??
        (desk.published !== null && said.reason === '' ? { code: 'supersede-reason-missing', field: 'reason' } : null),
      async (tx, desk, drafted) => {
        const { list, lines, proposal } = drafted;
        const at = desk.calendar.now;
        if (desk.published !== null) {
          unlessMoved(await this.awards.supersede(tx, desk.published, { reason: said.reason, at }));
          const facts = { number: desk.published.number, by: list.number };
          await this.drafts.tell(tx, act, desk, {
            act: 'award-list.supersede',
            subjectId: desk.published.id,
            reason: said.reason,
            facts,
          });
        }
        const { total } = proposal;
        unlessMoved(await this.awards.publish(tx, act, list, { total, at }));
        await this.awards.insertLines(tx, list.id, withWorkings(lines, desk.tally));
        await issueCertificates(tx, list.id);
        await this.bundles.keep(tx, desk, drafted);
        const facts = { number: list.number, total, lines: lines.length };
        await this.drafts.tell(tx, act, desk, { act: 'award-list.publish', subjectId: list.id, facts });
        const about = {
          listId: list.id,
          isCorrection: desk.published !== null,
          communeIds: await this.contests.communeIds(tx, desk.contest.id),
        };
        this.notices.tell(tx, desk.contest, at, publicationNotice(desk.contest, about));
        return { number: list.number, total };
      },
    );
  }
}

/** The lines with how each rank came about, from the tally that the list was drafted from. */
function withWorkings(lines: readonly AwardLine[], tally: RoundTally | null): (AwardLine & { workings: Workings })[] {
  if (tally === null) throw new Error('a list is published from a closed round');
  const { entries, rules } = tally.input;
  const workings = workingsOf({ entries, scoring: rules.scoring, ranking: tally.ranking });
  return lines.map((line) => ({ ...line, workings: workings(line.entryNumber) }));
}
