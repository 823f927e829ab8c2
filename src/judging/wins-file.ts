import { scanCsv } from '../kernel/csv-text.js';
import { parseFilePoints } from '../kernel/points.js';
import { byLine, type LineFault, readUtf8 } from '../kernel/text-file.js';
import type { Comparisons, Pairing } from './methods/bradley-terry.js';

export const WINS_HEADER = ['winner', 'loser', 'wins'] as const;

/** Whether a file begins as one of wins does; any other is read as scores.csv. */
export const isWinsFile = (bytes: Uint8Array): boolean => {
  const start = Buffer.from(bytes.subarray(0, 64))
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  return start.split(/\r?\n/, 1)[0] === WINS_HEADER.join(',');
};

/**
 * Reads what a pairwise round came to, `winner,loser,wins`: so often the first entry won against the second. Wins have two decimals at
 * most, so that a draw is half a win on either line; a pair stands once in each order at most. Entries in the order in which they
 * first appear. Faults as of scores.csv, with their lines; with any fault there is nothing to compare.
 */
export function readWinsFile(bytes: Uint8Array): { comparisons: Comparisons } | { faults: LineFault[] } {
  const decoded = readUtf8(bytes);
  if ('fault' in decoded) return { faults: [decoded.fault] };
  const faults: LineFault[] = [];
  const places = new Map<string, number>();
  const pairings = new Map<string, Pairing>();
  const lines = new Map<string, number>();
  const placeOf = (entry: string): number => {
    const place = places.get(entry) ?? places.size;
    places.set(entry, place);
    return place;
  };
  let records = 0;
  const quoting = scanCsv(decoded.text, (fields, line) => {
    records += 1;
    if (records === 1) return;
    const fault = faultOf(fields);
    if (fault !== null) return void faults.push({ line, message: fault });
    const [winner = '', loser = '', wins = ''] = fields;
    const key = JSON.stringify([winner, loser]);
    const earlier = lines.get(key);
    if (earlier !== undefined)
      return void faults.push({ line, message: `doubled row: ${winner}, ${loser} is on line ${earlier} already` });
    lines.set(key, line);
    const [first, second] = [placeOf(winner), placeOf(loser)];
    const [a, b] = first < second ? [first, second] : [second, first];
    const pairing = pairings.get(`${a}-${b}`) ?? { a, b, wins: [0, 0] };
    pairing.wins[first < second ? 0 : 1] += (parseFilePoints(wins) ?? 0) / 100;
    pairings.set(`${a}-${b}`, pairing);
  });
  if (quoting.length + faults.length > 0) return { faults: [...quoting, ...faults].sort(byLine) };
  return { comparisons: { entries: [...places.keys()], pairings: [...pairings.values()] } };
}

function faultOf(fields: readonly string[]): string | null {
  if (fields.length !== WINS_HEADER.length) return `${fields.length} fields instead of 3`;
  const [winner = '', loser = '', wins = ''] = fields;
  for (const [index, code] of [winner, loser].entries()) {
    if (code === '') return `${WINS_HEADER[index]} is empty`;
    if (code !== code.trim()) return `${WINS_HEADER[index]} “${code.trim()}” has spaces around it`;
  }
  if (winner === loser) return `${winner} is compared with itself`;
  return parseFilePoints(wins) === null ? `wins “${wins}”: not a number from 0 up with at most two decimals` : null;
}
