import { sampleResidents } from './people.js';
import { BAN_BO_COMMUNE, BINH_LU_COMMUNE, sampleVillages } from './villages.js';

/** The list of an agency of the drive that keeps pledges, and who brings it in. Every person is made up and marked “mẫu”. */
export interface SamplePledges {
  agency: string;
  /** A user name of the demonstration: the commune that the agency stands in, or the office above. */
  by: string;
  rows: readonly SamplePledge[];
}

export interface SamplePledge {
  fullName: string;
  post: string;
  commune: string;
  village: string;
  /** dd/mm/yyyy */
  pledgedOn: string;
}

/** In this week of the drive (0 is its first) the lists come in, and in this one communes have looked into the groups. */
export const LISTED_IN_WEEK = 2;
export const CONFIRMED_IN_WEEK = 4;
/** Of those who wait in a commune so many in a hundred are in their groups when it looks. */
export const FOUND_PERCENT = 60;
export const NOT_FOUND_REASON = 'Trưởng bản kiểm tra, chưa thấy trong nhóm (mẫu)';

const AGENCIES: readonly (readonly [agency: string, by: string, people: number, posts: readonly string[]])[] = [
  ['Trường Tiểu học Bản Bo (mẫu)', 'xa', 24, ['Hiệu trưởng', 'Phó Hiệu trưởng', 'Giáo viên', 'Giáo viên', 'Nhân viên']],
  ['Trạm Y tế xã Bản Bo', 'xa', 6, ['Trạm trưởng', 'Y sĩ', 'Điều dưỡng']],
  ['Trường THCS Bình Lư (mẫu)', 'xa2', 15, ['Hiệu trưởng', 'Giáo viên', 'Giáo viên', 'Kế toán']],
  ['Phòng Văn hóa và Thông tin huyện', 'tham-dinh', 7, ['Trưởng phòng', 'Phó Trưởng phòng', 'Chuyên viên']],
];
const DAYS = ['26/10/2021', '27/10/2021', '29/10/2021', '01/11/2021', '03/11/2021'];

/** The lists, the same on every call: most live in two communes, one in nine of them outside the province. */
export function samplePledges(): SamplePledges[] {
  const villages = sampleVillages().filter(({ communeCode }) =>
    [BAN_BO_COMMUNE, BINH_LU_COMMUNE].includes(communeCode),
  );
  return AGENCIES.map(([agency, by, people, posts], place) => ({
    agency,
    by,
    rows: sampleResidents(BAN_BO_COMMUNE, `cam kết/${agency}`, people).map(({ fullName }, index) => {
      const village = villages[(index * 5 + place * 3) % villages.length];
      const isOutside = index % 9 === 8 || village === undefined;
      return {
        fullName: `${fullName} (mẫu)`,
        // A head once, then the common posts over and over.
        post: (index < posts.length ? posts[index] : posts[posts.length - 1 - (index % 2)]) ?? '',
        commune: isOutside ? 'Ngoài phạm vi' : village.communeName,
        village: isOutside ? '' : village.name,
        pledgedOn: DAYS[index % DAYS.length] ?? '',
      };
    }),
  }));
}
