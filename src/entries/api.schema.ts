import { SCAN_STATES } from '../storage/file-scans.js';
import { COMMUNE, daysOf, filter, FILTER_CODES, PAGING, read, SLUG } from '../web/api.operation.js';
import {
  INSTANT,
  listOf,
  named,
  NEXT_CURSOR,
  oneOf,
  orNull,
  record,
  type Schema,
  text,
  whole,
} from '../web/api.schema.js';
import { ENTRY_STATES } from './entry.facts.js';
import { entryPaths } from './entry.paths.js';

/** How the bounds of days are called; what is submitted by day is called so elsewhere too. */
export const SUBMITTED_DAYS = { from: 'submittedFrom', until: 'submittedUntil' };
export const CHANGED_DAYS = { from: 'changedFrom', until: 'changedUntil' };
const DAYS = [...daysOf('it last came in', SUBMITTED_DAYS), ...daysOf('it last changed', CHANGED_DAYS)];

const STATE: Schema = oneOf(...ENTRY_STATES);
const CODE = text('Its number, or the draft code before it was submitted.');
const PLACE = { village: text(), commune: text(), district: orNull(text()) };

const ENTRY = {
  code: CODE,
  contest: text('Slug of its contest.'),
  state: STATE,
  ...PLACE,
  vettedLevel: whole('How many vetting levels have passed it.'),
  forwardedLevel: whole('How many have forwarded it upwards.'),
  submittedAt: { ...orNull(INSTANT), description: 'When it last came in, by the contest’s clock.' },
  decidedAt: orNull(INSTANT),
  changedAt: INSTANT,
  supplementDueAt: { ...orNull(INSTANT), description: 'The first instant that is too late for what was asked for.' },
  reason: orNull(text('Why it was returned, rejected, withdrawn or disqualified.')),
};

export const ENTRY_SCHEMAS: Readonly<Record<string, Schema>> = {
  Entry: record(ENTRY),
  EntryPage: record({ entries: listOf(named('Entry')), nextCursor: NEXT_CURSOR }),
  EntryLine: record({
    code: CODE,
    state: STATE,
    ...PLACE,
    submittedAt: INSTANT,
    changedAt: INSTANT,
    files: whole('Files standing in it.'),
  }),
  EntryLinePage: record({ entries: listOf(named('EntryLine')), nextCursor: NEXT_CURSOR }),
  Dossier: record({
    ...ENTRY,
    files: listOf(
      record({
        slot: orNull(text('The part of the dossier that it stands in.')),
        name: text('As the sender named it.'),
        kind: text(),
        size: whole('Bytes.'),
        pages: orNull(whole('Of a PDF.')),
        sha256: text('Of its content, 64 hexadecimal digits.'),
        scan: oneOf(...SCAN_STATES),
        uploadedAt: INSTANT,
      }),
    ),
    receipts: listOf(
      record({ round: whole('1 is the submission, then one for each supplement.'), receivedAt: INSTANT }),
    ),
  }),
};

export const ENTRY_OPERATIONS = {
  [entryPaths.apiAll]: read({
    id: 'listOwnEntries',
    summary: 'For communes: the own dossiers in open contests, newest first',
    opened: 'entries',
    answer: named('EntryPage'),
    parameters: [
      filter('contest', text('Slug of one of the open contests.')),
      filter('state', STATE),
      ...DAYS,
      ...PAGING,
    ],
    refusals: { 422: FILTER_CODES },
  }),
  [entryPaths.apiOne('{code}')]: read({
    id: 'getEntry',
    summary: 'One dossier: how it stands, its files by hash, its receipts',
    opened: 'entries',
    answer: named('Dossier'),
    parameters: [{ name: 'code', in: 'path', required: true, schema: CODE }],
    refusals: { 404: 'not-found' },
  }),
  [entryPaths.apiOverview('{slug}')]: read({
    id: 'listEntries',
    summary: 'For those who oversee a contest: dossiers that have come in, by number',
    opened: 'entries',
    answer: named('EntryLinePage'),
    parameters: [
      SLUG,
      filter('state', STATE),
      COMMUNE,
      filter('q', text('Part of a number, or of a village’s name with or without its marks.')),
      ...DAYS,
      ...PAGING,
    ],
    refusals: { 404: 'not-found', 422: FILTER_CODES },
  }),
};
