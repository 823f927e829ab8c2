import { describe, expect, it } from '@jest/globals';
import { type CriterionFacts, NO_GUIDANCE } from '../../../src/contests/contest.facts.js';
import { sameCriteria } from '../../../src/judging/judging.service.js';

const A: CriterionFacts = {
  id: '1',
  code: 'A',
  title: 'Nội dung',
  help: '',
  guidance: { ...NO_GUIDANCE, high: 'Tin kịp thời' },
  max: 4000,
  step: 25,
  weight: '1',
};

describe('The criteria of a new version whose points stay', () => {
  it.each([
    ['it is copied under another id', { id: '2' }, ['A']],
    ['its weight alone changes', { weight: '2' }, ['A']],
    ['its title changes', { title: 'Hình thức' }, []],
    ['what earns high marks changes', { guidance: { ...A.guidance, high: 'Tin đúng' } }, []],
    ['an example is added', { guidance: { ...A.guidance, examples: 'Nhóm 60 hộ: 34 điểm' } }, []],
    ['its maximum changes', { max: 5000 }, []],
  ] as const)('when %s', (_when, change, same) => {
    expect(sameCriteria([A], [{ ...A, ...change }])).toEqual(same);
  });
});
