import { describe, expect, it } from '@jest/globals';
import type { EntryId, PersonId } from '../../../src/kernel/ids.js';
import type {
  AgendaItem,
  MeetingFacts,
  MeetingMember,
  Question,
  QuestionId,
} from '../../../src/judging/meeting/meeting.facts.js';
import { countVotes, votersOf, votersOn } from '../../../src/judging/meeting/meeting.facts.js';
import { sayStanding, sayVotes, toMinutes } from '../../../src/judging/meeting/meeting.minutes.js';

const member = (n: number, present = true): MeetingMember => ({
  personId: `p${n}` as PersonId,
  code: `GK${n}`,
  name: `Giám khảo ${n}`,
  present,
});
const item = (over: Partial<AgendaItem> = {}): AgendaItem => ({
  entryId: 'e1' as EntryId,
  position: 1,
  number: 'ZALO21-211124-0001',
  villageName: 'Bản Hợp Nhất',
  communeName: 'Xã Bản Bo',
  rank: 1,
  score: '91.40',
  spread: '3.75',
  notes: '',
  conclusion: '',
  shownAt: new Date('2021-12-22T09:05:00+07:00'),
  savedAt: null,
  version: 1,
  out: [],
  ...over,
});
const question = (votes: Question['votes'], voters: Question['voters'] = null): Question => ({
  id: 'q1' as QuestionId,
  entryId: 'e1' as EntryId,
  number: 1,
  wording: 'Xếp giải Nhất',
  askedAt: new Date('2021-12-22T09:06:00+07:00'),
  closedAt: null,
  voters,
  votes,
});
const votes = (said: Record<string, 'yes' | 'no' | 'abstain'>) => said as Question['votes'];

describe('Who votes on a dossier', () => {
  const members = [member(1), member(2, false), member(3), member(4)];

  it('is whoever is present and in no conflict with it', () => {
    expect(votersOn(members, item({ out: ['p4' as PersonId] })).map(({ code }) => code)).toEqual(['GK1', 'GK3']);
  });

  it('is settled when the vote is closed: whoever comes or leaves later changes nothing', () => {
    const closed = question(votes({ p1: 'yes' }), ['p1', 'p2'] as PersonId[]);
    expect(votersOf(closed, members, item()).map(({ code }) => code)).toEqual(['GK1', 'GK2']);
  });

  it('is counted by choice, with those who said nothing; a voice that does not count is left out', () => {
    const said = question(votes({ p1: 'yes', p3: 'no', p4: 'yes' }));
    expect(countVotes(said, [member(1), member(3), member(5)])).toEqual({ yes: 1, no: 1, abstain: 0, silent: 1 });
  });

  it('stands in the minutes by name: every choice that was made, then who was silent', () => {
    const voters = [member(1), member(2), member(3), member(4)];
    expect(sayVotes(question(votes({ p1: 'yes', p2: 'no', p3: 'yes' })), voters)).toBe(
      'Đồng ý 2/4 (GK1, GK3), không đồng ý 1/4 (GK2), chưa có ý kiến 1/4',
    );
    expect(sayVotes(question(votes({ p2: 'abstain' })), [member(2)])).toBe('Không có ý kiến 1/1 (GK2)');
    expect(sayVotes(question({}), [member(1)])).toBe('Chưa có ý kiến 1/1');
  });
});

describe('The minutes', () => {
  const meeting: MeetingFacts = {
    id: 'm1' as MeetingFacts['id'],
    contestId: 'c1' as MeetingFacts['contestId'],
    roundId: 'r1' as MeetingFacts['roundId'],
    number: 2,
    place: 'Phòng họp số 2',
    chairName: 'Trần Thị Hường',
    chairRole: 'giám khảo',
    chairPersonId: 'p1' as PersonId,
    openedAt: new Date('2021-12-22T09:00:00+07:00'),
    openedByName: 'Vũ Thị Thu Hương',
    closedAt: null,
    currentEntryId: null,
    version: 1,
  };
  const source = {
    contest: { name: 'Nhóm Zalo', noun: 'Cuộc thi', organiserName: 'UBND tỉnh Lai Châu' },
    roundName: 'Sơ khảo',
    members: [member(1), member(2), member(3, false)],
    questions: [question(votes({ p1: 'yes' }), ['p1'] as PersonId[])],
  };

  it('draft themselves from what was written, said and voted; what nobody touched is only counted', () => {
    const spoken = item({ notes: 'GK1: tốt\n\n GK2: rõ ', conclusion: 'Nhất trí', out: ['p2' as PersonId] });
    const untouched = item({ entryId: 'e2' as EntryId, shownAt: null });
    const minutes = toMinutes({ ...source, meeting, agenda: [spoken, untouched] });
    expect(minutes.isDraft).toBe(true);
    expect(minutes.facts.find(({ label }) => label === 'Chủ trì')?.value).toBe('Trần Thị Hường, giám khảo');
    expect([minutes.present, minutes.absent]).toEqual([
      ['Giám khảo 1 (GK1)', 'Giám khảo 2 (GK2)'],
      ['Giám khảo 3 (GK3)'],
    ]);
    expect(minutes.items).toEqual([
      {
        title: '1. Bản Hợp Nhất, xã Bản Bo (ZALO21-211124-0001)',
        standing: 'Hạng 1, điểm 91,40, chênh lệch giữa các giám khảo 3,75 điểm',
        out: 'Không tham gia bàn vì xung đột lợi ích: Giám khảo 2 (GK2).',
        notes: ['GK1: tốt', 'GK2: rõ'],
        votes: ['Biểu quyết “Xếp giải Nhất”: Đồng ý 1/1 (GK1).'],
        conclusion: 'Nhất trí',
      },
    ]);
    expect(minutes.leftText).toBe('1 hồ sơ trong chương trình chưa đưa ra bàn.');
  });

  it('of a meeting that is over say when it ended', () => {
    const over = { ...meeting, closedAt: new Date('2021-12-22T11:30:00+07:00') };
    const minutes = toMinutes({ ...source, meeting: over, agenda: [item()] });
    expect([minutes.isDraft, minutes.endText, minutes.leftText]).toEqual([
      false,
      'Phiên họp kết thúc lúc 11:30 ngày 22/12/2021.',
      null,
    ]);
  });

  it('say of a dossier without enough sheets that it has no rank', () => {
    expect(sayStanding(item({ rank: null, score: null, spread: null }))).toBe('Không đủ phiếu để xếp hạng');
  });
});
