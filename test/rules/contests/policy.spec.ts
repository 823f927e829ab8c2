import { describe, expect, it } from '@jest/globals';
import {
  organises,
  refuseToCreate,
  refuseToExtend,
  refuseToMoveClock,
  refuseToShow,
  refuseWithoutReason,
} from '../../../src/contests/contest.policy.js';
import { refuseToNarrow } from '../../../src/contests/parts/slots.part.js';
import type { Actor, Role } from '../../../src/kernel/actor.js';
import type { AssignmentId, ContestId, PersonId, UnitId } from '../../../src/kernel/ids.js';

const CONTEST = { id: 'c1' as ContestId, scopeUnitId: 'lai-chau' as UnitId };
const actor = (role: Role, contestId: string | null, unitId: string | null): Actor => ({
  personId: 'p' as PersonId,
  name: 'Đỗ Văn Chức',
  role,
  assignmentId: 'a' as AssignmentId,
  unitId: unitId as UnitId | null,
  unitName: unitId,
  contestId: contestId as ContestId | null,
});

describe('A contest is set up', () => {
  it.each([
    ['by the organiser of this contest', actor('organiser', 'c1', null), true],
    ['not by the organiser of another', actor('organiser', 'c2', null), false],
    ['not by one of another contest, though of the same unit', actor('organiser', 'c2', 'lai-chau'), false],
    ['by an organiser of its unit', actor('organiser', null, 'lai-chau'), true],
    ['not by an organiser of another unit', actor('organiser', null, 'lao-cai'), false],
    ['by an organiser of all units', actor('organiser', null, null), true],
    ['not by its secretary', actor('secretary', 'c1', null), false],
    ['not by an administrator', actor('admin', null, null), false],
  ])('%s', (_who, who, may) => {
    expect(organises(who, CONTEST)).toBe(may);
  });

  it.each([
    ['an organiser of the unit', actor('organiser', null, 'lai-chau'), null],
    ['an organiser of all units', actor('organiser', null, null), null],
    ['an organiser of another unit', actor('organiser', null, 'lao-cai'), 'not-your-unit'],
    ['an organiser of one contest', actor('organiser', 'c1', null), 'organiser-of-one-contest'],
    ['an administrator', actor('admin', null, null), 'not-allowed'],
  ])('and created: %s', (_who, who, code) => {
    expect(refuseToCreate(who, 'lai-chau' as UnitId)?.code ?? null).toBe(code);
  });
});

describe('A draft', () => {
  it('does not exist for the public; an open contest does', () => {
    expect(refuseToShow({ state: 'draft' })?.code).toBe('not-found');
    expect(refuseToShow(null)?.code).toBe('not-found');
    expect(refuseToShow({ state: 'open' })).toBeNull();
    expect(refuseToShow({ state: 'archived' })).toBeNull();
  });

  it('changes without a reason; an open contest does not', () => {
    expect(refuseWithoutReason({ state: 'draft' }, null)).toBeNull();
    expect(refuseWithoutReason({ state: 'open' }, null)?.code).toBe('reason-required');
    expect(refuseWithoutReason({ state: 'open' }, 'Theo văn bản 15/BTC')).toBeNull();
  });
});

describe('The clock', () => {
  it('is moved in rehearsal only', () => {
    expect(refuseToMoveClock({ rehearsal: true })).toBeNull();
    expect(refuseToMoveClock({ rehearsal: false })?.code).toBe('clock-is-real');
  });
});

describe('An extension', () => {
  const until = new Date('2021-12-01T00:00:00+07:00');
  const now = new Date('2021-11-30T12:00:00+07:00');
  const shifted = (milliseconds: number) => new Date(until.getTime() + milliseconds);

  it.each([
    ['one millisecond earlier', -1, 'extension-shortens'],
    ['the same instant', 0, 'extension-shortens'],
    ['one millisecond later', 1, null],
  ])('reaches further than what the unit has: %s', (_when, milliseconds, code) => {
    expect(refuseToExtend({ untilAt: shifted(milliseconds), now }, { until })?.code ?? null).toBe(code);
  });

  it('ends in the future, for otherwise it would help nobody', () => {
    const late = shifted(60_000);
    expect(refuseToExtend({ untilAt: shifted(60_000), now: late }, { until })?.code).toBe('extension-is-past');
    expect(refuseToExtend({ untilAt: shifted(60_001), now: late }, { until })).toBeNull();
  });

  it('lengthens a window, so there must be one', () => {
    expect(refuseToExtend({ untilAt: until, now }, null)?.code).toBe('window-unset');
  });
});

describe('Once there are dossiers, a slot', () => {
  const slot = {
    title: 'Báo cáo',
    help: '',
    sample: '',
    requirement: 'optional' as const,
    oneOfGroup: null,
    kinds: ['pdf', 'jpg'],
    maxBytes: 20,
    maxFiles: 3,
  };
  const refused = (
    change: Partial<Omit<typeof slot, 'requirement'>> & { requirement?: 'required' | 'optional' },
    entries = 1,
  ) => refuseToNarrow(slot, { ...slot, ...change }, { entries })?.code ?? null;

  it.each([
    ['may take more kinds', { kinds: ['pdf', 'jpg', 'png'] }, null],
    ['may not take fewer', { kinds: ['pdf'] }, 'slot-narrowed'],
    ['may take larger files', { maxBytes: 21 }, null],
    ['may not take only smaller ones', { maxBytes: 19 }, 'slot-narrowed'],
    ['may take more files', { maxFiles: 4 }, null],
    ['may not take fewer files', { maxFiles: 2 }, 'slot-narrowed'],
    ['may not become required', { requirement: 'required' as const }, 'required-too-late'],
    ['may be called otherwise', { title: 'Báo cáo thành tích' }, null],
  ])('%s', (_what, change, code) => {
    expect(refused(change)).toBe(code);
    expect(refused(change, 0)).toBeNull();
  });
});
