import { Injectable } from '@nestjs/common';
import type { Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { Refused } from '../../kernel/refusal.js';
import type { AwardDesk, Drafted } from '../award.desk.js';
import type { NewDecision } from '../award.facts.js';
import { refuseToDecide } from '../award.policy.js';
import { AwardRepository } from '../award.repository.js';
import { DraftActs, unlessMoved } from '../draft.acts.js';
import { awardedCapOf } from '../../judging/prize-caps.js';
import { priceReward } from '../rewards/reward-norms.js';
import { refuseToGrant, type WantedReward } from '../rewards/reward.policy.js';
import { bookForGrant } from '../rewards/reward.repository.js';
import { refuseSideChoice, refuseToShift } from './prize-decision.policy.js';
import type { QuotaShift } from './quota-shifts.js';

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

/** What a person says about a decision, and the version of the list that the page showed. */
interface Said {
  reason: string;
  version: number;
}

/** A decision that names no entries, no document and no numbers. */
const PLAIN = { entries: [], order: null, quantities: null, documentNumber: null, reward: null };

/** What people decide over a drafted list: each with a reason, by whom and when, and withdrawn rather than edited. */
@Injectable()
export class PrizeDecisionService {
  constructor(
    private readonly drafts: DraftActs,
    private readonly awards: AwardRepository,
  ) {}

  /** A person decides a tie that stands across a boundary, with a reason. Refuses `decision-out-of-date` for a group that is no longer one. */
  decideTie(act: Act, slug: string, { version, ...decision }: TieChoice): Promise<void> {
    return this.onDraft(act, slug, version, ({ proposal }) => {
      const same = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify(a) === JSON.stringify(b);
      const group = proposal.allocation.undecided.find(
        (one) => same(one.tiers, decision.tiers) && same(one.entries, decision.entries),
      );
      if (group === undefined) throw new Refused({ code: 'decision-out-of-date' });
      if (decision.choice === 'order' && !same([...(decision.order ?? [])].sort(), [...group.entries].sort()))
        throw new Refused({ code: 'order-incomplete' });
      return { ...PLAIN, kind: 'tie', ...decision };
    });
  }

  /** A person says, with a reason, that the withheld positions of a tier stay withheld. */
  explainWithheld(act: Act, slug: string, { tier, reason, version }: Said & { tier: string }): Promise<void> {
    return this.onDraft(act, slug, version, ({ proposal }) => {
      if (!proposal.unexplained.some((one) => one.tier === tier)) throw new Refused({ code: 'decision-out-of-date' });
      return { ...PLAIN, kind: 'withhold', tiers: [tier], choice: 'keep-withheld', reason };
    });
  }

  /** A tier that nobody is to win, whoever could: who ranks goes on to the next tier. Refuses `decision-out-of-date` for a tier that gives nothing. */
  withholdTier(act: Act, slug: string, { tier, reason, version }: Said & { tier: string }): Promise<void> {
    return this.onDraft(act, slug, version, ({ proposal: { allocation } }) => {
      const isGiven =
        allocation.awards.some((one) => one.tier === tier) ||
        allocation.undecided.some(({ tiers }) => tiers.includes(tier));
      if (!isGiven) throw new Refused({ code: 'decision-out-of-date', field: 'tier' });
      return { ...PLAIN, kind: 'withhold', tiers: [tier], choice: 'withhold', reason };
    });
  }

  /** Moves prizes from one tier to another by a paper. Refuses `shift-same-tier`, `shift-too-many`, `shift-over-cap`. */
  shift(act: Act, slug: string, said: Said & QuotaShift & { documentNumber: string }): Promise<void> {
    const { from, to, taken, added, documentNumber, reason } = said;
    return this.onDraft(act, slug, said.version, ({ proposal }, { contest, tally }) => {
      const most = awardedCapOf(contest.ranking, tally?.ranking.length ?? 0);
      const refusal = refuseToShift(said, proposal.prizes, most);
      if (refusal !== null) throw new Refused(refusal);
      const quantities = [taken, added];
      return { ...PLAIN, kind: 'shift', tiers: [from, to], choice: 'shift', quantities, documentNumber, reason };
    });
  }

  /** Whom people give a prize beside the tiers to; none: it is not given. Refuses `decision-out-of-date`, `side-choice-unfit`, `side-choice-too-many`. */
  chooseSide(act: Act, slug: string, said: Said & { prize: string; entries: string[] }): Promise<void> {
    const { prize, entries, reason } = said;
    return this.onDraft(act, slug, said.version, ({ proposal }, desk) => {
      const refusal = refuseSideChoice(said, proposal, desk);
      if (refusal !== null) throw new Refused(refusal);
      const choice = entries.length === 0 ? 'withhold' : 'pick';
      return { ...PLAIN, kind: 'side', tiers: [prize], entries, choice, reason };
    });
  }

  /**
   * A legal reward form to an entry's group, or to a person or household of it, worth what the papers of the decision's day say. Refuses `reward-entry-unfit`,
   * `reward-recipient-missing`, `reward-twice`, `reward-norm-missing`, `base-salary-missing`.
   */
  grantReward(act: Act, slug: string, said: Said & WantedReward): Promise<void> {
    return this.onDraft(act, slug, said.version, async (drafted, desk, tx) => {
      const refusal = refuseToGrant(said, drafted.proposal, desk);
      if (refusal !== null) throw new Refused(refusal);
      const priced = priceReward(await bookForGrant(tx), said);
      if ('refusal' in priced) throw new Refused(priced.refusal);
      const { entry, form, reason } = said;
      return {
        ...PLAIN,
        kind: 'reward',
        tiers: [form],
        entries: [entry],
        choice: 'grant',
        reward: priced.reward,
        reason,
      };
    });
  }

  /** A decision is withdrawn with a reason: it stays readable, and the list computes without it. */
  withdraw(act: Act, slug: string, { decision: id, reason, version }: Said & { decision: string }): Promise<void> {
    const policy = (actor: Act['actor'], desk: AwardDesk, { list }: Drafted) =>
      refuseToDecide(actor, desk.contest, list);
    return this.drafts.onDraft(act, slug, version, policy, async (tx, desk, { list, decisions }) => {
      const decision = decisions.find((one) => one.id === id);
      if (decision === undefined) throw new Refused({ code: 'not-found' });
      unlessMoved(await this.awards.touchDraft(tx, list, list.version));
      unlessMoved(await this.awards.withdrawDecision(tx, act, id, { reason, at: desk.calendar.now }));
      const { kind, choice, entries, tiers } = decision;
      await this.drafts.tell(tx, act, desk, {
        act: 'award-list.withdraw-decision',
        subjectId: list.id,
        reason,
        facts: { decision: id, kind, choice, entries, tiers },
      });
    });
  }

  private onDraft(
    act: Act,
    slug: string,
    version: number,
    decide: (drafted: Drafted, desk: AwardDesk, tx: Tx) => NewDecision | Promise<NewDecision>,
  ): Promise<void> {
    return this.drafts.onDraft(
      act,
      slug,
      version,
      (actor, desk, { list }) => refuseToDecide(actor, desk.contest, list),
      async (tx, desk, drafted) => this.write(tx, act, desk, drafted, await decide(drafted, desk, tx)),
    );
  }

  private async write(tx: Tx, act: Act, desk: AwardDesk, { list }: Drafted, decision: NewDecision): Promise<void> {
    unlessMoved(await this.awards.touchDraft(tx, list, list.version));
    await this.awards.insertDecision(tx, act, list.id, decision, desk.calendar.now);
    const { kind, choice, entries, tiers, order, quantities, documentNumber, reward, reason } = decision;
    const shift = kind === 'shift' ? { quantities, documentNumber } : {};
    const grant = reward === null ? {} : { reward };
    await this.drafts.tell(tx, act, desk, {
      act: 'award-list.decide',
      subjectId: list.id,
      reason,
      facts: { kind, choice, entries, tiers, order, ...shift, ...grant },
    });
  }
}
