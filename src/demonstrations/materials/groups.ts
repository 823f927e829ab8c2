import { sampleDossiers, type SampleDossier } from './dossiers.js';
import { seededRandom } from './seeded-random.js';
import { dossierTexts } from './texts.js';
import { BAN_BO_COMMUNE, BINH_LU_COMMUNE, type SampleVillage, sampleVillages } from './villages.js';

/** A group of a sample village, a SAMPLE as the village is; where the village has a dossier, the dossier is about this group. */
export interface SampleGroup {
  village: SampleVillage;
  name: string;
  link: string;
  owner: string;
  ownerPost: string;
  /** DD/MM/YYYY */
  foundedOn: string;
  households: number;
  /** Six weeks of Mondays from its founding on, oldest first. */
  counts: { day: string; members: number }[];
}

/** The Mondays from the first day of the movement (25/10/2021) on for six weeks, with the share of its members that a group had by then. */
const WEEKS: readonly (readonly [day: string, percent: number])[] = [
  ['25/10/2021', 42],
  ['01/11/2021', 61],
  ['08/11/2021', 78],
  ['15/11/2021', 91],
  ['22/11/2021', 100],
  ['29/11/2021', 102],
  ['06/12/2021', 104],
];
/** A commune that has founded none: the list of gaps names it. */
const WITHOUT_GROUPS: ReadonlySet<string> = new Set(['03514']);
/** Two villages that were given the same link by mistake: the register flags both. */
const MISTAKEN_LINK = { of: `${BINH_LU_COMMUNE}/Bản Hoa Vân`, as: `${BINH_LU_COMMUNE}/Bản Km 2` };
/** Whoever looked who is in the groups looked in these communes alone. */
const LOOKED_AT: ReadonlySet<string> = new Set([BAN_BO_COMMUNE, BINH_LU_COMMUNE]);

const keyOf = ({ communeCode, name }: SampleVillage): string => `${communeCode}/${name}`;
const sortable = (day: string): string => day.split('/').reverse().join('-');

/** The groups of all sample villages but those of one commune, in the order of the villages. The same on every call. */
export function sampleGroups(): SampleGroup[] {
  const dossiers = new Map(sampleDossiers().map((dossier) => [dossier.key, dossier]));
  const textsOf = (village: SampleVillage, key: string) => {
    const without: SampleDossier = { key, village, fate: 'draft', submittedAt: null };
    return dossierTexts(dossiers.get(key) ?? without);
  };
  const villages = sampleVillages().filter(({ communeCode }) => !WITHOUT_GROUPS.has(communeCode));
  return villages.map((village) => {
    const texts = textsOf(village, keyOf(village));
    const mistaken = villages.find((other) => keyOf(other) === MISTAKEN_LINK.as);
    const isMistaken = keyOf(village) === MISTAKEN_LINK.of && mistaken !== undefined;
    return {
      village,
      name: texts.groupName,
      link: isMistaken ? textsOf(mistaken, keyOf(mistaken)).zaloLink : texts.zaloLink,
      owner: texts.leader.fullName,
      ownerPost: texts.leaderDuty,
      foundedOn: texts.foundedOn,
      households: texts.householdCount,
      counts: WEEKS.filter(([day]) => sortable(day) >= sortable(texts.foundedOn)).map(([day, percent]) => ({
        day,
        members: Math.round((texts.memberCount * percent) / 100),
      })),
    };
  });
}

/** Which of two required roles were found in a group, in the order of the list; null: nobody has looked. */
export function sampleRoles({ village }: SampleGroup): readonly ('present' | 'absent')[] | null {
  if (!LOOKED_AT.has(village.communeCode)) return null;
  const random = seededRandom(`${keyOf(village)}/vai trò`);
  return [random.chance(0.8) ? 'present' : 'absent', random.chance(0.4) ? 'present' : 'absent'];
}
