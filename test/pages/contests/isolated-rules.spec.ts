import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FileScans } from '../../../src/storage/file-scans.js';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { EICAR, startClamd } from '../../fixtures/clamd.js';
import { pdfFile } from '../../fixtures/files.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let clamd: Awaited<ReturnType<typeof startClamd>>;
let organiser: Visitor;
const files = (): string => `/to-chuc/${world.slug}/the-le/${world.rulesVersionId}/tep`;
const rules = (): string => `/cuoc-thi/${world.slug}/the-le`;

async function attach(name: string, content: Buffer): Promise<void> {
  const hidden = hiddenFields((await organiser.get(files())).text, files());
  const form = organiser.agent.post(files()).redirects(0);
  for (const [key, value] of Object.entries(hidden)) void form.field(key, value);
  const answer = await form.field('reason', 'Thêm mẫu').attach('files', content, name);
  expect(answer.status).toBe(303);
}

beforeAll(async () => {
  clamd = await startClamd();
  house = await startApp({ clamdUrl: clamd.url });
  world = await buildWorld(house.database);
  organiser = await house.signedIn('to-chuc');
  await attach('Mẫu đăng ký.pdf', pdfFile(1, EICAR));
  await attach('Mẫu báo cáo.pdf', pdfFile(1, 'sạch'));
});
afterAll(async () => {
  await house.close();
  await clamd.stop();
});

describe('A paper attached to the rules that is found infected', () => {
  let href: string;
  beforeAll(async () => {
    const page = (await house.visitor().get(rules())).text;
    href = /href="([^"]+)">Mẫu đăng ký.pdf/.exec(page)?.[1] ?? '';
    expect((await house.visitor().get(href)).status).toBe(200);
    await house.app.get(FileScans).scanSome();
  });

  it('is handed out to nobody, with words that say what to do; the other paper still is', async () => {
    const answer = await house.visitor().get(href);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Tệp “Mẫu đăng ký.pdf” có mã độc nên đã bị cách ly, không tải được.');
    expect(answer.text).toContain('Lò Thị Mẫu');
    const other = /href="([^"]+)">Mẫu báo cáo.pdf/.exec((await house.visitor().get(rules())).text)?.[1] ?? '';
    expect((await house.visitor().get(other)).status).toBe(200);
  });

  it('stands on the page of the rules without a way to it', async () => {
    const page = (await house.visitor().get(rules())).text;
    expect(page).not.toContain(href);
    expect(page).toContain('Mẫu đăng ký.pdf');
    expect(page).toContain('Bị cách ly');
    expect(page).toContain('Tệp này có mã độc nên không tải được. Ban Tổ chức sẽ đăng tệp khác.');
  });

  it('is a task of the organiser, who reads on its page to send another and take this one off', async () => {
    const tasks = (await organiser.get('/viec')).text;
    expect(tasks).toContain('Thay tệp kèm thể lệ bị cách ly');
    expect(tasks).toContain(`href="${files()}"`);
    const page = (await organiser.get(files())).text;
    expect(page).toContain('Có mã độc, không ai tải được. Gửi tệp sạch ở dưới, rồi xóa tệp này.');
    expect(page.match(/Bị cách ly/g)).toHaveLength(1);
  });

  it('is on record, with the scanner’s name for it', async () => {
    const events = await house.database.reader.rows(
      `SELECT person_name AS "personName", facts->>'finding' AS finding, facts->>'name' AS name, contest_id AS "contestId"
         FROM audit_events WHERE act = 'contest.rules.quarantine'`,
    );
    expect(events).toEqual([
      {
        personName: 'Máy quét mã độc',
        finding: 'Eicar-Test-Signature',
        name: 'Mẫu đăng ký.pdf',
        contestId: world.contestId,
      },
    ]);
  });

  it('may be taken off a version in force, which keeps every other paper', async () => {
    const removal = (name: string, page: string): string =>
      new RegExp(`${name}</th>[\\s\\S]*?action="([^"]+/xoa)"`).exec(page)?.[1] ?? '';
    const page = (await organiser.get(files())).text;
    const reason = { reason: 'Xóa tệp kèm' };
    expect((await organiser.send(removal('Mẫu báo cáo.pdf', page), reason, files())).status).toBe(403);
    expect((await organiser.send(removal('Mẫu đăng ký.pdf', page), reason, files())).status).toBe(303);
    expect((await house.visitor().get(rules())).text).not.toContain('Mẫu đăng ký.pdf');
    expect((await organiser.get('/viec')).text).not.toContain('Thay tệp kèm thể lệ bị cách ly');
  });
});
