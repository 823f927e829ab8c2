import { API } from '../web/api.js';

/** Addresses of contests, for the public and for organisers (UX §1b). `/giai-thuong`, `/cong-bo`, `/xuat`, `/ket-qua` are the awards room's. */
export const contestPaths = {
  front: '/',
  all: '/cuoc-thi',
  one: (slug: string) => `/cuoc-thi/${slug}`,
  rules: (slug: string) => `/cuoc-thi/${slug}/the-le`,
  rulesVersion: (slug: string, number: number) => `/cuoc-thi/${slug}/the-le?ban=${number}`,
  attachment: (slug: string, id: string) => `/cuoc-thi/${slug}/the-le/tep/${id}`,
  results: (slug: string) => `/cuoc-thi/${slug}/ket-qua`,
  /** Whether a printed paper is genuine; the second is printed on it, the third is in its QR code. */
  verification: '/xac-thuc',
  verificationOf: (number: string) => `/xac-thuc/${number}`,
  verificationBy: (number: string, checkValue: string) => `/xac-thuc/${number}?kiem=${checkValue}`,
  desk: '/to-chuc',
  create: '/to-chuc/cuoc-thi/moi',
  setUp: (slug: string) => `/to-chuc/${slug}/thiet-lap`,
  opening: (slug: string) => `/to-chuc/${slug}/mo`,
  part: (slug: string, part: string) => `/to-chuc/${slug}/${part}`,
  row: (slug: string, part: string, id: string) => `/to-chuc/${slug}/${part}/${id}`,
  newRow: (slug: string, part: string) => `/to-chuc/${slug}/${part}/moi`,
  removal: (slug: string, part: string, id: string) => `/to-chuc/${slug}/${part}/${id}/xoa`,
  place: (slug: string, part: string, id: string) => `/to-chuc/${slug}/${part}/${id}/thu-tu`,
  newRubric: (slug: string) => `/to-chuc/${slug}/tieu-chi/ban-moi`,
  rulesFiles: (slug: string, id: string) => `/to-chuc/${slug}/the-le/${id}/tep`,
  rulesFileRemoval: (slug: string, id: string, fileId: string) => `/to-chuc/${slug}/the-le/${id}/tep/${fileId}/xoa`,
  practiceFiles: (slug: string, id: string) => `/to-chuc/${slug}/tap-cham/${id}/tep`,
  practiceFileRemoval: (slug: string, id: string, fileId: string) =>
    `/to-chuc/${slug}/tap-cham/${id}/tep/${fileId}/xoa`,
  notices: (slug: string) => `/to-chuc/${slug}/thong-bao`,
  newBroadcast: (slug: string) => `/to-chuc/${slug}/thong-bao/moi`,
  broadcast: (slug: string, id: string) => `/to-chuc/${slug}/thong-bao/${id}`,
  broadcastEdit: (slug: string, id: string) => `/to-chuc/${slug}/thong-bao/${id}/sua`,
  broadcastTrial: (slug: string, id: string) => `/to-chuc/${slug}/thong-bao/${id}/gui-thu`,
  broadcastRemoval: (slug: string, id: string) => `/to-chuc/${slug}/thong-bao/${id}/xoa`,
  /** Set in the judging room, which opens the re-marking. */
  spreadRule: (slug: string) => `/to-chuc/${slug}/chenh-lech`,
  /** Made again for another year: the form, what would be made, and the making. */
  copy: (slug: string) => `/to-chuc/${slug}/sao-chep`,
  copyPreview: (slug: string) => `/to-chuc/${slug}/sao-chep/xem-truoc`,
  clock: (slug: string) => `/to-chuc/${slug}/dong-ho`,
  apiAll: `${API}/contests`,
  api: (slug: string) => `${API}/contests/${slug}`,
} as const;

/** The parts of a contest, each with one page `/to-chuc/{slug}/{part}`. */
export const PARTS = {
  general: 'thong-tin-chung',
  units: 'don-vi',
  windows: 'moc-thoi-gian',
  extensions: 'gia-han',
  bodies: 'to-chuc-bo-may',
  members: 'thanh-vien',
  rules: 'the-le',
  slots: 'thanh-phan',
  fields: 'thong-tin',
  memberList: 'danh-sach-thanh-vien',
  vetting: 'tham-dinh',
  quota: 'chi-tieu',
  criteria: 'tieu-chi',
  rounds: 'vong-cham',
  roundCriteria: 'tieu-chi-vong',
  ranking: 'xep-hang',
  blind: 'cham-kin',
  practice: 'tap-cham',
  prizes: 'giai-thuong-co-cau',
  sidePrizes: 'giai-phu',
  ceilings: 'dinh-muc',
  budget: 'kinh-phi',
  budgetSources: 'nguon-kinh-phi',
  storage: 'dung-luong',
} as const;
export type Part = (typeof PARTS)[keyof typeof PARTS];
