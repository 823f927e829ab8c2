import type { Row } from '../row.js';

const ONCE = ['submission'] as const;

/** One's own notices, whatever the role. Ids of other people's change nothing and tell nothing. */
export const NOTICE_ROWS: readonly Row[] = [
  { routes: ['GET /thong-bao'], who: 'signed-in', kind: 'nothing' },
  { routes: ['GET /tai-khoan/kenh-thong-bao'], who: 'signed-in', kind: 'nothing', phases: ONCE },
  {
    routes: ['POST /thong-bao/da-doc', 'POST /tai-khoan/kenh-thong-bao'],
    who: 'signed-in',
    kind: 'nothing',
    phases: ONCE,
  },
];
