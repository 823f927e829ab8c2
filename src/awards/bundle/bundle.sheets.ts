import type { SignedVersion } from '../../judging/result/signed.versions.js';
import type { ScoredEntry } from '../../judging/scoring-rules.js';
import { filePoints, parseFilePoints } from '../../kernel/points.js';

const HEADER = 'round,entry,judge,version,signed_at,counted,criterion,points';

/**
 * sheets.csv: every signed version of every sheet, a line for each criterion, by round, entry, judge and version. `counted` is 1
 * where the points are those of scores.csv, else 0: a version that was reopened, a judge taken off, a mark that the rule about gaps left out.
 */
export function writeSheets(versions: readonly SignedVersion[], counted: readonly ScoredEntry[]): string {
  const judgesOf = new Map(counted.map(({ entry, judges }) => [entry, new Set(judges)]));
  const lines = [HEADER];
  for (const { round, entry, judge, version, signedAt, isInForce, points } of versions) {
    const counts = isInForce && judgesOf.get(entry)?.has(judge) === true ? 1 : 0;
    for (const [criterion, hundredths] of points)
      lines.push(
        [round, entry, judge, version, signedAt.toISOString(), counts, criterion, filePoints(hundredths)].join(','),
      );
  }
  return `${lines.join('\n')}\n`;
}

/** Points that count by "entry judge criterion", as sheets.csv has them; null for a file of another shape. */
export function readCountedSheets(text: string): Map<string, number> | null {
  const [header, ...lines] = text.split('\n');
  if (header !== HEADER || lines.pop() !== '') return null;
  const counted = new Map<string, number>();
  for (const line of lines) {
    const [, entry, judge, , , counts, criterion, points] = line.split(',');
    const hundredths = parseFilePoints(points ?? '');
    if (criterion === undefined || hundredths === null) return null;
    if (counts === '1') counted.set(placeOf(entry ?? '', judge ?? '', criterion), hundredths);
  }
  return counted;
}

export const placeOf = (entry: string, judge: string, criterion: string): string => `${entry} ${judge} ${criterion}`;
