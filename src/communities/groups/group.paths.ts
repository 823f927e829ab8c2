import { API } from '../../web/api.js';

/** Addresses of the register of groups. */
export const groupPaths = {
  list: '/nhom',
  create: '/nhom/moi',
  import: '/nhom/nhap',
  importTaking: '/nhom/nhap/ghi',
  importTemplate: (kind: 'xlsx' | 'csv') => `/nhom/nhap/mau.${kind}`,
  gaps: '/nhom/vai-tro',
  gapsSheet: '/nhom/vai-tro.xlsx',
  roles: '/nhom/vai-tro/danh-muc',
  roleEnd: (role: string) => `/nhom/vai-tro/danh-muc/${role}/thoi`,
  /** Without the kind behind it (`paperRoutes`, `paperLinks`). */
  annex: '/nhom/phu-luc',
  api: `${API}/groups`,
  apiCounts: (id: string) => `${API}/groups/${id}/counts`,
  one: (id: string) => `/nhom/${id}`,
  /** Without the kind behind it, as the annex. */
  invitation: (id: string) => `/nhom/${id}/to-moi`,
  edit: (id: string) => `/nhom/${id}/sua`,
  closing: (id: string) => `/nhom/${id}/ngung`,
  reopening: (id: string) => `/nhom/${id}/hoat-dong-lai`,
  counts: (id: string) => `/nhom/${id}/so-thanh-vien`,
  correction: (id: string, count: string) => `/nhom/${id}/so-thanh-vien/${count}/dinh-chinh`,
  countFile: (id: string, count: string) => `/nhom/${id}/so-thanh-vien/${count}/anh`,
  roleSightings: (id: string) => `/nhom/${id}/vai-tro`,
} as const;
