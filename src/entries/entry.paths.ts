import { API } from '../web/api.js';

/** Addresses of dossiers (UX §1b): the commune's desk, the organiser's list, the auditor's page of one life. */
export const entryPaths = {
  desk: '/nop',
  create: '/nop/moi',
  createIn: (slug: string) => `/nop/moi?cuoc-thi=${slug}`,
  one: (code: string) => `/nop/${code}`,
  answers: (code: string) => `/nop/${code}/thong-tin`,
  presentation: (code: string) => `/nop/${code}/nhom`,
  autosave: (code: string) => `/nop/${code}/thong-tin/nhap`,
  slot: (code: string, slot: string) => `/nop/${code}/tep/${slot}`,
  reuseFile: (code: string, slot: string) => `/nop/${code}/tep/${slot}/dung-lai`,
  /** Where a script announces a file for a slot, and where it then sends it, piece by piece (tus 1.0). */
  transfers: (code: string, slot: string) => `/nop/${code}/tep/${slot}/tus`,
  transfer: (code: string, id: string) => `/nop/${code}/tus/${id}`,
  dropTransfer: (code: string, id: string) => `/nop/${code}/dang-gui/${id}/bo`,
  removeFile: (code: string, fileId: string) => `/nop/${code}/tep/${fileId}/xoa`,
  viewFile: (code: string, fileId: string) => `/nop/${code}/tep/${fileId}/xem`,
  moveFile: (code: string, fileId: string) => `/nop/${code}/tep/${fileId}/thu-tu`,
  members: (code: string) => `/nop/${code}/thanh-vien`,
  membersFile: (code: string) => `/nop/${code}/thanh-vien/tep`,
  membersOpening: (code: string) => `/nop/${code}/thanh-vien/sua`,
  membersDropping: (code: string) => `/nop/${code}/thanh-vien/bo`,
  membersRemoval: (code: string) => `/nop/${code}/thanh-vien/xoa`,
  membersTemplate: (code: string, format: string) => `/nop/${code}/thanh-vien/mau.${format}`,
  membersMarked: (code: string) => `/nop/${code}/thanh-vien/cho-sua.xlsx`,
  membersSheet: (code: string) => `/nop/${code}/thanh-vien/danh-sach.xlsx`,
  check: (code: string) => `/nop/${code}/kiem-tra`,
  receipt: (code: string) => `/nop/${code}/da-nop`,
  /** With .pdf and .docx behind it. */
  receiptPaper: (code: string) => `/nop/${code}/phieu`,
  receiptPng: (code: string) => `/nop/${code}/phieu.png`,
  takeOver: (code: string) => `/nop/${code}/phu-trach`,
  copy: (code: string) => `/nop/${code}/sao-chep`,
  lending: (code: string, slot: string) => `/nop/${code}/tep/${slot}/gui-nho`,
  endLending: (code: string, slot: string, id: string) => `/nop/${code}/tep/${slot}/gui-nho/${id}/dong`,
  lent: (token: string) => `/gui-nho/${token}`,
  lookUp: '/tra-cuu',
  shortLink: (code: string) => `/h/${code}`,
  supplement: (code: string) => `/nop/${code}/bo-sung`,
  history: (code: string) => `/nop/${code}/lich-su`,
  withdraw: (code: string) => `/nop/${code}/rut`,
  organiserList: (slug: string) => `/to-chuc/${slug}/ho-so`,
  organiserOne: (slug: string, code: string) => `/to-chuc/${slug}/ho-so/${code}`,
  /** The whole dossier as one PDF. */
  organiserBook: (slug: string, code: string) => `/to-chuc/${slug}/ho-so/${code}/ho-so.pdf`,
  /** All dossiers of a contest as one archive, and where a made one is fetched. */
  pack: (slug: string) => `/to-chuc/${slug}/ho-so/tat-ca/goi`,
  packFile: (slug: string, id: string) => `/to-chuc/${slug}/ho-so/tat-ca/goi/${id}`,
  /** The same of the dossiers on one desk of a vetting office; the page is the vetting room's. */
  officePack: (slug: string, level: number | string) => `/tham-dinh/goi/${slug}/${level}`,
  officePackFile: (slug: string, level: number | string, id: string) => `/tham-dinh/goi/${slug}/${level}/${id}`,
  auditOne: (code: string) => `/kiem-tra/ho-so/${code}`,
  apiAll: `${API}/entries`,
  apiOne: (code: string) => `${API}/entries/${code}`,
  apiOverview: (slug: string) => `${API}/contests/${slug}/entries`,
} as const;

/** Where each part of one dossier is filled in and where it is sent from; its commune has such pages, and whoever files for it. */
export interface DossierPlaces {
  one: string;
  answers: string;
  /** Where the words send themselves after a pause; null where they do not. */
  autosave: string | null;
  slot: (slot: string) => string;
  members: string;
  check: string;
  files: FileHrefs;
}

/** The places of a dossier on its commune's own pages. */
export const communePlaces = (code: string): DossierPlaces => ({
  one: entryPaths.one(code),
  answers: entryPaths.answers(code),
  autosave: entryPaths.autosave(code),
  slot: (slot) => entryPaths.slot(code, slot),
  members: entryPaths.members(code),
  check: entryPaths.check(code),
  files: fileHrefsBelow(entryPaths.one(code)),
});

/** Where the parts of a file are found below some page of a dossier; each room has its own base and its own policy. */
export interface FileHrefs {
  /** Its page: a preview without downloading. */
  view: (fileId: string) => string;
  /** The file as it was sent. */
  original: (fileId: string) => string;
  /** A picture to look at. */
  picture: (fileId: string) => string;
  /** A small picture beside its name. */
  thumb: (fileId: string) => string;
  /** All photos of the slot in which this one stands, as one PDF. */
  book: (fileId: string) => string;
  /** A page of a PDF as a picture, from 1. */
  page: (fileId: string, page: number) => string;
}

export const FILE_PARTS = ['goc', 'anh', 'nho'] as const;
/** The last word of a file's address: the original, the picture, the small picture. Pages are `…/trang/{n}`. */
export type FilePart = (typeof FILE_PARTS)[number];

/**
 * Is it a file as it was sent, or all photos of a slot as one? Such a look leaves a line of its own (decision 25); pictures and
 * pages belong to the page on which they stand.
 */
export const isFileItself = (part: string): boolean => part === 'goc' || part === 'gop';

/** The file addresses below a page: `{base}/tep/{id}/goc|anh|nho` and `{base}/tep/{id}/trang/{n}`. */
export const fileHrefsBelow = (base: string): FileHrefs => ({
  view: (id) => `${base}/tep/${id}/xem`,
  original: (id) => `${base}/tep/${id}/goc`,
  picture: (id) => `${base}/tep/${id}/anh`,
  thumb: (id) => `${base}/tep/${id}/nho`,
  book: (id) => `${base}/tep/${id}/gop`,
  page: (id, page) => `${base}/tep/${id}/trang/${page}`,
});
