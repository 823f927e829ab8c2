import { describe, expect, it } from '@jest/globals';
import type { ContestId, EntryId, PersonId, RoundId, UnitId } from '../../../src/kernel/ids.js';
import { publicationNotice } from '../../../src/awards/award.notices.js';
import { extensionNotice, laterRoundNotice, laterWindowNotice } from '../../../src/contests/contest.notices.js';
import {
  draftReminder,
  moveNotice,
  quarantineNotice,
  receiptNotice,
  reminderNotice,
  supplementReminder,
} from '../../../src/entries/entry.notices.js';
import { assignmentNotice, roundClosedNotice } from '../../../src/judging/judging.notices.js';
import type { NewNotice } from '../../../src/notices/notice.facts.js';
import { contactLine, letterOf, ZALO_LIMITS, zaloText } from '../../../src/notices/notice.letter.js';

const now = new Date('2021-11-30T23:00:00+07:00');
const dueAt = new Date('2021-12-05T00:00:00+07:00');
const id = <T>(n: number): T => `00000000-0000-4000-8000-00000000000${n}` as T;
const entry = {
  id: id<EntryId>(1),
  communeId: id<UnitId>(2),
  villageName: 'Bản Nà Khum',
  code: 'ZALO21-211130-0007',
  version: 4,
};
const contest = { slug: 'zalo-lai-chau-2021', noun: 'Cuộc thi' };
const extension = {
  kind: 'submission',
  unitId: id<UnitId>(2),
  untilAt: dueAt,
  documentNumber: '15/BTC ngày 29/11/2021',
  reason: 'Bà Lò Thị Bí Mật ốm nặng',
} as const;
const unfinished = {
  communeId: id<UnitId>(2),
  communeName: 'Xã Bản Bo',
  villageNoun: 'bản',
  short: 2,
  drafts: 1,
  entered: 4,
  needed: 6,
};

const slot = { code: 'minh-chung', title: 'Minh chứng về hoạt động của nhóm Zalo trong phòng, chống dịch' };
const longestFiling = {
  personName: 'Nguyễn Thị Hoàng Thanh Phương',
  unitName: 'Phòng Văn hóa và Thông tin huyện Tam Đường',
  broughtBy: 'B'.repeat(100),
  broughtDuty: 'C'.repeat(100),
  reason: 'Lý do riêng của bà Lò Thị Bí Mật',
  way: 'usb',
} as const;

const all: Record<string, NewNotice | null> = {
  receipt: receiptNotice(entry, { number: entry.code, round: 1, isSupplement: false, filed: null, at: now }),
  supplement: receiptNotice(entry, { number: entry.code, round: 2, isSupplement: true, filed: null, at: now }),
  filed: receiptNotice(entry, { number: entry.code, round: 1, isSupplement: false, filed: longestFiling, at: now }),
  returned: moveNotice(entry, 'return', dueAt),
  accepted: moveNotice(entry, 'accept', null),
  rejected: moveNotice(entry, 'reject', null),
  disqualified: moveNotice(entry, 'disqualify', null),
  reminder: reminderNotice(unfinished, 24, id<ContestId>(3), dueAt),
  awaited: supplementReminder({ ...entry, dueAt, rounds: 1 }, 24),
  extendedDraft: draftReminder({ ...entry, code: 'K7F2QX' }, 24, dueAt),
  isolated: quarantineNotice(entry, slot, { sha256: 'a', untilAt: dueAt, of: 'received', hasMoreTime: false }),
  isolatedDraft: quarantineNotice(entry, slot, { sha256: 'a', untilAt: dueAt, of: 'draft', hasMoreTime: true }),
  assigned: assignmentNotice(
    { personId: id<PersonId>(4), sheets: 12 },
    { roundId: id<RoundId>(5), at: now, untilAt: dueAt },
  ),
  closed: roundClosedNotice(id<RoundId>(5)),
  published: publicationNotice(contest, { listId: id(6), isCorrection: false, communeIds: [] }),
  later: laterWindowNotice('submission', dueAt, { contestId: id<ContestId>(3), to: { kind: 'contest', roles: [] } }),
  laterRound: laterRoundNotice({ number: 2, name: 'Thi trực tiếp cấp tỉnh'.repeat(4), until: dueAt }, id<ContestId>(3)),
  extended: extensionNotice(extension, { id: id(7), unitIds: [extension.unitId] }),
};

describe('Every notice', () => {
  it.each(Object.entries(all))(
    '%s keeps the measure of Zalo: 65 signs of title, four paragraphs of 400',
    (_name, notice) => {
      expect(notice).not.toBeNull();
      if (notice === null) return;
      expect([...notice.subject].length).toBeLessThanOrEqual(ZALO_LIMITS.title);
      expect(notice.paragraphs.length).toBeLessThan(ZALO_LIMITS.paragraphs);
      for (const paragraph of notice.paragraphs)
        expect([...paragraph].length).toBeLessThanOrEqual(ZALO_LIMITS.paragraph);
      const text = zaloText(notice, 'UBND tỉnh Lai Châu');
      expect(text.split('\n\n').at(-1)).toBe('UBND tỉnh Lai Châu');
      expect(text).not.toMatch(/https?:|\/nop|\d{9,}|anh\/chị/);
    },
  );

  it('says a deadline in words that nobody takes for another day, and links only by its button', () => {
    expect(all['returned']).toMatchObject({
      subject: 'Cần bổ sung hồ sơ ZALO21-211130-0007',
      paragraphs: [
        'Hồ sơ ZALO21-211130-0007, Bản Nà Khum, cần bổ sung. Từng mục cần bổ sung ghi ở trang hồ sơ.',
        'Hạn bổ sung: hết ngày 04/12/2021.',
      ],
      action: { label: 'Bổ sung hồ sơ', path: '/nop/ZALO21-211130-0007/bo-sung' },
    });
    expect(all['reminder']?.paragraphs).toEqual([
      'Xã Bản Bo: đã nộp 4/6 bản theo chỉ tiêu, còn thiếu 2; còn 1 hồ sơ nháp chưa nộp.',
      'Hạn nộp: hết ngày 04/12/2021.',
    ]);
  });

  it('leaves out what people wrote of each other: reasons are read on the page', () => {
    for (const name of ['extended', 'filed']) expect(JSON.stringify(all[name])).not.toContain('Bí Mật');
  });

  it('tells a move of a dossier that is none of the commune’s business to nobody', () => {
    expect(moveNotice(entry, 'forward', null)).toBeNull();
  });
});

describe('A letter', () => {
  const letter = letterOf(
    {
      subject: 'Cần <bổ> sung',
      paragraphs: ['Nhóm “Bản & Xã” <script>'],
      contact: contactLine({ contactName: 'Lò Thị Mẫu', contactPhone: '+842133000000' }),
      senderName: 'UBND tỉnh Lai Châu',
      actionLabel: 'Bổ sung hồ sơ',
    },
    'https://hoithi.example.vn/nop/X?a=1&b="2"',
  );
  it('says who speaks and whom to call, last', () => {
    expect(letter.text.split('\n').slice(-2)).toEqual(['Liên hệ: Lò Thị Mẫu, 0213 3000 000', 'UBND tỉnh Lai Châu']);
  });
  it('carries no sign of HTML that somebody typed', () => {
    expect(letter.html).toContain('<p>Nhóm “Bản &amp; Xã” &lt;script&gt;</p>');
    expect(letter.html).toContain('href="https://hoithi.example.vn/nop/X?a=1&amp;b=&quot;2&quot;"');
  });
});
