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
import { CHANNELS } from './broadcasts/plan.facts.js';
import { propagandaPaths } from './broadcasts/propaganda.paths.js';
import { movementPaths } from './movement.paths.js';
import { pledgePaths } from './pledges/pledge.paths.js';
import { supplyPaths } from './supplies/supply.paths.js';
import { OBSERVATION_KINDS } from './records/observation.facts.js';
import { PROPOSAL_STATES } from './records/proposal.facts.js';
import { recordPaths } from './records/record.paths.js';

const MOVEMENT = { name: 'id', in: 'path', required: true, schema: text('Id of the movement.') };
const UNIT = record({ id: text(), name: text() });
const SAMPLE = flag('Made up for the demonstration.');

/** Movements, their emulation record and propaganda, as programs are told of them. */
export const MOVEMENT_SCHEMAS: Readonly<Record<string, Schema>> = {
  Movement: record({
    id: text(),
    name: text(),
    owner: UNIT,
    standingAgency: text(),
    plan: record({ number: text('Empty until it has one.'), datedOn: orNull(DAY) }),
    startsOn: DAY,
    endsOn: DAY,
    contests: listOf(record({ slug: text(), name: text() })),
    drives: whole(),
    rehearsal: flag('One of its contests is a rehearsal.'),
    sample: SAMPLE,
  }),
  MovementPage: record({ movements: listOf(named('Movement')), nextCursor: NEXT_CURSOR }),
  Observations: record({
    movement: text(),
    observations: listOf(
      record({
        id: text(),
        commune: { ...UNIT, description: 'By its name of that day.' },
        district: orNull(text()),
        nowName: text('Of what the commune has become by today.'),
        observedOn: DAY,
        kind: oneOf(...OBSERVATION_KINDS),
        seen: text(),
        byUnit: orNull(text('The office that wrote it down.')),
        recordedAt: INSTANT,
        replaces: orNull(text('Id of the observation that this one puts right.')),
        evidence: listOf(record({ sha256: text(), kind: text(), size: whole('Bytes.') })),
        sample: SAMPLE,
      }),
    ),
    nextCursor: NEXT_CURSOR,
  }),
  Proposals: record({
    movement: text(),
    proposals: listOf(
      record({
        id: text(),
        title: text(),
        sender: text(),
        addressee: text(),
        proposedOn: DAY,
        state: oneOf(...PROPOSAL_STATES),
        submission: orNull(record({ number: text(), datedOn: orNull(DAY) })),
        nominees: record(
          { individual: whole(), organisation: whole(), unit: whole() },
          'How many of each it proposes.',
        ),
        sample: SAMPLE,
      }),
    ),
    nextCursor: NEXT_CURSOR,
  }),
  PropagandaPage: record({
    items: listOf(
      record({
        id: text(),
        edition: whole('1 is the first that was approved.'),
        title: text(),
        source: text('Who supplied it.'),
        owner: UNIT,
        movement: orNull(UNIT),
        loudspeaker: text('To be read out; empty where there is none.'),
        zalo: text('To be pasted into groups; empty where there is none.'),
        validUntil: orNull(DAY),
        approvedAt: INSTANT,
        withdrawnAt: orNull(INSTANT),
        sample: SAMPLE,
      }),
    ),
    nextCursor: NEXT_CURSOR,
  }),
  Broadcasts: record({
    monday: DAY,
    broadcasts: listOf(
      record({
        plan: text('Id of the plan.'),
        item: record({ id: text(), title: text(), edition: whole() }),
        channel: oneOf(...CHANNELS),
        at: INSTANT,
        repeats: whole('How often it is said in the slot.'),
        isDue: flag('It has begun.'),
        units: whole('Stations within reach that have it.'),
        done: whole(),
        failed: whole(),
      }),
    ),
    nextCursor: NEXT_CURSOR,
  }),
};

const ITEM = { name: 'id', in: 'path', required: true, schema: text('Id of the item.') };
const DRIVE = { name: 'id', in: 'path', required: true, schema: text('Id of the drive.') };

/** What is counted by commune, and never by person. */
export const COUNT_SCHEMAS: Readonly<Record<string, Schema>> = {
  Postings: record({
    item: text(),
    on: DAY,
    communes: listOf(
      record({
        commune: UNIT,
        district: orNull(text()),
        groups: whole('Groups at work.'),
        reached: whole('Groups in which it was posted.'),
        lastOn: orNull(DAY),
      }),
    ),
    nextCursor: NEXT_CURSOR,
  }),
  PledgeCounts: record({
    drive: text(),
    communes: listOf(
      record({
        commune: orNull(UNIT),
        district: orNull(text()),
        pledged: whole(
          'People on the lists of agencies who live there; commune null: outside the area of the movement.',
        ),
        confirmed: whole('In the group of their hamlet, as that says.'),
        absent: whole('Not in the group, as the hamlet says.'),
        waiting: whole('Of whom the hamlet has not spoken.'),
      }),
    ),
    nextCursor: NEXT_CURSOR,
  }),
};

export const MOVEMENT_OPERATIONS = {
  [supplyPaths.apiSpread('{id}')]: read({
    id: 'listPostings',
    summary: 'In how many groups of each commune within reach an item was posted, by the id of the commune',
    opened: 'registers',
    answer: named('Postings'),
    parameters: [ITEM, ...PAGING],
    refusals: { 404: 'not-found', 422: PAGE_CODES },
  }),
  [pledgePaths.apiCounts('{id}')]: read({
    id: 'listPledgeCounts',
    summary: 'How many people who live in each commune within reach pledged in a drive; no person is told',
    opened: 'registers',
    answer: named('PledgeCounts'),
    parameters: [DRIVE, ...PAGING],
    refusals: { 404: 'not-found', 422: PAGE_CODES },
  }),
  [movementPaths.api]: read({
    id: 'listMovements',
    summary: 'The movements within reach with the contests in them, the newest to begin first',
    opened: 'registers',
    answer: named('MovementPage'),
    parameters: PAGING,
    refusals: { 422: PAGE_CODES },
  }),
  [recordPaths.apiObservations('{id}')]: read({
    id: 'listObservations',
    summary: 'The emulation record of a movement: observations that stand, the newest day first',
    opened: 'registers',
    answer: named('Observations'),
    parameters: [MOVEMENT, COMMUNE, filter('kind', oneOf(...OBSERVATION_KINDS)), ...PAGING],
    refusals: { 404: 'not-found', 422: FILTER_CODES },
  }),
  [recordPaths.apiProposals('{id}')]: read({
    id: 'listProposals',
    summary: 'Award proposals of a movement, the newest day first; whom they name is told on their pages',
    opened: 'registers',
    answer: named('Proposals'),
    parameters: [MOVEMENT, filter('state', oneOf(...PROPOSAL_STATES)), ...PAGING],
    refusals: { 404: 'not-found', 422: FILTER_CODES },
  }),
  [propagandaPaths.apiItems]: read({
    id: 'listPropaganda',
    summary: 'Approved items of propaganda within reach in the words in force, approved last first',
    opened: 'registers',
    answer: named('PropagandaPage'),
    parameters: [filter('validOn', { ...DAY, description: 'Only what may be used on this day.' }), ...PAGING],
    refusals: { 422: FILTER_CODES },
  }),
  [propagandaPaths.apiBroadcasts]: read({
    id: 'listBroadcasts',
    summary: 'A week of broadcasts within reach by time, with how many stations said what of each',
    opened: 'registers',
    answer: named('Broadcasts'),
    parameters: [filter('on', { ...DAY, description: 'Any day of the week; the present week without it.' }), ...PAGING],
    refusals: { 422: FILTER_CODES },
  }),
};
