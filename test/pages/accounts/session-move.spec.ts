import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { buildWorld } from '../../fixtures/world.js';

let house: TestApp;
let zalo: Visitor;

beforeAll(async () => {
  house = await startApp();
  await buildWorld(house.database);
  zalo = await house.signedIn('xa');
});
afterAll(() => house.close());

/** A code and a link, as the page in the first browser shows them. */
async function offer(): Promise<{ code: string; link: string }> {
  const page = await zalo.send('/chuyen-trinh-duyet/ma', {}, '/chuyen-trinh-duyet');
  expect(page.status).toBe(200);
  const code = /incident--large">(\d{3} \d{3})</.exec(page.text)?.[1] ?? '';
  const link = /http[^<]*(\/chuyen-trinh-duyet\/[\w-]{43})/.exec(page.text)?.[1] ?? '';
  expect([code, link].every((part) => part !== '')).toBe(true);
  return { code, link };
}
const typeIn = (code: string, chrome = house.visitor(), username = 'xa') =>
  chrome.send('/chuyen-trinh-duyet', { username, code });
const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.get('/nop')).status === 200;
const sessionIds = async (): Promise<string[]> =>
  (await house.database.reader.rows<{ sid: string }>('SELECT sid FROM sessions ORDER BY sid')).map(({ sid }) => sid);

describe('A session goes on in another browser', () => {
  it('with user name and six digits, once, under an id of its own and no longer than the first one', async () => {
    const before = await sessionIds();
    const { code } = await offer();
    const chrome = house.visitor();
    const answer = await typeIn(code, chrome);
    expect([answer.status, answer.headers['location']]).toEqual([303, '/viec']);
    expect(await isIn(chrome)).toBe(true);
    expect((await sessionIds()).filter((sid) => !before.includes(sid))).toHaveLength(1);
    const begun = await house.database.reader.rows<{ at: number }>(`SELECT sess -> 'signedInAt' AS at FROM sessions`);
    expect(new Set(begun.map(({ at }) => at)).size).toBe(1);
    expect((await typeIn(code)).status).toBe(422);
  });

  it('with the link of the QR code, which a preview may fetch as often as it likes', async () => {
    const { link } = await offer();
    for (const agent of ['zalobot', 'zaloshare']) {
      expect((await house.visitor().agent.get(link).set('user-agent', agent)).status).toBe(200);
    }
    const [chrome, late] = [house.visitor(), house.visitor()];
    expect((await chrome.send(link)).status).toBe(303);
    expect(await isIn(chrome)).toBe(true);
    expect((await late.send(link)).status).toBe(422);
    expect(await isIn(late)).toBe(false);
  });

  it('not after five wrong codes, though the sixth be right; a new one works again', async () => {
    const { code } = await offer();
    const wrong = code.startsWith('0') ? '111 111' : '000 000';
    for (let i = 0; i < 5; i++) expect((await typeIn(wrong)).status).toBe(422);
    expect((await typeIn(code)).status).toBe(422);
    expect((await typeIn((await offer()).code)).status).toBe(303);
  });

  it('not by the code before the last, not under another name, not after five minutes', async () => {
    const first = await offer();
    const second = await offer();
    if (first.code !== second.code) expect((await typeIn(first.code)).status).toBe(422);
    expect((await house.visitor().send(first.link)).status).toBe(422);
    expect((await typeIn(second.code, house.visitor(), 'xa2')).status).toBe(422);
    await house.database.transaction((tx) =>
      tx.changed(
        `UPDATE session_moves SET expires_at = now() - interval '1 ms', made_at = now() - interval '5 minutes'`,
      ),
    );
    expect((await typeIn(second.code)).status).toBe(422);
    expect((await house.visitor().send(second.link)).status).toBe(422);
  });

  it('with the last of several codes asked for at one moment, and no asking fails', async () => {
    const page = await zalo.get('/chuyen-trinh-duyet');
    const hidden = hiddenFields(page.text, '/chuyen-trinh-duyet/ma');
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => zalo.agent.post('/chuyen-trinh-duyet/ma').type('form').send(hidden)),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const open = await house.database.reader.rows(`SELECT id FROM session_moves WHERE used_at IS NULL`);
    expect(open).toHaveLength(1);
  });

  it('not when the first browser was signed out everywhere meanwhile, and never for an administrator', async () => {
    const { code, link } = await offer();
    await zalo.send('/dang-xuat/moi-noi', {}, '/tai-khoan');
    expect([(await typeIn(code)).status, (await house.visitor().send(link)).status]).toEqual([422, 422]);
    const admin = await house.signedIn('quan-tri');
    expect((await admin.send('/chuyen-trinh-duyet/ma', {}, '/chuyen-trinh-duyet')).status).toBe(403);
  });
});

describe("Zalo's own browser", () => {
  it('is offered the way out, on every page, and works all the same', async () => {
    const agent = 'Mozilla/5.0 (Linux; Android 10) Version/4.0 Chrome/140 Mobile Zalo android/25081840 ZaloTheme/light';
    const page = await house.visitor().agent.get('/dang-nhap').set('user-agent', agent);
    expect([page.status, page.text.includes('Mở bằng trình duyệt')]).toEqual([200, true]);
    expect((await house.visitor().get('/dang-nhap')).text).not.toContain('Mở bằng trình duyệt');
  });
});
