import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { Audit } from '../../../src/audit/audit.js';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import { JobHandlers } from '../../../src/jobs/job.handlers.js';
import { BehindRepository } from '../../../src/movements/drives/behind.repository.js';
import { DriveOpening } from '../../../src/movements/drives/drive.opening.js';
import { ReportReminders } from '../../../src/movements/drives/report.reminders.js';
import { MailRepository } from '../../../src/notices/mail.repository.js';
import { MailSender } from '../../../src/notices/mail.sender.js';
import { MailServer } from '../../../src/notices/mail.server.js';
import { Notices } from '../../../src/notices/notices.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { begunDrive, begunMovement } from '../../fixtures/movements.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let office: Visitor;
let drive: string;
/** The same database through connections for which `now()` is the moment that the test sets. */
let dated: Database;
let reminders: ReportReminders;
let sender: MailSender;
let smtp: SMTPServer;
/** Whom the mail server was handed a mail for. */
let mailed: string[] = [];

beforeAll(async () => {
  app = await startApp({ smtpUrl: 'smtp://127.0.0.1:1' });
  world = await buildWorld(app.database);
  office = await app.signedIn('tham-dinh');
  // An office's own movement stands in no contest: nothing of it is a rehearsal.
  drive = await begunDrive(office, await begunMovement(office, world.units.tamDuong), world.units.tamDuong);
  await app.database.pool.query(
    `CREATE SCHEMA dated;
     CREATE TABLE dated.present (at timestamptz NOT NULL);
     INSERT INTO dated.present VALUES ('2021-10-27T09:00:00+07:00');
     CREATE FUNCTION dated.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT at FROM dated.present';
     INSERT INTO notice_addresses (person_id, email, by_email, changed_at) SELECT id, username || '@example.vn', true, now() FROM persons`,
  );
  const url = new URL((app.database.source.options as { url: string }).url);
  url.searchParams.set('options', '-c search_path=dated,public,pg_catalog');
  dated = new Database(await createDataSource(url.href).initialize());
  const of = app.app.get.bind(app.app);
  reminders = new ReportReminders(
    dated,
    of(Audit),
    of(DriveOpening),
    of(BehindRepository),
    of(Notices),
    new JobHandlers(),
  );
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, callback) {
      mailed.push(address);
      callback();
    },
    onData(stream, _session, callback) {
      stream.resume();
      stream.on('end', () => callback());
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as AddressInfo;
  const server = new MailServer(`smtp://127.0.0.1:${port}`);
  sender = new MailSender(dated, new MailRepository(), new JobHandlers(), () => app.url, server);
});
afterAll(async () => {
  await new Promise((resolve) => smtp.close(() => resolve(null)));
  await dated.source.destroy();
  await app.close();
});

/** One look of the reminders and one of the mail sender at that moment; whom mails went to, by name. */
async function at(moment: string): Promise<string[]> {
  await app.database.pool.query(`UPDATE dated.present SET at = $1`, [`${moment}+07:00`]);
  await reminders.remind();
  mailed = [];
  await sender.sendDue(new AbortController().signal);
  return mailed.toSorted();
}
async function reported(who: string, period: string): Promise<void> {
  const [visitor, form] = [await app.signedIn(who), drive.replace('/dot/', '/bao-cao/')];
  const answer = await visitor.send(form, { ky: period, 'part[0]': '45', 'part[1]': '12' }, `${form}?ky=${period}`);
  expect(answer.status).toBe(303);
}
const waiting = async () =>
  (
    await app.database.reader.rows<{ line: string }>(
      `SELECT m.address || ' ' || m.state || ' ' || to_char(m.not_before AT TIME ZONE 'Asia/Ho_Chi_Minh', 'DD/MM HH24:MI') AS line
         FROM notice_mails m WHERE m.state <> 'sent' ORDER BY 1`,
    )
  ).map(({ line }) => line);

describe('Reminders of a movement in earnest', () => {
  it('are told just after midnight the day before, and leave nobody’s telephone ringing before seven', async () => {
    expect(await at('2021-10-27T23:45:00')).toEqual([]);
    expect(await waiting()).toEqual([]);
    expect(await at('2021-10-28T00:10:00')).toEqual([]);
    expect(await waiting()).toEqual(['xa2@example.vn waiting 28/10 07:00', 'xa@example.vn waiting 28/10 07:00']);
    expect(await at('2021-10-28T06:59:59')).toEqual([]);
  });

  it('go at seven to those who have not reported overnight, and once', async () => {
    await reported('xa', '2021-10-25');
    expect(await at('2021-10-28T07:00:00')).toEqual(['xa2@example.vn']);
    expect(await waiting()).toEqual(['xa@example.vn late 28/10 07:00']);
    expect(await at('2021-10-28T09:00:00')).toEqual([]);
  });

  it('by day go at once: the day after, to who is overdue', async () => {
    expect(await at('2021-10-30T09:00:00')).toEqual(['xa2@example.vn']);
    expect(await at('2021-10-30T09:15:00')).toEqual([]);
  });

  it('late in the evening wait for the next morning, and go to those alone who still owe then', async () => {
    expect(await at('2021-11-04T21:00:00')).toEqual([]);
    expect((await waiting()).filter((line) => line.includes('waiting'))).toEqual([
      'xa2@example.vn waiting 05/11 07:00',
      'xa@example.vn waiting 05/11 07:00',
    ]);
    await reported('xa2', '2021-11-01');
    expect(await at('2021-11-05T00:30:00')).toEqual([]);
    expect(await at('2021-11-05T07:00:00')).toEqual(['xa@example.vn']);
  });
});
