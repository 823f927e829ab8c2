import type { Outcome, Row } from '../row.js';

// Whose movement or drive it is, a spec of its own asks (test/pages/movements): here none is there.
const NO_ROW = '00000000-0000-4000-8000-000000000000';
const ONCE = ['submission'] as const;
const NOTHING = { kind: 'nothing', phases: ONCE } as const;
const NOT_THERE = {
  ...NOTHING,
  params: [{ id: NO_ROW, unit: NO_ROW, report: NO_ROW, one: NO_ROW, file: NO_ROW, nominee: NO_ROW, pledge: NO_ROW }],
  then: (): Outcome => 'hidden',
} as const;

/** Emulation movements, drives, reports and boards. */
export const MOVEMENT_ROWS: readonly Row[] = [
  { ...NOTHING, who: ['commune', 'vetting', 'organiser', 'auditor', 'admin'], routes: ['GET /phong-trao'] },
  { ...NOTHING, who: ['commune', 'organiser', 'vetting'], routes: ['GET /phong-trao/moi', 'POST /phong-trao/moi'] },
  { ...NOTHING, who: ['commune'], routes: ['GET /bao-cao'] },
  { ...NOTHING, who: ['commune', 'vetting', 'organiser', 'auditor'], routes: ['GET /thi-dua'] },
  {
    ...NOT_THERE,
    who: ['commune', 'vetting', 'organiser', 'auditor'],
    routes: ['GET /thi-dua/:id', 'GET /thi-dua/:id/ghi-nhan/:one', 'GET /thi-dua/:id/ghi-nhan/:one/tep/:file'],
  },
  {
    ...NOT_THERE,
    who: ['vetting', 'organiser', 'auditor'],
    routes: [
      'GET /thi-dua/:id/so.xlsx',
      'GET /thi-dua/:id/de-nghi',
      'GET /thi-dua/:id/de-nghi/:one',
      'GET /thi-dua/:id/de-nghi/:one/danh-sach.xlsx',
    ],
  },
  {
    ...NOT_THERE,
    who: ['vetting', 'organiser', 'auditor'],
    routes: ['GET /thi-dua/:id/de-nghi/:one/:doc.pdf', 'GET /thi-dua/:id/de-nghi/:one/:doc.docx'],
    params: [{ id: NO_ROW, one: NO_ROW, doc: 'to-trinh' }],
  },
  {
    ...NOT_THERE,
    who: ['vetting', 'organiser'],
    routes: [
      'GET /thi-dua/:id/ghi',
      'POST /thi-dua/:id/ghi',
      'GET /thi-dua/:id/ghi-nhan/:one/dinh-chinh',
      'POST /thi-dua/:id/ghi-nhan/:one/dinh-chinh',
      'GET /thi-dua/:id/de-nghi/moi',
      'POST /thi-dua/:id/de-nghi/moi',
      'GET /thi-dua/:id/de-nghi/:one/sua',
      'POST /thi-dua/:id/de-nghi/:one/sua',
      'GET /thi-dua/:id/de-nghi/:one/de-cu',
      'POST /thi-dua/:id/de-nghi/:one/de-cu',
      'GET /thi-dua/:id/de-nghi/:one/de-cu/:nominee',
      'POST /thi-dua/:id/de-nghi/:one/de-cu/:nominee',
      'POST /thi-dua/:id/de-nghi/:one/de-cu/:nominee/bo',
      'POST /thi-dua/:id/de-nghi/:one/xac-nhan',
      'POST /thi-dua/:id/de-nghi/:one/tra-lai',
      'POST /thi-dua/:id/de-nghi/:one/trinh',
      'POST /thi-dua/:id/de-nghi/:one/vao-so',
      'POST /thi-dua/:id/de-nghi/:one/bo',
    ],
  },
  {
    ...NOT_THERE,
    who: ['commune', 'vetting', 'organiser', 'auditor', 'admin'],
    routes: ['GET /phong-trao/:id', 'GET /dot/:id/ap-phich', 'GET /dot/:id/ap-phich.pdf', 'GET /dot/:id/ap-phich.docx'],
  },
  {
    ...NOT_THERE,
    who: ['commune', 'organiser', 'vetting'],
    routes: [
      'GET /phong-trao/:id/sua',
      'POST /phong-trao/:id/sua',
      'GET /phong-trao/:id/dot-moi',
      'POST /phong-trao/:id/dot-moi',
      'GET /dot/:id/sua',
      'POST /dot/:id/sua',
      'POST /dot/:id/don-vi',
    ],
  },
  {
    ...NOT_THERE,
    who: ['commune', 'vetting', 'organiser', 'auditor', 'admin'],
    routes: [
      'GET /dot/:id',
      'GET /dot/:id/don-vi',
      'GET /dot/:id/don-vi/:unit',
      'GET /dot/:id/bang',
      'GET /dot/:id/bang.xlsx',
      'GET /dot/:id/phu-luc.pdf',
      'GET /dot/:id/phu-luc.docx',
    ],
  },
  {
    ...NOT_THERE,
    who: ['vetting', 'organiser', 'auditor'],
    routes: [
      'GET /phong-trao/:id/bao-cao',
      'GET /phong-trao/:id/bao-cao/:report',
      'GET /phong-trao/:id/bao-cao/:report/ban-in.pdf',
      'GET /phong-trao/:id/bao-cao/:report/ban-in.docx',
    ],
  },
  {
    ...NOT_THERE,
    who: ['vetting', 'organiser'],
    routes: [
      'GET /phong-trao/:id/bao-cao/moi',
      'POST /phong-trao/:id/bao-cao/moi',
      'GET /phong-trao/:id/bao-cao/:report/sua',
      'POST /phong-trao/:id/bao-cao/:report/sua',
      'POST /phong-trao/:id/bao-cao/:report/chot',
      'POST /phong-trao/:id/bao-cao/:report/vao-so',
      'POST /phong-trao/:id/bao-cao/:report/bo',
    ],
  },
  {
    ...NOTHING,
    who: ['commune', 'vetting', 'organiser', 'auditor', 'admin'],
    routes: ['GET /api/v1/movements'],
  },
  {
    ...NOT_THERE,
    who: ['commune', 'vetting', 'organiser', 'auditor'],
    routes: ['GET /api/v1/movements/:id/observations'],
  },
  { ...NOT_THERE, who: ['vetting', 'organiser', 'auditor'], routes: ['GET /api/v1/movements/:id/proposals'] },
  { ...NOTHING, who: ['commune', 'vetting', 'organiser', 'auditor'], routes: ['GET /api/v1/drives'] },
  {
    ...NOT_THERE,
    who: ['commune', 'vetting', 'organiser', 'auditor'],
    routes: ['GET /api/v1/drives/:id/units', 'GET /api/v1/drives/:id/board'],
  },
  { ...NOT_THERE, who: ['commune', 'vetting', 'organiser'], routes: ['POST /api/v1/drives/:id/reports'] },
  {
    ...NOT_THERE,
    who: ['commune', 'vetting', 'organiser'],
    routes: ['GET /dot/:id/don-doc', 'GET /dot/:id/don-doc.pdf', 'GET /dot/:id/don-doc.docx'],
  },
  { ...NOT_THERE, who: ['vetting', 'organiser'], routes: ['POST /dot/:id/don-doc', 'POST /dot/:id/nhac'] },
  {
    ...NOT_THERE,
    who: ['commune', 'vetting', 'organiser'],
    routes: [
      'GET /bao-cao/:id',
      'GET /dot/:id/nhap',
      'POST /dot/:id/nhap',
      'GET /dot/:id/mau.xlsx',
      'POST /bao-cao/:id',
      'GET /bao-cao/:id/kiem-soat',
      'POST /bao-cao/:id/kiem-soat',
      'POST /dot/:id/bao-cao/:report/xac-nhan',
    ],
  },
];
