import { isFrom } from '../phases.js';
import type { Principal } from '../principals.js';
import { inContest, onOwnSheet, type Row } from '../row.js';
import { isEntry, type Thing } from '../things.js';

/** Has signed sheets once the round is closed. */
const isRanked = (thing: Thing): boolean => isEntry(thing) && thing.state === 'accepted' && thing.judges.length > 0;

const inOwn = (who: Principal): boolean => who.contest === 'own';

const NO_FILE = '00000000-0000-4000-8000-000000000000';

/** The judge's desk, the secretary's, and who sees the scores. */
export const JUDGING_ROWS: readonly Row[] = [
  {
    routes: [
      'GET /cham',
      'GET /api/v1/sheets',
      'GET /cham/bang',
      'GET /cham/tap-cham',
      'GET /cham/so-sanh',
      'GET /cham/tong-ket',
      'GET /cham/tong-ket/phieu',
      'POST /cham/tong-ket',
    ],
    who: ['judge'],
    kind: 'nothing',
  },
  {
    routes: [
      'GET /cham/ngoai-tuyen',
      'GET /cham/ngoai-tuyen/phieu.pdf',
      'GET /cham/ngoai-tuyen/phieu.docx',
      'POST /cham/ngoai-tuyen',
      'POST /cham/ngoai-tuyen/xac-nhan',
      'POST /cham/ngoai-tuyen/bo',
      'POST /cham/ngoai-tuyen/goi',
      'POST /cham/ngoai-tuyen/thoi-dung',
    ],
    who: ['judge'],
    kind: 'nothing',
  },
  { routes: ['GET /cham/ngoai-tuyen/goi/:goi'], who: ['judge'], kind: 'nothing', params: [{ goi: 'tep-diem' }] },
  {
    routes: [
      'GET /cham/:code',
      'POST /cham/:code',
      'POST /cham/:code/nhap',
      'POST /cham/bang/:code',
      'GET /cham/:code/xung-dot',
      'POST /cham/:code/xung-dot',
    ],
    who: ['judge'],
    kind: 'entry',
    exists: onOwnSheet,
  },
  {
    routes: ['GET /cham/:code/tep/:id/:part', 'GET /cham/:code/tep/:id/trang/:page'],
    who: ['judge'],
    kind: 'entry',
    params: [{ part: 'goc', page: '1' }],
    exists: onOwnSheet,
    then: (phase) => (isFrom(phase, 'judging') ? 'ok' : 'hidden'),
  },
  {
    // No sample has been made.
    routes: ['', '/tep/:id/:part', '/tep/:id/trang/:page']
      .map((rest) => `GET /cham/tap-cham/:order${rest}`)
      .concat('POST /cham/tap-cham/:order'),
    who: ['judge'],
    kind: 'nothing',
    params: [{ order: '1', id: NO_FILE, paper: NO_FILE, part: 'anh', page: '1' }],
    then: () => 'hidden',
  },
  {
    // The first judge has a sheet for this dossier, the third has none.
    routes: ['GET /thu-ky/tien-do/:judge/:code/mo-lai', 'POST /thu-ky/tien-do/:judge/:code/mo-lai'],
    who: ['secretary'],
    kind: 'judge',
    params: [{ judge: 'GK1' }],
    exists: inOwn,
  },
  {
    routes: ['GET /thu-ky/tien-do/:judge/:code/mo-lai', 'POST /thu-ky/tien-do/:judge/:code/mo-lai'],
    who: ['secretary'],
    kind: 'judge',
    then: () => 'hidden',
  },
  {
    routes: [
      'GET /thu-ky/nhap-phieu/:judge/:code',
      'POST /thu-ky/nhap-phieu/:judge/:code',
      'POST /thu-ky/nhap-phieu/:judge/:code/nhan',
      'POST /thu-ky/nhap-phieu/:judge/:code/bo-nhan',
      'POST /thu-ky/nhap-phieu/:judge/:code/xac-nhan',
      'POST /thu-ky/nhap-phieu/:judge/:code/tra-lai',
      'POST /thu-ky/nhap-phieu/:judge/:code/ban-quet',
    ],
    who: ['secretary'],
    kind: 'judge',
    params: [{ judge: 'GK1' }],
    exists: inOwn,
  },
  {
    routes: [
      'GET /thu-ky/nhap-phieu/:judge/:code',
      'POST /thu-ky/nhap-phieu/:judge/:code',
      'POST /thu-ky/nhap-phieu/:judge/:code/nhan',
      'POST /thu-ky/nhap-phieu/:judge/:code/bo-nhan',
      'POST /thu-ky/nhap-phieu/:judge/:code/xac-nhan',
      'POST /thu-ky/nhap-phieu/:judge/:code/tra-lai',
      'POST /thu-ky/nhap-phieu/:judge/:code/ban-quet',
    ],
    who: ['secretary'],
    kind: 'judge',
    then: () => 'hidden',
  },
  {
    // No paper of theirs has a scan.
    routes: ['GET /thu-ky/nhap-phieu/:judge/:code/ban-quet/:id'],
    who: ['secretary'],
    kind: 'judge',
    params: [{ id: '@scan' }],
    then: () => 'hidden',
  },
  {
    // Without a conflict there is nothing to lift, and that is said.
    routes: ['GET /thu-ky/phan-cong/xung-dot/:judge/:code', 'POST /thu-ky/phan-cong/xung-dot/:judge/:code'],
    who: ['secretary'],
    kind: 'judge',
    params: [{ judge: 'GK1' }],
    exists: inOwn,
  },
  {
    routes: [
      'GET /thu-ky',
      'GET /thu-ky/phan-cong',
      'GET /thu-ky/phan-cong/tu-dong',
      'GET /thu-ky/phan-cong/tu-tep',
      'POST /thu-ky/phan-cong/tu-tep',
      'POST /thu-ky/phan-cong/tu-tep/doc',
      'GET /thu-ky/diem-ngoai',
      'POST /thu-ky/diem-ngoai',
      'POST /thu-ky/diem-ngoai/doc',
      'GET /thu-ky/tien-do',
      'GET /api/v1/judging/progress',
      'POST /thu-ky/tien-do/nhac',
      'GET /thu-ky/tieu-chi',
      'GET /thu-ky/khoa',
      'GET /thu-ky/cong-tru',
      'POST /thu-ky/cong-tru',
      'GET /thu-ky/vong-sau',
      'POST /thu-ky/vong-sau',
      'POST /thu-ky/vong-sau/hoan-tac',
      'GET /thu-ky/nhap-phieu',
      'GET /thu-ky/goi-ngoai-tuyen',
      'GET /thu-ky/chenh-lech',
      'GET /thu-ky/tap-cham',
      'GET /thu-ky/in-phieu',
      'GET /thu-ky/soat-ten',
      'POST /thu-ky/soat-ten',
      'POST /thu-ky/soat-ten/quyet-dinh',
      'GET /thu-ky/in-phieu/tep.pdf',
      'GET /thu-ky/in-phieu/tep.docx',
      'POST /thu-ky/phan-cong/giam-khao',
      'POST /thu-ky/phan-cong/xung-dot',
      'POST /thu-ky/phan-cong/thu-hoi',
      'POST /thu-ky/phan-cong/giao',
      'POST /thu-ky/tieu-chi',
      'POST /thu-ky/khoa',
    ],
    who: ['secretary'],
    kind: 'nothing',
  },
  {
    routes: ['GET /thu-ky/tien-do/:judge'],
    who: ['secretary'],
    kind: 'judge',
    exists: inOwn,
  },
  {
    routes: [
      'GET /thu-ky/phan-cong/giam-khao/:code',
      'POST /thu-ky/phan-cong/giam-khao/:code',
      'POST /thu-ky/phan-cong/giam-khao/:code/bo',
    ],
    who: ['secretary'],
    kind: 'judge',
    params: [{ code: '@judge' }],
    exists: inOwn,
  },
  { routes: ['GET /thu-ky/hop', 'POST /thu-ky/hop'], who: ['secretary'], kind: 'nothing' },
  {
    // Nobody has met yet; what a meeting of one's own answers is told by the meeting's own pages.
    routes: [
      'GET /thu-ky/hop/:number',
      'GET /thu-ky/hop/:number/bien-ban',
      'GET /thu-ky/hop/:number/bien-ban.pdf',
      'GET /thu-ky/hop/:number/bien-ban.docx',
      'POST /thu-ky/hop/:number/co-mat',
      'POST /thu-ky/hop/:number/hien',
      'POST /thu-ky/hop/:number/ghi',
      'POST /thu-ky/hop/:number/nhap',
      'POST /thu-ky/hop/:number/hoi',
      'POST /thu-ky/hop/:number/phieu',
      'POST /thu-ky/hop/:number/ket-thuc',
    ],
    who: ['secretary'],
    kind: 'nothing',
    params: [{ number: '7' }],
    then: () => 'hidden',
  },
  { routes: ['GET /cham/hop', 'GET /cham/hop/dau', 'POST /cham/hop'], who: ['judge'], kind: 'nothing' },
  {
    routes: [
      'GET /thu-ky/cong-tru/:id/bo',
      'POST /thu-ky/cong-tru/:id/bo',
      'GET /thu-ky/soat-ten/:id',
      'POST /thu-ky/soat-ten/:id',
    ],
    who: ['secretary'],
    kind: 'nothing',
    params: [{ id: '00000000-0000-4000-8000-000000000000' }],
    then: () => 'hidden',
  },
  // No dossier of theirs waits: there is no rule about gaps.
  { routes: ['GET /thu-ky/chenh-lech/:code'], who: ['secretary'], kind: 'entry', then: () => 'hidden' },
  {
    routes: ['POST /thu-ky/chenh-lech/:code', 'POST /thu-ky/chenh-lech/:code/bo-quyet-dinh'],
    who: ['secretary'],
    kind: 'nothing',
    params: [{ code: '@none' }],
  },
  {
    routes: ['GET /to-chuc/:slug/chenh-lech', 'POST /to-chuc/:slug/chenh-lech'],
    who: ['organiser'],
    kind: 'contest',
    exists: inContest,
  },
  // Before the round is closed these pages say when the scores will be there (the leak test looks for what they may not say).
  { routes: ['GET /thu-ky/tong-hop', 'GET /thu-ky/thong-nhat'], who: ['secretary'], kind: 'nothing' },
  { routes: ['GET /thu-ky/ket-qua-chung'], who: ['secretary'], kind: 'nothing' },
  { routes: ['GET /to-chuc/:slug/ket-qua-chung'], who: ['organiser', 'auditor'], kind: 'contest', exists: inContest },
  {
    routes: ['GET /to-chuc/:slug/muc-thong-nhat'],
    who: ['organiser', 'auditor'],
    kind: 'contest',
    exists: inContest,
  },
  {
    routes: ['GET /to-chuc/:slug/doi-soat'],
    who: ['secretary', 'organiser', 'auditor'],
    kind: 'contest',
    exists: inContest,
  },
  { routes: ['POST /to-chuc/:slug/doi-soat'], who: ['secretary', 'auditor'], kind: 'contest', exists: inContest },
  {
    // Nobody has drawn yet; what a draw answers is told by test/pages/judging/crosscheck.spec.ts.
    routes: ['GET /to-chuc/:slug/doi-soat/:number'],
    who: ['secretary', 'organiser', 'auditor'],
    kind: 'contest',
    params: [{ number: '7' }],
    then: () => 'hidden',
  },
  {
    routes: [
      'POST /to-chuc/:slug/doi-soat/:number',
      'GET /to-chuc/:slug/doi-soat/:number/:line',
      'POST /to-chuc/:slug/doi-soat/:number/:line',
    ],
    who: ['secretary', 'auditor'],
    kind: 'contest',
    params: [{ number: '7', line: '1' }],
    then: () => 'hidden',
  },
  { routes: ['GET /to-chuc/:slug/ket-qua-cham'], who: ['organiser', 'auditor'], kind: 'contest', exists: inContest },
  {
    routes: [
      'GET /thu-ky/bang-diem.pdf',
      'GET /thu-ky/bang-diem.docx',
      'GET /thu-ky/bien-ban-cham.pdf',
      'GET /thu-ky/bien-ban-cham.docx',
    ],
    who: ['secretary'],
    kind: 'nothing',
    then: (phase, { contest }) => (contest === 'own' && isFrom(phase, 'closed') ? 'ok' : 'forbidden'),
  },
  {
    routes: [
      'GET /to-chuc/:slug/bang-diem.pdf',
      'GET /to-chuc/:slug/bang-diem.docx',
      'GET /to-chuc/:slug/bien-ban-cham.pdf',
      'GET /to-chuc/:slug/bien-ban-cham.docx',
    ],
    who: ['organiser', 'auditor'],
    kind: 'contest',
    exists: inContest,
    then: (phase, _who, thing) => (thing.contest !== 'draft' && isFrom(phase, 'closed') ? 'ok' : 'forbidden'),
  },
  {
    routes: ['GET /thu-ky/tong-hop/:code'],
    who: ['secretary'],
    kind: 'entry',
    exists: inContest,
    then: (phase, _who, thing) => (isFrom(phase, 'closed') && isRanked(thing) ? 'ok' : 'hidden'),
  },
  {
    routes: ['GET /to-chuc/:slug/ket-qua-cham/:code'],
    who: ['organiser', 'auditor'],
    kind: 'entry',
    exists: inContest,
    then: (phase, _who, thing) => (isFrom(phase, 'closed') && isRanked(thing) ? 'ok' : 'hidden'),
  },
];
