import type { Instant } from '../../kernel/instant.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { type Paging, pagingOf, type StatusWord } from '../../web/views/page.js';
import { judgingPaths } from '../judging.paths.js';
import {
  type AgendaItem,
  type MeetingFacts,
  type MeetingMember,
  type Question,
  VOTE_WORDS,
  VOTES,
  votersOf,
} from './meeting.facts.js';
import { sayChair } from './meeting.chair.js';
import { sayStanding, sayVotes } from './meeting.minutes.js';

export const AGENDA_PAGE_SIZE = 50;
const VOTE_OPTIONS = VOTES.map((value) => ({ value, label: VOTE_WORDS[value] }));

/** A question that was put, as every screen shows it when it is closed. */
export interface QuestionView {
  wording: string;
  result: string;
}

/** The question that is open, as the secretary has it: a choice for each who may vote. */
export interface HandsView {
  wording: string;
  action: string;
  form: FormState;
  voters: { label: string; field: string; options: typeof VOTE_OPTIONS; saidText: string | null }[];
}

/** The dossier that is written about: the one on the screens, or another of the agenda that was opened to look it up. */
export interface ItemView {
  number: string;
  heading: string;
  standing: string;
  isCurrent: boolean;
  outText: string | null;
  words: { action: string; autosave: string; version: number; form: FormState; savedText: string | null };
  asked: QuestionView[];
  hands: HandsView | null;
  ask: { action: string; form: FormState } | null;
}

export interface MeetingView {
  heading: string;
  placeText: string;
  version: number;
  isOver: boolean;
  overText: string | null;
  minutesHref: string;
  item: ItemView | null;
  next: { number: string } | null;
  showAction: string;
  progressText: string;
  agenda: {
    number: string;
    heading: string;
    place: string;
    standing: string;
    status: StatusWord | null;
    href: string;
    canShow: boolean;
  }[];
  paging: Paging | null;
  attendance: { action: string; form: FormState; options: { value: string; label: string }[]; presentText: string };
  closeAction: string;
  listHref: string;
}

/** What the secretary steers the meeting with. `forms` hold what was typed where a form was refused. */
export function toMeetingView(
  meeting: MeetingFacts,
  found: {
    members: readonly MeetingMember[];
    agenda: readonly AgendaItem[];
    standing: { total: number; shown: number; next: string | null };
    item: AgendaItem | null;
    questions: readonly Question[];
    page: number;
  },
  forms: Partial<Record<'words' | 'question' | 'hands' | 'present', FormState>>,
): MeetingView {
  const { members, item, questions, standing } = found;
  const here = judgingPaths.meeting(meeting.number);
  const part = (name: string): string => judgingPaths.meetingPart(meeting.number, name);
  const isOver = meeting.closedAt !== null;
  const present = members.filter((one) => one.present);
  return {
    heading: `Phiên họp ${meeting.number}`,
    placeText: `${meeting.place}. Chủ trì: ${sayChair(meeting)}. Bắt đầu lúc ${formatDateTime(meeting.openedAt)}.`,
    version: meeting.version,
    isOver,
    overText: meeting.closedAt === null ? null : `Phiên họp kết thúc lúc ${formatDateTime(meeting.closedAt)}.`,
    minutesHref: part('bien-ban'),
    item: item === null ? null : toItemView(meeting, item, { members, questions }, forms),
    next: isOver || standing.next === null ? null : { number: standing.next },
    showAction: part('hien'),
    progressText: `Đã bàn ${standing.shown}/${standing.total} hồ sơ.`,
    agenda: found.agenda.map((one) => ({
      number: one.number,
      heading: one.villageName,
      place: one.communeName,
      standing: sayStanding(one),
      status: statusOf(one, meeting),
      href: `${here}?ho-so=${one.number}`,
      canShow: !isOver && one.entryId !== meeting.currentEntryId,
    })),
    paging:
      standing.total <= AGENDA_PAGE_SIZE
        ? null
        : pagingOf({
            page: found.page,
            pageSize: AGENDA_PAGE_SIZE,
            total: standing.total,
            hrefOf: (page) => `${here}?trang=${page}#chuong-trinh`,
          }),
    attendance: {
      action: part('co-mat'),
      form: forms.present ?? freshForm({ present: present.map(({ code }) => code) }),
      options: members.map(({ code, name }) => ({ value: code, label: `${name} (${code})` })),
      presentText: `${present.length}/${members.length} giám khảo có mặt`,
    },
    closeAction: part('ket-thuc'),
    listHref: judgingPaths.meetings,
  };
}

function statusOf(item: AgendaItem, { currentEntryId }: MeetingFacts): StatusWord | null {
  if (item.entryId === currentEntryId) return { word: 'Đang bàn', tone: 'indigo' };
  return item.shownAt === null ? null : { word: 'Đã bàn', tone: 'success' };
}

function toItemView(
  meeting: MeetingFacts,
  item: AgendaItem,
  { members, questions }: { members: readonly MeetingMember[]; questions: readonly Question[] },
  forms: Parameters<typeof toMeetingView>[2],
): ItemView {
  const part = (name: string): string => judgingPaths.meetingPart(meeting.number, name);
  const out = members.filter(({ personId }) => item.out.includes(personId));
  const open = questions.find(({ closedAt }) => closedAt === null) ?? null;
  const isCurrent = item.entryId === meeting.currentEntryId;
  return {
    number: item.number,
    heading: tellPlace(item.villageName, item.communeName),
    standing: sayStanding(item),
    isCurrent,
    outText:
      out.length === 0
        ? null
        : `Không tham gia bàn và biểu quyết vì xung đột lợi ích: ${out.map(({ name, code }) => `${name} (${code})`).join(', ')}.`,
    words: {
      action: part('ghi'),
      autosave: part('nhap'),
      version: item.version,
      form: forms.words ?? freshForm({ notes: item.notes, conclusion: item.conclusion }),
      savedText: item.savedAt === null ? null : `Lưu lần cuối lúc ${formatDateTime(item.savedAt)}.`,
    },
    asked: toQuestionViews(questions, members, item),
    hands: open === null ? null : toHands(open, { members, item }, part('phieu'), forms.hands ?? freshForm()),
    ask: isCurrent && open === null ? { action: part('hoi'), form: forms.question ?? freshForm() } : null,
  };
}

/** The questions that were closed, with how they went by name. */
export const toQuestionViews = (
  questions: readonly Question[],
  members: readonly MeetingMember[],
  item: AgendaItem,
): QuestionView[] =>
  questions
    .filter(({ closedAt }) => closedAt !== null)
    .map((question) => ({
      wording: question.wording,
      result: `${sayVotes(question, votersOf(question, members, item))}.`,
    }));

function toHands(
  question: Question,
  { members, item }: { members: readonly MeetingMember[]; item: AgendaItem },
  action: string,
  form: FormState,
): HandsView {
  const voters = votersOf(question, members, item);
  return {
    wording: question.wording,
    action,
    form: {
      ...form,
      values: {
        ...Object.fromEntries(voters.map(({ personId, code }) => [`phieu[${code}]`, question.votes[personId] ?? ''])),
        ...form.values,
      },
    },
    voters: voters.map(({ personId, code, name }) => {
      const said = question.votes[personId];
      return {
        label: `${name} (${code})`,
        field: `phieu[${code}]`,
        options: VOTE_OPTIONS,
        saidText: said === undefined ? null : `Đã ghi: ${VOTE_WORDS[said]}`,
      };
    }),
  };
}

/** What a member's screen shows: never a score, a rank or another's vote while it is open (TRUST A.3). */
export interface SeatView {
  meetingText: string | null;
  mark: string;
  markHref: string;
  item: { heading: string; number: string; sheetHref: string | null } | null;
  outText: string | null;
  waitText: string | null;
  vote: {
    action: string;
    wording: string;
    question: string;
    form: FormState;
    options: typeof VOTE_OPTIONS;
    saidText: string | null;
  } | null;
  absentText: string | null;
  asked: QuestionView[];
}

export const markOf = (meeting: Pick<MeetingFacts, 'number' | 'version'> | null): string =>
  meeting === null ? 'khong' : `${meeting.number}.${meeting.version}`;

export function toSeatView(
  given: {
    meeting: MeetingFacts | null;
    member: MeetingMember | null;
    members: readonly MeetingMember[];
    item: AgendaItem | null;
    questions: readonly Question[];
    hasSheet: boolean;
  },
  form: FormState,
): SeatView {
  const { meeting, member, members, item, questions } = given;
  const isOut = item !== null && member !== null && item.out.includes(member.personId);
  const open = isOut ? null : (questions.find(({ closedAt }) => closedAt === null) ?? null);
  const said = open !== null && member !== null ? open.votes[member.personId] : undefined;
  return {
    meetingText: meeting === null ? null : `Phiên ${meeting.number}, ${meeting.place}. Chủ trì: ${sayChair(meeting)}.`,
    mark: markOf(meeting),
    markHref: judgingPaths.seatMark,
    item:
      item === null || isOut
        ? null
        : {
            heading: tellPlace(item.villageName, item.communeName),
            number: item.number,
            sheetHref: given.hasSheet ? judgingPaths.sheet(item.number) : null,
          },
    outText: isOut
      ? 'Ban Giám khảo đang bàn một hồ sơ mà ông/bà có xung đột lợi ích. Ông/bà không tham gia bàn và biểu quyết hồ sơ này; màn hình tự mở lại ở hồ sơ sau.'
      : null,
    waitText:
      meeting === null
        ? 'Chưa có phiên họp nào đang diễn ra.'
        : item === null
          ? 'Thư ký chưa đưa hồ sơ nào ra bàn.'
          : null,
    vote:
      open === null || member === null || !member.present
        ? null
        : {
            action: judgingPaths.seat,
            wording: open.wording,
            question: open.id,
            form: said === undefined ? form : { ...form, values: { choice: said, ...form.values } },
            options: VOTE_OPTIONS,
            saidText: said === undefined ? null : `Ông/bà đã chọn: ${VOTE_WORDS[said]}. Đổi được đến khi thư ký chốt.`,
          },
    absentText:
      member !== null && !member.present && meeting !== null
        ? 'Thư ký chưa ghi ông/bà có mặt. Đề nghị thư ký ghi có mặt để biểu quyết.'
        : null,
    asked: item === null || isOut ? [] : toQuestionViews(questions, members, item),
  };
}

/** “14:05 ngày 16/12/2021 – 15:10 ngày 16/12/2021” */
export const sayMeetingTime = ({ openedAt, closedAt }: { openedAt: Instant; closedAt: Instant | null }): string =>
  closedAt === null ? `từ ${formatDateTime(openedAt)}` : `${formatDateTime(openedAt)} – ${formatDateTime(closedAt)}`;
