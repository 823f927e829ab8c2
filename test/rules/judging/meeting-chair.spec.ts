import { describe, expect, it } from '@jest/globals';
import type { MemberFacts } from '../../../src/contests/contest.facts.js';
import type { PersonId } from '../../../src/kernel/ids.js';
import { chairChoices, chairOf, chairOfMember } from '../../../src/judging/meeting/meeting.chair.js';

const member = (id: string, fullName: string, position: string, bodyName: string, title = ''): MemberFacts => ({
  id,
  bodyId: 'b',
  bodyName,
  fullName,
  title,
  position,
});
const judges = [
  { personId: 'p1' as PersonId, code: 'GK1', name: 'Phạm Quang Trung', present: true },
  { personId: 'p2' as PersonId, code: 'GK2', name: 'Lò Văn Chung', present: true },
];
const members = [
  member('1', 'Lê Thanh Vinh', 'Trưởng ban', 'Ban Tổ chức', 'Ủy ban nhân dân tỉnh'),
  member('2', 'Phạm Quang Trung', 'Trưởng Ban Giám khảo', 'Ban Giám khảo'),
  member('3', 'Vũ Thị Thu Hương', 'Tổ trưởng', 'Tổ thư ký'),
];

describe('The chair of a meeting', () => {
  it('is chosen among the panel and the bodies, nobody twice and no body named twice', () => {
    expect(chairChoices(judges, members).map(({ label }) => label)).toEqual([
      'Phạm Quang Trung (GK1) – Trưởng Ban Giám khảo',
      'Lò Văn Chung (GK2) – giám khảo',
      'Lê Thanh Vinh – Trưởng Ban Tổ chức, Ủy ban nhân dân tỉnh',
      'Vũ Thị Thu Hương – Tổ trưởng Tổ thư ký',
      'Người khác, ghi ở ô dưới',
    ]);
  });

  it('stands with the place that the panel or the body gives; of somebody else, what was written', () => {
    const found = { judges, members };
    expect(chairOf({ kind: 'judge', code: 'GK1' }, found)).toEqual({
      name: 'Phạm Quang Trung',
      role: 'Trưởng Ban Giám khảo',
      personId: 'p1',
    });
    expect(chairOfMember('3')).toBe('nguoi:3');
    expect(chairOf({ kind: 'member', id: '3' }, found)).toEqual({
      name: 'Vũ Thị Thu Hương',
      role: 'Tổ trưởng Tổ thư ký',
      personId: null,
    });
    expect(chairOf({ kind: 'other', name: 'Ông A, Phó Chủ tịch' }, found)?.name).toBe('Ông A, Phó Chủ tịch');
    expect([chairOf({ kind: 'judge', code: 'GK9' }, found), chairOf({ kind: 'member', id: '9' }, found)]).toEqual([
      null,
      null,
    ]);
  });
});
