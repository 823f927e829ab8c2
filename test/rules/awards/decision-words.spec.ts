import { describe, expect, it } from '@jest/globals';
import type { AwardDecisionFacts } from '../../../src/awards/award.facts.js';
import { sayDecision } from '../../../src/awards/prizes/decision.words.js';

const PRIZES = {
  tiers: [
    { code: 'nhi', name: 'Giải Nhì' },
    { code: 'ba', name: 'Giải Ba' },
  ],
  sidePrizes: [{ code: 'video', name: 'Giải Video được yêu thích' }],
};
const decided = (kind: AwardDecisionFacts['kind'], choice: AwardDecisionFacts['choice'], more: object = {}): string =>
  sayDecision(
    {
      kind,
      choice,
      entries: ['ZALO21-211120-0003', 'ZALO21-211120-0005'],
      tiers: ['nhi', 'ba'],
      order: null,
      quantities: null,
      documentNumber: null,
      reward: null,
      ...more,
    },
    PRIZES,
  );

describe('A decision about prizes is said in one sentence', () => {
  it('of prizes that found nobody, without denying those of the tier that were given', () => {
    expect(decided('withhold', 'keep-withheld', { tiers: ['nhi'] })).toBe('Không trao số Giải Nhì còn lại');
  });

  it('of a tier left empty on purpose', () => {
    expect(decided('withhold', 'withhold', { tiers: ['nhi'] })).toBe('Để trống Giải Nhì');
  });

  it('of a shift of quotas, with the paper that allows it', () => {
    expect(decided('shift', 'shift', { quantities: [1, 2], documentNumber: '12/BB-BTC' })).toBe(
      'Chuyển chỉ tiêu: bớt 1 Giải Nhì, thêm 2 Giải Ba (12/BB-BTC)',
    );
  });

  it('of a prize beside the tiers, given or not', () => {
    const video = { tiers: ['video'], entries: ['ZALO21-211120-0003'] };
    expect(decided('side', 'pick', video)).toBe('Trao Giải Video được yêu thích cho ZALO21-211120-0003');
    expect(decided('side', 'withhold', video)).toBe('Không trao Giải Video được yêu thích');
  });

  it('of entries that stand equal across two tiers', () => {
    expect(decided('tie', 'share')).toBe(
      'Chia đều tiền thưởng cho ZALO21-211120-0003, ZALO21-211120-0005 (Giải Nhì – Giải Ba)',
    );
  });
});
