import { isFrom } from '../phases.js';
import { inContest, type Row } from '../row.js';

const NOTHING = '00000000-0000-4000-8000-000000000000';

/** What programs ask that no page answers in the same way; the other addresses for programs stand with the pages that show the same. And whom a contest's webhooks are shown to. */
export const PROGRAM_ROWS: readonly Row[] = [
  {
    routes: ['GET /api/v1/contests/:slug/scores'],
    who: ['secretary', 'organiser', 'auditor'],
    kind: 'contest',
    exists: (who, thing) => inContest(who, thing) && !(who.role === 'secretary' && thing.contest !== who.contest),
    then: (phase, _who, { contest }) => (contest === 'own' && isFrom(phase, 'closed') ? 'ok' : 'forbidden'),
  },
  {
    routes: ['GET /to-chuc/:slug/bao-tin', 'POST /to-chuc/:slug/bao-tin', 'GET /api/v1/contests/:slug/webhooks'],
    who: ['organiser'],
    kind: 'contest',
    exists: inContest,
  },
  {
    // The contest has no webhook.
    routes: [
      'GET /to-chuc/:slug/bao-tin/:webhook',
      'POST /to-chuc/:slug/bao-tin/:webhook/khoa-ky',
      'POST /to-chuc/:slug/bao-tin/:webhook/tam-ngung',
      'POST /to-chuc/:slug/bao-tin/:webhook/bat-lai',
      'GET /to-chuc/:slug/bao-tin/:webhook/bo',
      'POST /to-chuc/:slug/bao-tin/:webhook/bo',
      'POST /to-chuc/:slug/bao-tin/:webhook/lan-gui/:delivery/gui-lai',
      'GET /api/v1/contests/:slug/webhooks/:webhook/deliveries',
      'POST /api/v1/contests/:slug/webhooks/:webhook/deliveries/:delivery/redelivery',
    ],
    who: ['organiser'],
    kind: 'contest',
    exists: inContest,
    params: [
      { webhook: NOTHING, delivery: NOTHING },
      { webhook: 'x', delivery: 'x' },
    ],
    then: () => 'hidden',
  },
];
