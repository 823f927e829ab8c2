import { readFile } from 'node:fs/promises';
import { CommandFault } from '../kernel/command-fault.js';
import { tallyFiles, type TallyReport } from './tally-report.js';

/**
 * `hoithi tally`: ranks and prizes from two files, with no database in sight.
 * A wrong file is wrong usage: one line per fault, `<file>:<line>: <what>`, and no report.
 */
export async function tally(files: { scores: string; rules: string }): Promise<TallyReport> {
  const read = async (path: string): Promise<Uint8Array> => {
    try {
      return await readFile(path);
    } catch (cause) {
      throw new CommandFault([`${path}: cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown'})`], true);
    }
  };
  const result = tallyFiles({ scores: await read(files.scores), rules: await read(files.rules) });
  if ('report' in result) return result.report;
  const told = (path: string, faults: readonly { line: number; message: string }[]): string[] =>
    faults.map(({ line, message }) => `${path}:${line}: ${message}`);
  throw new CommandFault(
    [...told(files.rules, result.faults.rules), ...told(files.scores, result.faults.scores)],
    true,
  );
}
