import { createHash } from 'node:crypto';
import type { RubricVersionId } from '../../contests/contest.facts.js';
import type { PersonId, RoundId } from '../../kernel/ids.js';

/** What a file of scores belongs to. */
export interface FileOrigin {
  roundId: RoundId;
  rubricVersionId: RubricVersionId;
  personId: PersonId;
}

/** What a line of such a file must not lose while it is away. */
export interface LineOrigin {
  number: string;
  place: string;
  version: number;
}

const LABEL = 'Mã tệp: ';
const SHAPE = /^Mã tệp: HT1\/([0-9a-f-]{36})\/([0-9a-f-]{36})\/([0-9a-f-]{36})\/([0-9a-f]{8})$/;

// Guards against slips of a spreadsheet (a sorted column, a cell pasted over), not against forging: a file counts for nobody but
// the judge who is signed in, so a forged one could only spoil the forger's own sheets, and those are versioned.
const digest = (signs: number, parts: readonly (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, signs);

/** The line that says what a file belongs to, in its heading. */
export const fileMark = ({ roundId, rubricVersionId, personId }: FileOrigin): string =>
  `${LABEL}HT1/${roundId}/${rubricVersionId}/${personId}/${digest(8, [roundId, rubricVersionId, personId])}`;

/** That line read again; null when it is none of ours or a sign of it has changed. */
export function readFileMark(text: string): FileOrigin | null {
  const [, roundId, rubricVersionId, personId] = SHAPE.exec(text.trim()) ?? [];
  if (roundId === undefined || rubricVersionId === undefined || personId === undefined) return null;
  const origin = { roundId, rubricVersionId, personId } as FileOrigin;
  return fileMark(origin) === text.trim() ? origin : null;
}

/** "3.a1b2c3": the version of the sheet when it went away, sealed together with whose and which it is. */
export const lineMark = (file: FileOrigin, { number, place, version }: LineOrigin): string =>
  `${version}.${digest(6, [file.roundId, file.rubricVersionId, file.personId, number, place, version])}`;

/** The version that a mark says; null when any locked cell of its line has changed. */
export function readLineMark(file: FileOrigin, line: Omit<LineOrigin, 'version'>, mark: string): number | null {
  const version = Number(/^(\d{1,9})\.[0-9a-f]{6}$/.exec(mark.trim())?.[1] ?? NaN);
  return Number.isSafeInteger(version) && lineMark(file, { ...line, version }) === mark.trim() ? version : null;
}
