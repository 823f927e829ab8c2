import { CommandFault } from '../../kernel/command-fault.js';
import { type BundleReport, checkBundle } from './bundle.check.js';
import { readBundle } from './bundle.reading.js';

/**
 * `hoithi results verify`: checks a bundle from its file alone. A bundle that is not sound is a CommandFault naming the first thing that is
 * wrong; a file that cannot be read is wrong usage.
 */
export async function verifyBundle(path: string, key: string | null): Promise<BundleReport> {
  const archive = await readBundle(path).catch((cause: NodeJS.ErrnoException) => {
    throw new CommandFault([`${path}: cannot be read (${cause.code ?? 'unknown'})`], true);
  });
  if (archive === null) throw new CommandFault([`${path}: it is no whole results bundle`], false);
  const checked = await checkBundle(archive, key);
  if ('fault' in checked) throw new CommandFault([`${path}: ${checked.fault.file}: ${checked.fault.what}`], false);
  return checked.report;
}
