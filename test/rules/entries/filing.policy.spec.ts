import { describe, expect, it } from '@jest/globals';
import { Calendar } from '../../../src/contests/calendar.js';
import type { ExtensionFacts } from '../../../src/contests/contest.facts.js';
import { ENTRY_STATES, type EntryState } from '../../../src/entries/entry.facts.js';
import { refuseToEdit, refuseToSee, refuseToTakeUp, refuseToWithdraw } from '../../../src/entries/entry.policy.js';
import type { FilingFacts } from '../../../src/entries/filing.facts.js';
import type { Actor, Role } from '../../../src/kernel/actor.js';
import type { AssignmentId, ContestId, EntryId, PersonId, UnitId } from '../../../src/kernel/ids.js';
import { plusMilliseconds } from '../../../src/kernel/instant.js';

const contestId = 'c' as ContestId;
const [own, office] = ['xa' as UnitId, 'phong' as UnitId];
const actorIn = (role: Role, unitId: UnitId, inContest: ContestId | null = null): Actor => ({
  personId: 'p' as PersonId,
  name: 'Nguyễn Văn Đường',
  role,
  assignmentId: 'a' as AssignmentId,
  unitId,
  unitName: 'Huyện Tam Đường',
  contestId: inContest,
});
const commune = actorIn('commune', own);
const officer = actorIn('vetting', office);
const contest = { id: contestId, state: 'open' as const, contactName: 'Lò Thị Mẫu', contactPhone: '+842133000000' };

// Letter S1: "trước ngày 01/12/2021" is until = 2021-12-01T00:00+07:00, the first instant that is too late.
const dueAt = new Date('2021-12-01T00:00:00+07:00');
const extension: ExtensionFacts = {
  id: 'e',
  kind: 'submission',
  unitId: own,
  entryId: null,
  untilAt: new Date('2021-12-03T17:00:00+07:00'),
  documentNumber: '12/UBND',
  reason: 'Mưa lũ',
};
const calendarAt = (now: Date, extensions: ExtensionFacts[] = []): Calendar => {
  const from = new Date('2021-11-01T00:00:00+07:00');
  const window = { kind: 'submission' as const, from, until: dueAt, printed: 'trước ngày 01/12/2021' };
  return new Calendar({ rehearsal: false, clockAt: null, state: 'open' }, [window], extensions, now);
};
const filing: FilingFacts = {
  personId: officer.personId,
  personName: officer.name,
  unitId: office,
  unitName: 'Huyện Tam Đường',
  broughtBy: 'Lò Thị Bông',
  broughtDuty: 'Công chức',
  reason: 'Mất mạng',
  way: 'paper',
  isOpen: true,
  isSent: false,
};
const filed = (state: EntryState, changed: Partial<FilingFacts> = {}) => ({
  id: 'entry' as EntryId,
  contestId,
  communeId: own,
  state,
  supplementDueAt: null,
  filings: [{ ...filing, ...changed }],
});
const codeOf = (refusal: { code: string } | null): string | null => refusal?.code ?? null;

describe('An officer who files a draft for its commune', () => {
  it.each(ENTRY_STATES)('stands in the commune’s place while it is a draft, and no longer: %s', (state) => {
    expect(codeOf(refuseToSee(officer, filed(state)))).toBe(state === 'draft' ? null : 'not-found');
  });

  it('is that one person, in that office, while the filing lasts', () => {
    expect(codeOf(refuseToSee({ ...officer, personId: 'q' as PersonId }, filed('draft')))).toBe('not-found');
    expect(codeOf(refuseToSee(actorIn('vetting', 'khac' as UnitId), filed('draft')))).toBe('not-found');
    expect(codeOf(refuseToSee(actorIn('organiser', office), filed('draft')))).toBe('not-found');
    expect(codeOf(refuseToSee(officer, filed('draft', { isOpen: false })))).toBe('not-found');
    expect(codeOf(refuseToSee(actorIn('vetting', office, 'other' as ContestId), filed('draft')))).toBe('not-found');
  });

  it.each([
    ['one millisecond before the due instant', -1, null],
    ['at the due instant itself', 0, 'submission-over'],
    ['one millisecond after it', +1, 'submission-over'],
  ] as const)('takes it up, fills it in and sends it in the commune’s time: %s', (_when, offset, refused) => {
    const calendar = calendarAt(plusMilliseconds(dueAt, offset));
    expect(codeOf(refuseToTakeUp(filed('draft'), contest, calendar))).toBe(refused);
    expect(codeOf(refuseToEdit(officer, filed('draft'), contest, calendar))).toBe(refused);
    // An extension of the commune counts for whoever files for it.
    const extended = calendarAt(plusMilliseconds(dueAt, offset), [extension]);
    expect(codeOf(refuseToEdit(officer, filed('draft'), contest, extended))).toBeNull();
  });

  it('does not withdraw it: that is the commune’s alone', () => {
    const calendar = calendarAt(plusMilliseconds(dueAt, -1));
    expect(refuseToWithdraw(officer, filed('draft'), contest, calendar)).toEqual({ code: 'not-allowed' });
    expect(refuseToWithdraw(commune, filed('draft'), contest, calendar)).toBeNull();
  });

  it('takes up drafts alone', () => {
    const calendar = calendarAt(plusMilliseconds(dueAt, -1));
    for (const state of ENTRY_STATES.filter((one) => one !== 'draft')) {
      expect(codeOf(refuseToTakeUp(filed(state), contest, calendar))).toBe('entry-locked');
    }
  });
});
