import { API } from '../web/api.js';

/** The auditor's pages (UX §1b, KT). */
export const auditPaths = {
  overview: '/kiem-tra',
  log: '/kiem-tra/nhat-ky',
  /** Signed heads of the log, for everybody. */
  heads: '/kiem-tra/dau-so',
  apiLog: `${API}/log`,
  apiHeads: `${API}/log-heads`,
  entry: (code: string) => `/kiem-tra/ho-so/${code}`,
} as const;
