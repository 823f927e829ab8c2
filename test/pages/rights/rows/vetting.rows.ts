import { inArea, isFiling, type Row } from '../row.js';

const NOBODY = '00000000-0000-4000-8000-000000000000';

/** The vetting offices: the dossiers of their own area, once they have come in. */
export const VETTING_ROWS: readonly Row[] = [
  {
    routes: [
      'GET /tham-dinh',
      'GET /api/v1/vetting',
      'GET /tham-dinh/tien-do',
      'GET /tham-dinh/tien-do.xlsx',
      'GET /tham-dinh/bao-cao-tien-do.pdf',
      'GET /tham-dinh/bao-cao-tien-do.docx',
      'GET /tham-dinh/chuyen',
      'GET /tham-dinh/nhac',
      'GET /tham-dinh/cau-mau',
      'POST /tham-dinh/cau-mau',
      'GET /tham-dinh/nop-thay',
    ],
    who: ['vetting'],
    kind: 'nothing',
  },
  {
    // The contest is named in the form; none is named here.
    routes: [
      'POST /tham-dinh/chuyen',
      'POST /tham-dinh/nhac',
      'POST /tham-dinh/nhac/chon',
      'POST /tham-dinh/giao',
      'POST /tham-dinh/tiep-nhan',
      'POST /tham-dinh/nop-thay',
    ],
    who: ['vetting'],
    kind: 'nothing',
    then: () => 'hidden',
  },
  {
    // Which sentence is named in the form; none is named here.
    routes: ['POST /tham-dinh/cau-mau/bo', 'POST /tham-dinh/cau-mau/dung-lai'],
    who: ['vetting'],
    kind: 'nothing',
    then: () => 'hidden',
  },
  {
    // The desk is named in the address; offices have no other contest's, nor a level that they do not hold.
    routes: [
      'GET /tham-dinh/goi/:slug/:level',
      'POST /tham-dinh/goi/:slug/:level',
      'GET /tham-dinh/goi/:slug/:level/:id',
    ],
    who: ['vetting'],
    kind: 'nothing',
    params: [
      { slug: 'khong-co', level: '1', id: NOBODY },
      { slug: 'Khong_co', level: '9', id: 'x' },
    ],
    then: () => 'hidden',
  },
  {
    routes: [
      'GET /tham-dinh/chuyen/:id',
      'GET /tham-dinh/chuyen/:id/cong-van.pdf',
      'GET /tham-dinh/chuyen/:id/cong-van.docx',
    ],
    who: ['vetting'],
    kind: 'nothing',
    params: [{ id: NOBODY }, { id: 'x' }],
    then: () => 'hidden',
  },
  {
    routes: [
      'GET /tham-dinh/:code',
      'GET /api/v1/vetting/:code',
      'POST /tham-dinh/:code',
      'GET /tham-dinh/:code/thanh-vien.xlsx',
      'GET /tham-dinh/:code/ho-so.pdf',
      'GET /tham-dinh/:code/quyet-dinh',
      'GET /tham-dinh/:code/yeu-cau-bo-sung',
      'GET /tham-dinh/:code/tep/:file/:part',
      'GET /tham-dinh/:code/tep/:file/trang/:page',
      'POST /tham-dinh/:code/quyet-dinh',
      'POST /tham-dinh/:code/hoan-tac',
      'POST /tham-dinh/:code/yeu-cau-bo-sung',
    ],
    who: ['vetting'],
    kind: 'entry',
    params: [{ part: 'goc', page: '1' }],
    exists: inArea,
  },
  {
    // A draft is its commune's own paper, but for the one officer who files it. The last route gives the filing up.
    routes: [
      'GET /tham-dinh/nop-thay/:code',
      'GET /tham-dinh/nop-thay/:code/thong-tin',
      'POST /tham-dinh/nop-thay/:code/thong-tin',
      'POST /tham-dinh/nop-thay/:code/danh-sach',
      'POST /tham-dinh/nop-thay/:code/danh-sach/lay',
      'POST /tham-dinh/nop-thay/:code/tep',
      'GET /tham-dinh/nop-thay/:code/tep/:file/xoa',
      'POST /tham-dinh/nop-thay/:code/tep/:file/xoa',
      'GET /tham-dinh/nop-thay/:code/tep/:file/xem',
      'GET /tham-dinh/nop-thay/:code/tep/:file/trang/:page',
      'GET /tham-dinh/nop-thay/:code/tep/:file/:part',
      'GET /tham-dinh/nop-thay/:code/kiem-tra',
      'POST /tham-dinh/nop-thay/:code/kiem-tra',
      'POST /tham-dinh/nop-thay/:code/thoi',
    ],
    who: ['vetting'],
    kind: 'entry',
    params: [{ part: 'goc', page: '1' }],
    exists: isFiling,
  },
  {
    // Nothing here came in by the office's hand, so nobody is given a receipt for having brought it.
    routes: ['GET /tham-dinh/nop-thay/:code/bien-nhan.pdf', 'GET /tham-dinh/nop-thay/:code/bien-nhan.docx'],
    who: ['vetting'],
    kind: 'entry',
    then: () => 'hidden',
  },
  {
    // Nothing here was ever sent back, so there is no paper to see and nothing to compare.
    routes: [
      'GET /tham-dinh/:code/phieu-bo-sung',
      'GET /tham-dinh/:code/phieu-bo-sung.pdf',
      'GET /tham-dinh/:code/phieu-bo-sung.docx',
      'GET /tham-dinh/:code/thay-doi',
    ],
    who: ['vetting'],
    kind: 'entry',
    then: () => 'hidden',
  },
];
