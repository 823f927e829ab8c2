import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Audit } from '../../../src/audit/audit.js';
import { MeetingRepository } from '../../../src/judging/meeting/meeting.repository.js';
import { type MeetingAsked, MeetingService } from '../../../src/judging/meeting/meeting.service.js';
import type { Vote } from '../../../src/judging/meeting/meeting.facts.js';
import { Notices } from '../../../src/notices/notices.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { codeOf, type JudgingRoom, openJudgingRoom, score } from '../../fixtures/judging-room.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

let room: JudgingRoom;
let world: World;
let rows: MeetingRepository;
let meetings: MeetingService;
let entries: JudgedFixture[];
let secretary: Actor;
let judges: Actor[];

const ASKED: MeetingAsked = {
  place: 'Phòng họp 2',
  chair: { kind: 'other', name: 'Trần Thị Hường' },
  present: ['GK1', 'GK2'],
  numbers: null,
};
const numberOf = (index: number): string => entries[index]?.number ?? '';
const act = () => actBy(secretary);
const now = async () => {
  const found = (await rows.all(room.database.reader, world.contestId)).at(-1);
  if (found === undefined) throw new Error('no meeting');
  return found;
};
const show = async (index: number) => {
  const { number, version } = await now();
  return meetings.show(act(), number, { version, entry: numberOf(index) });
};
const ask = async (wording: string) => {
  const { number, version } = await now();
  return meetings.ask(act(), number, { version, wording });
};
const openQuestion = async () => {
  const { id } = await now();
  return (await rows.questions(room.database.reader, id, null)).find(({ closedAt }) => closedAt === null);
};
const vote = async (judge: number, choice: Vote, question?: string) => {
  const actor = judges[judge - 1];
  if (actor === undefined) throw new Error('no such judge');
  return meetings.vote(actBy(actor), { choice, question: question ?? (await openQuestion())?.id ?? '' });
};

beforeAll(async () => {
  room = await openJudgingRoom();
  world = await buildWorld(room.database);
  await setClock(room.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(room.database, world, allVillages(world).slice(0, 4));
  judges = [world.actors.judge1, world.actors.judge2, world.actors.judge3];
  secretary = world.actors.secretary;
  await givenPanel(room.database, world, judges, entries);
  rows = new MeetingRepository();
  meetings = new MeetingService(room.database, new Audit(), room.contests, room.rounds, rows, new Notices(false));
  for (const judge of judges)
    for (const [index] of entries.entries())
      await score(room, world, judge, numberOf(index), [String(40 - index), '30', '30']);
  for (const judge of judges) await room.sheets.sign(actBy(judge), { leaveIncomplete: true });
  await room.panel.pinConflict(act(), { judgeCode: 'GK2', number: numberOf(1), reason: 'Em ruột là trưởng bản' });
});
afterAll(() => room.close());

describe('A panel meets', () => {
  it('not before its round is closed, when nobody may know what it comes to', async () => {
    expect(await codeOf(meetings.open(act(), ASKED))).toBe('meeting-before-closing');
    const round = await room.rounds.latest(room.database.reader, world.contestId);
    await room.judging.close(act(), { version: round?.version ?? 0, reason: 'Đã chấm xong' });
    expect(await codeOf(meetings.open(actBy(world.actors.judge1), ASKED))).toBe('not-found');
  });

  it('on dossiers that have a result, with somebody there; one meeting at a time', async () => {
    expect(await codeOf(meetings.open(act(), { ...ASKED, numbers: [numberOf(0), 'ZALO21-000000-0000'] }))).toBe(
      'entries-not-ranked',
    );
    expect(await codeOf(meetings.open(act(), { ...ASKED, present: [] }))).toBe('nobody-present');
    const both = await Promise.all([codeOf(meetings.open(act(), ASKED)), codeOf(meetings.open(act(), ASKED))]);
    expect(both.sort()).toEqual(['done', 'meeting-running']);
    const { id, number } = await now();
    expect(number).toBe(1);
    const agenda = await rows.agenda(room.database.reader, id, { limit: 10, offset: 0 });
    expect(agenda.map((one) => [one.number, one.rank])).toEqual([0, 1, 2, 3].map((i) => [numberOf(i), i + 1]));
    expect(agenda[1]?.out).toEqual([world.actors.judge2.personId]);
  });

  it('dossier by dossier: one on the screens, and a page that has fallen behind moves nothing', async () => {
    const { number, version } = await now();
    await show(0);
    expect((await now()).currentEntryId).toBe(entries[0]?.id);
    expect(await codeOf(meetings.show(act(), number, { version, entry: numberOf(2) }))).toBe('meeting-moved');
    expect(await codeOf(meetings.show(act(), number, { version: version + 1, entry: 'ZALO21-000000-0000' }))).toBe(
      'not-found',
    );
  });

  it('with notes that are kept as written and never overwrite what another window saved', async () => {
    const { number, id } = await now();
    const words = { entry: numberOf(0), notes: 'GK1: rõ ràng', conclusion: 'Nhất trí' };
    await meetings.saveWords(act(), number, { ...words, version: 1 });
    expect(await codeOf(meetings.saveWords(act(), number, { ...words, notes: 'Khác', version: 1 }))).toBe(
      'words-stale',
    );
    const item = await rows.itemByNumber(room.database.reader, id, numberOf(0));
    expect([item?.notes, item?.conclusion, item?.version]).toEqual(['GK1: rõ ràng', 'Nhất trí', 2]);
  });
});

describe('A vote', () => {
  it('is by those present, who may change their minds until it is closed', async () => {
    expect(await codeOf(vote(1, 'yes'))).toBe('question-closed');
    await ask('Xếp giải Nhất');
    expect(await codeOf(ask('Một câu khác'))).toBe('question-open');
    expect(await codeOf(show(1))).toBe('question-open');
    await vote(1, 'no');
    await vote(1, 'yes');
    expect(await codeOf(vote(3, 'yes'))).toBe('not-present');
    const { number } = await now();
    expect(await codeOf(meetings.recordVotes(act(), number, { votes: { GK3: 'yes' }, close: true }))).toBe(
      'not-a-voter',
    );
    await meetings.recordVotes(act(), number, { votes: { GK2: 'abstain' }, close: true });
    const [asked] = await rows.questions(room.database.reader, (await now()).id, null);
    expect(asked?.votes).toEqual({
      [world.actors.judge1.personId]: 'yes',
      [world.actors.judge2.personId]: 'abstain',
    });
    expect(asked?.voters).toEqual([world.actors.judge1.personId, world.actors.judge2.personId]);
    expect(await codeOf(vote(1, 'no', asked?.id))).toBe('question-closed');
  });

  it('keeps out whoever is in conflict with the dossier, on their own screen and by raised hand', async () => {
    await show(1);
    await ask('Xếp giải Nhì');
    expect(await codeOf(vote(2, 'yes'))).toBe('out-of-discussion');
    const { number } = await now();
    expect(await codeOf(meetings.recordVotes(act(), number, { votes: { GK2: 'yes' }, close: false }))).toBe(
      'not-a-voter',
    );
    await meetings.setPresent(act(), number, ['GK1', 'GK2', 'GK3']);
    expect(await codeOf(vote(3, 'yes'))).toBe('done');
    await meetings.recordVotes(act(), number, { votes: {}, close: true });
    const asked = (await rows.questions(room.database.reader, (await now()).id, null)).at(-1);
    expect(asked?.voters).toEqual([world.actors.judge1.personId, world.actors.judge3.personId]);
  });

  it('pressed by twenty hands at once is one voice', async () => {
    await show(2);
    await ask('Xếp giải Ba');
    const question = (await openQuestion())?.id;
    const done = await Promise.all(Array.from({ length: 20 }, () => codeOf(vote(1, 'yes', question))));
    expect(new Set(done)).toEqual(new Set(['done']));
    const counted = await room.database.reader.one<{ count: number }>(
      `SELECT count(*) AS count FROM meeting_votes WHERE question_id = $1`,
      [question],
    );
    expect(counted?.count).toBe(1);
    await meetings.recordVotes(act(), (await now()).number, { votes: {}, close: true });
  });
});

describe('A meeting that is over', () => {
  it('takes nothing more, and the next one is another', async () => {
    const { number, version } = await now();
    await meetings.close(act(), number, { version });
    const words = { entry: numberOf(0), version: 2, notes: 'Muộn', conclusion: '' };
    expect(await codeOf(meetings.saveWords(act(), number, words))).toBe('meeting-over');
    expect(await codeOf(meetings.setPresent(act(), number, ['GK1']))).toBe('meeting-over');
    await meetings.open(act(), { ...ASKED, numbers: [numberOf(3)] });
    const second = await now();
    expect([
      second.number,
      (await rows.agenda(room.database.reader, second.id, { limit: 9, offset: 0 })).length,
    ]).toEqual([2, 1]);
  });

  it('left every act in the log', async () => {
    const acts = await room.database.reader.rows<{ act: string }>(
      `SELECT DISTINCT act FROM audit_events WHERE act LIKE 'meeting.%' ORDER BY act`,
    );
    expect(acts.map(({ act: name }) => name)).toEqual([
      'meeting.ask',
      'meeting.attendance',
      'meeting.close',
      'meeting.hands',
      'meeting.open',
      'meeting.show',
      'meeting.vote',
      'meeting.write',
    ]);
  });
});
