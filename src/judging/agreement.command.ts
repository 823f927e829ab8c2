import { CommandFault } from '../kernel/command-fault.js';
import {
  type AdditiveReport,
  type AgreementReport,
  type Resampling,
  additiveAgreementOf,
  agreementOf,
  readJudged,
  withUnits,
} from './agreement/agreement-report.js';
import { readUnitsFile, type Units } from './agreement/units-file.js';
import { faultLines, readCommandFile } from './command-files.js';

/**
 * `hoithi agreement`: how far the judges of scores.csv agree, with no database in sight; with `model` the additive model besides, with
 * `units` (units.csv) the home-unit residual of each judge.
 * A wrong file is wrong usage: one line per fault, `<file>:<line>: <what>`, and no report.
 */
export async function agreement({
  scores,
  units,
  model,
  ...resampling
}: { scores: string; units: string | null; model: 'additive' | null } & Resampling): Promise<
  AgreementReport | AdditiveReport
> {
  const read = readJudged(await readCommandFile(scores));
  if ('faults' in read) throw new CommandFault(faultLines(scores, read.faults), true);
  const judged = units === null ? read : withUnits(read, await unitsOf(units));
  return model === 'additive' ? additiveAgreementOf(judged, resampling) : agreementOf(judged, resampling);
}

async function unitsOf(file: string): Promise<Units> {
  const read = readUnitsFile(await readCommandFile(file));
  if ('faults' in read) throw new CommandFault(faultLines(file, read.faults), true);
  return read.units;
}
