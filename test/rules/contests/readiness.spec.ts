import { describe, expect, it } from '@jest/globals';
import type { ContestFacts, WindowKind } from '../../../src/contests/contest.facts.js';
import { type ContestDesign, findingsOf } from '../../../src/contests/readiness.js';
import { windowsFrom } from '../../../src/contests/template.dates.js';
import { ZALO_LAI_CHAU_2021 as TEMPLATE } from '../../../src/contests/templates/zalo-lai-chau-2021.js';
import type { ContestId, UnitId } from '../../../src/kernel/ids.js';

const contest: ContestFacts = {
  id: 'c' as ContestId,
  slug: TEMPLATE.slug,
  code: TEMPLATE.code,
  name: TEMPLATE.name,
  noun: TEMPLATE.noun,
  villageNoun: TEMPLATE.villageNoun,
  organiserName: TEMPLATE.organiserName,
  state: 'draft',
  template: TEMPLATE.key,
  scopeUnitId: 'u' as UnitId,
  unitsOn: TEMPLATE.unitsOn,
  rehearsal: false,
  clockAt: null,
  contactName: 'Lò Thị Mẫu',
  contactPhone: '+842133876501',
  quota: TEMPLATE.quota,
  entriesPerVillage: 1,
  supplementRounds: null,
  ranking: TEMPLATE.ranking,
  blind: { isBlind: false, showsFiles: false, hides: [], hidesSlots: [] },
  budget: TEMPLATE.budget,
  sampleNotes: '',
  vettingLevels: 1,
  openedAt: null,
  version: 1,
};
const body = (kind: 'committee' | 'jury' | 'secretariat', memberCount: number) => ({
  id: kind,
  kind,
  name: kind,
  foundedBy: '',
  memberCount,
});
/** A contest with which nothing is wrong. */
const complete: ContestDesign = {
  contest,
  windows: windowsFrom(TEMPLATE, TEMPLATE.firstDay),
  bodies: [body('committee', 3), body('jury', 5), body('secretariat', 2)],
  rules: [{ inForceAt: new Date(TEMPLATE.rules.inForceAt) }],
  slots: TEMPLATE.slots.map((slot) => ({ ...slot, id: slot.code as never })),
  fields: TEMPLATE.fields.map((field) => ({ ...field, id: field.code as never })),
  criteria: TEMPLATE.criteria.map((criterion) => ({ ...criterion, id: criterion.code })),
  plannedRounds: [],
  tiers: TEMPLATE.prizes,
  sidePrizes: [],
  ceilings: [],
  sources: [],
  vettingLevels: [
    { ordinal: 1, name: 'Cấp huyện', attachedTo: 'level', unitLevel: 'district', officeId: null, officeName: null },
  ],
  communes: [{ name: 'Xã Bản Bo', villageCount: 11, vetters: 1 }],
  mostFileBytes: 200 * 1024 * 1024,
};
const found = (change: Partial<ContestDesign>): string[] =>
  findingsOf({ ...complete, ...change }).map(({ severity, code }) => `${severity} ${code}`);
const withContest = (change: Partial<ContestFacts>): string[] => found({ contest: { ...contest, ...change } });
const withWindow = (kind: WindowKind, bounds: { from?: string; until?: string }): string[] =>
  found({
    windows: complete.windows.map((window) =>
      window.kind === kind
        ? {
            ...window,
            printed: '', // the letter's words name the old days
            from: bounds.from === undefined ? window.from : new Date(bounds.from),
            until: bounds.until === undefined ? window.until : new Date(bounds.until),
          }
        : window,
    ),
  });

describe('A contest may open', () => {
  it('as the template of the letters sets it up, once it has people and a contact', () => {
    expect(findingsOf(complete)).toEqual([]);
  });

  it('although the movement ends on 25/11 and dossiers come until 01/12, as in the letters', () => {
    const [activity, submission] = complete.windows;
    expect(activity!.until < submission!.until).toBe(true);
    expect(found({})).toEqual([]);
  });

  it('with sample points, which it is reminded of', () => {
    expect(withContest({ sampleNotes: 'Điểm là mẫu.' })).toEqual(['advice still-sample']);
  });
});

describe('A contest does not open', () => {
  it('without anybody to call', () => {
    expect(withContest({ contactName: '' })).toEqual(['blocking no-contact']);
    expect(withContest({ contactPhone: '' })).toEqual(['blocking no-contact']);
  });

  it.each(['submission', 'vetting', 'judging', 'publication'] as const)('without a window for %s', (kind) => {
    expect(found({ windows: complete.windows.filter((window) => window.kind !== kind) })).toEqual([
      `blocking no-window-${kind}`,
    ]);
  });

  it('but needs no window for vetting when nobody vets, and none for the movement', () => {
    const windows = complete.windows.filter(({ kind }) => kind !== 'vetting' && kind !== 'activity');
    expect(found({ windows, vettingLevels: [] })).toEqual(['advice no-vetting']);
  });

  // publication begins at 00:00 on 21/12, the instant at which judging ends
  it.each([
    [
      'one millisecond before judging ends',
      '2021-12-20T23:59:59.999+07:00',
      ['blocking publication-before-judging-ends'],
    ],
    ['as judging ends', '2021-12-21T00:00:00+07:00', []],
    ['after judging ends', '2021-12-21T00:00:00.001+07:00', []],
  ])('when results are published %s', (_when, from, findings) => {
    expect(withWindow('publication', { from })).toEqual(findings);
  });

  it.each([
    ['before the last dossier may come', '2021-11-30T23:59:59.999+07:00', ['blocking vetting-ends-early']],
    ['with it', '2021-12-01T00:00:00+07:00', ['advice vetting-ends-with-submission']],
    ['after it', '2021-12-01T00:00:00.001+07:00', []],
  ])('when vetting ends %s', (_when, until, findings) => {
    expect(withWindow('vetting', { until })).toEqual(findings);
  });

  it('when judging is over before dossiers are due', () => {
    expect(withWindow('judging', { from: '2021-11-01T00:00:00+07:00', until: '2021-12-01T00:00:00+07:00' })).toEqual([
      'blocking judging-ends-early',
      'advice judging-overlaps-vetting',
    ]);
  });

  it('without rules, or with rules younger than the first dossier', () => {
    expect(found({ rules: [] })).toEqual(['blocking no-rules']);
    const submissionFrom = new Date('2021-11-01T00:00:00+07:00').getTime();
    expect(found({ rules: [{ inForceAt: new Date(submissionFrom) }] })).toEqual([]);
    expect(found({ rules: [{ inForceAt: new Date(submissionFrom + 1) }] })).toEqual([
      'blocking rules-after-submission',
    ]);
  });

  it('without a jury, or with an empty one; other bodies may be empty', () => {
    expect(found({ bodies: [body('committee', 1), body('secretariat', 1)] })).toEqual(['blocking no-jury']);
    expect(found({ bodies: [body('committee', 1), body('jury', 0), body('secretariat', 1)] })).toEqual([
      'blocking jury-empty',
    ]);
    expect(found({ bodies: [body('jury', 1)] })).toEqual(['advice committee-empty', 'advice secretariat-empty']);
  });

  it('when nothing has to be in a dossier', () => {
    const slots = complete.slots.map((slot) => ({ ...slot, requirement: 'optional' as const, oneOfGroup: null }));
    expect(found({ slots })).toEqual(['blocking no-required-slot']);
    expect(found({ slots: [], fields: [] })).toEqual(['blocking nothing-required']);
  });

  it('and is told of a group “one of” with a single member', () => {
    expect(found({ slots: complete.slots.filter(({ code }) => code !== 'video') })).toEqual(['advice lonely-one-of']);
  });

  it('with a quota that nobody can reach', () => {
    expect(withContest({ quota: { percent: 100, strict: true } })).toEqual(['blocking quota-impossible']);
    expect(withContest({ quota: { percent: 100, strict: false } })).toEqual([]);
    expect(withContest({ quota: { percent: 99, strict: true } })).toEqual([]);
  });

  it('without communes, or with communes that have no villages; a rehearsal may leave some empty', () => {
    const empty = { name: 'Xã Thèn Sin', villageCount: 0, vetters: 1 };
    expect(found({ communes: [] })).toEqual(['blocking no-communes']);
    expect(found({ communes: [...complete.communes, empty] })).toEqual(['blocking communes-without-villages']);
    const rehearsal = { ...contest, rehearsal: true };
    expect(found({ contest: rehearsal, communes: [...complete.communes, empty] })).toEqual([
      'advice communes-without-villages',
    ]);
    expect(found({ contest: rehearsal, communes: [empty] })).toEqual(['blocking communes-without-villages']);
  });

  it('while a commune has nobody to vet it, or the office has no name', () => {
    expect(found({ communes: [{ name: 'Xã Bản Bo', villageCount: 11, vetters: 0 }] })).toEqual([
      'blocking communes-without-vetter',
    ]);
    const office = {
      ordinal: 1,
      name: 'Sở',
      attachedTo: 'office' as const,
      unitLevel: null,
      officeId: null,
      officeName: null,
    };
    expect(found({ vettingLevels: [office], communes: [{ name: 'Xã Bản Bo', villageCount: 11, vetters: 0 }] })).toEqual(
      ['blocking office-unnamed'],
    );
  });

  it('without criteria; a total other than 100 is only mentioned', () => {
    expect(found({ criteria: [] })).toEqual([
      'blocking no-criteria',
      'blocking tie-break-unknown',
      'blocking tie-break-unknown',
      'blocking tie-break-unknown',
    ]);
    // 40 + 30 + 30 with the last at half weight is 85
    const criteria = complete.criteria.map((one) => (one.code === 'C' ? { ...one, weight: '0.5' } : one));
    expect(findingsOf({ ...complete, criteria, tiers: [] }).map(({ sentence }) => sentence)).toContain(
      'Tổng điểm tối đa là 85, không phải 100. Đúng ý thì giữ nguyên.',
    );
  });

  it('when ties are broken by a criterion that is not there', () => {
    expect(withContest({ ranking: { ...contest.ranking, tieBreak: ['criterion:A', 'criterion:D'] } })).toEqual([
      'blocking tie-break-unknown',
    ]);
  });

  it('when a weighted part asks a criterion that is not there, or none asks one that is', () => {
    const parts = (...codes: string[]) => [{ name: 'Hồ sơ', weight: '1', criteria: codes, judges: [], drop: 0 }];
    const weighted = { ...contest.ranking, method: 'weighted' as const };
    expect(withContest({ ranking: { ...weighted, parts: parts() } })).toEqual([]);
    expect(withContest({ ranking: { ...weighted, parts: parts('A', 'D') } })).toEqual([
      'blocking part-criterion-unknown',
      'blocking criterion-in-no-part',
    ]);
  });

  // leaving out the highest and the lowest two of n needs n ≥ 5
  it.each([
    [4, ['blocking too-few-judges']],
    [5, []],
    [6, []],
  ])('when two marks on each side are left out of %i', (judges, findings) => {
    const ranking = { ...contest.ranking, method: 'trimmed-mean' as const, drop: 2 };
    const bodies = [body('committee', 1), body('jury', judges), body('secretariat', 1)];
    expect(found({ contest: { ...contest, ranking }, bodies })).toEqual(findings);
  });

  it.each([
    ['trước ngày 01/12/2021', []],
    ['hết ngày 30/11/2021', []],
    ['từ 1-11-2021 đến hết 30.11.2021', []],
    ['trước ngày 05/12/2021', ['advice printed-other-day-submission']],
    ['trước ngày 01/12', []],
  ])('when the printed words of the dossiers due at 01/12/2021 00:00 are “%s”', (printed, findings) => {
    const windows = complete.windows.map((one) => (one.kind === 'submission' ? { ...one, printed } : one));
    expect(found({ windows })).toEqual(findings);
  });

  it('when two things bear one name, capitals or not', () => {
    const [slot, ...slots] = complete.slots;
    const [tier, ...tiers] = complete.tiers;
    const [field, ...fields] = complete.fields;
    if (!slot || !tier || !field) throw new Error('the template has slots, fields and prizes');
    expect(
      found({
        bodies: [...complete.bodies, body('jury', 2)],
        slots: [slot, { ...slot, title: slot.title.toUpperCase() }, ...slots],
        fields: [field, field, ...fields],
        tiers: [tier, { ...tier, quantity: 0 }, ...tiers],
      }),
    ).toEqual([
      'advice bodies-named-alike',
      'advice slots-named-alike',
      'advice fields-named-alike',
      'advice tiers-named-alike',
    ]);
  });

  it.each([
    [199, ['advice slot-above-limit']],
    [200, []],
  ])('when a slot of 200 MB stands on a server that takes %i MB', (mostMb, findings) => {
    expect(found({ mostFileBytes: mostMb * 1024 * 1024 })).toEqual(findings);
  });

  it('without prizes', () => {
    expect(found({ tiers: [] })).toEqual(['blocking no-prizes']);
  });

  // 15 + 2 × 10,5 + 3 × 7,5 + 5 × 4,5 = 81 million
  it.each([
    [80_999_999, ['blocking over-budget']],
    [81_000_000, []],
    [81_000_001, []],
    [null, ['advice no-budget']],
  ])('when prizes of 81.000.000 đồng meet a budget of %p', (budget, findings) => {
    expect(withContest({ budget })).toEqual(findings);
  });

  it.each([
    [99_99, []],
    [100_00, []],
    [100_01, ['blocking floor-above-maximum']],
  ])('when the floor of the first prize is %i hundredths of 100 points', (minimum, findings) => {
    expect(found({ tiers: complete.tiers.map((tier, index) => (index === 0 ? { ...tier, minimum } : tier)) })).toEqual(
      findings,
    );
  });
});

describe('Rounds that are planned', () => {
  const judging = complete.windows.find(({ kind }) => kind === 'judging')!;
  const middle = new Date((judging.from.getTime() + judging.until.getTime()) / 2);
  const round = (name: string, from: Date, until: Date, weight: string) => ({
    id: name as never,
    number: 1,
    name,
    kind: 'dossier' as const,
    from,
    until,
    printed: '',
    weight,
    advancing: { by: 'all' as const },
    quorum: { judges: null, signedPercent: null, under: 'reason' as const },
  });
  const first = round('Sơ khảo', judging.from, middle, '0');
  const second = round('Chung khảo', middle, judging.until, '1');

  it('follow one another inside the window of judging, and one of them counts', () => {
    expect(found({ plannedRounds: [first, second] })).toEqual([]);
    expect(found({ plannedRounds: [first, { ...second, weight: '0' }] })).toEqual(['blocking no-round-counts']);
    expect(found({ plannedRounds: [{ ...first, until: judging.until }, second] })).toEqual(['advice rounds-overlap']);
    const late = { ...second, until: new Date(judging.until.getTime() + 1) };
    expect(found({ plannedRounds: [first, late] })).toEqual(['blocking round-outside-judging']);
    expect(found({ plannedRounds: [first, { ...second, name: 'Sơ khảo' }] })).toEqual(['advice rounds-named-alike']);
  });
});
