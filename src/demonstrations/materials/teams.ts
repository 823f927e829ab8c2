import { BAN_BO_COMMUNE, BINH_LU_COMMUNE, type SampleVillage, sampleVillages } from './villages.js';

/** A team of a sample village, a SAMPLE as the village is. Made up, and marked “mẫu” in its name and on its page. */
export interface SampleTeam {
  village: SampleVillage;
  name: string;
  members: { fullName: string; post: string; isLeader: boolean }[];
  /** Heads of the households that it looks after. */
  heads: string[];
  /** Of the village's households those that no team looks after. */
  without: string[];
  isFounded: boolean;
}

const FAMILIES = ['Lò', 'Tẩn', 'Giàng', 'Vàng', 'Sùng', 'Hoàng', 'Nông', 'Lù', 'Phàn', 'Chẻo'];
const MIDDLES = ['Văn', 'Thị', 'A', 'Láo', 'Seo'];
const GIVEN = ['Pao', 'Mẩy', 'Dính', 'Sú', 'Chung', 'Phượng', 'Hặc', 'Păn', 'Tỷ', 'Dao', 'Sơn'];
const POSTS = ['Trưởng bản', 'Chi hội trưởng phụ nữ', 'Bí thư chi đoàn', 'Chi hội trưởng nông dân', 'Người dân'];

/** Ten times five times eleven different names, in an order that looks like none. */
const nameOf = (index: number): string =>
  `${FAMILIES[index % 10] ?? ''} ${MIDDLES[Math.floor(index / 10) % 5] ?? ''} ${GIVEN[index % 11] ?? ''}`;

/** What is wrong with a team, by its place in its commune: too few people, two leaders, too few households. The others keep the bounds. */
const FAULTS: Readonly<Record<number, 'people' | 'leaders' | 'households'>> = {
  2: 'people',
  4: 'leaders',
  6: 'households',
};

/** The teams of two communes in the order of their villages; the last village of each has none, its households wait. The same on every call. */
export function sampleTeams(): SampleTeam[] {
  return [BAN_BO_COMMUNE, BINH_LU_COMMUNE].flatMap((code) =>
    sampleVillages()
      .filter(({ communeCode }) => communeCode === code)
      .map((village, place, all) => teamOf(village, place, place === all.length - 1)),
  );
}

function teamOf(village: SampleVillage, place: number, isBare: boolean): SampleTeam {
  const fault = FAULTS[place];
  const people = fault === 'people' ? 2 : 3 + (place % 3);
  const homes = fault === 'households' ? 24 : 31 + ((place * 7) % 18);
  const heads = Array.from({ length: homes }, (_, index) => nameOf(place * 53 + index));
  const without = Array.from({ length: place % 3 }, (_, index) => nameOf(place * 53 + homes + index));
  return {
    village,
    name: `Tổ Covid cộng đồng ${village.name} (mẫu)`,
    members: Array.from({ length: people }, (_, index) => ({
      fullName: `${nameOf(place * 31 + index * 7)} (mẫu)`,
      post: POSTS[index] ?? '',
      isLeader: index === 0 || (fault === 'leaders' && index === 1),
    })),
    heads: isBare ? [] : heads,
    without: isBare ? heads : without,
    isFounded: fault === undefined && !isBare,
  };
}
