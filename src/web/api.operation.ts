import { DAY, named, type Schema, text } from './api.schema.js';
import type { Scope } from './rights.js';

export const SLUG = {
  name: 'slug',
  in: 'path',
  required: true,
  schema: text('Names the contest, e.g. zalo-lai-chau-2021.'),
};
export const PAGING = [
  { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 } },
  {
    name: 'cursor',
    in: 'query',
    schema: text(
      'The nextCursor of the page before; left out for the first page. It names a place in the order of the list and no filter: sent with other filters it goes on behind that place in the list so narrowed, and what they let in before that place is not told. Whoever changes filters begins without it.',
    ),
  },
];

/** A query parameter by which a list is narrowed. */
export const filter = (name: string, schema: Schema) => ({ name, in: 'query', schema });

/** Two query parameters: whole days of Viet Nam's calendar, the contest's own, from the first to the last. */
export const daysOf = (what: string, names: { from: string; until: string }) => [
  filter(names.from, { ...DAY, description: `The first day on which ${what}.` }),
  filter(names.until, { ...DAY, description: `The last day on which ${what}, itself included.` }),
];

/** A query parameter that names a commune. */
export const COMMUNE = filter('commune', text('Id of a commune, or its code in the national list, e.g. 03405.'));
/** What every list may refuse with 422. */
export const PAGE_CODES = 'limit-out-of-range, cursor-unreadable';
/** The same for a list that can be narrowed. */
export const FILTER_CODES = `${PAGE_CODES}, filter-unknown, filter-unreadable; parameter names which`;

/** What one address under the API does, for the document. `refusals`: codes beside those that every address may give, by status. */
export interface Operation {
  /** Its name in programs that are made from the document. */
  id: string;
  summary: string;
  /** What a key must open; null for everybody. */
  opened: Scope | 'any-key' | null;
  answer: Schema;
  parameters?: readonly object[];
  refusals?: Readonly<Record<string, string>>;
}

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: named('Problem') } },
});

/** What is said alike of reading and of writing. */
const about = ({ id, summary, opened }: Operation) => ({
  operationId: id,
  summary,
  ...(opened === null
    ? {}
    : {
        description: opened === 'any-key' ? 'Opened by any key.' : `Opened by a key with the scope “${opened}”.`,
        security: [{ key: [] }],
      }),
});

const refused = ({ opened, refusals = {} }: Operation) => ({
  401: problem(opened === null ? 'key-refused' : 'sign-in-first, key-refused'),
  ...(opened === null ? {} : { 403: problem('not-allowed, key-lacks-scope') }),
  429: problem('key-too-busy, sign-in-wait'),
  ...Object.fromEntries(Object.entries(refusals).map(([status, codes]) => [status, problem(codes)])),
  default: problem(
    'Any other refusal (code method-not-allowed for other verbs) or a fault of the server (code fault).',
  ),
});

/** One address that is read with GET. */
export const read = (operation: Operation) => ({
  get: {
    ...about(operation),
    parameters: [
      ...(operation.parameters ?? []),
      { name: 'If-None-Match', in: 'header', schema: text('The ETag of an answer that is held already.') },
    ],
    responses: {
      200: {
        description: 'OK',
        headers: { ETag: { schema: text('Changes with the content.') } },
        content: { 'application/json': { schema: operation.answer } },
      },
      304: { description: 'The answer that is held already still stands.' },
      ...refused(operation),
    },
  },
});

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: text(
    'Any text of the program’s own, one for each intent. The same key at the same address within two days has no second effect and is answered alike.',
  ),
};

/** One address that is written to with POST; 202: it will be done. */
export const write = (operation: Operation) => ({
  post: {
    ...about(operation),
    parameters: [...(operation.parameters ?? []), IDEMPOTENCY_KEY],
    responses: {
      202: { description: 'Accepted', content: { 'application/json': { schema: operation.answer } } },
      ...refused(operation),
    },
  },
});
