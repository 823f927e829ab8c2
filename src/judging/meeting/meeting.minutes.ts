import type { ContestFacts } from '../../contests/contest.facts.js';
import { calledInside } from '../../contests/contest.words.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatDecimal } from '../../kernel/vietnamese/numbers.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import { type Block, bold, heading, line, type Paper, paragraph, plain } from '../../press/paper.js';
import { sayChair } from './meeting.chair.js';
import {
  type AgendaItem,
  countVotes,
  type MeetingFacts,
  type MeetingMember,
  type Question,
  VOTE_WORDS,
  VOTES,
  votersOf,
} from './meeting.facts.js';

/** What the minutes are drafted from. */
export interface MinutesSource {
  contest: Pick<ContestFacts, 'name' | 'noun' | 'organiserName'>;
  roundName: string;
  meeting: MeetingFacts;
  members: readonly MeetingMember[];
  agenda: readonly AgendaItem[];
  questions: readonly Question[];
}

/** One dossier in the minutes, in words. */
export interface MinutesItem {
  title: string;
  standing: string;
  out: string | null;
  notes: readonly string[];
  votes: readonly string[];
  conclusion: string | null;
}

export interface Minutes {
  title: string;
  subject: string;
  facts: { label: string; value: string }[];
  present: string[];
  absent: string[];
  items: MinutesItem[];
  /** Dossiers of the agenda that were not discussed; null when all were. */
  leftText: string | null;
  endText: string;
  isDraft: boolean;
}

/**
 * The minutes, drafted from what the meeting left: who was there, what was said of each dossier that was on the screens or has
 * words, how the votes went by name, what was concluded. In the order of the agenda; nothing is added that nobody wrote.
 */
export function toMinutes({ contest, roundName, meeting, members, agenda, questions }: MinutesSource): Minutes {
  const discussed = agenda.filter(
    ({ shownAt, notes, conclusion }) => shownAt !== null || notes !== '' || conclusion !== '',
  );
  const left = agenda.length - discussed.length;
  return {
    title: 'BIÊN BẢN',
    subject: `Họp Ban Giám khảo ${calledInside(contest)}, phiên ${meeting.number}`,
    facts: [
      { label: 'Vòng chấm', value: roundName },
      { label: 'Bắt đầu', value: formatDateTime(meeting.openedAt) },
      { label: 'Địa điểm', value: meeting.place },
      { label: 'Chủ trì', value: sayChair(meeting) },
      { label: 'Thư ký', value: meeting.openedByName },
    ],
    present: members.filter(({ present }) => present).map(sayMember),
    absent: members.filter(({ present }) => !present).map(sayMember),
    items: discussed.map((item, index) => toItem(item, index + 1, members, questions)),
    leftText: left === 0 ? null : `${left} hồ sơ trong chương trình chưa đưa ra bàn.`,
    endText:
      meeting.closedAt === null
        ? 'Phiên họp chưa kết thúc.'
        : `Phiên họp kết thúc lúc ${formatDateTime(meeting.closedAt)}.`,
    isDraft: meeting.closedAt === null,
  };
}

const sayMember = ({ code, name }: MeetingMember): string => `${name} (${code})`;

/** “Hạng 3, điểm 82,5, chênh lệch giữa các giám khảo 7 điểm”; without a rank that is said. */
export function sayStanding({ rank, score, spread }: Pick<AgendaItem, 'rank' | 'score' | 'spread'>): string {
  if (rank === null || score === null) return 'Không đủ phiếu để xếp hạng';
  const spreadText = spread === null ? '' : `, chênh lệch giữa các giám khảo ${formatDecimal(spread)} điểm`;
  return `Hạng ${rank}, điểm ${formatDecimal(score)}${spreadText}`;
}

/** “Đồng ý 4/5 (GK1, GK2, GK4, GK5), không đồng ý 1/5 (GK3)”: every choice that was made, by code; who said nothing last. */
export function sayVotes(question: Question, voters: readonly MeetingMember[]): string {
  const counts = countVotes(question, voters);
  const whole = voters.length;
  const said = VOTES.filter((vote) => counts[vote] > 0).map((vote, index) => {
    const codes = voters.filter(({ personId }) => question.votes[personId] === vote).map(({ code }) => code);
    const word = index === 0 ? VOTE_WORDS[vote] : VOTE_WORDS[vote].toLowerCase();
    return `${word} ${counts[vote]}/${whole} (${codes.join(', ')})`;
  });
  const silent =
    counts.silent === 0 ? [] : [`${said.length === 0 ? 'Chưa' : 'chưa'} có ý kiến ${counts.silent}/${whole}`];
  return [...said, ...silent].join(', ');
}

function toItem(
  item: AgendaItem,
  order: number,
  members: readonly MeetingMember[],
  questions: readonly Question[],
): MinutesItem {
  const out = members.filter(({ personId }) => item.out.includes(personId));
  return {
    title: `${order}. ${tellPlace(item.villageName, item.communeName)} (${item.number})`,
    standing: sayStanding(item),
    out: out.length === 0 ? null : `Không tham gia bàn vì xung đột lợi ích: ${out.map(sayMember).join(', ')}.`,
    notes: item.notes
      .split('\n')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
    votes: questions
      .filter(({ entryId }) => entryId === item.entryId)
      .map((question) => `Biểu quyết “${question.wording}”: ${sayVotes(question, votersOf(question, members, item))}.`),
    conclusion: item.conclusion === '' ? null : item.conclusion,
  };
}

/** The minutes as a paper (Decree 30/2020: minutes bear no place and date of their own; the secretary and the chair sign). */
export function toMinutesPaper(
  minutes: Minutes,
  about: { organiser: string; chairName: string; secretaryName: string; madeAt: Date; rehearsal: boolean },
): Paper {
  return {
    title: minutes.subject,
    madeAt: about.madeAt,
    landscape: false,
    framed: false,
    blocks: [
      {
        kind: 'letterhead',
        parent: about.organiser.toUpperCase(),
        organ: 'BAN GIÁM KHẢO',
        number: { value: null, symbol: 'BB-BGK' },
        subject: null,
        issued: null,
      },
      ...(about.rehearsal ? [line([bold('DIỄN TẬP – KHÔNG CÓ GIÁ TRỊ')], 'center')] : []),
      ...(minutes.isDraft ? [line('Bản nháp: phiên họp chưa kết thúc', 'center')] : []),
      { kind: 'title', text: minutes.title, subject: minutes.subject },
      { kind: 'facts', rows: minutes.facts },
      heading('I. Thành phần'),
      { kind: 'lines', lines: [`Có mặt: ${minutes.present.join(', ')}.`] },
      ...(minutes.absent.length === 0
        ? []
        : ([{ kind: 'lines', lines: [`Vắng mặt: ${minutes.absent.join(', ')}.`] }] satisfies Block[])),
      heading('II. Nội dung'),
      ...minutes.items.flatMap(itemBlocks),
      ...(minutes.leftText === null ? [] : [paragraph(minutes.leftText)]),
      paragraph(minutes.endText),
      {
        kind: 'signatures',
        recipients: [],
        columns: [
          { powers: ['THƯ KÝ'], note: '(Ký, ghi rõ họ tên)', name: about.secretaryName },
          { powers: ['CHỦ TRÌ'], note: '(Ký, ghi rõ họ tên)', name: about.chairName },
        ],
      },
    ],
    foot: null,
  };
}

const itemBlocks = (item: MinutesItem): Block[] => [
  line([bold(item.title)], 'left'),
  line(`${item.standing}.`, 'left'),
  ...(item.out === null ? [] : [line(item.out, 'left')]),
  ...(item.notes.length === 0 ? [] : ([{ kind: 'lines', lines: item.notes }] satisfies Block[])),
  ...item.votes.map((one) => line(one, 'left')),
  ...(item.conclusion === null ? [] : [line([bold('Kết luận: '), plain(item.conclusion)], 'left')]),
];
