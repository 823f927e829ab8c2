/** A JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export type Schema = Readonly<Record<string, unknown>>;

const said = (description: string | undefined): Schema => (description === undefined ? {} : { description });

export const text = (description?: string): Schema => ({ type: 'string', ...said(description) });
export const whole = (description?: string): Schema => ({ type: 'integer', minimum: 0, ...said(description) });
export const flag = (description?: string): Schema => ({ type: 'boolean', ...said(description) });
export const oneOf = (...values: readonly string[]): Schema => ({ type: 'string', enum: values });
export const listOf = (items: Schema): Schema => ({ type: 'array', items });
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
export const named = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** An object that has these fields, all of them always. */
export const record = (properties: Readonly<Record<string, Schema>>, description?: string): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
  ...said(description),
});

export const INSTANT: Schema = {
  type: 'string',
  format: 'date-time',
  description: 'ISO 8601 with its offset, to the millisecond, e.g. 2021-12-01T00:00:00.000+07:00.',
};
export const DAY: Schema = { type: 'string', format: 'date', description: 'A day in Viet Nam, e.g. 2021-11-30.' };
export const MONEY: Schema = { type: 'integer', minimum: 0, description: 'Whole đồng.' };
export const POINTS: Schema = {
  type: 'string',
  pattern: '^\\d+(\\.\\d+)?$',
  description: 'Decimal text, so that nothing is lost to binary fractions.',
};
export const NEXT_CURSOR: Schema = {
  type: ['string', 'null'],
  description: 'Send it as `cursor` for the next page; null on the last one.',
};

const PROBLEM = record(
  {
    type: text('Always about:blank.'),
    title: text('What the status is called.'),
    status: whole(),
    detail: text('What happened and what to do, in Vietnamese, for the person behind the program.'),
    code: text('Stable: programs tell refusals apart by it.'),
    requestId: text('The number of this request, to be named to the operator.'),
  },
  'RFC 9457. Every refusal and every fault under /api/ is told like this.',
);

export const API_SCHEMAS: Readonly<Record<string, Schema>> = {
  Problem: {
    ...PROBLEM,
    properties: {
      ...(PROBLEM['properties'] as Schema),
      parameter: text('The query parameter that was refused; left out where none was.'),
    },
  },
};
