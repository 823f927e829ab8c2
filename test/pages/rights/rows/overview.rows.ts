import { cameIn, inContest, ownDossier, type Row } from '../row.js';

/** No archive is called so. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Dossiers as those see them who oversee a contest: once they have come in. */
export const OVERVIEW_ROWS: readonly Row[] = [
  {
    routes: ['GET /to-chuc/:slug/ho-so', 'GET /api/v1/contests/:slug/entries'],
    who: ['organiser', 'auditor', 'admin'],
    kind: 'contest',
    exists: inContest,
  },
  {
    routes: [
      'GET /to-chuc/:slug/ho-so/:code',
      'GET /to-chuc/:slug/ho-so/:code/tep/:file/:part',
      'GET /to-chuc/:slug/ho-so/:code/tep/:file/trang/:page',
    ],
    who: ['organiser', 'auditor', 'admin'],
    kind: 'entry',
    params: [{ part: 'goc', page: '1' }],
    exists: cameIn,
  },
  {
    routes: ['GET /to-chuc/:slug/ho-so/tat-ca/goi', 'POST /to-chuc/:slug/ho-so/tat-ca/goi'],
    who: ['organiser', 'auditor'],
    kind: 'contest',
    exists: inContest,
  },
  {
    routes: ['GET /to-chuc/:slug/ho-so/tat-ca/goi/:id'],
    who: ['organiser', 'auditor'],
    kind: 'contest',
    params: [{ id: NOBODY }, { id: 'x' }],
    then: () => 'hidden',
  },
  {
    routes: ['GET /to-chuc/:slug/ho-so/:code/ho-so.pdf'],
    who: ['organiser', 'auditor'],
    kind: 'entry',
    exists: cameIn,
  },
  {
    // A dossier is found under its own contest only.
    routes: ['GET /to-chuc/:slug/ho-so/:code', 'GET /to-chuc/:slug/ho-so/:code/tep/:file/:part'],
    who: ['organiser', 'auditor', 'admin'],
    kind: 'entry',
    phases: ['judging'],
    params: [{ slug: 'dang-chuan-bi', part: 'goc' }],
    then: () => 'hidden',
  },
  {
    routes: ['GET /api/v1/entries/:code'],
    who: ['commune', 'organiser', 'auditor', 'admin'],
    kind: 'entry',
    exists: (who, thing) => (who.role === 'commune' ? ownDossier(who, thing) : cameIn(who, thing)),
  },
  {
    routes: ['GET /kiem-tra/ho-so/:code'],
    who: ['auditor', 'organiser', 'admin'],
    kind: 'entry',
    exists: cameIn,
  },
];
