import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { buildWorld, type World } from '../../fixtures/world.js';

const DESK = '/quan-tri/kenh-gui';
const PASSWORD = 'matkhau-thu';
const text = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('Where no mail server is set', () => {
  let house: TestApp;
  let admin: Visitor;
  beforeAll(async () => {
    house = await startApp();
    await buildWorld(house.database);
    admin = await house.signedIn('quan-tri');
  });
  afterAll(() => house.close());

  it('the page says so, what that means, and why the button cannot do anything; Zalo is described as it is', async () => {
    const page = text((await admin.get(DESK)).text);
    for (const words of [
      'Chưa đặt',
      'chưa đặt SMTP_URL',
      'Chưa gửi thử được',
      'Không có thư nào',
      'không nối với Zalo',
    ])
      expect(page).toContain(words);
  });

  it('the button says why when it is pressed, and nothing is told to the log', async () => {
    const answer = await admin.send(`${DESK}/gui-thu`, {}, DESK);
    expect([answer.status, answer.text.includes('chưa đặt SMTP_URL')]).toEqual([409, true]);
    expect(await triesIn(house)).toBe(0);
  });

  it('is nobody else’s page', async () => {
    expect((await (await house.signedIn('to-chuc')).get(DESK)).status).toBe(403);
  });
});

describe('With a mail server', () => {
  let house: TestApp;
  let world: World;
  let admin: Visitor;
  let smtp: SMTPServer;
  let received: ParsedMail[];
  /** What it does with who signs in, and with the next mail. */
  let mood: 'takes' | 'refuses-sign-in' | 'refuses-mail';

  beforeAll(async () => {
    smtp = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, callback) {
        if (mood === 'refuses-sign-in' || password !== PASSWORD)
          return callback(new Error(`Invalid login for ${username ?? ''}`));
        callback(null, { user: username });
      },
      onRcptTo({ address }, _session, callback) {
        if (mood === 'refuses-mail')
          return callback(Object.assign(new Error(`no such mailbox ${address}`), { responseCode: 550 }));
        callback();
      },
      onData(stream, _session, callback) {
        simpleParser(stream).then((mail) => {
          received.push(mail);
          callback();
        }, callback);
      },
    });
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
    const { port } = smtp.server.address() as AddressInfo;
    house = await startApp({
      smtpUrl: `smtp://nguoi-gui:${PASSWORD}@127.0.0.1:${port}?from=hoithi@laichau.gov.vn`,
    });
    world = await buildWorld(house.database);
    admin = await house.signedIn('quan-tri');
  });
  afterAll(async () => {
    await house.close();
    await new Promise((resolve) => smtp.close(() => resolve(null)));
  });
  beforeEach(() => {
    received = [];
    mood = 'takes';
  });

  it('the page says where it is and who the mails come from, and that it answers; never the password nor the user', async () => {
    const page = (await admin.get(DESK)).text;
    for (const words of ['127.0.0.1', 'hoithi@laichau.gov.vn', 'Gửi được']) expect(page).toContain(words);
    for (const secret of [PASSWORD, 'nguoi-gui']) expect(page).not.toContain(secret);
  });

  it('why it does not answer, in its own words without names', async () => {
    mood = 'refuses-sign-in';
    const page = text((await admin.get(DESK)).text);
    for (const words of ['Chưa gửi được', 'Invalid login', 'Thư vẫn chờ']) expect(page).toContain(words);
    expect(page).not.toContain(PASSWORD);
  });

  it('a try needs an own address, and says so', async () => {
    expect(text((await admin.get(DESK)).text)).toContain('chưa có địa chỉ thư');
    const answer = await admin.send(`${DESK}/gui-thu`, {}, DESK);
    expect([answer.status, received.length, await triesIn(house)]).toEqual([409, 0, 0]);
  });

  it('a try goes to the own address at once, one for two presses, and is told to the log', async () => {
    await admin.send('/tai-khoan/kenh-thong-bao', { email: 'quan-tri@laichau.gov.vn' });
    expect((await admin.send(`${DESK}/gui-thu`, {}, DESK)).headers['location']).toBe(DESK);
    expect(received.map(({ to, from, subject }) => [to, from, subject])).toEqual([
      [
        expect.objectContaining({ text: 'quan-tri@laichau.gov.vn' }),
        expect.objectContaining({ text: '"Hội Thi" <hoithi@laichau.gov.vn>' }),
        'Thư thử của Hội Thi',
      ],
    ]);
    expect((await admin.get(DESK)).text).toContain('Máy chủ thư đã nhận thư thử gửi đến quan-tri@laichau.gov.vn.');
    expect(await triesIn(house)).toBe(1);
    const page = await admin.get(DESK);
    const { _csrf, _key } = Object.fromEntries(
      [...page.text.matchAll(/name="(_csrf|_key)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    ) as Record<string, string>;
    const press = () => admin.agent.post(`${DESK}/gui-thu`).redirects(0).type('form').send({ _csrf, _key });
    expect((await Promise.all([press(), press()])).map(({ status }) => status)).toEqual([303, 303]);
    expect([received.length, await triesIn(house)]).toEqual([2, 2]);
  });

  it('a try that is not taken says what the server said', async () => {
    mood = 'refuses-mail';
    await admin.send(`${DESK}/gui-thu`, {}, DESK);
    const page = text((await admin.get(DESK)).text);
    expect(page).toContain('Máy chủ thư không nhận thư thử');
    expect(page).toContain('no such mailbox ***@laichau.gov.vn');
  });

  it('what waits, what left last and what was given up last, with why', async () => {
    const mail = (at: string, state: string, ended: string | null, error: string | null) =>
      house.database.transaction((tx) =>
        tx.changed(
          `WITH n AS (INSERT INTO notices (id, person_id, role, contest_id, event, once, sender_name, contact, subject, paragraphs, zalo, at, told_at)
             VALUES (gen_random_uuid(), $1, 'commune', $2, 'receipt', $3, 'x', '', 'x', '{}', 'x', now(), now()) RETURNING id)
           INSERT INTO notice_mails (notice_id, address, state, not_before, ended_at, last_error) SELECT id, 'xa@banbo.vn', $4, $5, $6, $7 FROM n`,
          [world.actors.xa.personId, world.contestId, `${state} ${at}`, state, at, ended, error],
        ),
      );
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
    await mail(hourAgo, 'waiting', null, null);
    await mail('2021-11-24T08:00:00+07:00', 'sent', '2021-11-24T08:01:00+07:00', null);
    await mail('2021-11-23T08:00:00+07:00', 'sent', '2021-11-23T08:01:00+07:00', null);
    await mail('2021-11-24T07:00:00+07:00', 'failed', '2021-11-24T07:02:00+07:00', 'no such mailbox xa@banbo.vn');
    const page = text((await admin.get(DESK)).text);
    for (const words of [
      '1 thư, thư lâu nhất đến lượt đã 60 phút',
      '08:01 ngày 24/11/2021',
      '07:02 ngày 24/11/2021: no such mailbox ***@banbo.vn',
    ])
      expect(page).toContain(words);
  });
});

const triesIn = async (house: TestApp): Promise<number> =>
  (
    await house.database.reader.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM audit_events WHERE act = 'notice.try-mail'`,
    )
  )?.count ?? -1;
