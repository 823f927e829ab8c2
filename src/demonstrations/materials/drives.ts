/** The six weeks of the sample drives, from Mondays, and the moment at which each week’s figures are sent in. */
export const SAMPLE_WEEKS = [
  { on: '2021-10-18', sentAt: new Date('2021-10-22T16:00:00+07:00') },
  { on: '2021-10-25', sentAt: new Date('2021-10-29T16:00:00+07:00') },
  { on: '2021-11-01', sentAt: new Date('2021-11-05T16:00:00+07:00') },
  { on: '2021-11-08', sentAt: new Date('2021-11-12T16:00:00+07:00') },
  { on: '2021-11-15', sentAt: new Date('2021-11-19T16:00:00+07:00') },
  { on: '2021-11-22', sentAt: new Date('2021-11-23T16:00:00+07:00') },
] as const;
/** Who is late sends the day after the week’s Friday. */
export const LATE_AFTER_MILLISECONDS = 20 * 3_600_000;

/** The plan as letter S2 and the letters that cite it have it. */
export const SAMPLE_MOVEMENT = {
  name: 'Sử dụng hiệu quả nhóm Zalo cộng đồng trong phòng, chống dịch Covid-19',
  standingAgency: 'Sở Thông tin và Truyền thông',
  planNumber: '3417/KH-UBND',
  planDatedOn: '2021-10-22',
  startsOn: '2021-10-25',
  endsOn: '2021-11-25',
  sample: true,
} as const;

/** Drives began before the plan was signed, as letters S0 and S4 did; every figure in them is made up. */
export const SAMPLE_SPAN = { startsOn: '2021-10-18', endsOn: '2021-12-31', unitsOn: '2021-10-18' } as const;
/** Made up, so that boards have something to measure against: no letter sets a number of followers. */
export const SAMPLE_FOLLOWERS = 300;

/** Agencies of a ward and of a district, with people who must be brought; made up but for the kinds that letters S1 and S4 name. */
export const WARD_AGENCIES: readonly (readonly [commune: string, name: string, required: number])[] = [
  ['Phường Tân Phong', 'UBND phường Tân Phong', 24],
  ['Phường Tân Phong', 'Trạm Y tế phường Tân Phong', 9],
  ['Phường Tân Phong', 'Trường Mầm non Tân Phong (mẫu)', 38],
  ['Phường Tân Phong', 'Trường Tiểu học Tân Phong (mẫu)', 46],
  ['Phường Tân Phong', 'Trường THCS Tân Phong (mẫu)', 52],
  ['Phường Đông Phong', 'UBND phường Đông Phong', 23],
  ['Phường Đông Phong', 'Trường Tiểu học Đông Phong (mẫu)', 41],
  ['Xã San Thàng', 'UBND xã San Thàng', 22],
];
export const DISTRICT_AGENCIES: readonly (readonly [commune: string, name: string, required: number])[] = [
  ['Thị trấn Tam Đường', 'Phòng Văn hóa và Thông tin huyện', 8],
  ['Thị trấn Tam Đường', 'Phòng Nội vụ huyện', 9],
  ['Thị trấn Tam Đường', 'Trung tâm Y tế huyện', 64],
  ['Thị trấn Tam Đường', 'Trung tâm Văn hóa, Thể thao và Truyền thông huyện', 21],
  ['Xã Bản Bo', 'Trường Tiểu học Bản Bo (mẫu)', 33],
  ['Xã Bản Bo', 'Trạm Y tế xã Bản Bo', 7],
  ['Xã Bình Lư', 'Trường THCS Bình Lư (mẫu)', 29],
];

/** What a unit had reached in a week, of `most`: it grows by a pace of its own, the same in every load. */
export function sampleReached(unit: number, week: number, most: number): number {
  const pace = 55 + ((unit * 37) % 60);
  return Math.min(most, Math.floor((most * pace * (week + 2)) / 800));
}

/** Does the unit leave a week out, and does it send it late? Some always do. */
export const leavesOut = (unit: number, week: number): boolean =>
  (unit * 7 + week * 3) % 19 === 0 || (unit % 23 === 5 && week > 2);
export const sendsLate = (unit: number, week: number): boolean => (unit * 5 + week) % 13 === 0;
