import type { Outcome, Row } from '../row.js';

// Whose item it is, a spec of its own asks (test/pages/movements): here none is there.
const NO_ROW = '00000000-0000-4000-8000-000000000000';
const NOTHING = { kind: 'nothing', phases: ['submission'] } as const;
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
  {
    ...NOTHING,
    who: ['commune', 'vetting', 'organiser', 'auditor', 'admin'],
    routes: ['GET /api/v1/propaganda', 'GET /api/v1/broadcasts'],
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
    routes: [
      'GET /tuyen-truyen/noi-dung/:id/nhom',
      'GET /tuyen-truyen/noi-dung/:id/nhom.xlsx',
      'GET /api/v1/propaganda/:id/postings',
    ],
  },
];
