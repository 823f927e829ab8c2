import type { ChosenBoard } from './board.reader.js';
import type { DriveFacts, DriveUnitFacts } from './drive.facts.js';

/** A drive in a list: what a program has to know to report in it. */
export const toApiDrive = (drive: DriveFacts & { movementName: string }) => ({
  id: drive.id,
  name: drive.name,
  movement: { id: drive.movementId, name: drive.movementName },
  scope: drive.scopeName,
  reporters: drive.reporters,
  rhythm: drive.rhythm,
  dueWeekday: drive.dueWeekday,
  startsOn: drive.startsOn,
  endsOn: drive.endsOn,
  sample: drive.sample,
  indicators: drive.indicators.map(({ ordinal, name, noun, whole, target, dueOn }) => ({
    ordinal,
    name,
    noun,
    whole,
    target,
    dueOn,
  })),
});

/** Who reports; without the name of who checks there. */
export const toApiDriveUnit = ({ id, name, communeId, communeName, districtName, required }: DriveUnitFacts) => ({
  id,
  name,
  commune: { id: communeId, name: communeName },
  district: districtName,
  required,
});

/** A board as programs read it: numbers as numbers, standings by their code. */
export const toApiBoard = ({ opened, choice, board }: ChosenBoard) => ({
  drive: opened.drive.id,
  indicator: choice.indicator.ordinal,
  on: choice.on,
  total: board.totals.rows,
  rows: board.rows.map(({ key, name, rank, standing, units, reported, reached, part, whole, needed }) => ({
    key,
    name,
    rank,
    standing,
    units,
    reported,
    reached,
    part,
    whole,
    needed,
  })),
});
