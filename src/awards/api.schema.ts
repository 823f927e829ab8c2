import { RECIPIENT_KINDS } from '../contests/recipient-kind.js';
import { PAYMENT_STATES } from './payments/payment.facts.js';
import { AWARD_LINE_KINDS } from './award.facts.js';
import { OBJECTION_OUTCOMES } from './objections/objection.facts.js';
import { awardPaths } from './award.paths.js';
import { COMMUNE, daysOf, filter, FILTER_CODES, PAGE_CODES, PAGING, read, SLUG } from '../web/api.operation.js';
import {
  flag,
  INSTANT,
  listOf,
  MONEY,
  named,
  oneOf,
  NEXT_CURSOR,
  orNull,
  POINTS,
  record,
  type Schema,
  text,
  whole,
} from '../web/api.schema.js';

const CASH = { name: text(), count: whole('Awards.'), amount: MONEY };

export const PAID_DAYS = { from: 'paidFrom', until: 'paidUntil' };
/** States that pay-out is narrowed to; `open`: all but what is paid in full. */
export const ASKED_STATES = [...PAYMENT_STATES, 'open'] as const;

/** What the answer about a result looks like, for the document of the API. */
export const RESULT_SCHEMAS: Readonly<Record<string, Schema>> = {
  Award: record({
    position: whole('Place in the list, from 1 on.'),
    kind: oneOf(...AWARD_LINE_KINDS),
    recipientKind: oneOf(...RECIPIENT_KINDS),
    entry: text('Number of the dossier.'),
    title: text(),
    representative: text(),
    village: text(),
    commune: text(),
    district: orNull(text('Null where communes stand right under the province.')),
    tier: text(),
    rank: whole('Equals share a rank: 1, 2, 2, 4.'),
    score: POINTS,
    tieBreak: listOf(text('A criterion that was asked beyond the score, e.g. criterion:B.')),
    amount: MONEY,
    note: text(),
  }),
  Results: record({
    contest: record({
      slug: text(),
      code: text(),
      name: text(),
      rehearsal: flag('A rehearsal: nothing of it has any value outside the exercise.'),
      sampleNotes: { type: ['string', 'null'], description: 'What in this contest is only a sample, as a sentence.' },
    }),
    list: record({
      number: whole('A list that was replaced keeps its number; the next one takes another.'),
      publishedAt: orNull(INSTANT),
    }),
    totals: record(
      {
        count: whole(),
        amount: MONEY,
        amountInWords: text('The same in Vietnamese words.'),
        byTier: listOf(record(CASH)),
        byRecipientKind: listOf(record({ ...CASH, kind: oneOf(...RECIPIENT_KINDS) })),
        byDistrict: listOf(record(CASH)),
        byCommune: listOf(record({ ...CASH, district: orNull(text()) })),
      },
      'Of the whole list, whatever the page.',
    ),
    awards: listOf(named('Award')),
    nextCursor: NEXT_CURSOR,
  }),
  Objections: record({
    objections: listOf(
      record({
        number: whole('Counted within the contest, in the order of receipt.'),
        list: whole('The number of the award list objected to.'),
        entry: orNull(
          text('Number of a dossier on that list; null where it is about the list or a dossier without a place.'),
        ),
        receivedAt: INSTANT,
        dueAt: { ...INSTANT, description: 'When the answer is due.' },
        answers: listOf(
          record({
            outcome: oneOf(...OBJECTION_OUTCOMES),
            correction: orNull(whole('The number of the list that took the place of the one objected to.')),
            words: text(),
            answeredAt: INSTANT,
          }),
        ),
      }),
    ),
    nextCursor: NEXT_CURSOR,
  }),
  Payments: record({
    list: whole('The number of the list in force.'),
    totals: record(
      {
        due: MONEY,
        settled: MONEY,
        left: MONEY,
        excess: { ...MONEY, description: 'Paid beyond what the list gives.' },
      },
      'Of the whole list, whatever the page.',
    ),
    payments: listOf(
      record({
        entry: text('Number of the dossier.'),
        village: text(),
        commune: text(),
        prizes: orNull(text('Null for a dossier that was paid by an earlier list and is on this one no longer.')),
        due: MONEY,
        paid: MONEY,
        state: oneOf(...PAYMENT_STATES),
        paidOn: orNull(text('The day of the newest payment, e.g. 2021-12-25.')),
        receipt: orNull(text('The number of its receipt.')),
      }),
    ),
    nextCursor: NEXT_CURSOR,
  }),
};

export const PAYMENT_OPERATIONS = {
  [awardPaths.apiObjections('{slug}')]: read({
    id: 'listObjections',
    summary: 'Objections to a published result and their answers, the newest first; nothing of who sent one',
    opened: null,
    answer: named('Objections'),
    parameters: [SLUG, ...PAGING],
    refusals: { 404: 'not-found, results-unpublished', 422: PAGE_CODES },
  }),
  [awardPaths.apiPayments('{slug}')]: read({
    id: 'listPayments',
    summary: 'How far the prize money of the list in force has been handed over',
    opened: 'awards',
    answer: named('Payments'),
    parameters: [
      SLUG,
      COMMUNE,
      filter('state', {
        ...oneOf(...ASKED_STATES),
        description:
          'open: whatever is not paid in full, or is paid beyond it; the totals stay those of the whole list.',
      }),
      ...daysOf('its newest payment in force was made', PAID_DAYS),
      ...PAGING,
    ],
    refusals: { 404: 'not-found, results-unpublished', 409: 'results-replaced', 422: FILTER_CODES },
  }),
};
