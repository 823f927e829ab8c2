import { API } from '../../web/api.js';

/** The addresses of the emulation record and of proposals that come of it. `id` is the movement's. */
export const recordPaths = {
  list: '/thi-dua',
  apiObservations: (id: string): string => `${API}/movements/${id}/observations`,
  apiProposals: (id: string): string => `${API}/movements/${id}/proposals`,
  record: (id: string): string => `/thi-dua/${id}`,
  sheet: (id: string): string => `/thi-dua/${id}/so.xlsx`,
  write: (id: string): string => `/thi-dua/${id}/ghi`,
  observation: (id: string, one: string): string => `/thi-dua/${id}/ghi-nhan/${one}`,
  correction: (id: string, one: string): string => `/thi-dua/${id}/ghi-nhan/${one}/dinh-chinh`,
  file: (id: string, one: string, file: string): string => `/thi-dua/${id}/ghi-nhan/${one}/tep/${file}`,
  proposals: (id: string): string => `/thi-dua/${id}/de-nghi`,
  newProposal: (id: string): string => `/thi-dua/${id}/de-nghi/moi`,
  proposal: (id: string, one: string): string => `/thi-dua/${id}/de-nghi/${one}`,
  editProposal: (id: string, one: string): string => `/thi-dua/${id}/de-nghi/${one}/sua`,
  newNominee: (id: string, one: string): string => `/thi-dua/${id}/de-nghi/${one}/de-cu`,
  nominee: (id: string, one: string, nominee: string): string => `/thi-dua/${id}/de-nghi/${one}/de-cu/${nominee}`,
  nomineeRemoval: (id: string, one: string, nominee: string): string =>
    `/thi-dua/${id}/de-nghi/${one}/de-cu/${nominee}/bo`,
  confirmation: (id: string, one: string): string => `/thi-dua/${id}/de-nghi/${one}/xac-nhan`,
  return: (id: string, one: string): string => `/thi-dua/${id}/de-nghi/${one}/tra-lai`,
  submission: (id: string, one: string): string => `/thi-dua/${id}/de-nghi/${one}/trinh`,
  removal: (id: string, one: string): string => `/thi-dua/${id}/de-nghi/${one}/bo`,
  /** A paper of the proposal by its address, with .pdf and .docx behind it. */
  paper: (id: string, one: string, doc: string): string => `/thi-dua/${id}/de-nghi/${one}/${doc}`,
  register: (id: string, one: string): string => `/thi-dua/${id}/de-nghi/${one}/vao-so`,
  nomineeSheet: (id: string, one: string): string => `/thi-dua/${id}/de-nghi/${one}/danh-sach.xlsx`,
};
