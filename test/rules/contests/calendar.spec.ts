import { describe, expect, it } from '@jest/globals';
import { Calendar } from '../../../src/contests/calendar.js';
import type { ExtensionFacts, WindowFacts } from '../../../src/contests/contest.facts.js';
import type { EntryId, UnitId } from '../../../src/kernel/ids.js';

const at = (text: string) => new Date(text);
const MINE = 'a0000000-0000-4000-8000-000000000001' as UnitId;
const NEIGHBOUR = 'a0000000-0000-4000-8000-000000000002' as UnitId;
const real = { rehearsal: false, clockAt: null, state: 'open' } as const;

// "trước ngày 01/12/2021" (letter of UBND huyện Tam Đường, 11/2021): midnight is the first instant that is too late
const submission: WindowFacts = {
  kind: 'submission',
  from: at('2021-11-01T00:00:00+07:00'),
  until: at('2021-12-01T00:00:00+07:00'),
  printed: 'trước ngày 01/12/2021',
};
const extension = (unitId: UnitId, until: string, kind: 'submission' | 'vetting' = 'submission'): ExtensionFacts => ({
  id: until,
  kind,
  unitId,
  entryId: null,
  untilAt: at(until),
  documentNumber: '12/BTC',
  reason: 'Mất điện diện rộng',
});
const calendar = (now: string, extensions: ExtensionFacts[] = []) =>
  new Calendar(real, [submission], extensions, at(now));

describe('A window is [from, until)', () => {
  it.each([
    ['one millisecond before it begins', '2021-10-31T23:59:59.999+07:00', 'before'],
    ['as it begins', '2021-11-01T00:00:00.000+07:00', 'open'],
    ['one millisecond after that', '2021-11-01T00:00:00.001+07:00', 'open'],
    ['one millisecond before the deadline', '2021-11-30T23:59:59.999+07:00', 'open'],
    ['at the deadline itself', '2021-12-01T00:00:00.000+07:00', 'over'],
    ['one millisecond after it', '2021-12-01T00:00:00.001+07:00', 'over'],
    ['at the deadline written in UTC', '2021-11-30T17:00:00.000Z', 'over'],
  ])('%s', (_when, now, phase) => {
    expect(calendar(now).phase('submission')).toBe(phase);
    expect(calendar(now).phaseFor('submission', MINE)).toBe(phase);
  });

  it('that nobody has set is neither open nor over', () => {
    expect(calendar('2021-11-20T09:00:00+07:00').phase('judging')).toBe('unset');
    expect(calendar('2021-11-20T09:00:00+07:00').window('judging')).toBeNull();
  });
});

describe('An extension', () => {
  const longer = extension(MINE, '2021-12-04T00:00:00+07:00');

  it.each([
    ['one millisecond before it ends', '2021-12-03T23:59:59.999+07:00', 'open', 'over'],
    ['as it ends', '2021-12-04T00:00:00.000+07:00', 'over', 'over'],
    ['one millisecond after', '2021-12-04T00:00:00.001+07:00', 'over', 'over'],
    ['before the published deadline', '2021-11-30T23:59:59.999+07:00', 'open', 'open'],
  ])('counts for its own unit alone: %s', (_when, now, mine, neighbour) => {
    const seen = calendar(now, [longer]);
    expect([seen.phaseFor('submission', MINE), seen.phaseFor('submission', NEIGHBOUR)]).toEqual([mine, neighbour]);
  });

  it('of one window does not lengthen another', () => {
    const vetting = extension(MINE, '2021-12-20T00:00:00+07:00', 'vetting');
    expect(calendar('2021-12-05T00:00:00+07:00', [vetting]).phaseFor('submission', MINE)).toBe('over');
  });

  it('never shortens: one that ends before the published deadline says nothing', () => {
    const shorter = extension(MINE, '2021-11-20T00:00:00+07:00');
    expect(calendar('2021-11-25T00:00:00+07:00', [shorter]).phaseFor('submission', MINE)).toBe('open');
    expect(calendar('2021-11-25T00:00:00+07:00', [shorter]).windowFor('submission', MINE)?.extension).toBeNull();
  });

  it('for all lengthens everybody’s window; the published one is still what was published', () => {
    const forAll = { ...longer, unitId: null };
    const seen = calendar('2021-12-03T23:59:59.999+07:00', [forAll]);
    expect([seen.phaseFor('submission', MINE), seen.phaseFor('submission', NEIGHBOUR)]).toEqual(['open', 'open']);
    expect(seen.phase('submission')).toBe('over');
    expect(seen.windowForAll('submission')?.until).toEqual(forAll.untilAt);
    expect(seen.windowForAll('submission')?.extension).toBe(forAll);
  });

  it('for one dossier lengthens that one alone, and a commune’s covers every draft of its own', () => {
    const [mine, other] = [
      { id: 'mine' as EntryId, communeId: MINE },
      { id: 'other' as EntryId, communeId: MINE },
    ];
    const one = { ...longer, unitId: null, entryId: mine.id };
    const late = '2021-12-02T09:00:00+07:00';
    const phases = (seen: Calendar) => [mine, other].map((entry) => seen.phaseOf(seen.windowForEntry(entry)));
    expect(phases(calendar(late, [one]))).toEqual(['open', 'over']);
    expect(phases(calendar(late, [longer]))).toEqual(['open', 'open']);
    expect(calendar(late, [one]).phaseFor('submission', MINE)).toBe('over');
  });

  it('that reaches furthest is the one that holds, whatever order they were granted in', () => {
    const longest = extension(MINE, '2021-12-06T00:00:00+07:00');
    for (const granted of [
      [longer, longest],
      [longest, longer],
    ]) {
      expect(calendar('2021-12-01T00:00:00+07:00', granted).windowFor('submission', MINE)).toEqual({
        from: submission.from,
        until: longest.untilAt,
        extension: longest,
      });
    }
  });
});

describe('The time of a contest', () => {
  const realNow = at('2026-03-01T08:00:00+07:00');
  const stands = at('2021-11-30T23:59:59.999+07:00');

  it.each([
    ['a rehearsal whose clock stands', true, stands, stands],
    ['a rehearsal that follows the real time', true, null, realNow],
    ['a real contest', false, null, realNow],
    // the database forbids such a row; the calendar would not believe it either
    ['a real contest with a clock', false, stands, realNow],
  ])('is, for %s, its own or the real one', (_what, rehearsal, clockAt, now) => {
    expect(new Calendar({ rehearsal, clockAt, state: 'open' }, [submission], [], realNow).now).toEqual(now);
  });
});
