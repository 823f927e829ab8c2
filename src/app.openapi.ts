import { LOG_SCHEMAS } from './audit/api.schema.js';
import { auditPaths } from './audit/audit.paths.js';
import { RESULT_SCHEMAS } from './awards/api.schema.js';
import { awardPaths } from './awards/award.paths.js';
import { CONTEST_SCHEMAS } from './contests/api.schema.js';
import { contestPaths } from './contests/contest.paths.js';
import { API } from './web/api.js';
import { API_SCHEMAS, named, type Schema, text } from './web/api.schema.js';

export const OPENAPI_PATH = `${API}/openapi.json`;

const SLUG = { name: 'slug', in: 'path', required: true, schema: text('Names the contest, e.g. zalo-lai-chau-2021.') };
const PAGING = [
  { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 } },
  { name: 'cursor', in: 'query', schema: text('The nextCursor of the page before; left out for the first page.') },
];
const PAGE_CODES = 'limit-out-of-range, cursor-unreadable';

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: named('Problem') } },
});

/** One address that is read with GET. `refusals`: the codes it gives beside those that every address may give, by status. */
const read = (
  summary: string,
  answer: Schema,
  {
    parameters = [],
    refusals = {},
  }: { parameters?: readonly object[]; refusals?: Readonly<Record<string, string>> } = {},
) => ({
  get: {
    summary,
    parameters: [
      ...parameters,
      { name: 'If-None-Match', in: 'header', schema: text('The ETag of an answer that is held already.') },
    ],
    responses: {
      200: {
        description: 'OK',
        headers: { ETag: { schema: text('Changes with the content.') } },
        content: { 'application/json': { schema: answer } },
      },
      304: { description: 'The answer that is held already still stands.' },
      ...Object.fromEntries(Object.entries(refusals).map(([status, codes]) => [status, problem(codes)])),
      default: problem(
        'Any other refusal (code method-not-allowed for other verbs) or a fault of the server (code fault).',
      ),
    },
  },
});

/** The document of the API: exactly the addresses under /api/v1, which a test holds against the router. */
export const OPENAPI: Schema = {
  openapi: '3.1.0',
  info: {
    title: 'Hội Thi',
    version: '1',
    description:
      'What everybody may read of the contests of this platform, for programs. Nobody signs in here. Fields may be added; what is here keeps its name and meaning.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  security: [],
  paths: {
    [contestPaths.apiAll]: read('Contests that have been opened, newest first', named('ContestPage'), {
      parameters: PAGING,
      refusals: { 422: PAGE_CODES },
    }),
    [contestPaths.api('{slug}')]: read('One contest: windows, parts of a dossier, criteria, prizes', named('Contest'), {
      parameters: [SLUG],
      refusals: { 404: 'not-found' },
    }),
    [awardPaths.api('{slug}')]: read('The award list in force, once it is published', named('Results'), {
      parameters: [SLUG, ...PAGING],
      refusals: {
        404: 'not-found, results-unpublished',
        409: 'results-replaced: another list came into force between two pages; begin again',
        422: PAGE_CODES,
      },
    }),
    [auditPaths.apiHeads]: read('Signed heads of the log, newest first: proof of how it stood', named('LogHeads'), {
      parameters: PAGING,
      refusals: { 422: PAGE_CODES },
    }),
    [OPENAPI_PATH]: read('This document', { type: 'object' }),
  },
  components: { schemas: { ...API_SCHEMAS, ...CONTEST_SCHEMAS, ...LOG_SCHEMAS, ...RESULT_SCHEMAS } },
};
