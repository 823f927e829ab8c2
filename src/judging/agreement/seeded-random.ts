/**
 * A sequence of evenly spread numbers in [0, 1) that is the same for the same seed on every machine (mulberry32, Ettinger 2017;
 * period 2^32). For resampling, which must be repeatable, and never for anything that must not be guessed. `seed` is taken modulo 2^32.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
