import { describe, expect, it } from '@jest/globals';
import { sayNotAddedUp } from '../../../src/contests/readiness.rounds.js';

const rounds = (...weights: string[]): { weight: string }[] => weights.map((weight) => ({ weight }));

describe('Rounds that do not make one result', () => {
  it.each([
    ['borda', ['0.4', '0.6'], 'Điểm thứ bậc (Borda) chỉ có nghĩa giữa các hồ sơ của cùng một vòng'],
    ['median-majority', ['1', '1'], 'Trung vị đa số xếp bằng cách so lần lượt'],
    ['weighted', ['0.4', '0.6'], 'Các phần có hệ số là của một vòng'],
    ['borda', ['0', '2'], 'Điểm thứ bậc (Borda)'],
  ] as const)('%s with the weights %j: said why, and what to do', (method, weights, told) => {
    const said = sayNotAddedUp(method, rounds(...weights));
    expect(said).toContain(told);
    expect(said).toContain(
      'Dùng trung bình cộng, trung bình bỏ điểm hoặc trung vị; hoặc chỉ lấy điểm vòng cuối với hệ số 1.',
    );
  });

  it.each([
    ['mean', ['0.4', '0.6']],
    ['trimmed-mean', ['1', '1']],
    ['median', ['0.4', '0.6']],
    ['borda', ['0', '1']],
    ['weighted', ['1']],
    ['borda', []],
  ] as const)('%s with the weights %j: nothing to say', (method, weights) => {
    expect(sayNotAddedUp(method, rounds(...weights))).toBeNull();
  });
});
