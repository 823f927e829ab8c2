import { type UnitRow, readLaiChau2021 } from '../../units/unit-data.js';

/**
 * A village of the demonstration. A SAMPLE: there is no public list of villages, so the names are made up in the manner of the
 * place, and the platform marks each with "mẫu". Only the communes above them are real.
 */
export interface SampleVillage {
  communeCode: string;
  /** "Xã Bản Bo" */
  communeName: string;
  /** "106" (huyện Tam Đường) or "108" (huyện Sìn Hồ) */
  districtCode: string;
  type: 'bản' | 'tổ dân phố';
  /** With its type word: "Bản Nà Khum", "Tổ dân phố số 3". Unique within its commune. */
  name: string;
  /** Another spelling in use, searched as well; null when there is none. */
  alias: string | null;
}

/** The day from which the sample villages exist: the same as the record of their communes, and before the contest. */
export const SAMPLE_VILLAGES_SINCE = '2021-01-01';
export const TAM_DUONG_DISTRICT = '106';
export const SIN_HO_DISTRICT = '108';
export const BAN_BO_COMMUNE = '03424';
export const BINH_LU_COMMUNE = '03412';

/** Bare names by commune code, in printed order; a number alone is a tổ dân phố, "A = B" carries an alias. */
const NAMES: Readonly<Record<string, string>> = {
  // Huyện Tam Đường, all 13 communes
  '03390': 'số 1; số 2; số 3; số 4; Thác Cạn; Bình Luông; Nà Đon = Nà Đông',
  '03394': 'Đông Phong; Lở Thàng; Na Đông; Pan Khèo; Sin Câu; Thèn Sin 2',
  '03400': 'Pho Lao Chải; Tả Lèng Chải; Lùng Than; Phìn Ngan Lao Chải; Háng Là',
  '03405': 'Sử Thàng; Mào Phô; Ngài Chồ; Sin Chải; Giang Ma; Phìn Chải',
  '03406': 'Rừng Ổi; Khèo Thầu; Sì Thâu Chải; Nhiều Sang; Chù Khèo; Phô Hồ Thầu',
  '03412': 'Km 2; Hoa Vân; Thống Nhất; Nà Hum; Nà Phát; Vân Bình; Nà Cà; Tòng Pẳn',
  '03413': 'Chu Va 6; Chu Va 8; Chu Va 12; Huổi Ke; 46',
  '03415': 'Xì Miền Khan; Sáy San 1; Sáy San 2; Phan Chu Hoa; Lao Tỷ Phùng',
  '03418': 'Giang; Nà Bỏ; Nà Sài; Tẩn Phù Nhiêu; Suối Thầu; Nà Cơ',
  '03421': 'Hon 1; Hon 2; Nà Khum; Thẳm; Đông Pao; Chăn Nuôi',
  '03424':
    'Bo; Nà Khum; Hợp Nhất; Nà Can; Cốc Phung; Phiêng Hoi; Phiêng Tiên; Nà Sẳng = Nà Sẳn; Nà Út; Hưng Phong; Nà Van',
  '03427': 'Nà Tăm; Nà Hiềng; Nà Luồng; Nà Vàn; Coóc Cuông',
  '03430': 'Ma Sao Phìn; Sàn Phàng Thấp; Sàn Phàng Cao; Sin Chải; Thèn Thầu; Nà Khum; Lao Chải 1',
  // Huyện Sìn Hồ, ten of its 22
  '03478': 'số 1; số 2; số 3; số 5; Hoàng Hồ; Phìn Trang',
  '03499': 'Hồng Thu Mông; Tả Thàng; Lao Chải; Pa Phang; Séo Lèng',
  '03505': 'Nậm Lúc 1; Nậm Lúc 2; Can Thàng; Tà Kháo = Tả Kháo; Suối Sù Tổng',
  '03508': 'Ma Quai Thàng; Phiêng Diểm; Nà Phân; Lù Suối Tỷ; Cung Mu Phìn',
  '03509': 'Lùng Thàng; Nậm Bó; Pa Cuổi; Tả Tủ; Nà Tăm Chiềng; Can Hồ',
  '03511': 'Tả Phìn 1; Tả Phìn 2; Sơn Sỷ Phìn; Chang Phìn; Ngài Thầu',
  '03514': 'Sà Dề Phìn; Mao Sao Phìn; Hắt Hơ; Trung Xung A',
  '03517': 'Nậm Tăm 1; Nậm Tăm 2; Nà Tăm Mới; Phiêng Chá; Nậm Ngập; Pậu; Nậm Kinh',
  '03520': 'Tả Ngảo; Nhiều Sáng; Séo Lẻng 2; Chảo Cán; Lao Phô',
  '03532': 'Noong Hẻo 1; Noong Hẻo 2; Nậm Há; Ta Đanh; Phiêng Phát; Hua Cuổi; Trị Xoang',
};

function villageOf(commune: UnitRow, entry: string): SampleVillage {
  const [bare = '', alias] = entry.split(' = ');
  const type = bare.startsWith('số ') ? 'tổ dân phố' : 'bản';
  const named = (word: string): string => (type === 'bản' ? `Bản ${word}` : `Tổ dân phố ${word}`);
  return {
    communeCode: commune.code,
    communeName: commune.name,
    districtCode: commune.parentCode ?? '',
    type,
    name: named(bare),
    alias: alias === undefined ? null : named(alias),
  };
}

/**
 * The 138 sample villages of 23 communes, in the order of the national list and then of the printed one: 4 to 8 a commune,
 * 11 in Bản Bo, so that its quota of over 50 % is 6. The same on every call.
 */
export function sampleVillages(): SampleVillage[] {
  return readLaiChau2021().flatMap((unit) => {
    const names = unit.level === 'commune' ? NAMES[unit.code] : undefined;
    return names === undefined ? [] : names.split('; ').map((entry) => villageOf(unit, entry));
  });
}

/**
 * The same villages as the file that `unit import` takes: UTF-8, header row, LF. The note "mẫu" is what marks them as samples.
 * No sample name holds a comma, a quote or a line break, so nothing needs quoting.
 */
export function sampleVillagesCsv(): string {
  const rows = sampleVillages().map((village) =>
    [village.communeCode, village.type, village.name, village.alias ?? '', SAMPLE_VILLAGES_SINCE, 'mẫu'].join(','),
  );
  return ['parent_code,type,name,alias,valid_from,note', ...rows, ''].join('\n');
}
