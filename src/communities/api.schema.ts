import { COMMUNE, filter, FILTER_CODES, PAGE_CODES, PAGING, read } from '../web/api.operation.js';
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
import { GROUP_STATES } from './groups/group.api.controller.js';
import { COUNT_SOURCES, GROUP_KINDS, ROLE_STATES } from './groups/group.facts.js';
import { PLATFORMS } from './groups/group.link.js';
import { groupPaths } from './groups/group.paths.js';
import { TEAM_CHOICES } from './teams/team.api.controller.js';
import { TEAM_STATES } from './teams/team.facts.js';
import { teamPaths } from './teams/team.paths.js';

const UNIT = record({ id: text(), name: text() });
const PLACE = {
  commune: { ...UNIT, description: 'As it is entered.' },
  district: orNull(text('Null where communes stand below the province.')),
  village: orNull(text('Null where it is of the whole commune.')),
  now: {
    ...UNIT,
    description: 'What the commune has become by today; itself where nothing changed or it was divided.',
  },
};
const BOUND = orNull(whole('Null: no paper sets it.'));

export const COMMUNITY_SCHEMAS: Readonly<Record<string, Schema>> = {
  Group: record({
    id: text(),
    name: text(),
    kind: oneOf(...GROUP_KINDS),
    platform: oneOf(...PLATFORMS),
    link: orNull(text('By which one joins, in its shortest form.')),
    ...PLACE,
    decision: record({ number: text('Empty where none is entered.'), datedOn: orNull(DAY), issuer: text() }),
    households: orNull(whole('Of the area.')),
    population: orNull(whole('Of the area.')),
    figuresOn: orNull(DAY),
    count: orNull(
      record({ members: whole(), countedOn: DAY, source: oneOf(...COUNT_SOURCES) }, 'The newest count that stands.'),
    ),
    roles: listOf(
      record({ role: text('Asked of groups of this kind.'), state: oneOf(...ROLE_STATES), seenOn: orNull(DAY) }),
    ),
    closedOn: orNull(DAY),
    sample: flag('Made up for the demonstration.'),
  }),
  GroupPage: record({ groups: listOf(named('Group')), nextCursor: NEXT_CURSOR }),
  GroupCounts: record({
    group: text(),
    counts: listOf(
      record({
        id: text(),
        countedOn: DAY,
        members: whole(),
        source: oneOf(...COUNT_SOURCES),
        replaces: orNull(text('Id of the count that this one puts right.')),
        isReplaced: flag('Another one has put this one right.'),
        recordedAt: INSTANT,
      }),
    ),
    nextCursor: NEXT_CURSOR,
  }),
  Team: record({
    id: text(),
    name: text(),
    kind: text(),
    state: oneOf(...TEAM_STATES),
    ...PLACE,
    decision: record({ number: text('Empty where none is entered.'), datedOn: orNull(DAY) }),
    dissolvedOn: orNull(DAY),
    members: whole(),
    leaders: whole(),
    households: whole(),
    bounds: record({
      membersMin: BOUND,
      membersMax: BOUND,
      householdsMin: BOUND,
      householdsMax: BOUND,
      leaders: BOUND,
    }),
    faults: listOf(text('What does not keep the bounds, a sentence in Vietnamese.')),
    trainedOn: listOf(DAY),
    sample: flag('Made up for the demonstration.'),
  }),
  TeamPage: record({ teams: listOf(named('Team')), nextCursor: NEXT_CURSOR }),
};

export const COMMUNITY_OPERATIONS = {
  [groupPaths.api]: read({
    id: 'listGroups',
    summary:
      'Groups of communities within reach with their newest count and their required roles, in no meaningful order',
    opened: 'registers',
    answer: named('GroupPage'),
    parameters: [COMMUNE, filter('kind', oneOf(...GROUP_KINDS)), filter('state', oneOf(...GROUP_STATES)), ...PAGING],
    refusals: { 404: 'not-found: the role reaches no register', 422: FILTER_CODES },
  }),
  [groupPaths.apiCounts('{id}')]: read({
    id: 'listGroupCounts',
    summary: 'Every count of a group’s members, the newest day first, those put right among them',
    opened: 'registers',
    answer: named('GroupCounts'),
    parameters: [{ name: 'id', in: 'path', required: true, schema: text('Id of the group.') }, ...PAGING],
    refusals: { 404: 'not-found', 422: PAGE_CODES },
  }),
  [teamPaths.api]: read({
    id: 'listTeams',
    summary: 'Teams within reach in figures, in no meaningful order',
    opened: 'registers',
    answer: named('TeamPage'),
    parameters: [
      COMMUNE,
      filter('state', oneOf(...TEAM_STATES)),
      filter('only', {
        ...oneOf(...TEAM_CHOICES),
        description: 'faulty: those that do not keep the bounds of their kind.',
      }),
      ...PAGING,
    ],
    refusals: { 404: 'not-found: the role reaches no register', 422: FILTER_CODES },
  }),
};
