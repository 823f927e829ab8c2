import { CommandFault } from '../kernel/command-fault.js';
import {
  type AdditiveReport,
  type AgreementReport,
  type Resampling,
  additiveAgreementOf,
  agreementOf,
  readJudged,
} from './agreement/agreement-report.js';
import { faultLines, readCommandFile } from './command-files.js';

/**
 * `hoithi agreement`: how far the judges of scores.csv agree, with no database in sight; with `model` the additive model besides.
 * A wrong file is wrong usage: one line per fault, `<file>:<line>: <what>`, and no report.
 */
export async function agreement({
  scores,
  model,
  ...resampling
}: { scores: string; model: 'additive' | null } & Resampling): Promise<AgreementReport | AdditiveReport> {
  const judged = readJudged(await readCommandFile(scores));
  if ('faults' in judged) throw new CommandFault(faultLines(scores, judged.faults), true);
  return model === 'additive' ? additiveAgreementOf(judged, resampling) : agreementOf(judged, resampling);
}
