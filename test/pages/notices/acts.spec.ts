import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { APP_ACT_WORDS } from '../../../src/app.words.js';
import { EntryLife } from '../../../src/entries/entry.life.js';
import { EntryReader } from '../../../src/entries/entry.reader.js';
import { EntryReminders } from '../../../src/entries/entry.reminders.js';
import { NOTICE_EVENTS, type NoticeEvent } from '../../../src/notices/notice.facts.js';
import { FileScans } from '../../../src/storage/file-scans.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { EICAR, startClamd } from '../../fixtures/clamd.js';
import { submitOne, upload } from '../../fixtures/entries.js';
import { imageFile, pdfFile } from '../../fixtures/files.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';
import { isSilent, TOLD_ELSEWHERE } from './silent-acts.js';

/*
 * Which acts tell whom (UX §2, Notices), on the running application: one contest, act after act. Each must write exactly the
 * notices of its row. Every act that the log knows is either a row or named among those that tell nobody, so that a new act fails
 * here until somebody has said which it is.
 */
let house: TestApp;
let world: World;
let clamd: Awaited<ReturnType<typeof startClamd>>;
let people: Record<'xa' | 'office' | 'judge' | 'secretary' | 'organiser' | 'second', Visitor>;
const numbers: string[] = [];
const desk = (path: string): string => `/to-chuc/${world.slug}/${path}`;

beforeAll(async () => {
  clamd = await startClamd();
  house = await startApp({ clamdUrl: clamd.url });
  world = await buildWorld(house.database);
  people = {
    xa: await house.signedIn('xa'),
    office: await house.signedIn('tham-dinh'),
    judge: await house.signedIn('giam-khao-1'),
    secretary: await house.signedIn('thu-ky'),
    organiser: await house.signedIn('to-chuc'),
    second: await house.signedIn('to-chuc-2'),
  };
});
afterAll(async () => {
  await house.close();
  await clamd.stop();
});

async function press(visitor: Visitor, action: string, words: Record<string, string | string[]> = {}, from = action) {
  const answer = await visitor.send(action, words, from);
  if (answer.status !== 303) throw new Error(`${action} answered ${answer.status}: ${answer.text.slice(0, 3000)}`);
  return String(answer.headers['location']);
}
const at = (day: string): Promise<void> => setClock(house.database, world.contestId, `${day}T09:00:00+07:00`);
const submit = async (village: number, more?: (entry: string) => Promise<unknown>): Promise<void> => {
  numbers.push(await submitOne(people.xa, world.villages.banBo[village], 20 + village, more));
};
const decide = (index: number, decision: string, reason = ''): Promise<string> =>
  press(people.office, `/tham-dinh/${numbers[index]}/quyet-dinh`, { decision, reason });
const extend = (whom: string, until: string): Promise<string> =>
  press(people.organiser, desk('gia-han/moi'), {
    for: whom,
    until,
    untilTime: '00:00',
    documentNumber: '15/BTC',
    reason: 'Mưa lũ',
  });
async function moveWindow(field: string, day: string): Promise<string> {
  const page = (await people.organiser.get(desk('moc-thoi-gian'))).text;
  const fields = [...page.matchAll(/<input class="input[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)];
  const words = Object.fromEntries(fields.map(([, name, value]) => [name ?? '', value ?? '']));
  return press(people.organiser, desk('moc-thoi-gian'), { ...words, [field]: day, reason: 'Lùi hạn cho tất cả' });
}
async function broadcast(): Promise<string> {
  const location = await press(people.organiser, desk('thong-bao/moi'), {
    audience: 'commune',
    unit: '',
    subject: 'Lịch tập huấn',
    body: 'Tập huấn ngày 25/11.',
  });
  return location.split('?')[0] ?? '';
}
let draft: string;

const COMMUNES = ['xa', 'xa2', 'xa3'];
/** What is done, the act as the log calls it, the kind of notice, and to whom; in an order in which it can be done. */
const TELLING: [does: string, act: string, event: NoticeEvent, to: string[], doIt: () => Promise<unknown>][] = [
  ['a commune submits', 'entry.submit', 'receipt', ['xa'], () => submit(0)],
  [
    'an office returns a dossier',
    'entry.return',
    'supplement',
    ['xa'],
    async () => {
      await press(people.office, `/tham-dinh/${numbers[0]}`, {
        'verdict[muc.anh]': 'fail',
        'reason[muc.anh]': 'unreadable',
        'note[muc.anh]': 'Ảnh mờ',
        then: 'return',
      });
      const due = { dueDate: '25/11/2021', dueTime: '17:00', message: '' };
      await press(people.office, `/tham-dinh/${numbers[0]}/yeu-cau-bo-sung`, due);
    },
  ],
  [
    'a commune sends what was asked for',
    'entry.supplement',
    'receipt',
    ['xa'],
    async () => {
      await upload(people.xa, `/nop/${numbers[0]}`, 'anh', [['Lại.jpg', await imageFile('jpeg', { red: 99 })]]);
      await press(people.xa, `/nop/${numbers[0]}/bo-sung`, { camKet: '1' });
    },
  ],
  ['an office accepts a dossier', 'entry.accept', 'decision', ['xa'], () => decide(0, 'accept')],
  ['an office turns one down', 'entry.reject', 'decision', ['xa'], () => decide(1, 'reject', 'Không phải bản của xã')],
  [
    'the committee takes one out',
    'entry.disqualify',
    'decision',
    ['xa'],
    async () => {
      const reader = house.app.get(EntryReader, { strict: false });
      const life = house.app.get(EntryLife, { strict: false });
      await house.database.act(actBy(world.actors.organiser), async (tx) => {
        const entry = await reader.byCode(tx, numbers[2] ?? '');
        if (entry === null) throw new Error('no dossier');
        await life.disqualify(tx, actBy(world.actors.organiser), entry, { at: tx.now, reason: 'Chép của bản khác' });
      });
    },
  ],
  [
    'the scanner finds a file infected',
    'entry.quarantine-file',
    'extension',
    ['xa'],
    () => house.app.get(FileScans).scanSome(),
  ],
  [
    'an organiser moves the end of submission for all',
    'contest.windows.edit',
    'extension',
    COMMUNES,
    () => moveWindow('submissionUntil', '02/12/2021'),
  ],
  [
    'the end of vetting',
    'contest.windows.edit',
    'extension',
    ['tham-dinh', 'tham-dinh2'],
    () => moveWindow('vettingUntil', '12/12/2021'),
  ],
  [
    'the end of judging',
    'contest.windows.edit',
    'extension',
    ['giam-khao-1', 'giam-khao-2', 'giam-khao-3'],
    () => moveWindow('judgingUntil', '22/12/2021'),
  ],
  [
    'gives one commune more time',
    'contest.extension.add',
    'extension',
    ['xa2'],
    () => extend(`submission:${world.units.binhLu}`, '03/12/2021'),
  ],
  [
    'gives all communes more',
    'contest.extension.add',
    'extension',
    COMMUNES,
    () => extend('submission:all', '04/12/2021'),
  ],
  [
    'gives an office more',
    'contest.extension.add',
    'extension',
    ['tham-dinh'],
    () => extend(`vetting:${world.units.tamDuong}`, '15/12/2021'),
  ],
  [
    'tries out a notice of its own',
    'contest.broadcast.try',
    'broadcast',
    ['to-chuc'],
    () => press(people.organiser, `${draft}/gui-thu`, {}, draft),
  ],
  ['sends it', 'contest.broadcast.send', 'broadcast', COMMUNES, () => press(people.organiser, draft)],
  [
    'a secretary gives out dossiers',
    'judging.assign',
    'assignment',
    ['giam-khao-1'],
    () => press(people.secretary, '/thu-ky/phan-cong/giao', {}, '/thu-ky/phan-cong/tu-dong?kieu=tat-ca'),
  ],
  [
    'reminds who is behind',
    'judging.remind',
    'reminder',
    ['giam-khao-1'],
    () => press(people.secretary, '/thu-ky/tien-do/nhac', { judges: 'GK1' }, '/thu-ky/tien-do'),
  ],
  [
    'and closes the round',
    'round.close',
    'round-closed',
    ['giam-khao-1', 'giam-khao-2', 'giam-khao-3', 'thu-ky', 'to-chuc', 'to-chuc-2'],
    () => press(people.secretary, '/thu-ky/khoa', { reason: 'Đủ phiếu' }),
  ],
  [
    'calls the panel together',
    'meeting.open',
    'meeting',
    ['giam-khao-1'],
    () =>
      press(people.secretary, '/thu-ky/hop', {
        place: 'Phòng họp 2',
        chairName: 'Trần Thị Hường',
        agenda: 'tat-ca',
        present: 'GK1',
      }),
  ],
  [
    'the organisers publish',
    'award-list.publish',
    'publication',
    COMMUNES,
    () => press(people.organiser, desk('cong-bo')),
  ],
];

/** What has to be done before the act itself can be, by the act. */
const BEFORE: Readonly<Record<string, () => Promise<unknown>>> = {
  'entry.reject': () => submit(1),
  'entry.disqualify': async () => {
    await submit(2);
    await decide(2, 'accept');
  },
  'entry.quarantine-file': () =>
    submit(3, (entry) => upload(people.xa, entry, 'bao-cao', [['Nhiễm.pdf', pdfFile(1, EICAR)]])),
  'contest.broadcast.try': async () => (draft = await broadcast()),
  'judging.assign': async () => {
    await at('2021-12-02');
    await press(people.office, '/tham-dinh/chuyen', { codes: [numbers[0] ?? ''], note: '' });
    await at('2021-12-15');
    await press(
      people.secretary,
      '/thu-ky/phan-cong/giam-khao',
      { personId: world.actors.judge1.personId, unitId: '' },
      '/thu-ky/phan-cong',
    );
  },
  'round.close': async () => {
    const points = { 'points[A]': '38', 'points[B]': '28', 'points[C]': '28', comment: '', then: 'o-lai' };
    await press(people.judge, `/cham/${numbers[0]}`, points);
    await press(people.judge, '/cham/tong-ket');
  },
  'award-list.publish': async () => {
    await at('2021-12-23');
    const list = desk('giai-thuong');
    await press(people.organiser, `${list}/lap`, {}, list);
    for (const tier of ['nhi', 'ba'])
      await press(people.organiser, `${list}/khong-trao/${tier}`, { reason: 'Chỉ một hồ sơ' });
    await press(people.second, `${list}/xac-nhan`, {}, list);
  },
};

/** What was told since: who was told which kind, in order; and the log's acts meanwhile. */
async function during(doIt: () => Promise<unknown>): Promise<{ told: [NoticeEvent, string][]; acts: string[] }> {
  const { reader } = house.database;
  await house.database.pool.query('DELETE FROM notices');
  const last = await reader.one<{ id: string }>(`SELECT coalesce(max(id), 0) AS id FROM audit_events`);
  await doIt();
  const told = await reader.rows<{ event: NoticeEvent; username: string }>(
    `SELECT n.event, p.username FROM notices n JOIN persons p ON p.id = n.person_id ORDER BY n.event, p.username`,
  );
  const acts = await reader.rows<{ act: string }>(`SELECT act FROM audit_events WHERE id > $1 ORDER BY id`, [last?.id]);
  return { told: told.map(({ event, username }) => [event, username]), acts: acts.map(({ act }) => act) };
}

describe('Who is told when', () => {
  it.each(TELLING)('%s (%s): %s to %j', async (_does, act, event, to, doIt) => {
    await BEFORE[act]?.();
    const { told, acts } = await during(doIt);
    expect(acts).toContain(act);
    expect(acts.filter((other) => other !== act && !isSilent(other))).toEqual([]);
    expect(told).toEqual(to.map((username) => [event, username]));
  });

  it('a deadline comes near (no act of anybody): a reminder to the communes that have not finished', async () => {
    await setClock(house.database, world.contestId, '2021-12-03T12:00:00+07:00');
    const { told } = await during(() => house.app.get(EntryReminders, { strict: false }).remind());
    expect(told).toEqual(COMMUNES.map((username) => ['reminder', username]));
  });
});

describe('A window', () => {
  it('whose words alone change, or that stays within an extension for all, gives nobody more time and tells nobody', async () => {
    await at('2021-11-20');
    expect((await during(() => moveWindow('submissionPrinted', 'trước ngày 02/12/2021'))).told).toEqual([]);
    expect((await during(() => moveWindow('submissionUntil', '03/12/2021'))).told).toEqual([]);
  });
});

describe('Every act that the log knows', () => {
  const telling = new Set(TELLING.map(([, act]) => act));

  it('is told of by a row above, or is one of those that tell nobody; never both', () => {
    const acts = Object.keys(APP_ACT_WORDS);
    const told = [...telling, ...TOLD_ELSEWHERE];
    expect(acts.filter((act) => !told.includes(act) && !isSilent(act))).toEqual([]);
    expect(told.filter((act) => isSilent(act) || !acts.includes(act))).toEqual([]);
  });

  it('uses every kind of notice there is', () => {
    // Told of by judging/paper.spec.ts, contests/register.spec.ts and entries/dossier-books.spec.ts.
    const elsewhere: NoticeEvent[] = ['reminder', 'isolation', 'document', 'objection', 'taking-out'];
    const events = new Set([...TELLING.map(([, , event]) => event), ...elsewhere]);
    expect([...events].sort()).toEqual([...NOTICE_EVENTS].sort());
  });
});
