import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import { JobHandlers } from '../../../src/jobs/job.handlers.js';
import type { NewNotice, NoticeContest } from '../../../src/notices/notice.facts.js';
import { MailRepository } from '../../../src/notices/mail.repository.js';
import { MailSender } from '../../../src/notices/mail.sender.js';
import { MailServer } from '../../../src/notices/mail.server.js';
import { Notices } from '../../../src/notices/notices.js';
import { type FreshDatabase, freshDatabase } from '../../database.js';
import { buildWorld, type World } from '../../fixtures/world.js';

/* A mail server of the test's own, and what it was handed. */
let received: ParsedMail[];
/** What the server does with the next mail: takes it, refuses it for good, is busy, or hangs up after it has taken it. */
let mood: 'takes' | 'refuses' | 'busy';
let smtp: SMTPServer;
let port: number;

let fresh: FreshDatabase;
let database: Database;
let world: World;
let contest: NoticeContest;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = new Database(await createDataSource(fresh.url).initialize());
  world = await buildWorld(database);
  contest = {
    id: world.contestId,
    organiserName: 'UBND tỉnh Lai Châu',
    contactName: 'Lò Thị Mẫu',
    contactPhone: '+842133000000',
    rehearsal: false,
    scopeUnitId: null,
  };
  await database.pool.query(
    `INSERT INTO notice_addresses (person_id, email, by_email, changed_at) VALUES ($1, 'xa@banbo.vn', true, now()), ($2, 'xa2@binhlu.vn', false, now())`,
    [world.actors.xa.personId, world.actors.xa2.personId],
  );
  await listen();
});
afterAll(async () => {
  await new Promise((resolve) => smtp.close(() => resolve(null)));
  await database.source.destroy();
  await fresh.drop();
});
beforeEach(() => {
  received = [];
  mood = 'takes';
});
afterEach(() => database.pool.query('DELETE FROM notices'));

async function listen(at = 0): Promise<void> {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, callback) {
      if (mood === 'refuses') return callback(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
      return callback(mood === 'busy' ? Object.assign(new Error('come back later'), { responseCode: 451 }) : null);
    },
    onData(stream, _session, callback) {
      void simpleParser(stream).then((mail) => {
        received.push(mail);
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(at, '127.0.0.1', resolve));
  port = (smtp.server.address() as AddressInfo).port;
}

const senderTo = (url: string): MailSender =>
  new MailSender(
    database,
    new MailRepository(),
    new JobHandlers(),
    () => 'https://hoithi.example.vn',
    new MailServer(url),
  );
const sender = (): MailSender => senderTo(`smtp://127.0.0.1:${port}`);
const send = (): Promise<number> => sender().sendDue(new AbortController().signal);

const notice = (more: Partial<NewNotice> = {}): NewNotice => ({
  event: 'supplement',
  to: { kind: 'units', role: 'commune', unitIds: [world.units.banBo, world.units.binhLu] },
  once: 'x',
  subject: 'Cần bổ sung hồ sơ ZALO21-211130-0007',
  paragraphs: ['Hồ sơ cần bổ sung.', 'Hạn bổ sung: hết ngày 04/12/2021.'],
  action: { label: 'Bổ sung hồ sơ', path: '/nop/ZALO21-211130-0007/bo-sung' },
  deadlineAt: null,
  ...more,
});
const tell = (one: NewNotice, as: Partial<NoticeContest> = {}): Promise<void> =>
  database.transaction(async (tx) => new Notices(true).tell(tx, { ...contest, ...as }, tx.now, one));
/** Whatever the hour at which the test runs. */
const leaveNow = (): Promise<unknown> =>
  database.pool.query(`UPDATE notice_mails SET not_before = date_trunc('milliseconds', now()) WHERE state = 'waiting'`);
const mails = () =>
  database.reader.rows<{ address: string; state: string; tries: number; error: string | null }>(
    `SELECT address, state, tries, last_error AS error FROM notice_mails ORDER BY address`,
  );
const told = async (): Promise<number> =>
  (await database.reader.one<{ n: number }>('SELECT count(*) AS n FROM notices'))?.n ?? 0;

describe('A notice', () => {
  it('stands on everybody’s page, and goes as a mail to those who chose that', async () => {
    await tell(notice());
    await leaveNow();
    expect([await told(), await send()]).toEqual([2, 1]);
    const [mail] = received;
    expect(mail).toMatchObject({
      subject: 'Cần bổ sung hồ sơ ZALO21-211130-0007',
      from: { value: [{ name: 'UBND tỉnh Lai Châu', address: 'no-reply@hoithi.example.vn' }] },
      to: { value: [{ address: 'xa@banbo.vn' }] },
    });
    expect(mail?.text?.trim()).toBe(
      [
        'Hồ sơ cần bổ sung.',
        'Hạn bổ sung: hết ngày 04/12/2021.',
        'Bổ sung hồ sơ: https://hoithi.example.vn/nop/ZALO21-211130-0007/bo-sung',
        'Liên hệ: Lò Thị Mẫu, 0213 3000 000\nUBND tỉnh Lai Châu',
      ].join('\n\n'),
    );
    expect(await mails()).toEqual([{ address: 'xa@banbo.vn', state: 'sent', tries: 1, error: null }]);
  });

  it('is told once under its key, however often it is told', async () => {
    for (let i = 0; i < 3; i += 1) await tell(notice());
    await leaveNow();
    await Promise.all([send(), send()]);
    expect([await told(), received.length]).toEqual([2, 1]);
  });

  it('is not told when its act does not stand', async () => {
    const failing = database.transaction(async (tx) => {
      new Notices(true).tell(tx, contest, tx.now, notice());
      throw new Error('the act fails');
    });
    await expect(failing).rejects.toThrow('the act fails');
    expect(await told()).toBe(0);
  });

  it('of a rehearsal is never mailed', async () => {
    await tell(notice(), { rehearsal: true });
    expect([await told(), await mails()]).toEqual([2, []]);
  });

  it('of a deadline that has passed is not mailed any more', async () => {
    await tell(notice({ deadlineAt: new Date(Date.now() - 1000) }));
    await leaveNow();
    expect([await send(), await mails()]).toMatchObject([0, [{ state: 'late' }]]);
  });
});

describe('A mail', () => {
  it('waits while the server is away, and goes out once when it is back', async () => {
    await tell(notice());
    await leaveNow();
    await new Promise((resolve) => smtp.close(() => resolve(null)));
    expect(await send()).toBe(0);
    expect(await mails()).toMatchObject([
      { state: 'waiting', tries: 1, error: expect.stringContaining('ECONNREFUSED') },
    ]);
    await listen(port);
    expect(await send()).toBe(0); // not before its minute is over
    await leaveNow();
    expect([await send(), await send(), received.length]).toEqual([1, 0, 1]);
  });

  it('is put off by a busy server, and given up on a wrong address', async () => {
    await tell(notice());
    await leaveNow();
    mood = 'busy';
    expect([await send(), await mails()]).toMatchObject([0, [{ state: 'waiting' }]]);
    mood = 'refuses';
    await leaveNow();
    await send();
    expect(await mails()).toMatchObject([{ state: 'failed', error: expect.stringContaining('no such mailbox') }]);
  });

  it('whose sender was killed after the server took it goes out again under the same Message-ID and Date', async () => {
    await tell(notice());
    await leaveNow();
    await send();
    // What a kill -9 between the server's answer and our note of it leaves behind.
    await database.pool.query(
      `UPDATE notice_mails SET state = 'sending', ended_at = NULL, handed_at = now() - interval '1 minute'`,
    );
    expect(await send()).toBe(0); // it may still be in the hands of a living process
    await database.pool.query(`UPDATE notice_mails SET handed_at = now() - interval '3 minutes'`);
    expect(await send()).toBe(1);
    const [first, second] = received;
    expect([second?.messageId, second?.date]).toEqual([first?.messageId, first?.date]);
    expect(first?.messageId).toMatch(/^<[0-9a-f-]{36}@hoithi\.example\.vn>$/);
  });
});
