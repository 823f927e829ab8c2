import { describe, expect, it } from '@jest/globals';
import type { GroupId, RegisteredGroup } from '../../../src/communities/groups/group.facts.js';
import type { FieldFacts, FieldId } from '../../../src/contests/contest.facts.js';
import { compareWithRegister, filledFromRegister } from '../../../src/entries/presenting/presented-group.js';
import type { UnitId } from '../../../src/kernel/ids.js';

const field = (code: string, kind: FieldFacts['kind'], maxLength = 120): FieldFacts => ({
  id: code as FieldId,
  code,
  label: code,
  help: '',
  kind,
  required: false,
  maxLength,
});
const FIELDS = [
  field('ten-nhom', 'line'),
  field('so-thanh-vien', 'number'),
  field('lien-ket', 'link'),
  field('tom-tat', 'text'),
];
const GROUP: RegisteredGroup = {
  id: 'g' as GroupId,
  name: 'Nhóm Bản Nà Khum',
  platform: 'zalo',
  communeId: 'c' as UnitId,
  villageId: null,
  ownerName: null,
  link: 'https://zalo.me/g/abc',
  members: 1200,
  countedOn: '2021-11-15',
  closedOn: null,
};

describe('The form of a dossier is filled from the register', () => {
  it('where the register knows something; other words stay', () => {
    const values = {
      'answers[ten-nhom]': 'Tên cũ',
      'answers[tom-tat]': 'Cách làm',
      'answers[truong-nhom]': 'Lò Văn Mẫu',
    };
    expect(filledFromRegister(FIELDS, values, GROUP)).toEqual({
      'answers[ten-nhom]': 'Nhóm Bản Nà Khum',
      'answers[so-thanh-vien]': '1200',
      'answers[lien-ket]': 'https://zalo.me/g/abc',
      'answers[tom-tat]': 'Cách làm',
      'answers[truong-nhom]': 'Lò Văn Mẫu',
    });
  });

  it('never with more than a field takes', () => {
    expect(filledFromRegister([field('ten-nhom', 'line', 5)], {}, GROUP)).toEqual({});
  });
});

describe('Claim and register side by side', () => {
  const rowsOf = (answers: Record<string, string>) =>
    compareWithRegister(FIELDS, answers, GROUP).map(({ label, differs }) => [label, differs]);

  it('agree when they mean the same: marks of writing and spellings of a link do not count', () => {
    expect(
      rowsOf({ 'ten-nhom': ' nhóm  bản nà khum', 'so-thanh-vien': '1200', 'lien-ket': 'http://www.zalo.me/g/abc/' }),
    ).toEqual([
      ['ten-nhom', false],
      ['so-thanh-vien', false],
      ['lien-ket', false],
    ]);
  });

  it('differ when both say something and not the same; silence is no difference', () => {
    expect(rowsOf({ 'ten-nhom': 'Nhóm khác', 'so-thanh-vien': '', 'lien-ket': 'https://zalo.me/g/abd' })).toEqual([
      ['ten-nhom', true],
      ['so-thanh-vien', false],
      ['lien-ket', true],
    ]);
    expect(compareWithRegister(FIELDS, {}, { ...GROUP, members: null, countedOn: null })[1]).toEqual({
      label: 'so-thanh-vien',
      claimed: null,
      registered: null,
      differs: false,
    });
  });
});
