import { describe, expect, it } from '@jest/globals';
import { refuseUnderQuorum } from '../../../src/judging/judging.policy.js';
import { shortOfQuorum } from '../../../src/judging/round.quorum.js';

const quorum = (judges: number | null, signedPercent: number | null, under: 'refuse' | 'reason' = 'refuse') => ({
  judges,
  signedPercent,
  under,
});

describe('A round is short of its quorum', () => {
  it.each([
    ['one entry below', quorum(3, null), 1, 5, 5, { entries: 1, judges: null }],
    ['none below', quorum(3, null), 0, 5, 0, null],
    // As many sheets as the method needs are not the plan's quorum: the entry is left without a rank, as before
    ['entries below where the plan asks for no number', quorum(null, null), 4, 5, 0, null],
    [
      '2 of 3 judges where 67 % are asked',
      quorum(null, 67),
      0,
      3,
      2,
      { entries: null, judges: { done: 2, all: 3, percent: 67 } },
    ],
    ['2 of 3 judges where 66 % are asked', quorum(null, 66), 0, 3, 2, null],
    ['exactly the share', quorum(null, 75), 0, 4, 3, null],
    ['an empty panel', quorum(null, 1), 0, 0, 0, { entries: null, judges: { done: 0, all: 0, percent: 1 } }],
    ['both', quorum(2, 100), 7, 2, 1, { entries: 7, judges: { done: 1, all: 2, percent: 100 } }],
  ] as const)('%s', (_what, asked, entriesBelow, judges, judgesDone, expected) => {
    expect(shortOfQuorum(asked, { entriesBelow, judges, judgesDone })).toEqual(expected);
  });
});

describe('Below the quorum', () => {
  const shortage = { entries: 2, judges: null };
  it.each([
    ['refuse', shortage, 'under-quorum'],
    ['refuse', null, null],
    ['reason', shortage, null], // the reason that closing asks for anyway goes on record with what was missing
  ] as const)('%s', (under, missing, code) => {
    expect(refuseUnderQuorum({ quorum: quorum(3, null, under) }, missing)?.code ?? null).toBe(code);
  });
});
