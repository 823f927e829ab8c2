import { read, write } from '../web/api.operation.js';
import { listOf, named, oneOf, orNull, record, type Schema, text, whole } from '../web/api.schema.js';
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
  DriveReport: record({ report: text('Id of the report.') }),
};

export const DRIVE_OPERATIONS = {
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
