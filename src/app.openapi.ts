import { accountPaths } from './accounts/account.paths.js';
import { KEY_SCHEMAS } from './accounts/api.schema.js';
import { LOG_OPERATIONS, LOG_SCHEMAS } from './audit/api.schema.js';
import { PAYMENT_OPERATIONS, RESULT_SCHEMAS } from './awards/api.schema.js';
import { awardPaths } from './awards/award.paths.js';
import { COMMUNITY_OPERATIONS, COMMUNITY_SCHEMAS } from './communities/api.schema.js';
import { CONTEST_SCHEMAS } from './contests/api.schema.js';
import { contestPaths } from './contests/contest.paths.js';
import { WEBHOOK_OPERATIONS, WEBHOOK_SCHEMAS } from './contests/webhooks/api.schema.js';
import { DOCUMENT_OPERATIONS, DOCUMENT_SCHEMAS } from './documents/api.schema.js';
import { ENTRY_OPERATIONS, ENTRY_SCHEMAS } from './entries/api.schema.js';
import { JUDGING_OPERATIONS, JUDGING_SCHEMAS } from './judging/api.schema.js';
import { UNIT_OPERATIONS, UNIT_SCHEMAS } from './units/api.schema.js';
import { VETTING_OPERATIONS, VETTING_SCHEMAS } from './vetting/api.schema.js';
import { DRIVE_OPERATIONS, DRIVE_SCHEMAS } from './movements/api.schema.js';
import { COUNT_SCHEMAS, MOVEMENT_OPERATIONS, MOVEMENT_SCHEMAS } from './movements/movement.schema.js';
import { API } from './web/api.js';
import { PAGE_CODES, PAGING, read, SLUG } from './web/api.operation.js';
import { API_SCHEMAS, named, type Schema } from './web/api.schema.js';

export const OPENAPI_PATH = `${API}/openapi.json`;

/** The document of the API: exactly the addresses under /api/v1, which a test holds against the router. */
export const OPENAPI: Schema = {
  openapi: '3.1.0',
  info: {
    title: 'Hội Thi',
    version: '1',
    description: [
      'What everybody may read of the contests of this platform, and with a key what a role sees.',
      'A person makes a key on the page /tai-khoan/khoa-api; it acts in that person’s role and opens the scopes chosen there, 300 requests a minute. Sessions of browsers open nothing here.',
      'Fields may be added; what is here keeps its name and meaning.',
    ].join(' '),
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  security: [],
  paths: {
    [contestPaths.apiAll]: read({
      id: 'listContests',
      summary: 'Contests that have been opened, newest first',
      opened: null,
      answer: named('ContestPage'),
      parameters: PAGING,
      refusals: { 422: PAGE_CODES },
    }),
    [contestPaths.api('{slug}')]: read({
      id: 'getContest',
      summary: 'One contest: windows, parts of a dossier, criteria, prizes',
      opened: null,
      answer: named('Contest'),
      parameters: [SLUG],
      refusals: { 404: 'not-found' },
    }),
    [awardPaths.api('{slug}')]: read({
      id: 'getResults',
      summary: 'The award list in force, once it is published',
      opened: null,
      answer: named('Results'),
      parameters: [SLUG, ...PAGING],
      refusals: {
        404: 'not-found, results-unpublished',
        409: 'results-replaced: another list came into force between two pages; begin again',
        422: PAGE_CODES,
      },
    }),
    ...UNIT_OPERATIONS,
    ...WEBHOOK_OPERATIONS,
    ...DRIVE_OPERATIONS,
    ...DOCUMENT_OPERATIONS,
    ...COMMUNITY_OPERATIONS,
    ...MOVEMENT_OPERATIONS,
    ...PAYMENT_OPERATIONS,
    ...ENTRY_OPERATIONS,
    ...VETTING_OPERATIONS,
    ...JUDGING_OPERATIONS,
    ...LOG_OPERATIONS,
    [accountPaths.apiKey]: read({
      id: 'getKey',
      summary: 'As whom this key lets in',
      opened: 'any-key',
      answer: named('Key'),
    }),
    [OPENAPI_PATH]: read({ id: 'getDocument', summary: 'This document', opened: null, answer: { type: 'object' } }),
  },
  components: {
    securitySchemes: {
      key: { type: 'http', scheme: 'bearer', description: 'A key as the page /tai-khoan/khoa-api shows it, once.' },
    },
    schemas: {
      ...API_SCHEMAS,
      ...KEY_SCHEMAS,
      ...UNIT_SCHEMAS,
      ...CONTEST_SCHEMAS,
      ...WEBHOOK_SCHEMAS,
      ...DRIVE_SCHEMAS,
      ...DOCUMENT_SCHEMAS,
      ...COMMUNITY_SCHEMAS,
      ...MOVEMENT_SCHEMAS,
      ...COUNT_SCHEMAS,
      ...ENTRY_SCHEMAS,
      ...VETTING_SCHEMAS,
      ...JUDGING_SCHEMAS,
      ...RESULT_SCHEMAS,
      ...LOG_SCHEMAS,
    },
  },
};
