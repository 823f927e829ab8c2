import { inContest, type Row } from '../row.js';

// Who sets a contest up does not depend on the day: one phase says it all.
const ONCE = ['submission'] as const;
const WHO = { who: ['organiser'], kind: 'contest', exists: inContest, phases: ONCE } as const;

const NO_ROW = '00000000-0000-4000-8000-000000000000';
const FORMS = [
  'danh-sach-thanh-vien',
  'thong-tin-chung',
  'moc-thoi-gian',
  'chi-tieu',
  'xep-hang',
  'cham-kin',
  'kinh-phi',
  'dung-luong',
  'phong-trao',
  'nhan-kien-nghi',
];

/** The lists of a contest, each with one of its rows, or with none. */
const LISTS: Readonly<Record<string, string>> = {
  'gia-han': NO_ROW,
  'to-chuc-bo-may': NO_ROW,
  'thanh-vien': NO_ROW,
  'the-le': '@rulesId',
  'thanh-phan': '@slotId',
  'thong-tin': '@fieldId',
  'tham-dinh': '1',
  'tieu-chi': '@criterionId',
  'tap-cham': NO_ROW,
  'vong-cham': NO_ROW,
  'tieu-chi-vong': NO_ROW,
  'giai-thuong-co-cau': '@tierId',
  'giai-phu': NO_ROW,
  'dinh-muc': NO_ROW,
  'nguon-kinh-phi': NO_ROW,
};

const rowRoutes = (list: string): string[] => [
  `GET /to-chuc/:slug/${list}/:id`,
  `GET /to-chuc/:slug/${list}/:id/xoa`,
  `POST /to-chuc/:slug/${list}/:id`,
  `POST /to-chuc/:slug/${list}/:id/thu-tu`,
  `POST /to-chuc/:slug/${list}/:id/xoa`,
];
// The one that is being prepared has no rows yet.
const hasRows: Row['exists'] = (who, thing) => inContest(who, thing) && thing.contest !== 'draft';
const MOVE = { direction: 'up', reason: 'Thử quyền.' };

/** Every part of a contest, in the hands of its own organisers. */
export const SET_UP_ROWS: readonly Row[] = [
  { ...WHO, routes: FORMS.flatMap((form) => [`GET /to-chuc/:slug/${form}`, `POST /to-chuc/:slug/${form}`]) },
  {
    ...WHO,
    routes: Object.keys(LISTS).flatMap((list) => [
      `GET /to-chuc/:slug/${list}`,
      `GET /to-chuc/:slug/${list}/moi`,
      `POST /to-chuc/:slug/${list}/moi`,
    ]),
  },
  ...Object.entries(LISTS)
    .filter(([, id]) => id !== NO_ROW)
    .map(([list, id]): Row => ({
      ...WHO,
      // A version of the rules stays where and as it is: others rely on it.
      routes: rowRoutes(list).filter((route) => list !== 'the-le' || !/POST .*(thu-tu|xoa)$/.test(route)),
      params: [{ id }],
      words: MOVE,
      exists: hasRows,
    })),
  {
    ...WHO,
    routes: ['POST /to-chuc/:slug/the-le/:id/thu-tu', 'POST /to-chuc/:slug/the-le/:id/xoa'],
    params: [{ id: '@rulesId' }],
    words: MOVE,
    exists: hasRows,
    then: () => 'forbidden',
  },
  ...Object.keys(LISTS).map((list): Row => ({
    ...WHO,
    routes: rowRoutes(list),
    params: [{ id: NO_ROW }],
    words: MOVE,
    then: () => 'hidden',
  })),
  // A row of another contest is no row of this one, however the address is put together (S3).
  { ...WHO, routes: rowRoutes('thanh-phan'), params: [{ id: '@foreignSlot' }], words: MOVE, then: () => 'hidden' },
  {
    ...WHO,
    routes: ['GET /to-chuc/:slug/the-le/:id/tep', 'POST /to-chuc/:slug/the-le/:id/tep'],
    params: [{ id: '@rulesId' }],
    exists: hasRows,
  },
  {
    // No sample has been made.
    ...WHO,
    routes: [
      'GET /to-chuc/:slug/tap-cham/:id/tep',
      'POST /to-chuc/:slug/tap-cham/:id/tep',
      'POST /to-chuc/:slug/tap-cham/:id/tep/:fileId/xoa',
    ],
    params: [{ id: NO_ROW, fileId: NO_ROW }],
    words: MOVE,
    then: () => 'hidden',
  },
  {
    ...WHO,
    routes: ['POST /to-chuc/:slug/the-le/:id/tep/:fileId/xoa'],
    params: [{ id: '@rulesId', fileId: NO_ROW }],
    words: MOVE,
    then: () => 'hidden',
  },
];
