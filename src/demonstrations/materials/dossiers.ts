import { type Instant, plusMilliseconds } from '../../kernel/instant.js';
import { seededRandom } from './seeded-random.js';
import { BAN_BO_COMMUNE, type SampleVillage, sampleVillages } from './villages.js';

/**
 * How a sample dossier ends: accepted at once; returned, supplemented and then accepted; returned and left so; rejected;
 * withdrawn by its commune; or never submitted.
 */
export type DossierFate = 'accepted' | 'supplemented' | 'returned' | 'rejected' | 'withdrawn' | 'draft';

export interface SampleDossier {
  /** "03424/Bản Nà Khum": unique, and the seed of everything made for this dossier. */
  key: string;
  village: SampleVillage;
  fate: DossierFate;
  /** When the commune submits it, to the second; null for a draft. All differ, and lie from 08/11/2021 to the end of 30/11/2021. */
  submittedAt: Instant | null;
}

const LETTERS: Readonly<Record<string, DossierFate>> = {
  a: 'accepted',
  s: 'supplemented',
  r: 'returned',
  x: 'rejected',
  w: 'withdrawn',
  d: 'draft',
};

/**
 * One letter a village, in the order of `sampleVillages`; "-" and what is left out have no dossier. Bản Bo enters 7 of its 11
 * villages (6 are needed) and has an eighth in hand; Bình Lư, five other communes of Tam Đường and most of Sìn Hồ are below
 * their quota; two communes have nothing yet.
 */
const FATES: Readonly<Record<string, string>> = {
  '03390': 'aas-a--',
  '03394': 'aa-ra-',
  '03400': 'a--a-',
  '03405': 'aax---',
  '03406': 'asaa--',
  '03412': 'aa-r-d--',
  '03413': 'aaa--',
  '03415': 'a----',
  '03418': 'aasw--',
  '03421': 'aar---',
  '03424': 'aasaaaad---',
  '03427': 'aas--',
  '03430': 'sa---d-',
  '03478': 'aasd--',
  '03499': 'ar---',
  '03505': 'a----',
  '03508': 'aax--',
  '03509': 'a-----',
  '03511': 'axa--',
  '03514': '----',
  '03517': 'a-w----',
  '03520': '-----',
  '03532': 'ar-----',
};

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** 00:00 of 08/11/2021 in Viet Nam: the district's letter had reached the communes. */
const FIRST_DAY = new Date('2021-11-08T00:00:00+07:00');
const LAST_EVENING = new Date('2021-11-30T19:00:00+07:00');

/** Still in hand at nine o'clock of 24/11, when the first stage of the demonstration begins: one lacks nothing but its sending. */
const SENT_LATER: Readonly<Record<string, string>> = {
  [`${BAN_BO_COMMUNE}/Bản Phiêng Hoi`]: '2021-11-24T10:12:31+07:00',
  [`${BAN_BO_COMMUNE}/Bản Phiêng Tiên`]: '2021-11-24T15:41:08+07:00',
};

/** Nearly half come in the last two days and a few in the last evening, as dossiers do; Bản Bo is in time, by 24/11. */
function submissionTime(key: string, communeCode: string): Instant {
  const later = SENT_LATER[key];
  if (later !== undefined) return new Date(later);
  const random = seededRandom(`${key}/nộp`);
  const offset = (day: number): Instant =>
    plusMilliseconds(
      FIRST_DAY,
      day * DAY + random.between(7 * 60 + 30, 17 * 60 + 15) * MINUTE + random.between(0, 59_999),
    );
  if (communeCode === BAN_BO_COMMUNE) return offset(random.between(4, 16));
  const rush = random.next();
  if (rush < 0.08) return plusMilliseconds(LAST_EVENING, random.between(0, 285 * MINUTE));
  return offset(rush < 0.45 ? random.between(21, 22) : random.between(1, 20));
}

/**
 * 64 sample dossiers: 60 submitted in time (43 accepted at once, 7 after a supplement, 5 left returned, 3 rejected, 2 withdrawn)
 * and 4 drafts. In the order of submission, drafts last in the order of the villages. The same on every call.
 */
export function sampleDossiers(): SampleDossier[] {
  const position = new Map<string, number>();
  const dossiers = sampleVillages().flatMap((village): SampleDossier[] => {
    const index = position.get(village.communeCode) ?? 0;
    position.set(village.communeCode, index + 1);
    const fate = LETTERS[FATES[village.communeCode]?.[index] ?? '-'];
    if (fate === undefined) return [];
    const key = `${village.communeCode}/${village.name}`;
    const submittedAt = fate === 'draft' ? null : submissionTime(key, village.communeCode);
    return [{ key, village, fate, submittedAt }];
  });
  const time = (dossier: SampleDossier): number => dossier.submittedAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return dossiers.sort((a, b) => (time(a) === time(b) ? 0 : time(a) - time(b)));
}

/** The dossiers that judges see: accepted in the end. */
export const isJudged = (dossier: SampleDossier): boolean =>
  dossier.fate === 'accepted' || dossier.fate === 'supplemented';

/** The dossier that is followed through every page: returned for a supplement at first, and the winner in the end. */
export const WINNER = `${BAN_BO_COMMUNE}/Bản Hợp Nhất`;

/**
 * The judged dossiers in the order in which `planScores` is to rank them, best first. The winner is the one of Bản Bo that had
 * been returned for a supplement, so that one dossier can be followed through every page.
 */
export function judgedBestFirst(): SampleDossier[] {
  const judged = sampleDossiers().filter(isJudged);
  const rest = judged.filter((dossier) => dossier.key !== WINNER);
  return [...judged.filter((dossier) => dossier.key === WINNER), ...seededRandom('thứ hạng').shuffle(rest)];
}
