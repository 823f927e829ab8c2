import type { Outcome, Row } from '../row.js';

// The registers do not depend on a contest's day: one phase says it all.
const ONCE = ['submission'] as const;
const NO_ROW = '00000000-0000-4000-8000-000000000000';
const NOTHING_THERE = { params: [{ id: NO_ROW, count: NO_ROW, role: NO_ROW }], then: (): Outcome => 'hidden' };
const READERS = ['commune', 'vetting', 'organiser', 'auditor', 'admin'] as const;
const KEEPERS = ['commune', 'vetting'] as const;

/** The registers around the contest: a commune keeps its own, an office those of its tree; judges and secretaries see none. */
export const COMMUNITY_ROWS: readonly Row[] = [
  {
    who: READERS,
    kind: 'nothing',
    phases: ONCE,
    routes: [
      'GET /nhom',
      'GET /nhom/vai-tro',
      'GET /nhom/vai-tro.xlsx',
      'GET /nhom/phu-luc.pdf',
      'GET /nhom/phu-luc.docx',
      'GET /api/v1/groups',
      'GET /api/v1/teams',
    ],
  },
  {
    who: KEEPERS,
    kind: 'nothing',
    phases: ONCE,
    routes: [
      'GET /nhom/moi',
      'GET /nhom/nhap',
      'POST /nhom/nhap',
      'POST /nhom/nhap/ghi',
      'GET /nhom/nhap/mau.xlsx',
      'GET /nhom/nhap/mau.csv',
    ],
  },
  {
    // A commune enters its own; an office names one, and none is named here.
    who: KEEPERS,
    kind: 'nothing',
    phases: ONCE,
    routes: ['POST /nhom/moi'],
    then: (_phase, { role }) => (role === 'commune' ? 'ok' : 'hidden'),
  },
  {
    ...NOTHING_THERE,
    who: READERS,
    kind: 'nothing',
    phases: ONCE,
    routes: [
      'GET /nhom/:id',
      'GET /nhom/:id/to-moi.pdf',
      'GET /nhom/:id/to-moi.docx',
      'GET /nhom/:id/so-thanh-vien/:count/anh',
      'GET /api/v1/groups/:id/counts',
    ],
  },
  {
    ...NOTHING_THERE,
    who: KEEPERS,
    kind: 'nothing',
    phases: ONCE,
    routes: [
      ...['sua', 'ngung', 'so-thanh-vien', 'so-thanh-vien/:count/dinh-chinh'].flatMap((page) => [
        `GET /nhom/:id/${page}`,
        `POST /nhom/:id/${page}`,
      ]),
      'POST /nhom/:id/hoat-dong-lai',
      'POST /nhom/:id/vai-tro',
    ],
  },
  {
    who: ['organiser', 'admin'],
    kind: 'nothing',
    phases: ONCE,
    routes: ['GET /nhom/vai-tro/danh-muc', 'POST /nhom/vai-tro/danh-muc'],
  },
  {
    ...NOTHING_THERE,
    who: ['organiser', 'admin'],
    kind: 'nothing',
    phases: ONCE,
    routes: ['POST /nhom/vai-tro/danh-muc/:role/thoi'],
  },
];

/** Teams: a commune edits its own, an office reads those of its tree, organisers and administrators set the bounds of kinds. */
export const TEAM_ROWS: readonly Row[] = [
  {
    who: READERS,
    kind: 'nothing',
    phases: ONCE,
    routes: [
      ...['GET /to', 'GET /to/loai', 'GET /to/do-phu', 'GET /to/do-phu.xlsx'],
      ...['GET /to/do-phu/ban-in.pdf', 'GET /to/do-phu/ban-in.docx'],
    ],
  },
  {
    who: ['commune'],
    kind: 'nothing',
    phases: ONCE,
    routes: [
      ...['GET /to/moi', 'POST /to/moi', 'GET /to/nhap-ho', 'POST /to/nhap-ho'],
      'POST /to/nhap-ho/ghi',
      ...['GET /to/nhap-ho/mau.xlsx', 'GET /to/nhap-ho/mau.csv'],
      ...['GET /to/tap-huan', 'POST /to/tap-huan'],
    ],
  },
  {
    who: KEEPERS,
    kind: 'nothing',
    phases: ONCE,
    routes: ['GET /to/danh-sach-ho'],
  },
  {
    // A commune takes out its own list; an office names a commune, and none is named here.
    who: KEEPERS,
    kind: 'nothing',
    phases: ONCE,
    routes: ['POST /to/danh-sach-ho.xlsx', 'POST /to/danh-sach-ho.csv'],
    then: (_phase, { role }) => (role === 'commune' ? 'ok' : 'hidden'),
  },
  {
    ...NOTHING_THERE,
    who: KEEPERS,
    kind: 'nothing',
    phases: ONCE,
    routes: ['POST /to/:id/danh-sach-ho.xlsx', 'POST /to/:id/danh-sach-ho.csv'],
  },
  {
    params: [{ id: NO_ROW, household: NO_ROW }],
    then: (): Outcome => 'hidden',
    who: READERS,
    kind: 'nothing',
    phases: ONCE,
    routes: ['GET /to/:id', 'GET /to/:id/ho'],
  },
  {
    params: [{ id: NO_ROW, household: NO_ROW, training: NO_ROW }],
    then: (): Outcome => 'hidden',
    who: ['commune'],
    kind: 'nothing',
    phases: ONCE,
    routes: [
      ...['sua', 'thanh-lap', 'giai-the', 'tap-huan', 'ho/:household'].flatMap((page) => [
        `GET /to/:id/${page}`,
        `POST /to/:id/${page}`,
      ]),
      'POST /to/:id/ho',
      'POST /to/:id/tap-huan/:training/bo',
    ],
  },
  {
    params: [{ id: NO_ROW, task: NO_ROW }],
    then: (): Outcome => 'hidden',
    who: ['organiser', 'admin'],
    kind: 'nothing',
    phases: ONCE,
    routes: [
      ...['GET /to/loai/:id', 'POST /to/loai/:id'],
      ...['POST /to/loai/:id/nhiem-vu', 'POST /to/loai/:id/nhiem-vu/:task/thoi'],
    ],
  },
];
