import type { Role } from './kernel/actor.js';
import type { Elsewhere, Navigation } from './web/frame.js';
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
    ['/nhom', 'Nhóm, phong trào'],
    ['/bao-cao', 'Báo cáo'],
    ['/van-ban-den', 'Văn bản đến'],
  ],
  vetting: [
    ['/viec', 'Việc'],
    ['/tham-dinh', 'Hồ sơ'],
    ['/tham-dinh/tien-do', 'Tiến độ'],
    ['/tham-dinh/nhac', 'Nhắc'],
    ['/tham-dinh/chuyen', 'Chuyển'],
    ['/nhom', 'Nhóm, phong trào'],
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
    ['/nhom', 'Nhóm, phong trào'],
    ['/van-ban', 'Sổ văn bản'],
  ],
  auditor: [
    ['/viec', 'Việc'],
    ['/kiem-tra', 'Tổng quan'],
    ['/kiem-tra/nhat-ky', 'Nhật ký'],
    ['/dinh-muc-khen', 'Định mức khen'],
    ['/nhom', 'Nhóm, phong trào'],
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

/** Pages that a role begins from and its menu has no room for: its home page names them. */
const ELSEWHERE: Readonly<Partial<Record<Role, readonly Link[]>>> = {
  vetting: [
    ['/van-ban-den', 'Văn bản đến'],
    ['/van-ban', 'Sổ văn bản của cơ quan'],
  ],
  organiser: [['/van-ban-den', 'Văn bản đến']],
  admin: [
    ['/nhom', 'Nhóm, phong trào'],
    ['/quan-tri/khoa-api', 'Khóa API'],
    ['/quan-tri/kiem-tra-du-lieu', 'Kiểm tra dữ liệu'],
  ],
};

/** Pages that stand beside the register of groups under one menu above their own. */
const REGISTERS = ['/nhom', '/to', '/phong-trao', '/dot', '/cam-ket', '/tuyen-truyen', '/thi-dua'];

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
  if (isAmong(REGISTERS, address)) return marked(links, '/nhom');
  const above = links.map(([href]) => href).filter((href) => isAmong([href], address));
  return marked(links, above.sort((a, b) => b.length - a.length)[0]);
};

/** Organisers without a unit are sent no documents, those of one contest keep no office's register. */
export const elsewhereFor: Elsewhere = ({ role, unitId, contestId }) =>
  (ELSEWHERE[role] ?? [])
    .filter(([href]) => href !== '/van-ban-den' || unitId !== null)
    .filter(([href]) => href !== '/van-ban' || contestId === null)
    .map(([href, label]) => ({ href, label }));

const isAmong = (places: readonly string[], address: string): boolean =>
  places.some((place) => address === place || address.startsWith(`${place}/`));

const marked = (links: readonly Link[], current: string | undefined): NavigationLink[] =>
  links.map(([href, label]) => ({ href, label, count: null, current: href === current }));
