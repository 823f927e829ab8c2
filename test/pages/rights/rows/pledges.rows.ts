import type { Outcome, Row } from '../row.js';

// Whose drive it is, a spec of its own asks (test/pages/movements): here none is there.
const NO_ROW = '00000000-0000-4000-8000-000000000000';
const NOTHING = { kind: 'nothing', phases: ['submission'] } as const;
const NOT_THERE = {
  ...NOTHING,
  params: [{ id: NO_ROW, unit: NO_ROW, pledge: NO_ROW }],
  then: (): Outcome => 'hidden',
} as const;

/** Who pledged in a drive, agency by agency and where they live. */
export const PLEDGE_ROWS: readonly Row[] = [
  { ...NOTHING, who: ['commune', 'vetting'], routes: ['GET /cam-ket'] },
  { ...NOT_THERE, who: ['commune'], routes: ['GET /cam-ket/:id', 'POST /cam-ket/:id'] },
  {
    ...NOT_THERE,
    who: ['commune', 'vetting', 'organiser', 'auditor', 'admin'],
    routes: ['GET /dot/:id/cam-ket', 'GET /dot/:id/don-vi/:unit/cam-ket', 'GET /api/v1/drives/:id/pledges'],
  },
  {
    ...NOT_THERE,
    who: ['commune', 'vetting'],
    words: { reason: 'Lý do' },
    routes: [
      'POST /dot/:id/don-vi/:unit/cam-ket',
      'GET /dot/:id/don-vi/:unit/cam-ket/:pledge',
      'POST /dot/:id/don-vi/:unit/cam-ket/:pledge',
      'GET /dot/:id/don-vi/:unit/cam-ket/:pledge/rut',
      'POST /dot/:id/don-vi/:unit/cam-ket/:pledge/rut',
      'GET /dot/:id/don-vi/:unit/nhap-cam-ket',
      'POST /dot/:id/don-vi/:unit/nhap-cam-ket',
      'GET /dot/:id/don-vi/:unit/mau-cam-ket.xlsx',
      'GET /dot/:id/don-vi/:unit/mau-cam-ket.csv',
    ],
  },
];
