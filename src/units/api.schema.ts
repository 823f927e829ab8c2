import { filter, FILTER_CODES, PAGING, read } from '../web/api.operation.js';
import { DAY, flag, listOf, named, NEXT_CURSOR, oneOf, orNull, record, type Schema, text } from '../web/api.schema.js';
import { SUCCESSION_KINDS, UNIT_LEVELS } from './unit.facts.js';
import { unitPaths } from './unit.paths.js';

const CODE = orNull(text('Of the national list, which gives a code again over time; null for villages and offices.'));

export const UNIT_SCHEMAS: Readonly<Record<string, Schema>> = {
  Unit: record(
    {
      id: text(),
      level: oneOf(...UNIT_LEVELS),
      type: text('As the list prints it, e.g. xã, thị trấn, bản.'),
      name: text('With its type, e.g. Xã Bản Bo.'),
      code: CODE,
      parent: orNull(record({ id: text(), name: text() })),
      validFrom: DAY,
      validTo: { ...orNull(DAY), description: 'The first day on which it is no longer there; null while it lasts.' },
      sample: flag('A made-up unit of the demonstration.'),
      became: listOf(
        record({
          id: text(),
          code: CODE,
          name: text(),
          kind: oneOf(...SUCCESSION_KINDS),
          document: text('The paper that says so.'),
          on: { ...DAY, description: 'The first day of what it became.' },
        }),
      ),
    },
    'A unit in one legal incarnation: a merger or another parent ends it and begins another, which `became` names.',
  ),
  UnitPage: record({ units: listOf(named('Unit')), nextCursor: NEXT_CURSOR }),
};

export const UNIT_OPERATIONS = {
  [unitPaths.api]: read({
    id: 'listUnits',
    summary: 'Administrative units by name, and what each became',
    opened: null,
    answer: named('UnitPage'),
    parameters: [
      filter('level', oneOf(...UNIT_LEVELS)),
      filter('parent', text('Those right below a unit: its id, or its code in the national list.')),
      filter('day', { ...DAY, description: 'As they stood on that day; left out for those of all times.' }),
      filter('q', text('Part of a name or of another name of the unit, with or without its marks.')),
      ...PAGING,
    ],
    refusals: { 422: FILTER_CODES },
  }),
};
