import { daysOf, filter, FILTER_CODES, PAGE_CODES, PAGING, read } from '../web/api.operation.js';
import { INSTANT, listOf, named, NEXT_CURSOR, orNull, record, type Schema, text, whole } from '../web/api.schema.js';
import { auditPaths } from './audit.paths.js';

/** What the answer about heads of the log looks like, for the document of the API. */
export const LOG_SCHEMAS: Readonly<Record<string, Schema>> = {
  LogHead: record({
    size: whole('Events that the head covers.'),
    root: text('Merkle root (RFC 6962) over their hashes, 64 hexadecimal digits.'),
    publicKey: text('Ed25519, 32 bytes in base64: the key that signed this head.'),
    signature: text('Of the lines "hoithi-log-head/1", size, root and at, each ended by LF; base64.'),
    at: INSTANT,
  }),
  LogHeads: record({
    publicKey: text('The key that signs now.'),
    heads: listOf(named('LogHead')),
    nextCursor: NEXT_CURSOR,
  }),
  LogEvent: record({
    id: whole('Newer events have higher ones.'),
    chain: text('Whose acts stand in it: the id of a person, or "system".'),
    seq: whole('Its place in the chain.'),
    at: INSTANT,
    contestAt: { ...orNull(INSTANT), description: 'The contest’s own time, in a rehearsal.' },
    person: text(),
    role: text(),
    unit: orNull(text()),
    act: text('What was done, e.g. entry.submit.'),
    subjectKind: text(),
    subjectId: text(),
    contestId: orNull(text()),
    entryId: orNull(text()),
    reason: orNull(text()),
    facts: text('The JSON text that was hashed.'),
    requestId: text(),
    hash: text('Of the chain up to here, 64 hexadecimal digits.'),
  }),
  Log: record({ events: listOf(named('LogEvent')), nextCursor: NEXT_CURSOR }),
};

export const LOG_DAYS = { from: 'from', until: 'until' };

export const LOG_OPERATIONS = {
  [auditPaths.apiHeads]: read({
    id: 'listLogHeads',
    summary: 'Signed heads of the log, newest first: proof of how it stood',
    opened: null,
    answer: named('LogHeads'),
    parameters: PAGING,
    refusals: { 422: PAGE_CODES },
  }),
  [auditPaths.apiLog]: read({
    id: 'listLog',
    summary: 'For those who check: the log, newest first',
    opened: 'log',
    answer: named('Log'),
    parameters: [
      filter('act', text('entry.submit for one act, entry. for all that happens to entries.')),
      filter('person', text('Who did it: a user name, or the id of a person.')),
      filter('entry', text('To which dossier: its number, its draft code, or its id.')),
      filter('contest', text('In which contest: its slug, or its id.')),
      ...daysOf('it was done, by real time', LOG_DAYS),
      ...PAGING,
    ],
    refusals: { 422: FILTER_CODES },
  }),
};
