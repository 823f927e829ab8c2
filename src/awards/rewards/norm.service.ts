import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { type Day, formatDay } from '../../kernel/vietnamese/days.js';
import { formatPoints } from '../../kernel/vietnamese/numbers.js';
import { unlessMoved } from '../draft.acts.js';
import { refuseBase, refuseClosing, refuseNorm } from './norm.policy.js';
import type { BaseSalary, RewardNorm } from './reward.facts.js';
import {
  type BookRow,
  bookForWriting,
  closeNorm,
  insertBase,
  insertNorm,
  type RewardBook,
  withdrawBookRow,
} from './reward.repository.js';

/** The book of norms and base salaries: rows are added with their paper, closed with a day, withdrawn with a reason; none is changed or deleted. */
@Injectable()
export class NormService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** What a form is worth from a day on. Refuses `norm-overlaps`. */
  addNorm(act: Act, norm: RewardNorm): Promise<void> {
    return this.inBook(act, async (tx, { norms }) => {
      obey(refuseNorm(norm, norms));
      const { form, name, recipientKind: kind, document, article, inForceFrom, inForceUntil } = norm;
      const multiple = formatPoints(norm.multipleHundredths);
      const until = inForceUntil === null ? {} : { until: formatDay(inForceUntil) };
      const facts = { code: form, name, kind, multiple, document, article, from: formatDay(inForceFrom), ...until };
      await this.tell(tx, act, { act: 'reward-norm.add', subjectId: await insertNorm(tx, act, norm), facts });
    });
  }

  /** The base salary from a day on. Refuses `base-salary-twice`. */
  addBase(act: Act, base: BaseSalary): Promise<void> {
    return this.inBook(act, async (tx, { bases }) => {
      obey(refuseBase(base, bases));
      const facts = { amount: base.amount, document: base.document, from: formatDay(base.inForceFrom) };
      await this.tell(tx, act, { act: 'base-salary.add', subjectId: await insertBase(tx, act, base), facts });
    });
  }

  /** The last day of a norm without an end. Refuses `norm-ends-too-early`, `not-found`, and `stale` for one that was closed meanwhile. */
  close(act: Act, id: string, until: Day): Promise<void> {
    return this.inBook(act, async (tx, { norms }) => {
      const norm = norms.find((one) => one.id === id);
      if (norm === undefined) throw new Refused({ code: 'not-found' });
      obey(refuseClosing(norm, until));
      unlessMoved(await closeNorm(tx, id, until));
      const facts = { name: norm.name, kind: norm.recipientKind, document: norm.document, until: formatDay(until) };
      await this.tell(tx, act, { act: 'reward-norm.close', subjectId: id, facts });
    });
  }

  /** A row that was written wrongly counts no longer; grants made by it keep what they were computed from. Refuses `not-found`. */
  withdraw(act: Act, row: BookRow, { id, reason }: { id: string; reason: string }): Promise<void> {
    return this.inBook(act, async (tx, { norms, bases }) => {
      const found = (row === 'norm' ? norms : bases).find((one) => one.id === id);
      if (found === undefined) throw new Refused({ code: 'not-found' });
      unlessMoved(await withdrawBookRow(tx, act, row, id, reason));
      const facts = { document: found.document, from: formatDay(found.inForceFrom) };
      const told = row === 'norm' ? 'reward-norm.withdraw' : 'base-salary.withdraw';
      await this.tell(tx, act, { act: told, subjectId: id, facts, reason });
    });
  }

  private inBook(act: Act, work: (tx: Tx, book: RewardBook) => Promise<void>): Promise<void> {
    return this.database.act(act, async (tx) => work(tx, await bookForWriting(tx)));
  }

  private tell(
    tx: Tx,
    act: Act,
    deed: { act: string; subjectId: string; facts: Record<string, unknown>; reason?: string },
  ): Promise<void> {
    return this.audit.record(tx, act, { ...deed, subjectKind: deed.act.replace(/\..*$/, ''), contestId: null });
  }
}
