import { API } from '../web/api.js';
import { type DossierPlaces, fileHrefsBelow } from '../entries/entry.paths.js';

/** Addresses of the vetting office (UX §1b, TĐ). `:code` is the dossier's number. */
export const vettingPaths = {
  apiQueue: `${API}/vetting`,
  apiOne: (code: string) => `${API}/vetting/${code}`,
  queue: '/tham-dinh',
  assignment: '/tham-dinh/giao',
  acceptance: '/tham-dinh/tiep-nhan',
  reminderChoice: '/tham-dinh/nhac/chon',
  progress: '/tham-dinh/tien-do',
  progressSheet: '/tham-dinh/tien-do.xlsx',
  progressPaper: '/tham-dinh/bao-cao-tien-do',
  reminders: '/tham-dinh/nhac',
  stockReasons: '/tham-dinh/cau-mau',
  stockReasonRemoval: '/tham-dinh/cau-mau/bo',
  stockReasonReturn: '/tham-dinh/cau-mau/dung-lai',
  filing: '/tham-dinh/nop-thay',
  filed: (code: string) => `/tham-dinh/nop-thay/${code}`,
  filedAnswers: (code: string) => `/tham-dinh/nop-thay/${code}/thong-tin`,
  filedFiles: (code: string) => `/tham-dinh/nop-thay/${code}/tep`,
  filedFile: (code: string, id: string, part: string) => `/tham-dinh/nop-thay/${code}/tep/${id}/${part}`,
  filedFilePage: (code: string, id: string, page: string) => `/tham-dinh/nop-thay/${code}/tep/${id}/trang/${page}`,
  filedList: (code: string) => `/tham-dinh/nop-thay/${code}/danh-sach`,
  filedListTaking: (code: string) => `/tham-dinh/nop-thay/${code}/danh-sach/lay`,
  filedCheck: (code: string) => `/tham-dinh/nop-thay/${code}/kiem-tra`,
  filedReceipt: (code: string) => `/tham-dinh/nop-thay/${code}/bien-nhan`,
  filingEnd: (code: string) => `/tham-dinh/nop-thay/${code}/thoi`,
  forwarding: '/tham-dinh/chuyen',
  batch: (id: string) => `/tham-dinh/chuyen/${id}`,
  /** Papers: each with .pdf and .docx behind it. */
  batchPaper: (id: string) => `/tham-dinh/chuyen/${id}/cong-van`,
  one: (code: string) => `/tham-dinh/${code}`,
  undo: (code: string) => `/tham-dinh/${code}/hoan-tac`,
  decision: (code: string) => `/tham-dinh/${code}/quyet-dinh`,
  supplement: (code: string) => `/tham-dinh/${code}/yeu-cau-bo-sung`,
  comparison: (code: string) => `/tham-dinh/${code}/thay-doi`,
  notice: (code: string) => `/tham-dinh/${code}/phieu-bo-sung`,
  file: (code: string, id: string, part: string) => `/tham-dinh/${code}/tep/${id}/${part}`,
  members: (code: string) => `/tham-dinh/${code}/thanh-vien.xlsx`,
  /** The whole dossier as one PDF. */
  book: (code: string) => `/tham-dinh/${code}/ho-so.pdf`,
  filePage: (code: string, id: string, page: string) => `/tham-dinh/${code}/tep/${id}/trang/${page}`,
} as const;

/** The places of a draft on the pages of the officer who files it for its commune: all slots stand on one page. */
export const filedPlaces = (code: string): DossierPlaces => ({
  one: vettingPaths.filed(code),
  answers: vettingPaths.filedAnswers(code),
  autosave: null,
  slot: (slot) => `${vettingPaths.filed(code)}#muc-${slot}`,
  members: `${vettingPaths.filed(code)}#danh-sach`,
  check: vettingPaths.filedCheck(code),
  files: fileHrefsBelow(vettingPaths.filed(code)),
});
