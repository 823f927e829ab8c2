import { faultLines, readCommandFile } from '../judging/command-files.js';
import { CommandFault } from '../kernel/command-fault.js';
import { tallyFiles, type TallyReport } from './tally-report.js';

/**
 * `hoithi tally`: ranks and prizes from two files, with no database in sight.
 * A wrong file is wrong usage: one line per fault, `<file>:<line>: <what>`, and no report.
 */
export async function tally(files: { scores: string; rules: string }): Promise<TallyReport> {
  const result = tallyFiles({ scores: await readCommandFile(files.scores), rules: await readCommandFile(files.rules) });
  if ('report' in result) return result.report;
  throw new CommandFault(
    [...faultLines(files.rules, result.faults.rules), ...faultLines(files.scores, result.faults.scores)],
    true,
  );
}
