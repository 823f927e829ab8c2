import { readFile } from 'node:fs/promises';
import { CommandFault } from '../../kernel/command-fault.js';
import { parseInstant } from '../../kernel/instant.js';
import type { LogHead } from './log-head.js';

/** Heads that somebody kept: a file of JSON as `/api/v1/log-heads` answers, or a bare list of heads. What is none is wrong usage. */
export async function readHeadsFile(path: string): Promise<LogHead[]> {
  const wrong = (what: string): CommandFault => new CommandFault([`${path}: ${what}`], true);
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw wrong(`cannot be read (${cause.code ?? 'unknown'})`);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw wrong('it is no JSON');
  }
  const list = Array.isArray(json) ? json : (json as { heads?: unknown } | null)?.heads;
  const heads = Array.isArray(list) ? list.map(toHead) : [];
  if (heads.length === 0) throw wrong('it holds no heads');
  if (heads.includes(null)) throw wrong(`head ${heads.indexOf(null) + 1} is not as the platform gives it`);
  return heads.filter((head) => head !== null);
}

function toHead(given: unknown): LogHead | null {
  const { size, root, at, publicKey, signature } = (given ?? {}) as Record<string, unknown>;
  const instant = typeof at === 'string' ? parseInstant(at) : null;
  const isHead =
    typeof size === 'number' &&
    Number.isSafeInteger(size) &&
    size > 0 &&
    typeof root === 'string' &&
    typeof publicKey === 'string' &&
    typeof signature === 'string';
  return isHead && instant !== null ? { size, root, at: instant, publicKey, signature } : null;
}
