import { describe, expect, it } from '@jest/globals';
import { MOST_TRIES, secondsUntilNextTry } from '../../../src/jobs/retry.js';

describe('A job that failed', () => {
  it('is tried again after a growing delay, and parked after the fifth try', () => {
    const tries = Array.from({ length: MOST_TRIES }, (_, i) => i + 1);
    expect(tries.map(secondsUntilNextTry)).toEqual([5, 30, 120, 600, null]);
  });
});
