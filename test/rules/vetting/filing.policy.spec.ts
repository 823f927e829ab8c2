import { describe, expect, it } from '@jest/globals';
import type { FilingFacts } from '../../../src/entries/filing.facts.js';
import type { ContestId, PersonId, UnitId } from '../../../src/kernel/ids.js';
import { readFiling } from '../../../src/vetting/filing.form.js';
import { toVetters } from '../../../src/vetting/filing.view.js';
import type { DecisionFacts } from '../../../src/vetting/vetting.facts.js';
import {
  refuseToAcceptTogether,
  refuseToCheck,
  refuseToDecide,
  refuseToFile,
  refuseToForward,
  refuseToSee,
  refuseToUndo,
} from '../../../src/vetting/vetting.policy.js';
import { VETTING_WORDINGS } from '../../../src/vetting/vetting.wording.js';
import {
  caseOf,
  codeOf,
  COMMUNE,
  deskAt,
  DISTRICT,
  entryIn,
  officer,
  OTHER_DISTRICT,
} from '../../fixtures/vetting-cases.js';

const NEIGHBOUR = 'neighbour' as UnitId;
const filing: FilingFacts = {
  personId: officer.personId,
  personName: officer.name,
  unitId: DISTRICT,
  unitName: 'Huyện Tam Đường',
  broughtBy: 'Lò Thị Bông',
  broughtDuty: 'Phó Chủ tịch UBND xã',
  reason: 'Xã mất mạng.',
  way: 'usb',
  isOpen: false,
  isSent: true,
};

describe('An officer files for a commune', () => {
  const found = { desk: deskAt(1), communeId: COMMUNE, communes: [COMMUNE], ownCommunes: [] as UnitId[] };

  it.each([
    ['of the own office’s desk at the first level', officer, found, null],
    ['never of another desk', officer, { ...found, communes: [NEIGHBOUR] }, 'not-found'],
    ['never from another office', { ...officer, unitId: OTHER_DISTRICT }, found, 'not-found'],
    ['never from a level above, where no dossier comes in', officer, { ...found, desk: deskAt(2) }, 'not-found'],
    ['never without a desk', officer, { ...found, desk: null }, 'not-found'],
    ['never in another role', { ...officer, role: 'organiser' as const }, found, 'not-found'],
    ['never in a contest beyond reach', { ...officer, contestId: 'other' as ContestId }, found, 'not-found'],
    ['never one where the officer works too', officer, { ...found, ownCommunes: [COMMUNE] }, 'own-commune-filing'],
    [
      'never when the office is the commune itself',
      { ...officer, unitId: COMMUNE },
      { ...found, desk: deskAt(1, COMMUNE) },
      'own-commune-filing',
    ],
  ])('%s', (_which, actor, asked, refused) => {
    expect(codeOf(refuseToFile(actor, asked))).toBe(refused);
  });
});

describe('Whoever has filed a dossier', () => {
  const by = (changed: Partial<FilingFacts>, state = entryIn('submitted')) =>
    caseOf({ entry: { ...state, filings: [{ ...filing, ...changed }] }, others: ['Hà Thị Đồng'] });
  const last = {
    level: 1,
    verb: 'accept',
    decidedAt: new Date('2021-11-20T09:00:00+07:00'),
    fromState: 'submitted',
    entryVersion: 5,
    undoneAt: null,
  } as unknown as DecisionFacts;

  it.each([
    ['sent it', by({})],
    ['gave it up before the commune sent it', by({ isSent: false })],
  ])('and %s sees it, but neither checks it nor decides on it, alone or with others', (_how, found) => {
    expect(refuseToSee(officer, found)).toBeNull();
    expect(codeOf(refuseToCheck(officer, found))).toBe('own-filing');
    for (const verb of ['accept', 'reject', 'return'] as const) {
      expect(codeOf(refuseToDecide(officer, found, verb))).toBe('own-filing');
    }
    expect(codeOf(refuseToAcceptTogether(officer, found, { failed: [], unchecked: [] }))).toBe('own-filing');
  });

  it('takes no decision on it back, and passes it on once a colleague has accepted it', () => {
    const accepted = { ...entryIn('accepted', { vettedLevel: 1 }), version: 5, filings: [filing] };
    const found = { ...caseOf(), entry: accepted };
    expect(codeOf(refuseToUndo(officer, found, { last, seenAt: null }))).toBe('own-filing');
    expect(refuseToForward(officer, found)).toBeNull();
  });

  it('is one person: a colleague vets it as any other', () => {
    const colleague = { ...officer, personId: 'q' as PersonId };
    expect(refuseToDecide(colleague, by({}), 'accept')).toBeNull();
  });

  it('is told who may: the colleagues by name, and where there are none, who gives the office a second officer', () => {
    const say = (others: string[]): string => {
      const refusal = refuseToCheck(officer, { ...by({}), others });
      return refusal === null ? '' : (VETTING_WORDINGS[refusal.code]?.say(refusal) ?? '');
    };
    expect(say(['Hà Thị Đồng', 'Lý A Sửu'])).toBe(
      'Ông/bà đã nộp thay hồ sơ này nên chỉ được xem, không kiểm tra và quyết định. Người khác của cơ quan thẩm định hồ sơ: Hà Thị Đồng, Lý A Sửu.',
    );
    expect(say([])).toBe(
      'Ông/bà đã nộp thay hồ sơ này nên chỉ được xem, không kiểm tra và quyết định. Cơ quan chưa có người thứ hai được thẩm định hồ sơ này: đề nghị quản trị hệ thống cấp thêm tài khoản thẩm định cho cơ quan, cần hỏi thì hỏi Lò Thị Mẫu.',
    );
    expect(toVetters(['Hà Thị Đồng']).tone).toBe('info');
    expect(toVetters([]).tone).toBe('warning');
  });
});

describe('The form that begins a filing', () => {
  const village = '01890000-0000-7000-8000-000000000001';
  const typed = {
    place: village,
    broughtBy: 'Lò  Thị Bông ',
    broughtDuty: 'Công chức',
    way: 'paper',
    reason: 'Mất mạng',
  };

  it('takes a village by its id and a draft by its code', () => {
    const read = (words: object) => readFiling({ ...typed, ...words }, 'bản').meaning;
    expect(read({})).toEqual({
      place: { villageId: village },
      broughtBy: 'Lò Thị Bông',
      broughtDuty: 'Công chức',
      way: 'paper',
      reason: 'Mất mạng',
    });
    expect(read({ place: 'K7F2QX' })?.place).toEqual({ draftCode: 'K7F2QX' });
  });

  it.each([
    ['place', '', 'Chọn bản hoặc bản nháp để nộp thay.'],
    ['broughtBy', ' ', 'Nhập họ và tên người mang hồ sơ đến.'],
    ['broughtBy', 'á'.repeat(101), 'Đang có 101 ký tự, nhiều nhất 100. Rút ngắn lại.'],
    ['broughtDuty', '', 'Nhập chức vụ và đơn vị của người mang hồ sơ đến.'],
    ['way', 'zalo', 'Chọn cách hồ sơ được chuyển đến.'],
    ['reason', '', 'Nhập lý do nộp thay.'],
    ['reason', 'x'.repeat(501), 'Đang có 501 ký tự, nhiều nhất 500. Rút ngắn lại.'],
  ])('says of %s “%.12s” what to do', (field, text, sentence) => {
    const form = readFiling({ ...typed, [field]: text }, 'bản');
    expect(form.meaning).toBeNull();
    expect(form.faults).toEqual([{ field, text: sentence }]);
  });
});
