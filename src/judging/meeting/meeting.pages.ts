import { type NamedPaper, paperLinks } from '../../documents/paper.answer.js';
import { Injectable } from '@nestjs/common';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import type { Refusal } from '../../kernel/refusal.js';
import { Refused } from '../../kernel/refusal.js';
import { Page } from '../../web/answer.js';
import type { Words } from '../../web/request.js';
import { SecurityLog } from '../../web/security.log.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { judgingPaths } from '../judging.paths.js';
import { pageNumberOf } from '../page.number.js';
import { PanelRepository } from '../panel.repository.js';
import { type RoundFacts, sayRound } from '../round.facts.js';
import { secretaryPage, type SecretaryStanding, SecretaryStandings } from '../secretary.standing.js';
import { chairChoices } from './meeting.chair.js';
import type { AgendaItem, MeetingFacts } from './meeting.facts.js';
import { type Minutes, toMinutes, toMinutesPaper } from './meeting.minutes.js';
import { refuseToMeet } from './meeting.policy.js';
import { MeetingRepository } from './meeting.repository.js';
import { AGENDA_PAGE_SIZE, sayMeetingTime, toMeetingView } from './meeting.view.js';

/** More than any agenda holds: the minutes are of the whole meeting. */
const WHOLE_AGENDA = 100_000;
const CRUMB = { href: judgingPaths.secretary, label: 'Thư ký' };
const LIST_CRUMB = { href: judgingPaths.meetings, label: 'Họp Ban Giám khảo' };

/** What was typed into one of the page's forms, where that one was refused. */
export interface RefusedForm {
  which: 'words' | 'question' | 'hands' | 'present';
  state: FormState;
  refusal: Refusal | null;
}

/** Loads the secretary's pages about meetings. */
@Injectable()
export class MeetingPages {
  constructor(
    private readonly database: Database,
    private readonly standings: SecretaryStandings,
    private readonly contests: ContestReader,
    private readonly panel: PanelRepository,
    private readonly meetings: MeetingRepository,
    private readonly security: SecurityLog,
  ) {}

  /** Every meeting so far, and the form to open one. */
  async list(actor: Actor, form: FormState | null = null): Promise<Page> {
    const standing = await this.standings.of(actor);
    const { reader } = this.database;
    const all = await this.meetings.all(reader, standing.contest.id);
    const round = standing.rounds.findLast(({ closedAt }) => closedAt !== null) ?? null;
    const isRunning = all.some(({ closedAt }) => closedAt === null);
    const mayOpen = !isRunning && refuseToMeet(actor, round) === null;
    const judges = round === null || !mayOpen ? [] : await this.panel.judges(reader, round.id);
    const model = {
      form: form ?? freshForm({ agenda: 'tat-ca', present: judges.map(({ code }) => code) }),
      action: judgingPaths.meetings,
      roundText: round === null ? null : sayRoundName(round),
      notYetText:
        round === null
          ? 'Chưa khóa vòng chấm. Khóa xong mới mở phiên họp được, vì trước đó không ai được xem điểm.'
          : null,
      canOpen: mayOpen,
      chairs: chairChoices(judges, mayOpen ? await this.contests.bodyMembers(reader, standing.contest.id) : []),
      judges: judges.map(({ code, name }) => ({ value: code, label: `${name} (${code})` })),
      agendas: [
        { value: 'tat-ca', label: 'Mọi hồ sơ, theo thứ hạng', hint: null },
        { value: 'mot-so', label: 'Chỉ các hồ sơ ghi dưới đây', hint: null },
      ],
      meetings: all.map((one) => ({
        label: `Phiên ${one.number}`,
        href: judgingPaths.meeting(one.number),
        timeText: sayMeetingTime(one),
        place: one.place,
        status: one.closedAt === null ? { word: 'Đang họp', tone: 'indigo' } : { word: 'Đã kết thúc', tone: 'neutral' },
        minutesHref: judgingPaths.meetingPart(one.number, 'bien-ban'),
      })),
    };
    return secretaryPage(standing, 'judging/meetings', model, [CRUMB, { ...LIST_CRUMB, href: null }]);
  }

  /** The meeting at work: the dossier on the screens or the one that the address names, the agenda, who is there. */
  async page(actor: Actor, typed: string, query: Words, refused: RefusedForm | null = null): Promise<Page> {
    const { standing, meeting } = await this.open(actor, typed);
    const { reader } = this.database;
    const asked = refused?.state.values['entry'] ?? query['ho-so'];
    const current = await this.currentOf(meeting);
    const item = typeof asked === 'string' && asked !== '' ? await this.itemOf(meeting, asked) : current;
    const counted = await this.meetings.standing(reader, meeting.id, current?.position ?? 0);
    const page = pageNumberOf(query['trang'], counted.total, AGENDA_PAGE_SIZE);
    const [members, agenda, questions] = await Promise.all([
      this.meetings.members(reader, meeting.id),
      this.meetings.agenda(reader, meeting.id, { limit: AGENDA_PAGE_SIZE, offset: (page - 1) * AGENDA_PAGE_SIZE }),
      item === null ? [] : this.meetings.questions(reader, meeting.id, item.entryId),
    ]);
    this.security.scoresViewed(actor, { view: 'judging/meeting', contest: standing.contest.slug });
    const forms = refused === null ? {} : { [refused.which]: refused.state };
    const view = toMeetingView(meeting, { members, agenda, standing: counted, item, questions, page }, forms);
    const stale = refused?.refusal?.code === 'words-stale' && item !== null ? differenceOf(item, refused.state) : null;
    const model = { ...view, form: refused?.state ?? freshForm(), difference: stale };
    return secretaryPage(standing, 'judging/meeting', model, [
      CRUMB,
      LIST_CRUMB,
      { href: null, label: `Phiên ${meeting.number}` },
    ]);
  }

  async minutes(actor: Actor, typed: string): Promise<Page> {
    const { standing, meeting } = await this.open(actor, typed);
    const minutes = await this.draft(actor, standing, meeting);
    const model = {
      about: standing.contest.code,
      minutes,
      organiser: standing.contest.organiserName,
      papers: paperLinks(judgingPaths.meetingPart(meeting.number, 'bien-ban')),
      signers: [
        { title: 'THƯ KÝ', note: null, name: meeting.openedByName },
        { title: 'CHỦ TRÌ', note: null, name: meeting.chairName },
      ],
    };
    return secretaryPage(standing, 'judging/minutes', model, [
      CRUMB,
      LIST_CRUMB,
      { href: judgingPaths.meeting(meeting.number), label: `Phiên ${meeting.number}` },
      { href: null, label: 'Biên bản' },
    ]);
  }

  async minutesFile(actor: Actor, typed: string): Promise<NamedPaper> {
    const { standing, meeting } = await this.open(actor, typed);
    const { contest, calendar } = standing;
    const paper = toMinutesPaper(await this.draft(actor, standing, meeting), {
      organiser: contest.organiserName,
      chairName: meeting.chairName,
      secretaryName: meeting.openedByName,
      madeAt: meeting.closedAt ?? calendar.now,
      rehearsal: contest.rehearsal,
    });
    return { paper, name: `Biên bản họp Ban Giám khảo ${contest.code}, phiên ${meeting.number}` };
  }

  private async draft(actor: Actor, standing: SecretaryStanding, meeting: MeetingFacts): Promise<Minutes> {
    const { reader } = this.database;
    const [members, agenda, questions] = await Promise.all([
      this.meetings.members(reader, meeting.id),
      this.meetings.agenda(reader, meeting.id, { limit: WHOLE_AGENDA, offset: 0 }),
      this.meetings.questions(reader, meeting.id, null),
    ]);
    this.security.scoresViewed(actor, { view: 'judging/minutes', contest: standing.contest.slug });
    const round = standing.rounds.find(({ id }) => id === meeting.roundId);
    const roundName = round === undefined ? '' : sayRoundName(round);
    return toMinutes({ contest: standing.contest, roundName, meeting, members, agenda, questions });
  }

  /** A meeting of the secretary's contest by its number; anything else is "not found". */
  async open(actor: Actor, typed: string): Promise<{ standing: SecretaryStanding; meeting: MeetingFacts }> {
    const standing = await this.standings.of(actor);
    const number = meetingNumber(typed);
    const meeting = await this.meetings.byNumber(this.database.reader, standing.contest.id, number);
    if (meeting === null) throw new Refused({ code: 'not-found' });
    return { standing, meeting };
  }

  private async itemOf(meeting: MeetingFacts, number: string): Promise<AgendaItem> {
    const item = await this.meetings.itemByNumber(this.database.reader, meeting.id, number);
    if (item === null) throw new Refused({ code: 'not-found' });
    return item;
  }

  private async currentOf({ id, currentEntryId }: MeetingFacts): Promise<AgendaItem | null> {
    return currentEntryId === null ? null : this.meetings.item(this.database.reader, id, currentEntryId);
  }
}

/** The number in an address; anything else is "not found". */
export function meetingNumber(typed: string): number {
  if (!/^[1-9]\d{0,5}$/.test(typed)) throw new Refused({ code: 'not-found' });
  return Number(typed);
}

const sayRoundName = (round: RoundFacts): string => sayRound(round) ?? round.name;

function differenceOf(item: AgendaItem, { values }: FormState): object[] {
  const typedOf = (name: string): string => {
    const typed = values[name];
    return typeof typed === 'string' ? typed : '';
  };
  return [
    { label: 'Ý kiến, ghi chép', mine: typedOf('notes'), saved: item.notes, differs: typedOf('notes') !== item.notes },
    {
      label: 'Kết luận',
      mine: typedOf('conclusion'),
      saved: item.conclusion,
      differs: typedOf('conclusion') !== item.conclusion,
    },
  ];
}
