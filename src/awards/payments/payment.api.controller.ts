import { Controller, Get, Param, Query } from '@nestjs/common';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { readUnit } from '../../units/unit.asked.js';
import { cutPage, readCursor, readLimit } from '../../web/cursor.js';
import { readChoice, readDays } from '../../web/filter.js';
import { KeyedJson } from '../../web/public-json.js';
import { TheActor, type Words } from '../../web/request.js';
import { Allow, OpenedBy } from '../../web/rights.js';
import { ASKED_STATES, PAID_DAYS } from '../api.schema.js';
import { awardPaths } from '../award.paths.js';
import { refuseToSeeList } from '../award.policy.js';
import { AwardRepository } from '../award.repository.js';
import { type PaidLine, stateOf } from './payment.facts.js';
import { PaymentRepository } from './payment.repository.js';

/** For programs: how far the prize money of the list in force has been handed over. */
@Controller()
export class PaymentApiController {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly awards: AwardRepository,
    private readonly payments: PaymentRepository,
  ) {}

  /** Refuses `results-unpublished` before publication, `results-replaced` when another list came into force between two pages. */
  @Get(awardPaths.apiPayments(':slug'))
  @Allow('organiser', 'auditor')
  @OpenedBy('awards')
  async list(@TheActor() actor: Actor, @Param('slug') slug: string, @Query() query: Words): Promise<KeyedJson> {
    const { reader } = this.database;
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toPlace);
    const only = {
      commune: readUnit('commune', query['commune']),
      state: readChoice('state', query['state'], ASKED_STATES),
      paid: readDays(query, PAID_DAYS),
    };
    const contest = await this.contests.bySlug(reader, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    obey(refuseToSeeList(actor, contest));
    const list = await this.awards.published(reader, contest.id);
    if (list === null) throw new Refused({ code: 'results-unpublished' });
    if (after !== null && after.list !== list.number) throw new Refused({ code: 'results-replaced' });
    const of = { contestId: contest.id, listId: list.id };
    const [totals, found] = await Promise.all([
      this.payments.totals(reader, of),
      this.payments.linesAfter(reader, of, only, after, limit + 1),
    ]);
    const { rows, nextCursor } = cutPage(found, limit, ({ line, entryNumber }) => [
      list.number,
      line?.position ?? 0,
      entryNumber,
    ]);
    return new KeyedJson({
      list: list.number,
      totals: { due: totals.due, settled: totals.settled, left: totals.left, excess: totals.excess },
      payments: rows.map(toApiLine),
      nextCursor,
    });
  }
}

const toApiLine = (paid: PaidLine) => ({
  entry: paid.entryNumber,
  village: paid.villageName,
  commune: paid.communeName,
  prizes: paid.line?.tierName ?? null,
  due: paid.due,
  paid: paid.paid,
  state: stateOf(paid),
  paidOn: paid.paidOn,
  receipt: paid.receiptNumber,
});

/** Behind which line of which list. */
const toPlace = ([list, position, number]: readonly unknown[]): {
  list: number;
  position: number;
  number: string;
} | null =>
  typeof list === 'number' &&
  Number.isInteger(position) &&
  typeof number === 'string' &&
  /^[A-Z0-9-]{1,60}$/.test(number)
    ? { list, position: position as number, number }
    : null;
