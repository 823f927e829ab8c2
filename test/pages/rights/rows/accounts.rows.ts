import type { Row } from '../row.js';

const ONCE = ['submission'] as const;
const NOBODYS_ROLE = { assignmentId: '00000000-0000-4000-8000-000000000000' };

/** The door, the own account, people and units. */
export const ACCOUNT_ROWS: readonly Row[] = [
  { routes: ['GET /healthz', 'GET /metrics', 'GET /readyz'], who: 'public', kind: 'nothing', phases: ONCE },
  { routes: ['GET /dang-nhap', 'POST /dang-nhap'], who: 'public', kind: 'nothing', phases: ONCE },
  {
    // Nobody's link: it is dead, for everybody.
    routes: ['GET /kich-hoat/:token', 'POST /kich-hoat/:token', 'GET /dat-lai/:token', 'POST /dat-lai/:token'],
    who: 'public',
    kind: 'nothing',
    phases: ONCE,
    params: [{ token: 'khong-co-lien-ket-nao-nhu-the' }, { token: 'x' }],
    then: () => 'hidden',
  },
  // Going on in another browser: the code or the link is the key; without the right one the page comes again (422).
  {
    routes: [
      'GET /chuyen-trinh-duyet',
      'POST /chuyen-trinh-duyet',
      'GET /chuyen-trinh-duyet/:token',
      'POST /chuyen-trinh-duyet/:token',
    ],
    who: 'public',
    kind: 'nothing',
    phases: ONCE,
    params: [{ token: 'khong-co-lien-ket-nao-nhu-the' }],
  },
  {
    routes: ['POST /chuyen-trinh-duyet/ma'],
    who: 'signed-in',
    kind: 'nothing',
    phases: ONCE,
    then: (_phase, who) => (who.role === 'admin' ? 'forbidden' : 'ok'),
  },
  // No mail server is set, no job is ticked: the page again, with a word.
  {
    routes: [
      'GET /quan-tri/kenh-gui',
      'POST /quan-tri/kenh-gui/gui-thu',
      'GET /quan-tri/cong-viec',
      'GET /quan-tri/sao-luu',
      'GET /quan-tri/kiem-tra-du-lieu',
      'POST /quan-tri/cong-viec/chay-lai',
      'POST /quan-tri/cong-viec/bo',
    ],
    who: ['admin'],
    kind: 'nothing',
    phases: ONCE,
  },
  { routes: ['GET /viec', 'GET /tai-khoan'], who: 'signed-in', kind: 'nothing' },
  { routes: ['GET /tai-khoan/khoa-api', 'GET /api/v1/key'], who: 'signed-in', kind: 'nothing', phases: ONCE },
  // Nothing is typed: the page again, with what to mend.
  { routes: ['POST /tai-khoan/khoa-api'], who: 'signed-in', kind: 'nothing', phases: ONCE },
  {
    routes: ['POST /tai-khoan/khoa-api/:id/thu-hoi'],
    who: 'signed-in',
    kind: 'nothing',
    phases: ONCE,
    params: [{ id: '00000000-0000-4000-8000-000000000000' }, { id: 'x' }],
    then: () => 'hidden',
  },
  { routes: ['GET /quan-tri/khoa-api'], who: ['admin', 'organiser'], kind: 'nothing', phases: ONCE },
  {
    routes: ['POST /quan-tri/khoa-api/:id/thu-hoi'],
    who: ['admin', 'organiser'],
    kind: 'nothing',
    phases: ONCE,
    params: [{ id: '00000000-0000-4000-8000-000000000000' }, { id: 'x' }],
    then: () => 'hidden',
  },
  { routes: ['POST /tai-khoan/mat-khau'], who: 'signed-in', kind: 'nothing', phases: ONCE },
  {
    routes: ['POST /dang-xuat', 'POST /dang-xuat/moi-noi'],
    who: 'signed-in',
    kind: 'nothing',
    phases: ONCE,
    endsSession: true,
  },
  // No role is named, or one that is not the person's own: such a role does not exist for them.
  { routes: ['POST /vai-tro'], who: 'signed-in', kind: 'nothing', phases: ONCE, then: () => 'hidden' },
  {
    routes: ['POST /vai-tro'],
    who: 'signed-in',
    kind: 'nothing',
    phases: ONCE,
    words: NOBODYS_ROLE,
    then: () => 'hidden',
  },
  {
    routes: [
      'GET /quan-tri/nguoi-dung',
      'GET /quan-tri/nguoi-dung/moi',
      'POST /quan-tri/nguoi-dung/moi',
      'GET /quan-tri/don-vi',
      'GET /quan-tri/don-vi/nhap-ban',
      'POST /quan-tri/don-vi/nhap-ban',
    ],
    who: ['admin'],
    kind: 'nothing',
    phases: ONCE,
  },
  {
    routes: [
      'GET /quan-tri/nguoi-dung/:id',
      'POST /quan-tri/nguoi-dung/:id/lien-ket',
      'POST /quan-tri/nguoi-dung/:id/dang-xuat',
      'POST /quan-tri/nguoi-dung/:id/khoa',
      'POST /quan-tri/nguoi-dung/:id/mo-khoa',
    ],
    who: ['admin'],
    kind: 'person',
    phases: ONCE,
  },
  {
    routes: ['POST /quan-tri/nguoi-dung/:id', 'POST /quan-tri/nguoi-dung/:id/vai-tro'],
    who: ['admin'],
    kind: 'person',
    phases: ONCE,
  },
  {
    routes: ['POST /quan-tri/nguoi-dung/:id/vai-tro/:assignmentId/thu-hoi'],
    who: ['admin'],
    kind: 'person',
    params: [NOBODYS_ROLE, { assignmentId: 'x' }],
    phases: ONCE,
    then: () => 'hidden',
  },
  { routes: ['GET /quan-tri/don-vi/:id'], who: ['admin'], kind: 'unit', phases: ONCE },
  {
    routes: ['POST /quan-tri/don-vi/:id/ten-khac', 'POST /quan-tri/don-vi/:id/co-quan'],
    who: ['admin'],
    kind: 'unit',
    phases: ONCE,
  },
  {
    // Without the name that should go there is nothing to take away.
    routes: ['POST /quan-tri/don-vi/:id/ten-khac/xoa'],
    who: ['admin'],
    kind: 'unit',
    phases: ONCE,
    then: () => 'hidden',
  },
];
