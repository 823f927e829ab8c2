import { inContest, isOpened, type Outcome, type Row } from '../row.js';

// Who keeps the register does not depend on the day: one phase says it all.
const ONCE = ['submission'] as const;
const NO_ROW = '00000000-0000-4000-8000-000000000000';
const OF_CONTEST = { kind: 'contest', exists: inContest, phases: ONCE } as const;
const NOTHING_THERE = { params: [{ id: NO_ROW, basis: NO_ROW, recipient: NO_ROW }], then: (): Outcome => 'hidden' };

/** The register of documents, what units are sent of it, and what everybody may read. */
export const DOCUMENT_ROWS: readonly Row[] = [
  { ...OF_CONTEST, who: ['organiser', 'auditor'], routes: ['GET /to-chuc/:slug/so-van-ban'] },
  {
    ...OF_CONTEST,
    who: ['organiser'],
    routes: ['GET /to-chuc/:slug/so-van-ban/moi', 'POST /to-chuc/:slug/so-van-ban/moi'],
  },
  // No drive is named: there is no letter to take in.
  {
    ...OF_CONTEST,
    who: ['organiser'],
    then: (): Outcome => 'hidden',
    routes: ['POST /to-chuc/:slug/so-van-ban/don-doc'],
  },
  {
    ...OF_CONTEST,
    ...NOTHING_THERE,
    who: ['organiser', 'auditor'],
    routes: [
      'GET /to-chuc/:slug/so-van-ban/:id',
      'GET /to-chuc/:slug/so-van-ban/:id/ban-ky',
      'GET /to-chuc/:slug/so-van-ban/:id/ban-trinh-bay.pdf',
      'GET /to-chuc/:slug/so-van-ban/:id/ban-trinh-bay.docx',
    ],
  },
  {
    ...OF_CONTEST,
    ...NOTHING_THERE,
    who: ['organiser'],
    routes: [
      'ky',
      'ban-ky',
      'so',
      'ban-hanh',
      'thu-hoi',
      'bo',
      'cong-khai',
      'can-cu',
      'can-cu/:basis/xoa',
      'noi-nhan',
      'noi-nhan/:recipient/bo',
      'gui',
      'nhac',
    ].map((act) => `POST /to-chuc/:slug/so-van-ban/:id/${act}`),
  },
  { who: ['commune', 'vetting'], kind: 'nothing', phases: ONCE, routes: ['GET /van-ban-den'] },
  {
    ...NOTHING_THERE,
    who: ['commune', 'vetting'],
    kind: 'nothing',
    phases: ONCE,
    routes: ['GET /van-ban-den/:id', 'GET /van-ban-den/:id/tep', 'POST /van-ban-den/:id'],
  },
  { who: 'public', kind: 'contest', exists: isOpened, phases: ONCE, routes: ['GET /cuoc-thi/:slug/van-ban'] },
  {
    ...NOTHING_THERE,
    who: 'public',
    kind: 'contest',
    exists: isOpened,
    phases: ONCE,
    routes: ['GET /cuoc-thi/:slug/van-ban/:id'],
  },
];
