import { seededRandom } from './seeded-random.js';

/** Whose naming custom a made-up name follows. */
export type NamingCustom = 'Thái' | 'Mông' | 'Dao' | 'Lự' | 'Giáy' | 'Lào' | 'Kinh';
export interface SamplePerson {
  /** Made up; a likeness with a living person is chance. */
  fullName: string;
  gender: 'nam' | 'nữ';
}

interface Names {
  families: readonly string[];
  /** Middle words, by gender: "A" and "Thị" among the Mông, "Văn" and "Thị" among the Thái. */
  nam: readonly string[];
  nữ: readonly string[];
  givenNam: readonly string[];
  givenNữ: readonly string[];
}

const words = (text: string): readonly string[] => text.split(', ');

const THAI_GIVEN = words('Thịnh, Pâng, Ón, Khụt, Phương, Tiến, Sơn, Hặc, Inh, Lả, Phong, Xuân, Hoan, Đôi, Chung');
const THAI_GIVEN_WOMEN = words('Hương, Ín, Lả, Thắm, Xuân, Yêu, Én, Phượng, Hoa, Bích, Tươi, Piềng, Ngoan');

const NAMES: Readonly<Record<NamingCustom, Names>> = {
  Thái: {
    families: words('Lò, Hoàng, Điêu, Tòng, Mào, Vì, Cà, Lường'),
    nam: words('Văn'),
    nữ: words('Thị'),
    givenNam: THAI_GIVEN,
    givenNữ: THAI_GIVEN_WOMEN,
  },
  Mông: {
    families: words('Giàng, Sùng, Vàng, Thào, Hạng, Mùa, Cứ, Lý, Lầu, Chang'),
    nam: words('A'),
    nữ: words('Thị'),
    givenNam: words('Páo, Chư, Dơ, Lử, Sình, Tủa, Chinh, Hồng, Sử, Vảng, Phử, Dia, Thắng, Lềnh, Sàng, Nhà'),
    givenNữ: words('Dợ, Mai, Sua, Chía, Máy, Dúa, Pàng, Sai, Mỷ, Xuân, Ly'),
  },
  Dao: {
    families: words('Tẩn, Phàn, Chẻo, Lý, Tẩn, Chẻo'),
    nam: words('A, Phù, Láo, Chỉn, Vần'),
    nữ: words('Mỷ, Sử, Tả, Thị, Lở'),
    givenNam: words('Sơn, Quẩy, Xoang, Phủ, San, Sài, Siệu, Páo, Thành, Liều, Kiêm'),
    givenNữ: words('Mẩy, Dao, Mản, Khé, Sính, Viện, Lai, Hòa, Nhị'),
  },
  Lự: {
    families: words('Lò, Vàng, Tao, Lự'),
    nam: words('Văn'),
    nữ: words('Thị'),
    givenNam: words('Sơn, Pản, Khèn, Un, Ngân, Lự, Ăm, Hợp, Thành, Chẻo'),
    givenNữ: words('Kẻo, Sơi, Đeng, Ngọc, Mền, Vân, Ín, Nhói'),
  },
  Giáy: {
    families: words('Lù, Vàng, Vương, Phan, Sần, Lò, Nông'),
    nam: words('Văn, Seo, Tiến'),
    nữ: words('Thị'),
    givenNam: words('Siểng, Thắng, Dìn, Tình, Quang, Phà, Phin, Toan, Chiến'),
    givenNữ: words('Mẩy, Thương, Nhinh, Dín, Quyên, Liên, Hà, Thu'),
  },
  Lào: {
    families: words('Lò, Lường, Vàng, Tao, Vi'),
    nam: words('Văn'),
    nữ: words('Thị'),
    givenNam: words('Thoong, Kẹo, Nọi, Pỏm, Hom, Thân, Dương'),
    givenNữ: words('Nọi, Kẻo, Hoan, Bun, Thuông, Ánh'),
  },
  Kinh: {
    families: words('Nguyễn, Trần, Phạm, Đỗ, Vũ, Bùi, Lê, Đặng, Hoàng, Ngô'),
    nam: words('Văn, Đức, Mạnh, Quang, Hữu, Thanh, Xuân'),
    nữ: words('Thị, Thị Thu, Thị Minh, Thu, Ngọc, Thị Thanh'),
    givenNam: words('Hùng, Cường, Tuấn, Thành, Dũng, Long, Khánh, Trung, Hòa, Nam, Toàn, Vinh'),
    givenNữ: words('Hằng, Nga, Hương, Lan, Thảo, Yến, Thủy, Hạnh, Ngân, Trang, Oanh'),
  },
};

/** Who lives mostly in a commune, by its code; the first named is the commonest. */
const CUSTOMS: Readonly<Record<string, readonly NamingCustom[]>> = {
  '03390': ['Kinh', 'Thái', 'Giáy'],
  '03394': ['Giáy', 'Mông', 'Dao'],
  '03400': ['Mông', 'Dao'],
  '03405': ['Mông', 'Dao'],
  '03406': ['Dao'],
  '03412': ['Giáy', 'Thái', 'Kinh'],
  '03413': ['Mông', 'Kinh', 'Thái'],
  '03415': ['Mông'],
  '03418': ['Giáy', 'Mông', 'Thái'],
  '03421': ['Lự', 'Thái'],
  '03424': ['Thái', 'Mông', 'Kinh'],
  '03427': ['Lào', 'Thái'],
  '03430': ['Mông', 'Thái'],
  '03478': ['Kinh', 'Thái', 'Dao'],
  '03499': ['Mông', 'Dao'],
  '03505': ['Dao', 'Mông'],
  '03508': ['Thái', 'Dao'],
  '03509': ['Thái', 'Mông'],
  '03511': ['Dao', 'Mông'],
  '03514': ['Mông', 'Dao'],
  '03517': ['Thái', 'Lự', 'Mông'],
  '03520': ['Mông', 'Dao'],
  '03532': ['Thái', 'Mông'],
};

/** A made-up person whose name follows one custom; the same for the same seed. */
export function samplePerson(seed: string, custom: NamingCustom, gender?: SamplePerson['gender']): SamplePerson {
  const random = seededRandom(`${seed}/${custom}`);
  const sex = gender ?? (random.chance(0.62) ? 'nam' : 'nữ');
  const names = NAMES[custom];
  const middle = random.pick(sex === 'nam' ? names.nam : names.nữ);
  const given = random.pick(sex === 'nam' ? names.givenNam : names.givenNữ);
  return { fullName: `${random.pick(names.families)} ${middle} ${given}`, gender: sex };
}

/** The customs of one commune, the commonest first. */
export const customsIn = (communeCode: string): readonly NamingCustom[] => CUSTOMS[communeCode] ?? ['Kinh'];

/** How names go in one commune: its commonest custom three times in five, the others for the rest. */
function customIn(communeCode: string, seed: string): NamingCustom {
  const customs = customsIn(communeCode);
  const random = seededRandom(`${seed}/dân tộc`);
  return random.chance(0.6) ? (customs[0] ?? 'Kinh') : random.pick(customs);
}

/** A made-up resident of a commune; the same for the same seed. */
export const sampleResident = (communeCode: string, seed: string, gender?: SamplePerson['gender']): SamplePerson =>
  samplePerson(seed, customIn(communeCode, seed), gender);

/** `count` residents of one commune with `count` different names, in no order. A RangeError when names run out. */
export function sampleResidents(communeCode: string, seed: string, count: number): SamplePerson[] {
  const chosen = new Map<string, SamplePerson>();
  for (let attempt = 0; chosen.size < count; attempt += 1) {
    if (attempt > count * 60) throw new RangeError(`not enough names for ${count} people`);
    const person = sampleResident(communeCode, `${seed}/${attempt}`);
    chosen.set(person.fullName, person);
  }
  return [...chosen.values()];
}
