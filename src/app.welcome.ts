/** What the first use of this database brought: the demonstration, a one-time administrator link, or nothing new. */
export interface FirstUse {
  demonstration: boolean;
  /** User names of the demonstration that have its password; a name that somebody had before keeps the own one. */
  accounts: readonly string[];
  /** Path of the single-use link that makes the first administrator; null when there is one already. */
  adminLink: string | null;
}

const WHO: readonly (readonly [names: readonly string[], role: string])[] = [
  [['xa', 'xa2'], 'cán bộ xã Bản Bo, xã Bình Lư'],
  [['tham-dinh', 'tham-dinh2'], 'thẩm định huyện Tam Đường, huyện Sìn Hồ'],
  [['giam-khao-1', 'giam-khao-2', 'giam-khao-3', 'giam-khao-4', 'giam-khao-5'], 'giám khảo'],
  [['thu-ky'], 'Tổ thư ký'],
  [['to-chuc', 'to-chuc-2'], 'Ban Tổ chức'],
  [['kiem-tra'], 'kiểm tra'],
  [['quan-tri'], 'quản trị'],
];

/** What the terminal says once the platform is ready: where to open it and with which accounts. */
export function welcome(baseUrl: string, { demonstration, accounts, adminLink }: FirstUse): string {
  const lines = ['', `Hội Thi đã sẵn sàng. Mở trình duyệt tại: ${baseUrl}`, ''];
  if (demonstration) {
    lines.push(
      'Đang có dữ liệu diễn tập: cuộc thi nhóm Zalo cộng đồng, tỉnh Lai Châu, năm 2021. Đăng nhập bằng:',
      ...WHO.flatMap(([names, role]) =>
        lineOf(
          names.filter((name) => accounts.includes(name)),
          role,
        ),
      ),
      'Mật khẩu chung: hoithi-demo',
      '',
    );
  }
  if (adminLink !== null)
    lines.push('Chưa có quản trị viên. Mở liên kết dùng một lần này để đặt mật khẩu:', `  ${baseUrl}${adminLink}`, '');
  lines.push('Nhấn Ctrl-C để dừng.', '');
  return lines.join('\n');
}

function lineOf(names: readonly string[], role: string): string[] {
  const [first] = names;
  if (first === undefined) return [];
  const named = names.length > 2 ? `${first} … ${names.at(-1) ?? ''}` : names.join(', ');
  return [`  ${named.padEnd(27)} ${role}`];
}
