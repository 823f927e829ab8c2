import { isEntry } from '../things.js';
import { ownDossier, type Row } from '../row.js';

const ANY_CONTEST = { cuocThi: 'zalo-lai-chau-2021' };

/** Dossiers, as their commune has them. */
export const ENTRY_ROWS: readonly Row[] = [
  { routes: ['GET /nop', 'GET /nop/moi', 'GET /api/v1/entries'], who: ['commune'], kind: 'nothing' },
  {
    // The contest is named in the form: those of the other province do not have it.
    routes: ['POST /nop/moi'],
    who: ['commune'],
    kind: 'nothing',
    words: ANY_CONTEST,
    exists: (who) => who.contest === 'own',
  },
  {
    routes: [
      'GET /nop/:code',
      'GET /nop/:code/thong-tin',
      'POST /nop/:code/thong-tin',
      'POST /nop/:code/nhom',
      'POST /nop/:code/thong-tin/nhap',
      'POST /nop/:code/phu-trach',
      'GET /nop/:code/sao-chep',
      'POST /nop/:code/sao-chep',
      'GET /nop/:code/tep/:slot/gui-nho',
      'POST /nop/:code/tep/:slot/gui-nho',
      'GET /nop/:code/tep/:slot',
      'POST /nop/:code/tep/:slot',
      'GET /nop/:code/thanh-vien',
      'POST /nop/:code/thanh-vien',
      'POST /nop/:code/thanh-vien/tep',
      'POST /nop/:code/thanh-vien/sua',
      'GET /nop/:code/thanh-vien/xoa',
      'GET /nop/:code/thanh-vien/mau.xlsx',
      'GET /nop/:code/thanh-vien/mau.csv',
      'GET /nop/:code/thanh-vien/cho-sua.xlsx',
      'GET /nop/:code/thanh-vien/danh-sach.xlsx',
      'GET /nop/:code/kiem-tra',
      'POST /nop/:code/kiem-tra',
      'GET /nop/:code/lich-su',
      'GET /nop/:code/bo-sung',
      'POST /nop/:code/bo-sung',
      'GET /nop/:code/rut',
      'GET /nop/:code/tep/:file/xoa',
      'GET /nop/:code/tep/:file/xem',
      'GET /nop/:code/tep/:file/xem',
      'GET /nop/:code/tep/:file/trang/:page',
      'POST /nop/:code/tep/:file/thu-tu',
      'POST /nop/:code/tep/:slot/dung-lai',
      'POST /nop/:code/rut',
    ],
    who: ['commune'],
    kind: 'entry',
    params: [{ page: '1' }],
    exists: ownDossier,
  },
  {
    // Which protocol is spoken here: the same words for every address, so that they tell of no dossier.
    routes: ['OPTIONS /nop/:code/tep/:slot/tus'],
    who: ['commune'],
    kind: 'nothing',
    params: [{ code: 'x', slot: 'anh' }],
  },
  {
    // A file piece by piece; tus 1.0 has methods of its own.
    routes: [
      'POST /nop/:code/tep/:slot/tus',
      'HEAD /nop/:code/tus/:transfer',
      'PATCH /nop/:code/tus/:transfer',
      'DELETE /nop/:code/tus/:transfer',
      'POST /nop/:code/dang-gui/:transfer/bo',
    ],
    who: ['commune'],
    kind: 'entry',
    exists: ownDossier,
  },
  {
    routes: ['GET /nop/:code/tep/:file/:part'],
    who: ['commune'],
    kind: 'entry',
    params: [{ part: 'goc' }, { part: 'anh' }],
    exists: ownDossier,
  },
  {
    routes: ['POST /nop/:code/tep/:file/xoa'],
    who: ['commune'],
    kind: 'entry',
    exists: ownDossier,
  },
  {
    // The last two: they take away what the others show.
    routes: ['POST /nop/:code/thanh-vien/bo', 'POST /nop/:code/thanh-vien/xoa'],
    who: ['commune'],
    kind: 'entry',
    exists: ownDossier,
  },
  {
    routes: [
      'GET /nop/:code/da-nop',
      'GET /nop/:code/phieu.pdf',
      'GET /nop/:code/phieu.docx',
      'GET /nop/:code/phieu.png',
    ],
    who: ['commune'],
    kind: 'entry',
    exists: (who, thing) => ownDossier(who, thing) && isEntry(thing) && thing.state !== 'draft',
  },
  {
    // Looking up by a receipt's two codes: the door is open, the codes are the key. An unknown pair gets the form again (422).
    routes: ['GET /tra-cuu', 'POST /tra-cuu', 'GET /h/:code'],
    who: 'public',
    kind: 'nothing',
    params: [{ code: 'ZALO21-211124-0001' }],
  },
  {
    // Whether a paper is genuine: the same, with the check value printed on it.
    routes: ['GET /xac-thuc', 'GET /xac-thuc/:number', 'POST /xac-thuc'],
    who: 'public',
    kind: 'nothing',
    params: [{ number: 'ZALO21-211124-0001' }],
  },
  {
    // No such link of this slot, for anybody.
    routes: ['POST /nop/:code/tep/:slot/gui-nho/:link/dong'],
    who: ['commune'],
    kind: 'entry',
    params: [{ link: '00000000-0000-4000-8000-000000000000' }],
    exists: ownDossier,
    then: () => 'hidden',
  },
  {
    // The link is the key; one that nobody made opens nothing.
    routes: ['GET /gui-nho/:token', 'POST /gui-nho/:token'],
    who: 'public',
    kind: 'nothing',
    params: [{ token: 'khong-co-lien-ket-nao-nhu-the' }],
    then: () => 'hidden',
  },
];
