import type { ContestFacts } from '../contests/contest.facts.js';
import type { ContestReader } from '../contests/contest.reader.js';
import type { Reader } from '../database/tx.js';
import { type ContestId, isId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import type { Words } from '../web/request.js';
import { wholeNumber } from './check.form.js';
import type { SeenVersions } from './decision.service.js';

/** A dossier as it stood on the page whose button was pressed. */
export interface SeenDossier extends SeenVersions {
  code: string;
}

/** The numbers that were ticked, each once; whether they are too many or none is the policy's to say (`refuseTicks`). */
export const readTicked = (body: Words): string[] => [
  ...new Set([body['codes']].flat().filter((code) => typeof code === 'string')),
];

export const sayTicked = ({ code, entryVersion, checklistVersion }: SeenDossier): string =>
  `${code} ${entryVersion} ${checklistVersion}`;

/** What `sayTicked` wrote into the form of a preview; anything else becomes a version that nothing stored has. */
export const readSeen = (body: Words): SeenDossier[] =>
  [body['seen']].flat().flatMap((typed): SeenDossier[] => {
    if (typeof typed !== 'string') return [];
    const [code = '', entry, checklist] = typed.split(' ');
    return [{ code, entryVersion: wholeNumber(entry), checklistVersion: wholeNumber(checklist) }];
  });

/** The desk that a form of the queue names. A contest that is not there is "not found"; whose desk it is the act asks. */
export async function readFormDesk(
  contests: ContestReader,
  reader: Reader,
  body: Words,
): Promise<{ contest: ContestFacts; level: number }> {
  const id = body['contest'];
  const contest = typeof id === 'string' && isId(id) ? await contests.byId(reader, id as ContestId) : null;
  if (contest === null) throw new Refused({ code: 'not-found' });
  return { contest, level: Number(body['level']) };
}
