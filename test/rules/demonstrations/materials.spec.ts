import { describe, expect, it } from '@jest/globals';
import { sampleComments } from '../../../src/demonstrations/materials/comments.js';
import { isJudged, sampleDossiers } from '../../../src/demonstrations/materials/dossiers.js';
import { sampleResidents } from '../../../src/demonstrations/materials/people.js';
import { returnReasons } from '../../../src/demonstrations/materials/reasons.js';
import { seededRandom } from '../../../src/demonstrations/materials/seeded-random.js';
import { SAMPLE_BODIES, SAMPLE_OFFICIALS } from '../../../src/demonstrations/materials/staff.js';
import { dossierTexts } from '../../../src/demonstrations/materials/texts.js';
import { sampleVillages, sampleVillagesCsv } from '../../../src/demonstrations/materials/villages.js';
import { ZALO_LAI_CHAU_2021 } from '../../../src/contests/templates/zalo-lai-chau-2021.js';
import { readVillageFile } from '../../../src/units/village.file.js';

function groupBy<T>(members: readonly T[], keyOf: (member: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const member of members) groups.set(keyOf(member), [...(groups.get(keyOf(member)) ?? []), member]);
  return groups;
}

const countBy = <T>(members: readonly T[], keyOf: (member: T) => string): Record<string, number> =>
  Object.fromEntries([...groupBy(members, keyOf)].map(([key, group]) => [key, group.length]));
const sentences = (text: string): number => text.split(/[.!?](?=\s|$)/).filter((part) => part.trim() !== '').length;

describe('The sample villages', () => {
  const villages = sampleVillages();

  it('are 138 in all 13 communes of huyện Tam Đường and 10 of huyện Sìn Hồ', () => {
    expect(villages).toHaveLength(138);
    const communes = new Map(villages.map((village) => [village.communeCode, village.districtCode]));
    expect(countBy([...communes.values()], (district) => district)).toEqual({ '106': 13, '108': 10 });
  });

  it('Bản Bo has 11 of them, every other commune 4 to 8, and none has two of one name', () => {
    const counts = countBy(villages, (village) => village.communeCode);
    expect(counts['03424']).toBe(11);
    const others = Object.entries(counts).filter(([code]) => code !== '03424');
    expect(others.every(([, count]) => count >= 4 && count <= 8)).toBe(true);
    expect(new Set(villages.map((village) => `${village.communeCode} ${village.name}`)).size).toBe(138);
    expect(villages.every((village) => village.name === village.name.normalize('NFC'))).toBe(true);
  });

  it('make an import file of one row a village, each noted as a sample', () => {
    const [header, ...rows] = sampleVillagesCsv().trimEnd().split('\n');
    expect(header).toBe('parent_code,type,name,alias,valid_from,note');
    expect(rows).toHaveLength(138);
    expect(rows).toContain('03424,bản,Bản Nà Sẳng,Bản Nà Sẳn,2021-01-01,mẫu');
    expect(rows).toContain('03390,tổ dân phố,Tổ dân phố số 1,,2021-01-01,mẫu');
    expect(rows.every((row) => row.split(',').length === 6 && row.endsWith(',mẫu'))).toBe(true);
  });

  it('the import reads that file whole, without a fault or a warning, and keeps every name as it is', () => {
    const file = readVillageFile(Buffer.from(sampleVillagesCsv()));
    expect([file.faults, file.warnings]).toEqual([[], []]);
    expect(file.rows.map(({ parentCode, name }) => `${parentCode} ${name}`)).toEqual(
      villages.map((village) => `${village.communeCode} ${village.name}`),
    );
  });
});

describe('The sample dossiers', () => {
  const dossiers = sampleDossiers();

  it('are 60 submitted and 4 drafts, of which 50 come before the judges', () => {
    expect(countBy(dossiers, (dossier) => dossier.fate)).toEqual({
      accepted: 43,
      supplemented: 7,
      returned: 5,
      rejected: 3,
      withdrawn: 2,
      draft: 4,
    });
    expect(dossiers.filter(isJudged)).toHaveLength(50);
  });

  it('Bản Bo enters 7 of 11 villages before 25/11/2021 and has an eighth dossier in hand', () => {
    const own = dossiers.filter((dossier) => dossier.village.communeCode === '03424');
    expect(own.filter((dossier) => dossier.fate === 'draft')).toHaveLength(1);
    const times = own.flatMap((dossier) => (dossier.submittedAt === null ? [] : [dossier.submittedAt]));
    expect(times).toHaveLength(7);
    expect(times.every((at) => at < new Date('2021-11-25T00:00:00+07:00'))).toBe(true);
  });

  it('are submitted one after another, each at its own second, and all before 01/12/2021', () => {
    const times = dossiers.flatMap((dossier) => (dossier.submittedAt === null ? [] : [dossier.submittedAt.getTime()]));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(times.map((time) => Math.floor(time / 1000))).size).toBe(60);
    expect(times[0]).toBeGreaterThanOrEqual(Date.parse('2021-11-08T00:00:00+07:00'));
    expect(times.at(-1)).toBeLessThan(Date.parse('2021-12-01T00:00:00+07:00'));
  });
});

describe('The words of the sample dossiers', () => {
  const texts = sampleDossiers().map((dossier) => ({ dossier, texts: dossierTexts(dossier) }));

  it('fit into the fields of the contest', () => {
    const longest = (code: string): number =>
      ZALO_LAI_CHAU_2021.fields.find((field) => field.code === code)?.maxLength ?? 0;
    for (const { texts: own } of texts) {
      expect(own.groupName.length).toBeLessThanOrEqual(longest('ten-nhom'));
      expect(own.leader.fullName.length).toBeLessThanOrEqual(longest('truong-nhom'));
      expect(own.zaloLink.length).toBeLessThanOrEqual(longest('lien-ket'));
      expect(own.summary.length).toBeLessThanOrEqual(longest('tom-tat'));
    }
  });

  it('summaries have 3 to 6 sentences, fit 1.500 signs, and no two are alike', () => {
    const summaries = texts.map((each) => each.texts.summary);
    expect(summaries.filter((summary) => sentences(summary) < 3 || sentences(summary) > 6)).toEqual([]);
    expect(Math.max(...summaries.map((summary) => summary.length))).toBeLessThan(1500);
    expect(new Set(summaries).size).toBe(64);
  });

  it('figures agree with one another: 18 to 78 members, no more households in the group than there are', () => {
    for (const { texts: own } of texts) {
      expect(own.memberCount).toBeGreaterThanOrEqual(18);
      expect(own.memberCount).toBeLessThanOrEqual(78);
      expect(own.facts.householdsInGroup).toBeLessThan(own.memberCount);
      expect(own.householdCount).toBeGreaterThan(own.facts.householdsInGroup);
      expect(own.foundedOn).toMatch(/^(2[5-9]|3[01])\/10\/2021$|^0[1-5]\/11\/2021$/);
    }
  });

  it('links point to no real group and telephone numbers to nobody', () => {
    expect(texts.every(({ texts: own }) => /^https:\/\/zalo\.me\/g\/mau[a-z0-9]+$/.test(own.zaloLink))).toBe(true);
    expect(new Set(texts.map(({ texts: own }) => own.zaloLink)).size).toBe(64);
    expect(texts.every(({ texts: own }) => /^0000\d{6}$/.test(own.leaderPhone))).toBe(true);
  });

  it('are the same on every call, in composed Unicode, without unfilled places', () => {
    expect(sampleDossiers().map(dossierTexts)).toEqual(texts.map((each) => each.texts));
    const all = JSON.stringify(texts);
    expect(all).toBe(all.normalize('NFC'));
    expect(all).not.toMatch(/undefined|NaN|\$\{/);
  });

  it('a dossier is returned for one or two reasons, never two for the same part', () => {
    const reasons = texts.map(({ dossier }) => returnReasons(dossier));
    expect(new Set(reasons.map((own) => own.length))).toEqual(new Set([1, 2]));
    expect(reasons.every((own) => new Set(own.map((reason) => reason.part)).size === own.length)).toBe(true);
  });

  it('a low mark is always explained', () => {
    const low = Array.from({ length: 40 }, (_, index) => sampleComments(`phiếu ${index}`, [0.5, 0.6, 0.9]));
    expect(low.every(({ criteria }) => criteria[0] !== null && criteria[1] !== null)).toBe(true);
    expect(low.some(({ criteria }) => criteria[2] === null)).toBe(true);
  });
});

describe('The sample people', () => {
  it('a group has as many different names as members', () => {
    for (const code of ['03406', '03415', '03424']) {
      const names = sampleResidents(code, `nhóm ${code}`, 78).map((person) => person.fullName);
      expect(new Set(names).size).toBe(78);
    }
  });

  it('every account of the contract has a person, each with an own user name and telephone', () => {
    const usernames = SAMPLE_OFFICIALS.map((official) => official.username);
    expect(usernames).toEqual([
      ...['xa', 'xa2', 'tham-dinh', 'tham-dinh2'],
      ...['giam-khao-1', 'giam-khao-2', 'giam-khao-3', 'giam-khao-4', 'giam-khao-5'],
      ...['thu-ky', 'to-chuc', 'to-chuc-2', 'kiem-tra', 'quan-tri'],
    ]);
    expect(new Set(SAMPLE_OFFICIALS.map((official) => official.phone)).size).toBe(usernames.length);
    expect(SAMPLE_BODIES.jury).toHaveLength(5);
  });
});

describe('A seeded stream', () => {
  it('is the same for the same seed and another for another', () => {
    const draw = (seed: string) => Array.from({ length: 5 }, seededRandom(seed).next);
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });

  it('reaches both ends of a range and nothing beyond', () => {
    const random = seededRandom('hai đầu');
    const drawn = new Set(Array.from({ length: 300 }, () => random.between(3, 6)));
    expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
  });
});
