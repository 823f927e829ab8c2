import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../../../src/kernel/actor.js';
import { unreachableStates } from '../../../src/kernel/move.js';
import type { UnitId } from '../../../src/kernel/ids.js';
import type { Reach } from '../../../src/movements/movement.facts.js';
import type { OpenedMovement } from '../../../src/movements/movement.opening.js';
import { readObservation } from '../../../src/movements/records/observation.form.js';
import {
  type PricedNominee,
  PROPOSAL_STATES,
  type ProposalFacts,
} from '../../../src/movements/records/proposal.facts.js';
import { PROPOSAL_MOVES } from '../../../src/movements/records/proposal.moves.js';
import { nomineeTable, sayKinds, saySum } from '../../../src/movements/records/proposal.paper.js';
import { refuseToChange, refuseToConfirm } from '../../../src/movements/records/proposal.policy.js';
import { kindsSeenBy, proposalScope, refuseToObserve, rootOf } from '../../../src/movements/records/record.policy.js';

const PROVINCE = 'p' as UnitId;
const DISTRICT = 'd' as UnitId;
const COMMUNE = 'c' as UnitId;
const opened = (reach: Reach, keeps = false) =>
  ({ reach, keeps, movement: { ownerUnitId: PROVINCE } }) as Pick<OpenedMovement, 'reach' | 'movement' | 'keeps'>;
const OFFICE = opened({ kind: 'tree', unitId: DISTRICT });
const OWN = opened({ kind: 'tree', unitId: PROVINCE }, true);
const ALL = opened({ kind: 'all' });
const OF_COMMUNE = opened({ kind: 'commune', unitId: COMMUNE });

describe('The emulation record', () => {
  it.each([
    ['an office', 'vetting', OFFICE, null, DISTRICT],
    ['the office that holds the movement', 'vetting', OWN, null, PROVINCE],
    ['an organiser who keeps the movement', 'organiser', opened({ kind: 'all' }, true), null, PROVINCE],
    ['an organiser of another contest', 'organiser', ALL, 'not-found', PROVINCE],
    ['an auditor', 'auditor', ALL, 'not-found', PROVINCE],
    ['a commune', 'commune', OF_COMMUNE, 'not-found', COMMUNE],
  ] as const)('%s', (_who, role, at, refused, root) => {
    expect(refuseToObserve({ role }, at)?.code ?? null).toBe(refused);
    expect(rootOf(at)).toBe(root);
  });

  it('shows communes merits alone', () => {
    expect(kindsSeenBy({ role: 'commune' })).toEqual(['merit']);
    expect(kindsSeenBy({ role: 'auditor' })).toEqual(['merit', 'shortcoming']);
  });

  it.each([
    ['the day before', '19/11/2021', null],
    ['today', '20/11/2021', null],
    ['the day after', '21/11/2021', 'observedOn'],
  ])('takes what was seen until today: %s', (_when, observedOn, fault) => {
    const communeId = '00000000-0000-4000-8000-000000000001';
    const { faults } = readObservation({ communeId, observedOn, kind: 'merit', seen: 'Tốt' }, '2021-11-20', false);
    expect(faults[0]?.field ?? null).toBe(fault);
  });
});

describe('Who sees proposals', () => {
  it.each([
    ['a commune none', OF_COMMUNE, null],
    ['an office its own tree’s', OFFICE, { all: false, unitId: DISTRICT }],
    ['the office that holds the movement all', OWN, { all: true, unitId: PROVINCE }],
    ['who oversees all', ALL, { all: true, unitId: PROVINCE }],
  ])('%s', (_who, at, scope) => {
    expect(proposalScope(at)).toEqual(scope);
  });
});

describe('A proposal', () => {
  const draft = { state: 'draft', draftedBy: 'A', draftedByName: 'Bà A', writtenBy: 'B', writtenByName: 'Ông B' };
  const proposal = draft as unknown as ProposalFacts;
  const actor = (personId: string) => ({ role: 'vetting', personId }) as unknown as Actor;
  const ground = (stands: boolean) => ({ stands }) as PricedNominee['grounds'][number];
  const resting = { name: 'Lò Văn Mẫu', grounds: [ground(true)], unlinkedReason: null };

  it('has no state that nothing leads to', () => {
    expect(unreachableStates(PROPOSAL_STATES, 'draft', PROPOSAL_MOVES)).toEqual([]);
  });

  it.each([
    ['who drafted it', 'A', [resting], 'proposal-needs-a-second-person'],
    ['who last wrote in it', 'B', [resting], 'proposal-needs-a-second-person'],
    ['a third person', 'C', [resting], null],
    ['a third person, with nobody in it', 'C', [], 'proposal-without-nominees'],
    [
      'a third person, one ground corrected',
      'C',
      [{ ...resting, grounds: [ground(true), ground(false)] }],
      'grounds-corrected',
    ],
    ['a third person, no ground and no reason', 'C', [{ ...resting, grounds: [] }], 'grounds-corrected'],
    ['a third person, no ground with a reason', 'C', [{ ...resting, grounds: [], unlinkedReason: 'Cả năm' }], null],
  ] as const)('is confirmed by %s', (_who, personId, nominees, refused) => {
    expect(refuseToConfirm(actor(personId), OFFICE, proposal, nominees)?.code ?? null).toBe(refused);
  });

  it.each([
    ['draft', null],
    ['confirmed', 'proposal-moved'],
    ['submitted', 'proposal-moved'],
  ] as const)('%s is changed', (state, refused) => {
    expect(refuseToChange({ role: 'vetting' }, OFFICE, { state })?.code ?? null).toBe(refused);
  });
});

describe('What a proposal comes to', () => {
  const nominee = (kind: PricedNominee['kind'], price: number | null) =>
    ({
      kind,
      name: 'X',
      post: '',
      achievements: 'Tốt',
      formName: 'Giấy khen',
      communeName: null,
      districtName: null,
      price,
    }) as unknown as PricedNominee;

  it.each([
    ['all of it known', [230_000, 450_000], '680.000 đồng (Bằng chữ: Sáu trăm tám mươi nghìn đồng)'],
    [
      'one without a norm',
      [230_000, null],
      '230.000 đồng (Bằng chữ: Hai trăm ba mươi nghìn đồng); 1 trường hợp chưa có định mức',
    ],
    ['none with a norm', [null, null], 'chưa có định mức'],
  ])('%s', (_what, prices, said) => {
    expect(saySum(prices.map((price) => nominee('individual', price)))).toBe(said);
  });

  it('is listed kind by kind under one count, with those without a norm named so', () => {
    const table = nomineeTable([nominee('unit', null), nominee('individual', 230_000)]);
    expect(table.rows).toEqual([
      { label: 'Cá nhân (1)', span: 7, rest: [''] },
      ['1', 'X', '', '', '', 'Tốt', 'Giấy khen', '230.000'],
      { label: 'Đơn vị (1)', span: 7, rest: [''] },
      ['2', 'X', '', '', '', 'Tốt', 'Giấy khen', 'Chưa có định mức'],
    ]);
    expect(table.closing).toEqual({ label: 'Tổng cộng', span: 7, rest: ['230.000'] });
    expect(sayKinds([nominee('unit', null), nominee('individual', 1)])).toBe('1 cá nhân, 1 đơn vị');
  });
});
