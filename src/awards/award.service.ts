import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import type { Deed } from '../audit/audit.event.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import type { AwardListId } from '../kernel/ids.js';
import { obey, Refused, type Refusal } from '../kernel/refusal.js';
import type { RoundTally } from '../judging/results.facts.js';
import { type Workings, workingsOf } from '../judging/workings.js';
import { Notices } from '../notices/notices.js';
import { type AwardDesk, AwardDesks, type Drafted } from './award.desk.js';
import { publicationNotice } from './award.notices.js';
import { refuseToConfirm, refuseToDecide, refuseToDraft, refuseToPublish, refuseToTakeBack } from './award.policy.js';
import type { AwardLine } from './award.facts.js';
import { AwardRepository } from './award.repository.js';
import { BundleKeeper } from './bundle/bundle.keeper.js';
import { issueCertificates } from './papers/certificate.repository.js';

export interface TieChoice {
  /** Which undecided group, by the tiers and entries that the page showed. */
  tiers: string[];
  entries: string[];
  choice: 'share' | 'extend' | 'order' | 'withhold';
  /** For `order`: best first. */
  order: string[] | null;
  reason: string;
  version: number;
}

/** The acts on award lists. Each is one transaction that starts from the desk as it is at that moment. */
@Injectable()
export class AwardService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly desks: AwardDesks,
    private readonly awards: AwardRepository,
    private readonly contests: ContestReader,
    private readonly notices: Notices,
    private readonly bundles: BundleKeeper,
  ) {}

  /** Drafts the next list from the closed round's ranks. Refuses `round-not-closed`, `award-draft-waits`. */
  async draft(act: Act, slug: string): Promise<{ id: AwardListId; number: number }> {
    return this.onDesk(act, slug, async (tx, desk) => {
      obey(refuseToDraft(act.actor, desk.contest, desk.result?.round ?? null, desk.drafted?.list ?? null));
      if (desk.result === null || desk.inputSha256 === null) throw new Refused({ code: 'round-not-closed' });
      const list = {
        contestId: desk.contest.id,
        roundId: desk.result.round.id,
        inputSha256: desk.inputSha256,
        at: desk.calendar.now,
      };
      const made = await this.awards.insertDraft(tx, act, list);
      await this.tell(tx, act, desk, {
        act: 'award-list.draft',
        subjectId: made.id,
        facts: { number: made.number, input: desk.inputSha256 },
      });
      return made;
    });
  }

  /** Drops a draft, with its decisions; the log keeps what they were. */
  async discard(act: Act, slug: string, version: number): Promise<void> {
    await this.onDraft(
      act,
      slug,
      version,
      (actor, desk, { list }) => refuseToDecide(actor, desk.contest, list),
      async (tx, desk, drafted) => {
        this.unlessMoved(await this.awards.deleteDraft(tx, drafted.list));
        const decisions = drafted.decisions.map(({ kind, choice, entries, tiers, reason }) => ({
          kind,
          choice,
          entries,
          tiers,
          reason,
        }));
        await this.tell(tx, act, desk, {
          act: 'award-list.discard',
          subjectId: drafted.list.id,
          facts: { number: drafted.list.number, decisions },
        });
      },
    );
  }

  /** A person decides a tie that stands across a boundary, with a reason. Refuses `decision-out-of-date` for a group that is no longer one. */
  async decideTie(act: Act, slug: string, choice: TieChoice): Promise<void> {
    await this.onDraft(
      act,
      slug,
      choice.version,
      (actor, desk, { list }) => refuseToDecide(actor, desk.contest, list),
      async (tx, desk, drafted) => {
        const { version: _, ...decision } = choice;
        const same = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify(a) === JSON.stringify(b);
        const group = drafted.proposal.allocation.undecided.find(
          (one) => same(one.tiers, choice.tiers) && same(one.entries, choice.entries),
        );
        if (group === undefined) throw new Refused({ code: 'decision-out-of-date' });
        if (choice.choice === 'order' && !same([...(choice.order ?? [])].sort(), [...group.entries].sort()))
          throw new Refused({ code: 'order-incomplete' });
        await this.decide(tx, act, desk, drafted, { kind: 'tie', ...decision });
      },
    );
  }

  /** A person says, with a reason, that the withheld positions of a tier stay withheld. */
  async explainWithheld(
    act: Act,
    slug: string,
    said: { tier: string; reason: string; version: number },
  ): Promise<void> {
    await this.onDraft(
      act,
      slug,
      said.version,
      (actor, desk, { list }) => refuseToDecide(actor, desk.contest, list),
      async (tx, desk, drafted) => {
        if (!drafted.proposal.unexplained.some(({ tier }) => tier === said.tier))
          throw new Refused({ code: 'decision-out-of-date' });
        const { tier, reason } = said;
        await this.decide(tx, act, desk, drafted, {
          kind: 'withhold',
          entries: [],
          tiers: [tier],
          choice: 'keep-withheld',
          order: null,
          reason,
        });
      },
    );
  }

  /** The second person's confirmation. */
  async confirm(act: Act, slug: string, version: number): Promise<void> {
    await this.onDraft(
      act,
      slug,
      version,
      (actor, desk, { list, proposal }) => refuseToConfirm(actor, desk.contest, list, proposal, desk.inputSha256 ?? ''),
      async (tx, desk, { list, proposal }) => {
        this.unlessMoved(await this.awards.confirm(tx, act, list, desk.calendar.now));
        await this.tell(tx, act, desk, {
          act: 'award-list.confirm',
          subjectId: list.id,
          facts: { number: list.number, total: proposal.allocation.total },
        });
      },
    );
  }

  /** A confirmed list goes back to the desk. */
  async takeBack(act: Act, slug: string, said: { reason: string; version: number }): Promise<void> {
    await this.onDraft(
      act,
      slug,
      said.version,
      (actor, desk, { list }) => refuseToTakeBack(actor, desk.contest, list),
      async (tx, desk, { list }) => {
        this.unlessMoved(await this.awards.takeBack(tx, list));
        await this.tell(tx, act, desk, {
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
    return this.onDraft(
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
          this.unlessMoved(await this.awards.supersede(tx, desk.published, { reason: said.reason, at }));
          const facts = { number: desk.published.number, by: list.number };
          await this.tell(tx, act, desk, {
            act: 'award-list.supersede',
            subjectId: desk.published.id,
            reason: said.reason,
            facts,
          });
        }
        const { total } = proposal.allocation;
        this.unlessMoved(await this.awards.publish(tx, act, list, { total, at }));
        await this.awards.insertLines(tx, list.id, withWorkings(lines, desk.tally));
        await issueCertificates(tx, list.id);
        await this.bundles.keep(tx, desk, drafted);
        const facts = { number: list.number, total, lines: lines.length };
        await this.tell(tx, act, desk, { act: 'award-list.publish', subjectId: list.id, facts });
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

  private async decide(
    tx: Tx,
    act: Act,
    desk: AwardDesk,
    { list }: Drafted,
    decision: Parameters<AwardRepository['insertDecision']>[3],
  ): Promise<void> {
    this.unlessMoved(await this.awards.touchDraft(tx, list, list.version));
    await this.awards.insertDecision(tx, act, list.id, decision, desk.calendar.now);
    const { kind, choice, entries, tiers, order, reason } = decision;
    await this.tell(tx, act, desk, {
      act: 'award-list.decide',
      subjectId: list.id,
      reason,
      facts: { kind, choice, entries, tiers, order },
    });
  }

  private onDesk<Result>(act: Act, slug: string, work: (tx: Tx, desk: AwardDesk) => Promise<Result>): Promise<Result> {
    return this.database.act(act, async (tx) => work(tx, await this.desks.of(tx, slug, tx.now)));
  }

  /** An act on the list that waits, at the version its page showed. */
  private onDraft<Result>(
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

  private unlessMoved(changed: number): void {
    if (changed === 0) throw new Refused({ code: 'stale' });
  }

  private tell(
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

/** The lines with how each rank came about, from the tally that the list was drafted from. */
function withWorkings(lines: readonly AwardLine[], tally: RoundTally | null): (AwardLine & { workings: Workings })[] {
  if (tally === null) throw new Error('a list is published from a closed round');
  const { entries, rules } = tally.input;
  const workings = workingsOf({ entries, scoring: rules.scoring, ranking: tally.ranking });
  return lines.map((line) => ({ ...line, workings: workings(line.entryNumber) }));
}
