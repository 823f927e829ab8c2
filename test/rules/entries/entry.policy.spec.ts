import { describe, expect, it } from '@jest/globals';
import { Calendar } from '../../../src/contests/calendar.js';
import type { ExtensionFacts, FieldId, SlotId, WindowFacts } from '../../../src/contests/contest.facts.js';
import { ENTRY_STATES, type EntryState, isJudgeable, isWaitingAt } from '../../../src/entries/entry.facts.js';
import type { FilingFacts } from '../../../src/entries/filing.facts.js';
import { ENTRY_MOVES } from '../../../src/entries/entry.moves.js';
import {
  draftTermAfterFind,
  refuseToCreate,
  refuseToEdit,
  refuseToEditPlace,
  refuseToEditSlot,
  refuseToOversee,
  refuseToSee,
  refuseToWithdraw,
  supplementTermAfterFind,
} from '../../../src/entries/entry.policy.js';
import { ENTRY_WORDINGS } from '../../../src/entries/entry.wording.js';
import type { Actor, Role } from '../../../src/kernel/actor.js';
import type { AssignmentId, ContestId, EntryId, PersonId, UnitId } from '../../../src/kernel/ids.js';
import { plusMilliseconds } from '../../../src/kernel/instant.js';
import { unreachableStates } from '../../../src/kernel/move.js';
import type { Refusal } from '../../../src/kernel/refusal.js';

const contestId = 'c' as ContestId;
const [own, neighbour] = ['xa' as UnitId, 'xa-ben' as UnitId];
const actorIn = (role: Role, unitId: UnitId | null = own, inContest: ContestId | null = null): Actor => ({
  personId: 'p' as PersonId,
  name: 'Lò Văn Bo',
  role,
  assignmentId: 'a' as AssignmentId,
  unitId,
  unitName: 'Xã Bản Bo',
  contestId: inContest,
});
const commune = actorIn('commune');
const contest = { id: contestId, state: 'open' as const, contactName: 'Lò Thị Mẫu', contactPhone: '+842133000000' };

// Letter S1: "trước ngày 01/12/2021" is until = 2021-12-01T00:00+07:00, the first instant that is too late.
const dueAt = new Date('2021-12-01T00:00:00+07:00');
const opensAt = new Date('2021-11-01T00:00:00+07:00');
const extendedTo = new Date('2021-12-03T17:00:00+07:00');
const supplementDueAt = new Date('2021-12-08T17:00:00+07:00');
const windows: WindowFacts[] = [
  { kind: 'submission', from: opensAt, until: dueAt, printed: 'trước ngày 01/12/2021' },
  {
    kind: 'judging',
    from: new Date('2021-12-11T00:00:00+07:00'),
    until: new Date('2021-12-21T00:00:00+07:00'),
    printed: '',
  },
];
const extension: ExtensionFacts = {
  id: 'e',
  kind: 'submission',
  unitId: own,
  entryId: null,
  untilAt: extendedTo,
  documentNumber: '12/UBND',
  reason: 'Mưa lũ',
};
const calendarAt = (now: Date, extensions: ExtensionFacts[] = []): Calendar =>
  new Calendar({ rehearsal: false, clockAt: null, state: 'open' }, windows, extensions, now);
const entryIn = (state: EntryState, communeId = own) => ({
  filings: [] as FilingFacts[],
  id: 'entry' as EntryId,
  contestId,
  communeId,
  state,
  number: 'ZALO21-211120-0001',
  supplementDueAt: state === 'returned' ? supplementDueAt : null,
});
const codeOf = (refusal: Refusal | null): string | null => {
  if (refusal !== null && refusal.code !== 'not-found')
    expect(ENTRY_WORDINGS[refusal.code]?.say(refusal)).toMatch(/\.$/);
  return refusal?.code ?? null;
};

describe('A commune edits and submits its draft', () => {
  it.each([
    ['one millisecond before the window opens', opensAt, -1, [], 'submission-not-open'],
    ['when it opens', opensAt, 0, [], null],
    ['one millisecond after', opensAt, +1, [], null],
    ['one millisecond before the deadline', dueAt, -1, [], null],
    ['at the deadline itself', dueAt, 0, [], 'submission-over'],
    ['one millisecond after it', dueAt, +1, [], 'submission-over'],
    ['at the published deadline, with an extension', dueAt, 0, [extension], null],
    ['one millisecond before the extended deadline', extendedTo, -1, [extension], null],
    ['at the extended deadline', extendedTo, 0, [extension], 'submission-over'],
    ['one millisecond after the extended deadline', extendedTo, +1, [extension], 'submission-over'],
    [
      'after the deadline, when only a neighbour was extended',
      dueAt,
      +1,
      [{ ...extension, unitId: neighbour }],
      'submission-over',
    ],
    [
      'after the deadline, when only vetting was extended',
      dueAt,
      +1,
      [{ ...extension, kind: 'vetting' as const }],
      'submission-over',
    ],
  ])('%s', (_when, at, milliseconds, extensions, refused) => {
    const calendar = calendarAt(plusMilliseconds(at, milliseconds), extensions);
    expect(codeOf(refuseToEdit(commune, entryIn('draft'), contest, calendar))).toBe(refused);
    expect(codeOf(refuseToCreate(commune, contest, calendar))).toBe(refused);
  });

  it('by the contest’s own clock in a rehearsal, whatever the real time is', () => {
    const real = new Date('2026-01-01T00:00:00+07:00');
    const at = (clockAt: Date) => new Calendar({ rehearsal: true, clockAt, state: 'open' }, windows, [], real);
    expect(codeOf(refuseToEdit(commune, entryIn('draft'), contest, at(plusMilliseconds(dueAt, -1))))).toBeNull();
    expect(codeOf(refuseToEdit(commune, entryIn('draft'), contest, at(dueAt)))).toBe('submission-over');
  });

  it('never when the contest is not open', () => {
    const calendar = calendarAt(opensAt);
    expect(codeOf(refuseToEdit(commune, entryIn('draft'), { ...contest, state: 'archived' }, calendar))).toBe(
      'contest-not-open',
    );
    expect(codeOf(refuseToCreate(commune, { ...contest, state: 'draft' }, calendar))).toBe('contest-not-open');
  });

  it('says until when it was, and whom to call', () => {
    const refusal = refuseToEdit(commune, entryIn('draft'), contest, calendarAt(dueAt));
    expect(ENTRY_WORDINGS['submission-over']?.say(refusal as Refusal)).toBe(
      'Đã hết hạn nộp (hết ngày 30/11/2021). Bản nháp vẫn còn. Cần gia hạn: gọi 0213 3000 000 (Lò Thị Mẫu).',
    );
  });
});

describe('A commune supplements a returned dossier', () => {
  it.each([
    ['while the submission window is still open', dueAt, -1, null],
    ['after the submission window, the due instant counts alone', dueAt, +1, null],
    ['one millisecond before its due instant', supplementDueAt, -1, null],
    ['at its due instant', supplementDueAt, 0, 'supplement-over'],
    ['one millisecond after it', supplementDueAt, +1, 'supplement-over'],
  ])('%s', (_when, at, milliseconds, refused) => {
    const calendar = calendarAt(plusMilliseconds(at, milliseconds));
    expect(codeOf(refuseToEdit(commune, entryIn('returned'), contest, calendar))).toBe(refused);
  });

  it('only where the office named it', () => {
    const points = [{ slotId: 's1' as SlotId, fieldId: null }];
    const at = calendarAt(dueAt);
    const refusal = (state: EntryState, place: { slotId: SlotId } | { fieldId: FieldId }) =>
      codeOf(refuseToEditPlace(commune, entryIn(state), contest, at, points, place));
    expect(refusal('returned', { slotId: 's1' as SlotId })).toBeNull();
    expect(refusal('returned', { slotId: 's2' as SlotId })).toBe('point-not-open');
    expect(refusal('returned', { fieldId: 'f1' as FieldId })).toBe('point-not-open');
  });
});

describe('What has come in or was decided', () => {
  it.each(['submitted', 'accepted', 'rejected', 'withdrawn', 'disqualified'] as const)('is not edited: %s', (state) => {
    expect(codeOf(refuseToEdit(commune, entryIn(state), contest, calendarAt(opensAt)))).toBe('entry-locked');
  });

  it('is taken back only before a decision and before judging begins', () => {
    const judgingFrom = new Date('2021-12-11T00:00:00+07:00');
    for (const state of ENTRY_STATES) {
      const may = (ENTRY_MOVES.withdraw.from as readonly string[]).includes(state);
      const refusal = refuseToWithdraw(commune, entryIn(state), contest, calendarAt(plusMilliseconds(judgingFrom, -1)));
      expect([state, codeOf(refusal)]).toEqual([state, may ? null : 'entry-locked']);
    }
    for (const milliseconds of [0, 1]) {
      const calendar = calendarAt(plusMilliseconds(judgingFrom, milliseconds));
      expect(codeOf(refuseToWithdraw(commune, entryIn('submitted'), contest, calendar))).toBe('withdraw-too-late');
    }
  });
});

describe('Who knows of a dossier', () => {
  it('the own commune, in a role that reaches the contest; for all others it does not exist', () => {
    const entry = entryIn('draft');
    expect(refuseToSee(commune, entry)).toBeNull();
    expect(refuseToSee(actorIn('commune', own, contestId), entry)).toBeNull();
    expect(codeOf(refuseToSee(actorIn('commune', own, 'other' as ContestId), entry))).toBe('not-found');
    expect(codeOf(refuseToSee(actorIn('commune', neighbour), entry))).toBe('not-found');
    for (const role of ['vetting', 'judge', 'secretary', 'organiser', 'auditor', 'admin'] as const) {
      expect(codeOf(refuseToSee(actorIn(role), entry))).toBe('not-found');
    }
  });

  it('a stranger hears “not found” before anything about windows or states', () => {
    expect(codeOf(refuseToEdit(actorIn('commune', neighbour), entryIn('submitted'), contest, calendarAt(dueAt)))).toBe(
      'not-found',
    );
    expect(codeOf(refuseToWithdraw(actorIn('commune', neighbour), entryIn('draft'), contest, calendarAt(dueAt)))).toBe(
      'not-found',
    );
  });

  it('once it has come in, the organisers of its contest or of the whole province, auditors and administrators', () => {
    const province = 'province' as UnitId;
    const owned = { id: contestId, scopeUnitId: province };
    const draft = { ...entryIn('draft'), number: null };
    const codeFor = (actor: Actor, entry: { number: string | null } = entryIn('submitted')): string =>
      codeOf(refuseToOversee(actor, entry, owned)) ?? 'seen';
    const seers = [actorIn('organiser', null, contestId), actorIn('organiser', province), actorIn('auditor', null)];
    for (const seer of [...seers, actorIn('admin', null), actorIn('auditor', null, contestId)]) {
      expect([codeFor(seer), codeFor(seer, draft)]).toEqual(['seen', 'not-found']);
    }
    const others = [actorIn('organiser', null, 'other' as ContestId), actorIn('organiser', 'elsewhere' as UnitId)];
    for (const other of [
      ...others,
      actorIn('auditor', null, 'other' as ContestId),
      actorIn('judge', null, contestId),
    ]) {
      expect(codeFor(other)).toBe('not-found');
    }
  });
});

describe('The table of moves', () => {
  it('leads to every state from a draft', () => {
    expect(unreachableStates(ENTRY_STATES, 'draft', ENTRY_MOVES)).toEqual([]);
  });

  it('asks a reason for whatever takes something away', () => {
    const withReason = Object.entries(ENTRY_MOVES).filter(([, move]) => move.reason === 'required');
    expect(withReason.map(([verb]) => verb)).toEqual(['withdraw', 'reject', 'return', 'disqualify']);
  });
});

describe('A draft of which a file is found infected', () => {
  const found: ExtensionFacts = { ...extension, unitId: null, entryId: 'entry' as EntryId, documentNumber: null };
  const at = (iso: string): Date => new Date(`2021-${iso}+07:00`);
  const [longBefore, before, after] = ['11-27T23:59:59.999', '11-28T00:00:00.001', '12-02T08:00:00'].map(at);
  it.each([
    ['more than three days before its end has time enough', longBefore, [], '11-20T08:00:00', null],
    ['three days before its end, too', at('11-28T00:00:00'), [], '11-20T08:00:00', null],
    ['a millisecond later is given what is missing', before, [], '11-20T08:00:00', at('12-01T00:00:00.001')],
    ['after its end is given three days', after, [], '11-20T08:00:00', at('12-05T08:00:00')],
    ['before the later end of its commune has time enough', before, [extension], '11-20T08:00:00', null],
    ['of a file sent at its end or later is given none', after, [], '12-01T00:00:00', null],
    ['of a file sent in the time that an earlier find gave is given no more', after, [found], '12-01T09:00:00', null],
    [
      'of a file sent before, found in that time, is given more',
      after,
      [found],
      '11-30T09:00:00',
      at('12-05T08:00:00'),
    ],
    ['once judging has begun is given none', at('12-11T00:00:00'), [], '11-30T09:00:00', null],
  ] as const)('%s', (_what, now, extensions, sentAt, until) => {
    const calendar = calendarAt(now as Date, [...extensions]);
    expect(draftTermAfterFind(contest, entryIn('draft'), at(sentAt), calendar)).toEqual(until);
  });

  it('is not one that was sent, withdrawn, or of a contest that is not open', () => {
    const [sentAt, calendar] = [at('11-30T09:00:00'), calendarAt(after as Date)];
    for (const state of ENTRY_STATES.filter((one) => one !== 'draft'))
      expect(draftTermAfterFind(contest, entryIn(state), sentAt, calendar)).toBeNull();
    expect(draftTermAfterFind({ ...contest, state: 'archived' }, entryIn('draft'), sentAt, calendar)).toBeNull();
  });
});

describe('A returned dossier of which a file is found infected', () => {
  const hours = (n: number): Date => plusMilliseconds(supplementDueAt, n * 3_600_000);
  const sent = hours(-5);
  it.each([
    ['three days before the supplement is due has time enough', hours(-72), sent, null],
    ['an hour later is given what is missing', hours(-71), sent, hours(1)],
    ['when it is due, is the office’s again', supplementDueAt, sent, null],
    ['of a file sent after the due instant that the office gave, is given no more', hours(-1), hours(0), null],
  ] as const)('%s', (_what, now, sentAt, until) => {
    const entry = entryIn('returned');
    expect(supplementTermAfterFind(contest, entry, { sentAt, askedUntil: supplementDueAt }, now)).toEqual(until);
  });

  it('is not one that is not returned, nor of a contest that is not open', () => {
    const file = { sentAt: sent, askedUntil: supplementDueAt };
    for (const state of ENTRY_STATES.filter((one) => one !== 'returned'))
      expect(supplementTermAfterFind(contest, entryIn(state), file, hours(-1))).toBeNull();
    const archived = { ...contest, state: 'archived' as const };
    expect(supplementTermAfterFind(archived, entryIn('returned'), file, hours(-1))).toBeNull();
  });
});

describe('A slot that a find reopened', () => {
  const [slot, other] = ['slot' as SlotId, 'other' as SlotId];
  const until = new Date('2021-12-06T08:00:00+07:00');
  const before = plusMilliseconds(until, -1);
  it.each([
    ['submitted', 'before its term', slot, before, null],
    ['submitted', 'at its term', slot, until, 'entry-locked'],
    ['submitted', 'another slot, before the term', other, before, 'entry-locked'],
    ['returned', 'at its term, until the supplement is due', slot, until, null],
    ['returned', 'when the supplement is due', slot, supplementDueAt, 'supplement-over'],
    ['returned', 'another slot that nobody named', other, until, 'point-not-open'],
    ['withdrawn', 'before its term', slot, before, 'entry-locked'],
  ] as const)('%s, %s', (state, _when, slotId, now, refused) => {
    const open = { points: [], reopenings: [{ slotId: slot, untilAt: until }] };
    expect(codeOf(refuseToEditSlot(commune, entryIn(state), contest, calendarAt(now), open, slotId))).toBe(refused);
  });
});

describe('Whom a dossier waits for', () => {
  it.each([
    ['submitted', 0, 0, 1],
    ['accepted', 1, 0, null],
    ['accepted', 1, 1, 2],
    ['submitted', 1, 1, 2],
    ['returned', 0, 0, null],
    ['rejected', 0, 0, null],
  ] as const)('%s, passed by %i, forwarded by %i: level %s', (state, vettedLevel, forwardedLevel, level) => {
    const waiting = [1, 2, 3].filter((one) => isWaitingAt({ state, vettedLevel, forwardedLevel }, one));
    expect(waiting).toEqual(level === null ? [] : [level]);
  });

  it('judges see it when it is accepted and every level has forwarded it', () => {
    expect(isJudgeable({ state: 'accepted', forwardedLevel: 0 }, { vettingLevels: 0 })).toBe(true);
    expect(isJudgeable({ state: 'accepted', forwardedLevel: 0 }, { vettingLevels: 1 })).toBe(false);
    expect(isJudgeable({ state: 'accepted', forwardedLevel: 1 }, { vettingLevels: 1 })).toBe(true);
    expect(isJudgeable({ state: 'submitted', forwardedLevel: 1 }, { vettingLevels: 1 })).toBe(false);
  });
});
