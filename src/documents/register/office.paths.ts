import { API } from '../../web/api.js';
import { registerPathsAt } from './register.paths.js';

/** Addresses of the registers of offices. */
export const officePaths = {
  /** One’s own register, or the list of all. */
  desk: '/van-ban',
  of: (unit: string) => registerPathsAt(`/van-ban/${unit}`),
  api: `${API}/documents`,
  apiReceived: `${API}/received-documents`,
  notices: (unit: string) => `/van-ban/${unit}/thong-bao`,
} as const;
