import {
  flag,
  INSTANT,
  listOf,
  MONEY,
  named,
  NEXT_CURSOR,
  oneOf,
  orNull,
  POINTS,
  record,
  type Schema,
  text,
  whole,
} from '../web/api.schema.js';
import { WINDOW_KINDS } from './contest.words.js';

const IDENTITY = {
  slug: text('Names the contest in addresses.'),
  code: text('Begins the numbers of its dossiers.'),
  name: text(),
  organiser: text(),
  state: oneOf('open', 'archived'),
  rehearsal: flag('A rehearsal: nothing of it has any value outside the exercise, and it has a clock of its own.'),
};

/** What the answers about contests look like, for the document of the API. */
export const CONTEST_SCHEMAS: Readonly<Record<string, Schema>> = {
  Window: record(
    {
      kind: oneOf(...WINDOW_KINDS),
      from: INSTANT,
      until: INSTANT,
      printed: text('The words of the rules.'),
      phase: oneOf('before', 'open', 'over'),
      extension: orNull(record({ until: INSTANT, document: text('The number of the document that grants it.') })),
    },
    'A span [from, until): the until instant is the first that is too late. An extension told here holds for everybody, and the phase counts it.',
  ),
  ContestSummary: record({ ...IDENTITY, submission: orNull(named('Window')) }),
  ContestPage: record({ contests: listOf(named('ContestSummary')), nextCursor: NEXT_CURSOR }),
  Contest: record({
    ...IDENTITY,
    windows: listOf(named('Window')),
    slots: listOf(
      record(
        {
          title: text(),
          help: text(),
          requirement: oneOf('required', 'one-of', 'optional'),
          kinds: listOf(text()),
          maxFiles: whole(),
          maxBytes: whole('Of one file.'),
        },
        'A part of the dossier.',
      ),
    ),
    criteria: listOf(record({ code: text(), title: text(), help: text(), max: POINTS, weight: POINTS })),
    tiers: listOf(record({ name: text(), quantity: whole(), amount: MONEY, minimum: orNull(POINTS) })),
    sampleNotes: { type: ['string', 'null'], description: 'What in this contest is only a sample, as a sentence.' },
  }),
};
