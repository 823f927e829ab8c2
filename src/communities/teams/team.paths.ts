import { API } from '../../web/api.js';

/** Addresses of the register of teams. */
export const teamPaths = {
  list: '/to',
  create: '/to/moi',
  kinds: '/to/loai',
  kind: (id: string) => `/to/loai/${id}`,
  kindTasks: (id: string) => `/to/loai/${id}/nhiem-vu`,
  kindTaskEnd: (id: string, task: string) => `/to/loai/${id}/nhiem-vu/${task}/thoi`,
  import: '/to/nhap-ho',
  importTaking: '/to/nhap-ho/ghi',
  importTemplate: (kind: 'xlsx' | 'csv') => `/to/nhap-ho/mau.${kind}`,
  jointTraining: '/to/tap-huan',
  /** What of a commune's households can be taken out, and the files; those of one team below it. */
  householdLists: '/to/danh-sach-ho',
  householdListsFile: (kind: 'xlsx' | 'csv') => `/to/danh-sach-ho.${kind}`,
  householdFile: (id: string, kind: 'xlsx' | 'csv') => `/to/${id}/danh-sach-ho.${kind}`,
  coverage: '/to/do-phu',
  coverageSheet: '/to/do-phu.xlsx',
  /** Without the kind behind it (`paperRoutes`, `paperLinks`). */
  coveragePaper: '/to/do-phu/ban-in',
  api: `${API}/teams`,
  one: (id: string) => `/to/${id}`,
  edit: (id: string) => `/to/${id}/sua`,
  founding: (id: string) => `/to/${id}/thanh-lap`,
  dissolution: (id: string) => `/to/${id}/giai-the`,
  trainings: (id: string) => `/to/${id}/tap-huan`,
  trainingEnd: (id: string, training: string) => `/to/${id}/tap-huan/${training}/bo`,
  households: (id: string) => `/to/${id}/ho`,
  household: (id: string, household: string) => `/to/${id}/ho/${household}`,
} as const;
