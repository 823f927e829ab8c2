import { API } from '../../web/api.js';

/** The addresses of drives, of what units report, and of the boards. */
export const drivePaths = {
  one: (id: string): string => `/dot/${id}`,
  edit: (id: string): string => `/dot/${id}/sua`,
  units: (id: string): string => `/dot/${id}/don-vi`,
  unit: (id: string, unit: string): string => `/dot/${id}/don-vi/${unit}`,
  confirmation: (id: string, report: string): string => `/dot/${id}/bao-cao/${report}/xac-nhan`,
  poster: (id: string): string => `/dot/${id}/ap-phich`,
  board: (id: string): string => `/dot/${id}/bang`,
  boardSheet: (id: string): string => `/dot/${id}/bang.xlsx`,
  annex: (id: string): string => `/dot/${id}/phu-luc`,
  letter: (id: string): string => `/dot/${id}/don-doc`,
  reminder: (id: string): string => `/dot/${id}/nhac`,
  importing: (id: string): string => `/dot/${id}/nhap`,
  form: (id: string): string => `/dot/${id}/mau.xlsx`,
  owed: '/bao-cao',
  report: (id: string): string => `/bao-cao/${id}`,
  checks: (id: string): string => `/bao-cao/${id}/kiem-soat`,
  apiAll: `${API}/drives`,
  apiUnits: (id: string): string => `${API}/drives/${id}/units`,
  apiBoard: (id: string): string => `${API}/drives/${id}/board`,
  apiReports: (id: string): string => `${API}/drives/${id}/reports`,
};

/** An address with what is chosen behind it; empty choices are left out. */
export function withChoices(path: string, choices: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams(
    Object.entries(choices).flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value]])),
  ).toString();
  return query === '' ? path : `${path}?${query}`;
}
