import { describe, expect, it } from '@jest/globals';
import { Calendar } from '../../../src/contests/calendar.js';
import {
  refuseToClose,
  refuseToReadDossier,
  refuseToReopen,
  refuseToScore,
  refuseToSeeScores,
  refuseToSign,
  type SheetCase,
} from '../../../src/judging/judging.policy.js';
import type { SheetState } from '../../../src/judging/sheet.facts.js';
import { type Actor, ROLES, type Role } from '../../../src/kernel/actor.js';
import type { AssignmentId, ContestId, EntryId, PersonId, UnitId } from '../../../src/kernel/ids.js';
import { type Instant, plusMilliseconds } from '../../../src/kernel/instant.js';

const FROM = new Date('2021-12-11T00:00:00+07:00');
const UNTIL = new Date('2021-12-21T00:00:00+07:00');
const DURING = new Date('2021-12-15T00:00:00+07:00');
const CONTEST = 'contest' as ContestId;

const actor = (role: Role, personId = 'judge', contestId: string | null = CONTEST): Actor => ({
  personId: personId as PersonId,
  name: 'Ai đó',
  role,
  assignmentId: 'a' as AssignmentId,
  unitId: null,
  unitName: null,
  contestId: contestId as ContestId | null,
});
const OWNED = { id: CONTEST, scopeUnitId: 'province' as UnitId };
const judge = actor('judge');
const secretary = actor('secretary', 'secretary');

interface Standing {
  at?: Instant;
  closed?: boolean;
  state?: SheetState;
  recused?: boolean;
  removed?: boolean;
  judgeable?: boolean;
  contest?: 'draft' | 'open' | 'archived';
}
function found(standing: Standing = {}): SheetCase {
  const { at = DURING, closed = false, state = 'draft', recused = false, removed = false, judgeable = true } = standing;
  return {
    contest: { id: CONTEST, state: standing.contest ?? 'open', contactName: 'Lò Thị Mẫu', contactPhone: '' },
    round: {
      contestId: CONTEST,
      number: 1,
      closedAt: closed ? DURING : null,
      closedByName: closed ? 'Hoàng Thị Ký' : null,
    },
    calendar: new Calendar(
      { rehearsal: false, clockAt: null, state: 'open' },
      [{ kind: 'judging', from: FROM, until: UNTIL, printed: '' }],
      [],
      at,
    ),
    judge: { removedAt: removed ? DURING : null },
    sheet: {
      personId: 'judge' as PersonId,
      entryId: 'entry' as EntryId,
      state,
      progress: recused ? 'recused' : 'none',
      recusedAt: recused ? DURING : null,
      signedAt: null,
      onPaperAt: null,
      version: 1,
    },
    judgeable,
  };
}
const code = (refusal: { code: string } | null): string | null => refusal?.code ?? null;
const shift = (at: Instant, milliseconds: number): Instant => plusMilliseconds(at, milliseconds);

describe('A judge scores an entry', () => {
  it.each([
    ['one millisecond before judging begins', shift(FROM, -1), 'judging-not-open'],
    ['at the first instant', FROM, null],
    ['one millisecond after it', shift(FROM, 1), null],
    ['one millisecond before the end', shift(UNTIL, -1), null],
    ['at the end itself', UNTIL, 'judging-over'],
    ['one millisecond after it', shift(UNTIL, 1), 'judging-over'],
  ] as const)('%s', (_when, at, refused) => {
    expect(code(refuseToScore(judge, found({ at })))).toBe(refused);
  });

  it.each([
    ['a draft', {}, null],
    ['a sheet that was reopened', { state: 'reopened' }, null],
    ['a signed sheet', { state: 'signed' }, 'sheet-signed'],
    ['a round that is closed', { closed: true }, 'round-closed'],
    ['an entry the judge declined', { recused: true }, 'sheet-recused'],
    ['an entry that has left the contest', { judgeable: false }, 'entry-not-judged'],
    ['a contest that is not open', { contest: 'archived' }, 'judging-not-open'],
    ['after being taken off the panel', { removed: true }, 'not-found'],
  ] as const)('%s', (_what, standing, refused) => {
    expect(code(refuseToScore(judge, found(standing)))).toBe(refused);
  });

  it.each([
    ['another judge', actor('judge', 'other')],
    ['the same person in another contest', actor('judge', 'judge', 'other')],
    ['the same person as secretary', actor('secretary')],
    ['an organiser', actor('organiser')],
    ['an administrator', actor('admin', 'judge', null)],
  ] as const)('%s does not learn that the sheet exists', (_who, who) => {
    expect(code(refuseToScore(who, found()))).toBe('not-found');
    expect(code(refuseToReadDossier(who, found()))).toBe('not-found');
  });
});

describe('A judge reads a dossier', () => {
  it.each([
    ['before judging begins', { at: shift(FROM, -1) }, 'judging-not-open'],
    ['during judging', {}, null],
    ['after signing', { state: 'signed' }, null],
    ['after the round is closed', { closed: true }, null],
    ['after declaring a conflict', { recused: true }, 'sheet-recused'],
    ['after being taken off the panel', { removed: true }, 'not-found'],
  ] as const)('%s', (_when, standing, refused) => {
    expect(code(refuseToReadDossier(judge, found(standing)))).toBe(refused);
  });
});

describe('A judge signs the round', () => {
  const sign = (
    sheets: Partial<{ complete: number; incomplete: string[]; leaveIncomplete: boolean }>,
    standing: Standing = {},
  ) =>
    code(
      refuseToSign(
        judge,
        { ...found(standing), judge: { personId: judge.personId, removedAt: null } },
        { complete: 3, incomplete: [], leaveIncomplete: false, ...sheets },
      ),
    );

  it('when all sheets are complete', () => expect(sign({})).toBeNull());
  it('not while one is incomplete', () => expect(sign({ incomplete: ['E1'] })).toBe('sheets-incomplete'));
  it('unless the judge leaves the incomplete ones aside', () =>
    expect(sign({ incomplete: ['E1'], leaveIncomplete: true })).toBeNull());
  it('not with nothing complete', () => expect(sign({ complete: 0 })).toBe('nothing-to-sign'));
  it('not after the round is closed', () => expect(sign({}, { closed: true })).toBe('round-closed'));
  it('not at the end of judging itself', () => expect(sign({}, { at: UNTIL })).toBe('judging-over'));
});

describe('The secretary', () => {
  it.each([
    ['a signed sheet', { state: 'signed' }, null],
    ['a draft', { state: 'draft' }, 'sheet-not-signed'],
    ['a sheet reopened already', { state: 'reopened' }, 'sheet-not-signed'],
    ['a signed sheet after closing', { state: 'signed', closed: true }, 'round-closed'],
  ] as const)('reopens %s', (_what, standing, refused) => {
    expect(code(refuseToReopen(secretary, found(standing)))).toBe(refused);
  });

  it.each([
    ['before judging begins', { at: shift(FROM, -1) }, 'judging-not-open'],
    ['at its first instant', { at: FROM }, null],
    ['after the window', { at: UNTIL }, null],
    ['a second time', { closed: true }, 'round-closed'],
  ] as const)('closes the round %s', (_when, standing, refused) => {
    const { contest, round, calendar } = found(standing);
    expect(code(refuseToClose(secretary, contest, round, calendar))).toBe(refused);
  });

  it.each(ROLES.filter((role) => role !== 'secretary'))('alone closes the round: not the role %s', (role) => {
    const { contest, round, calendar } = found();
    expect(code(refuseToClose(actor(role), contest, round, calendar))).toBe('not-found');
  });

  it('of another contest closes nothing', () => {
    const { contest, round, calendar } = found();
    expect(code(refuseToClose(actor('secretary', 's', 'other'), contest, round, calendar))).toBe('not-found');
  });
});

describe('Scores are seen (TRUST A.3)', () => {
  // role, whose scores, before closing, after closing
  it.each([
    ['judge', 'own', null, null],
    ['judge', 'everybody', 'not-found', 'not-found'],
    ['judge', 'another’s', 'not-found', 'not-found'],
    ['secretary', 'everybody', 'scores-hidden', null],
    ['organiser', 'everybody', 'scores-hidden', null],
    ['auditor', 'everybody', 'scores-hidden', null],
    ['admin', 'everybody', 'not-found', 'not-found'],
    ['vetting', 'everybody', 'not-found', 'not-found'],
    ['commune', 'everybody', 'not-found', 'not-found'],
  ] as const)('by the role %s, %s', (role, whose, before, after) => {
    const of = whose === 'everybody' ? 'everybody' : ((whose === 'own' ? 'judge' : 'other') as PersonId);
    expect(code(refuseToSeeScores(actor(role), OWNED, found().round, of))).toBe(before);
    expect(code(refuseToSeeScores(actor(role), OWNED, found({ closed: true }).round, of))).toBe(after);
  });

  it('not by the secretary of another contest', () => {
    expect(
      code(refuseToSeeScores(actor('secretary', 's', 'other'), OWNED, found({ closed: true }).round, 'everybody')),
    ).toBe('not-found');
  });
});
