import { API } from '../web/api.js';

/** Addresses of signing in and of one's own account (UX §1b). */
export const accountPaths = {
  signIn: '/dang-nhap',
  signOut: '/dang-xuat',
  signOutEverywhere: '/dang-xuat/moi-noi',
  role: '/vai-tro',
  move: '/chuyen-trinh-duyet',
  moveCode: '/chuyen-trinh-duyet/ma',
  moveLink: (token: string) => `/chuyen-trinh-duyet/${token}`,
  home: '/viec',
  account: '/tai-khoan',
  password: '/tai-khoan/mat-khau',
  // Both are the notices room's; the links stand here.
  channels: '/tai-khoan/kenh-thong-bao',
  notices: '/thong-bao',
  activate: (token: string) => `/kich-hoat/${token}`,
  reset: (token: string) => `/dat-lai/${token}`,
  keys: '/tai-khoan/khoa-api',
  keyRevocation: (id: string) => `/tai-khoan/khoa-api/${id}/thu-hoi`,
  apiKey: `${API}/key`,
  allKeys: '/quan-tri/khoa-api',
  anyKeyRevocation: (id: string) => `/quan-tri/khoa-api/${id}/thu-hoi`,
  people: '/quan-tri/nguoi-dung',
  /** The page is of a room above: what reward forms are worth, which administrators keep too. */
  norms: '/dinh-muc-khen',
  newPerson: '/quan-tri/nguoi-dung/moi',
  person: (id: string) => `/quan-tri/nguoi-dung/${id}`,
  personRoles: (id: string) => `/quan-tri/nguoi-dung/${id}/vai-tro`,
  personRoleRevocation: (id: string, assignmentId: string) =>
    `/quan-tri/nguoi-dung/${id}/vai-tro/${assignmentId}/thu-hoi`,
  personLink: (id: string) => `/quan-tri/nguoi-dung/${id}/lien-ket`,
  personClosure: (id: string) => `/quan-tri/nguoi-dung/${id}/khoa`,
  personReopening: (id: string) => `/quan-tri/nguoi-dung/${id}/mo-khoa`,
  personSignOut: (id: string) => `/quan-tri/nguoi-dung/${id}/dang-xuat`,
} as const;
