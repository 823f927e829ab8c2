import { API } from '../web/api.js';

/** Addresses of award lists, their papers and exports (UX §1b, TC and CC rows). */
export const awardPaths = {
  desk: (slug: string) => `/to-chuc/${slug}/giai-thuong`,
  draft: (slug: string) => `/to-chuc/${slug}/giai-thuong/lap`,
  discard: (slug: string) => `/to-chuc/${slug}/giai-thuong/bo`,
  tie: (slug: string, group: number | string) => `/to-chuc/${slug}/giai-thuong/dong-hang/${group}`,
  withheld: (slug: string, tier: string) => `/to-chuc/${slug}/giai-thuong/khong-trao/${tier}`,
  shift: (slug: string) => `/to-chuc/${slug}/giai-thuong/chuyen-chi-tieu`,
  emptyTier: (slug: string) => `/to-chuc/${slug}/giai-thuong/de-trong`,
  sidePrize: (slug: string, prize: string) => `/to-chuc/${slug}/giai-thuong/giai-phu/${prize}`,
  reward: (slug: string) => `/to-chuc/${slug}/giai-thuong/hinh-thuc-khen`,
  /** What reward forms are worth and what the base salary is: the same for all contests. */
  norms: '/dinh-muc-khen',
  newNorm: '/dinh-muc-khen/he-so',
  normClosing: (id: string) => `/dinh-muc-khen/he-so/${id}/het-hieu-luc`,
  normWithdrawal: (id: string) => `/dinh-muc-khen/he-so/${id}/bo`,
  newBase: '/dinh-muc-khen/luong-co-so',
  baseWithdrawal: (id: string) => `/dinh-muc-khen/luong-co-so/${id}/bo`,
  decisionWithdrawal: (slug: string, id: string) => `/to-chuc/${slug}/giai-thuong/quyet-dinh/${id}/bo`,
  confirm: (slug: string) => `/to-chuc/${slug}/giai-thuong/xac-nhan`,
  takeBack: (slug: string) => `/to-chuc/${slug}/giai-thuong/ve-du-thao`,
  payments: (slug: string) => `/to-chuc/${slug}/chi-tien`,
  payment: (slug: string, entry: string) => `/to-chuc/${slug}/chi-tien/${entry}`,
  paymentWithdrawal: (slug: string, entry: string) => `/to-chuc/${slug}/chi-tien/${entry}/bo`,
  publication: (slug: string) => `/to-chuc/${slug}/cong-bo`,
  embargo: (slug: string) => `/to-chuc/${slug}/cong-bo/hen-gio`,
  embargoLifting: (slug: string) => `/to-chuc/${slug}/cong-bo/bo-hen`,
  /** The page is of the room above: a whole contest as one file. */
  archive: (slug: string) => `/to-chuc/${slug}/xuat/ban-luu`,
  exports: (slug: string) => `/to-chuc/${slug}/xuat`,
  workbook: (slug: string) => `/to-chuc/${slug}/xuat/ket-qua.xlsx`,
  awardsCsv: (slug: string) => `/to-chuc/${slug}/xuat/danh-sach-khen-thuong.csv`,
  scoresCsv: (slug: string) => `/to-chuc/${slug}/xuat/diem.csv`,
  listPaper: (slug: string) => `/to-chuc/${slug}/xuat/danh-sach-khen-thuong`,
  payoutPaper: (slug: string) => `/to-chuc/${slug}/xuat/danh-sach-chi-tien`,
  papers: (slug: string) => `/to-chuc/${slug}/van-ban`,
  paper: (slug: string, code: string) => `/to-chuc/${slug}/van-ban/${code}`,
  /** With .pdf and .docx behind it. */
  paperFile: (slug: string, code: string) => `/to-chuc/${slug}/van-ban/${code}/tep`,
  registration: (slug: string, code: string) => `/to-chuc/${slug}/van-ban/${code}/vao-so`,
  certificates: (slug: string, code: string) => `/to-chuc/${slug}/van-ban/${code}/tung-to.zip`,
  results: (slug: string) => `/cuoc-thi/${slug}/ket-qua`,
  /** A published list by its number, also after another has taken its place. */
  resultsOf: (slug: string, number: number | string) => `/cuoc-thi/${slug}/ket-qua/${number}`,
  /** How a published rank came about: of an entry in a list by its number. */
  workings: (slug: string, number: number | string, entry: string) => `/cuoc-thi/${slug}/ket-qua/${number}/${entry}`,
  /** The results bundle of a published list by its number: a ZIP. */
  bundle: (slug: string, number: number | string) => `/cuoc-thi/${slug}/goi-ket-qua/${number}`,
  /** Objections to the result: for everybody. One by its number is its receipt, and later its answer. */
  objections: (slug: string) => `/cuoc-thi/${slug}/kien-nghi`,
  objection: (slug: string, number: number | string) => `/cuoc-thi/${slug}/kien-nghi/${number}`,
  /** The same for whoever answers them. */
  objectionDesk: (slug: string) => `/to-chuc/${slug}/kien-nghi`,
  objectionAnswer: (slug: string, number: number | string) => `/to-chuc/${slug}/kien-nghi/${number}`,
  /** A commune's prizes of all contests. */
  commune: (id: string) => `/xa/${id}`,
  /** What a commune lets everybody see of a dossier that won something, and where it says so. */
  shownEntry: (slug: string, code: string) => `/cuoc-thi/${slug}/bai/${code}`,
  shownPhoto: (slug: string, code: string, file: string) => `/cuoc-thi/${slug}/bai/${code}/anh/${file}`,
  showing: (code: string) => `/nop/${code}/cong-khai`,
  showingWithdrawal: (code: string) => `/nop/${code}/cong-khai/rut`,
  resultsCsv: (slug: string) => `/cuoc-thi/${slug}/ket-qua.csv`,
  resultsFeed: (slug: string) => `/cuoc-thi/${slug}/ket-qua.rss`,
  api: (slug: string) => `${API}/contests/${slug}/results`,
  apiObjections: (slug: string) => `${API}/contests/${slug}/objections`,
  apiPayments: (slug: string) => `${API}/contests/${slug}/payments`,
} as const;
