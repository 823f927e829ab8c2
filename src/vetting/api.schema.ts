import { SUBMITTED_DAYS } from '../entries/api.schema.js';
import { ENTRY_STATES } from '../entries/entry.facts.js';
import { COMMUNE, daysOf, filter, FILTER_CODES, PAGING, read } from '../web/api.operation.js';
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
import { STAGES } from './vetting.facts.js';
import { vettingPaths } from './vetting.paths.js';

export const VETTING_SCHEMAS: Readonly<Record<string, Schema>> = {
  QueueLine: record({
    code: text('Its number.'),
    stage: oneOf(...STAGES),
    state: oneOf(...ENTRY_STATES),
    village: text(),
    commune: text(),
    submittedAt: orNull(INSTANT),
    decidedAt: orNull(INSTANT),
    supplementDueAt: orNull(INSTANT),
    officer: orNull(text('Whose work it is, by name.')),
    batch: orNull(whole('The batch in which it was forwarded.')),
    forwardedAt: orNull(INSTANT),
  }),
  Queue: record({
    contest: orNull(text('Slug of the contest of the desk; null for an office that has no desk in an open contest.')),
    level: orNull(whole('Of the desk, 1 is the lowest.')),
    entries: listOf(named('QueueLine')),
    nextCursor: NEXT_CURSOR,
  }),
};

export const VETTING_OPERATIONS = {
  [vettingPaths.apiQueue]: read({
    id: 'listQueue',
    summary: 'For vetting offices: the dossiers of one desk, by number',
    opened: 'vetting',
    answer: named('Queue'),
    parameters: [
      { name: 'contest', in: 'query', schema: text('Slug; left out for the office’s first desk.') },
      { name: 'level', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 9 } },
      filter('stage', oneOf(...STAGES)),
      COMMUNE,
      filter(
        'officer',
        text('Whose work: mine, nobody, gone (of those who vet here no longer), or an officer’s user name.'),
      ),
      ...daysOf('it last came in', SUBMITTED_DAYS),
      ...PAGING,
    ],
    refusals: { 404: 'not-found: no desk of this office', 422: FILTER_CODES },
  }),
  [vettingPaths.apiOne('{code}')]: read({
    id: 'getQueuedEntry',
    summary: 'For vetting offices: one dossier of the own area, its files by hash',
    opened: 'vetting',
    answer: named('Dossier'),
    parameters: [{ name: 'code', in: 'path', required: true, schema: text('Its number.') }],
    refusals: { 404: 'not-found' },
  }),
};
