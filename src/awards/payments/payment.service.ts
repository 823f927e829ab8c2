import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import type { ContestFacts } from '../../contests/contest.facts.js';
import { organises } from '../../contests/contest.policy.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import type { Dong } from '../../kernel/money.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { dayOf } from '../../kernel/vietnamese/days.js';
import type { AwardListFacts } from '../award.facts.js';
import { AwardRepository } from '../award.repository.js';
import type { PaidLine, PaymentId } from './payment.facts.js';
import { refuseToPay, type WantedPayment } from './payment.policy.js';
import { PaymentRepository } from './payment.repository.js';

interface Counter {
  tx: Tx;
  contest: ContestFacts;
  list: AwardListFacts;
  line: PaidLine;
  now: Date;
}

/** Who was paid what for a prize: entered once, withdrawn with a reason, never edited. */
@Injectable()
export class PaymentService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly awards: AwardRepository,
    private readonly payments: PaymentRepository,
  ) {}

  /**
   * Enters a payment for an entry of the list in force. Refuses `not-found` to all but the contest's organisers and for a dossier that is neither on the list nor
   * was ever paid, and what `refuseToPay` refuses. Of two who enter at once the second is measured by what the first has left.
   */
  pay(act: Act, slug: string, entry: string, wanted: WantedPayment & { recipient: string }): Promise<Dong> {
    return this.atCounter(act, slug, entry, async ({ tx, contest, list, line, now }) => {
      const receiptHolder = await this.payments.receiptHolder(tx, contest.id, wanted.receiptNumber);
      const publishedOn = dayOf(list.publishedAt ?? now);
      obey(refuseToPay(wanted, line, { publishedOn, today: dayOf(now), receiptHolder }));
      const payment = { ...wanted, entryId: line.entryId, listNumber: list.number };
      const id = await this.payments.insert(tx, act, contest.id, payment, now);
      const { amount, paidOn, receiptNumber, recipient } = wanted;
      await this.tell(act, { tx, contest, line, now }, 'award-payment.pay', id, null, {
        amount,
        paidOn,
        receiptNumber,
        recipient,
      });
      return line.due - line.paid - amount;
    });
  }

  /** Withdraws a payment that was entered by mistake; it stays readable with the reason. Refuses `stale` when that was done meanwhile. */
  withdraw(act: Act, slug: string, entry: string, said: { paymentId: string; reason: string }): Promise<void> {
    return this.atCounter(act, slug, entry, async ({ tx, contest, line, now }) => {
      const all = await this.payments.ofEntry(tx, contest.id, line.entryId);
      const payment = all.find(({ id }) => id === said.paymentId);
      if (payment === undefined) throw new Refused({ code: 'not-found' });
      const by = { name: act.actor.name, reason: said.reason, at: now };
      if ((await this.payments.withdraw(tx, payment.id, by)) === 0) throw new Refused({ code: 'stale' });
      const { amount, receiptNumber } = payment;
      await this.tell(act, { tx, contest, line, now }, 'award-payment.withdraw', payment.id, said.reason, {
        amount,
        receiptNumber,
      });
    });
  }

  /** One act on an entry's money. Contest and list are held meanwhile, the list for this act alone: what is left to pay is read once and is true. */
  private atCounter<Result>(
    act: Act,
    slug: string,
    entry: string,
    work: (counter: Counter) => Promise<Result>,
  ): Promise<Result> {
    return this.database.act(act, async (tx) => {
      const found = await this.contests.bySlug(tx, slug);
      const contest = found === null ? null : await this.contests.holdById(tx, found.id);
      if (contest === null || !organises(act.actor, contest)) throw new Refused({ code: 'not-found' });
      const list = await this.awards.published(tx, contest.id);
      if (list !== null && !(await this.payments.hold(tx, list.id))) throw new Refused({ code: 'stale' });
      const line =
        list === null ? null : await this.payments.lineOf(tx, { contestId: contest.id, listId: list.id }, entry);
      if (list === null || line === null) throw new Refused({ code: 'not-found' });
      const { now } = await this.contests.calendarOf(tx, contest, tx.now);
      return work({ tx, contest, list, line, now });
    });
  }

  private tell(
    act: Act,
    { tx, contest, line, now }: Omit<Counter, 'list'>,
    what: 'award-payment.pay' | 'award-payment.withdraw',
    subjectId: PaymentId,
    reason: string | null,
    facts: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.record(tx, act, {
      act: what,
      subjectKind: 'award-payment',
      subjectId,
      contestId: contest.id,
      entryId: line.entryId,
      reason,
      facts,
      contestAt: contest.rehearsal ? now : null,
    });
  }
}
