import { listOf, oneOf, orNull, record, type Schema, text } from '../web/api.schema.js';
import { ROLES } from '../kernel/actor.js';
import { SCOPES } from '../web/rights.js';

/** What the answer about a key looks like, for the document of the API. */
export const KEY_SCHEMAS: Readonly<Record<string, Schema>> = {
  Key: record({
    person: text('Whose key it is, by name.'),
    role: { ...oneOf(...ROLES), description: 'The one role that the key acts in.' },
    unit: orNull(text('The unit that the role acts for.')),
    contest: orNull(text('Slug of the only contest that the role reaches; null when it reaches more than one.')),
    scopes: listOf(oneOf(...SCOPES)),
  }),
};
