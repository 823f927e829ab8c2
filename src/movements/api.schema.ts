import { PAGE_CODES, PAGING, read, write } from '../web/api.operation.js';
import {
  DAY,
  flag,
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
import { REPORTERS, RHYTHMS, WHOLES } from './drives/drive.facts.js';
import { drivePaths } from './drives/drive.paths.js';

const DRIVE = { name: 'id', in: 'path', required: true, schema: text('Id of the drive, as its address has it.') };
const query = (name: string, description: string) => ({ name, in: 'query', schema: text(description) });

export const DRIVE_SCHEMAS: Readonly<Record<string, Schema>> = {
  DriveBoardRow: record({
    key: text('Id of who reports, or of the unit that the row adds up.'),
    name: text(),
    rank: orNull(whole('Equal attainments share a rank; null where nothing is measured.')),
    standing: oneOf('ranked', 'no-target', 'unreported'),
    units: whole(),
    reported: whole(),
    reached: whole('Units at or above their target.'),
    part: orNull(whole()),
    whole: orNull(whole()),
    needed: orNull(whole('What the row should come to; null: no target.')),
  }),
  DriveBoard: record({
    drive: text(),
    indicator: whole('Its place in the drive, from 0.'),
    on: text('YYYY-MM-DD: reports sent until the end of that day in Viet Nam.'),
    total: whole('Rows of all pages.'),
    rows: listOf(named('DriveBoardRow')),
  }),
  Drive: record({
    id: text(),
    name: text(),
    movement: record({ id: text(), name: text() }),
    scope: text('Where it runs.'),
    reporters: oneOf(...REPORTERS),
    rhythm: oneOf(...RHYTHMS),
    dueWeekday: orNull(whole('1 is Monday; null unless the rhythm is weekly.')),
    startsOn: DAY,
    endsOn: DAY,
    sample: flag('Made up for the demonstration.'),
    indicators: listOf(
      record({
        ordinal: whole('Its place in the drive, from 0.'),
        name: text(),
        noun: text('What is counted.'),
        whole: oneOf(...WHOLES),
        target: {
          type: ['number', 'null'],
          description: 'A count, or per cent where there is a whole; null: none yet.',
        },
        dueOn: orNull(DAY),
      }),
    ),
  }),
  DrivePage: record({ drives: listOf(named('Drive')), nextCursor: NEXT_CURSOR }),
  DriveUnits: record({
    drive: text(),
    units: listOf(
      record({
        id: text('As a report names it in `unit`.'),
        name: text(),
        commune: record({ id: text(), name: text() }),
        district: orNull(text()),
        required: orNull(whole('The number that the unit must bring.')),
      }),
    ),
    nextCursor: NEXT_CURSOR,
  }),
  DriveReport: record({ report: text('Id of the report.') }),
};

export const DRIVE_OPERATIONS = {
  [drivePaths.apiAll]: read({
    id: 'listDrives',
    summary: 'The drives within reach with their indicators, the newest to begin first',
    opened: 'reports',
    answer: named('DrivePage'),
    parameters: PAGING,
    refusals: { 422: PAGE_CODES },
  }),
  [drivePaths.apiUnits('{id}')]: read({
    id: 'listDriveUnits',
    summary: 'Who reports in a drive, of those within reach, in the order of its list',
    opened: 'reports',
    answer: named('DriveUnits'),
    parameters: [DRIVE, ...PAGING],
    refusals: { 404: 'not-found', 422: PAGE_CODES },
  }),
  [drivePaths.apiBoard('{id}')]: read({
    id: 'getDriveBoard',
    summary: 'How the units of a drive stand, the best first; a hundred rows a page',
    opened: 'reports',
    answer: named('DriveBoard'),
    parameters: [
      DRIVE,
      query('chi-so', 'Place of the indicator, from 0.'),
      query('theo', 'don-vi, xa, huyen or xa-moi.'),
      query('ngay', 'DD/MM/YYYY or YYYY-MM-DD.'),
      query('trang', 'The page, from 1.'),
    ],
    refusals: { 404: 'not-found' },
  }),
  [drivePaths.apiReports('{id}')]: write({
    id: 'sendDriveReport',
    summary:
      'One unit’s report for a period, as JSON: unit, period (its first day, YYYY-MM-DD), figures [{part, whole}] in the order of the indicators, note; to correct also replaces and reason',
    opened: 'reports',
    answer: named('DriveReport'),
    parameters: [DRIVE],
    refusals: {
      404: 'not-found',
      409: 'report-changed',
      422: 'period-unknown, figures-unreadable, correction-without-reason',
    },
  }),
};
