import { isFrom } from '../phases.js';
import { inContest, type Row } from '../row.js';

/** What programs ask that no page answers in the same way; the other addresses for programs stand with the pages that show the same. */
export const PROGRAM_ROWS: readonly Row[] = [
  {
    routes: ['GET /api/v1/contests/:slug/scores'],
    who: ['secretary', 'organiser', 'auditor'],
    kind: 'contest',
    exists: (who, thing) => inContest(who, thing) && !(who.role === 'secretary' && thing.contest !== who.contest),
    then: (phase, _who, { contest }) => (contest === 'own' && isFrom(phase, 'closed') ? 'ok' : 'forbidden'),
  },
];
