import type { Phase } from '../phases.js';
import { inContest, isOpened, type Outcome, ownDossier, type Row } from '../row.js';
import type { Principal } from '../principals.js';
import { isEntry, type Thing } from '../things.js';

const NO_DECISION = '00000000-0000-4000-8000-000000000000';
const ONCE = ['submission'] as const;
const OVERSEEN = { who: ['organiser', 'auditor'], kind: 'contest', exists: inContest } as const;
const OWN_WORK = { who: ['organiser'], kind: 'contest', exists: inContest } as const;

const oversees = ({ role }: Principal): boolean => role === 'organiser' || role === 'auditor';

/** Of an entry that is on no published list there is nothing to read and nothing to pay. */
const isOnTheList = (phase: Phase, _who: Principal, thing: Thing): Outcome =>
  thing.contest === 'own' && phase === 'published' && isEntry(thing) && thing.judges.length > 0 ? 'ok' : 'hidden';

/** Award lists, their papers, and what everybody may read of them. */
export const AWARD_ROWS: readonly Row[] = [
  {
    ...OVERSEEN,
    routes: [
      'GET /to-chuc/:slug/giai-thuong',
      'GET /to-chuc/:slug/xuat',
      'GET /to-chuc/:slug/van-ban',
      'GET /to-chuc/:slug/van-ban/:doc/tep.pdf',
      'GET /to-chuc/:slug/van-ban/:doc/tep.docx',
      'GET /to-chuc/:slug/van-ban/:doc/tung-to.zip',
      'GET /to-chuc/:slug/xuat/danh-sach-chi-tien',
      'GET /to-chuc/:slug/xuat/danh-sach-khen-thuong',
      'POST /to-chuc/:slug/xuat/danh-sach-khen-thuong.csv',
      'POST /to-chuc/:slug/xuat/diem.csv',
      'POST /to-chuc/:slug/xuat/ket-qua.xlsx',
    ],
    params: [{ doc: 'giay-khen' }],
  },
  {
    ...OWN_WORK,
    routes: [
      'GET /to-chuc/:slug/van-ban/:doc',
      'POST /to-chuc/:slug/van-ban/:doc',
      'GET /to-chuc/:slug/giai-thuong/dong-hang/:group',
      'GET /to-chuc/:slug/giai-thuong/khong-trao/:tier',
      'GET /to-chuc/:slug/giai-thuong/chuyen-chi-tieu',
      'GET /to-chuc/:slug/giai-thuong/de-trong',
      'GET /to-chuc/:slug/giai-thuong/giai-phu/:prize',
      'GET /to-chuc/:slug/giai-thuong/hinh-thuc-khen',
      'POST /to-chuc/:slug/giai-thuong/hinh-thuc-khen',
      'GET /to-chuc/:slug/giai-thuong/quyet-dinh/:decision/bo',
      'POST /to-chuc/:slug/giai-thuong/chuyen-chi-tieu',
      'POST /to-chuc/:slug/giai-thuong/de-trong',
      'POST /to-chuc/:slug/giai-thuong/giai-phu/:prize',
      'POST /to-chuc/:slug/giai-thuong/quyet-dinh/:decision/bo',
      'POST /to-chuc/:slug/giai-thuong/dong-hang/:group',
      'POST /to-chuc/:slug/giai-thuong/khong-trao/:tier',
      'POST /to-chuc/:slug/giai-thuong/ve-du-thao',
      'POST /to-chuc/:slug/giai-thuong/lap',
    ],
    params: [{ group: '1', tier: 'nhat', doc: 'giay-khen', prize: 'to-truong', decision: NO_DECISION }],
  },
  { routes: ['GET /dinh-muc-khen'], who: ['organiser', 'auditor', 'admin'], kind: 'nothing', phases: ONCE },
  {
    routes: [
      'GET /dinh-muc-khen/he-so',
      'GET /dinh-muc-khen/luong-co-so',
      // Nothing is typed: the page again, with what to mend.
      'POST /dinh-muc-khen/he-so',
      'POST /dinh-muc-khen/luong-co-so',
    ],
    who: ['organiser', 'admin'],
    kind: 'nothing',
    phases: ONCE,
  },
  {
    routes: [
      'GET /dinh-muc-khen/he-so/:id/het-hieu-luc',
      'GET /dinh-muc-khen/he-so/:id/bo',
      'GET /dinh-muc-khen/luong-co-so/:id/bo',
      'POST /dinh-muc-khen/he-so/:id/het-hieu-luc',
      'POST /dinh-muc-khen/he-so/:id/bo',
      'POST /dinh-muc-khen/luong-co-so/:id/bo',
    ],
    who: ['organiser', 'admin'],
    kind: 'nothing',
    phases: ONCE,
    params: [{ id: NO_DECISION }],
    then: () => 'hidden',
  },
  { ...OWN_WORK, routes: ['GET /to-chuc/:slug/xuat/ban-luu', 'POST /to-chuc/:slug/xuat/ban-luu'] },
  {
    routes: ['GET /to-chuc/:slug/xuat/ban-luu/:id'],
    who: ['organiser'],
    kind: 'contest',
    params: [{ id: NO_DECISION }, { id: 'x' }],
    then: () => 'hidden',
  },
  // Certificates are not entered: they have numbers of their own.
  { ...OWN_WORK, routes: ['POST /to-chuc/:slug/van-ban/:doc/vao-so'], params: [{ doc: 'quyet-dinh' }] },
  { ...OVERSEEN, routes: ['GET /to-chuc/:slug/chi-tien'] },
  {
    ...OVERSEEN,
    routes: ['GET /api/v1/contests/:slug/payments'],
    then: (phase, _who, { contest }) => (contest === 'own' && phase === 'published' ? 'ok' : 'hidden'),
  },
  {
    who: ['organiser', 'auditor'],
    kind: 'entry',
    exists: inContest,
    routes: ['GET /to-chuc/:slug/chi-tien/:code'],
    then: isOnTheList,
  },
  {
    who: ['organiser'],
    kind: 'entry',
    exists: inContest,
    routes: ['POST /to-chuc/:slug/chi-tien/:code', 'POST /to-chuc/:slug/chi-tien/:code/bo'],
    then: isOnTheList,
  },
  // While no list waits the page says what must be done first.
  { ...OWN_WORK, routes: ['GET /to-chuc/:slug/cong-bo'], phases: ['judging', 'submission', 'published'] },
  {
    // While no list waits there is nothing to confirm, to publish or to drop.
    ...OWN_WORK,
    routes: [
      'POST /to-chuc/:slug/cong-bo',
      'POST /to-chuc/:slug/cong-bo/bo-hen',
      'POST /to-chuc/:slug/giai-thuong/xac-nhan',
      'POST /to-chuc/:slug/giai-thuong/bo',
    ],
    phases: ['judging', 'submission', 'published'],
    then: () => 'hidden',
  },
  {
    ...OWN_WORK,
    routes: ['POST /to-chuc/:slug/cong-bo/hen-gio'],
    phases: ['judging', 'submission', 'published'],
    words: { date: '24/12/2021', time: '08:00' },
    then: () => 'hidden',
  },
  {
    routes: ['GET /cuoc-thi/:slug/ket-qua', 'GET /cuoc-thi/:slug/ket-qua.rss'],
    who: 'public',
    kind: 'contest',
    exists: isOpened,
  },
  {
    // One that is not published has no address yet; that the contest is being held everybody may know.
    routes: ['GET /cuoc-thi/:slug/ket-qua.csv', 'GET /api/v1/contests/:slug/results'],
    who: 'public',
    kind: 'contest',
    exists: isOpened,
    then: (phase, _who, thing) => (thing.contest === 'own' && phase === 'published' ? 'ok' : 'hidden'),
  },
  {
    // The published list's number leads to the page of the list in force.
    routes: ['GET /cuoc-thi/:slug/ket-qua/:number'],
    who: 'public',
    kind: 'contest',
    exists: isOpened,
    params: [{ number: '1' }],
    then: (phase, _who, thing) => (thing.contest === 'own' && phase === 'published' ? 'ok' : 'hidden'),
  },
  {
    // The contest of the table keeps its judges' marks: its bundle is for who oversees it.
    routes: ['GET /cuoc-thi/:slug/goi-ket-qua/:number'],
    who: 'public',
    kind: 'contest',
    exists: isOpened,
    params: [{ number: '1' }],
    then: (phase, who, thing) =>
      thing.contest === 'own' && phase === 'published' && oversees(who) && inContest(who, thing) ? 'ok' : 'hidden',
  },
  {
    // Objections stand under a published list; of one that never came in there is nothing to read.
    routes: [
      'GET /cuoc-thi/:slug/kien-nghi',
      'POST /cuoc-thi/:slug/kien-nghi',
      'GET /api/v1/contests/:slug/objections',
    ],
    who: 'public',
    kind: 'contest',
    exists: isOpened,
    then: (phase, _who, thing) => (thing.contest === 'own' && phase === 'published' ? 'ok' : 'hidden'),
  },
  {
    // Nothing of any dossier is shown until its commune says so.
    routes: ['GET /cuoc-thi/:slug/bai/:code', 'GET /cuoc-thi/:slug/bai/:code/anh/:file'],
    who: 'public',
    kind: 'entry',
    then: () => 'hidden',
  },
  {
    routes: ['GET /nop/:code/cong-khai', 'POST /nop/:code/cong-khai/rut', 'POST /nop/:code/cong-khai'],
    who: ['commune'],
    kind: 'entry',
    exists: ownDossier,
    then: isOnTheList,
  },
  {
    // Units are everybody's to know; this id is nobody's.
    routes: ['GET /xa/:id'],
    who: 'public',
    kind: 'nothing',
    params: [{ id: NO_DECISION }],
    then: () => 'hidden',
  },
  {
    routes: ['GET /cuoc-thi/:slug/kien-nghi/:number'],
    who: 'public',
    kind: 'contest',
    exists: isOpened,
    params: [{ number: '1' }],
    then: () => 'hidden',
  },
  {
    who: ['organiser', 'secretary', 'auditor'],
    kind: 'contest',
    exists: inContest,
    routes: ['GET /to-chuc/:slug/kien-nghi'],
  },
  {
    who: ['organiser', 'secretary', 'auditor'],
    kind: 'contest',
    exists: inContest,
    routes: ['GET /to-chuc/:slug/kien-nghi/:number'],
    params: [{ number: '1' }],
    then: () => 'hidden',
  },
  {
    who: ['organiser', 'secretary'],
    kind: 'contest',
    exists: inContest,
    routes: ['POST /to-chuc/:slug/kien-nghi/:number'],
    params: [{ number: '1' }],
    then: () => 'hidden',
  },
  {
    routes: ['GET /cuoc-thi/:slug/ket-qua/:number/:code'],
    who: 'public',
    kind: 'entry',
    params: [{ number: '1' }],
    then: (phase, _who, thing) =>
      thing.contest === 'own' && phase === 'published' && isEntry(thing) && thing.judges.length > 0 ? 'ok' : 'hidden',
  },
];
