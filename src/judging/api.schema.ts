import { PAGE_CODES, PAGING, read, SLUG } from '../web/api.operation.js';
import {
  flag,
  INSTANT,
  listOf,
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
import { judgingPaths } from './judging.paths.js';
import { SHEET_PROGRESS } from './round.facts.js';

const ROUND = { name: 'round', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 99 } };
const PLACE = { village: text(), commune: text() };

export const JUDGING_SCHEMAS: Readonly<Record<string, Schema>> = {
  Round: record({
    number: whole(),
    name: text(),
    closedAt: { ...orNull(INSTANT), description: 'Null while it takes scores.' },
  }),
  Sheet: record({
    entry: text('What the judge knows the dossier by: its number, or a code where judging is blind.'),
    ...PLACE,
    progress: oneOf(...SHEET_PROGRESS),
    total: orNull(POINTS),
    savedAt: orNull(INSTANT),
    isJudged: flag('False for a dossier that has left the contest.'),
    reopenedReason: orNull(text()),
  }),
  SheetPage: record({
    round: orNull(named('Round')),
    sheets: listOf(named('Sheet')),
    nextCursor: NEXT_CURSOR,
  }),
  JudgingProgress: record(
    {
      round: named('Round'),
      quorum: whole('Signed sheets that each dossier needs.'),
      totals: record({ entries: whole(), unassigned: whole(), belowQuorum: whole() }),
      judges: listOf(
        record({
          code: text('By which the panel knows the judge.'),
          name: text(),
          room: orNull(text()),
          isRemoved: flag(),
          sheets: record(Object.fromEntries(SHEET_PROGRESS.map((progress) => [progress, whole()]))),
        }),
      ),
      entries: listOf(record({ entry: text(), ...PLACE, given: whole(), complete: whole(), signed: whole() })),
      nextCursor: NEXT_CURSOR,
    },
    'What is done and what is not; no points before the round is closed.',
  ),
  Scores: record({
    round: named('Round'),
    entries: listOf(
      record({
        entry: text(),
        ...PLACE,
        district: orNull(text()),
        rank: orNull(whole('Equals share one; null for a dossier with too few signed sheets.')),
        score: orNull(POINTS),
        exact: orNull(text('The same as a fraction, before rounding.')),
        tieBreak: listOf(text()),
        totals: listOf(record({ judge: text(), total: POINTS })),
      }),
    ),
    nextCursor: NEXT_CURSOR,
  }),
};

export const JUDGING_OPERATIONS = {
  [judgingPaths.apiSheets]: read({
    id: 'listOwnSheets',
    summary: 'For judges: the own score sheets, in the own order',
    opened: 'judging',
    answer: named('SheetPage'),
    parameters: [ROUND, ...PAGING],
    refusals: { 404: 'not-found: no such round', 422: PAGE_CODES },
  }),
  [judgingPaths.apiProgress]: read({
    id: 'getJudgingProgress',
    summary: 'For the secretary: how far judges and dossiers are, by number',
    opened: 'judging',
    answer: named('JudgingProgress'),
    parameters: [ROUND, ...PAGING],
    refusals: { 404: 'not-found: no such round', 422: PAGE_CODES },
  }),
  [judgingPaths.apiScores('{slug}')]: read({
    id: 'getScores',
    summary: 'The ranking of a closed round, best first',
    opened: 'scores',
    answer: named('Scores'),
    parameters: [SLUG, ROUND, ...PAGING],
    refusals: {
      403: 'not-allowed, key-lacks-scope; scores-hidden until the round is closed',
      404: 'not-found',
      409: 'scores-replaced: the round was closed again, or a dossier left it, between two pages; begin again',
      422: PAGE_CODES,
    },
  }),
};
