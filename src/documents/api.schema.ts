import { API } from '../web/api.js';
import { daysOf, filter, FILTER_CODES, PAGING, read, SLUG } from '../web/api.operation.js';
import {
  DAY,
  flag,
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
import { DOCUMENT_KINDS, DOCUMENT_STATES } from './document.facts.js';
import { officePaths } from './register/office.paths.js';

/** What a unit's documents can be narrowed to: those that it has said it has, and the others. */
export const RECEIPT_STATES = ['waiting', 'received'] as const;
export const DATED_DAYS = { from: 'datedFrom', until: 'datedUntil' };

/** Where a program reads the register of a contest. */
export const contestDocuments = (slug: string): string => `${API}/contests/${slug}/documents`;

const NAME = {
  id: text(),
  kind: oneOf(...DOCUMENT_KINDS),
  number: orNull(whole('Null until it has one.')),
  symbol: text('Behind the number, e.g. QĐ-UBND.'),
  datedOn: orNull(DAY),
  subject: text(),
  state: oneOf(...DOCUMENT_STATES),
};
const COPY = orNull(
  record({ sha256: text('Of the signed PDF, 64 hexadecimal digits.'), size: whole('Bytes.') }, 'The signed copy.'),
);
const RECALL = {
  recalledAt: orNull(INSTANT),
  recallReason: orNull(text('As the units that it was sent to are told.')),
};

export const DOCUMENT_SCHEMAS: Readonly<Record<string, Schema>> = {
  NamedDocument: record(NAME),
  Document: record({
    ...NAME,
    issuer: text('As printed, in one line.'),
    recipients: text('As printed under “Nơi nhận”, one a line.'),
    signer: orNull(text('As printed.')),
    signedOn: orNull(DAY),
    issuedAt: orNull(INSTANT),
    ...RECALL,
    corrects: orNull(text('Id of the document that it corrects.')),
    isPublic: flag('Everybody may read it once it is issued.'),
    awaitsResult: flag('It is about a result that is not out: nobody outside reads it until then.'),
    paperSha256: orNull(text('Of the platform’s own paper as it came in; null for a document written elsewhere.')),
    signedCopy: COPY,
  }),
  DocumentPage: record({ documents: listOf(named('Document')), nextCursor: NEXT_CURSOR }),
  ReceivedDocument: record({
    ...NAME,
    issuer: text('As printed, in one line.'),
    contest: orNull(text('The name of the contest that it belongs to; null for what an office sent.')),
    sentTo: text('The unit as it was written to: the reader’s own, or one that it took over from.'),
    sentAt: INSTANT,
    receivedAt: orNull(INSTANT),
    ...RECALL,
    correctedBy: orNull(named('NamedDocument')),
    signedCopy: COPY,
  }),
  ReceivedDocumentPage: record({ documents: listOf(named('ReceivedDocument')), nextCursor: NEXT_CURSOR }),
};

const NARROWED = [
  filter('state', oneOf(...DOCUMENT_STATES)),
  filter('kind', oneOf(...DOCUMENT_KINDS)),
  ...daysOf('it is dated', DATED_DAYS),
  ...PAGING,
];

export const DOCUMENT_OPERATIONS = {
  [officePaths.api]: read({
    id: 'listOfficeDocuments',
    summary: 'The register of documents of an office, what came in last first',
    opened: 'documents',
    answer: named('DocumentPage'),
    parameters: [
      filter('office', text('Id of the unit; left out for the own office. Needed by who reads more than one.')),
      ...NARROWED,
    ],
    refusals: { 404: 'not-found', 422: FILTER_CODES },
  }),
  [officePaths.apiReceived]: read({
    id: 'listReceivedDocuments',
    summary: 'What the own unit was sent, the newest first',
    opened: 'documents',
    answer: named('ReceivedDocumentPage'),
    parameters: [
      filter('state', {
        ...oneOf(...RECEIPT_STATES),
        description: 'waiting: nobody of the unit has said that it has the document.',
      }),
      ...PAGING,
    ],
    refusals: { 404: 'not-found: the role is sent nothing', 422: FILTER_CODES },
  }),
  [contestDocuments('{slug}')]: read({
    id: 'listContestDocuments',
    summary: 'For those who oversee a contest: the register of its documents, what came in last first',
    opened: 'documents',
    answer: named('DocumentPage'),
    parameters: [SLUG, ...NARROWED],
    refusals: { 404: 'not-found', 422: FILTER_CODES },
  }),
};
