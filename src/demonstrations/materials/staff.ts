/** Somebody with an account in the demonstration. Every name is made up. */
export interface SampleOfficial {
  username: string;
  fullName: string;
  /** What the page header prints under the name. */
  title: string;
  workplace: string;
  /** Nobody's number: 0000 is no dialling code in Viet Nam. */
  phone: string;
}

const official = (
  username: string,
  fullName: string,
  title: string,
  workplace: string,
  lastDigits: string,
): SampleOfficial => ({ username, fullName, title, workplace, phone: `0000000${lastDigits}` });

/** The accounts that the contract names, and `to-chuc-2`, the second person who confirms an award list. */
export const SAMPLE_OFFICIALS: readonly SampleOfficial[] = [
  official('xa', 'Lò Thị Thắm', 'Công chức Văn hóa - Xã hội', 'UBND xã Bản Bo', '101'),
  official('xa2', 'Vàng Văn Dìn', 'Công chức Văn hóa - Xã hội', 'UBND xã Bình Lư', '102'),
  official('tham-dinh', 'Nguyễn Thị Minh Hạnh', 'Chuyên viên', 'Phòng Văn hóa và Thông tin huyện Tam Đường', '201'),
  official('tham-dinh2', 'Tẩn Láo Siệu', 'Chuyên viên', 'Phòng Văn hóa và Thông tin huyện Sìn Hồ', '202'),
  official('giam-khao-1', 'Phạm Quang Trung', 'Trưởng phòng', 'Sở Thông tin và Truyền thông', '301'),
  official('giam-khao-2', 'Đỗ Thị Thanh Thủy', 'Phó Trưởng phòng', 'Sở Y tế', '302'),
  official('giam-khao-3', 'Lò Văn Chung', 'Trưởng ban', 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh', '303'),
  official('giam-khao-4', 'Giàng A Chinh', 'Phó Trưởng ban', 'Tỉnh đoàn Lai Châu', '304'),
  official('giam-khao-5', 'Trần Thu Nga', 'Biên tập viên', 'Đài Phát thanh - Truyền hình tỉnh', '305'),
  official('thu-ky', 'Vũ Thị Thu Hương', 'Chuyên viên', 'Sở Thông tin và Truyền thông', '401'),
  official('to-chuc', 'Hoàng Đức Khánh', 'Phó Giám đốc', 'Sở Thông tin và Truyền thông', '501'),
  official('to-chuc-2', 'Ngô Thị Thanh Lan', 'Chánh Văn phòng', 'Sở Thông tin và Truyền thông', '502'),
  official('kiem-tra', 'Bùi Hữu Toàn', 'Thanh tra viên', 'Thanh tra tỉnh', '601'),
  official('quan-tri', 'Đặng Mạnh Tuấn', 'Quản trị hệ thống', 'Trung tâm Công nghệ thông tin và Truyền thông', '701'),
];

/** A seat in one of the three bodies of the contest. `username` is null for members without an account. */
export interface SampleMember {
  fullName: string;
  duty: string;
  workplace: string;
  username: string | null;
}

const seat = (username: string, duty: string): SampleMember => {
  const person = SAMPLE_OFFICIALS.find((each) => each.username === username);
  if (person === undefined) throw new RangeError(`no sample official ${username}`);
  return { fullName: person.fullName, duty, workplace: person.workplace, username };
};
const member = (fullName: string, duty: string, workplace: string): SampleMember => ({
  fullName,
  duty,
  workplace,
  username: null,
});

/** The three bodies (plan of the province, V.1) with made-up members, heads first. */
export const SAMPLE_BODIES = {
  organisers: [
    member('Lê Thanh Vinh', 'Trưởng ban', 'Ủy ban nhân dân tỉnh'),
    seat('to-chuc', 'Phó Trưởng ban Thường trực'),
    member('Trần Thị Thanh Yến', 'Phó Trưởng ban', 'Sở Y tế'),
    seat('to-chuc-2', 'Ủy viên'),
    member('Sùng A Sàng', 'Ủy viên', 'Ban Dân tộc tỉnh'),
    member('Lò Văn Hoan', 'Ủy viên', 'Hội Nông dân tỉnh'),
  ],
  jury: [
    seat('giam-khao-1', 'Trưởng Ban Giám khảo'),
    seat('giam-khao-2', 'Phó Trưởng Ban Giám khảo'),
    seat('giam-khao-3', 'Giám khảo'),
    seat('giam-khao-4', 'Giám khảo'),
    seat('giam-khao-5', 'Giám khảo'),
  ],
  secretariat: [
    seat('thu-ky', 'Tổ trưởng'),
    member('Phàn Thị Hòa', 'Thành viên', 'Văn phòng Ủy ban nhân dân tỉnh'),
    member('Đỗ Xuân Nam', 'Thành viên', 'Sở Thông tin và Truyền thông'),
  ],
} as const satisfies Record<string, readonly SampleMember[]>;
