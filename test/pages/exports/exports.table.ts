import type { Account, ExportFacts } from './export-world.js';

/** One way of asking a route for its file: as whom, with what in the address. */
export interface Asked {
  as: Account;
  params?: Readonly<Record<string, string>>;
  query?: string;
}

type Row = readonly [routes: string | readonly string[], ask: (facts: ExportFacts) => readonly Asked[]];

const papers = (path: string): string[] => [`GET ${path}.pdf`, `GET ${path}.docx`];
const KEEPERS = ['xa', 'tham-dinh'] as const;
const REGISTERS = ['xa', 'to-chuc'] as const;
const AWARD_PAPERS = [
  'phan-bo-kinh-phi',
  'danh-sach-khen-thuong',
  'giay-chung-nhan',
  'quyet-dinh',
  'danh-sach-chi-tien',
  'to-trinh',
  'thong-bao-ket-qua',
  'tong-hop-tien-thuong',
];

/**
 * How to ask for every file that the house gives out. A route that answers with a file and has no line here fails `exports.spec.ts`:
 * add its line, with an account that may have the file and what fills its address.
 */
const ROWS: readonly Row[] = [
  // The registers
  [papers('/nhom/phu-luc').concat('GET /nhom/vai-tro.xlsx'), () => REGISTERS.map((as) => ({ as }))],
  [['GET /nhom/nhap/mau.csv', 'GET /nhom/nhap/mau.xlsx'], () => KEEPERS.map((as) => ({ as }))],
  [papers('/to/do-phu/ban-in').concat('GET /to/do-phu.xlsx'), () => REGISTERS.map((as) => ({ as }))],
  [['GET /to/nhap-ho/mau.csv', 'GET /to/nhap-ho/mau.xlsx'], () => [{ as: 'xa' }]],
  [
    ['POST /to/danh-sach-ho.xlsx', 'POST /to/danh-sach-ho.csv'],
    ({ commune }) => [{ as: 'xa' }, { as: 'tham-dinh', query: `xa=${commune}` }],
  ],
  [
    ['POST /to/:id/danh-sach-ho.xlsx', 'POST /to/:id/danh-sach-ho.csv'],
    ({ team }) => KEEPERS.map((as) => ({ as, params: { id: team } })),
  ],
  // Drives
  [
    papers('/dot/:id/phu-luc').concat(papers('/dot/:id/don-doc'), 'GET /dot/:id/bang.xlsx', 'GET /dot/:id/mau.xlsx'),
    ({ drive }) => [{ as: 'to-chuc', params: { id: drive } }],
  ],
  [
    ['GET /dot/:id/don-vi/:unit/mau-cam-ket.csv', 'GET /dot/:id/don-vi/:unit/mau-cam-ket.xlsx'],
    ({ pledging }) => [{ as: 'tham-dinh', params: pledging }],
  ],
  [papers('/dot/:id/ap-phich'), ({ drive }) => [{ as: 'xa', params: { id: drive } }]],
  ['GET /thi-dua/:id/so.xlsx', ({ movement }) => [{ as: 'to-chuc', params: { id: movement } }]],
  [
    papers('/thi-dua/:id/de-nghi/:one/:doc'),
    ({ movement, proposal }) =>
      ['to-trinh', 'danh-sach'].map((doc) => ({ as: 'to-chuc', params: { id: movement, one: proposal, doc } })),
  ],
  [
    'GET /thi-dua/:id/de-nghi/:one/danh-sach.xlsx',
    ({ movement, proposal }) => [{ as: 'to-chuc', params: { id: movement, one: proposal } }],
  ],
  [
    papers('/phong-trao/:id/bao-cao/:report/ban-in'),
    ({ report }) => [{ as: 'to-chuc', params: { id: report.movement, report: report.id } }],
  ],
  [
    papers('/tuyen-truyen/lich-tuan').concat('GET /tuyen-truyen/bang-tuan.xlsx'),
    () => [{ as: 'tham-dinh', query: 'tuan=2021-11-15' }],
  ],
  ['GET /tuyen-truyen/noi-dung/:id/nhom.xlsx', ({ item }) => [{ as: 'tham-dinh', params: { id: item } }]],
  // A commune's dossier
  [
    papers('/nop/:code/phieu').concat('GET /nop/:code/phieu.png', 'GET /nop/:code/thanh-vien/danh-sach.xlsx'),
    ({ code }) => [{ as: 'xa', params: { code } }],
  ],
  [
    ['GET /nop/:code/thanh-vien/mau.csv', 'GET /nop/:code/thanh-vien/mau.xlsx'],
    ({ code }) => [{ as: 'xa', params: { code } }],
  ],
  [
    'GET /nop/:code/tep/:file/:part',
    ({ code, entryFile, entryPdf }) =>
      [entryFile, entryPdf].map((file) => ({ as: 'xa', params: { code, file, part: 'goc' } })),
  ],
  [
    'GET /nop/:code/tep/:file/trang/:page',
    ({ code, entryPdf }) => [{ as: 'xa', params: { code, file: entryPdf, page: '1' } }],
  ],
  // The office
  [
    ['GET /tham-dinh/:code/ho-so.pdf', 'GET /tham-dinh/:code/thanh-vien.xlsx'],
    ({ code }) => [{ as: 'tham-dinh', params: { code } }],
  ],
  [papers('/tham-dinh/:code/phieu-bo-sung'), ({ returned }) => [{ as: 'tham-dinh', params: { code: returned } }]],
  [papers('/tham-dinh/chuyen/:id/cong-van'), ({ batch }) => [{ as: 'tham-dinh', params: { id: batch } }]],
  [
    'GET /tham-dinh/:code/tep/:file/:part',
    ({ code, entryPdf }) => [{ as: 'tham-dinh', params: { code, file: entryPdf, part: 'goc' } }],
  ],
  [
    'GET /tham-dinh/:code/tep/:file/trang/:page',
    ({ code, entryPdf }) => [{ as: 'tham-dinh', params: { code, file: entryPdf, page: '1' } }],
  ],
  [papers('/tham-dinh/nop-thay/:code/bien-nhan'), ({ code }) => [{ as: 'tham-dinh', params: { code } }]],
  ['GET /nop/:code/thanh-vien/cho-sua.xlsx', ({ code }) => [{ as: 'xa', params: { code } }]],
  [papers('/thu-ky/hop/:number/bien-ban'), () => [{ as: 'thu-ky', params: { number: '1' } }]],
  [papers('/tham-dinh/bao-cao-tien-do').concat('GET /tham-dinh/tien-do.xlsx'), () => [{ as: 'tham-dinh' }]],
  [
    'GET /tham-dinh/goi/:slug/:level/:id',
    ({ slug, packs }) => [{ as: 'tham-dinh', params: { slug, level: '1', id: packs.office } }],
  ],
  // Judging
  [papers('/thu-ky/bang-diem').concat(papers('/thu-ky/bien-ban-cham')), () => [{ as: 'thu-ky' }]],
  [
    papers('/thu-ky/in-phieu/tep'),
    () =>
      ['kieu=phieu&diem=da-cham', 'kieu=bang&diem=trong'].map((query) => ({ as: 'thu-ky', query: `${query}&phan=1` })),
  ],
  [papers('/cham/ngoai-tuyen/phieu'), () => [{ as: 'giam-khao-1', query: 'phan=1' }]],
  [
    'GET /cham/:code/tep/:id/:part',
    ({ judged: { code, file } }) => [{ as: 'giam-khao-1', params: { code, id: file, part: 'goc' } }],
  ],
  [
    'GET /cham/:code/tep/:id/trang/:page',
    ({ judged: { code, file } }) => [{ as: 'giam-khao-1', params: { code, id: file, page: '1' } }],
  ],
  // The organisers
  [
    papers('/to-chuc/:slug/bang-diem').concat(papers('/to-chuc/:slug/bien-ban-cham')),
    ({ slug }) => [{ as: 'to-chuc', params: { slug } }],
  ],
  ['GET /to-chuc/:slug/ho-so/:code/ho-so.pdf', ({ slug, code }) => [{ as: 'to-chuc', params: { slug, code } }]],
  [
    'GET /to-chuc/:slug/ho-so/:code/tep/:file/:part',
    ({ slug, code, entryPdf }) => [{ as: 'to-chuc', params: { slug, code, file: entryPdf, part: 'goc' } }],
  ],
  [
    'GET /to-chuc/:slug/ho-so/:code/tep/:file/trang/:page',
    ({ slug, code, entryPdf }) => [{ as: 'to-chuc', params: { slug, code, file: entryPdf, page: '1' } }],
  ],
  [
    papers('/to-chuc/:slug/van-ban/:doc/tep'),
    ({ slug }) => AWARD_PAPERS.map((doc) => ({ as: 'to-chuc', params: { slug, doc } })),
  ],
  [
    'GET /to-chuc/:slug/van-ban/:doc/tung-to.zip',
    ({ slug }) => [{ as: 'to-chuc', params: { slug, doc: 'giay-chung-nhan' } }],
  ],
  [
    [
      'POST /to-chuc/:slug/xuat/danh-sach-khen-thuong.csv',
      'POST /to-chuc/:slug/xuat/diem.csv',
      'POST /to-chuc/:slug/xuat/ket-qua.xlsx',
    ],
    ({ slug }) => [{ as: 'to-chuc', params: { slug } }],
  ],
  [
    'GET /to-chuc/:slug/ho-so/tat-ca/goi/:id',
    ({ slug, packs }) => [{ as: 'to-chuc', params: { slug, id: packs.all } }],
  ],
  [
    'GET /to-chuc/:slug/xuat/ban-luu/:id',
    ({ slug, packs }) => [{ as: 'to-chuc', params: { slug, id: packs.archive } }],
  ],
  [
    papers('/to-chuc/:slug/so-van-ban/:id/ban-trinh-bay'),
    ({ slug, document }) => [{ as: 'to-chuc', params: { slug, id: document } }],
  ],
  // Everybody
  [
    ['GET /cuoc-thi/:slug/ket-qua.csv', 'GET /cuoc-thi/:slug/ket-qua.rss'],
    ({ slug }) => [{ as: 'ai-cung-duoc', params: { slug } }],
  ],
  ['GET /cuoc-thi/:slug/goi-ket-qua/:number', ({ slug }) => [{ as: 'to-chuc', params: { slug, number: '1' } }]],
  ['GET /lich-tuyen-truyen/:token', ({ feed }) => [{ as: 'ai-cung-duoc', params: { token: feed } }]],
  [['GET /metrics', 'GET /readyz', 'GET /healthz'], () => [{ as: 'ai-cung-duoc' }]],
  // Programs
  [['GET /api/v1/contests', 'GET /api/v1/openapi.json', 'GET /api/v1/log-heads'], () => [{ as: 'ai-cung-duoc' }]],
  [
    ['', '/results', '/objections'].map((what) => `GET /api/v1/contests/:slug${what}`),
    ({ slug }) => [{ as: 'ai-cung-duoc', params: { slug } }],
  ],
  [
    ['entries', 'payments', 'scores', 'webhooks', 'documents'].map((what) => `GET /api/v1/contests/:slug/${what}`),
    ({ slug }) => [{ as: 'to-chuc', params: { slug } }],
  ],
  [
    'GET /api/v1/contests/:slug/webhooks/:webhook/deliveries',
    ({ slug, webhook }) => [{ as: 'to-chuc', params: { slug, webhook } }],
  ],
  ['GET /api/v1/drives/:id/board', ({ drive }) => [{ as: 'to-chuc', params: { id: drive } }]],
  [
    ['groups', 'teams', 'movements', 'propaganda', 'broadcasts'].map((what) => `GET /api/v1/${what}`),
    () => [{ as: 'tham-dinh' }],
  ],
  [papers('/nhom/:id/to-moi'), ({ linkedGroup }) => [{ as: 'to-chuc', params: { id: linkedGroup } }]],
  ['GET /api/v1/groups/:id/counts', ({ group }) => [{ as: 'to-chuc', params: { id: group } }]],
  [
    ['observations', 'proposals'].map((what) => `GET /api/v1/movements/:id/${what}`),
    ({ movement }) => [{ as: 'to-chuc', params: { id: movement } }],
  ],
  ['GET /api/v1/drives', () => [{ as: 'to-chuc' }]],
  ['GET /api/v1/drives/:id/units', ({ drive }) => [{ as: 'to-chuc', params: { id: drive } }]],
  ['GET /api/v1/drives/:id/pledges', ({ pledging: { id } }) => [{ as: 'to-chuc', params: { id } }]],
  ['GET /api/v1/propaganda/:id/postings', ({ item }) => [{ as: 'tham-dinh', params: { id: item } }]],
  ['GET /api/v1/documents', () => [{ as: 'tham-dinh' }]],
  ['GET /api/v1/received-documents', () => [{ as: 'xa' }]],
  ['GET /api/v1/units', () => [{ as: 'ai-cung-duoc' }]],
  ['GET /api/v1/entries', () => [{ as: 'xa' }]],
  ['GET /api/v1/entries/:code', ({ code }) => [{ as: 'xa', params: { code } }]],
  ['GET /api/v1/judging/progress', () => [{ as: 'thu-ky' }]],
  ['GET /api/v1/sheets', () => [{ as: 'giam-khao-1' }]],
  ['GET /api/v1/key', () => [{ as: 'xa' }]],
  ['GET /api/v1/log', () => [{ as: 'kiem-tra' }]],
  ['GET /api/v1/vetting', () => [{ as: 'tham-dinh' }]],
  ['GET /api/v1/vetting/:code', ({ code }) => [{ as: 'tham-dinh', params: { code } }]],
];

/** Files that are given out while the round is open: asked for last, when it has been opened again. */
const WHILE_JUDGING: readonly Row[] = [
  [
    'GET /cham/ngoai-tuyen/goi/:goi',
    () => ['ho-so', 'tep-diem'].map((goi) => ({ as: 'giam-khao-1', params: { goi } })),
  ],
];

const byRoute = (rows: readonly Row[]): ReadonlyMap<string, Row[1]> =>
  new Map(rows.flatMap(([routes, ask]) => [routes].flat().map((route) => [route as string, ask] as const)));

export const EXPORTS = byRoute(ROWS);
export const EXPORTS_WHILE_JUDGING = byRoute(WHILE_JUDGING);

/** Routes that answer for themselves and are not walked, with the reason. */
export const NOT_WALKED: ReadonlyMap<string, string> = new Map([
  ...['OPTIONS /nop/:code/tep/:slot/tus', 'POST /nop/:code/tep/:slot/tus'].map((r) => [r, 'takes a file in'] as const),
  ...['DELETE', 'HEAD', 'PATCH'].map((verb) => [`${verb} /nop/:code/tus/:transfer`, 'takes a file in'] as const),
  ...papers('/van-ban/:office/:id/ban-trinh-bay').map(
    (route) =>
      [route, 'the register of an office hands its papers out as that of a contest does (/so-van-ban/)'] as const,
  ),
  ...[
    'GET /cuoc-thi/:slug/bai/:code/anh/:file',
    'GET /cuoc-thi/:slug/the-le/tep/:id',
    'GET /cuoc-thi/:slug/van-ban/:id',
    'GET /nhom/:id/so-thanh-vien/:count/anh',
    'GET /to-chuc/:slug/so-van-ban/:id/ban-ky',
    'GET /van-ban/:office/:id/ban-ky',
    'GET /thi-dua/:id/ghi-nhan/:one/tep/:file',
    'GET /tuyen-truyen/noi-dung/:id/anh',
    'GET /tuyen-truyen/noi-dung/:id/ban/:edition/anh',
    'GET /van-ban-den/:id/tep',
    'GET /thu-ky/nhap-phieu/:judge/:code/ban-quet/:id',
    'GET /cham/tap-cham/:order/tep/:id/:part',
    'GET /cham/tap-cham/:order/tep/:id/trang/:page',
    'GET /tham-dinh/nop-thay/:code/tep/:file/:part',
    'GET /tham-dinh/nop-thay/:code/tep/:file/trang/:page',
  ].map(
    (route) =>
      [route, 'a stored file as it came in: only its name is typed, as of /nop/:code/tep/:file/:part'] as const,
  ),
]);
