import { fold } from '../../kernel/vietnamese/fold.js';
import type { SampleDossier } from './dossiers.js';
import { type SamplePerson, sampleResident } from './people.js';
import { seededRandom } from './seeded-random.js';
import { type SummaryFacts, writeSummary } from './summaries.js';

/** What the commune types into one sample dossier. Day as DD/MM/YYYY. */
export interface DossierTexts {
  groupName: string;
  foundedOn: string;
  leader: SamplePerson;
  /** "trưởng bản", "bí thư chi bộ" … */
  leaderDuty: string;
  /** Nobody's number. */
  leaderPhone: string;
  /** Points nowhere: every code begins with "mau". */
  zaloLink: string;
  memberCount: number;
  householdCount: number;
  summary: string;
  /** The figures behind the summary, for the report that must agree with it. */
  facts: SummaryFacts;
}

const DUTIES = ['bản', 'bản', 'chi bộ', 'Mặt trận', 'đoàn', 'y tế'] as const;
const DUTY_NAMES: Readonly<Record<(typeof DUTIES)[number], { bản: string; 'tổ dân phố': string }>> = {
  bản: { bản: 'trưởng bản', 'tổ dân phố': 'tổ trưởng tổ dân phố' },
  'chi bộ': { bản: 'bí thư chi bộ bản', 'tổ dân phố': 'bí thư chi bộ tổ dân phố' },
  'Mặt trận': { bản: 'trưởng ban công tác Mặt trận bản', 'tổ dân phố': 'trưởng ban công tác Mặt trận' },
  đoàn: { bản: 'bí thư chi đoàn bản', 'tổ dân phố': 'bí thư chi đoàn' },
  'y tế': { bản: 'nhân viên y tế thôn bản', 'tổ dân phố': 'cộng tác viên y tế' },
};

/** "Bản Nà Khum" is "bản Nà Khum" inside a sentence. */
const inSentence = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const letters = (text: string): string => fold(text).replace(/[^a-z0-9]/g, '');

function groupNameOf(dossier: SampleDossier, pick: number): string {
  const { name, communeName } = dossier.village;
  switch (pick) {
    case 0:
      return `Nhóm Zalo cộng đồng ${inSentence(name)}`;
    case 1:
      return `${name} phòng, chống dịch Covid-19`;
    case 2:
      return `Cộng đồng ${inSentence(name)}, ${inSentence(communeName)}`;
    case 3:
      return `${name} - Thông tin an toàn`;
    default:
      return `${name} chung tay chống dịch`;
  }
}

/**
 * The words of one sample dossier. Groups have 18 to 78 members, as those counted in the letter of UBND huyện Tam Dương of 9/2021
 * have, and were founded from 25/10 to 05/11/2021, after the plan of the movement began. The same on every call.
 */
export function dossierTexts(dossier: SampleDossier): DossierTexts {
  const { village, key } = dossier;
  const random = seededRandom(`${key}/hồ sơ`);
  const memberCount = random.between(18, 78);
  const householdCount = memberCount + random.between(2, 38);
  const day = random.between(0, 11);
  const leader = sampleResident(village.communeCode, `${key}/trưởng nhóm`);
  const facts: SummaryFacts = {
    village: inSentence(village.name),
    place: village.type,
    communeType: village.communeName.startsWith('Thị trấn') ? 'thị trấn' : 'xã',
    foundedOn: day < 7 ? `${25 + day}/10/2021` : `0${day - 6}/11/2021`,
    leader: `${leader.gender === 'nam' ? 'ông' : 'bà'} ${leader.fullName}`,
    leaderDuty: DUTY_NAMES[random.pick(DUTIES)][village.type],
    memberCount,
    householdCount,
    householdsInGroup: memberCount - random.between(1, 6),
    messageCount: random.between(46, 210),
    returneeCount: random.between(3, 27),
  };
  return {
    groupName: groupNameOf(dossier, random.between(0, 4)),
    foundedOn: facts.foundedOn,
    leader,
    leaderDuty: facts.leaderDuty,
    leaderPhone: `0000${String(random.between(100_000, 999_999))}`,
    zaloLink: `https://zalo.me/g/mau${village.communeCode}${letters(village.name)}`,
    memberCount,
    householdCount,
    summary: writeSummary(key, facts),
    facts,
  };
}
