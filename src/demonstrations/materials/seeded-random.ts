/** A stream of numbers that depends on its seed alone, so that the demonstration is the same on every machine and every day. */
export interface SeededRandom {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** One of `choices`; a RangeError when there are none. */
  pick<T>(choices: readonly T[]): T;
  /** The same members in another order. */
  shuffle<T>(members: readonly T[]): T[];
  /** True with this chance, 0 never, 1 always. */
  chance(probability: number): boolean;
}

/** 32 bits out of any text (FNV-1a with a final mix, so that "1" and "2" give unlike streams). */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** The stream of one seed (mulberry32). Fit for samples only, never for secrets or for drawing lots. */
export function seededRandom(seed: string): SeededRandom {
  let state = hashText(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    pick<T>(choices: readonly T[]): T {
      if (choices.length === 0) throw new RangeError('nothing to pick from');
      return choices[between(0, choices.length - 1)] as T;
    },
    shuffle<T>(members: readonly T[]): T[] {
      const shuffled = [...members];
      for (let last = shuffled.length - 1; last > 0; last -= 1) {
        const other = between(0, last);
        [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
      }
      return shuffled;
    },
    chance: (probability) => next() < probability,
  };
}
