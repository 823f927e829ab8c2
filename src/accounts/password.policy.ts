import type { Refusal } from '../kernel/refusal.js';
import { fold } from '../kernel/vietnamese/fold.js';
import { COMMON_WORDS } from './common.passwords.js';

/** NIST SP 800-63B and ASVS 6.2: length counts, composition does not; longer than that is not a password but a mistake. */
export const SHORTEST_PASSWORD = 8;
export const LONGEST_PASSWORD = 200;

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujm',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
];
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/**
 * May this be somebody's password? `words` are their user name, full name and units. Counted in signs as they are seen, after NFC.
 * Refuses `password-too-short`, `password-too-long`, `password-too-common` (well-known words, runs and repetitions, whatever
 * digits stand around them), `password-is-a-name` (one of `words` likewise). Kinds of signs are nobody's business (S20).
 */
export function refuseToUsePassword(password: string, words: readonly string[]): Refusal | null {
  const signs = [...password.normalize('NFC')].length;
  if (signs < SHORTEST_PASSWORD) return { code: 'password-too-short' };
  if (signs > LONGEST_PASSWORD) return { code: 'password-too-long' };
  const cores = coresOf(password);
  if (cores.some((core) => words.some((word) => isNamed(core, word)))) return { code: 'password-is-a-name' };
  if (cores.some((core) => COMMON_WORDS.has(core)) || isPattern(squeeze(password)))
    return { code: 'password-too-common' };
  return null;
}

const squeeze = (text: string): string => fold(text).replace(/[\s._-]+/g, '');

/** What is left of a password when marks, spaces, leet spelling and the digits and signs around it are taken away. */
function coresOf(password: string): string[] {
  const plain = squeeze(password);
  const spelt = [...plain].map((sign) => LEET[sign] ?? sign).join('');
  const bare = (text: string): string => text.replace(/^[^a-z]+|[^a-z]+$/g, '');
  // "p@ssw0rd1": the digit at the end is taken off before the others are read as letters.
  const speltBare = [...plain.replace(/\d+$/, '')].map((sign) => LEET[sign] ?? sign).join('');
  return [...new Set([plain, bare(plain), bare(spelt), bare(speltBare), halfOf(bare(plain))])].filter(
    (core) => core !== '',
  );
}

/** "hoithihoithi" says "hoithi" twice. */
const halfOf = (text: string): string => {
  const half = text.slice(0, text.length / 2);
  return text === half + half ? half : text;
};

/** The name whole, or without its type word and family name: "banbo2021" for "Xã Bản Bo". Names of under four letters say nothing. */
function isNamed(core: string, word: string): boolean {
  const parts = fold(word).split(/[\s._-]+/);
  const names = [parts.join(''), parts.slice(1).join(''), parts.slice(2).join('')];
  return names.some((name) => name.length >= 4 && (core === name || core === `xa${name}` || core === `huyen${name}`));
}

/** One sign or a short piece over and over, a run along the alphabet, the digits or the keyboard, a date, a telephone-like number. */
function isPattern(text: string): boolean {
  if (/^(.{1,4}?)\1+$/.test(text) || new Set(text).size <= 3) return true;
  const reversed = [...text].reverse().join('');
  if (ROWS.some((row) => row.includes(text) || row.includes(reversed))) return true;
  if (/^\d{8,12}$/.test(text)) return true;
  // Two runs end to end: "abcd1234", "123qweasd".
  return runsIn(text) <= 2 && text.length <= 14;
}

/** How many straight runs (of three signs or more) the text is made of; Infinity when something else is in it. */
function runsIn(text: string): number {
  let runs = 0;
  for (let at = 0; at < text.length; runs += 1) {
    let length = 0;
    for (let end = text.length; end >= at + 3 && length === 0; end -= 1) {
      const piece = text.slice(at, end);
      const reversed = [...piece].reverse().join('');
      if (new Set(piece).size === 1 || ROWS.some((row) => row.includes(piece) || row.includes(reversed)))
        length = end - at;
    }
    if (length === 0) return Infinity;
    at += length;
  }
  return runs;
}
