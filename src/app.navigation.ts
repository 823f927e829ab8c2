import type { Role } from './kernel/actor.js';
import type { Navigation } from './web/frame.js';
import type { NavigationLink } from './web/views/page.js';

type Link = readonly [href: string, label: string];

/** At most six links a role, in words, `Việc` first (UX §2, navigation). */
const LINKS: Readonly<Record<Role | 'public', readonly Link[]>> = {
  public: [
    ['/cuoc-thi', 'Cuộc thi'],
    ['/tra-cuu', 'Tra cứu'],
    ['/dang-nhap', 'Đăng nhập'],
  ],
  commune: [
    ['/viec', 'Việc'],
    ['/nop', 'Hồ sơ'],
    ['/nhom', 'Nhóm, tổ'],
    ['/bao-cao', 'Báo cáo'],
    ['/van-ban-den', 'Văn bản đến'],
  ],
  vetting: [
    ['/viec', 'Việc'],
    ['/tham-dinh', 'Hồ sơ'],
    ['/tham-dinh/tien-do', 'Tiến độ'],
    ['/tham-dinh/nhac', 'Nhắc'],
    ['/tham-dinh/chuyen', 'Chuyển'],
    ['/van-ban-den', 'Văn bản đến'],
  ],
  judge: [
    ['/viec', 'Việc'],
    ['/cham', 'Chấm'],
    ['/cham/tong-ket', 'Tổng kết'],
  ],
  secretary: [
    ['/viec', 'Việc'],
    ['/thu-ky/phan-cong', 'Phân công'],
    ['/thu-ky/tien-do', 'Tiến độ'],
    ['/thu-ky/tong-hop', 'Tổng hợp'],
    ['/thu-ky/khoa', 'Khóa'],
  ],
  organiser: [
    ['/viec', 'Việc'],
    ['/to-chuc', 'Cuộc thi'],
    ['/dinh-muc-khen', 'Định mức khen'],
    ['/nhom', 'Nhóm, tổ'],
    ['/van-ban', 'Sổ văn bản'],
  ],
  auditor: [
    ['/viec', 'Việc'],
    ['/kiem-tra', 'Tổng quan'],
    ['/kiem-tra/nhat-ky', 'Nhật ký'],
    ['/dinh-muc-khen', 'Định mức khen'],
    ['/nhom', 'Nhóm, tổ'],
    ['/van-ban', 'Sổ văn bản'],
  ],
  admin: [
    ['/viec', 'Việc'],
    ['/quan-tri/nguoi-dung', 'Người dùng'],
    ['/quan-tri/don-vi', 'Đơn vị'],
    ['/quan-tri/kenh-gui', 'Kênh gửi'],
    ['/quan-tri/cong-viec', 'Công việc'],
    ['/quan-tri/sao-luu', 'Sao lưu'],
  ],
};

/** Inside one contest an organiser's menu is that contest's. */
const linksOfContest = (slug: string): readonly Link[] => [
  ['/viec', 'Việc'],
  ['/to-chuc', 'Cuộc thi'],
  [`/to-chuc/${slug}/thiet-lap`, 'Thiết lập'],
  [`/to-chuc/${slug}/ho-so`, 'Hồ sơ'],
  [`/to-chuc/${slug}/giai-thuong`, 'Giải thưởng'],
  [`/to-chuc/${slug}/xuat`, 'Xuất'],
];

const CONTEST_ADDRESS = /^\/to-chuc\/(?!cuoc-thi\/)([a-z0-9-]+)\/([a-z-]+)/;

/** Pages of a contest that belong to another link than their address says; every other page is part of its set-up. */
const BELONGS_TO: Readonly<Record<string, string>> = {
  'ho-so': 'ho-so',
  'giai-thuong': 'giai-thuong',
  'cong-bo': 'giai-thuong',
  'chi-tien': 'giai-thuong',
  'kien-nghi': 'giai-thuong',
  'ket-qua-cham': 'giai-thuong',
  xuat: 'xuat',
  'van-ban': 'xuat',
  'so-van-ban': 'xuat',
};

/** The current link is the deepest one above the address; inside a contest, the one that its page belongs to. */
export const navigationOf: Navigation = (actor, address) => {
  const inContest = actor?.role === 'organiser' ? CONTEST_ADDRESS.exec(address) : null;
  if (inContest !== null) {
    const [, slug = '', page = ''] = inContest;
    return marked(linksOfContest(slug), `/to-chuc/${slug}/${BELONGS_TO[page] ?? 'thiet-lap'}`);
  }
  // Whose role is for one contest keeps and reads that contest’s register, not those of offices.
  const links = LINKS[actor?.role ?? 'public'].filter(([href]) => href !== '/van-ban' || actor?.contestId === null);
  const above = links.map(([href]) => href).filter((href) => address === href || address.startsWith(`${href}/`));
  return marked(links, above.sort((a, b) => b.length - a.length)[0]);
};

const marked = (links: readonly Link[], current: string | undefined): NavigationLink[] =>
  links.map(([href, label]) => ({ href, label, count: null, current: href === current }));
