import { inContest, isOpened, type Row } from '../row.js';

const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Contests, for everybody and for those who set them up. */
export const CONTEST_ROWS: readonly Row[] = [
  { routes: ['GET /', 'GET /cuoc-thi'], who: 'public', kind: 'nothing' },
  { routes: ['GET /cuoc-thi/:slug', 'GET /cuoc-thi/:slug/the-le'], who: 'public', kind: 'contest', exists: isOpened },
  { routes: ['GET /api/v1/contests', 'GET /api/v1/units', 'GET /api/v1/openapi.json'], who: 'public', kind: 'nothing' },
  { routes: ['GET /api/v1/contests/:slug'], who: 'public', kind: 'contest', exists: isOpened },
  {
    routes: ['GET /cuoc-thi/:slug/the-le/tep/:id'],
    who: 'public',
    kind: 'contest',
    params: [{ id: NOBODY }],
    then: () => 'hidden',
  },
  { routes: ['GET /to-chuc'], who: ['organiser'], kind: 'nothing' },
  {
    // Whoever organises one contest only has no say in whether there is another.
    routes: ['GET /to-chuc/cuoc-thi/moi', 'POST /to-chuc/cuoc-thi/moi'],
    who: ['organiser'],
    kind: 'nothing',
    then: (_phase, who) => (who.unit === 'province' ? 'ok' : 'forbidden'),
  },
  {
    routes: ['GET /to-chuc/:slug/sao-chep', 'POST /to-chuc/:slug/sao-chep', 'POST /to-chuc/:slug/sao-chep/xem-truoc'],
    who: ['organiser'],
    kind: 'contest',
    exists: inContest,
    then: (_phase, who) => (who.unit === 'province' ? 'ok' : 'forbidden'),
  },
  {
    routes: [
      'GET /to-chuc/:slug/thiet-lap',
      'GET /to-chuc/:slug/thong-bao',
      'GET /to-chuc/:slug/thong-bao/moi',
      'POST /to-chuc/:slug/thong-bao/moi',
      'GET /to-chuc/:slug/mo',
      'POST /to-chuc/:slug/mo',
      'GET /to-chuc/:slug/don-vi',
      'POST /to-chuc/:slug/don-vi',
      'GET /to-chuc/:slug/dong-ho',
      'POST /to-chuc/:slug/dong-ho',
      'GET /to-chuc/:slug/tieu-chi/ban-moi',
      'POST /to-chuc/:slug/tieu-chi/ban-moi',
    ],
    who: ['organiser'],
    kind: 'contest',
    exists: inContest,
  },
  {
    // No notice is drafted here.
    routes: [
      'GET /to-chuc/:slug/thong-bao/:id',
      'POST /to-chuc/:slug/thong-bao/:id',
      'GET /to-chuc/:slug/thong-bao/:id/sua',
      'POST /to-chuc/:slug/thong-bao/:id/sua',
      'POST /to-chuc/:slug/thong-bao/:id/gui-thu',
      'POST /to-chuc/:slug/thong-bao/:id/xoa',
    ],
    who: ['organiser'],
    kind: 'contest',
    params: [{ id: NOBODY }, { id: 'x' }],
    then: () => 'hidden',
  },
];
