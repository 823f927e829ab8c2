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

const ITEM_NOT_THERE = {
  ...NOTHING,
  params: [{ id: NO_ROW, edition: '1' }],
  then: (): Outcome => 'hidden',
} as const;

/** Propaganda: items, air plans, what stations tick. */
export const PROPAGANDA_ROWS: readonly Row[] = [
  { ...NOTHING, who: ['commune', 'vetting', 'organiser', 'auditor', 'admin'], routes: ['GET /tuyen-truyen/noi-dung'] },
  {
    ...NOTHING,
    who: ['vetting', 'organiser'],
    routes: ['GET /tuyen-truyen/noi-dung/moi', 'POST /tuyen-truyen/noi-dung/moi'],
  },
  {
    ...ITEM_NOT_THERE,
    who: ['commune', 'vetting', 'organiser', 'auditor', 'admin'],
    routes: [
      'GET /tuyen-truyen/noi-dung/:id',
      'GET /tuyen-truyen/noi-dung/:id/anh',
      'GET /tuyen-truyen/noi-dung/:id/ban/:edition',
      'GET /tuyen-truyen/noi-dung/:id/ban/:edition/anh',
    ],
  },
  {
    ...ITEM_NOT_THERE,
    who: ['vetting', 'organiser'],
    words: { reason: 'Lý do' },
    routes: [
      'GET /tuyen-truyen/noi-dung/:id/sua',
      'POST /tuyen-truyen/noi-dung/:id/sua',
      'POST /tuyen-truyen/noi-dung/:id/trinh',
      'POST /tuyen-truyen/noi-dung/:id/tra-lai',
      'POST /tuyen-truyen/noi-dung/:id/duyet',
      'POST /tuyen-truyen/noi-dung/:id/ban-moi',
      'POST /tuyen-truyen/noi-dung/:id/rut',
    ],
  },
  {
    ...ITEM_NOT_THERE,
    who: ['vetting', 'organiser', 'auditor', 'admin'],
    routes: ['GET /tuyen-truyen/noi-dung/:id/lich'],
  },
  {
    ...ITEM_NOT_THERE,
    params: [{ id: NO_ROW, plan: NO_ROW }],
    who: ['vetting', 'organiser'],
    words: { reason: 'Lý do' },
    routes: [
      'POST /tuyen-truyen/noi-dung/:id/lich',
      'GET /tuyen-truyen/noi-dung/:id/lich/:plan/dung',
      'POST /tuyen-truyen/noi-dung/:id/lich/:plan/dung',
    ],
  },
  {
    ...NOTHING,
    who: ['commune', 'vetting', 'organiser', 'auditor', 'admin'],
    routes: [
      'GET /tuyen-truyen',
      'GET /tuyen-truyen/gio-yen-lang',
      'GET /tuyen-truyen/tuan',
      'GET /tuyen-truyen/thang',
      'GET /tuyen-truyen/lich-tuan.pdf',
      'GET /tuyen-truyen/lich-tuan.docx',
    ],
  },
  {
    ...NOTHING,
    who: ['vetting', 'organiser', 'auditor', 'admin'],
    routes: ['GET /tuyen-truyen/bang-tuan.xlsx'],
  },
  {
    ...NOTHING,
    who: ['commune', 'vetting'],
    routes: ['GET /tuyen-truyen/lich-dien-thoai', 'POST /tuyen-truyen/lich-dien-thoai'],
  },
  // None was made, so none is there to be ended.
  {
    ...ITEM_NOT_THERE,
    params: [{}],
    who: ['commune', 'vetting'],
    words: { id: NO_ROW },
    routes: ['POST /tuyen-truyen/lich-dien-thoai/thu-hoi'],
  },
  // Nobody's link: it is dead, for everybody.
  {
    ...ITEM_NOT_THERE,
    params: [{ token: 'khong-co-lien-ket-nao-nhu-the' }, { token: 'x' }],
    who: 'public',
    routes: ['GET /lich-tuyen-truyen/:token'],
  },
  {
    ...NOTHING,
    params: [{ channel: 'zalo' }],
    who: ['organiser', 'admin'],
    routes: ['GET /tuyen-truyen/gio-yen-lang/:channel', 'POST /tuyen-truyen/gio-yen-lang/:channel'],
  },
  { ...NOTHING, params: [{ on: '2021-11-20' }], who: ['commune'], routes: ['POST /tuyen-truyen/ngay/:on/da-phat'] },
  {
    ...ITEM_NOT_THERE,
    params: [{ unit: NO_ROW, on: '2021-11-20', time: '0530' }],
    who: ['commune', 'vetting', 'organiser', 'auditor', 'admin'],
    routes: ['GET /tuyen-truyen/buoi/:unit/:on/:time'],
  },
  {
    ...ITEM_NOT_THERE,
    params: [{ unit: NO_ROW, on: '2021-11-20', time: '0530' }],
    who: ['commune', 'vetting', 'organiser'],
    routes: ['POST /tuyen-truyen/buoi/:unit/:on/:time'],
  },
];

/** What groups are supplied with. */
export const SUPPLY_ROWS: readonly Row[] = [
  { ...NOTHING, who: ['commune'], routes: ['GET /tuyen-truyen/dang-nhom'] },
  {
    ...ITEM_NOT_THERE,
    params: [{ id: NO_ROW, posting: NO_ROW }],
    who: ['commune'],
    words: { on: '20/11/2021', groups: NO_ROW, reason: 'Lý do' },
    routes: [
      'GET /tuyen-truyen/dang-nhom/:id',
      'POST /tuyen-truyen/dang-nhom/:id',
      'GET /tuyen-truyen/dang-nhom/:id/:posting/ghi-nham',
      'POST /tuyen-truyen/dang-nhom/:id/:posting/ghi-nham',
    ],
  },
  {
    ...ITEM_NOT_THERE,
    who: ['vetting', 'organiser', 'auditor', 'admin'],
    routes: ['GET /tuyen-truyen/noi-dung/:id/nhom', 'GET /tuyen-truyen/noi-dung/:id/nhom.xlsx'],
  },
];

/** Emulation movements, drives, reports, boards and pledges. */
export const MOVEMENT_ROWS: readonly Row[] = [
  { ...NOTHING, who: ['commune'], routes: ['GET /cam-ket'] },
  { ...NOT_THERE, who: ['commune'], routes: ['GET /cam-ket/:id', 'POST /cam-ket/:id'] },
  {
    ...NOT_THERE,
    who: ['commune', 'vetting', 'organiser', 'auditor', 'admin'],
    routes: ['GET /dot/:id/cam-ket', 'GET /dot/:id/don-vi/:unit/cam-ket'],
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
  { ...NOTHING, who: ['commune', 'vetting', 'organiser', 'auditor', 'admin'], routes: ['GET /phong-trao'] },
  { ...NOTHING, who: ['organiser', 'vetting'], routes: ['GET /phong-trao/moi', 'POST /phong-trao/moi'] },
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
    who: ['organiser', 'vetting'],
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
    who: ['vetting', 'organiser', 'auditor', 'admin'],
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
    routes: ['GET /api/v1/movements', 'GET /api/v1/propaganda', 'GET /api/v1/broadcasts'],
  },
  {
    ...NOT_THERE,
    who: ['commune', 'vetting', 'organiser', 'auditor'],
    routes: ['GET /api/v1/movements/:id/observations'],
  },
  { ...NOT_THERE, who: ['vetting', 'organiser', 'auditor'], routes: ['GET /api/v1/movements/:id/proposals'] },
  { ...NOTHING, who: ['commune', 'vetting', 'organiser', 'auditor'], routes: ['GET /api/v1/drives'] },
  { ...NOT_THERE, who: ['commune', 'vetting', 'organiser', 'auditor'], routes: ['GET /api/v1/drives/:id/units'] },
  { ...NOT_THERE, who: ['vetting', 'organiser', 'auditor'], routes: ['GET /api/v1/drives/:id/board'] },
  { ...NOT_THERE, who: ['commune', 'vetting', 'organiser'], routes: ['POST /api/v1/drives/:id/reports'] },
  {
    ...NOT_THERE,
    who: ['vetting', 'organiser'],
    routes: [
      'GET /dot/:id/don-doc',
      'GET /dot/:id/don-doc.pdf',
      'GET /dot/:id/don-doc.docx',
      'POST /dot/:id/don-doc',
      'POST /dot/:id/nhac',
    ],
  },
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
