import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { ContestReader } from '../../contests/contest.reader.js';
import type { ContestFacts } from '../../contests/contest.facts.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { isId, newId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { Notices } from '../../notices/notices.js';
import { meetingNotice } from '../judging.notices.js';
import { contestAtOf } from '../judging.service.js';
import { RoundRepository } from '../round.repository.js';
import { placeOf } from '../sheet.service.js';
import { chairOf, type ChosenChair, sayChair } from './meeting.chair.js';
import { type AgendaItem, type MeetingFacts, type Question, type Vote, votersOn } from './meeting.facts.js';
import { refuseToMeet, refuseToSteer, refuseToVote } from './meeting.policy.js';
import { MeetingRepository } from './meeting.repository.js';

/** What a meeting is opened with. `numbers` null: every dossier of the round, in the order of the ranking. */
export interface MeetingAsked {
  place: string;
  chair: ChosenChair;
  present: readonly string[];
  numbers: readonly string[] | null;
}

interface Held {
  contest: ContestFacts;
  meeting: MeetingFacts;
  now: Instant;
  contestAt: Instant | null;
}

/** Acts of a panel's meeting. */
@Injectable()
export class MeetingService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly rounds: RoundRepository,
    private readonly meetings: MeetingRepository,
    private readonly notices: Notices,
  ) {}

  /**
   * Opens a meeting on the newest closed round, with its panel as members. Refused: `meeting-before-closing`, `meeting-running`,
   * `entries-not-ranked` with the numbers that the round has no result for, `nobody-present`, `no-such-chair`, `chair-absent`.
   */
  async open(act: Act, asked: MeetingAsked): Promise<MeetingFacts> {
    return this.database.act(act, async (tx) => {
      const { contestId } = placeOf(act);
      const contest = await this.contests.holdById(tx, contestId);
      if (contest === null) throw new Refused({ code: 'not-found' });
      const round = (await this.rounds.all(tx, contestId)).findLast(({ closedAt }) => closedAt !== null) ?? null;
      obey(refuseToMeet(act.actor, round ?? { contestId, closedAt: null }));
      if (round === null) throw new Refused({ code: 'meeting-before-closing' });
      const unknown = asked.numbers === null ? [] : await this.meetings.unknown(tx, round.id, asked.numbers);
      if (unknown.length > 0) throw new Refused({ code: 'entries-not-ranked', entries: unknown, field: 'numbers' });
      const calendar = await this.contests.calendarOf(tx, contest, tx.now);
      const number = (await this.meetings.all(tx, contestId)).length + 1;
      const chair = chairOf(asked.chair, {
        judges: await this.meetings.panelOf(tx, round.id),
        members: await this.contests.bodyMembers(tx, contestId),
      });
      if (chair === null) throw new Refused({ code: 'no-such-chair', field: 'chair' });
      if (asked.chair.kind === 'judge' && !asked.present.includes(asked.chair.code))
        throw new Refused({ code: 'chair-absent', field: 'present' });
      const made = {
        id: newId<'meeting'>(),
        contestId,
        roundId: round.id,
        number,
        place: asked.place,
        chairName: chair.name,
        chairRole: chair.role,
        chairPersonId: chair.personId,
        openedAt: calendar.now,
        openedByName: act.actor.name,
      };
      if ((await this.meetings.insert(tx, made)) === 0) throw new Refused({ code: 'meeting-running' });
      await this.meetings.insertMembers(tx, made.id, asked.present);
      const members = await this.meetings.members(tx, made.id);
      const present = members.filter((one) => one.present);
      if (present.length === 0) throw new Refused({ code: 'nobody-present', field: 'present' });
      const agenda = await this.meetings.insertAgenda(tx, made.id, asked.numbers);
      const meeting = await this.meetings.hold(tx, contestId, number);
      if (meeting === null) throw new Error('a meeting that was just made is gone');
      const at = { contest, meeting, now: calendar.now, contestAt: contestAtOf(contest, calendar) };
      await this.record(tx, act, at, 'meeting.open', {
        round: round.number,
        place: made.place,
        chair: sayChair(made),
        present: present.map(({ code }) => code),
        absent: members.filter((one) => !one.present).map(({ code }) => code),
        agenda,
      });
      const everybody = members.map(({ personId }) => personId);
      this.notices.tell(tx, contest, calendar.now, meetingNotice(meeting, everybody));
      return meeting;
    });
  }

  /** Notes who is there now. Refused: `nobody-present`. */
  async setPresent(act: Act, number: number, present: readonly string[]): Promise<void> {
    await this.database.act(act, async (tx) => {
      const held = await this.hold(tx, act, number);
      await this.meetings.setPresent(tx, held.meeting.id, present);
      const members = await this.meetings.members(tx, held.meeting.id);
      const there = members.filter((one) => one.present).map(({ code }) => code);
      if (there.length === 0) throw new Refused({ code: 'nobody-present', field: 'present' });
      await this.record(tx, act, held, 'meeting.attendance', { present: there });
    });
  }

  /**
   * Puts a dossier on every screen. `version` is the meeting's as the page showed it. Refused: `meeting-moved`, `question-open`
   * while the members still vote on the former one.
   */
  async show(act: Act, number: number, asked: { version: number; entry: string }): Promise<AgendaItem> {
    return this.database.act(act, async (tx) => {
      const held = await this.hold(tx, act, number);
      const { meeting } = held;
      const item = await this.itemOf(tx, meeting, asked.entry);
      if ((await this.openQuestion(tx, meeting)) !== null) throw new Refused({ code: 'question-open' });
      await this.move(tx, { ...meeting, version: asked.version }, { currentEntryId: item.entryId, closedAt: null });
      await this.meetings.markShown(tx, meeting.id, item.entryId, held.now);
      await this.record(tx, act, held, 'meeting.show', { entry: item.number });
      return item;
    });
  }

  /** Keeps what was said of a dossier. Refused: `words-stale` when they were saved elsewhere since `version`. */
  async saveWords(
    act: Act,
    number: number,
    asked: { entry: string; version: number; notes: string; conclusion: string },
  ): Promise<{ item: AgendaItem; savedAt: Instant }> {
    return this.database.act(act, async (tx) => {
      const held = await this.hold(tx, act, number);
      const item = await this.itemOf(tx, held.meeting, asked.entry);
      const { notes, conclusion, version } = asked;
      const words = { entryId: item.entryId, version, notes, conclusion, at: held.now };
      if ((await this.meetings.saveWords(tx, held.meeting.id, words)) === 0) throw new Refused({ code: 'words-stale' });
      await this.record(tx, act, held, 'meeting.write', { entry: item.number, version: version + 1 });
      return { item, savedAt: held.now };
    });
  }

  /** Puts a question about the dossier on the screens to the members. Refused: `nothing-shown`, `question-open`, `meeting-moved`. */
  async ask(act: Act, number: number, asked: { version: number; wording: string }): Promise<void> {
    await this.database.act(act, async (tx) => {
      const held = await this.hold(tx, act, number);
      const { meeting } = held;
      const item = meeting.currentEntryId && (await this.meetings.item(tx, meeting.id, meeting.currentEntryId));
      if (item === null) throw new Refused({ code: 'nothing-shown' });
      const { entryId } = item;
      const question = { id: newId<'meeting-question'>(), entryId, wording: asked.wording, at: held.now };
      if ((await this.meetings.ask(tx, meeting.id, question)) === 0) throw new Refused({ code: 'question-open' });
      await this.move(tx, { ...meeting, version: asked.version }, { currentEntryId: entryId, closedAt: null });
      await this.record(tx, act, held, 'meeting.ask', { entry: item.number, question: asked.wording });
    });
  }

  /** A member votes, or votes otherwise while the question is open. Refused as `refuseToVote` says. */
  async vote(act: Act, asked: { question: string; choice: Vote }): Promise<void> {
    await this.database.act(act, async (tx) => {
      const { contestId, personId } = placeOf(act);
      const seen = await this.meetings.runningFor(tx, contestId, personId);
      const meeting = seen && (await this.meetings.hold(tx, contestId, seen.number));
      if (meeting === null) throw new Refused({ code: 'question-closed' });
      const question = await this.openQuestion(tx, meeting);
      const asks = question !== null && isId(asked.question) && question.id === asked.question ? question : null;
      const item = question && (await this.meetings.item(tx, meeting.id, question.entryId));
      const member = (await this.meetings.members(tx, meeting.id)).find((one) => one.personId === personId) ?? null;
      obey(refuseToVote(meeting, { member, item: item ?? { out: [] }, question: asks }));
      if (asks === null || item === null) throw new Refused({ code: 'question-closed' });
      const { contest, now, contestAt } = await this.at(tx, meeting);
      await this.meetings.vote(tx, asks.id, [{ personId, choice: asked.choice }], { at: now, name: act.actor.name });
      const facts = { entry: item.number, question: asks.number, choice: asked.choice };
      await this.record(tx, act, { contest, meeting, now, contestAt }, 'meeting.vote', facts);
    });
  }

  /**
   * The secretary puts down raised hands, by code, and ends the vote if asked. Votes of those who may not vote are refused
   * (`not-a-voter`), and then none is written.
   */
  async recordVotes(
    act: Act,
    number: number,
    asked: { votes: Readonly<Record<string, Vote>>; close: boolean },
  ): Promise<{ closed: boolean }> {
    return this.database.act(act, async (tx) => {
      const held = await this.hold(tx, act, number);
      const { meeting } = held;
      const question = await this.openQuestion(tx, meeting);
      const item = question && (await this.meetings.item(tx, meeting.id, question.entryId));
      if (question === null || item === null) throw new Refused({ code: 'question-closed' });
      const voters = votersOn(await this.meetings.members(tx, meeting.id), item);
      const votes = Object.entries(asked.votes).map(([code, choice]) => {
        const voter = voters.find((one) => one.code === code);
        if (voter === undefined) throw new Refused({ code: 'not-a-voter', judge: code });
        return { personId: voter.personId, choice };
      });
      await this.meetings.vote(tx, question.id, votes, { at: held.now, name: act.actor.name });
      if (asked.close) {
        const ids = voters.map(({ personId }) => personId);
        await this.meetings.closeQuestion(tx, question.id, ids, held.now);
        await this.move(tx, meeting, { currentEntryId: meeting.currentEntryId, closedAt: null });
      }
      const facts = { entry: item.number, question: question.number, votes: asked.votes, closed: asked.close };
      await this.record(tx, act, held, 'meeting.hands', facts);
      return { closed: asked.close };
    });
  }

  /** Ends the meeting; its minutes stand from then on. Refused: `question-open`, `meeting-moved`. */
  async close(act: Act, number: number, asked: { version: number }): Promise<void> {
    await this.database.act(act, async (tx) => {
      const held = await this.hold(tx, act, number);
      const { meeting } = held;
      if ((await this.openQuestion(tx, meeting)) !== null) throw new Refused({ code: 'question-open' });
      await this.move(tx, { ...meeting, version: asked.version }, { currentEntryId: null, closedAt: held.now });
      await this.record(tx, act, held, 'meeting.close', {});
    });
  }

  private async hold(tx: Tx, act: Act, number: number): Promise<Held> {
    const { contestId } = placeOf(act);
    const meeting = await this.meetings.hold(tx, contestId, number);
    if (meeting === null) throw new Refused({ code: 'not-found' });
    obey(refuseToSteer(act.actor, meeting));
    return { meeting, ...(await this.at(tx, meeting)) };
  }

  private async at(tx: Tx, meeting: MeetingFacts): Promise<Omit<Held, 'meeting'>> {
    const contest = await this.contests.byId(tx, meeting.contestId);
    if (contest === null) throw new Refused({ code: 'not-found' });
    const calendar = await this.contests.calendarOf(tx, contest, tx.now);
    return { contest, now: calendar.now, contestAt: contestAtOf(contest, calendar) };
  }

  private async itemOf(tx: Tx, meeting: MeetingFacts, number: string): Promise<AgendaItem> {
    const item = await this.meetings.itemByNumber(tx, meeting.id, number);
    if (item === null) throw new Refused({ code: 'not-found' });
    return item;
  }

  private async openQuestion(tx: Tx, meeting: MeetingFacts): Promise<Question | null> {
    const asked = await this.meetings.questions(tx, meeting.id, null);
    return asked.find(({ closedAt }) => closedAt === null) ?? null;
  }

  private async move(tx: Tx, meeting: MeetingFacts, to: Parameters<MeetingRepository['move']>[2]): Promise<void> {
    if ((await this.meetings.move(tx, meeting, to)) === 0) throw new Refused({ code: 'meeting-moved' });
  }

  private record(tx: Tx, act: Act, { contest, meeting, contestAt }: Held, deed: string, facts: object): Promise<void> {
    return this.audit.record(tx, act, {
      act: deed,
      subjectKind: 'meeting',
      subjectId: meeting.id,
      contestId: contest.id,
      contestAt,
      facts: { number: meeting.number, ...facts },
    });
  }
}
