import type { Row } from '../row.js';

/** The log, for those who check. */
export const AUDIT_ROWS: readonly Row[] = [
  {
    routes: ['GET /kiem-tra/nhat-ky', 'GET /kiem-tra/nhat-ky/chuoi', 'GET /api/v1/log'],
    who: ['auditor', 'admin'],
    kind: 'nothing',
  },
  { routes: ['GET /kiem-tra'], who: ['auditor'], kind: 'nothing' },
  { routes: ['GET /kiem-tra/dau-so', 'GET /api/v1/log-heads'], who: 'public', kind: 'nothing' },
];
