import { API } from '../../web/api.js';

/** The addresses of pledges: of an agency's list, of what its commune sees counted, and of the commune where people live. */
export const pledgePaths = {
  counts: (id: string): string => `/dot/${id}/cam-ket`,
  list: (id: string, unit: string): string => `/dot/${id}/don-vi/${unit}/cam-ket`,
  one: (id: string, unit: string, pledge: string): string => `/dot/${id}/don-vi/${unit}/cam-ket/${pledge}`,
  withdrawal: (id: string, unit: string, pledge: string): string => `/dot/${id}/don-vi/${unit}/cam-ket/${pledge}/rut`,
  importing: (id: string, unit: string): string => `/dot/${id}/don-vi/${unit}/nhap-cam-ket`,
  template: (id: string, unit: string, kind: 'xlsx' | 'csv'): string => `/dot/${id}/don-vi/${unit}/mau-cam-ket.${kind}`,
  residence: '/cam-ket',
  apiCounts: (id: string): string => `${API}/drives/${id}/pledges`,
  residents: (id: string): string => `/cam-ket/${id}`,
};
