import type { Principal } from '../principals.js';
import { inContest, isOpened, type Outcome, type Row } from '../row.js';

// Who keeps the register does not depend on the day: one phase says it all.
const ONCE = ['submission'] as const;
const NO_ROW = '00000000-0000-4000-8000-000000000000';
const OF_CONTEST = { kind: 'contest', exists: inContest, phases: ONCE } as const;
const NOTHING_THERE = { params: [{ id: NO_ROW, basis: NO_ROW, recipient: NO_ROW }], then: (): Outcome => 'hidden' };

// The buttons of a document's page, whose register it may be.
const ACTS = [
  ...['ky', 'ban-ky', 'so', 'ban-hanh', 'thu-hoi', 'bo', 'can-cu', 'can-cu/:basis/xoa'],
  ...['noi-nhan', 'noi-nhan/:recipient/bo', 'gui', 'nhac'],
];
const NO_OFFICE = {
  kind: 'nothing',
  phases: ONCE,
  params: [{ office: NO_ROW, id: NO_ROW, basis: NO_ROW, recipient: NO_ROW }],
  then: (): Outcome => 'hidden',
} as const;
const OFFICE_READS = ['', '/:id', '/:id/ban-ky', '/:id/ban-trinh-bay.pdf', '/:id/ban-trinh-bay.docx'].map(
  (page) => `GET /van-ban/:office${page}`,
);
const OFFICE_ACTS = [
  'GET /van-ban/:office/thong-bao',
  'GET /van-ban/:office/moi',
  'POST /van-ban/:office/moi',
  ...ACTS.map((act) => `POST /van-ban/:office/:id/${act}`),
];
const ofOneContest = (_phase: unknown, { role, unit }: Principal): Outcome =>
  role === 'organiser' && unit === null ? 'hidden' : 'ok';

/** The registers of documents, what units are sent of it, and what everybody may read. */
export const DOCUMENT_ROWS: readonly Row[] = [
  {
    ...OF_CONTEST,
    who: ['organiser', 'auditor'],
    routes: ['GET /to-chuc/:slug/so-van-ban', 'GET /api/v1/contests/:slug/documents'],
  },
  {
    ...OF_CONTEST,
    who: ['organiser'],
    routes: ['GET /to-chuc/:slug/so-van-ban/moi', 'POST /to-chuc/:slug/so-van-ban/moi'],
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
    routes: [...ACTS, 'cong-khai'].map((act) => `POST /to-chuc/:slug/so-van-ban/:id/${act}`),
  },
  // An office is led to its own register; a role for one contest has that contest's alone.
  {
    who: ['vetting', 'organiser', 'auditor'],
    kind: 'nothing',
    phases: ONCE,
    then: ofOneContest,
    routes: ['GET /van-ban'],
  },
  { ...NO_OFFICE, who: ['vetting', 'organiser', 'auditor'], routes: OFFICE_READS },
  { ...NO_OFFICE, who: ['vetting', 'organiser'], routes: OFFICE_ACTS },
  // A program that names no office asks for its own; an auditor has none.
  {
    who: ['vetting', 'organiser', 'auditor'],
    kind: 'nothing',
    phases: ONCE,
    then: (phase, who): Outcome => (who.role === 'auditor' ? 'hidden' : ofOneContest(phase, who)),
    routes: ['GET /api/v1/documents'],
  },
  // An organiser of no unit is sent nothing.
  {
    who: ['commune', 'vetting', 'organiser'],
    kind: 'nothing',
    phases: ONCE,
    then: ofOneContest,
    routes: ['GET /van-ban-den', 'GET /api/v1/received-documents'],
  },
  {
    ...NOTHING_THERE,
    who: ['commune', 'vetting', 'organiser'],
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
