import { readFile } from 'node:fs/promises';
import { CommandFault } from '../kernel/command-fault.js';
import type { LineFault } from '../kernel/text-file.js';

/** The bytes of a file that a command was given; one that cannot be read is wrong usage. */
export async function readCommandFile(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new CommandFault([`${path}: cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown'})`], true);
  }
}

/** The faults of a file as a command tells them: `<file>:<line>: <what>`. */
export const faultLines = (path: string, faults: readonly LineFault[]): string[] =>
  faults.map(({ line, message }) => `${path}:${line}: ${message}`);
