import { inflateRawSync } from 'node:zlib';
import type { Heard } from './client.js';

/** What each judge wrote, found nowhere else in the world: one hit of it in a foreign answer is a leak (S6, S7). */
export interface JudgeSecret {
  points: Record<'A' | 'B' | 'C', number>;
  comment: string;
}

/** Hundredths that sum to 73,19 and 71,37 points. */
export const SECRETS: Record<'judge1' | 'judge2', JudgeSecret> = {
  judge1: { points: { A: 3319, B: 2143, C: 1857 }, comment: 'BÍ-MẬT-MỘT' },
  judge2: { points: { A: 3137, B: 2281, C: 1719 }, comment: 'BÍ-MẬT-HAI' },
};

export const totalHundredths = ({ points }: JudgeSecret): number => points.A + points.B + points.C;

/** The mean of the one dossier that both judges have: (73,19 + 71,37) / 2 = 72,28. */
const MEAN = (totalHundredths(SECRETS.judge1) + totalHundredths(SECRETS.judge2)) / 2;

/** Every way in which a number of hundredths could be printed: 73,19 and 73.19 and 7319. */
function printed(hundredths: number): string[] {
  const text = String(hundredths);
  const [whole, places] = [text.slice(0, -2), text.slice(-2)];
  return [`${whole},${places}`, `${whole}.${places}`, text];
}

/** The texts that give away what a judge gave for each criterion, and said. */
export const tracesOf = (secret: JudgeSecret): string[] => [
  ...Object.values(secret.points).flatMap(printed),
  secret.comment,
  encodeURIComponent(secret.comment),
];

/** The texts that give away what a sheet or a dossier came to. */
export const TOTALS = [totalHundredths(SECRETS.judge1), totalHundredths(SECRETS.judge2), MEAN].flatMap(printed);

/** The traces that a text holds as words of their own, not inside a longer number or a random token. */
export function tracesIn(text: string, traces: readonly string[]): string[] {
  return traces.filter((trace) => {
    if (!text.includes(trace)) return false;
    const literal = trace.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`(?<![\\p{L}\\p{N}_.,-])${literal}(?![\\p{L}\\p{N}_-])`, 'u').test(text);
  });
}

/** All that can be read out of an answer: status line, headers, body, and what a workbook holds inside. */
export function readableIn({ status, headers, text, bytes }: Heard): string {
  // Lengths are numbers of their own: that they tell nothing is the rights table's to see, which compares whole answers.
  const said = Object.entries(headers).filter(([name]) => name !== 'content-length');
  const head = said.map(([name, value]) => `${name}: ${String(value)}`);
  const isZip = bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04'));
  return [String(status), ...head, ...(isZip ? textsInZip(bytes) : [text])].join('\n');
}

const END_OF_DIRECTORY = 0x06054b50;

/** The inflated parts of a ZIP, found through its directory. */
export function textsInZip(zip: Buffer): string[] {
  let end = zip.length - 22;
  while (end > 0 && zip.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + size);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    return (method === 8 ? inflateRawSync(packed) : packed).toString('utf8');
  });
}
